"""The register of outgoing documents: list, print, workbook, numbering a document, cancelling a number."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.outgoing import DocumentKind, entered_number, usual_symbol
from aid.domain.roles import Action
from aid.queries import agencies, outgoing
from aid.queries.areas import visible_agencies
from aid.queries.book_rules import rule_for
from aid.queries.trail import events_of
from aid.services import outgoing as work
from aid.web import register_pages
from aid.web.forms.outgoing import CancelForm, DocumentForm, OutgoingFilterForm
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.register_pages import Book
from aid.web.security import allow, current_actor

blueprint = Blueprint("outgoing", __name__)
BOOK = Book(outgoing, OutgoingFilterForm, "outgoing/index.html", "so-van-ban-di")


@blueprint.get("/outgoing")
@allow(Action.DOCUMENT_SEE)
def index() -> Any:
    return register_pages.page(BOOK, can_number=current_actor().may(Action.DOCUMENT_NUMBER))


@blueprint.get("/outgoing.pdf")
@allow(Action.DOCUMENT_SEE)
def printed() -> Response:
    return register_pages.printed(BOOK, work.printed)


@blueprint.get("/outgoing.xlsx")
@allow(Action.DOCUMENT_SEE)
def exported() -> Response:
    return register_pages.exported(BOOK, work.exported)


@blueprint.route("/outgoing/new", methods=["GET", "POST"])
@allow(Action.DOCUMENT_NUMBER)
def new() -> Any:
    actor = current_actor()
    office = agencies.agency_values(actor.agency_id)
    form = DocumentForm(data={"symbol": usual_symbol(DocumentKind.LETTER, str(office["symbol"])), "copies": 1})
    if form.validate_on_submit():
        try:
            entered = entered_number(form.number.data, form.symbol.data) if form.number.data else None
            outgoing_id = work.give_number(form.document(), form.asked(entered), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            number = outgoing.shown(outgoing_id, area={actor.agency_id}).full_number
            flash(success("document_numbered", number=number), "done")
            return redirect(url_for("outgoing.show", outgoing_id=outgoing_id), 303)
    html = render_template("outgoing/new.html", form=form, office=office, rule=rule_for(actor.agency_id, clock.today()))
    return html, 422 if form.is_submitted() else 200


@blueprint.get("/outgoing/<int:outgoing_id>")
@allow(Action.DOCUMENT_SEE)
def show(outgoing_id: int) -> Any:
    actor = current_actor()
    entry = outgoing.shown(outgoing_id, area=visible_agencies(actor))
    return render_template(
        "outgoing/show.html",
        entry=entry,
        can_cancel=_can_cancel(entry),
        sees_decision=actor.may(Action.DECISION_SEE),
        events=timeline_of(events_of([("documents_out", outgoing_id)])),
    )


@blueprint.route("/outgoing/<int:outgoing_id>/cancel", methods=["GET", "POST"])
@allow(Action.DOCUMENT_NUMBER)
def cancel(outgoing_id: int) -> Any:
    actor = current_actor()
    entry = outgoing.shown(outgoing_id, area={actor.agency_id})
    form = CancelForm()
    if form.validate_on_submit():
        try:
            work.cancel(outgoing_id, form.reason.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("document_cancelled"), "done")
            return redirect(url_for("outgoing.show", outgoing_id=outgoing_id), 303)
    return render_template("outgoing/cancel.html", form=form, entry=entry), 422 if form.is_submitted() else 200


def _can_cancel(entry: outgoing.OutgoingRow) -> bool:
    actor = current_actor()
    is_ours = actor.may(Action.DOCUMENT_NUMBER) and actor.agency_id == entry.agency_id
    return is_ours and entry.state == "issued" and entry.decision_id is None
