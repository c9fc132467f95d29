"""Batches: the list, starting one, its progress and files, and what a person does with it while it works."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from aid import clock
from aid.documents import storage
from aid.domain.batches import BatchKind, BatchStep, ItemState, state_after
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.extensions import settings
from aid.queries import batches as reading
from aid.queries.trail import events_of
from aid.services import batches
from aid.web.filters import day
from aid.web.forms.batches import PrintForm
from aid.web.forms.dossiers import PicksForm
from aid.web.headers import PDF_POLICY
from aid.web.history import timeline_of
from aid.web.messages import sentence
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("batches", __name__)


@blueprint.get("/batches")
@allow(Action.DECISION_ISSUE)
def index() -> str:
    page = page_of(request.args)
    rows, total = reading.listed(current_actor().agency_id, limit=page.limit, offset=page.offset)
    return render_template("batches/index.html", rows=rows, pages=Pages(page, total))


@blueprint.route("/batches/print", methods=["GET", "POST"])
@allow(Action.DECISION_ISSUE)
def start_print() -> Any:
    actor = current_actor()
    incidents = reading.incidents_with_decisions(actor.agency_id)
    form = PrintForm(incidents, data={"day": clock.today(), "scope": "day"})
    if form.validate_on_submit():
        kind, title, chosen = _chosen(form, dict(incidents))
        try:
            batch_id = batches.start(kind, title, chosen, form.printing(), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("batches.show", batch_id=batch_id), 303)
    return render_template("batches/print.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/batches/issue", methods=["GET", "POST"])
@allow(Action.DECISION_ISSUE)
def start_issue() -> Any:
    actor = current_actor()
    form = PicksForm()
    if form.is_submitted() and form.validate():
        picks = [int(one) for one in request.form.getlist("pick") if one.isascii() and one.isdigit()]
        try:
            batch_id = batches.start_issue(picks, _("Cấp số ngày %(day)s", day=day(clock.today())), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("batches.show", batch_id=batch_id), 303)
    waiting = reading.waiting_for_number(actor.agency_id)
    return render_template("batches/issue.html", form=form, waiting=waiting), 422 if form.is_submitted() else 200


@blueprint.get("/batches/<int:batch_id>")
@allow(Action.DECISION_ISSUE)
def show(batch_id: int) -> str:
    batch = reading.shown(batch_id, agency_id=current_actor().agency_id)
    page = page_of(request.args)
    return render_template(
        "batches/show.html",
        batch=batch,
        trouble=sentence(Refusal(batch.trouble)) if batch.trouble else "",
        failed=[(one, sentence(Refusal(one.code, **one.facts))) for one in batch.failed],
        steps=_open_steps(batch),
        subject=_SUBJECTS[batch.kind],
        done=reading.done_items(batch, limit=page.limit, offset=page.offset),
        pages=Pages(page, batch.counts.get(ItemState.DONE, 0)),
        events=timeline_of(events_of([("batches", batch_id)])),
    )


@blueprint.post("/batches/<int:batch_id>/<any(pause, resume, cancel, retry):step>")
@allow(Action.DECISION_ISSUE)
def take(batch_id: int, step: str) -> Any:
    try:
        batches.take_step(batch_id, BatchStep(step), actor=current_actor())
    except Refusal as refusal:
        flash(sentence(refusal), "late")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.get("/batches/<int:batch_id>/files/<int:file_id>")
@allow(Action.DECISION_ISSUE)
def file(batch_id: int, file_id: int) -> Response:
    found = batches.note_file(batch_id, file_id, actor=current_actor())
    answer = send_file(
        BytesIO(storage.get(settings().files, found.sha256)),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=f"lo-{batch_id}-{found.name}",
    )
    answer.headers["Content-Security-Policy"] = PDF_POLICY
    return answer


_SUBJECTS = {
    BatchKind.ISSUE: "/dossiers/%s",
    BatchKind.PRINT_DECISIONS: "/decisions/%s",
    BatchKind.PRINT_PAPERS: "/papers/%s",
}


def _chosen(form: PrintForm, incidents: dict[int, str]) -> tuple[BatchKind, str, Sequence[reading.Choice]]:
    agency_id, issued_on = current_actor().agency_id, form.day.data
    if form.scope.data == "day" and issued_on is not None:
        title = _("Quyết định ngày %(day)s", day=day(issued_on))
        return BatchKind.PRINT_DECISIONS, title, reading.unprinted_decisions(agency_id, issued_on)
    incident_id = form.incident.data
    if form.scope.data == "incident":
        found = reading.decisions_of_incident(agency_id, incident_id)
        return BatchKind.PRINT_DECISIONS, _("Quyết định, %(what)s", what=incidents[incident_id]), found
    papers = reading.papers_of_incident(agency_id, incident_id)
    return BatchKind.PRINT_PAPERS, _("Văn bản, %(what)s", what=incidents[incident_id]), papers


def _open_steps(batch: reading.BatchView) -> list[str]:
    """Return the steps that are open now; trying again only where something failed."""
    found = []
    for step in BatchStep:
        try:
            state_after(batch.state, step)
        except Refusal:
            continue
        if step is not BatchStep.RETRY or batch.failed:
            found.append(step.value)
    return found
