"""Registering households and people: the registry lives longer than one incident, a case is one household in one.

Facts of a person (birth, relation, residence) are facts of every open case of the household; correcting them follows
the same rules as an edit of the case.
"""

from datetime import date

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.errors import Missing, Refusal
from aid.domain.households import (
    HouseholdValues,
    PersonValues,
    check_first,
    check_one_head,
    faults_of_household,
    faults_of_person,
)
from aid.domain.incidents import IncidentState
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.cases import Case, CaseMember
from aid.models.households import Household, Person
from aid.models.incidents import Incident
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import facts_changed, open_case, open_cases_of
from aid.services.edit_versions import check_edited_version
from aid.services.people import changes_of_person, fill_person, kept_of, new_person, noted
from aid.services.phones import normalise
from aid.services.sent_again import added_before, sent_before
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction

_OPEN = frozenset({IncidentState.REPORTED, IncidentState.CONFIRMED})
_TOLD = ("address", "phone", "poverty_class", "poverty_evidence")


def register(
    incident_id: int,
    household: HouseholdValues,
    head: PersonValues,
    *,
    actor: Actor,
    received_on: date | None = None,
) -> int:
    """Register a household with its head and open its case in an incident; return the id of the case.

    The same household sent again within minutes (a second press, a network that came back) is the case it made first.
    Missing where the incident is another agency's; Refusal `incident_not_open` (state), and what `faults_of_household`
    and `faults_of_person` refuse. `received_on` is the day the ward got the tổ trưởng's list, if it is there already.
    """
    check_may(actor, Action.HOUSEHOLD_REGISTER)
    check_first(faults_of_household(household))
    check_first(faults_of_person(head, today=clock.today()))
    with transaction() as session:
        incident = _open_incident(session, incident_id, actor=actor)
        earlier = sent_before(session, incident_id, household, head, actor=actor)
        if earlier is not None:
            return earlier
        home = Household(
            agency_id=incident.agency_id,
            created_at=clock.now(),
            created_by=actor.user_id,
            **_household_values(household),
        )
        session.add(home)
        session.flush()
        case = _open_new_case(session, incident, home, clean(head.full_name), actor=actor)
        person = _add(session, case, head, relation="head", actor=actor)
        case.head_name, case.received_on = person.full_name, received_on
        noted_values = {"code": case.code, "head": person.full_name, "address": home.address}
        record(session, actor, "case:registered", case, after=noted_values)
        return case.id


def register_existing(incident_id: int, household_id: int, *, actor: Actor) -> int:
    """Open a case for a household the registry already knows, with all its people; return the id of the case.

    Missing where either is another agency's; Refusal `incident_not_open` (state), `case_exists`.
    """
    check_may(actor, Action.HOUSEHOLD_REGISTER)
    with transaction() as session:
        incident = _open_incident(session, incident_id, actor=actor)
        home = own_for_update(session, Household, household_id, actor=actor)
        head = next(person for person in home.people if person.relation == "head")
        case = _open_new_case(session, incident, home, clean(head.full_name), actor=actor)
        session.add_all(CaseMember(case_id=case.id, person_id=person.id) for person in home.people)
        values = {"code": case.code, "head": head.full_name, "address": home.address}
        record(session, actor, "case:registered", case, after=values)
        return case.id


def add_person(case_id: int, values: PersonValues, *, actor: Actor) -> int:
    """Add a person to the household of a case; return the id of the person. The same one sent again is added once.

    Refusal `head_exists`, `case_not_open`, `case_in_dossier`, and what `faults_of_person` refuses.
    """
    check_may(actor, Action.HOUSEHOLD_REGISTER)
    check_first(faults_of_person(values, today=clock.today()))
    with transaction() as session:
        # The household is locked before its case, as in every other step that touches both.
        own_for_update(session, Household, _household_of(session, case_id), actor=actor)
        case = open_case(session, case_id, actor=actor)
        earlier = added_before(session, case.household_id, values, actor=actor)
        if earlier is not None:
            return earlier
        person = _add(session, case, values, relation=values.relation, actor=actor)
        check_one_head(member.relation for member in _people(session, case.household_id))
        facts_changed(session, [case], actor=actor)
        record(session, actor, "person:added", person, after=noted(person))
        return person.id


def correct_person(person_id: int, values: PersonValues, *, version: int | None = None, actor: Actor) -> None:
    """Correct what the registry says of a person; an empty number of a known identity keeps the stored one.

    Refusal `stale_edit`, `head_exists`, `head_missing`, `case_in_dossier`, and what `faults_of_person` refuses.
    """
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        person = _own_person(session, person_id, actor=actor)
        check_edited_version(session, person, version)
        cases = open_cases_of(session, person.household_id, actor=actor)
        before = kept_of(person)
        fill_person(person, values, today=clock.today())
        if not session.is_modified(person):
            return
        check_one_head(member.relation for member in _people(session, person.household_id))
        changed_before, changed_after = changes_of_person(before, person)
        person.version += 1
        _name_head(cases, person)
        facts_changed(session, cases, actor=actor)
        record(session, actor, "person:corrected", person, before=changed_before, after=changed_after)


def name_head(person_id: int, *, actor: Actor) -> None:
    """Make another person the head of the household; the former head becomes a member. Twice changes nothing."""
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        person = _own_person(session, person_id, actor=actor)
        if person.relation == "head":
            return
        cases = open_cases_of(session, person.household_id, actor=actor)
        former = next(one for one in _people(session, person.household_id) if one.relation == "head")
        former.relation, person.relation = "member", "head"
        former.version, person.version = former.version + 1, person.version + 1
        _name_head(cases, person)
        facts_changed(session, cases, actor=actor)
        before, after = {"head": former.full_name}, {"head": person.full_name}
        record(session, actor, "household:head_named", person.household, before=before, after=after)


def correct_household(household_id: int, values: HouseholdValues, *, version: int | None = None, actor: Actor) -> None:
    """Correct address, telephone and poverty class.

    Refusal `stale_edit`, `case_in_dossier`, and those of `faults_of_household`.
    """
    check_may(actor, Action.CASE_ASSESS)
    check_first(faults_of_household(values))
    with transaction() as session:
        home = own_for_update(session, Household, household_id, actor=actor)
        check_edited_version(session, home, version)
        cases = open_cases_of(session, household_id, actor=actor)
        wanted = _household_values(values)
        before = _told(home)
        for name, value in wanted.items():
            setattr(home, name, value)
        if not session.is_modified(home):
            return
        session.flush()
        session.refresh(home, ["place"])
        after = _told(home)
        changed = [name for name in after if before[name] != after[name]]
        home.version += 1
        facts_changed(session, cases, actor=actor)
        was, now = ({name: values[name] for name in changed} for values in (before, after))
        record(session, actor, "household:corrected", home, before=was, after=now)


def _open_incident(session: Session, incident_id: int, *, actor: Actor) -> Incident:
    incident = own_for_update(session, Incident, incident_id, actor=actor)
    if incident.state not in _OPEN:
        raise Refusal("incident_not_open", state=incident.state)
    return incident


def _open_new_case(session: Session, incident: Incident, home: Household, head_name: str, *, actor: Actor) -> Case:
    """Open a case with the next number of the locked incident."""
    incident.last_case_no += 1
    case = Case(
        code=f"{incident.code}/{incident.last_case_no:03d}",
        agency_id=incident.agency_id,
        incident_id=incident.id,
        household_id=home.id,
        head_name=head_name,
        state=CaseState.RECORDING,
        created_at=clock.now(),
        created_by=actor.user_id,
    )
    session.add(case)
    session.flush()
    return case


def _add(session: Session, case: Case, values: PersonValues, *, relation: str, actor: Actor) -> Person:
    number = len(_people(session, case.household_id)) + 1
    case_number = case.code.rpartition("/")[2]
    person = new_person(values, household_id=case.household_id, relation=relation, actor=actor)
    fill_person(
        person,
        values,
        today=clock.today(),
        relation=relation,
        unidentified_code=f"CRDT-{case.incident_id}-{case_number}-{number}",
    )
    session.add(person)
    session.flush()
    session.add(CaseMember(case_id=case.id, person_id=person.id))
    session.flush()
    return person


def _people(session: Session, household_id: int) -> list[Person]:
    return session.query(Person).filter_by(household_id=household_id).order_by(Person.id).all()


def _household_of(session: Session, case_id: int) -> int:
    case = session.get(Case, case_id)
    if case is None:
        raise Missing(f"Case {case_id}")
    return case.household_id


def _own_person(session: Session, person_id: int, *, actor: Actor) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise Missing(f"Person {person_id}")
    own_for_update(session, Household, person.household_id, actor=actor)
    return load_for_update(session, Person, person_id)


def _name_head(cases: list[Case], person: Person) -> None:
    if person.relation == "head":
        for case in cases:
            case.head_name = person.full_name


def _told(home: Household) -> dict[str, object]:
    """Return what the trail says of a household."""
    return {"place": home.place.name, **{name: getattr(home, name) for name in _TOLD}}


def _household_values(values: HouseholdValues) -> dict[str, object]:
    return {
        "place_id": values.place_id,
        "address": values.address,
        "phone": normalise(values.phone) if values.phone else "",
        "poverty_class": values.poverty_class,
        "poverty_evidence": values.poverty_evidence,
    }
