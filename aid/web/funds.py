"""Funds: the list, one fund with what draws on it, taking in, passing on, and putting an entry right."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind
from aid.domain.roles import Action
from aid.queries import funds, payouts
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import fund_transfers
from aid.services import funds as work
from aid.web.forms.money import FundFilterForm, NewFundForm, ReasonForm, movement_form
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("funds", __name__)

_VERBS = {
    EntryKind.RECEIVE: (work.receive, "fund_received"),
    EntryKind.TRANSFER_OUT: (work.transfer_out, "fund_transferred_out"),
}


@blueprint.get("/funds")
@allow(Action.FUND_SEE)
def index() -> Any:
    filters = FundFilterForm()
    filters.validate()
    wanted = funds.FundFilter(filters.q.data or "", _chosen(filters.source), _chosen(filters.unit))
    page = page_of(request.args)
    area = visible_agencies(current_actor())
    found = funds.listed(wanted, area=area, limit=page.limit, offset=page.offset)
    return render_template(
        "funds/index.html",
        rows=found.rows,
        filters=filters,
        pages=Pages(page, found.total),
        can_open=current_actor().may(Action.FUND_RECEIVE),
    )


@blueprint.route("/funds/new", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def new() -> Any:
    form = NewFundForm()
    if form.validate_on_submit():
        try:
            fund_id = work.open_fund(form.fund(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("fund_opened"), "done")
            return redirect(url_for("funds.show", fund_id=fund_id))
    return render_template("funds/new.html", form=form)


@blueprint.get("/funds/<int:fund_id>")
@allow(Action.FUND_SEE)
def show(fund_id: int) -> Any:
    actor = current_actor()
    area = visible_agencies(actor)
    fund = funds.shown(fund_id, area=area)
    page = page_of(request.args)
    entries = funds.statement(fund_id, limit=page.limit, offset=page.offset)
    return render_template(
        "funds/show.html",
        fund=fund,
        entries=entries.rows,
        pages=Pages(page, entries.total),
        draws=funds.draws_on(fund_id),
        payouts=payouts.listed(payouts.PayoutFilter(fund_id=fund_id), area=area, limit=20).rows,
        can_receive=_may_receive(fund),
        events=timeline_of(events_of([("funds", fund_id)])),
    )


@blueprint.route("/funds/<int:fund_id>/receive", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def receive(fund_id: int) -> Any:
    return _move(fund_id, EntryKind.RECEIVE)


@blueprint.route("/funds/<int:fund_id>/transfer", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def transfer(fund_id: int) -> Any:
    return _move(fund_id, EntryKind.TRANSFER_OUT)


@blueprint.route("/entries/<int:entry_id>/reverse", methods=["GET", "POST"])
@allow(Action.FUND_RECEIVE)
def reverse(entry_id: int) -> Any:
    fund, entry = funds.entry_of(entry_id, area={current_actor().agency_id})
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            work.reverse(entry_id, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("entry_reversed"), "done")
            return redirect(url_for("funds.show", fund_id=fund.id))
    return render_template("funds/reverse.html", form=form, fund=fund, entry=entry)


def _move(fund_id: int, kind: EntryKind) -> Any:
    """Ask for a movement, then once more with its sum and name, then post it."""
    fund = funds.shown(fund_id, area={current_actor().agency_id})
    others = funds.others(fund)
    form = movement_form(fund.unit)
    form.offer([(other.id, f"{other.code} · {other.name}") for other in others])
    is_right = form.validate_on_submit()
    if is_right and form.confirmed.data:
        try:
            said = _post(fund_id, kind, form)
        except Refusal as refusal:
            form.refuse(refusal)
            is_right = False
        else:
            flash(success(said), "done")
            return redirect(url_for("funds.show", fund_id=fund_id))
    page = "funds/confirm.html" if is_right else "funds/move.html"
    taker = next((other for other in others if other.id == form.to.data), None)
    return render_template(page, form=form, fund=fund, kind=kind, taker=taker)


def _post(fund_id: int, kind: EntryKind, form: Any) -> str:
    """Post what the form says and return the code of the sentence that tells of it."""
    if kind == EntryKind.TRANSFER_OUT and form.to.data:
        fund_transfers.transfer(fund_id, form.to.data, form.movement(), actor=current_actor())
        return "fund_transferred"
    verb, said = _VERBS[kind]
    verb(fund_id, form.movement(), actor=current_actor())
    return said


def _may_receive(fund: funds.FundRow) -> bool:
    return current_actor().may(Action.FUND_RECEIVE) and fund.agency_id == current_actor().agency_id


def _chosen(field: Any) -> Any:
    """Return what was chosen; an address with a value nobody offers narrows nothing."""
    return None if field.errors else field.data
