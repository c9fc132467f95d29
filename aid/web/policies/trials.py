"""Trying a policy on the real cases of an incident: choosing one, and what it would give."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import trials
from aid.queries.policy_views import policy_page
from aid.services import trials as work
from aid.web.filters import money, number, quantity
from aid.web.forms.trials import TrialForm
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("policy_trials", __name__)


@blueprint.route("/policies/<int:policy_id>/trials", methods=["GET", "POST"])
@allow(Action.POLICY_TRY)
def index(policy_id: int) -> Any:
    actor = current_actor()
    page = policy_page(policy_id, actor=actor)
    form = TrialForm()
    form.offer(list(trials.incidents_to_try(actor=actor)), page.document.get("incidents") or ())
    if form.validate_on_submit():
        try:
            trial_id = work.start_trial(policy_id, int(form.incident.data), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("policy_trials.show", policy_id=policy_id, trial_id=trial_id), 303)
    rows = trials.trials_of(policy_id, actor=actor)
    html = render_template("trials/index.html", form=form, page=page, rows=rows)
    return html, 422 if form.is_submitted() else 200


@blueprint.get("/policies/<int:policy_id>/trials/<int:trial_id>")
@allow(Action.POLICY_SEE)
def show(policy_id: int, trial_id: int) -> Any:
    actor = current_actor()
    trial = trials.trial_view(policy_id, trial_id, actor=actor)
    page = page_of(request.args, size=25)
    names_cases = actor.may(Action.CASE_SEE)
    total = trials.count_trial_cases(trial_id) if names_cases else 0
    return render_template(
        "trials/show.html",
        trial=trial,
        policy=policy_page(policy_id, actor=actor),
        strip_items=_strip_of(trial),
        cases=trials.trial_cases(trial_id, limit=page.limit, offset=page.offset) if names_cases else (),
        pages=Pages(page, total),
        names_cases=names_cases,
        may_try=actor.may(Action.POLICY_TRY),
    )


def _strip_of(trial: trials.TrialView) -> list[tuple[str, ...]]:
    """Return the line of figures: who gets something, how much, and what the money does not cover."""
    of_all = _("%(n)s trên %(total)s", n=number(trial.households), total=number(trial.done))
    items: list[tuple[str, ...]] = [
        (_("Số hộ được hỗ trợ"), of_all),
        (_("Số người được hỗ trợ"), number(trial.people)),
        (_("Tổng số tiền"), money(trial.amount("VND"))),
    ]
    if trial.amount("kg_rice"):
        items.append((_("Tổng số gạo"), quantity(trial.amount("kg_rice"), "kg_rice")))
    for cover in trial.cover:
        name = _("Còn thiếu tiền") if cover.unit == "VND" else _("Còn thiếu gạo")
        items.append((name, *_missing(cover, trial.sees_funds(cover.unit))))
    return items


def _missing(cover: trials.Cover, seen: bool) -> tuple[str, str]:
    """Return what is missing and the tone; of funds that the reader may not see nobody can say that they lack money."""
    if not cover.missing:
        return _("không thiếu"), "done"
    return (quantity(cover.missing, cover.unit), "late") if seen else (_("chưa rõ"), "soon")
