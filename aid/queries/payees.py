"""Who receives the money of one line, and by which account: the payee named for it, else the person themselves.

The dead, the missing and children cannot receive: the head of the household stands in, then another grown-up of it.
Where nobody can, the payee stays unnamed and the payment waits until one is named.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from aid import clock
from aid.models.cases import Case, Harm
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import Household, Person

_GROWN_UP = 18


class PayeeData(NamedTuple):
    """What a payment keeps of its payee; `payee` is empty where nobody can receive yet."""

    payee: str = ""
    payee_relation: str = ""
    payee_identity: str = ""
    bank: str = ""
    account: str = ""


def with_payees() -> _AbstractLoad:
    """Return the loader option that reads what `payee_of` needs of many decision lines in a few queries."""
    line = joinedload(DecisionLine.entitlement)
    case = joinedload(Entitlement.case).options(
        selectinload(Case.harms), joinedload(Case.household).selectinload(Household.people)
    )
    return line.options(joinedload(Entitlement.person), case)


def payee_of(entitlement: Entitlement) -> PayeeData:
    """Return the payee of a line as it stands now, for the payment to keep."""
    if entitlement.payee_name:
        return PayeeData(
            payee=entitlement.payee_name,
            payee_relation=entitlement.payee_relation,
            payee_identity=entitlement.payee_identity,
            bank=entitlement.payee_bank,
            account=entitlement.payee_account,
        )
    return default_payee(entitlement)


def default_payee(entitlement: Entitlement) -> PayeeData:
    """Return who receives a line where nobody was named: the person, else a grown-up who can receive for them."""
    receiver = next(_who_can_receive(entitlement), None)
    if receiver is None:
        return PayeeData()
    return PayeeData(
        payee=receiver.full_name,
        payee_relation=_relation(receiver, entitlement),
        payee_identity=receiver.identity_number or "",
        bank=receiver.bank,
        account=receiver.account,
    )


def _who_can_receive(entitlement: Entitlement) -> Iterator[Person]:
    case = entitlement.case
    people = sorted(case.household.people, key=lambda person: (person.relation != "head", person.id))
    gone = _gone(case.harms)
    candidates = [entitlement.person, *people] if entitlement.person else people
    return (person for person in candidates if person.id not in gone and _is_grown_up(person))


def _gone(harms: Iterable[Harm]) -> set[int]:
    kinds: dict[int, set[str]] = {}
    for harm in harms:
        kinds.setdefault(harm.person_id, set()).add(harm.kind)
    return {
        person_id
        for person_id, known in kinds.items()
        if "dead" in known or ("missing" in known and "found" not in known)
    }


def _is_grown_up(person: Person) -> bool:
    year = person.birth_date.year if person.birth_date else person.birth_year
    if year is None:
        return True
    today = clock.today()
    birthday_to_come = person.birth_date is not None and (today.month, today.day) < (
        person.birth_date.month,
        person.birth_date.day,
    )
    return today.year - year - birthday_to_come >= _GROWN_UP


def _relation(receiver: Person, entitlement: Entitlement) -> str:
    """Return how the payee stands to the person a line is for, as the sheet to sign says it."""
    if entitlement.person_id in (None, receiver.id):
        return ""
    return "chủ hộ" if receiver.relation == "head" else "người cùng hộ"
