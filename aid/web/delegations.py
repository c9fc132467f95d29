"""Delegations of the signature, and who is on call at night and on holidays."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from aid import clock
from aid.domain.delegations import delegates_as
from aid.domain.errors import Refusal
from aid.domain.roles import Action, Actor
from aid.queries import delegations
from aid.queries.areas import visible_agencies
from aid.queries.policies import policies_known
from aid.services import delegations as work
from aid.web.forms.base import Form
from aid.web.forms.delegations import DelegationForm, EndDelegationForm, OnCallForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("delegations", __name__)


@blueprint.get("/delegations")
@allow(Action.DOSSIER_SEE)
def index() -> str:
    actor = current_actor()
    return render_template(
        "delegations/index.html",
        rows=delegations.listed(visible_agencies(actor)),
        today=clock.today(),
        may_enter=actor.may(Action.DELEGATION_ENTER),
    )


@blueprint.route("/delegations/new", methods=["GET", "POST"])
@allow(Action.DELEGATION_ENTER)
def new() -> Any:
    actor = current_actor()
    people = delegations.may_stand_in(actor.agency_id, but=actor.user_id, role=delegates_as(actor.roles))
    form = DelegationForm(people, [(one.code, f"{one.code}: {one.title}") for one in policies_known()])
    if form.validate_on_submit():
        try:
            work.enter(form.values(), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("delegation_entered"), "done")
            return redirect("/delegations", 303)
    return render_template("delegations/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/delegations/<int:delegation_id>/end", methods=["GET", "POST"])
@allow(Action.DELEGATION_ENTER)
def end(delegation_id: int) -> Any:
    actor = current_actor()
    row = delegations.shown(delegation_id, agency_id=actor.agency_id)
    form = EndDelegationForm(data={"last_on": clock.today()})
    if form.validate_on_submit() and form.last_on.data:
        try:
            work.end(delegation_id, form.last_on.data, form.reason.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("delegation_ended"), "done")
            return redirect("/delegations", 303)
    return render_template("delegations/end.html", form=form, row=row), 422 if form.is_submitted() else 200


@blueprint.get("/on-call")
@allow(Action.INCIDENT_SEE)
def turns() -> str:
    actor = current_actor()
    rows = delegations.turns(actor.agency_id, since=clock.now())
    may_set = actor.may(Action.ON_CALL_SET)
    return render_template("delegations/turns.html", rows=rows, now=clock.now(), may_set=may_set)


@blueprint.route("/on-call/new", methods=["GET", "POST"])
@allow(Action.ON_CALL_SET)
def new_turn() -> Any:
    actor = current_actor()
    form = OnCallForm(delegations.people_of(actor.agency_id))
    if form.validate_on_submit():
        try:
            _put_on_call(form, actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("on_call_set"), "done")
            return redirect("/on-call", 303)
    return render_template("delegations/new_turn.html", form=form), 422 if form.is_submitted() else 200


def _put_on_call(form: OnCallForm, actor: Actor) -> None:
    phone, place = form.phone.data or "", form.place()
    work.put_on_call(form.user.data, form.begins(), form.ends(), phone, place=place, actor=actor)


@blueprint.post("/on-call/<int:on_call_id>/remove")
@allow(Action.ON_CALL_SET)
def remove_turn(on_call_id: int) -> Any:
    if Form().validate_on_submit():
        work.take_off_call(on_call_id, actor=current_actor())
        flash(success("on_call_taken_out"), "done")
    return redirect("/on-call", 303)
