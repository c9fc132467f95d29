"""Which officers are tied to the people a dossier pays: by a number they share, or because they said so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from aid.domain.relations import Contact, Tie, contact, tie_of
from aid.extensions import db
from aid.models.cases import Case
from aid.models.dossiers import DossierDuty, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.households import Household
from aid.models.relations import DeclaredRelation, OfficerContact
from aid.models.users import User


class Related(NamedTuple):
    """An officer tied to the household of one case."""

    user_id: int
    officer: str
    case_id: int
    case_code: str
    tie: Tie


class OwnContact(NamedTuple):
    """One's own numbers as the person entered them."""

    identity_number: str
    phone: str
    account: str


def own_contact(user_id: int) -> OwnContact:
    """Return what a person entered about themselves; empty where nothing was."""
    row = db.session.get(OfficerContact, user_id)
    return OwnContact(row.identity_number, row.phone, row.account) if row else OwnContact("", "", "")


def has_declared(user_id: int, household_id: int) -> bool:
    """Say whether a person declared to be near to a household."""
    same = (DeclaredRelation.user_id == user_id) & (DeclaredRelation.household_id == household_id)
    return db.session.scalar(select(DeclaredRelation.id).where(same)) is not None


def officers_of(dossier_id: int) -> set[int]:
    """Return who holds a duty on a dossier."""
    held = (DossierDuty.dossier_id == dossier_id) & DossierDuty.held
    return set(db.session.scalars(select(DossierDuty.user_id).where(held)))


def related(dossier_id: int, user_ids: Collection[int]) -> Sequence[Related]:
    """Return which of these people are tied to whom a dossier pays, case by case; at most five queries."""
    officers = _officers(user_ids)
    if not officers:
        return []
    lines = _lines(dossier_id)
    declared = _declared(user_ids, {case.household_id for case, _ in lines.values()})
    found = []
    for case, rows in lines.values():
        party = _party(case.household, rows)
        for user_id, (name, known) in officers.items():
            tie = tie_of(known, party, declared=(user_id, case.household_id) in declared)
            if tie is not None:
                found.append(Related(user_id, name, case.id, case.code, tie))
    return found


def _officers(user_ids: Collection[int]) -> Mapping[int, tuple[str, Contact]]:
    wanted = select(User.id, User.full_name, OfficerContact).outerjoin(
        OfficerContact, OfficerContact.user_id == User.id
    )
    rows = db.session.execute(wanted.where(User.id.in_(user_ids)).order_by(User.id))
    return {
        user_id: (name, contact([row.identity_number], [row.phone], [row.account]) if row else Contact())
        for user_id, name, row in rows
    }


def _lines(dossier_id: int) -> Mapping[int, tuple[Case, list[Entitlement]]]:
    wanted = (
        select(Case, Entitlement)
        .join(Entitlement, Entitlement.case_id == Case.id)
        .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
        .where(DossierLine.dossier_id == dossier_id, DossierLine.live)
        .order_by(Case.id, Entitlement.id)
        .options(selectinload(Case.household).selectinload(Household.people))
    )
    found: dict[int, tuple[Case, list[Entitlement]]] = {}
    rows: dict[int, list[Entitlement]] = defaultdict(list)
    for case, line in db.session.execute(wanted):
        rows[case.id].append(line)
        found[case.id] = (case, rows[case.id])
    return found


def _party(household: Household, lines: Iterable[Entitlement]) -> Contact:
    people, rows = household.people, list(lines)
    return contact(
        [*(one.identity_number for one in people), *(row.payee_identity for row in rows)],
        [household.phone, *(one.phone for one in people)],
        [*(one.account for one in people), *(row.payee_account for row in rows)],
    )


def _declared(user_ids: Collection[int], household_ids: Collection[int]) -> set[tuple[int, int]]:
    wanted = select(DeclaredRelation.user_id, DeclaredRelation.household_id).where(
        DeclaredRelation.user_id.in_(user_ids), DeclaredRelation.household_id.in_(household_ids)
    )
    return {(user_id, household_id) for user_id, household_id in db.session.execute(wanted)}
