"""Closing the books of a fund up to the end of a month, and opening them again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import funds
from aid.services import fund_periods
from aid.web.forms.money import ClosingForm, ReasonForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("fund_periods", __name__)


@blueprint.route("/funds/<int:fund_id>/close", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def close(fund_id: int) -> Any:
    form = ClosingForm()

    def act() -> None:
        fund_periods.close(fund_id, form.last_day.data, actor=current_actor())

    return _step(fund_id, form, act, "fund_closed")


@blueprint.route("/funds/<int:fund_id>/reopen", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def reopen(fund_id: int) -> Any:
    form = ReasonForm()

    def act() -> None:
        fund_periods.reopen(fund_id, form.reason.data, actor=current_actor())

    return _step(fund_id, form, act, "fund_reopened")


def _step(fund_id: int, form: Any, act: Callable[[], None], said: str) -> Any:
    fund = funds.shown(fund_id, area={current_actor().agency_id})
    if form.validate_on_submit():
        try:
            act()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(said), "done")
            return redirect(url_for("funds.show", fund_id=fund_id))
    return render_template("funds/period.html", form=form, fund=fund, here=request.path)
