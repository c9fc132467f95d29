"""The registry: registering a household in an incident, its people, the list, and a look at hidden numbers."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import households, incidents
from aid.queries.areas import matters_of, visible_agencies
from aid.queries.entitlements import support_of
from aid.queries.trail import events_of
from aid.services import accesses
from aid.services import households as work
from aid.web.cases import own_case, place_of
from aid.web.entitlements import opener_of
from aid.web.forms.households import (
    CorrectPersonForm,
    HouseholdFilterForm,
    HouseholdForm,
    KnownHouseholdForm,
    PersonForm,
    RegisterForm,
)
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.people_page import (
    first_household,
    first_person,
    home_facts,
    person_cards,
    totals_of,
    ward_of,
    ward_reader,
    wards_near,
)
from aid.web.security import allow, current_actor

blueprint = Blueprint("households", __name__)


@blueprint.get("/households")
@allow(Action.CASE_SEE)
def index() -> Any:
    filters = HouseholdFilterForm()
    filters.validate()
    wanted = households.HouseholdFilter(
        q=filters.q.data or "",
        poverty_class=None if filters.poverty_class.errors else filters.poverty_class.data,
        open_only=filters.open_only.data,
    )
    page = page_of(request.args)
    area = matters_of(current_actor())
    found = households.listed(wanted, area=area, limit=page.limit, offset=page.offset)
    return render_template("households/index.html", rows=found.rows, filters=filters, pages=Pages(page, found.total))


@blueprint.get("/households/<int:household_id>")
@allow(Action.CASE_SEE)
def show(household_id: int) -> Any:
    actor = current_actor()
    home = households.shown(household_id, area=matters_of(actor))
    support = support_of(household_id)
    people = [("people", person.id) for person in home.people]
    return render_template(
        "households/show.html",
        home=home,
        facts=home_facts(home),
        people=person_cards(home),
        support=support,
        support_totals=totals_of(support),
        may_edit=home.agency_id == actor.agency_id and actor.may(Action.CASE_ASSESS),
        sees_numbers=home.agency_id in (visible_agencies(actor) or {home.agency_id}),
        opens=opener_of(actor),
        events=timeline_of(events_of([("households", household_id), *people])),
    )


@blueprint.route("/incidents/<int:incident_id>/households/new", methods=["GET", "POST"])
@allow(Action.HOUSEHOLD_REGISTER)
def register(incident_id: int) -> Any:
    actor = current_actor()
    incident = incidents.own(incident_id, actor=actor)
    form = RegisterForm(find_ward=ward_reader(actor, incident.occurred_on), data={"place": ward_of(incident)})
    if form.validate_on_submit():
        try:
            case_id = work.register(
                incident_id, form.household(), form.person("head"), actor=actor, received_on=form.received_on.data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("household_registered", name=form.full_name.data or ""), "done")
            return redirect(url_for("households.add_person", case_id=case_id), 303)
    wards = wards_near(actor, incident.occurred_on)
    return render_template("households/new.html", incident=incident, form=form, wards=wards)


@blueprint.get("/incidents/<int:incident_id>/households/known")
@allow(Action.HOUSEHOLD_REGISTER)
def known(incident_id: int) -> Any:
    incident = incidents.own(incident_id, actor=current_actor())
    filters = KnownHouseholdForm()
    filters.validate()
    q = (filters.q.data or "").strip()
    wanted = households.HouseholdFilter(q=q)
    found = households.listed(wanted, area={current_actor().agency_id}, limit=20) if q else None
    rows = found.rows if found else []
    return render_template("households/known.html", incident=incident, filters=filters, rows=rows, searched=bool(q))


@blueprint.post("/incidents/<int:incident_id>/households/known")
@allow(Action.HOUSEHOLD_REGISTER)
def take(incident_id: int) -> Any:
    typed = request.form.get("household_id", "")
    household_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    case_id = work.register_existing(incident_id, household_id, actor=current_actor())
    flash(success("household_taken"), "done")
    return redirect(place_of(case_id, incident_id), 303)


@blueprint.route("/cases/<int:case_id>/people/new", methods=["GET", "POST"])
@allow(Action.HOUSEHOLD_REGISTER)
def add_person(case_id: int) -> Any:
    case = own_case(case_id)
    form = PersonForm(data={"relation": "spouse" if len(case.members) == 1 else "child"})
    if form.validate_on_submit():
        try:
            work.add_person(case_id, form.person(form.relation.data), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("person_added", name=form.full_name.data or ""), "done")
            again = url_for("households.add_person", case_id=case_id)
            return redirect(again if form.more.data else place_of(case_id, case.incident_id), 303)
    return render_template("households/add_person.html", case=case, form=form, back=place_of(case_id, case.incident_id))


@blueprint.route("/households/<int:household_id>/edit", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def edit(household_id: int) -> Any:
    actor, today = current_actor(), clock.today()
    home = households.shown(household_id, area={actor.agency_id})
    keep = (home.ward_says, home.place_id)
    form = HouseholdForm(find_ward=ward_reader(actor, today, keep=keep), data=first_household(home))
    if form.validate_on_submit():
        try:
            work.correct_household(household_id, form.household(), version=form.version.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("household_corrected"), "done")
            return redirect(url_for("households.show", household_id=household_id), 303)
    return render_template("households/edit.html", home=home, form=form, wards=wards_near(actor, today))


@blueprint.route("/households/<int:household_id>/people/<int:person_id>", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def edit_person(household_id: int, person_id: int) -> Any:
    actor = current_actor()
    person = households.shown(household_id, area={actor.agency_id}).person(person_id)
    # The form shows whole numbers, so opening it is a look that is written down; sending it is not.
    numbers = accesses.reveal(person_id, "sửa thông tin", actor=actor) if request.method == "GET" else None
    form = CorrectPersonForm(is_head=person.relation == "head", data=first_person(person, numbers))
    if form.validate_on_submit():
        try:
            values = form.person(form.relation.data)
            work.correct_person(person_id, values, version=form.version.data, actor=actor)
        except Refusal as refusal:
            if refusal.code == "stale_edit":
                form.stored = first_person(person, accesses.reveal(person_id, "sửa thông tin", actor=actor))
            form.refuse(refusal)
        else:
            flash(success("person_corrected", name=form.full_name.data or ""), "done")
            return redirect(url_for("households.show", household_id=household_id), 303)
    return render_template("households/edit_person.html", person=person, form=form)


@blueprint.post("/households/<int:household_id>/people/<int:person_id>/head")
@allow(Action.CASE_ASSESS)
def name_head(household_id: int, person_id: int) -> Any:
    person = households.shown(household_id, area={current_actor().agency_id}).person(person_id)
    work.name_head(person_id, actor=current_actor())
    flash(success("head_named", name=person.full_name), "done")
    return redirect(url_for("households.show", household_id=household_id), 303)


@blueprint.post("/households/<int:household_id>/people/<int:person_id>/numbers")
@allow(Action.CASE_SEE)
def reveal(household_id: int, person_id: int) -> Any:
    home = households.shown(household_id, area=visible_agencies(current_actor()))
    shown = accesses.reveal(home.person(person_id).id, "hồ sơ hộ", actor=current_actor())
    return render_template("households/numbers.html", home=home, person=shown)
