"""Entering a policy: how it begins, and the head of its document."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.policy_copies import renamed
from aid.domain.policy_notes import note_of
from aid.domain.roles import Action
from aid.queries import policy_choices
from aid.queries.policy_views import list_policies, policy_page
from aid.services import policy_entries as work
from aid.services.policy_files import template_documents
from aid.web.forms.policies import DocumentForm, NewDocumentForm, StartForm, document_data
from aid.web.messages import success
from aid.web.policies.names import code_for
from aid.web.policies.offers import (
    ask_owner,
    first_place,
    offer_document,
    offer_start,
    ready_bases,
    typed_places,
    usual_owner,
)
from aid.web.policies.saving import save
from aid.web.security import allow, current_actor

blueprint = Blueprint("policy_edit", __name__)

Data = dict[str, Any]
_BLANK: Data = {"kind": "resolution", "reference_day": "occurred_on", "benefits": []}
_OF_THE_PAPER = ("number", "signed_on", "valid", "incidents")


@blueprint.get("/policies/new")
@allow(Action.POLICY_ENTER)
def start() -> Any:
    form = StartForm()
    offer_start(form, template_documents())
    if form.start.data == "text":
        return redirect(url_for("policy_texts.new"), 303)
    if _source(form) is not None:
        return redirect(f"{url_for('policy_edit.new')}?{request.query_string.decode()}", 303)
    asked = {"copy": form.copy, "template": form.template}.get(request.args.get("start", ""))
    if asked is not None:
        asked.errors = [_("Hãy chọn: %(name)s.", name=asked.label.text)]
    return render_template("policies/start.html", form=form), 200 if asked is None else 422


@blueprint.route("/policies/new/document", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def new() -> Any:
    starting = StartForm()
    offer_start(starting, template_documents())
    source = _source(starting)
    if source is None:
        return redirect(url_for("policy_edit.start"), 303)
    form = NewDocumentForm(data=_first_values(source))
    offer_document(form, source, current_actor())
    ask_owner(form, current_actor())
    policy_id = None if form.added_row() or not form.validate_on_submit() else _create(form, source)
    if policy_id is not None:
        flash(success("policy_copied" if source["benefits"] else "policy_entered"), "done")
        return redirect(url_for("policies.show", policy_id=policy_id), 303)
    page = render_template(
        "policies/new.html",
        form=form,
        source=source,
        here=request.full_path,
        opened=form.added_now,
    )
    return page, form.status


@blueprint.route("/policies/<int:policy_id>/edit", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def edit(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form = DocumentForm(data=document_data(page.document) | {"version": page.newest})
    offer_document(form, page.document, current_actor())
    meanwhile: Any = ()
    if not form.added_row() and form.validate_on_submit():
        more = typed_places(form, current_actor())
        if more is not None:
            document = form.document(page.document, more, ready_bases(form), page.code)
            document["benefits"] = renamed(document["benefits"], page.document, document)
            tried = save(page, document, form, note=note_of("head"), refuse=form.refuse_document)
            if tried.stored:
                flash(success("policy_saved"), "done")
                return redirect(url_for("policies.show", policy_id=policy_id), 303)
            meanwhile = tried.meanwhile
    return render_template(
        "policies/edit.html", form=form, page=page, meanwhile=meanwhile, opened=form.added_now
    ), form.status


def _source(form: StartForm) -> Data | None:
    """Return what the new document begins with, or None while that is not clear."""
    start = request.args.get("start")
    if start == "blank":
        return _BLANK | {"places": first_place(current_actor())}
    if start == "copy" and form.copy.validate(form) and form.copy.data:
        return policy_choices.document_in_use(int(form.copy.data))
    if start == "template" and form.template.data in template_documents():
        return template_documents()[form.template.data]
    return None


def _first_values(source: Data) -> Data:
    """Return the head as it is shown first: number, days and incidents are the paper’s at hand."""
    kept = {key: value for key, value in source.items() if key not in _OF_THE_PAPER}
    return document_data(kept) | {"code": "", "owner": usual_owner(current_actor())}


def _create(form: NewDocumentForm, source: Data) -> int | None:
    """Store the new document; None where a rule said no, which the form then shows."""
    actor = current_actor()
    more = typed_places(form, actor)
    if more is None:
        return None
    taken = [row.code for row in list_policies()]
    signed = form.signed_on.data or form.valid_from.data or clock.today()
    code = code_for(form.number.data, signed, form.title.data, taken)
    document = form.document({}, more, ready_bases(form), code)
    document["benefits"] = renamed(source["benefits"], source, document)
    try:
        return work.create_policy(document, actor=actor, owner=form.chosen_owner(usual_owner(actor)))
    except Refusal as refusal:
        form.refuse_document(refusal)
        return None
