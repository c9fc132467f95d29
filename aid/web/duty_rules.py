"""Which duties never meet in one person, which an office keeps apart, and what it laid down from day to day."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from aid import clock
from aid.domain.duties import HARD_PAIRS, SOFT_PAIRS, Duty, apart_from
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import duty_rules as reading
from aid.queries.agencies import list_agencies
from aid.queries.areas import visible_agencies
from aid.services import duty_rules as work
from aid.web.forms.duty_rules import DutyRuleForm, EndDutyRuleForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("duty_rules", __name__)


@blueprint.get("/duty-rules")
@allow(Action.DUTY_RULE_SEE)
def index() -> str:
    actor = current_actor()
    may_set = actor.may(Action.USER_MANAGE)
    rows = reading.listed(None if may_set else visible_agencies(actor))
    table = [(duty, _in_order(duty, HARD_PAIRS), _in_order(duty, SOFT_PAIRS)) for duty in Duty]
    several = len({row.office for row in rows}) > 1
    values = {"rows": rows, "table": table, "several": several, "today": clock.today()}
    return render_template("duty_rules/index.html", may_set=may_set, **values)


@blueprint.route("/duty-rules/new", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def new() -> Any:
    offices = [(row.id, row.name) for row in list_agencies() if row.valid_to is None]
    form = DutyRuleForm(offices, data={"agency_id": str(current_actor().agency_id)})
    if form.validate_on_submit():
        try:
            work.lay_down(form.agency_id.data, form.values(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("duty_rule_laid_down"), "done")
            return redirect("/duty-rules", 303)
    return render_template("duty_rules/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/duty-rules/<int:rule_id>/end", methods=["GET", "POST"])
@allow(Action.USER_MANAGE)
def end(rule_id: int) -> Any:
    row = reading.shown(rule_id)
    form = EndDutyRuleForm(data={"last_on": clock.today()})
    if form.validate_on_submit() and form.last_on.data:
        try:
            work.end(rule_id, form.last_on.data, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("duty_rule_ended"), "done")
            return redirect("/duty-rules", 303)
    return render_template("duty_rules/end.html", form=form, row=row), 422 if form.is_submitted() else 200


def _in_order(duty: Duty, pairs: frozenset[frozenset[Duty]]) -> list[Duty]:
    apart = apart_from(duty, pairs)
    return [other for other in Duty if other in apart]
