"""A later decision on its way: prepared, reviewed, signed and issued by different people, like the one it changes."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.decision import render_decision
from aid.documents.engine import renderer_version
from aid.domain import gates
from aid.domain.decision_changes import ChangeKind, check_changeable, check_plan
from aid.domain.decisions import DecisionContent, content_as_data, content_from_data
from aid.domain.dossiers import DOSSIER_STEPS, NOTHING_STANDS, DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.outgoing import DocumentKind
from aid.domain.roles import Action, Actor
from aid.domain.transitions import Transition, next_state
from aid.extensions import db, settings
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.users import User
from aid.queries.gates import waiting_on
from aid.queries.office_days import office_calendar
from aid.services import approvals, change_effects, jobs, trail
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import check_version
from aid.services.change_content import compose_change
from aid.services.decisions import new_code
from aid.services.delegations import signature_of
from aid.services.duties import take_on
from aid.services.numbering import Numbering, Paper, number
from aid.services.relations import STEPS_OF_THE_UNRELATED, check_unrelated
from aid.services.replaced_lines import check_no_other
from aid.services.transaction import after_commit, load_for_update, transaction

RENDER = "render_change"
# Steps in which the money must still stand as it was submitted.
_MONEY_MUST_STAND = frozenset({"review", "sign", "issue"})


@dataclass(frozen=True)
class ChangePlan:
    """What a later decision does: `wording` is said anew, `line_ids` are the lines an amendment takes out."""

    kind: ChangeKind
    reason: str
    wording: str = ""
    line_ids: tuple[int, ...] = ()


def prepare(decision_id: int, plan: ChangePlan, *, actor: Actor) -> int:
    """Open the draft of a decision that changes another and return its id; the actor takes the duty of preparing it.

    Refusals: `action_not_allowed`, `reason_missing`, `change_empty`, `change_is_revocation`, `decision_not_in_force`,
    `payment_at_bank`, `change_open` where one is on its way. Missing for another office's decision or lines.
    """
    check_may(actor, Action.DOSSIER_PREPARE)
    with transaction() as session:
        decision = own_for_update(session, Decision, decision_id, actor=actor)
        check_changeable(decision.state, decision.full_number)
        check_no_other(session, decision)
        lines = _lines(session, decision, plan)
        left = change_effects.standing_lines(session, decision)
        check_plan(plan.kind, reason=plan.reason, wording=plan.wording, lines=len(lines), of=len(left))
        change = DecisionChange(
            agency_id=decision.agency_id,
            decision_id=decision.id,
            kind=plan.kind,
            state=DossierState.DRAFT,
            reason=plan.reason.strip(),
            wording=plan.wording.strip(),
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(change)
        session.flush()
        take_on(session, change, Duty.PREPARE, actor=actor)
        change_effects.put_lines(session, change, lines)
        after = {"change_kind": change.kind, "number": decision.full_number, "count": len(lines)}
        trail.record(session, actor, "change:prepared", change, reason=change.reason, after=after)
        return change.id


def rewrite(change_id: int, plan: ChangePlan, *, version: int | None = None, actor: Actor) -> None:
    """Say a draft anew: its reason, its words, its lines; the kind stays. Refusals as `prepare`; `stale_edit`."""
    check_may(actor, Action.DOSSIER_PREPARE)
    with transaction() as session:
        change = own_for_update(session, DecisionChange, change_id, actor=actor)
        check_version(change.version, version)
        if change.state is not DossierState.DRAFT:
            raise Refusal("step_not_possible", step="rewrite", state=change.state)
        take_on(session, change, Duty.PREPARE, actor=actor)
        decision = load_for_update(session, Decision, change.decision_id)
        plan = ChangePlan(change.kind, plan.reason, plan.wording, plan.line_ids)
        lines, left = _lines(session, decision, plan), change_effects.standing_lines(session, decision)
        check_plan(plan.kind, reason=plan.reason, wording=plan.wording, lines=len(lines), of=len(left))
        change.reason, change.wording = plan.reason.strip(), plan.wording.strip()
        change.version += 1
        change_effects.put_lines(session, change, lines)
        after = {"change_kind": change.kind, "count": len(lines)}
        trail.record(session, actor, "change:rewritten", change, reason=change.reason, after=after)


def take_step(change_id: int, step: str, *, reason: str = "", version: int | None = None, actor: Actor) -> None:
    """Submit, review, sign, return, refuse or reopen a change, by the steps and duties of a dossier.

    It goes by the route in force on the day it is submitted, like a dossier (`approvals`), with the sum of
    `routed.sum_of`. Refusals: `step_not_possible`, `reason_missing`, `action_not_allowed`, `duty_excluded`,
    `officer_related`, those of `delegations.signature_of`, of `approvals.check_reviewer` and `check_signer`, what the
    route waits for (`initials_waiting`, `second_signer_waiting`, `city_waiting`), `stale_edit`, `change_outdated` where
    money moved since it was submitted.
    """
    with transaction() as session:
        change, transition = _begin(session, change_id, step, actor, reason, version)
        if step == "submit":
            change_effects.put_lines(session, change, [row.line for row in change.lines])
            approvals.freeze(session, change, actor)
        if step == "review":
            approvals.check_reviewer(change, actor)
        if step == "sign":
            _sign(session, change, actor)
        if step in {"return", "refuse"}:
            change.signed_at = change.signed_by = change.signed_for = None
            change.signed_form = ""
        _finish(session, change, transition, actor, reason)


def issue(change_id: int, asked: Numbering, *, version: int | None = None, actor: Actor) -> int:
    """Issue a signed change: number, frozen content, effects on the earlier decision and its money in one transaction.

    Refusals: as `take_step`, `payment_at_bank`, those of `numbering.number`. Returns the id of the change.
    """
    with transaction() as session:
        change, transition = _begin(session, change_id, "issue", actor, "", version)
        decision = load_for_update(session, Decision, change.decision_id)
        check_changeable(decision.state, decision.full_number)
        signer = session.get_one(User, change.signed_by)
        signed_on = clock.local(change.signed_at).date() if change.signed_at else None
        draft = compose_change(session, change, signer=signer)
        paper = Paper(
            DocumentKind.DECISION,
            draft.symbol,
            draft.subject,
            signer=signer.full_name,
            receivers="; ".join(draft.recipients),
            dossier_id=decision.dossier_id,
            signed_on=signed_on,
            earliest=signed_on,
        )
        entry = number(session, change.agency_id, paper, asked, calendar=office_calendar(), actor=actor)
        change.entry_id, change.full_number, change.issued_on = entry.id, entry.full_number, entry.day
        change.verify_code = new_code()
        data = content_as_data(compose_change(session, change, signer=signer))
        change.content, change.content_sha256 = data, trail.digest(data)
        change_effects.apply(session, change, decision, actor=actor)
        jobs.queue(session, RENDER, change.id, begun_at_once=True)
        _finish(session, change, transition, actor, "")
        after_commit(render, change.id)
        return change.id


def draft(change_id: int) -> DecisionContent:
    """Return what a change on its way would say as it stands; Missing where there is none. Nothing is written."""
    change = db.session.get(DecisionChange, change_id)
    if change is None:
        raise Missing(f"Change {change_id}")
    signer = db.session.get(User, change.signed_by) if change.signed_by else None
    return compose_change(db.session(), change, signer=signer)


def render(change_id: int) -> str:
    """Draw the paper of an issued change, keep it by its SHA-256 and return that; one already kept is left alone."""
    kept = db.session.get(DecisionChange, change_id, populate_existing=True)
    if kept is None or kept.content is None:
        raise Missing(f"Change {change_id}")
    if kept.pdf_sha256:
        return kept.pdf_sha256
    digest = storage.put(settings().files, render_decision(content_from_data(kept.content)))
    with transaction() as session:
        change = load_for_update(session, DecisionChange, change_id)
        if not change.pdf_sha256:
            change.pdf_sha256, change.renderer = digest, renderer_version()
            trail.record(session, None, "change:rendered", change, after={"sha256": digest})
        jobs.close(session, RENDER, change_id)
        return change.pdf_sha256 or digest


def _lines(session: Session, decision: Decision, plan: ChangePlan) -> list[DecisionLine]:
    standing = change_effects.standing_lines(session, decision)
    if plan.kind is ChangeKind.REVOKE:
        return standing
    wanted = set(plan.line_ids)
    found = [line for line in standing if line.id in wanted]
    if len(found) != len(wanted):
        raise Missing("Line")
    return found


def _begin(
    session: Session, change_id: int, step: str, actor: Actor, reason: str, version: int | None
) -> tuple[DecisionChange, Transition]:
    change = own_for_update(session, DecisionChange, change_id, actor=actor)
    transition = next_state(DOSSIER_STEPS, change.state, step, reason)
    check_may(actor, transition.action)
    check_version(change.version, version)
    if step in STEPS_OF_THE_UNRELATED:
        check_unrelated(session, change.decision.dossier_id, actor=actor)
    if transition.duty:
        take_on(session, change, transition.duty, actor=actor)
    if step in _MONEY_MUST_STAND:
        # Locked in the order in which payouts lock: the decision, then its payments.
        load_for_update(session, Decision, change.decision_id)
        change_effects.check_unmoved(session, change)
    return change, transition


def _sign(session: Session, change: DecisionChange, actor: Actor) -> None:
    signature = signature_of(session, change, actor=actor)
    approvals.check_signer(session, change, signature.principal_id, actor=actor)
    gates.check(waiting_on(change))
    change.signed_form, change.signed_for = signature
    change.signed_at, change.signed_by = clock.now(), actor.user_id


def _finish(session: Session, change: DecisionChange, transition: Transition, actor: Actor, reason: str) -> None:
    before = change.state
    change.state, change.sent_back = DossierState(transition.target), reason.strip()
    if change.state in NOTHING_STANDS:
        approvals.void(session, change)
    change.version += 1
    action = "change:reopened" if transition.step == "reopen" else f"change:{transition.target.value}"
    after = {"dossier_state": change.state, "number": change.full_number}
    was = {"dossier_state": before}
    trail.record(session, actor, action, change, reason=reason.strip(), before=was, after=after)
