"""Incidents: report, correct, confirm, dismiss, close."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.incidents import INCIDENT_STEPS, IncidentState
from aid.domain.names import clean, fold
from aid.domain.reports import IncidentReport, faults_of, title_of
from aid.domain.roles import Action, Actor
from aid.domain.transitions import next_state
from aid.models.incidents import Incident, Purpose
from aid.models.users import Agency
from aid.queries.open_work import open_work_of
from aid.queries.payers import may_report
from aid.queries.places import Ward, place_as_of, related_provinces
from aid.services.areas import check_may, own_for_update
from aid.services.attachments import KeptFile, add_files
from aid.services.case_edits import check_incident_in_no_dossier
from aid.services.edit_versions import check_edited_version
from aid.services.numbers import take_number
from aid.services.phones import normalise
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction

BOOK = "VV"
CORRECTABLE = frozenset({IncidentState.REPORTED, IncidentState.CONFIRMED})
_LONGEST_FOLDED = 400
# A second press of the button, or a page sent again after the network came back, is the same report.
_SAME_REPORT_WITHIN = timedelta(minutes=15)
_PAST = {"confirm": "incident:confirmed", "dismiss": "incident:dismissed", "close": "incident:closed"}
# What the rules compute with and what the decision says of the incident.
_DECIDED_ON = frozenset({"kind", "occurred_on", "place_id", "address", "title"})
_COMPARED = tuple(field.name for field in fields(IncidentReport) if field.name != "place_code")


def report(values: IncidentReport, *, actor: Actor, code: str | None = None, files: Sequence[KeptFile] = ()) -> int:
    """Log an incident with its first files and return its id; the same report twice within minutes gives the first.

    The code is made from the agency's place, the year and a running number (VV-00364-2026-0001) unless given.
    Refusals: those of `faults_of`, `place_not_valid_on`, `ward_unknown`, `place_in_other_province`,
    `phone_unreadable`, `incident_code_taken`, `action_not_allowed`.
    """
    if not may_report(actor):
        raise Refusal("action_not_allowed", action=Action.INCIDENT_REPORT)
    with transaction() as session:
        agency = load_for_update(session, Agency, actor.agency_id)
        columns, place = _columns(values, agency)
        earlier = None if code else _same_report(session, columns, actor)
        if earlier is not None:
            return earlier
        incident = Incident(
            **columns,
            code=code or _next_code(session, agency),
            agency_id=agency.id,
            reported_at=clock.now(),
            state=IncidentState.REPORTED,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        _put_folded(incident, place)
        session.add(incident)
        record(session, actor, "incident:reported", incident, after={"code": incident.code, "title": incident.title})
        add_files(session, incident, files, actor=actor, purpose=Purpose.PHOTO)
        return incident.id


def correct(incident_id: int, values: IncidentReport, *, version: int, actor: Actor) -> None:
    """Correct what was reported; what changed stands in the trail with what was there before.

    Refusals: those of `report`, `stale_edit` where somebody else saved since `version` was read,
    `incident_finished` where it is closed or dismissed, `incident_in_dossier` where what a decision says of it changes
    while one is being reviewed or signed.
    """
    check_may(actor, Action.INCIDENT_REPORT)
    with transaction() as session:
        incident = own_for_update(session, Incident, incident_id, actor=actor)
        if incident.state not in CORRECTABLE:
            raise Refusal("incident_finished", state=incident.state)
        check_edited_version(session, incident, version)
        columns, place = _columns(values, incident.agency)
        changed = {name: value for name, value in columns.items() if getattr(incident, name) != value}
        if not changed:
            return
        if not changed.keys().isdisjoint(_DECIDED_ON):
            check_incident_in_no_dossier(session, incident_id)
        before = {name: getattr(incident, name) for name in changed}
        old_place = incident.place
        for name, value in changed.items():
            setattr(incident, name, value)
        incident.version += 1
        _put_folded(incident, place)
        record(
            session, actor, "incident:corrected", incident,
            before=_told(before, old_place.name), after=_told(changed, place.name),
        )  # fmt: skip


def confirm(incident_id: int, *, actor: Actor) -> None:
    """Confirm that it happened. Refusal `step_not_possible`."""
    with transaction() as session:
        _step(session, incident_id, "confirm", actor)


def dismiss(incident_id: int, reason: str, *, actor: Actor) -> None:
    """Say that nothing is to be done, and why. Refusals `reason_missing`, `step_not_possible`, `incident_has_cases`."""
    with transaction() as session:
        incident = _step(session, incident_id, "dismiss", actor, clean(reason))
        if count := open_work_of(incident.id).cases:
            raise Refusal("incident_has_cases", cases=count)


def close(incident_id: int, *, actor: Actor) -> None:
    """End an incident whose work is done.

    Refusals `step_not_possible`; `incident_has_open_work` with the counts `cases`, `dossiers`, `payments` and the
    codes `named` of what is still open.
    """
    with transaction() as session:
        incident = _step(session, incident_id, "close", actor)
        left = open_work_of(incident.id)
        if left.any:
            raise Refusal(
                "incident_has_open_work",
                cases=left.cases, dossiers=left.dossiers, payments=left.payments, named=left.named,
            )  # fmt: skip


def _step(session: Session, incident_id: int, step: str, actor: Actor, reason: str = "") -> Incident:
    check_may(actor, Action.INCIDENT_CONFIRM)
    incident = own_for_update(session, Incident, incident_id, actor=actor)
    before = incident.state
    transition = next_state(INCIDENT_STEPS, before, step, reason)
    incident.state = IncidentState(transition.target)
    incident.reason = reason or incident.reason
    record(
        session, actor, _PAST[step], incident,
        reason=reason, before={"incident_state": before}, after={"incident_state": incident.state},
    )  # fmt: skip
    return incident


def _told(columns: dict[str, Any], place: str) -> dict[str, object]:
    """Return columns under the names the timeline knows, the place by its name."""
    named = {"kind": "incident_kind", "place_id": "place"}
    return {named.get(name, name): place if name == "place_id" else value for name, value in columns.items()}


def _columns(values: IncidentReport, agency: Agency) -> tuple[dict[str, object], Ward]:
    """Return the columns of a report that every rule accepts, and its place."""
    for refusal in faults_of(values, clock.local(clock.now())):
        raise refusal
    place = _place(values, agency)
    columns: dict[str, object] = {name: getattr(values, name) for name in _COMPARED}
    columns |= {name: clean(getattr(values, name)) for name in ("address", "title", "reporter")}
    columns["title"] = columns["title"] or title_of(values.kind, str(columns["address"]), place.name)
    columns["reporter_phone"] = normalise(values.reporter_phone) if values.reporter_phone else ""
    return columns | {"place_id": place.id}, place


def _place(values: IncidentReport, agency: Agency) -> Ward:
    try:
        place = place_as_of(values.place_code, values.occurred_on)
    except Missing:
        raise Refusal("ward_unknown", text=values.place_code) from None
    if place.province_code not in related_provinces(agency.place.province_code):
        raise Refusal("place_in_other_province", place=place.says)
    return place


def _put_folded(incident: Incident, place: Ward) -> None:
    text = " ".join((incident.code, incident.title, incident.address, place.name, place.parent_name or ""))
    incident.folded = fold(text)[:_LONGEST_FOLDED]


def _same_report(session: Session, columns: dict[str, object], actor: Actor) -> int | None:
    """Return the id of the very same report by the same person a moment ago; the agency's row is locked."""
    return session.scalars(
        select(Incident.id)
        .filter_by(**columns, agency_id=actor.agency_id, created_by=actor.user_id)
        .where(Incident.created_at >= clock.now() - _SAME_REPORT_WITHIN)
        .order_by(Incident.id)
    ).first()


def _next_code(session: Session, agency: Agency) -> str:
    """Return the next free code; two offices of one ward share its place code, so a taken one is passed over."""
    day = clock.today()
    start = f"{BOOK}-{agency.place.code}-{day.year}"
    while True:
        code = f"{start}-{take_number(session, agency.id, BOOK, day):04d}"
        if session.scalar(select(Incident.id).where(Incident.code == code)) is None:
            return code
