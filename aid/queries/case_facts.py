"""The facts of a case read from its rows, in the words of the contract; what is frozen with every computation.

Members are named by the ids of their persons. The dated history of a person is folded to what it comes to on the day
asked for (`aid.domain.harms`): who was found is no longer missing, and who died after treatment is injured and dead.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from aid.domain.facts import CaseFacts, Cost, Damage, Elsewhere, Harm, IncidentFacts, Member, Needs, Received
from aid.domain.harms import HarmEntry, Standing, standing
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.cases import Cost as CostRow
from aid.models.cases import Harm as HarmRow
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.models.incidents import Incident
from aid.queries.aid_elsewhere import elsewhere_of

UNKNOWN_BIRTH = 1900
"""Nobody gets what is for children before a birth is recorded; the tasks of the case ask for it."""


class FactsOfCase(NamedTuple):
    """The facts with the province the place lies in, whose norms apply."""

    facts: CaseFacts
    province: str


class _Before(NamedTuple):
    """By case, what was given before: in the case itself, and by decisions in other cases."""

    received: Mapping[int, tuple[Received, ...]]
    elsewhere: Mapping[int, tuple[Elsewhere, ...]]


def facts_of(case_id: int, *, on: date) -> FactsOfCase:
    """Return the facts of a case as they stand, treatment counted up to `on`, which is also the day of deciding.

    A paper that has not come counts from the incident; the clock it would start does not run (`is_waiting`).
    """
    return facts_of_many([case_id], on=on)[case_id]


def facts_of_many(case_ids: Collection[int], *, on: date) -> dict[int, FactsOfCase]:
    """Return by case id the same facts for many cases; a fixed number of queries for up to some hundred of them.

    A case that is not there raises NoResultFound.
    """
    cases = _load(case_ids)
    before = _Before(received_by_many(case_ids), elsewhere_of(case_ids))
    return {case.id: FactsOfCase(_facts(case, before, on), case.incident.place.province_code) for case in cases}


def received(case_id: int) -> tuple[Received, ...]:
    """Return what benefits of the case give beyond the rule's own sum: decided lines and raised floors (đồng)."""
    return received_by_many([case_id]).get(case_id, ())


def received_by_many(case_ids: Collection[int]) -> dict[int, tuple[Received, ...]]:
    """Return the same by case id for many cases in one query; a case that received nothing is left out.

    A line that a later decision freed is superseded and counts no more.
    """
    decided = select(DecisionLine.id).where(DecisionLine.entitlement_id == Entitlement.id).exists()
    raised = Entitlement.amount > Entitlement.computed
    rows = db.session.execute(
        select(
            Entitlement.case_id, Entitlement.policy_code, Entitlement.benefit, Entitlement.person_id, Entitlement.amount
        )
        .where(Entitlement.case_id.in_(case_ids), Entitlement.unit == "VND", decided | raised)
        .where(Entitlement.superseded_at.is_(None))
        .order_by(Entitlement.id)
    )
    found: dict[int, list[Received]] = defaultdict(list)
    for case_id, policy, benefit, ref, amount in rows:
        found[case_id].append(Received(policy, benefit, amount, str(ref) if ref else None))
    return {case_id: tuple(given) for case_id, given in found.items()}


def _load(case_ids: Collection[int]) -> Sequence[Case]:
    wanted = (
        select(Case)
        .where(Case.id.in_(case_ids))
        .order_by(Case.id)
        .options(
            joinedload(Case.incident).joinedload(Incident.place),
            joinedload(Case.household),
            joinedload(Case.damage),
            joinedload(Case.need),
            selectinload(Case.members).joinedload(CaseMember.person),
            selectinload(Case.harms),
            selectinload(Case.costs),
        )
        .execution_options(populate_existing=True)
    )
    found = db.session.scalars(wanted).all()
    if len(found) < len(set(case_ids)):
        raise NoResultFound(f"Cases {sorted(set(case_ids) - {case.id for case in found})}")
    return found


def _facts(case: Case, before: _Before, on: date) -> CaseFacts:
    incident = case.incident
    return CaseFacts(
        incident=IncidentFacts(incident.kind, incident.occurred_on, incident.place.code, incident.code),
        received_on=case.received_on or incident.occurred_on,
        applied_on=case.applied_on or incident.occurred_on,
        decided_on=on,
        poverty_class=case.household.poverty_class,
        members=tuple(_member(row) for row in case.members),
        harms=tuple(_harms(case.harms, on)),
        damage=_damage(case),
        needs=_needs(case),
        costs=tuple(_cost(row) for row in case.costs),
        received=before.received.get(case.id, ()),
        elsewhere=before.elsewhere.get(case.id, ()),
    )


def _member(row: CaseMember) -> Member:
    person = row.person
    return Member(
        ref=str(person.id),
        birth=_birth(person),
        sex=person.sex or None,
        relation=person.relation,
        residence=person.residence,
        at_scene=row.at_scene,
        pupil=row.pupil,
        lost_parents=row.lost_parents,
        has_relatives=row.has_relatives,
    )


def _birth(person: Person) -> date | int:
    return person.birth_date or person.birth_year or UNKNOWN_BIRTH


def _harms(rows: Iterable[HarmRow], on: date) -> Iterator[Harm]:
    histories: dict[int, list[HarmEntry]] = defaultdict(list)
    for row in rows:
        histories[row.person_id].append(entry_of(row))
    for person_id in sorted(histories):
        yield from _folded(str(person_id), standing(histories[person_id], on=on))


def _folded(ref: str, now: Standing) -> Iterator[Harm]:
    for kind, holds in (("dead", now.dead), ("missing", now.missing and not now.dead)):
        if holds:
            yield Harm(ref, kind, away_from_home=now.away_from_home, relatives_care=now.relatives_care)
    if now.injured:
        yield Harm(
            member=ref,
            kind="injured",
            inpatient_days=now.inpatient_days,
            severity=now.severity,
            away_from_home=now.away_from_home,
            relatives_care=now.relatives_care,
            treated=now.treated,
        )


def entry_of(row: HarmRow) -> HarmEntry:
    """Return one stored entry of a person's history as the rules read it."""
    return HarmEntry(
        kind=row.kind,
        happened_on=row.happened_on,
        facility=row.facility,
        admitted_on=row.admitted_on,
        discharged_on=row.discharged_on,
        severity=row.severity,
        away_from_home=row.away_from_home,
        relatives_care=row.relatives_care,
        treated=row.treated,
        paper=row.paper,
    )


def _damage(case: Case) -> Damage:
    row = case.damage
    if row is None:
        return Damage()
    return Damage(
        degree=row.degree,
        house_type=row.house_type,
        tenure=row.tenure,
        other_home=row.other_home,
        habitable=row.habitable,
        relocation_order=row.relocation_order,
    )


def _needs(case: Case) -> Needs:
    row = case.need
    if row is None:
        return Needs()
    return Needs(
        short_of_food=row.short_of_food,
        food_months=row.food_months,
        essentials=row.essentials,
        temporary_shelter=row.temporary_shelter,
    )


def _cost(row: CostRow) -> Cost:
    return Cost(
        kind=row.kind,
        amount=row.amount,
        payee=row.payee,
        unclaimed_body=row.unclaimed_body,
        member=str(row.person_id) if row.person_id else None,
    )
