"""Who waits for whom: the open dossiers, changes, papers, signatures and payments of an office by their step."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, case, cast, func, literal, null, or_, select

from aid import clock
from aid.domain.approval_routes import Approval
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.payouts import NOT_OUT_YET, PaymentState
from aid.domain.roles import MAY, Role
from aid.domain.signatures import Part
from aid.domain.work import DONE_BY, WorkKind
from aid.extensions import db
from aid.models.approval_routes import ApprovalRoute, DossierApproval
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.models.signatures import DecisionFile
from aid.models.users import Agency, User, UserRole
from aid.queries.approval_routes import names_of
from aid.queries.approvals import ApprovalRow, approvals_of, waits
from aid.queries.areas import within
from aid.queries.dossier_views import DossierView
from aid.queries.initials import is_due
from aid.queries.on_call import OnDuty, on_duty
from aid.queries.signing_state import is_unsigned
from aid.queries.waiting_papers import paper_sources

# By state, or by what a route asks for: the step that is due, and whose it is where nobody is named.
_Steps = Mapping[Any, tuple[WorkKind, Role | None]]

_DOSSIERS: _Steps = {
    DossierState.DRAFT: (WorkKind.DOSSIER_SUBMIT, Role.OFFICER),
    DossierState.RETURNED: (WorkKind.DOSSIER_MEND, Role.OFFICER),
    DossierState.SUBMITTED: (WorkKind.DOSSIER_REVIEW, Role.REVIEWER),
    DossierState.REVIEWED: (WorkKind.DOSSIER_SIGN, Role.APPROVER),
    DossierState.SIGNED: (WorkKind.DOSSIER_ISSUE, Role.CLERK),
}
_APPROVALS: _Steps = {
    Approval.INITIAL: (WorkKind.DOSSIER_INITIAL, None),
    Approval.SECOND: (WorkKind.DOSSIER_SECOND, Role.APPROVER),
    Approval.CITY: (WorkKind.DOSSIER_AGREE, Role.CITY),
}
_APPROVALS_ON_CHANGES: _Steps = {
    Approval.INITIAL: (WorkKind.CHANGE_INITIAL, None),
    Approval.SECOND: (WorkKind.CHANGE_SECOND, Role.APPROVER),
    Approval.CITY: (WorkKind.CHANGE_AGREE, Role.CITY),
}
_PAYMENTS: _Steps = {
    PaymentState.PLANNED: (WorkKind.PAYMENT_PREPARE, Role.ACCOUNTANT),
    PaymentState.FAILED: (WorkKind.PAYMENT_MEND, Role.ACCOUNTANT),
    PaymentState.HELD: (WorkKind.PAYMENT_HELD, Role.ACCOUNTANT),
    PaymentState.PREPARED: (WorkKind.PAYOUT_APPROVE, Role.ACCOUNT_HOLDER),
    PaymentState.APPROVED: (WorkKind.PAYOUT_PAY, Role.CASHIER),
    PaymentState.SENT: (WorkKind.PAYOUT_CONFIRM, Role.CASHIER),
}
_CHANGES: dict[DossierState, tuple[WorkKind, Role]] = {
    DossierState.DRAFT: (WorkKind.CHANGE_SUBMIT, Role.OFFICER),
    DossierState.RETURNED: (WorkKind.CHANGE_MEND, Role.OFFICER),
    DossierState.SUBMITTED: (WorkKind.CHANGE_REVIEW, Role.REVIEWER),
    DossierState.REVIEWED: (WorkKind.CHANGE_SIGN, Role.APPROVER),
    DossierState.SIGNED: (WorkKind.CHANGE_ISSUE, Role.CLERK),
}
# A decision that has its number and waits for a digital signature: by whether its signer has signed.
_SIGNATURES: _Steps = {
    False: (WorkKind.DECISION_SIGN, Role.APPROVER),
    True: (WorkKind.DECISION_SEAL, Role.CLERK),
}
# The duty a route may give to one person by name.
_NAMED = {DossierState.SUBMITTED: Duty.REVIEW, DossierState.REVIEWED: Duty.SIGN}
_ORDER = list(WorkKind)
# A digital signature is that of the person whose name is printed.
_BY_OWN_HAND = frozenset({WorkKind.DECISION_SIGN, WorkKind.CHANGE_E_SIGN, WorkKind.PAPER_SIGN})
_NOBODY = cast(null(), Integer).label("named")
_NO_FIGURES: tuple[Any, ...] = (
    func.count().label("n"), literal(0).label("amount"), literal(0).label("late"),
    cast(null(), Date).label("due_on"),
)  # fmt: skip


class Queue(NamedTuple):
    """What waits for one step in one office; without a role it waits for the person whom a route names.

    `waiting` of them, `amount` in đồng (goods are counted, not summed), `late` past their day. `people` hold the role,
    `on_call` have it now in another's place. Of papers the oldest waits since a day, for so many days.
    """

    office: str
    kind: WorkKind
    role: Role | None
    people: Sequence[str]
    on_call: Sequence[OnDuty]
    waiting: int
    amount: int
    late: int
    due_on: date | None
    since: date | None = None
    days: int = 0


def queues(area: set[int] | None, *, today: date) -> Sequence[Queue]:
    """Return every queue of the offices in `area` that is not empty: by office, then in the order of the work."""
    people, standing_in = _people(area), on_duty(area)
    offices = {row.id: row.name for row in db.session.execute(select(Agency.id, Agency.name))}
    rows = [(row, *steps[row.state]) for source, steps in _sources(area, today) for row in db.session.execute(source)]
    names = names_of({row.named for row, _, _ in rows if row.named})
    found = [
        Queue(offices[row.agency_id], kind, role, [names[row.named]] if row.named else people(row.agency_id, role),
              _on_call(standing_in, row.agency_id, kind, role, row.named), row.n, row.amount, row.late, row.due_on,
              *_wait_of(row, today))
        for row, kind, role in rows
    ]  # fmt: skip
    return sorted(found, key=lambda queue: (queue.office, _ORDER.index(queue.kind), list(queue.people)))


class Turn(NamedTuple):
    """Whose step it is: a role and who holds it, or the person a route names and no role; `on_call` as of a queue."""

    role: Role | None
    people: Sequence[str]
    on_call: Sequence[OnDuty]


def turn_of(dossier: DossierView) -> Turn | None:
    """Return who has the next step of a dossier by its state and its route; None where it has ended."""
    if dossier.state not in _DOSSIERS:
        return None
    if dossier.state is DossierState.REVIEWED and (asked := [row for row in approvals_of(dossier.id) if row.is_due]):
        return _turn_to_approve(dossier, asked)
    kind, role = _DOSSIERS[dossier.state]
    duty = _NAMED.get(dossier.state)
    named = dossier.named.get(duty) if duty else None
    on_call = _on_call(on_duty({dossier.agency_id}), dossier.agency_id, kind, role, named.user_id if named else None)
    if named is not None:
        return Turn(None, [named.name], on_call)
    return Turn(role, _people({dossier.agency_id})(dossier.agency_id, role), on_call)


def _turn_to_approve(dossier: DossierView, asked: Sequence[ApprovalRow]) -> Turn:
    """Return who gives what comes first of all the route asks before the signature: those named, else a role."""
    kind, role = _APPROVALS[asked[0].approval]
    same = [row for row in asked if row.approval is asked[0].approval]
    known, office = on_duty({dossier.agency_id}), dossier.agency_id
    on_call = tuple(one for row in same for one in _on_call(known, office, kind, role, row.user_id))
    return Turn(role, [row.name for row in same] if role is None else _people({office})(office, role), on_call)


def _on_call(
    known: Mapping[tuple[int, Role], Sequence[OnDuty]],
    office: int,
    kind: WorkKind,
    role: Role | None,
    named: int | None,
) -> Sequence[OnDuty]:
    """Return who takes the step now in another's place: of a named person, only who takes that one's."""
    if kind in _BY_OWN_HAND:
        return ()
    roles = MAY[DONE_BY[kind]] if role is None else {role}
    found = [one for one_role in sorted(roles) for one in known.get((office, one_role), ())]
    return tuple(dict.fromkeys(one for one in found if named in {None, one.for_id}))


def _sources(area: set[int] | None, today: date) -> tuple[tuple[Select[Any], _Steps], ...]:
    return (
        (_open_dossiers(area, today), _DOSSIERS),
        (_open_approvals(area, today), _APPROVALS),
        (_open_changes(area), _CHANGES),
        (_open_approvals_on_changes(area), _APPROVALS_ON_CHANGES),
        (_unsigned_decisions(area, today), _SIGNATURES),
        (_open_payments(area, today), _PAYMENTS),
        *paper_sources(area, today),
    )


def _wait_of(row: Any, today: date) -> tuple[date | None, int]:
    since = row._mapping.get("since")
    if since is None:
        return None, 0
    day = clock.local(since).date()
    return day, (today - day).days


def _figures(amount: Any, today: date) -> tuple[Any, ...]:
    return (
        func.count().label("n"),
        func.coalesce(func.sum(case((Fund.unit == "VND", amount), else_=0)), 0).label("amount"),
        func.coalesce(func.sum(case((Dossier.due_on < today, 1), else_=0)), 0).label("late"),
        func.min(Dossier.due_on).label("due_on"),
    )


def _open_dossiers(area: set[int] | None, today: date) -> Select[Any]:
    named = case(
        (Dossier.state == DossierState.SUBMITTED, ApprovalRoute.reviewer_id),
        (Dossier.state == DossierState.REVIEWED, ApprovalRoute.signer_id),
    )
    wanted = select(Dossier.agency_id, Dossier.state, named.label("named"), *_figures(Dossier.total, today))
    wanted = wanted.join(Fund, Fund.id == Dossier.fund_id)
    wanted = wanted.outerjoin(ApprovalRoute, ApprovalRoute.id == Dossier.route_id)
    wanted = wanted.where(within(Dossier.agency_id, area), Dossier.state.in_(_DOSSIERS))
    is_due = or_(Dossier.state != DossierState.REVIEWED, ~waits())
    return wanted.where(is_due).group_by(Dossier.agency_id, Dossier.state, "named")


def _open_approvals(area: set[int] | None, today: date) -> Select[Any]:
    row = DossierApproval
    wanted = select(Dossier.agency_id, row.approval.label("state"), row.user_id.label("named"),
                    *_figures(Dossier.total, today))  # fmt: skip
    wanted = wanted.join(Dossier, Dossier.id == row.dossier_id).join(Fund, Fund.id == Dossier.fund_id)
    wanted = wanted.where(within(Dossier.agency_id, area), Dossier.state == DossierState.REVIEWED)
    wanted = wanted.where(is_due(), row.change_id.is_(None))
    return wanted.group_by(Dossier.agency_id, row.approval, row.user_id)


def _open_changes(area: set[int] | None) -> Select[Any]:
    """Later decisions on their way; no clock of the law runs for them and they promise no money."""
    row = DecisionChange
    named = case(
        (row.state == DossierState.SUBMITTED, ApprovalRoute.reviewer_id),
        (row.state == DossierState.REVIEWED, ApprovalRoute.signer_id),
    )
    wanted = select(row.agency_id, row.state, named.label("named"), *_NO_FIGURES)
    wanted = wanted.outerjoin(ApprovalRoute, ApprovalRoute.id == row.route_id)
    wanted = wanted.where(within(row.agency_id, area), row.state.in_(_CHANGES))
    is_next = or_(row.state != DossierState.REVIEWED, ~waits(DecisionChange))
    return wanted.where(is_next).group_by(row.agency_id, row.state, "named")


def _open_approvals_on_changes(area: set[int] | None) -> Select[Any]:
    row, change = DossierApproval, DecisionChange
    wanted = select(change.agency_id, row.approval.label("state"), row.user_id.label("named"), *_NO_FIGURES)
    wanted = wanted.select_from(row).join(change, change.id == row.change_id)
    wanted = wanted.where(within(change.agency_id, area), change.state == DossierState.REVIEWED, is_due())
    return wanted.group_by(change.agency_id, row.approval, row.user_id)


def _unsigned_decisions(area: set[int] | None, today: date) -> Select[Any]:
    by_signer = (DecisionFile.decision_id == Decision.id) & (DecisionFile.part == Part.SIGNER)
    has_signed = DecisionFile.id.is_not(None)
    signer = case((~has_signed, Decision.signed_by)).label("named")
    wanted = select(Dossier.agency_id, has_signed.label("state"), signer, *_figures(Decision.total, today))
    wanted = wanted.select_from(Decision).join(Dossier, Dossier.id == Decision.dossier_id)
    wanted = wanted.join(Fund, Fund.id == Dossier.fund_id).outerjoin(DecisionFile, by_signer)
    return wanted.where(within(Dossier.agency_id, area), is_unsigned()).group_by(Dossier.agency_id, has_signed, "named")


def _open_payments(area: set[int] | None, today: date) -> Select[Any]:
    wanted = select(Dossier.agency_id, Payment.state, _NOBODY, *_figures(Payment.amount, today)).select_from(Payment)
    wanted = wanted.join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
    wanted = wanted.join(Decision, Decision.id == DecisionLine.decision_id)
    wanted = wanted.join(Dossier, Dossier.id == Decision.dossier_id).join(Fund, Fund.id == Dossier.fund_id)
    going = Payment.state.not_in(NOT_OUT_YET) | ~is_unsigned()
    return wanted.where(within(Dossier.agency_id, area), Payment.state.in_(_PAYMENTS), going).group_by(
        Dossier.agency_id, Payment.state
    )


def _people(area: set[int] | None) -> Callable[[int, Role | None], Sequence[str]]:
    """Return who holds a role in an office; the city's people speak for every office."""
    wanted = select(User.agency_id, UserRole.role, User.full_name).join(UserRole, UserRole.user_id == User.id)
    whose = or_(within(User.agency_id, area), UserRole.role == Role.CITY)
    wanted = wanted.where(User.disabled_at.is_(None), whose).order_by(User.sort_key, User.id)
    found: dict[tuple[int, Role], list[str]] = defaultdict(list)
    for agency_id, role, name in db.session.execute(wanted):
        found[0 if role is Role.CITY else agency_id, role].append(name)
    return lambda agency_id, role: found.get((0 if role is Role.CITY else agency_id, role), ()) if role else ()
