"""Papers beside the decision: filling one in, looking at it as it will be printed, making it final, giving it up."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from aid.documents import preview
from aid.domain.errors import Refusal
from aid.domain.papers import PaperState, PaperSubject, kind_of, kinds_about
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Subject
from aid.queries import papers
from aid.queries.areas import visible_agencies
from aid.queries.trail import events_of
from aid.services import accesses, paper_views
from aid.services import papers as work
from aid.web.file_answers import pdf_answer
from aid.web.filters import slug
from aid.web.forms.papers import VoidForm, paper_form
from aid.web.history import timeline_of
from aid.web.labels import label
from aid.web.messages import sentence, success
from aid.web.paper_page import PLACES, place_of, steps_of
from aid.web.paper_words import ASK_WORDS
from aid.web.security import allow, current_actor
from aid.web.signing_section import signing_of

blueprint = Blueprint("papers", __name__)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def new(subject: PaperSubject, kind: str, **where: Any) -> Any:
    """Fill in a new paper about one subject; nothing is kept until it is sent."""
    name = PLACES[subject][1]
    papers.own_subject(subject, where[name], agency_id=current_actor().agency_id)
    form = paper_form(kind_of(kind))
    if form.validate_on_submit():
        try:
            paper_id = work.start(kind, where[name], form.answers(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("paper_begun"), "done")
            return redirect(url_for("papers.show", paper_id=paper_id), 303)
    back = (label(subject), url_for(PLACES[subject][0], **where))
    return _form_page(form, kind, request.path, back)


@blueprint.get("/papers/<int:paper_id>")
@allow(Action.PAPER_SEE)
def show(paper_id: int) -> Any:
    actor = current_actor()
    paper = papers.shown(paper_id, area=visible_agencies(actor))
    refused, pages = "", 0
    try:
        pages = preview.pages_in(paper_views.opened(paper_id, actor=actor).data)
    except Refusal as refusal:
        refused = sentence(refusal)
    return render_template(
        "papers/show.html",
        paper=paper,
        kind=kind_of(paper.kind),
        steps=steps_of(paper, actor),
        can_number=_can_number(paper, actor),
        signing=signing_of(Subject.PAPER, paper_id, actor),
        pages=pages,
        refused=refused,
        place=place_of(paper),
        events=timeline_of(events_of([("papers", paper_id)])),
    )


def _can_number(paper: papers.PaperView, actor: Actor) -> bool:
    is_waiting = paper.state is PaperState.FINAL and paper.number is None and kind_of(paper.kind).is_numbered
    return is_waiting and paper.agency_id == actor.agency_id and actor.may(Action.DOCUMENT_NUMBER)


@blueprint.route("/papers/<int:paper_id>/edit", methods=["GET", "POST"])
@allow(Action.PAPER_MAKE)
def edit(paper_id: int) -> Any:
    paper = papers.shown(paper_id, area={current_actor().agency_id})
    form = paper_form(kind_of(paper.kind), data={**paper.answers, "version": paper.version})
    if form.validate_on_submit():
        try:
            work.change(paper_id, form.answers(), version=form.version.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("paper_changed"), "done")
            return redirect(url_for("papers.show", paper_id=paper_id), 303)
    back = (label(paper.kind, "PaperKind"), url_for("papers.show", paper_id=paper_id))
    return _form_page(form, paper.kind, request.path, back)


@blueprint.post("/papers/<int:paper_id>/finalise")
@allow(Action.PAPER_MAKE)
def finalise(paper_id: int) -> Any:
    version = request.form.get("version", "")
    work.finalise(paper_id, version=int(version) if version.isdecimal() else None, actor=current_actor())
    flash(success("paper_final"), "done")
    return redirect(url_for("papers.show", paper_id=paper_id), 303)


@blueprint.route("/papers/<int:paper_id>/void", methods=["GET", "POST"])
@allow(Action.PAPER_MAKE)
def void(paper_id: int) -> Any:
    paper = papers.shown(paper_id, area={current_actor().agency_id})
    form = VoidForm(data={"version": paper.version})
    if form.validate_on_submit():
        try:
            work.void(paper_id, form.reason.data, version=form.version.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("paper_voided"), "done")
            return redirect(url_for("papers.show", paper_id=paper_id), 303)
    return render_template("papers/void.html", paper=paper, form=form), 422 if form.is_submitted() else 200


@blueprint.get("/papers/<int:paper_id>.pdf")
@allow(Action.PAPER_SEE)
def pdf(paper_id: int) -> Response:
    found = paper_views.opened(paper_id, actor=current_actor())
    paper_views.looked_at(paper_id, actor=current_actor())
    return pdf_answer(found.data, f"{_file_name(found.stem)}.pdf")


@blueprint.get("/papers/<int:paper_id>.docx")
@allow(Action.PAPER_SEE)
def word(paper_id: int) -> Response:
    found = paper_views.word_copy(paper_id, actor=current_actor())
    paper_views.looked_at(paper_id, actor=current_actor())
    return _word(found.data, _file_name(found.stem))


@blueprint.get("/dossiers/<int:dossier_id>/draft.docx")
@allow(Action.DOSSIER_SEE)
def draft_word(dossier_id: int) -> Response:
    data = paper_views.word_draft(dossier_id, actor=current_actor())
    accesses.note_draft(dossier_id, actor=current_actor())
    return _word(data, f"du-thao-{dossier_id}")


@blueprint.get("/papers/<int:paper_id>/page/<int:number>.png")
@allow(Action.PAPER_SEE)
def page(paper_id: int, number: int) -> Response:
    found = paper_views.opened(paper_id, actor=current_actor())
    drawn = preview.picture(found.data, number, marked=found.is_draft)
    paper_views.looked_at(paper_id, actor=current_actor())
    return Response(drawn, mimetype="image/png")


@blueprint.app_template_global("paper_hint")
def _hint(code: str) -> object:
    return ASK_WORDS[code].hint


def _file_name(stem: str) -> str:
    """Return a stem such as `meeting-6` under the name of the kind: bien-ban-hop-binh-xet-6."""
    kind, _dash, rest = stem.partition("-")
    return f"{slug(label(kind, 'PaperKind'))}-{rest}"


def _word(data: bytes, stem: str) -> Response:
    answer = Response(data, mimetype=_WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.docx"'
    return answer


def _form_page(form: Any, kind: str, action: str, back: tuple[str, str]) -> Any:
    words = render_template("papers/edit.html", form=form, kind=kind_of(kind), action=action, back=back)
    return words, 422 if form.is_submitted() else 200


def _add(subject: PaperSubject) -> None:
    codes = ",".join(kind.code for kind in kinds_about(subject))
    if not codes:
        return
    view = partial(new, subject)
    view.__name__ = f"new_of_{subject.value}"  # type: ignore[attr-defined]
    view.__module__ = __name__
    blueprint.add_url_rule(
        f"/{subject.value}s/<int:{PLACES[subject][1]}>/papers/<any({codes}):kind>",
        endpoint=f"new_of_{subject.value}",
        view_func=allow(Action.PAPER_MAKE)(view),
        methods=["GET", "POST"],
    )


for _subject in PaperSubject:
    _add(_subject)
