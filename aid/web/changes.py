"""Decisions that amend or revoke an earlier one: prepared, walked through the steps of a dossier, issued, printed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for

from aid.documents import storage
from aid.domain.decisions import content_from_data
from aid.domain.errors import Refusal
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Subject
from aid.extensions import settings
from aid.queries import decision_changes as reading
from aid.queries import decisions
from aid.queries.approvals import approvals_of_change
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import accesses, signatures
from aid.services import decision_changes as work
from aid.services.numbering import Numbering
from aid.web.approval_page import section_of
from aid.web.change_steps import CHANGE_PATHS, steps_of_change
from aid.web.file_answers import pdf_answer
from aid.web.forms.changes import ChangeForm
from aid.web.forms.dossiers import IssueForm, ReasonForm, StepForm
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.security import allow, current_actor
from aid.web.signing_section import signing_of

blueprint = Blueprint("changes", __name__)


@blueprint.route("/decisions/<int:decision_id>/changes/new", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def new(decision_id: int) -> Any:
    actor = current_actor()
    decision = decisions.shown(decision_id, area={actor.agency_id})
    form = ChangeForm(reading.choices(decision_id), decision.unit)
    if form.validate_on_submit():
        try:
            change_id = work.prepare(decision_id, form.plan(), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("change_prepared"), "done")
            return redirect(url_for("changes.show", change_id=change_id), 303)
    html = render_template("changes/new.html", form=form, decision=decision, action=_new_address(decision_id))
    return html, 422 if form.is_submitted() else 200


@blueprint.route("/changes/<int:change_id>/edit", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def edit(change_id: int) -> Any:
    actor = current_actor()
    change = reading.shown(change_id, area={actor.agency_id})
    said = {"kind": change.kind, "reason": change.reason, "wording": change.wording, "version": change.version}
    said |= {"lines": [row.line_id for row in change.lines]}
    form = ChangeForm(reading.choices(change.decision_id), change.unit, data=said)
    if form.validate_on_submit():
        try:
            work.rewrite(change_id, form.plan(), version=form.version.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("change_prepared"), "done")
            return redirect(url_for("changes.show", change_id=change_id), 303)
    decision = decisions.shown(change.decision_id, area={actor.agency_id})
    address = url_for("changes.edit", change_id=change_id)
    html = render_template("changes/new.html", form=form, decision=decision, action=address)
    return html, 422 if form.is_submitted() else 200


@blueprint.get("/changes/<int:change_id>")
@allow(Action.DOSSIER_SEE)
def show(change_id: int) -> Any:
    actor = current_actor()
    change = reading.shown(change_id, area=visible_agencies(actor))
    return render_template(
        "changes/show.html",
        change=change,
        content=work.draft(change_id) if change.content is None else content_from_data(change.content),
        steps=steps_of_change(change, actor),
        approvals=section_of(change, approvals_of_change(change_id), actor, page="changes"),
        signing=signing_of(Subject.CHANGE, change_id, actor),
        events=timeline_of(events_of([("decision_changes", change_id)])),
    )


@blueprint.get("/changes/<int:change_id>.pdf")
@allow(Action.DOSSIER_SEE)
def paper(change_id: int) -> Response:
    actor = current_actor()
    change = reading.shown(change_id, area=visible_agencies(actor))
    if change.pdf_sha256 is None:
        abort(404)
    accesses.note_paper(change.decision_id, "change.pdf", actor=actor)
    newest = signatures.newest(change_id, change.pdf_sha256, of=Subject.CHANGE)
    return pdf_answer(storage.get(settings().files, newest), f"quyet-dinh-sua-doi-{change_id}.pdf")


def _new_address(decision_id: int) -> str:
    return url_for("changes.new", decision_id=decision_id)


def _issue(change_id: int, form: IssueForm, actor: Actor) -> object:
    asked = Numbering(form.number.data, form.day.data, form.late_reason.data or "")
    return work.issue(change_id, asked, version=form.version.data, actor=actor)


def _plain(step: str, change_id: int, form: StepForm, actor: Actor) -> None:
    work.take_step(change_id, step, version=form.version.data, actor=actor)


def _with_reason(step: str, change_id: int, form: ReasonForm, actor: Actor) -> None:
    work.take_step(change_id, step, reason=form.reason.data, version=form.version.data, actor=actor)


def take_step(path: str, form_class: type[Any], take: Callable[..., object], change_id: int) -> Any:
    """Show the page that asks, or take the step; a refusal stands on the page and changes nothing."""
    actor = current_actor()
    change = reading.shown(change_id, area={actor.agency_id})
    form = form_class(data={"version": change.version})
    if form.validate_on_submit():
        try:
            take(change_id, form, actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("change_stepped"), "done")
            return redirect(url_for("changes.show", change_id=change_id), 303)
    own = decisions.own_numbers(change.agency_id)
    html = render_template("changes/step.html", form=form, change=change, path=path, own_numbers=own)
    return html, 422 if form.is_submitted() else 200


def _add(path: str, step: str, action: Action) -> None:
    form: type[Any] = IssueForm if step == "issue" else ReasonForm if step in {"return", "refuse"} else StepForm
    take = _issue if step == "issue" else partial(_with_reason if form is ReasonForm else _plain, step)
    view = partial(take_step, path, form, take)
    view.__name__ = path.replace("/", "_")  # type: ignore[attr-defined]
    view.__module__ = __name__
    blueprint.add_url_rule(
        f"/changes/<int:change_id>/{path}",
        endpoint=path.replace("/", "_"),
        view_func=allow(action)(view),
        methods=["GET", "POST"],
    )


for _path, (_step, _action) in CHANGE_PATHS.items():
    _add(_path, _step, _action)
