"""Reading what an office laid down about soft pairs of duties, and whom a pair keeps from a step."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select

from aid import clock
from aid.domain.duties import ACTION_OF, SOFT_PAIRS, Duty, Pair, apart_from
from aid.domain.duty_rules import DutyRule, PairRule, kept_apart
from aid.domain.errors import Missing
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.decision_changes import ChangeDuty
from aid.models.dossiers import DossierDuty
from aid.models.duty_rules import DutyRule as Row
from aid.models.users import Agency, User
from aid.queries.areas import within

_WORK = list(Duty)


class DutyRuleRow(NamedTuple):
    """One rule as the list shows it, the duties in the order of the work; `last_on` None is until further notice."""

    id: int
    office: str
    duty: Duty
    other: Duty
    rule: PairRule
    first_on: date
    last_on: date | None
    document: str
    reason: str
    end_reason: str
    by: str

    def holds(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def rules_of(agency_id: int) -> list[DutyRule]:
    """Return every rule of an office, as the domain reads it."""
    return [as_value(row) for row in db.session.scalars(select(Row).where(Row.agency_id == agency_id).order_by(Row.id))]


def as_value(row: Row) -> DutyRule:
    """Return a stored rule as the domain reads it."""
    pair = frozenset((row.duty, row.other))
    return DutyRule(row.id, pair, row.rule, row.first_on, row.last_on, row.document, row.reason)


def apart_on(agency_id: int, day: date) -> frozenset[Pair]:
    """Return the soft pairs an office keeps apart on a day; one query."""
    return kept_apart(rules_of(agency_id), day)


def listed(area: set[int] | None, *, limit: int = 200) -> Sequence[DutyRuleRow]:
    """Return the rules of the offices in `area`, the latest first."""
    found = db.session.execute(
        select(Row, Agency.name, User.full_name)
        .join(Agency, Agency.id == Row.agency_id)
        .outerjoin(User, User.id == Row.created_by)
        .where(within(Row.agency_id, area))
        .order_by(Row.first_on.desc(), Row.id.desc())
        .limit(limit)
    )
    return [_listed(row, office, by or "") for row, office, by in found]


def _listed(row: Row, office: str, by: str) -> DutyRuleRow:
    one, other = sorted((row.duty, row.other), key=_WORK.index)
    days = (row.first_on, row.last_on)
    return DutyRuleRow(row.id, office, one, other, row.rule, *days, row.document, row.reason, row.end_reason, by)


def shown(rule_id: int) -> DutyRuleRow:
    """Return one rule, or raise Missing."""
    found = next((row for row in listed(None, limit=10_000) if row.id == rule_id), None)
    if found is None:
        raise Missing(f"DutyRule {rule_id}")
    return found


def is_barred(duty: Duty, *, user_id: Any, dossier_id: Any, agency_id: Any, day: date) -> ColumnElement[bool]:
    """Return the condition that a person may not take a duty on a dossier on a day: the one rule of every list.

    That is where the person is barred for good, or holds a duty that the office keeps apart from it on the day.
    """
    of_person = (DossierDuty.dossier_id == dossier_id) & (DossierDuty.user_id == user_id)
    return _barred(DossierDuty, of_person, duty, agency_id, day)


def is_barred_on_change(duty: Duty, *, user_id: Any, change_id: Any, agency_id: Any, day: date) -> ColumnElement[bool]:
    """Return the same condition for a decision that changes another."""
    of_person = (ChangeDuty.change_id == change_id) & (ChangeDuty.user_id == user_id)
    return _barred(ChangeDuty, of_person, duty, agency_id, day)


def _barred(kind: Any, of_person: ColumnElement[bool], duty: Duty, agency_id: Any, day: date) -> ColumnElement[bool]:
    for_good = exists().where(of_person, kind.duty == duty, ~kind.held)
    by_itself = kind.duty.in_(sorted(apart_from(duty, SOFT_PAIRS)))
    rules = (PairRule.TOGETHER, PairRule.APART)
    together, apart = (_laid_down(rule, duty, kind.duty, agency_id, day) for rule in rules)
    soft = exists().where(of_person, kind.held, or_(by_itself & ~together, apart))
    return or_(for_good, soft)


def may_take(actor: Actor, duty: Duty, *, dossier_id: Any, agency_id: Any) -> ColumnElement[bool]:
    """Return the condition that somebody may take a duty today; on call, also the one in whose place."""
    which = {"dossier_id": dossier_id, "agency_id": agency_id}
    return and_(*(~is_barred(duty, user_id=one, **which, day=clock.today()) for one in _answering(actor, duty)))


def may_take_on_change(actor: Actor, duty: Duty, *, change_id: Any, agency_id: Any) -> ColumnElement[bool]:
    """Return the same condition for a decision that changes another."""
    which = {"change_id": change_id, "agency_id": agency_id}
    return and_(
        *(~is_barred_on_change(duty, user_id=one, **which, day=clock.today()) for one in _answering(actor, duty))
    )


def _answering(actor: Actor, duty: Duty) -> list[int]:
    """Return whose earlier duties count when somebody takes one: the own, and on call those of whose place it is."""
    place = actor.doing(ACTION_OF[duty]).acts_for
    return [actor.user_id, *([place.for_id] if place else [])]


def _laid_down(rule: PairRule, duty: Duty, held: Any, agency_id: Any, day: date) -> ColumnElement[bool]:
    pair = or_(and_(Row.duty == duty, Row.other == held), and_(Row.other == duty, Row.duty == held))
    holds = (Row.first_on <= day) & or_(Row.last_on.is_(None), Row.last_on >= day)
    return exists().where(Row.agency_id == agency_id, Row.rule == rule, pair, holds)


def barred_from(duties: Collection[Duty], dossier_id: int, user_id: int, agency_id: int, day: date) -> set[Duty]:
    """Return which of `duties` somebody may not take on a dossier on a day; one query."""
    whose = {"user_id": user_id, "dossier_id": dossier_id, "agency_id": agency_id}
    wanted = sorted(set(duties))
    if not wanted:
        return set()
    row = db.session.execute(select(*(is_barred(duty, **whose, day=day).label(duty) for duty in wanted))).one()
    return {duty for duty, is_so in zip(wanted, row, strict=True) if is_so}


def held_on(dossier_id: int, user_id: int) -> Sequence[Duty]:
    """Return the duties somebody holds on a dossier."""
    of_person = (DossierDuty.dossier_id == dossier_id) & (DossierDuty.user_id == user_id)
    return db.session.scalars(select(DossierDuty.duty).where(of_person, DossierDuty.held)).all()
