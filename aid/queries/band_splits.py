"""The other dossiers with which one passes into an amount band that it stays below alone."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from aid import clock
from aid.domain.approval_routes import Sum
from aid.domain.band_splits import Sibling, Split, split_of
from aid.domain.dossiers import DecisionState, DossierState
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.replacements import Replacement
from aid.queries.approval_routes import routes_of

# A draft or one sent back is not on its way: when it is submitted it meets this one.
_STANDS = (DossierState.SUBMITTED, DossierState.REVIEWED, DossierState.SIGNED, DossierState.ISSUED)


def split_with(dossier_id: int) -> Split | None:
    """Return with which others a dossier that is still open goes another way than alone; None where it does not.

    Others are of the same office, incident and policy, on their way or in force; what it replaces is none of them.
    """
    dossier = db.session.get_one(Dossier, dossier_id)
    routes = routes_of(dossier.agency_id)
    is_open = dossier.state not in (DossierState.ISSUED, DossierState.REFUSED)
    if not is_open or not any(route.has_band for route in routes):
        return None
    at = dossier.submitted_at if dossier.state in _STANDS else None
    day = clock.local(at).date() if at else clock.today()
    asked = Sum(dossier.total, dossier.fund.unit)
    return split_of(routes, day, dossier.policy_code, asked, _siblings(dossier))


def _siblings(dossier: Dossier) -> Iterable[Sibling]:
    cases = select(Entitlement.case_id).join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
    own = cases.where(DossierLine.dossier_id == dossier.id, DossierLine.live)
    shared = exists(cases.where(DossierLine.dossier_id == Dossier.id, DossierLine.live, Entitlement.case_id.in_(own)))
    same = (Dossier.agency_id, dossier.agency_id), (Dossier.incident_id, dossier.incident_id)
    wanted = select(Dossier.id, Dossier.code, Dossier.total, Dossier.submitted_at, shared.label("shared"))
    wanted = wanted.join(Fund, Fund.id == Dossier.fund_id).where(*(column == value for column, value in same))
    wanted = wanted.where(Dossier.policy_code == dossier.policy_code, Fund.unit == "VND", Dossier.id != dossier.id)
    wanted = wanted.where(Dossier.state.in_(_STANDS), ~_gone(), ~_replaces(), ~_is_replaced_by(dossier.id))
    rows: Sequence[Any] = db.session.execute(wanted.order_by(Dossier.id)).all()
    return [Sibling(row.id, row.code, row.total, _day(row.submitted_at), row.shared) for row in rows]


def _day(at: Any) -> date:
    return clock.local(at).date()


def _gone() -> ColumnElement[bool]:
    """Return the condition that its decision was revoked or replaced."""
    return exists().where(Decision.dossier_id == Dossier.id, Decision.state == DecisionState.REVOKED)


def _replaces() -> ColumnElement[bool]:
    """Return the condition that it takes the place of a decision that still counts itself."""
    return exists().where(Replacement.dossier_id == Dossier.id, Replacement.is_open)


def _is_replaced_by(dossier_id: int) -> ColumnElement[bool]:
    of_it = (Replacement.dossier_id == dossier_id) & (Decision.id == Replacement.decision_id)
    return exists().where(of_it, Decision.dossier_id == Dossier.id)
