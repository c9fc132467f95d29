"""The administrator's pages of agencies: what their papers show, and who follows whom."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action
from aid.queries import agencies as reading
from aid.queries.book_rules import listed
from aid.services import agencies, book_rules
from aid.services.agencies import AgencyValues
from aid.web.forms.outgoing import BookRuleForm
from aid.web.forms.users import AgencyForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("agencies", __name__)


@blueprint.get("/agencies")
@allow(Action.USER_MANAGE)
def index() -> str:
    return render_template("agencies/index.html", rows=reading.list_agencies())


@blueprint.route("/agencies/new", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def new() -> Any:
    form = AgencyForm(_names())
    if form.validate_on_submit():
        try:
            agencies.add(form.code.data, _values(form), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _saved(form)
    return render_template("agencies/form.html", form=form, action="/agencies/new"), 422 if form.is_submitted() else 200


@blueprint.route("/agencies/<int:agency_id>", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def show(agency_id: int) -> Any:
    form = AgencyForm(_names(agency_id), data=reading.agency_values(agency_id))
    del form.code
    if form.validate_on_submit():
        try:
            agencies.correct(agency_id, _values(form), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _saved(form)
    action = f"/agencies/{agency_id}"
    return render_template("agencies/form.html", form=form, action=action), 422 if form.is_submitted() else 200


@blueprint.route("/agencies/<int:agency_id>/books", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def books(agency_id: int) -> Any:
    form = BookRuleForm()
    if form.validate_on_submit():
        try:
            book_rules.set_rule(agency_id, form.rule(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("book_rule_set"), "done")
            return redirect(url_for("agencies.books", agency_id=agency_id), 303)
    office, rows = reading.agency_values(agency_id), listed(agency_id)
    html = render_template("agencies/books.html", form=form, office=office, rows=rows)
    return html, 422 if form.is_submitted() else 200


def _names(but: int | None = None) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in reading.list_agencies() if row.id != but]


def _saved(form: AgencyForm) -> Any:
    flash(success("agency_saved", name=form.name.data), "done")
    return redirect("/agencies", 303)


def _values(form: AgencyForm) -> AgencyValues:
    """Return what was typed; Refusal `place_unknown` where no unit had this code on the first day."""
    typed: dict[str, Any] = {name: form[name].data for name in AgencyValues.__dataclass_fields__ if name != "place_id"}
    try:
        place_id = reading.place_id_of(form.place_code.data, typed["valid_from"])
    except Missing as missing:
        raise Refusal("place_unknown", code=form.place_code.data, day=typed["valid_from"]) from missing
    return AgencyValues(place_id=place_id, **{**typed, "parent_line": typed["parent_line"] or None})
