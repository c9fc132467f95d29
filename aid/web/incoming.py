"""The one-stop desk: what came in, what is due back, what waits for more; receiving, completing, answering."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from aid import clock
from aid.domain.calendar import LimitUnit, days_left
from aid.domain.errors import Refusal
from aid.domain.incoming import LIMIT_OF, IncomingState
from aid.domain.roles import Action
from aid.queries import incoming
from aid.queries.areas import visible_agencies
from aid.queries.office_days import office_calendar
from aid.queries.trail import events_of
from aid.services import incoming as work
from aid.web import register_pages
from aid.web.filters import Deadline, deadline_of
from aid.web.forms.base import Form
from aid.web.forms.incoming import AnswerForm, ArrivalForm, IncomingFilterForm, MoreForm
from aid.web.forms.uploads import HINT
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.register_pages import Book
from aid.web.security import allow, current_actor

blueprint = Blueprint("incoming", __name__)
BOOK = Book(incoming, IncomingFilterForm, "incoming/index.html", "so-van-ban-den")


@blueprint.get("/incoming")
@allow(Action.DOCUMENT_SEE_IN)
def index() -> Any:
    return register_pages.page(BOOK, can_receive=current_actor().may(Action.DOCUMENT_RECEIVE), deadline=_deadline)


@blueprint.route("/incoming/new", methods=["GET", "POST"])
@allow(Action.DOCUMENT_RECEIVE)
def new() -> Any:
    actor = current_actor()
    form = ArrivalForm(incoming.incidents_open(area={actor.agency_id}), data={"case_id": _case_asked()})
    if form.validate_on_submit():
        try:
            document_id = work.register(form.arrival(), file=next(iter(form.scan.data or []), None), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            row = incoming.shown(document_id, area={actor.agency_id})
            flash(success("document_received", number=row.number), "done")
            return redirect(url_for("incoming.show", document_id=document_id), 303)
    about = incoming.case_named(form.case_id.data, area={actor.agency_id}) if form.case_id.data else None
    return render_template("incoming/new.html", form=form, about=about, hint=HINT), 422 if form.is_submitted() else 200


@blueprint.get("/incoming/<int:document_id>")
@allow(Action.DOCUMENT_SEE_IN)
def show(document_id: int) -> Any:
    actor = current_actor()
    row = incoming.shown(document_id, area=visible_agencies(actor))
    is_ours = actor.may(Action.DOCUMENT_RECEIVE) and actor.agency_id == row.agency_id
    return render_template(
        "incoming/show.html",
        row=row,
        requests=incoming.requests_of(document_id),
        deadline=_deadline(row),
        can_ask=is_ours and row.state is IncomingState.OPEN,
        can_take_more=is_ours and row.state is IncomingState.WAITING,
        can_answer=is_ours and row.state is not IncomingState.ANSWERED,
        sees_case=actor.may(Action.CASE_SEE),
        events=timeline_of(events_of([("documents_in", document_id)])),
    )


@blueprint.route("/incoming/<int:document_id>/more", methods=["GET", "POST"])
@allow(Action.DOCUMENT_RECEIVE)
def more(document_id: int) -> Any:
    form = MoreForm()
    return _step(
        document_id,
        form,
        "more",
        lambda: work.ask_for_more(document_id, form.wanted.data, actor=current_actor()),
        "more_asked",
    )


@blueprint.post("/incoming/<int:document_id>/came")
@allow(Action.DOCUMENT_RECEIVE)
def came(document_id: int) -> Any:
    work.more_came(document_id, actor=current_actor())
    flash(success("more_came"), "done")
    return redirect(url_for("incoming.show", document_id=document_id), 303)


@blueprint.route("/incoming/<int:document_id>/answer", methods=["GET", "POST"])
@allow(Action.DOCUMENT_RECEIVE)
def answer(document_id: int) -> Any:
    form = AnswerForm()
    return _step(
        document_id,
        form,
        "answer",
        lambda: work.answer(document_id, form.words.data, actor=current_actor()),
        "document_answered",
    )


def _step(document_id: int, form: Form, name: str, take: Callable[[], object], done: str) -> Any:
    row = incoming.shown(document_id, area={current_actor().agency_id})
    if form.validate_on_submit():
        try:
            take()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(done), "done")
            return redirect(url_for("incoming.show", document_id=document_id), 303)
    return render_template(f"incoming/{name}.html", form=form, row=row), 422 if form.is_submitted() else 200


def _deadline(row: incoming.IncomingRow) -> Deadline | None:
    """Return the days left of what is still to be answered; None where its clock stands or it was answered."""
    if row.due_on is None or row.is_paused or row.state is IncomingState.ANSWERED:
        return None
    limit = LIMIT_OF.get(row.kind)
    unit = limit.unit if limit else LimitUnit.DAY
    return deadline_of(days_left(clock.today(), row.due_on, unit, office_calendar()), unit, row.due_on)


def _case_asked() -> int | None:
    text = request.args.get("case", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
