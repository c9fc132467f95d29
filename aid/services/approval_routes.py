"""Adding and ending the rules of who reviews, initials, agrees and signs; a rule that stands is never changed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.approval_routes import Route, check_end, check_route
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.approval_routes import ApprovalRoute
from aid.models.policies import Policy
from aid.models.users import Agency
from aid.queries.approval_routes import as_value, names_of, people_of
from aid.services.areas import check_may, own_for_update
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction


def add_route(route: Route, *, actor: Actor) -> int:
    """Add a rule of the actor's agency from a day on and return its id; the head of the office sets it.

    Refusals: `action_not_allowed`, those of `check_route`, `route_person_unknown`, `route_policy_unknown`,
    `route_role_missing` where whom it names may not review or sign.
    """
    check_may(actor, Action.APPROVAL_SET)
    check_route(route, clock.today())
    with transaction() as session:
        agency = load_for_update(session, Agency, actor.agency_id)
        _check_known(session, route, agency.id)
        row = ApprovalRoute(
            agency_id=agency.id,
            valid_from=route.valid_from,
            valid_to=None,
            policy_code=route.policy_code,
            amount_from=route.amount_from,
            amount_to=route.amount_to,
            initials=[{"user_id": one.user_id, "post": clean(one.post)} for one in route.initials],
            second_signer=route.second_signer,
            city=route.city,
            meeting=route.meeting,
            reviewer_id=route.reviewer_id,
            signer_id=route.signer_id,
            in_order=route.in_order,
            basis=clean(route.basis),
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(row)
        session.flush()
        record(session, actor, "agency:route_added", agency, after=_facts(row))
        return row.id


def end_route(route_id: int, last: date, *, actor: Actor) -> None:
    """End a rule with its last day; dossiers submitted until then keep it.

    Refusals: `action_not_allowed`, `route_ended`, `route_end_over`. Missing for another agency's.
    """
    check_may(actor, Action.APPROVAL_SET)
    with transaction() as session:
        row = own_for_update(session, ApprovalRoute, route_id, actor=actor)
        check_end(as_value(row), last, clock.today())
        row.valid_to = last
        agency = session.get_one(Agency, row.agency_id)
        record(session, actor, "agency:route_ended", agency, after={"route": row.id, "valid_to": last})


def _check_known(session: Session, route: Route, agency_id: int) -> None:
    known = {person.id for person in people_of(agency_id)}
    if not known.issuperset(one.user_id for one in route.initials) or not all(clean(i.post) for i in route.initials):
        raise Refusal("route_person_unknown")
    for named, action in ((route.reviewer_id, Action.DOSSIER_REVIEW), (route.signer_id, Action.DOSSIER_SIGN)):
        if named is not None and named not in {person.id for person in people_of(agency_id, action)}:
            raise Refusal("route_role_missing", action=action)
    is_known = select(Policy.id).where(Policy.code == route.policy_code)
    if route.policy_code and session.scalar(is_known) is None:
        raise Refusal("route_policy_unknown")


def _facts(row: ApprovalRoute) -> dict[str, object]:
    names = names_of({one for one in (row.reviewer_id, row.signer_id) if one})
    asked = {
        "initials_in_order": row.in_order,
        "second_signer": row.second_signer,
        "city": row.city,
        "meeting": row.meeting,
        "named_reviewer": names.get(row.reviewer_id or 0),
        "named_signer": names.get(row.signer_id or 0),
    }
    return {
        "route": row.id,
        "valid_from": row.valid_from,
        "policy_code": row.policy_code,
        "amount_from": row.amount_from,
        "amount_to": row.amount_to,
        "initials": ", ".join(str(one["post"]) for one in row.initials),
        "basis": row.basis,
        **{name: value for name, value in asked.items() if value},
    }
