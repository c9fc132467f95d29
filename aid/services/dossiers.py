"""A dossier on its way: every step is a row of the table, taken by one person with its duty, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from aid import clock
from aid.domain import gates
from aid.domain.dossiers import DOSSIER_STEPS, NOTHING_STANDS, DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.return_marks import Mark
from aid.domain.roles import Action, Actor
from aid.domain.transitions import Transition, next_state
from aid.models.dossiers import Dossier
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.queries.band_splits import split_with
from aid.queries.dossier_choices import available_of
from aid.queries.dossiers import shown
from aid.queries.fund_promises import signed_not_issued
from aid.queries.gates import facts_of
from aid.queries.replacements import freed_by
from aid.services import approvals, dossier_lines, numbers_ahead, replaced_lines, trail
from aid.services.areas import check_may, helped_for_update, own_for_update
from aid.services.case_edits import check_version
from aid.services.delegations import signature_of
from aid.services.dossier_headings import Heading, first_said, heading_facts, is_headed, set_heading
from aid.services.duties import take
from aid.services.edit_versions import check_edited_version
from aid.services.numbers import take_number
from aid.services.relations import STEPS_OF_THE_UNRELATED, check_unrelated
from aid.services.return_marks import write_marks
from aid.services.transaction import load_for_update, transaction

BOOK = "HT"


@dataclass(frozen=True)
class DossierPlan:
    """What goes into a dossier: lines of one incident, one policy, one fund; a reason makes it urgent (Điều 17.2)."""

    incident_id: int
    policy_code: str
    fund_id: int
    entitlement_ids: tuple[int, ...]
    title: str
    proposal_number: str = ""
    urgent_reason: str = ""
    meeting_number: str = ""
    meeting_on: date | None = None


def prepare(plan: DossierPlan, *, actor: Actor) -> int:
    """Open a draft with its lines and return its id; the actor takes the duty of preparing it.

    Refusals: `action_not_allowed`, `dossier_empty`, `policy_not_in_force`, those of a line (`check_line`),
    `line_in_other_dossier`, `urgent_not_for_this`.

    Missing for the incident of an agency it does not help, another agency's fund or lines.
    """
    check_may(actor, Action.DOSSIER_PREPARE)
    if not plan.entitlement_ids:
        raise Refusal("dossier_empty")
    with transaction() as session:
        incident = helped_for_update(session, Incident, plan.incident_id, actor=actor)
        fund = own_for_update(session, Fund, plan.fund_id, actor=actor)
        today = clock.today()
        number = take_number(session, actor.agency_id, BOOK, today)
        dossier = Dossier(
            code=f"{BOOK}-{actor.agency_id}-{today.year}-{number:04d}",
            agency_id=actor.agency_id,
            incident_id=incident.id,
            policy_code=plan.policy_code,
            fund_id=fund.id,
            title=plan.title,
            state=DossierState.DRAFT,
            urgent=bool(plan.urgent_reason.strip()),
            urgent_reason=plan.urgent_reason.strip(),
            proposal_number=plan.proposal_number,
            meeting_number=plan.meeting_number.strip(),
            meeting_on=plan.meeting_on,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(dossier)
        session.flush()
        take(session, dossier.id, Duty.PREPARE, actor=actor)
        dossier_lines.add(session, dossier, plan.entitlement_ids)
        dossier_lines.check_urgent_way(session, dossier)
        trail.record(session, actor, "dossier:prepared", dossier, after={**_facts(dossier), **first_said(dossier)})
        return dossier.id


def change_lines(
    dossier_id: int,
    *,
    add: Sequence[int] = (),
    take_out: Sequence[int] = (),
    heading: Heading | None = None,
    version: int | None = None,
    actor: Actor,
) -> None:
    """Put entitlements into a draft, take others out and set its heading where one is given.

    Refusals as `prepare`; `step_not_possible` outside a draft; `stale_edit`.
    """
    check_may(actor, Action.DOSSIER_PREPARE)
    with transaction() as session:
        dossier = own_for_update(session, Dossier, dossier_id, actor=actor)
        if dossier.state is not DossierState.DRAFT:
            raise Refusal("step_not_possible", step="change_lines", state=dossier.state)
        check_edited_version(session, dossier, version)
        if not (add or take_out) and is_headed(dossier, heading):
            return
        take(session, dossier.id, Duty.PREPARE, actor=actor)
        before = {**_facts(dossier), **heading_facts(dossier)}
        for line in dossier_lines.live_lines(session, dossier.id):
            if line.entitlement_id in take_out:
                line.live = False
        session.flush()
        dossier_lines.add(session, dossier, add)
        if heading is not None:
            set_heading(dossier, heading)
        dossier_lines.check_urgent_way(session, dossier)
        dossier.version += 1
        after = {**_facts(dossier), **heading_facts(dossier)}
        trail.record(session, actor, "dossier:lines_changed", dossier, before=before, after=after)


def submit(dossier_id: int, *, version: int | None = None, actor: Actor) -> None:
    """Send a draft to the reviewer. Refusals: `step_not_possible`, `dossier_empty`, a line's, `duty_excluded`,
    `meeting_missing` where the route in force today asks for it (`approvals.freeze`).

    `version`, here and below, is that of the page the step was decided on: `stale_edit` where it is older.
    """
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "submit", actor, version=version)
        dossier_lines.check_all(session, dossier)
        dossier_lines.check_urgent_way(session, dossier)
        dossier_lines.recount(session, dossier)
        approvals.freeze(session, dossier, actor)
        dossier.submitted_at = clock.now()
        _finish(session, dossier, step, actor)


def review(dossier_id: int, *, version: int | None = None, actor: Actor) -> None:
    """Pass a submitted dossier on to the signer. Refusals: `step_not_possible`, those of a line, `duty_excluded`,
    `route_names_reviewer` where its route names somebody else.
    """
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "review", actor, version=version)
        approvals.check_reviewer(dossier, actor)
        dossier_lines.check_all(session, dossier)
        _finish(session, dossier, step, actor, seen=_seen_together(dossier))


def sign(dossier_id: int, *, version: int | None = None, actor: Actor) -> None:
    """Sign a reviewed dossier. Refusals: `step_not_possible`, `no_signing_form`, `fund_too_small`, `duty_excluded`,
    `number_comes_first` where the paper is signed electronically and has no number yet.

    Who does not sign for himself needs a delegation in force today (`delegations.signature_of`): `no_delegation`,
    `principal_barred`. And what the gates say (`domain.gates`): `evidence_missing`, `duplicates_undecided`,
    `raise_without_reason`, `officer_related` where anybody who acted on it is tied to a receiver, `initials_waiting`,
    `second_signer_waiting`, `city_waiting` where its route waits for somebody; `second_signer_signs` to whom agreed
    as the second signer, and the rest of `approvals.check_signer`.

    The money is only looked at here; it is reserved when the decision is issued.
    """
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "sign", actor, version=version)
        signature = signature_of(session, dossier, actor=actor)
        approvals.check_signer(session, dossier, signature.principal_id, actor=actor)
        dossier_lines.check_all(session, dossier)
        numbers_ahead.check_before_signing(session, dossier)
        _check_fund(session, dossier)
        check_gates(session, dossier, actor)
        dossier.signed_at, dossier.signed_by = clock.now(), actor.user_id
        dossier.signed_form, dossier.signed_for = signature
        _finish(session, dossier, step, actor, seen=_seen_together(dossier))


def return_to_officer(
    dossier_id: int, *, reason: str, marks: Sequence[Mark] = (), version: int | None = None, actor: Actor
) -> None:
    """Send a dossier back with a reason and the fields to be mended.

    Refusals: `step_not_possible`, `reason_missing`, `duty_excluded`, `mark_without_note`, `mark_unknown`.
    """
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "return", actor, reason, version)
        write_marks(session, dossier, marks, actor=actor)
        dossier.signed_at = dossier.signed_by = dossier.signed_for = None
        dossier.signed_form = ""
        numbers_ahead.give_up(session, dossier, reason, actor=actor)
        _finish(session, dossier, step, actor, reason)


def refuse(dossier_id: int, *, reason: str, version: int | None = None, actor: Actor) -> None:
    """Turn a dossier down for good; its lines are free for another. Refusals as `return_to_officer`."""
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "refuse", actor, reason, version)
        for line in dossier_lines.live_lines(session, dossier.id):
            line.live = False
        numbers_ahead.give_up(session, dossier, reason, actor=actor)
        replaced_lines.close(session, dossier)
        _finish(session, dossier, step, actor, reason)


def reopen(dossier_id: int, *, version: int | None = None, actor: Actor) -> None:
    """Take a returned dossier back to draft. Refusals: `step_not_possible`, `duty_excluded`."""
    with transaction() as session:
        dossier, step = _begin(session, dossier_id, "reopen", actor, version=version)
        _finish(session, dossier, step, actor)


def _begin(
    session: Session, dossier_id: int, step: str, actor: Actor, reason: str = "", version: int | None = None
) -> tuple[Dossier, Transition]:
    """Lock and reload the dossier, ask the table, the role, the version and the duties: the order every step shares."""
    dossier = own_for_update(session, Dossier, dossier_id, actor=actor)
    transition = next_state(DOSSIER_STEPS, dossier.state, step, reason)
    check_may(actor, transition.action)
    check_version(dossier.version, version)
    if step in STEPS_OF_THE_UNRELATED:
        check_unrelated(session, dossier.id, actor=actor)
    if transition.duty:
        take(session, dossier.id, transition.duty, actor=actor)
    return dossier, transition


def _finish(
    session: Session, dossier: Dossier, step: Transition, actor: Actor, reason: str = "", seen: str = ""
) -> None:
    before = dossier.state
    dossier.state, dossier.reason = DossierState(step.target), reason.strip()
    if dossier.state in NOTHING_STANDS:
        approvals.void(session, dossier)
    dossier.version += 1
    trail.record(
        session,
        actor,
        f"dossier:{step.target.value}" if step.step != "reopen" else "dossier:reopened",
        dossier,
        reason=reason.strip(),
        before={"dossier_state": before},
        after=_facts(dossier) | ({"split_with": seen} if seen else {}),
    )


def _seen_together(dossier: Dossier) -> str:
    """Return with which others it passes an amount band: whoever goes on was told, and the trail keeps that."""
    split = split_with(dossier.id)
    return ", ".join(one.code for one in split.siblings) if split else ""


def _check_fund(session: Session, dossier: Dossier) -> None:
    """Refuse `fund_too_small`; what is signed and not issued yet has already promised its part of the fund."""
    fund = load_for_update(session, Fund, dossier.fund_id)
    if dossier.total > (available := available_of(fund) + freed_by(dossier.id) - signed_not_issued(fund.id)):
        raise Refusal("fund_too_small", asked=dossier.total, available=available)


def check_gates(session: Session, dossier: Dossier, actor: Actor) -> None:
    """Refuse what still stands before the signature: `evidence_missing`, `duplicates_undecided`, `officer_related` …"""
    session.flush()
    gates.check(facts_of(shown(dossier.id, area=None), also=[actor.user_id]))


def _facts(dossier: Dossier) -> dict[str, object]:
    return {"dossier_state": dossier.state, "total": dossier.total}


begin_step, finish_step = _begin, _finish
