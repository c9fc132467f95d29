"""What a norm changes in the open cases: the lines that give another amount, and what is owed beside issued decisions.

The cases are computed twice as they stand, with the norm and without it; nothing is written. What was decided stays
decided: the difference is a proposal for a further decision (truy lĩnh).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.entitlements import Line
from aid.domain.errors import Refusal
from aid.domain.further_lines import Decided, still_due
from aid.domain.norms import Norm, norm_on, without
from aid.domain.policies import REFERENCE_DAYS, day_of
from aid.domain.roles import Actor
from aid.domain.runs import AT_ONCE, CHUNK
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.models.places import Place
from aid.queries.areas import matters_of, within
from aid.queries.case_facts import FactsOfCase, facts_of_many
from aid.queries.evaluations import Catalogue, catalogue, evaluate_facts
from aid.queries.policies import norms_known

_LIVE = (CaseState.RECORDING, CaseState.ASSESSED)
Key = tuple[str, str, str]


class Change(NamedTuple):
    """One benefit of one case, in đồng: without the norm, with it; `decided` where a decision gave `old` of it."""

    incident_id: int
    incident: str
    case_id: int
    case_code: str
    head_name: str
    policy: str
    title: str
    person: str
    old: int
    new: int
    decided: bool

    @property
    def difference(self) -> int:
        """What the norm gives more, or less."""
        return self.new - self.old


class Effects(NamedTuple):
    """The changes among `looked_at` of the `total` open cases of the reader's area, in their order."""

    changes: Sequence[Change]
    looked_at: int
    total: int

    @property
    def difference(self) -> int:
        """What all these changes come to (đồng)."""
        return sum(change.difference for change in self.changes)

    @property
    def cases(self) -> int:
        """How many cases change."""
        return len({change.case_id for change in self.changes})

    @property
    def owed(self) -> int:
        """What is owed beside issued decisions (đồng)."""
        return sum(change.difference for change in self.changes if change.decided)


class _Rules(NamedTuple):
    norm: Norm
    before: Catalogue
    after: Catalogue


def effects_of(norm: Norm, *, actor: Actor, limit: int = AT_ONCE, offset: int = 0) -> Effects:
    """Return what a norm changes in some of the open cases the actor may read; a few queries per hundred cases.

    Lines of unconfirmed policies are estimates and left out. Less than was decided is never taken back.
    """
    where = (Case.state.in_(_LIVE), within(Case.agency_id, matters_of(actor)), *_place_of(norm))
    ids = db.session.scalars(
        _joined(select(Case.id)).where(*where).order_by(Case.incident_id, Case.id).limit(limit).offset(offset)
    ).all()
    total = db.session.scalar(_joined(select(func.count(Case.id))).where(*where)) or 0
    known, others = catalogue(), without(norm, norms_known())
    rules = _Rules(norm, known._replace(norms=others), known._replace(norms=(*others, norm)))
    changes = [change for start in range(0, len(ids), CHUNK) for change in _changes(ids[start : start + CHUNK], rules)]
    return Effects(changes, len(ids), total)


def _joined(wanted: Select[int]) -> Select[int]:
    return wanted.join(Incident, Incident.id == Case.incident_id).join(Place, Place.id == Incident.place_id)


def _place_of(norm: Norm) -> tuple[ColumnElement[bool], ...]:
    return (Place.province_code == norm.province_code,) if norm.province_code else ()


def _changes(case_ids: Sequence[int], rules: _Rules) -> Iterator[Change]:
    facts = facts_of_many(case_ids, on=clock.today())
    moved = [case_id for case_id in case_ids if _moves(facts[case_id], rules)]
    decided = _decided(moved)
    heads = _heads(moved)
    names = _names(moved)
    for case_id in moved:
        before, after = (_lines(facts[case_id], one) for one in (rules.before, rules.after))
        for key in sorted(before.keys() | after.keys()):
            pair = _amounts(before.get(key), after.get(key), decided.get((case_id, key)))
            if pair is not None:
                line = after.get(key) or before[key]
                person = names.get(line.member or "", "")
                is_decided = (case_id, key) in decided
                yield Change(*heads[case_id], line.policy, line.title, person, *pair, is_decided)


def _moves(known: FactsOfCase, rules: _Rules) -> bool:
    """Say whether another norm is in force on one of the days of a case."""
    days = {day_of(known.facts, name) for name in REFERENCE_DAYS}
    province = known.province
    return any(
        _in_force(day, rules.before.norms, province) != _in_force(day, rules.after.norms, province) for day in days
    )


def _in_force(day: date, norms: Collection[Norm], province: str) -> int:
    try:
        return norm_on(day, norms, province).amount
    except Refusal:
        return 0


def _lines(known: FactsOfCase, rules: Catalogue) -> dict[Key, Line]:
    answer = evaluate_facts(known, rules).answer
    return {(li.policy, li.benefit, li.member or ""): li for li in answer.lines if li.confirmed and li.unit == "VND"}


def _amounts(before: Line | None, after: Line | None, decided: Decided | None) -> tuple[int, int] | None:
    """Return a line's amount without and with the norm (đồng), None where it is the same."""
    if decided is None:
        pair = (before.amount if before else 0, after.amount if after else 0)
        return pair if pair[0] != pair[1] else None
    rests = [still_due(line, decided) if line else None for line in (before, after)]
    owed = [rest.amount if rest else 0 for rest in rests]
    return (decided.amount + owed[0], decided.amount + owed[1]) if owed[0] != owed[1] else None


def _decided(case_ids: Collection[int]) -> Mapping[tuple[int, Key], Decided]:
    rows = db.session.execute(
        select(
            Entitlement.case_id,
            Entitlement.policy_code,
            Entitlement.benefit,
            Entitlement.person_id,
            func.sum(Entitlement.amount),
            func.sum(Entitlement.computed),
        )
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .where(Entitlement.case_id.in_(case_ids), Entitlement.unit == "VND")
        .group_by(Entitlement.case_id, Entitlement.policy_code, Entitlement.benefit, Entitlement.person_id)
    )
    return {
        (case_id, (policy, benefit, str(person or ""))): Decided("VND", int(amount), int(computed))
        for case_id, policy, benefit, person, amount, computed in rows
    }


def _heads(case_ids: Collection[int]) -> Mapping[int, tuple[int, str, int, str, str]]:
    rows = db.session.execute(
        select(Incident.id, Incident.title, Case.id, Case.code, Case.head_name)
        .join(Case, Case.incident_id == Incident.id)
        .where(Case.id.in_(case_ids))
    )
    return {row[2]: (row[0], row[1], row[2], row[3], row[4]) for row in rows}


def _names(case_ids: Collection[int]) -> Mapping[str, str]:
    rows = db.session.execute(
        select(Person.id, Person.full_name)
        .join(Case, Case.household_id == Person.household_id)
        .where(Case.id.in_(case_ids))
    )
    return {str(ident): name for ident, name in rows}
