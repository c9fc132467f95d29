"""Biên bản họp bình xét (Mẫu 1.9): the neighbours' meeting, never chaired by somebody it is about."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.domain.names import fold
from aid.domain.paper_content import PaperTable, Signature, TableColumn
from aid.domain.papers import rows_of
from aid.models.cases import Case
from aid.models.incidents import Incident
from aid.models.users import Agency
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import HAND, HARM_WORDS, cases_of, caused_by, happened
from aid.services.paper_facts.lists import class_of

_COLUMNS = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Chủ hộ", glance=82),
    TableColumn("address", "Địa chỉ", glance=64),
    TableColumn("class", "Thuộc diện", optional=True),
    TableColumn("people", "Số khẩu", "centre"),
    TableColumn("harm", "Thiệt hại về người, nhà ở"),
)
_DEGREES = {
    "total": "nhà thiệt hại hoàn toàn",
    "very_severe": "nhà thiệt hại rất nặng",
    "severe": "nhà thiệt hại nặng",
    "partial": "nhà thiệt hại một phần",
    "none": "",
}


def compose_meeting(session: Session, incident: Incident, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the values of the minutes of a bình xét.

    Refusal `chaired_by_victim` (name) where the chairman is of a household it is about, `paper_without_households`.
    """
    cases = cases_of(session, incident.id)
    if not cases:
        raise Refusal("paper_without_households")
    check_chair(cases, answers.get("chair", ""))
    facts = {
        "cause": caused_by(incident),
        "happened": happened(incident),
        "began": answers.get("began", ""),
        "ended": answers.get("ended", ""),
        "venue": answers.get("venue", ""),
        "chair": answers.get("chair", ""),
        "secretary": answers.get("secretary", ""),
        "present": rows_of(answers.get("present", "")),
        "opinions": rows_of(answers.get("opinions", "")),
        "outcome": rows_of(answers.get("outcome", "")),
        "against": rows_of(answers.get("against", "")),
        "households": len(cases),
    }
    return Composed(
        subject="Họp bình xét đối tượng đề nghị trợ giúp xã hội khẩn cấp",
        facts=facts,
        recipients=("Lưu: VT, Hồ sơ",),
        signatures=(
            Signature(("THƯ KÝ",), name_in(answers.get("secretary", "")), HAND),
            Signature(("CHỦ TỌA",), name_in(answers.get("chair", "")), HAND),
        ),
        tables=(_table(cases),),
    )


def check_chair(cases: Sequence[Case], chair: str) -> None:
    """Refuse a chairman who is of one of these households: `chaired_by_victim` (name)."""
    name = fold(name_in(chair))
    for person in (person for case in cases for person in case.household.people):
        if name and fold(person.full_name) == name:
            raise Refusal("chaired_by_victim", name=person.full_name)


def name_in(answer: str) -> str:
    """Return the name of "Đỗ Văn Lộc, tổ trưởng tổ dân phố số 8"; an honorific before it is left out."""
    name = answer.partition(",")[0].partition(" - ")[0].strip()
    for honorific in ("ông", "bà"):
        if name.lower().startswith(f"{honorific} "):
            return name[len(honorific) :].strip()
    return name


def harm_words(case: Case) -> str:
    """Return what a household lost in a few words: each person's last state, then the house."""
    last = {harm.person_id: harm for harm in case.harms}
    told = [f"{harm.person.full_name} {HARM_WORDS[harm.kind]}" for harm in last.values()]
    house = _DEGREES[case.damage.degree] if case.damage else ""
    return "; ".join([*told, *([house] if house else [])])


def _table(cases: Sequence[Case]) -> PaperTable:
    rows = [
        {
            "stt": str(place),
            "name": case.head_name,
            "address": case.household.address,
            "class": class_of(case),
            "people": str(len(case.household.people)),
            "harm": harm_words(case),
        }
        for place, case in enumerate(cases, start=1)
    ]
    return PaperTable(_COLUMNS, tuple(rows))
