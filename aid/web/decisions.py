"""Decisions: the register, one decision with its payments, its stored paper and the copy for the public."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from aid.documents import storage
from aid.documents.decision import render_decision
from aid.domain.decisions import content_from_data
from aid.domain.explanations import tell_data
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part, check_signed, signing_state, turn
from aid.extensions import settings
from aid.queries import decision_changes, decisions, replacements
from aid.queries.areas import visible_agencies
from aid.queries.signables import files_of
from aid.queries.signatures import FileView
from aid.queries.signing_state import unsigned_parts
from aid.queries.trail import events_of
from aid.services import accesses, signatures
from aid.web.file_answers import pdf_answer
from aid.web.forms.dossiers import DecisionFilterForm
from aid.web.history import timeline_of
from aid.web.i18n import language
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor
from aid.web.unsigned import unsigned_words

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/decisions")
@allow(Action.DECISION_SEE)
def index() -> Any:
    area = visible_agencies(current_actor())
    filters = DecisionFilterForm(decisions.years(area=area))
    filters.validate()
    wanted = decisions.DecisionFilter(filters.q.data or "", None if filters.year.errors else filters.year.data)
    page = page_of(request.args)
    found = decisions.listed(wanted, area=area, limit=page.limit, offset=page.offset)
    return render_template("decisions/index.html", rows=found.rows, filters=filters, pages=Pages(page, found.total))


@blueprint.get("/decisions/<int:decision_id>")
@allow(Action.DECISION_SEE)
def show(decision_id: int) -> Any:
    actor = current_actor()
    decision = decisions.shown(decision_id, area=visible_agencies(actor))
    content = content_from_data(decision.content)
    return render_template(
        "decisions/show.html",
        decision=decision,
        shown_state=_shown_state(decision),
        content=content,
        reasons={one["position"]: tell_data(one, language()) for one in content.explanations},
        sees_names=actor.may(Action.DOSSIER_SEE),
        sees_cases=actor.may(Action.CASE_SEE),
        sees_money=actor.may(Action.PAYOUT_SEE),
        can_prepare=actor.may(Action.PAYMENT_CONTROL) and actor.agency_id == decision.agency_id,
        changes=decision_changes.of_decision(decision_id),
        replacements=replacements.of_decision(decision_id),
        replaces=replacements.of_dossier(decision.dossier_id),
        can_change=actor.may(Action.DOSSIER_PREPARE) and actor.agency_id == decision.agency_id,
        planned=sum(line.payment_state == "planned" for line in decision.lines),
        files=(files := files_of(decision_id)),
        unsigned=unsigned_words(decision_id, decision.full_number),
        next_signature=_next_signature(decision, files, actor),
        is_to_print=_is_to_print(decision, actor),
        events=timeline_of(events_of([("decisions", decision.id), ("dossiers", decision.dossier_id)])),
    )


@blueprint.get("/decisions/<int:decision_id>.pdf")
@allow(Action.DOSSIER_SEE)
def paper(decision_id: int) -> Response:
    actor = current_actor()
    decision = decisions.shown(decision_id, area=visible_agencies(actor))
    if decision.pdf_sha256 is None:
        abort(404)
    accesses.note_paper(decision_id, "decision.pdf", actor=actor)
    newest = signatures.newest(decision_id, decision.pdf_sha256)
    return pdf_answer(storage.get(settings().files, newest), file_name(decision))


@blueprint.get("/decisions/<int:decision_id>/public.pdf")
@allow(Action.DECISION_SEE)
def public_paper(decision_id: int) -> Response:
    decision = decisions.shown(decision_id, area=visible_agencies(current_actor()))
    content = content_from_data(decision.content)
    if not content.annex:
        abort(404)
    check_signed(decision.full_number, unsigned_parts(decision_id))
    return pdf_answer(render_decision(content, public=True), f"cong-khai-{file_name(decision)}")


def _shown_state(decision: decisions.DecisionView) -> object:
    """Return what stands beside the title: a decision that lacks a digital signature is not called in force."""
    lacks = signing_state(unsigned_parts(decision.id))
    return lacks if lacks is not None and decision.state != "revoked" else decision.state


def _next_signature(decision: decisions.DecisionView, files: Sequence[FileView], actor: Actor) -> Part | None:
    """The signature this person may put on the paper now: the signer named in it, then a clerk of its agency."""
    if decision.pdf_sha256 is None or decision.agency_id != actor.agency_id:
        return None
    part = turn({file.part for file in files})
    mine = {
        Part.SIGNER: actor.user_id == decision.signed_by and actor.may(Action.DOSSIER_SIGN),
        Part.AGENCY: actor.may(Action.DECISION_ISSUE),
    }
    return part if part is not None and mine[part] else None


def _is_to_print(decision: decisions.DecisionView, actor: Actor) -> bool:
    """Say whether the clerk's next step may be the paper itself: printed, signed by hand, sealed, sent."""
    is_clerk = actor.may(Action.DECISION_ISSUE) and actor.agency_id == decision.agency_id
    return is_clerk and decision.pdf_sha256 is not None and decision.state != "revoked"


def file_name(decision: decisions.DecisionView, position: int = 0) -> str:
    """The name under which a file of a decision is saved; the n-th signed one says so."""
    number = decision.full_number.partition("/")[0]
    return f"quyet-dinh-{number}-{decision.year}{f'-ky-{position}' if position else ''}.pdf"
