"""Which stored lines are whose work: by the fund kinds of their benefit, as the policies stand now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, and_, false, or_

from aid.domain.agencies import AgencyKind
from aid.domain.payers import HELD_BY, can_pay, waits_for
from aid.domain.policies import Policy
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.entitlements import Entitlement
from aid.models.users import Agency
from aid.queries.policies import policies_known


def kind_of(agency_id: int) -> AgencyKind:
    """Return what sort of office an agency is; one that is not there counts as a ward."""
    agency = db.session.get(Agency, agency_id)
    return agency.kind if agency else AgencyKind.WARD


def may_report(actor: Actor) -> bool:
    """Say whether the person may report incidents: an agency of donated money helps in those of its ward."""
    return actor.may(Action.INCIDENT_REPORT) and kind_of(actor.agency_id) not in HELD_BY


def payable_by(agency_id: int) -> ColumnElement[bool]:
    """Return the condition that an entitlement line is for the funds an agency can hold."""
    kind = kind_of(agency_id)
    if kind in HELD_BY:
        return _of((p.code, b.code) for p in policies_known() for b in p.benefits if can_pay(kind, b.fund_kinds))
    return ~waiting_for_others()


def waiting_for_others() -> ColumnElement[bool]:
    """Return the condition that only the front or the Red Cross can pay an entitlement line."""
    return _of((p.code, b.code) for p in policies_known() for b in p.benefits if waits_for(b.fund_kinds))


def who_pays(policies: Iterable[Policy]) -> Mapping[tuple[str, str], tuple[AgencyKind, ...]]:
    """Return for each (policy, benefit) that no people's committee can pay who can."""
    found = {(policy.code, b.code): waits_for(b.fund_kinds) for policy in policies for b in policy.benefits}
    return {key: kinds for key, kinds in found.items() if kinds}


def _of(pairs: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    by_policy: dict[str, list[str]] = defaultdict(list)
    for policy, benefit in pairs:
        by_policy[policy].append(benefit)
    parts = [
        and_(Entitlement.policy_code == policy, Entitlement.benefit.in_(benefits))
        for policy, benefits in sorted(by_policy.items())
    ]
    return or_(false(), *parts)
