"""Two wards and the burial of one person under two documents of which only the highest is paid."""

from datetime import date
from typing import Any, NamedTuple

from aid.domain.agencies import AgencyKind
from aid.domain.payouts import PaymentState
from aid.domain.roles import Actor, Role
from aid.models.entitlements import Entitlement
from aid.services import entitlements, policy_entries
from tests.factories.dossiers import Staff, make_staff
from tests.factories.entitlements import Made, lines_of, make_case, put_in_decision, the_fire
from tests.factories.policies import a_benefit, a_document, a_text
from tests.factories.users import actor, make_agency, place_of

DAY = date(2024, 8, 1)
NUMBER = "001085012345"
LOWER, HIGHER, LEVEL = "BH-CU", "BH-MOI", "NQ-TRAN"
OURS, THEIRS, THEIRS_TOO = "CHAY-2024", "NO-GAS-2024", "CHAY-HD-2024"
"""Incidents: the higher burial money is for ours and for the second of the ward next door."""
AN: dict[str, Any] = {"name": "Lê Văn An", "born": date(1985, 7, 2), "sex": "m", "relation": "head", "number": NUMBER}
BINH: dict[str, Any] = {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "spouse"}
DEAD = {"kind": "dead", "day": DAY}


class Wards(NamedTuple):
    """The people of our ward and of the ward next door."""

    ours: Staff
    theirs: Staff


def two_wards() -> Wards:
    """Both wards with everybody a dossier passes by, and the three documents confirmed by the city."""
    ours, office = make_staff(), make_agency("ha-dinh")
    others = (
        actor(f"{name}-hd", *who.roles, agency=office, title=who.title, signing_form="head")
        for name, who in zip(Staff._fields, ours, strict=True)
    )
    _confirm(burial(LOWER, 13_000_000), burial(HIGHER, 32_500_000, incidents=[OURS, THEIRS_TOO]), level(50_000_000))
    return Wards(ours, Staff(*others))


def burial(code: str, amount: int, **more: Any) -> dict[str, Any]:
    """A document that gives burial money, of which only the highest of several is paid."""
    fixed = {"kind": "fixed", "amount": amount}
    benefit = a_benefit("mai-tang", title="Chi phí mai táng", clause="Điều 3", purpose="burial", group="mai-tang")
    return a_document(code, title=f"Hỗ trợ mai táng ({code})", benefits=[benefit | {"amount": fixed}], **more)


def level(amount: int) -> dict[str, Any]:
    """A document that fills up to a level what the burial money of the others gives."""
    over = [{"policy": code, "benefit": "mai-tang", "called": f"mai táng {code}"} for code in (LOWER, HIGHER)]
    rule = {"kind": "up_to", "amount": amount, "over": over}
    benefit = a_benefit("bu", title="Hỗ trợ gia đình người chết", clause="Điều 5", purpose="condolence")
    return a_document(LEVEL, title="Hỗ trợ đến một mức", benefits=[benefit | {"amount": rule}])


def our_case(wards: Wards, *people: dict[str, Any], code: str = OURS) -> Made:
    """A case of our ward, computed; without people, An who died and Bình."""
    return _computed(the_fire(code=code, day=DAY), wards.ours.officer, people)


def their_case(wards: Wards, *people: dict[str, Any], code: str = THEIRS) -> Made:
    """The same of the ward next door, under an incident of their own."""
    return _computed(the_fire(make_agency("ha-dinh"), code=code, day=DAY), wards.theirs.officer, people)


def decide(made: Made, policy: str, *, payment: PaymentState = PaymentState.PLANNED) -> int:
    """A decision over the line that a document gives in a case; return the decision's id."""
    return put_in_decision(line_of(made, policy), payment=payment)


def line_of(made: Made, policy: str) -> Entitlement:
    """The one live line of a document in a case."""
    (line,) = (row for key, row in lines_of(made.case_id).items() if key[0] == policy)
    return line


def amounts_of(made: Made) -> dict[str, int]:
    """The live lines of the three documents by policy (đồng)."""
    return {row.policy_code: row.amount for row in lines_of(made.case_id).values() if row.policy_code != "ND20-2021"}


def _computed(incident: Any, officer: Actor, people: Any) -> Made:
    made = make_case(*(people or (AN | {"harms": [DEAD]}, BINH)), incident=incident)
    entitlements.compute(made.case_id, actor=officer)
    return made


def _confirm(*documents: dict[str, Any]) -> None:
    city = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"))
    enters, confirms = (actor(name, Role.CITY, agency=city) for name in ("ha-tp", "son-tp"))
    for document in documents:
        policy_id = policy_entries.create_policy(document, actor=enters, owner="law")
        policy_entries.confirm_policy(policy_id, 1, actor=confirms, text=a_text(f"{document['code']}.pdf"))
