"""An officer's own numbers, declaring a relative, and stepping aside: nobody decides for his own family."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain import identity
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.models.cases import Case
from aid.models.relations import DeclaredRelation, OfficerContact
from aid.models.users import User
from aid.queries.areas import matters_of
from aid.queries.relations import related
from aid.services import phones, trail
from aid.services.areas import check_may
from aid.services.transaction import transaction

STEPS_OF_THE_UNRELATED = frozenset({"review", "sign", "issue"})


def keep_contact(identity_number: str, phone: str, account: str, *, actor: Actor) -> None:
    """Keep the actor's own numbers, against which receivers are compared; empty ones are forgotten.

    Refusals of `identity.parse` and `phones.normalise`. The trail says that they were changed, never what they are.
    """
    values = {
        "identity_number": identity.parse(identity_number).number if identity_number.strip() else "",
        "phone": phones.normalise(phone) if phone.strip() else "",
        "account": "".join(account.split()),
    }
    with transaction() as session:
        row = session.get(OfficerContact, actor.user_id, with_for_update=True)
        if row is None:
            session.add(OfficerContact(user_id=actor.user_id, **values))
        else:
            for name, value in values.items():
                setattr(row, name, value)
        trail.record(session, actor, "user:contact_kept", session.get_one(User, actor.user_id))


def declare(case_id: int, note: str, *, actor: Actor) -> None:
    """Say that the household of a case is near to the actor; said again it stays as it is.

    Refusals: `action_not_allowed`, `reason_missing`. Missing for a case the actor may not see.
    """
    check_may(actor, Action.DOSSIER_SEE)
    if not note.strip():
        raise Refusal("reason_missing", step="declare")
    area = matters_of(actor)
    with transaction() as session:
        case = session.get(Case, case_id)
        if case is None or (area is not None and case.agency_id not in area):
            raise Missing(f"Case {case_id}")
        same = (DeclaredRelation.user_id == actor.user_id) & (DeclaredRelation.household_id == case.household_id)
        if session.scalar(select(DeclaredRelation.id).where(same)) is not None:
            return
        made = {"created_at": clock.now(), "created_by": actor.user_id}
        session.add(DeclaredRelation(user_id=actor.user_id, household_id=case.household_id, note=note.strip(), **made))
        trail.record(session, actor, "case:relation_declared", case)


def check_unrelated(session: Session, dossier_id: int, *, actor: Actor) -> None:
    """Refuse a step to somebody tied to whom the dossier pays, chairman included: `officer_related` (names)."""
    session.flush()
    found = related(dossier_id, {actor.user_id})
    if found:
        raise Refusal("officer_related", names=", ".join(f"{one.officer} – {one.case_code}" for one in found))
