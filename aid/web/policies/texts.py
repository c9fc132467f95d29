"""A policy as a YAML text: entering a new one, and reading or changing the whole document."""

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.errors import Refusal
from aid.domain.policy_notes import note_of
from aid.domain.roles import Action
from aid.queries.policy_views import policy_page
from aid.services import policy_entries as work
from aid.services.policy_files import document_from_text, text_from_document
from aid.web.forms.policies import NewTextForm, TextForm
from aid.web.messages import success
from aid.web.policies.offers import ask_owner, usual_owner
from aid.web.policies.saving import save
from aid.web.security import allow, current_actor

blueprint = Blueprint("policy_texts", __name__)

# How many lines are shown before and behind a wrong one.
_BEFORE, _AFTER = 3, 2


class Line(NamedTuple):
    """One line of a text, and whether it is the wrong one."""

    number: int
    text: str
    is_wrong: bool


@blueprint.route("/policies/new/text", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def new() -> Any:
    actor = current_actor()
    form = NewTextForm(data={"owner": usual_owner(actor)})
    ask_owner(form, actor)
    if form.validate_on_submit() and (document := _read(form)) is not None:
        try:
            policy_id = work.create_policy(document, actor=actor, owner=form.chosen_owner(usual_owner(actor)))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("policy_copied" if document["benefits"] else "policy_entered"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
    page = render_template(
        "policies/new_text.html",
        form=form,
        excerpt=around(form.text.data, form.wrong_line),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/policies/<int:policy_id>/yaml", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def edit(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form = TextForm(data={"text": text_from_document(page.document), "version": page.newest})
    meanwhile: Any = ()
    if form.validate_on_submit() and (document := _read(form)) is not None:
        tried = save(page, document, form, note=note_of("yaml"), refuse=form.refuse)
        if tried.stored:
            flash(success("policy_saved"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
        meanwhile = tried.meanwhile
    html = render_template(
        "policies/yaml.html", form=form, page=page, meanwhile=meanwhile, excerpt=around(form.text.data, form.wrong_line)
    )
    return html, 422 if form.is_submitted() else 200


def _read(form: TextForm) -> dict[str, Any] | None:
    """Return the document in the file or, without one, in the text; a mistake is told with its line and cure."""
    if not form.take_file():
        return None
    try:
        return document_from_text(form.text.data)
    except Refusal as refusal:
        form.refuse(refusal)
        line = refusal.facts.get("line")
        form.wrong_line = line if isinstance(line, int) else None
        return None


def around(text: str | None, wrong: int | None) -> list[Line]:
    """Return the lines about a mistake with their numbers; nothing where no line is known."""
    lines = (text or "").splitlines()
    if not wrong or wrong > len(lines):
        return []
    first = max(wrong - _BEFORE, 1)
    shown = lines[first - 1 : wrong + _AFTER]
    return [Line(number, line, number == wrong) for number, line in enumerate(shown, first)]
