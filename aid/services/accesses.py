"""Looking at a sensitive field is a step of its own: who looked, at what, why; it is written before it is shown."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing
from aid.domain.roles import Action, Actor
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.events import Access
from aid.models.households import Person
from aid.queries.areas import visible_agencies
from aid.services.areas import check_may
from aid.services.transaction import transaction


class Revealed(NamedTuple):
    """The fields of a person that lists hide."""

    person_id: int
    full_name: str
    identity_number: str
    bank: str
    account: str
    account_name: str


def reveal(person_id: int, purpose: str, *, actor: Actor) -> Revealed:
    """Write down that the actor looks at a person's numbers, and return them.

    Missing where the person is not in the actor's area. The purpose is kept as the page gives it.
    """
    area = visible_agencies(actor)
    check_may(actor, Action.CASE_SEE)
    with transaction() as session:
        person = _person_in(session, person_id, area)
        session.add(
            Access(
                at=clock.now(),
                user_id=actor.user_id,
                person_id=person_id,
                fields="identity_number, account",
                purpose=purpose[:200],
            )
        )
        return Revealed(
            person_id=person_id,
            full_name=person.full_name,
            identity_number=person.identity_number or "",
            bank=person.bank,
            account=person.account,
            account_name=person.account_name,
        )


def _person_in(session: Session, person_id: int, area: set[int] | None) -> Person:
    person = session.get(Person, person_id)
    if person is None or (area is not None and person.household.agency_id not in area):
        raise Missing(f"Person {person_id}")
    return person


def note_paper(decision_id: int, purpose: str, *, actor: Actor) -> None:
    """Write down that the actor takes the full paper of a decision, with its identity and account numbers.

    Missing where the decision is not in the actor's area.
    """
    area = visible_agencies(actor)
    check_may(actor, Action.DOSSIER_SEE)
    with transaction() as session:
        decision = session.get(Decision, decision_id)
        if decision is None or (area is not None and decision.agency_id not in area):
            raise Missing(f"Decision {decision_id}")
        session.add(
            Access(
                at=clock.now(),
                user_id=actor.user_id,
                decision_id=decision_id,
                fields="identity_number, account",
                purpose=purpose[:200],
            )
        )


def note_draft(dossier_id: int, *, actor: Actor) -> None:
    """Write down that the actor looks at the draft of a decision: it shows the same numbers as the paper itself.

    Missing where the dossier is not in the actor's area.
    """
    area = visible_agencies(actor)
    check_may(actor, Action.DOSSIER_SEE)
    with transaction() as session:
        dossier = session.get(Dossier, dossier_id)
        if dossier is None or (area is not None and dossier.agency_id not in area):
            raise Missing(f"Dossier {dossier_id}")
        session.add(_look(actor, f"dự thảo quyết định {dossier.code}"))


def note_payee(entitlement_id: int, *, actor: Actor) -> None:
    """Write down that the actor opens the numbers of who receives a line, for whom the line is; Missing as above."""
    area = visible_agencies(actor)
    check_may(actor, Action.CASE_SEE)
    with transaction() as session:
        line = session.get(Entitlement, entitlement_id)
        if line is None or (area is not None and line.case.agency_id not in area):
            raise Missing(f"Entitlement {entitlement_id}")
        session.add(_look(actor, f"người nhận, hồ sơ {line.case.code}", person_id=line.person_id))


def _look(actor: Actor, purpose: str, *, person_id: int | None = None) -> Access:
    return Access(
        at=clock.now(),
        user_id=actor.user_id,
        person_id=person_id,
        fields="identity_number, account",
        purpose=purpose[:200],
    )
