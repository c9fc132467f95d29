"""Payouts: the list, preparing one, its page, and the steps of the holder, the accountant and the cashier."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.papers import PaperSubject
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Action
from aid.queries import attachments as files
from aid.queries import payable, payouts
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import attachments, payout_papers
from aid.services import payouts as work
from aid.web.duty_notes import joined_in_words
from aid.web.forms.money import ConfirmForm, PayForm, PayoutFilterForm, PrepareForm, ReasonForm, SheetForm
from aid.web.forms.uploads import HINT
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.paper_page import section_of
from aid.web.payout_page import payout_steps
from aid.web.security import allow, current_actor
from aid.web.unsigned import unsigned_words

blueprint = Blueprint("payouts", __name__)

_SHEET = "signed_sheet"


@blueprint.get("/payouts")
@allow(Action.PAYOUT_SEE)
def index() -> Any:
    filters = PayoutFilterForm()
    filters.validate()
    wanted = payouts.PayoutFilter(filters.q.data or "", _chosen(filters.state), _chosen(filters.method))
    page = page_of(request.args)
    found = payouts.listed(wanted, area=visible_agencies(current_actor()), limit=page.limit, offset=page.offset)
    return render_template("payouts/index.html", rows=found.rows, filters=filters, pages=Pages(page, found.total))


@blueprint.route("/decisions/<int:decision_id>/payouts/new", methods=["GET", "POST"])
@allow(Action.PAYMENT_CONTROL)
def new(decision_id: int) -> Any:
    decision = payable.to_pay(decision_id, area={current_actor().agency_id})
    form = PrepareForm(data={"method": _usual_method(decision)})
    form.offer([row.id for row in decision.payments if not row.blocked])
    is_right = form.validate_on_submit()
    if is_right and form.confirmed.data:
        try:
            payout_id = work.prepare(decision_id, form.payments.data, form.method.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
            is_right = False
        else:
            flash(success("payout_prepared"), "done")
            return redirect(url_for("payouts.show", payout_id=payout_id))
    chosen = [row for row in decision.payments if row.id in (form.payments.data or ())]
    page = "payouts/confirm_new.html" if is_right else "payouts/new.html"
    total, unsigned = sum(row.amount for row in chosen), unsigned_words(decision_id, decision.number)
    return render_template(page, form=form, decision=decision, chosen=chosen, sum=total, unsigned=unsigned)


def _usual_method(decision: payable.PayableDecision) -> PayMethod:
    """Return how it is paid unless the accountant chooses otherwise: by bank where everybody has an account."""
    has_accounts = all(row.account for row in decision.payments if not row.blocked)
    return PayMethod.BANK if decision.unit == "VND" and decision.payments and has_accounts else PayMethod.CASH


@blueprint.get("/payouts/<int:payout_id>")
@allow(Action.PAYOUT_SEE)
def show(payout_id: int) -> Any:
    actor = current_actor()
    payout = payouts.shown(payout_id, area=visible_agencies(actor))
    kept = files.files_of("payout", payout_id)
    subjects = [("payouts", payout_id), *(("payments", row.id) for row in payout.payments)]
    events = events_of([*subjects, ("dossiers", payout.dossier_id)])
    return render_template(
        "payouts/show.html",
        payout=payout,
        steps=payout_steps(payout, actor, any(file.purpose == _SHEET for file in kept)),
        files=kept,
        sees_cases=actor.may(Action.CASE_SEE),
        unsigned=unsigned_words(payout.decision_id, payout.decision),
        papers=section_of(PaperSubject.PAYOUT, payout_id, payout.agency_id, actor),
        joined=joined_in_words(events),
        events=timeline_of(event for event in events if event.subject != "dossiers"),
    )


@blueprint.route("/payouts/<int:payout_id>/approve", methods=["GET", "POST"])
@allow(Action.PAYMENT_APPROVE)
def approve(payout_id: int) -> Any:
    return _confirmed(payout_id, PaymentState.PREPARED, "payouts/approve.html", work.approve, "payout_approved")


@blueprint.route("/payouts/<int:payout_id>/send", methods=["GET", "POST"])
@allow(Action.PAYMENT_PAY)
def send(payout_id: int) -> Any:
    return _confirmed(payout_id, PaymentState.APPROVED, "payouts/send.html", work.send, "payout_sent")


@blueprint.route("/payouts/<int:payout_id>/send-back", methods=["GET", "POST"])
@allow(Action.PAYMENT_APPROVE)
def send_back(payout_id: int) -> Any:
    return _with_reason(payout_id, "payouts/send_back.html", work.send_back, "payout_sent_back")


@blueprint.route("/payouts/<int:payout_id>/reprepare", methods=["GET", "POST"])
@allow(Action.PAYMENT_CONTROL)
def reprepare(payout_id: int) -> Any:
    return _with_reason(payout_id, "payouts/reprepare.html", work.reprepare, "payout_reprepared")


@blueprint.route("/payouts/<int:payout_id>/pay", methods=["GET", "POST"])
@allow(Action.PAYMENT_PAY)
def pay(payout_id: int) -> Any:
    payout = _own(payout_id)
    is_cash = payout.method is PayMethod.CASH
    waiting = payout.in_state(PaymentState.APPROVED if is_cash else PaymentState.SENT)
    form = PayForm(data={"paid_on": clock.today()})
    form.offer([row.id for row in waiting])
    is_right = form.validate_on_submit()
    if is_right and form.confirmed.data:
        try:
            verb = work.pay_cash if is_cash else work.confirm_bank
            verb(payout_id, form.payments.data, form.values(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
            is_right = False
        else:
            flash(success("payout_paid"), "done")
            return redirect(url_for("payouts.show", payout_id=payout_id))
    chosen = [row for row in waiting if row.id in (form.payments.data or ())]
    return _pay_page(form, payout, waiting, chosen, is_right)


@blueprint.route("/payouts/<int:payout_id>/sheet", methods=["GET", "POST"])
@allow(Action.PAYOUT_SEE)
def add_sheet(payout_id: int) -> Any:
    payout = _own(payout_id)
    form = SheetForm()
    if form.validate_on_submit():
        try:
            attachments.attach_all("payout", payout_id, form.files.data, actor=current_actor(), purpose=_SHEET)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("sheet_added"), "done")
            return redirect(url_for("payouts.show", payout_id=payout_id))
    return render_template("payouts/sheet.html", form=form, payout=payout, files_hint=HINT)


@blueprint.get("/payouts/<int:payout_id>/sheet.pdf")
@allow(Action.PAYOUT_SEE)
def sheet(payout_id: int) -> Response:
    return _pdf(payout_papers.sheet(payout_id, actor=current_actor()), f"danh-sach-ky-nhan-{payout_id}.pdf")


@blueprint.get("/payouts/<int:payout_id>/slips.pdf")
@allow(Action.PAYOUT_SEE)
def slips(payout_id: int) -> Response:
    return _pdf(payout_papers.slips(payout_id, actor=current_actor()), f"phieu-chi-{payout_id}.pdf")


@blueprint.get("/payouts/<int:payout_id>/slips/<int:payment_id>.pdf")
@allow(Action.PAYOUT_SEE)
def slip(payout_id: int, payment_id: int) -> Response:
    paper = payout_papers.slips(payout_id, actor=current_actor(), payment_id=payment_id)
    return _pdf(paper, f"phieu-chi-{payout_id}-{payment_id}.pdf")


def _own(payout_id: int) -> payouts.PayoutView:
    return payouts.shown(payout_id, area={current_actor().agency_id})


def _confirmed(payout_id: int, state: PaymentState, page: str, verb: Any, said: str) -> Any:
    """Ask once, with sum and name, for a step of the whole payout."""
    payout = _own(payout_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        verb(payout_id, actor=current_actor())
        flash(success(said), "done")
        return redirect(url_for("payouts.show", payout_id=payout_id))
    rows = payout.in_state(state)
    return render_template(page, form=form, payout=payout, rows=rows, sum=sum(row.amount for row in rows))


def _with_reason(payout_id: int, page: str, verb: Any, said: str) -> Any:
    """Ask for the reason of a step of the whole payout."""
    payout = _own(payout_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            verb(payout_id, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(said), "done")
            return redirect(url_for("payouts.show", payout_id=payout_id))
    return render_template(page, form=form, payout=payout)


def _pay_page(form: PayForm, payout: Any, waiting: Any, chosen: Any, is_right: bool) -> str:
    return render_template(
        "payouts/confirm_pay.html" if is_right else "payouts/pay.html",
        form=form,
        payout=payout,
        waiting=waiting,
        chosen=chosen,
        sum=sum(row.amount for row in chosen),
    )


def _pdf(paper: bytes, name: str) -> Response:
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _chosen(field: Any) -> Any:
    """Return what was chosen; an address with a value nobody offers narrows nothing."""
    return None if field.errors else field.data
