"""Preparing a dossier that replaces an issued decision: its lines are what the facts of today give the same people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.decision_changes import check_changeable
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.entitlements import Line
from aid.domain.errors import Refusal
from aid.domain.replacements import GRANTED_ANEW
from aid.domain.roles import Action, Actor
from aid.models.cases import Case, Evaluation
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.replacements import Regrant, Replacement
from aid.queries.evaluations import evaluate_cases
from aid.services import dossier_lines, replaced_lines, trail
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import open_case
from aid.services.computing import compute_cases
from aid.services.duties import take
from aid.services.edit_versions import check_edited_version
from aid.services.entitlement_lines import (
    Computed,
    Key,
    decided_among,
    key_of,
    key_of_line,
    live_lines,
    new_line,
    placed,
    set_payee,
)
from aid.services.numbers import take_number
from aid.services.transaction import load_for_update, transaction

BOOK = "HT"


@dataclass(frozen=True)
class ReplacementPlan:
    """Why a decision is replaced, and which of its paid lines were wrong and have to come back."""

    reason: str
    recover: tuple[int, ...] = ()


def prepare(decision_id: int, plan: ReplacementPlan, *, actor: Actor) -> int:
    """Open the dossier of a decision that replaces another and return its id.

    It has the incident, policy and fund of the earlier one, and grants anew what the facts of today give for each line
    that is not paid, or is named to be returned. Refusals: `action_not_allowed`, `reason_missing`,
    `decision_not_in_force`, `change_open`, `payment_at_bank`, `nothing_to_recover`, `case_not_open`,
    `case_in_dossier`, those of a line. Missing for another office's decision.
    """
    check_may(actor, Action.DOSSIER_PREPARE)
    if not plan.reason.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        decision = own_for_update(session, Decision, decision_id, actor=actor)
        check_changeable(decision.state, decision.full_number)
        replaced_lines.check_no_other(session, decision)
        dossier = _open(session, decision, actor)
        replacement = Replacement(
            dossier_id=dossier.id, decision_id=decision.id, reason=plan.reason.strip(), is_open=True,
            created_at=clock.now(), created_by=actor.user_id,
        )  # fmt: skip
        session.add(replacement)
        session.flush()
        _fill(session, dossier, decision, plan, actor)
        after = {"number": decision.full_number, "total": dossier.total}
        trail.record(session, actor, "dossier:replaces", dossier, reason=replacement.reason, after=after)
        return dossier.id


def renew(dossier_id: int, plan: ReplacementPlan, *, version: int | None = None, actor: Actor) -> None:
    """Write a draft anew from the facts and the money of today. Refusals as `prepare`; `step_not_possible`,
    `stale_edit`."""
    check_may(actor, Action.DOSSIER_PREPARE)
    if not plan.reason.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        dossier = own_for_update(session, Dossier, dossier_id, actor=actor)
        check_edited_version(session, dossier, version)
        replacement = replaced_lines.open_replacement(session, dossier)
        if replacement is None or dossier.state is not DossierState.DRAFT:
            raise Refusal("step_not_possible", step="change_lines", state=dossier.state)
        take(session, dossier.id, Duty.PREPARE, actor=actor)
        decision = load_for_update(session, Decision, replacement.decision_id)
        check_changeable(decision.state, decision.full_number)
        before = dossier.total
        replacement.reason = plan.reason.strip()
        _fill(session, dossier, decision, plan, actor)
        dossier.version += 1
        trail.record(
            session, actor, "dossier:replaces", dossier, reason=replacement.reason, before={"total": before},
            after={"number": decision.full_number, "total": dossier.total},
        )  # fmt: skip


def _open(session: Session, decision: Decision, actor: Actor) -> Dossier:
    old, today = decision.dossier, clock.today()
    number = take_number(session, actor.agency_id, BOOK, today)
    dossier = Dossier(
        code=f"{BOOK}-{actor.agency_id}-{today.year}-{number:04d}", agency_id=actor.agency_id,
        incident_id=old.incident_id, policy_code=old.policy_code, fund_id=old.fund_id, title=old.title,
        state=DossierState.DRAFT, urgent=old.urgent, urgent_reason=old.urgent_reason, created_at=clock.now(),
        created_by=actor.user_id,
    )  # fmt: skip
    session.add(dossier)
    session.flush()
    take(session, dossier.id, Duty.PREPARE, actor=actor)
    return dossier


def _fill(session: Session, dossier: Dossier, decision: Decision, plan: ReplacementPlan, actor: Actor) -> None:
    """Write what becomes of the old lines, and put what is granted anew into the draft."""
    rows = replaced_lines.write(session, dossier, decision, plan.recover)
    anew = [row.line for row in rows if row.treatment in GRANTED_ANEW]
    before = {row.entitlement_id: row for row in session.scalars(_regrants(dossier))}
    for line in dossier_lines.live_lines(session, dossier.id):
        line.live = line.entitlement_id not in before
    for row in before.values():
        session.delete(row)
    granted = _granted(session, [line.entitlement for line in anew], actor)
    line_of = {line.entitlement_id: line.id for line in reversed(anew)}
    last = select(func.max(DossierLine.position)).where(DossierLine.dossier_id == dossier.id)
    position = session.scalar(last) or 0
    for old_id, grant in granted:
        position += 1
        session.add(grant)
        session.flush()
        session.add(Regrant(dossier_id=dossier.id, entitlement_id=grant.id, line_id=line_of[old_id]))
        session.add(
            DossierLine(
                dossier_id=dossier.id, entitlement_id=grant.id, position=position, amount=grant.amount, live=True
            )
        )
    session.flush()
    dossier_lines.recount(session, dossier)


def _regrants(dossier: Dossier) -> Select[Regrant]:
    return select(Regrant).where(Regrant.dossier_id == dossier.id)


def _granted(session: Session, old: Sequence[Entitlement], actor: Actor) -> list[tuple[int, Entitlement]]:
    """Return, with the id of the entitlement it replaces, each line that the facts of today give in its place."""
    ids = sorted({row.case_id for row in old})
    computed = _computed(session, ids, actor)
    answers = evaluate_cases(ids, on=clock.today())
    standing = live_lines(session, ids)
    decided = decided_among(session, [row for rows in standing.values() for row in rows])
    found = []
    for case, evaluation_id in computed:
        mine = _by_key(row for row in old if row.case_id == case.id)
        others = _by_key(row for row in standing.get(case.id, ()) if row.id in decided and row not in old)
        of = Computed(case, evaluation_id, answers[case.id].answer.lines)
        found += [(mine[key_of_line(line)][0].id, row) for line, row in _anew(session, of, mine, others, actor)]
    order = {row.id: place for place, row in enumerate(old)}
    return sorted(found, key=lambda pair: order[pair[0]])


def _computed(session: Session, case_ids: Sequence[int], actor: Actor) -> list[tuple[Case, int]]:
    """Compute own cases anew and return each with its computation; those another office keeps stand as it left them."""
    wanted = select(Case).where(Case.id.in_(case_ids), Case.agency_id == actor.agency_id).order_by(Case.id)
    own = [open_case(session, case.id, actor=actor) for case in session.scalars(wanted).all()]
    stored = compute_cases(session, own, actor=actor) if own else []
    found = {case.id: (case, one.evaluation_id) for case, one in zip(own, stored, strict=True)}
    last = select(Evaluation.case_id, func.max(Evaluation.id)).where(Evaluation.case_id.in_(case_ids))
    for case_id, evaluation_id in session.execute(last.group_by(Evaluation.case_id)):
        found.setdefault(case_id, (load_for_update(session, Case, case_id), evaluation_id))
    return [found[case_id] for case_id in case_ids]


def _anew(
    session: Session, of: Computed, mine: Mapping[Key, Sequence[Entitlement]],
    others: Mapping[Key, Sequence[Entitlement]], actor: Actor,
) -> Iterable[tuple[Line, Entitlement]]:  # fmt: skip
    for line in of.lines:
        key = key_of_line(line)
        place, due = placed(line, others.get(key, ()))
        if key not in mine or due is None or due.amount <= 0:
            continue
        before = mine[key][0]
        row = new_line(session, of, due, before, actor)
        row.part = place[3]
        set_payee(row)
        _raise_as_before(row, mine[key], is_whole=key not in others)
        # Not alive before its decision is issued: until then the old line stands.
        row.superseded_at = clock.now()
        yield line, row


def _raise_as_before(row: Entitlement, before: Sequence[Entitlement], *, is_whole: bool) -> None:
    """Propose again what was raised above the floor with a reason, while it is above what the rule gives now."""
    raised = next((one for one in before if one.raised_reason), None)
    if raised is not None and is_whole and row.floor and raised.amount > row.computed:
        row.amount, row.raised_reason = raised.amount, raised.raised_reason


def _by_key(rows: Iterable[Entitlement]) -> dict[Key, list[Entitlement]]:
    found: dict[Key, list[Entitlement]] = defaultdict(list)
    for row in rows:
        found[key_of(row)].append(row)
    return found
