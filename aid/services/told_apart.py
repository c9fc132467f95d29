"""Saying that two persons of the same name and birth date are two, so that one's aid is not held against the other."""

from sqlalchemy import select

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.models.cases import CaseMember
from aid.models.households import DifferentPeople, Person
from aid.queries.prior_aid import of_case
from aid.services import trail
from aid.services.areas import check_may
from aid.services.case_edits import open_case
from aid.services.transaction import transaction


def tell_apart(case_id: int, person_id: int, other_id: int, reason: str, *, actor: Actor) -> None:
    """Record that a person of an own case is not the one who got aid elsewhere; `other_id` is that row.

    Said again it stays as it is. Refusals: `action_not_allowed`, `case_not_open`, `case_in_dossier`,
    `reason_missing`. Missing where the person is not of the case, or nothing speaks for their being the same.
    """
    check_may(actor, Action.CASE_ASSESS)
    if not reason.strip():
        raise Refusal("reason_missing", step="tell_apart")
    with transaction() as session:
        case = open_case(session, case_id, actor=actor)
        members = select(CaseMember.person_id).where(CaseMember.case_id == case.id)
        if person_id not in set(session.scalars(members)):
            raise Missing(f"Person {person_id} of case {case_id}")
        pair = {"person_id": min(person_id, other_id), "other_id": max(person_id, other_id)}
        if session.get(DifferentPeople, tuple(pair.values())) is not None:
            return
        if not any((one.person_id, one.other_id, one.how) == (person_id, other_id, "name") for one in of_case(case_id)):
            raise Missing(f"Person {other_id} beside person {person_id}")
        made = {"created_at": clock.now(), "created_by": actor.user_id}
        session.add(DifferentPeople(**pair, reason=reason.strip(), **made))
        session.flush()
        person = session.get_one(Person, person_id)
        trail.record(session, actor, "person:told_apart", person, reason=reason.strip())
