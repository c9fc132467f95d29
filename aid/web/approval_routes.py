"""The chairman's pages of who reviews, initials, agrees and signs: the rules, adding one, ending one, trying a sum."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from aid import clock
from aid.domain.approval_routes import Sum, route_for
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action
from aid.queries import approval_routes as reading
from aid.services import approval_routes as work
from aid.web.approval_page import way_of
from aid.web.forms.approval_routes import EndForm, RouteForm, TryForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("approval_routes", __name__)

# What a rule may give to somebody by name.
_BY_NAME = (Action.DOSSIER_INITIAL, Action.DOSSIER_REVIEW, Action.DOSSIER_SIGN)


@blueprint.get("/approval-routes")
@allow(Action.APPROVAL_SET)
def index() -> str:
    rows = reading.routes_of(current_actor().agency_id)
    form = TryForm(reading.policies_to_choose())
    way = ""
    if form.validate() and form.amount.data is not None:
        way = way_of(route_for(rows, clock.today(), form.policy.data or "", Sum(form.amount.data)))
    values = {"rows": rows, "ways": [way_of(row) for row in rows], "form": form, "way": way}
    return render_template("approval_routes/index.html", **values)


@blueprint.route("/approval-routes/new", methods=["GET", "POST"])
@allow(Action.APPROVAL_SET)
def new() -> Any:
    actor = current_actor()
    people = {action: reading.people_of(actor.agency_id, action) for action in _BY_NAME}
    form = RouteForm(reading.policies_to_choose(), people)
    if form.validate_on_submit():
        try:
            work.add_route(form.route(), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("route_added"), "done")
            return redirect("/approval-routes", 303)
    return render_template("approval_routes/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/approval-routes/<int:route_id>/end", methods=["GET", "POST"])
@allow(Action.APPROVAL_SET)
def end(route_id: int) -> Any:
    actor = current_actor()
    route = next((row for row in reading.routes_of(actor.agency_id) if row.id == route_id), None)
    if route is None:
        raise Missing(f"ApprovalRoute {route_id}")
    form = EndForm()
    if form.validate_on_submit() and form.last.data is not None:
        try:
            work.end_route(route_id, form.last.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("route_ended"), "done")
            return redirect("/approval-routes", 303)
    values = {"form": form, "route": route, "way": way_of(route)}
    return render_template("approval_routes/end.html", **values), 422 if request.method == "POST" else 200
