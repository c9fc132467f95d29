"""What the gates before the signature look at, read from the rows of one dossier."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Approval, Sum
from aid.domain.dossiers import DossierState
from aid.domain.gates import Gate, GateFacts, Lack
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.policies import Policy
from aid.queries import duplicates
from aid.queries.approval_routes import route_of
from aid.queries.approvals import ApprovalRow, approvals_of, asked_now
from aid.queries.band_splits import split_with
from aid.queries.dossier_views import DossierView, LineRow
from aid.queries.relations import officers_of, related
from aid.queries.uncounted_aid import refusals_of


def facts_of(dossier: DossierView, *, also: Collection[int] = ()) -> GateFacts:
    """Return by gate what a dossier lacks; `also` are people who are about to act on it."""
    codes = {line.case_code: line.case_id for line in dossier.lines}
    same = duplicates.of_cases(dossier.incident_id, dossier.case_ids)
    tied = related(dossier.id, officers_of(dossier.id) | set(also))
    unknown = refusals_of([line.entitlement_id for line in dossier.lines]) if dossier.is_open else {}
    return GateFacts(
        evidence=[Lack(code, _case(codes[code])) for code in dossier.without_evidence],
        payee=[_line(line) for line in dossier.lines if not line.payee],
        undisputed=[_line(line) for line in dossier.lines if line.is_disputed],
        current=[_line(line) for line in dossier.lines if not line.is_current],
        elsewhere=[_line(line) for line in dossier.lines if line.entitlement_id in unknown],
        duplicates=[Lack(f"{one.name} ({one.other_code})", _case(one.case_id)) for one in same],
        raised=[_line(line) for line in dossier.lines if line.amount > line.computed and not line.raised_reason],
        related=[Lack(f"{one.officer} – {one.case_code}", _case(one.case_id)) for one in tied],
        policy=() if dossier.policy_confirmed else [Lack(dossier.policy_code, f"/policies/{_policy(dossier)}")],
        money=_short(dossier),
        split=_split(dossier),
        **_of_route(dossier),
    )


_GATE_OF = {
    Approval.MEETING: Gate.MEETING,
    Approval.INITIAL: Gate.INITIALS,
    Approval.SECOND: Gate.SECOND_SIGNER,
    Approval.CITY: Gate.CITY,
}


def _of_route(dossier: DossierView) -> dict[str, Any]:
    """Return what the route asks for: of a draft its meeting, which the officer enters, later what was frozen.

    Initials and agreements come after the review, so before it nobody is late with them.
    """
    if dossier.state is DossierState.DRAFT:
        return _meeting_of(dossier)
    is_early = dossier.state is DossierState.SUBMITTED
    rows = [row for row in approvals_of(dossier.id) if row.done_at is not None or not is_early]
    return _asked(rows, Lack(dossier.code, f"/dossiers/{dossier.id}"))


def waiting_on(change: DecisionChange) -> GateFacts:
    """Return what the route of a change still waits for: the gates that a change shares with a dossier."""
    return GateFacts(**_asked(asked_now(change), Lack(change.decision.full_number, f"/changes/{change.id}")))


def _asked(rows: Sequence[ApprovalRow], where: Lack) -> dict[str, Any]:
    found: dict[str, Any] = {"asked": set()}
    for row in rows:
        gate = _GATE_OF[row.approval]
        found["asked"].add(gate)
        if row.done_at is None:
            name = f"{row.name} ({row.post})" if row.name else where.name
            found.setdefault(gate.value, []).append(where._replace(name=name))
    return found


def _meeting_of(dossier: DossierView) -> dict[str, Any]:
    route = route_of(dossier.agency_id, clock.today(), dossier.policy_code, Sum(dossier.total, dossier.unit))
    if route is None or not route.meeting or dossier.urgent:
        return {}
    lacks = () if dossier.meeting_number else [Lack(dossier.code, f"/dossiers/{dossier.id}/lines")]
    return {"asked": {Gate.MEETING}, "meeting": lacks}


def _short(dossier: DossierView) -> Sequence[Lack]:
    if not dossier.is_open:
        return ()
    missing = dossier.total - dossier.freed - (dossier.available - dossier.promised)
    return [Lack(str(missing), f"/funds/{dossier.fund_id}")] if missing > 0 else ()


def _split(dossier: DossierView) -> Sequence[Lack]:
    """Return both sides of a split: the others with which it passes a band, and itself."""
    split = split_with(dossier.id)
    others = [Lack(one.code, f"/dossiers/{one.dossier_id}") for one in split.siblings] if split else []
    return [*others, Lack(dossier.code, f"/dossiers/{dossier.id}")] if others else ()


def _policy(dossier: DossierView) -> int:
    return db.session.scalars(select(Policy.id).where(Policy.code == dossier.policy_code)).one()


def _line(line: LineRow) -> Lack:
    return Lack(line.beneficiary or line.head, _case(line.case_id))


def _case(case_id: int) -> str:
    return f"/cases/{case_id}"
