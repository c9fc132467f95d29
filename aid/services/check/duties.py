"""Duties: nobody holds two that exclude each other, bars stand, and who took a step holds its duty."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, exists, select

from aid.domain.duties import Duty, excluded_by
from aid.domain.signatures import Part
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.events import Event
from aid.models.payouts import Payment, Payout
from aid.models.signatures import DecisionFile
from aid.services.check.findings import Finding
from aid.services.check.reading import key_of, rows_of


class _Step(NamedTuple):
    """Who took a step on which dossier, and the duty that step needs."""

    duty: Duty
    table: str
    actor: Any
    dossier: Any
    taken: Select[Any]


def check(connection: Connection) -> Iterator[Finding]:
    """Yield duties that meet in one person, bars that are gone, and steps without their duty."""
    wanted = select(DossierDuty.__table__).order_by(DossierDuty.dossier_id, DossierDuty.user_id, DossierDuty.duty)
    for (dossier_id, user_id), rows in groupby(rows_of(connection, wanted), _person):
        yield from _check_person(dossier_id, user_id, rows)
    for step in _steps():
        yield from _check_step(connection, step)


def _person(row: RowMapping) -> tuple[int, int]:
    return row["dossier_id"], row["user_id"]


def _check_person(dossier_id: int, user_id: int, rows: Iterable[RowMapping]) -> Iterator[Finding]:
    known = {Duty(row["duty"]): row["held"] for row in rows}
    for duty in (duty for duty, held in known.items() if held):
        for other in sorted(excluded_by(duty)):
            key = key_of(dossier_id, user_id, other.value)
            if known.get(other):
                yield Finding("duties_meet", "dossier_duties", key, f"Một người vừa giữ {duty} vừa giữ {other}.")
            elif other not in known:
                yield Finding("bar_missing", "dossier_duties", key, f"Thiếu dòng chặn {other} của người giữ {duty}.")


def _steps() -> list[_Step]:
    """Where rows and events say who did something that only the holder of a duty may do."""
    return [
        _Step(Duty.SIGN, "dossiers", Dossier.signed_by, Dossier.id, select(Dossier.id)),
        _Step(Duty.ISSUE, "decisions", Decision.created_by, Decision.dossier_id, select(Decision.id)),
        _Step(
            Duty.CONTROL,
            "payouts",
            Payout.created_by,
            Decision.dossier_id,
            select(Payout.id).join(Decision, Payout.decision_id == Decision.id),
        ),
        _Step(
            Duty.APPROVE_PAYMENT,
            "payouts",
            Payout.approved_by,
            Decision.dossier_id,
            select(Payout.id).join(Decision, Payout.decision_id == Decision.id),
        ),
        _Step(
            Duty.PAY,
            "payments",
            Payment.paid_by,
            Decision.dossier_id,
            select(Payment.id)
            .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
            .join(Decision, DecisionLine.decision_id == Decision.id),
        ),
        _Step(
            Duty.ISSUE,
            "decision_files",
            DecisionFile.created_by,
            Decision.dossier_id,
            select(DecisionFile.id)
            .join(Decision, DecisionFile.decision_id == Decision.id)
            .where(DecisionFile.part == Part.AGENCY),
        ),
        *(_dossier_event(duty, action) for duty, action in _ACTIONS),
    ]


_ACTIONS = ((Duty.PREPARE, "dossier:submitted"), (Duty.REVIEW, "dossier:reviewed"))


def _dossier_event(duty: Duty, action: str) -> _Step:
    return _Step(
        duty,
        "events",
        Event.actor_id,
        Event.subject_id,
        select(Event.seq.label("id")).where(Event.subject == "dossiers", Event.action == action),
    )


def _check_step(connection: Connection, step: _Step) -> Iterator[Finding]:
    holds = exists().where(
        DossierDuty.dossier_id == step.dossier,
        DossierDuty.user_id == step.actor,
        DossierDuty.duty == step.duty,
        DossierDuty.held,
    )
    for row in rows_of(connection, step.taken.where(step.actor.is_not(None), ~holds)):
        says = f"Người làm bước này không giữ phần việc {step.duty} của hồ sơ."
        yield Finding("duty_missing", step.table, str(row["id"]), says)
