"""One payment: its page, and the steps that concern it alone."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import payments
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import payouts as work
from aid.web.forms.money import ReasonForm
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.payout_page import payment_steps, transfer_note
from aid.web.security import allow, current_actor

blueprint = Blueprint("payments", __name__)

_WITH_REASON = {"hold": work.hold, "cancel": work.cancel, "return": work.return_paid, "fail": work.fail}
_AT_ONCE = {"again": work.plan_again, "release": work.release_hold}


@blueprint.get("/payments/<int:payment_id>")
@allow(Action.PAYOUT_SEE)
def show(payment_id: int) -> Any:
    actor = current_actor()
    payment = payments.shown(payment_id, area=visible_agencies(actor))
    return render_template(
        "payments/show.html",
        payment=payment,
        steps=payment_steps(payment, actor),
        transfer=transfer_note(payment, actor),
        sees_cases=actor.may(Action.CASE_SEE),
        events=timeline_of(events_of(_subjects(payment))),
    )


@blueprint.route("/payments/<int:payment_id>/<any(hold, cancel, return):step>", methods=["GET", "POST"])
@allow(Action.PAYMENT_CONTROL)
def stop(payment_id: int, step: str) -> Any:
    return _with_reason(payment_id, step)


@blueprint.route("/payments/<int:payment_id>/fail", methods=["GET", "POST"])
@allow(Action.PAYMENT_PAY)
def fail(payment_id: int) -> Any:
    return _with_reason(payment_id, "fail")


@blueprint.post("/payments/<int:payment_id>/<any(again, release):step>")
@allow(Action.PAYMENT_CONTROL)
def go_on(payment_id: int, step: str) -> Any:
    _AT_ONCE[step](payment_id, actor=current_actor())
    flash(success(f"payment_{step}"), "done")
    return redirect(url_for("payments.show", payment_id=payment_id))


@blueprint.post("/lines/<int:line_id>/plan")
@allow(Action.PAYMENT_CONTROL)
def plan_line(line_id: int) -> Any:
    payment_id = work.plan_line(line_id, actor=current_actor())
    flash(success("payment_again"), "done")
    return redirect(url_for("payments.show", payment_id=payment_id))


def _subjects(payment: payments.PaymentView) -> list[tuple[str, int]]:
    around = [("payments", payment.row.id), ("decisions", payment.decision_id)]
    return around if payment.payout_id is None else [*around, ("payouts", payment.payout_id)]


def _with_reason(payment_id: int, step: str) -> Any:
    """Ask once for a step, with its reason, repeating amount and name."""
    payment = payments.shown(payment_id, area={current_actor().agency_id})
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            _WITH_REASON[step](payment_id, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(f"payment_{step}"), "done")
            return redirect(url_for("payments.show", payment_id=payment_id))
    return render_template("payments/stop.html", form=form, payment=payment, step=step)
