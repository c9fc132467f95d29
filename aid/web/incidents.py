"""Incidents: the list, the report, the page of one, and its steps."""

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.papers import PaperSubject
from aid.domain.points import Point
from aid.domain.reports import IncidentReport, faults_of
from aid.domain.roles import Action, Actor, Role
from aid.queries import attachments as files
from aid.queries import incident_work, incidents, places
from aid.queries.areas import helped_by, matters_of
from aid.queries.payers import may_report
from aid.queries.recomputing import latest_of
from aid.queries.trail import events_of
from aid.services import attachments
from aid.services import incidents as work
from aid.web.forms.incidents import (
    CorrectForm,
    DismissForm,
    FilesForm,
    HouseholdFilterForm,
    IncidentFilterForm,
    IncidentForm,
    ReportForm,
)
from aid.web.forms.uploads import HINT
from aid.web.history import timeline_of
from aid.web.incident_page import facts_of, left_in_words, others_in_words, steps_of, strip_of
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.paper_page import section_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("incidents", __name__)


@blueprint.get("/incidents")
@allow(Action.INCIDENT_SEE)
def index() -> Any:
    area = matters_of(current_actor())
    filters = IncidentFilterForm(incidents.years(area))
    filters.validate()
    wanted = incidents.IncidentFilter(
        q=filters.q.data or "",
        state=_chosen(filters.state),
        kind=_chosen(filters.kind),
        year=_chosen(filters.year),
    )
    page = page_of(request.args)
    found = incidents.listed(wanted, area=area, limit=page.limit, offset=page.offset)
    can_report = may_report(current_actor())
    pages = Pages(page, found.total)
    return render_template("incidents/index.html", rows=found.rows, filters=filters, pages=pages, can_report=can_report)


@blueprint.route("/incidents/new", methods=["GET", "POST"])
@allow(Action.INCIDENT_REPORT)
def new() -> Any:
    actor = current_actor()
    office = places.office_place(actor.agency_id)
    form = ReportForm(**_rules(office), data=_first_values(actor, office))
    if form.validate_on_submit():
        try:
            incident_id = work.report(form.report(), actor=actor, files=form.files.data or ())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("incident_reported"), "done")
            return redirect(url_for("incidents.show", incident_id=incident_id), 303)
    page = render_template("incidents/new.html", form=form, wards=_wards(form, office), files_hint=HINT)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/incidents/<int:incident_id>")
@allow(Action.INCIDENT_SEE)
def show(incident_id: int) -> Any:
    actor = current_actor()
    area = matters_of(actor)
    incident = incidents.shown(incident_id, area=area)
    counts, sums = incident_work.counts_of(incident_id), incident_work.money_of(incident_id)
    helps = incident.agency_id in helped_by(actor.agency_id)
    steps = steps_of(incident, actor, households=counts.households, helps=helps)
    return render_template(
        "incidents/show.html",
        incident=incident,
        steps=steps,
        strip_items=strip_of(incident, counts, sums),
        facts=facts_of(incident, steps),
        left=left_in_words(steps.left) if steps.left and steps.left.any else "",
        others=others_in_words(steps.left) if steps.left and steps.left.others else "",
        **_households(incident_id, steps.sees_households),
        recomputed=latest_of(incident_id) if steps.sees_households else None,
        files=files.files_of("incident", incident_id),
        same=incidents.likely_same(incident, area=area) if incident.is_live else (),
        papers=section_of(PaperSubject.INCIDENT, incident_id, incident.agency_id, actor),
        events=timeline_of(events_of([("incidents", incident_id)])),
    )


@blueprint.route("/incidents/<int:incident_id>/edit", methods=["GET", "POST"])
@allow(Action.INCIDENT_REPORT)
def edit(incident_id: int) -> Any:
    actor = current_actor()
    incident = incidents.own(incident_id, actor=actor)
    office = places.office_place(actor.agency_id)
    form = CorrectForm(**_rules(office), data=_values(incident))
    if form.validate_on_submit():
        try:
            work.correct(incident_id, form.report(), version=form.version.data or 0, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("incident_corrected"), "done")
            return redirect(url_for("incidents.show", incident_id=incident_id), 303)
    page = render_template("incidents/edit.html", form=form, wards=_wards(form, office), incident=incident)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/incidents/<int:incident_id>/confirm")
@allow(Action.INCIDENT_CONFIRM)
def confirm(incident_id: int) -> Any:
    work.confirm(incident_id, actor=current_actor())
    flash(success("incident_confirmed"), "done")
    return redirect(url_for("incidents.show", incident_id=incident_id), 303)


@blueprint.post("/incidents/<int:incident_id>/close")
@allow(Action.INCIDENT_CONFIRM)
def close(incident_id: int) -> Any:
    work.close(incident_id, actor=current_actor())
    flash(success("incident_closed"), "done")
    return redirect(url_for("incidents.show", incident_id=incident_id), 303)


@blueprint.route("/incidents/<int:incident_id>/dismiss", methods=["GET", "POST"])
@allow(Action.INCIDENT_CONFIRM)
def dismiss(incident_id: int) -> Any:
    incident = incidents.own(incident_id, actor=current_actor())
    form = DismissForm()
    if form.validate_on_submit():
        try:
            work.dismiss(incident_id, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("incident_dismissed"), "done")
            return redirect(url_for("incidents.show", incident_id=incident_id), 303)
    page = render_template("incidents/dismiss.html", form=form, incident=incident)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/incidents/<int:incident_id>/files", methods=["GET", "POST"])
@allow(Action.INCIDENT_REPORT)
def add_files(incident_id: int) -> Any:
    incident = incidents.own(incident_id, actor=current_actor())
    form = FilesForm()
    if form.validate_on_submit():
        try:
            attachments.attach_all("incident", incident_id, form.files.data, actor=current_actor(), purpose="photo")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("files_added"), "done")
            return redirect(url_for("incidents.show", incident_id=incident_id), 303)
    page = render_template("incidents/files.html", form=form, incident=incident, files_hint=HINT)
    return page, 422 if form.is_submitted() else 200


def _households(incident_id: int, is_seen: bool) -> dict[str, Any]:
    """Return one page of the households, narrowed as the address says, for those who may see them."""
    page, filters = page_of(request.args), HouseholdFilterForm()
    q = (filters.q.data or "")[:100]
    found = incident_work.households_of(incident_id, q=q, limit=page.limit, offset=page.offset)
    return {"households": found.rows if is_seen else (), "pages": Pages(page, found.total), "filters": filters}


def _chosen(field: Any) -> Any:
    """Return what was chosen; an address with a value nobody offers narrows nothing."""
    return None if field.errors else field.data


def _rules(office: places.OfficePlace) -> dict[str, Any]:
    now = clock.local(clock.now())
    return {"find_ward": partial(_code_of_ward, office), "check": partial(faults_of, now=now)}


def _code_of_ward(office: places.OfficePlace, text: str, day: date) -> str:
    return places.find_ward(text, day, office.province_code).code


def _wards(form: IncidentForm, office: places.OfficePlace) -> list[str]:
    """Return what the list under the field suggests: the wards of the day that was typed."""
    day = form.occurred_on.data or clock.today()
    return [ward.says for ward in places.wards_on(day, office.province_code)]


def _first_values(actor: Actor, office: places.OfficePlace) -> dict[str, Any]:
    ward = places.ward_here(office.place_id, clock.today())
    is_head = Role.NEIGHBOURHOOD_HEAD in actor.roles
    return {
        "occurred_on": clock.today(),
        "place": ward.says if ward else "",
        "reporter": actor.name if is_head else "",
    }


def _values(incident: incidents.IncidentView) -> dict[str, Any]:
    shown = {name: getattr(incident, name) for name in IncidentReport.__dataclass_fields__ if name != "place_code"}
    point = None if incident.lat is None or incident.lon is None else Point(incident.lat, incident.lon)
    place = ", ".join(part for part in (incident.place, incident.district) if part)
    return shown | {"place": f"{place} ({incident.place_code})", "point": point, "version": incident.version}
