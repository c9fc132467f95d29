"""Bank files: the dry run, the file, and what the bank calls the accounts."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, send_file, url_for

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries import bank_files as reading
from aid.queries import payments, payouts
from aid.queries.areas import visible_agencies
from aid.services import account_names
from aid.services import bank_files as work
from aid.web.bank_file_words import HELD, LAYOUT_NAMES
from aid.web.forms.bank_files import AccountNamesForm, BankFileForm
from aid.web.forms.money import ReasonForm
from aid.web.messages import success
from aid.web.payout_page import payout_steps
from aid.web.security import allow, current_actor

blueprint = Blueprint("bank_files", __name__)


@blueprint.get("/payouts/<int:payout_id>/bank-file")
@allow(Action.PAYOUT_SEE)
def show(payout_id: int) -> Any:
    return _page(payout_id, BankFileForm())


@blueprint.post("/payouts/<int:payout_id>/bank-file")
@allow(Action.PAYMENT_PAY)
def make(payout_id: int) -> Any:
    form = BankFileForm()
    if form.validate_on_submit():
        try:
            work.make(payout_id, form.layout.data, *form.seen(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("bank_file_made"), "done")
            return redirect(url_for("bank_files.show", payout_id=payout_id), 303)
    return _page(payout_id, form), 422


@blueprint.get("/bank-files/<int:bank_file_id>")
@allow(Action.PAYMENT_PAY)
def download(bank_file_id: int) -> Response:
    name, data = work.content(bank_file_id, actor=current_actor())
    answer = send_file(BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/payouts/<int:payout_id>/account-names", methods=["GET", "POST"])
@allow(Action.PAYMENT_CONTROL)
def names(payout_id: int) -> Any:
    form = AccountNamesForm()
    if form.validate_on_submit():
        try:
            account_names.record(payout_id, form.holders(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("account_names_kept"), "done")
            return redirect(url_for("bank_files.show", payout_id=payout_id), 303)
    payout = payouts.shown(payout_id, area={current_actor().agency_id})
    waiting = account_names.to_note(payout_id, actor=current_actor())
    page = render_template("bank_files/names.html", form=form, payout=payout, rows=waiting, typed=form.holders())
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/payments/<int:payment_id>/account-name", methods=["GET", "POST"])
@allow(Action.PAYMENT_APPROVE)
def accept(payment_id: int) -> Any:
    payment = payments.shown(payment_id, area={current_actor().agency_id})
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            payout_id = account_names.accept(payment_id, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("account_accepted"), "done")
            return redirect(url_for("bank_files.show", payout_id=payout_id), 303)
    holder = reading.holder_of(payment_id)
    page = render_template("bank_files/accept.html", form=form, payment=payment, holder=holder)
    return page, 422 if form.is_submitted() else 200


def _page(payout_id: int, form: BankFileForm) -> str:
    actor = current_actor()
    run = work.dry_run(payout_id, actor=actor)
    form.count.data, form.total.data = str(len(run.go)), str(run.total)
    payout = payouts.shown(payout_id, area=visible_agencies(actor))
    return render_template(
        "bank_files/show.html",
        form=form,
        payout=payout,
        run=run,
        rows=[*((one, "") for one in run.go), *((one, HELD[reason]) for one, reason in run.stay)],
        unchecked=sum(not one.holder for one in (*run.go, *(one for one, _why in run.stay))),
        files=reading.files_of(payout_id),
        layouts=LAYOUT_NAMES,
        can=_can(payout, actor),
    )


def _can(payout: payouts.PayoutView, actor: Any) -> dict[str, bool]:
    return {
        "make": "send" in payout_steps(payout, actor, has_sheet=False),
        "download": actor.may(Action.PAYMENT_PAY),
        "name": actor.may(Action.PAYMENT_CONTROL),
        "accept": actor.may(Action.PAYMENT_APPROVE),
    }
