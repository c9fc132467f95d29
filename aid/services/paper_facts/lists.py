"""Mẫu 5a and 5b: households, and persons, short of food and essentials (NĐ 20/2021 Điều 12 khoản 3).

The bodies of the official forms were not read (law.md 1.4): the screen says that they need confirming.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from aid.domain.cause_words import CLASS_WORDS
from aid.domain.errors import Refusal
from aid.domain.paper_content import PaperTable, Signature, TableColumn
from aid.models.cases import Case
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.users import Agency
from aid.services.paper_facts.blocks import signature_of_office
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import HAND, born_in, cases_of, caused_by, head_of

KILOGRAMS = 15

_START = (TableColumn("stt", "STT", "centre"), TableColumn("name", "Họ và tên", glance=90))
_BIRTH = (TableColumn("man", "Năm sinh (nam)", "centre"), TableColumn("woman", "Năm sinh (nữ)", "centre"))
_HOUSEHOLDS = (
    *_START,
    *_BIRTH,
    TableColumn("address", "Địa chỉ", glance=70),
    TableColumn("class", "Hoàn cảnh"),
    TableColumn("people", "Số khẩu", "centre"),
    TableColumn("short", "Số khẩu cần hỗ trợ", "centre"),
    TableColumn("months", "Số tháng", "centre"),
    TableColumn("essentials", "Nhu yếu phẩm"),
    TableColumn("rice", "Gạo (kg)", "number"),
)
_PERSONS = (
    *_START,
    *_BIRTH,
    TableColumn("relation", "Quan hệ với chủ hộ"),
    TableColumn("head", "Chủ hộ", glance=82),
    TableColumn("address", "Địa chỉ", glance=70),
    TableColumn("class", "Hoàn cảnh"),
    TableColumn("needs", "Nhu yếu phẩm cần hỗ trợ", wish=90),
)
_RELATIONS = {
    "head": "Chủ hộ", "spouse": "Vợ, chồng", "child": "Con", "parent": "Bố, mẹ", "grandchild": "Cháu",
    "sibling": "Anh, chị, em", "other": "Khác", "member": "Thành viên",
}  # fmt: skip


def compose_5a(session: Session, incident: Incident, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the list of households short of food or essentials; Refusal `paper_without_needs`."""
    cases = _in_need(session, incident)
    rows = [_household(place, case) for place, case in enumerate(cases, start=1)]
    total = sum(_rice(case) for case in cases)
    subject = "Hộ gia đình thiếu đói, thiếu nhu yếu phẩm cần trợ giúp xã hội khẩn cấp"
    return _composed(session, incident, answers, agency, subject, PaperTable(_HOUSEHOLDS, tuple(rows), str(total)))


def compose_5b(session: Session, incident: Incident, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the list of the persons of these households; Refusal `paper_without_needs`."""
    members = [(case, person) for case in _in_need(session, incident) for person in _present(case)]
    rows = [_person(place, case, person) for place, (case, person) in enumerate(members, start=1)]
    subject = "Người thiếu đói, thiếu nhu yếu phẩm cần trợ giúp xã hội khẩn cấp"
    return _composed(session, incident, answers, agency, subject, PaperTable(_PERSONS, tuple(rows)))


def class_of(case: Case) -> str:
    """Return the poverty class of a household as a paper names it, "" for none."""
    return CLASS_WORDS[case.household.poverty_class]


def _composed(
    session: Session,
    incident: Incident,
    answers: Mapping[str, str],
    agency: Agency,
    subject: str,
    table: PaperTable,
) -> Composed:
    office = signature_of_office(session, agency, incident)
    return Composed(
        subject=subject,
        facts={"group": answers.get("group", ""), "cause": caused_by(incident), "households": len(table.rows)},
        signatures=(Signature(("TỔ TRƯỞNG TỔ DÂN PHỐ",), "", HAND), office.signature),
        signed_by=office,
        tables=(table,),
    )


def _in_need(session: Session, incident: Incident) -> Sequence[Case]:
    found = [
        one for one in cases_of(session, incident.id) if one.need and (one.need.short_of_food or one.need.essentials)
    ]
    if not found:
        raise Refusal("paper_without_needs")
    return found


def _present(case: Case) -> list[Person]:
    """Who of the household needs something: members of the case who did not die."""
    dead = {harm.person_id for harm in case.harms if harm.kind == "dead"}
    return [member.person for member in case.members if member.person_id not in dead]


def _rice(case: Case) -> int:
    return KILOGRAMS * case.need.short_of_food * case.need.food_months if case.need else 0


def _household(place: int, case: Case) -> dict[str, str]:
    head, need = head_of(case), case.need
    year = born_in(head)
    return {
        "stt": str(place),
        "name": case.head_name,
        "man": year if head and head.sex == "m" else "",
        "woman": year if head and head.sex == "f" else "",
        "address": case.household.address,
        "class": class_of(case),
        "people": str(len(case.household.people)),
        "short": str(need.short_of_food) if need else "",
        "months": str(need.food_months) if need and need.short_of_food else "",
        "rice": str(_rice(case)),
        "essentials": "Có" if need and need.essentials else "",
    }


def _person(place: int, case: Case, person: Person) -> dict[str, str]:
    year = born_in(person)
    return {
        "stt": str(place),
        "name": person.full_name,
        "man": year if person.sex == "m" else "",
        "woman": year if person.sex == "f" else "",
        "relation": _RELATIONS[person.relation],
        "head": case.head_name,
        "address": case.household.address,
        "class": class_of(case),
        "needs": "Lương thực, nhu yếu phẩm" if case.need and case.need.essentials else "Lương thực",
    }
