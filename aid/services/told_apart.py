"""Saying that two persons of the same name and birth date are two.

Then one's aid is not held against the other, and neither stands in the way of a signature.
"""

from sqlalchemy import select

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.models.cases import Case, CaseMember
from aid.models.households import DifferentPeople, Person
from aid.queries import duplicates, prior_aid
from aid.services import trail
from aid.services.areas import check_may, own_for_update
from aid.services.transaction import transaction


def tell_apart(case_id: int, person_id: int, other_id: int, reason: str, *, actor: Actor) -> None:
    """Record that a person of an own case is not the one who got aid elsewhere; `other_id` is that row.

    Said again it stays as it is; it changes no fact, so a dossier on its way does not hinder it. Refusals:
    `action_not_allowed`, `reason_missing`. Missing where the person is not of the case, or nothing speaks for their
    being the same: neither earlier aid under the same name nor a likely duplicate in the incident.
    """
    check_may(actor, Action.CASE_ASSESS)
    if not reason.strip():
        raise Refusal("reason_missing", step="tell_apart")
    with transaction() as session:
        case = own_for_update(session, Case, case_id, actor=actor)
        members = select(CaseMember.person_id).where(CaseMember.case_id == case.id)
        if person_id not in set(session.scalars(members)):
            raise Missing(f"Person {person_id} of case {case_id}")
        pair = {"person_id": min(person_id, other_id), "other_id": max(person_id, other_id)}
        if session.get(DifferentPeople, tuple(pair.values())) is not None:
            return
        if (person_id, other_id) not in _may_be_one(case_id):
            raise Missing(f"Person {other_id} beside person {person_id}")
        made = {"created_at": clock.now(), "created_by": actor.user_id}
        session.add(DifferentPeople(**pair, reason=reason.strip(), **made))
        session.flush()
        person = session.get_one(Person, person_id)
        trail.record(session, actor, "person:told_apart", person, reason=reason.strip())


def _may_be_one(case_id: int) -> set[tuple[int, int]]:
    earlier = {(one.person_id, one.other_id) for one in prior_aid.of_case(case_id) if one.how == "name"}
    return earlier | {(one.person_id, one.other_person_id) for one in duplicates.of_case(case_id)}
