"""Recording what happened to a household: papers, people, damage, needs; and the end of a case.

Harm and costs are in `harms.py`. Every edit of an assessed case takes it back to recording in the same step.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.cases import CASE_STEPS, CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.domain.transitions import next_state
from aid.models.cases import Case, CaseMember, Damage, Need
from aid.models.households import Person
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import check_no_dossier, check_nothing_promised, facts_changed, open_case
from aid.services.edit_versions import check_edited_version
from aid.services.trail import record
from aid.services.transaction import transaction


@dataclass(frozen=True)
class Papers:
    """The days papers came: the tổ trưởng's list (Mẫu 5a, 5b) and the household's own Mẫu 04 or 06."""

    received_on: date | None = None
    applied_on: date | None = None


@dataclass(frozen=True)
class MemberValues:
    """What of a person matters in this incident only; `lost_parents` is how many parents the incident took."""

    at_scene: bool = True
    pupil: bool = False
    lost_parents: int = 0
    has_relatives: bool = True


@dataclass(frozen=True)
class DamageValues:
    """The damage to the house (TTLT 43/2015, Điều 15) and the paper that says so."""

    degree: str
    house_type: str
    tenure: str = "owner"
    other_home: bool = False
    habitable: bool = True
    relocation_order: bool = False
    paper: str = ""


@dataclass(frozen=True)
class NeedValues:
    """What the household needs: persons short of food and for how many months (1 to 3), and so on."""

    short_of_food: int = 0
    food_months: int = 1
    essentials: bool = False
    temporary_shelter: bool = False


def record_papers(case_id: int, papers: Papers, *, version: int | None = None, actor: Actor) -> None:
    """Record on which days the papers came; each starts the clocks that name it.

    Refusal `paper_in_future` (day), `paper_before_incident` (day, incident_on), `stale_edit`, and those of an edit.
    """
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        for day in (papers.received_on, papers.applied_on):
            _check_day_of_paper(day, case.incident.occurred_on)
        _write(session, case, case, asdict(papers), "case:papers_recorded", actor=actor)


def record_member(
    case_id: int, person_id: int, values: MemberValues, *, version: int | None = None, actor: Actor
) -> None:
    """Record what of a person matters here; somebody of the household not yet in the case is taken in.

    Missing where the person is not of this household; Refusal `stale_edit`, and those of an edit.
    """
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        person = session.get(Person, person_id)
        if person is None or person.household_id != case.household_id:
            raise Missing(f"Person {person_id}")
        member = session.get(CaseMember, (case_id, person_id))
        if member is None:
            member = CaseMember(case_id=case_id, person_id=person_id, **_NO_MEMBER)
            session.add(member)
        _write(session, case, member, asdict(values), "case:member_recorded", name=person.full_name, actor=actor)


def leave_out(case_id: int, person_id: int, *, actor: Actor) -> None:
    """Take a person out of a case; the registry keeps them. Twice changes nothing.

    Refusal `member_has_facts` (name) where harm or a cost of theirs is recorded, `head_stays` for the head.
    """
    with transaction() as session:
        case = _case_for_edit(session, case_id, None, actor=actor)
        member = session.get(CaseMember, (case_id, person_id))
        if member is None:
            return
        if member.person.relation == "head":
            raise Refusal("head_stays")
        if person_id in {*(row.person_id for row in case.harms), *(row.person_id for row in case.costs)}:
            raise Refusal("member_has_facts", name=member.person.full_name)
        session.delete(member)
        facts_changed(session, [case], actor=actor)
        record(session, actor, "case:member_left_out", case, before={"person": member.person.full_name})


def record_damage(case_id: int, values: DamageValues, *, version: int | None = None, actor: Actor) -> None:
    """Record the damage to the house, or correct it. Refusal `stale_edit`, and those of an edit."""
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        row = case.damage or Damage(case_id=case_id, **_made(actor), **asdict(DamageValues("none", "solid")))
        is_new = case.damage is None
        session.add(row)
        _write(session, case, row, asdict(values), "case:damage_recorded", always=is_new, actor=actor)


def record_needs(case_id: int, values: NeedValues, *, version: int | None = None, actor: Actor) -> None:
    """Record what the household needs at once, or correct it.

    Refusal `more_hungry_than_members` (persons, members), `months_of_food`, `stale_edit`, and those of an edit.
    """
    if not 1 <= values.food_months <= 3:
        raise Refusal("months_of_food")
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        if values.short_of_food > len(case.members):
            raise Refusal("more_hungry_than_members", persons=values.short_of_food, members=len(case.members))
        row = case.need or Need(case_id=case_id, **_made(actor), **asdict(NeedValues()))
        is_new = case.need is None
        session.add(row)
        _write(session, case, row, asdict(values), "case:needs_recorded", always=is_new, actor=actor)


def withdraw(case_id: int, reason: str, *, actor: Actor) -> None:
    """Take a case back with a reason; money promised to it must be cancelled first.

    Refusal `reason_missing`, `step_not_possible`, `case_in_dossier`, `already_decided`.
    """
    _end(case_id, "withdraw", reason, actor=actor)


def close(case_id: int, *, actor: Actor) -> None:
    """Close an assessed case of which nothing is on its way in the own office; donated money may follow later.

    Refusal `step_not_possible`, `case_in_dossier`.
    """
    _end(case_id, "close", "", actor=actor)


_NO_MEMBER = {"at_scene": True, "pupil": False, "lost_parents": 0, "has_relatives": True}
_DONE = {"withdraw": "case:withdrawn", "close": "case:closed"}


def _case_for_edit(session: Session, case_id: int, version: int | None, *, actor: Actor) -> Case:
    check_may(actor, Action.CASE_ASSESS)
    case = open_case(session, case_id, actor=actor)
    check_edited_version(session, case, version)
    return case


def _made(actor: Actor) -> dict[str, Any]:
    return {"created_at": clock.now(), "created_by": actor.user_id}


def _check_day_of_paper(day: date | None, incident_on: date) -> None:
    if day is not None and day > clock.today():
        raise Refusal("paper_in_future", day=day)
    if day is not None and day < incident_on:
        raise Refusal("paper_before_incident", day=day, incident_on=incident_on)


def _write(
    session: Session,
    case: Case,
    row: Any,
    values: dict[str, Any],
    action: str,
    *,
    actor: Actor,
    name: str = "",
    always: bool = False,
) -> None:
    """Write what differs into a row of the case, with one event; nothing different, nothing written."""
    before = {key: getattr(row, key) for key, value in values.items() if getattr(row, key) != value}
    if not before and not always and row not in session.new:
        return
    for key, value in values.items():
        setattr(row, key, value)
    who = {"person": name} if name else {}
    after = values if always else {key: values[key] for key in before}
    facts_changed(session, [case], actor=actor)
    record(session, actor, action, case, before={} if always else before, after={**who, **after})


def _end(case_id: int, step: str, reason: str, *, actor: Actor) -> None:
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        case = own_for_update(session, Case, case_id, actor=actor)
        before = case.state
        target = next_state(CASE_STEPS, before, step, reason).target
        if target == CaseState.WITHDRAWN:
            check_no_dossier(session, case_id)
            check_nothing_promised(session, case_id)
        else:
            check_no_dossier(session, case_id, of_agency=case.agency_id)
        case.state, case.reason = CaseState(target), reason.strip()
        case.version += 1
        was, now = {"case_state": before}, {"case_state": case.state}
        record(session, actor, _DONE[step], case, reason=case.reason, before=was, after=now)
