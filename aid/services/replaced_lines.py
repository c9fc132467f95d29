"""What a replacing dossier does to the decision it replaces: checked at every step, carried out when it is issued."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decision_changes import check_changeable
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.errors import Refusal
from aid.domain.replacements import GRANTED_ANEW, Replaced, replaced_by
from aid.domain.roles import Actor
from aid.models.cases import Case, Evaluation
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment
from aid.models.replacements import Regrant, ReplacedLine, Replacement
from aid.services import change_effects, trail
from aid.services.case_clock import recount_due
from aid.services.transaction import load_for_update


def open_replacement(session: Session, dossier: Dossier) -> Replacement | None:
    """Return what a dossier on its way replaces, None where it is an ordinary one."""
    row = session.get(Replacement, dossier.id)
    return row if row is not None and row.is_open else None


def write(session: Session, dossier: Dossier, decision: Decision, recover: Collection[int]) -> list[ReplacedLine]:
    """Write down what becomes of each standing line as its money stands now; the caller has locked the decision.

    Refusals `payment_at_bank`, `nothing_to_recover`.
    """
    lines = change_effects.standing_lines(session, decision)
    payments = change_effects.payments_of(session, lines)
    known = {row.line_id: row for row in _rows(session, dossier.id)}
    for line in lines:
        treatment = _treatment(payments, line, recover=line.id in recover)
        row = known.pop(line.id, None) or ReplacedLine(dossier_id=dossier.id, line_id=line.id, amount=line.amount)
        row.treatment = treatment
        session.add(row)
    for gone in known.values():
        session.delete(gone)
    session.flush()
    return _rows(session, dossier.id)


def check_unmoved(session: Session, dossier: Dossier) -> None:
    """Refuse a replacement whose decision or money moved since it was written; an ordinary dossier passes.

    Refusals `decision_not_in_force`, `replacement_outdated` (name), `payment_at_bank`.
    """
    replacement = open_replacement(session, dossier)
    if replacement is None:
        return
    decision = load_for_update(session, Decision, replacement.decision_id)
    check_changeable(decision.state, decision.full_number)
    written = {row.line_id: row.treatment for row in _rows(session, dossier.id)}
    lines = change_effects.standing_lines(session, decision)
    payments = change_effects.payments_of(session, lines)
    for line in lines:
        before = written.pop(line.id, None)
        if before is None or _treatment(payments, line, recover=before is Replaced.RECOVER) is not before:
            raise Refusal("replacement_outdated", name=line.beneficiary)
    if written:
        raise Refusal("replacement_outdated", name=session.get_one(DecisionLine, min(written)).beneficiary)
    _check_computed(session, dossier)


def _check_computed(session: Session, dossier: Dossier) -> None:
    """Refuse where a case was computed again since: what is granted anew is to be read from the newest computation."""
    newest = select(func.max(Evaluation.id)).where(Evaluation.case_id == Case.id).scalar_subquery()
    wanted = (
        select(Case.head_name)
        .join(Entitlement, Entitlement.case_id == Case.id)
        .join(Regrant, Regrant.entitlement_id == Entitlement.id)
        .where(Regrant.dossier_id == dossier.id, Entitlement.evaluation_id != newest)
    )
    changed = session.scalar(wanted.order_by(Case.id).limit(1))
    if changed is not None:
        raise Refusal("replacement_outdated", name=changed)


def check_no_other(session: Session, decision: Decision) -> None:
    """Refuse to begin beside another change or replacement of the same decision: Refusal `change_open`."""
    on_its_way = DecisionChange.state.not_in((DossierState.ISSUED, DossierState.REFUSED))
    change = select(DecisionChange.id).where(DecisionChange.decision_id == decision.id, on_its_way)
    other = select(Replacement.dossier_id).where(Replacement.decision_id == decision.id, Replacement.is_open)
    if session.scalar(change) is not None or session.scalar(other) is not None:
        raise Refusal("change_open")


def apply(session: Session, dossier: Dossier, number: str, *, actor: Actor) -> int | None:
    """Take the replaced decision back inside the transaction that issues the new one; return its id.

    Its unpaid payments are called off and their promise released, its lines make room, and what is granted anew comes
    to life. An ordinary dossier changes nothing and gives None. Refusal `line_in_other_dossier`.
    """
    replacement = open_replacement(session, dossier)
    if replacement is None:
        return None
    old = load_for_update(session, Decision, replacement.decision_id)
    rows = _rows(session, dossier.id)
    off = [row.line for row in rows if row.treatment is Replaced.CANCEL]
    released = change_effects.call_off(session, old, off, number, actor=actor)
    _make_room(session, [row.line for row in rows if row.treatment in GRANTED_ANEW])
    _wake(session, dossier)
    before, old.state = old.state, DecisionState.REVOKED
    replacement.is_open = False
    after = {"decision_state": old.state, "number": number, "total": released}
    trail.record(session, actor, "decision:replaced", old, before={"decision_state": before}, after=after)
    return old.id


def close(session: Session, dossier: Dossier) -> None:
    """Make room for another replacement where a dossier is turned down."""
    replacement = open_replacement(session, dossier)
    if replacement is not None:
        replacement.is_open = False


def _treatment(payments: Mapping[int, Payment], line: DecisionLine, *, recover: bool) -> Replaced:
    payment = payments.get(line.id)
    return replaced_by(payment.state if payment else None, line.beneficiary, recover=recover)


def _rows(session: Session, dossier_id: int) -> list[ReplacedLine]:
    wanted = select(ReplacedLine).where(ReplacedLine.dossier_id == dossier_id).order_by(ReplacedLine.line_id)
    return list(session.scalars(wanted.execution_options(populate_existing=True)))


def _make_room(session: Session, lines: Sequence[DecisionLine]) -> None:
    """Supersede the entitlements that are granted anew, and undecided parts beside them, which are in the new ones."""
    old = [line.entitlement for line in lines]
    keys = {(row.case_id, row.policy_code, row.benefit, row.person_key) for row in old}
    standing = select(Entitlement).where(
        Entitlement.case_id.in_({row.case_id for row in old}), Entitlement.superseded_at.is_(None)
    )
    decided = set(session.scalars(select(DecisionLine.entitlement_id).where(DecisionLine.entitlement_id.in_(
        standing.with_only_columns(Entitlement.id)
    ))))  # fmt: skip
    own = {row.id for row in old}
    for row in session.scalars(standing.order_by(Entitlement.id).with_for_update()).all():
        is_part = (row.case_id, row.policy_code, row.benefit, row.person_key) in keys and row.id not in decided
        if is_part:
            _check_free(session, row)
        if is_part or row.id in own:
            row.superseded_at = clock.now()
    session.flush()
    cases = select(Case).where(Case.id.in_({row.case_id for row in old})).order_by(Case.id).with_for_update()
    recount_due(session, session.scalars(cases.execution_options(populate_existing=True)).all())


def _check_free(session: Session, row: Entitlement) -> None:
    taken = select(DossierLine.id).where(DossierLine.entitlement_id == row.id, DossierLine.live)
    if session.scalar(taken) is not None:
        raise Refusal("line_in_other_dossier")


def _wake(session: Session, dossier: Dossier) -> None:
    wanted = (
        select(Entitlement)
        .join(Regrant, Regrant.entitlement_id == Entitlement.id)
        .join(DossierLine, DossierLine.entitlement_id == Entitlement.id)
        .where(Regrant.dossier_id == dossier.id, DossierLine.dossier_id == dossier.id, DossierLine.live)
    )
    for row in session.scalars(wanted.order_by(Entitlement.id).with_for_update(of=Entitlement)):
        row.superseded_at = None
    session.flush()
