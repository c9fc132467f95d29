"""Papers of the household, filled in from what is recorded: Mẫu 04, Mẫu 06, who receives for all, giấy ủy quyền.

The bodies of Mẫu 04 and 06 were not read (law.md 1.4): the screen says that they need confirming.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from aid.domain.cause_words import CAUSE_WORDS, CLASS_WORDS
from aid.domain.dates import show
from aid.domain.errors import Refusal
from aid.domain.paper_content import Signature
from aid.domain.papers import rows_of
from aid.models.cases import Case, Harm
from aid.models.users import Agency
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import HAND, SEX_WORDS, birth_of, caused_by, head_of, speaker_of
from aid.services.paper_facts.verification import house_words

_CONFIRMS = Signature(("XÁC NHẬN CỦA", "ỦY BAN NHÂN DÂN CẤP XÃ"), "", "(Ký, đóng dấu)")


def compose_04(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return Mẫu 04 for everybody of the household who died; Refusal `paper_without_dead`."""
    dead = [_dead(harm) for harm in case.harms if harm.kind == "dead"]
    if not dead:
        raise Refusal("paper_without_dead")
    codes = ("burial", "representative", "identity", "relation", "residence", "organisation")
    return Composed(
        subject="Đề nghị hỗ trợ chi phí mai táng",
        facts={
            "form": "Mẫu số 04",
            "dead": dead,
            "cause": CAUSE_WORDS[case.incident.kind],
            **{code: answers.get(code, "") for code in codes},
        },
        addressees=(agency.authority,),
        signatures=(_CONFIRMS, Signature(("NGƯỜI KHAI",), answers.get("representative", ""), HAND)),
    )


def compose_06(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return Mẫu 06; Refusal `paper_without_house` where no damage to the house is recorded."""
    if case.damage is None or (case.damage.degree == "none" and not case.damage.relocation_order):
        raise Refusal("paper_without_house")
    head, speaker = head_of(case), speaker_of(case)
    children = sum(born is not None and case.incident.occurred_on.year - born < 16 for born in _years(case))
    return Composed(
        subject="Đề nghị hỗ trợ về nhà ở",
        facts={
            "form": "Mẫu số 06",
            "head": case.head_name,
            "birth": birth_of(head),
            "sex": SEX_WORDS[head.sex if head else ""],
            "identity": (head.identity_number or "") if head else "",
            "home": case.household.address,
            "people": len(case.household.people),
            "children": children,
            "class": CLASS_WORDS[case.household.poverty_class] or "Không thuộc hộ nghèo, cận nghèo",
            "house": house_words(case),
            "cause": caused_by(case.incident),
            "received": answers.get("received", ""),
            "meeting_says": answers.get("meeting_says", ""),
        },
        addressees=(agency.authority,),
        signatures=(_CONFIRMS, Signature(("NGƯỜI KHAI",), speaker.full_name if speaker else "", HAND)),
    )


def compose_agreement(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the văn bản thỏa thuận by which the kin name one of them to receive for all."""
    heirs = rows_of(answers.get("heirs", ""))
    codes = ("representative", "identity", "relation", "account")
    return Composed(
        subject="Cử người đại diện nhận tiền, hàng hỗ trợ",
        facts={
            "head": case.head_name,
            "home": case.household.address,
            "cause": caused_by(case.incident),
            "heirs": heirs,
            **{code: answers.get(code, "") for code in codes},
        },
        signatures=(
            Signature(("NGƯỜI ĐƯỢC CỬ",), answers.get("representative", ""), HAND),
            Signature(("NHỮNG NGƯỜI THỎA THUẬN",), "", HAND),
            Signature(("TỔ TRƯỞNG TỔ DÂN PHỐ",), "", HAND),
            _CONFIRMS,
        ),
    )


def compose_proxy(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return a giấy ủy quyền to receive; it ends by itself once the support was received."""
    codes = ("giver", "giver_identity", "representative", "identity", "relation", "reason", "until")
    return Composed(
        subject="Nhận tiền, hàng hỗ trợ",
        facts={
            "home": case.household.address,
            "cause": caused_by(case.incident),
            **{code: answers.get(code, "") for code in codes},
        },
        signatures=(
            Signature(("NGƯỜI ĐƯỢC ỦY QUYỀN",), answers.get("representative", ""), HAND),
            Signature(("NGƯỜI ỦY QUYỀN",), answers.get("giver", ""), HAND),
            _CONFIRMS,
        ),
    )


def _dead(harm: Harm) -> dict[str, str]:
    person = harm.person
    return {
        "name": person.full_name,
        "birth": birth_of(person),
        "sex": SEX_WORDS[person.sex],
        "home": person.home_place or person.household.address,
        "day": show(harm.happened_on),
        "paper": harm.paper,
    }


def _years(case: Case) -> list[int | None]:
    return [one.birth_date.year if one.birth_date else one.birth_year for one in case.household.people]
