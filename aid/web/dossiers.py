"""Dossiers: the list, choosing the lines of a new one, the page of one with its paper, and changing its lines."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from aid import clock
from aid.documents import preview
from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.papers import PaperSubject
from aid.domain.roles import Action, Actor
from aid.queries import dossier_choices as choices
from aid.queries import dossiers, duplicates, gates, prior_aid
from aid.queries.approvals import approvals_of
from aid.queries.areas import visible_agencies
from aid.queries.band_splits import split_with
from aid.queries.return_marks import last_return
from aid.queries.trail import events_of
from aid.queries.waiting import turn_of
from aid.services import accesses, paper_views
from aid.services import dossiers as work
from aid.services.decision_drafts import draft
from aid.services.dossier_headings import Heading
from aid.web import dossier_page as page_of_one
from aid.web.approval_page import section_of as section_for
from aid.web.duty_notes import joined_in_words
from aid.web.file_answers import pdf_answer
from aid.web.forms.dossiers import ChangeDossierForm, DossierFilterForm, NewDossierForm, PickForm
from aid.web.history import timeline_of
from aid.web.messages import sentence, success
from aid.web.pagination import Pages, page_of
from aid.web.paper_page import section_of
from aid.web.people_words import waits_for
from aid.web.return_marks import changes_in_words, marks_in_words
from aid.web.security import allow, current_actor

blueprint = Blueprint("dossiers", __name__)

_MOST_NAMED = 2


@blueprint.get("/dossiers")
@allow(Action.DOSSIER_SEE)
def index() -> Any:
    filters = DossierFilterForm()
    filters.validate()
    incident = request.args.get("incident", "")
    wanted = dossiers.DossierFilter(
        q=filters.q.data or "",
        state=None if filters.state.errors else filters.state.data,
        incident_id=int(incident) if incident.isascii() and incident.isdigit() and len(incident) < 10 else None,
    )
    page = page_of(request.args)
    area = visible_agencies(current_actor())
    found = dossiers.listed(wanted, area=area, limit=page.limit, offset=page.offset)
    today = clock.today()
    return render_template(
        "dossiers/index.html", rows=found.rows, filters=filters, pages=Pages(page, found.total), today=today
    )


@blueprint.route("/incidents/<int:incident_id>/dossiers/new", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def new(incident_id: int) -> Any:
    actor = current_actor()
    incident = choices.incident_head(incident_id, agency_id=actor.agency_id)
    policies = choices.policies_of(incident_id, agency_id=actor.agency_id)
    funds = choices.funds_of(actor.agency_id)
    pick = PickForm(policies, funds)
    fund = next((row for row in funds if row.id == pick.fund.data), None)
    if not pick.validate() or not pick.policy.data or fund is None:
        return render_template("dossiers/pick.html", incident=incident, pick=pick, policies=policies, funds=funds)
    wanted = choices.Wanted(incident_id, pick.policy.data, fund.id)
    lines = choices.lines_of(wanted)
    form = NewDossierForm(lines, data={"title": _called(lines) or incident.title})
    if form.validate_on_submit():
        try:
            dossier_id = work.prepare(_plan(wanted, form), actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("dossier_prepared"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    values = {"incident": incident, "wanted": wanted, "fund": fund, "lines": lines, "form": form}
    return render_template("dossiers/new.html", **values), 422 if form.is_submitted() else 200


def _prior_of(dossier: dossiers.DossierView) -> list[list[prior_aid.PriorAid]]:
    """Return the earlier aid beside the lines of a dossier that is still open."""
    if not dossier.is_open:
        return []
    return prior_aid.by_decision(prior_aid.of_lines([line.entitlement_id for line in dossier.lines]))


@blueprint.get("/dossiers/<int:dossier_id>")
@allow(Action.DOSSIER_SEE)
def show(dossier_id: int) -> Any:
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area=visible_agencies(actor))
    content = draft(dossier_id, actor=actor) if dossier.is_open else None
    events = events_of([("dossiers", dossier.id)])
    return render_template(
        "dossiers/show.html",
        dossier=dossier,
        steps=page_of_one.steps_of(dossier, actor),
        gate=page_of_one.gate_of(dossier, gates.facts_of(dossier, also=page_of_one.acting(dossier, actor))),
        waits_for=waits_for(turn_of(dossier)),
        approvals=section_for(dossier, approvals_of(dossier.id), actor),
        unusual=page_of_one.unusual_of(dossier, _same(dossier), clock.today(), split_with(dossier.id)),
        who=[*_number_ahead(dossier), *page_of_one.who_of(dossier)],
        said=page_of_one.said(dossier),
        prior=_prior_of(dossier),
        paper_pages=preview.page_count(content) if content else 0,
        days_left=(dossier.due_on - clock.today()).days if dossier.due_on and dossier.is_open else None,
        **_sees(actor),
        has_word=content is not None and paper_views.asks_for_word(dossier.agency_id),
        **_since_return(dossier, actor),
        papers=section_of(PaperSubject.DOSSIER, dossier.id, dossier.agency_id, actor),
        joined=joined_in_words(events),
        events=timeline_of(events),
    )


def _number_ahead(dossier: dossiers.DossierView) -> list[tuple[str, str]]:
    """Return the number given before the signature as a line of the summary; [] without one."""
    return [(_("Số đã cấp, chờ ký số"), dossier.number_ahead)] if dossier.number_ahead else []


def _sees(actor: Actor) -> dict[str, bool]:
    return {"sees_cases": actor.may(Action.CASE_SEE), "sees_fund": actor.may(Action.FUND_SEE)}


def _same(dossier: dossiers.DossierView) -> Any:
    """Return who in an open dossier may stand twice in the incident."""
    return duplicates.of_cases(dossier.incident_id, dossier.case_ids) if dossier.is_open else []


@blueprint.get("/dossiers/<int:dossier_id>/preview.pdf")
@allow(Action.DOSSIER_SEE)
def preview_pdf(dossier_id: int) -> Response:
    content = draft(dossier_id, actor=current_actor())
    if content is None:
        abort(404)
    accesses.note_draft(dossier_id, actor=current_actor())
    return pdf_answer(preview.draft_pdf(content), f"du-thao-{dossier_id}.pdf")


@blueprint.get("/dossiers/<int:dossier_id>/preview/<int:number>.png")
@allow(Action.DOSSIER_SEE)
def preview_page(dossier_id: int, number: int) -> Response:
    content = draft(dossier_id, actor=current_actor())
    if content is None:
        abort(404)
    page = preview.draft_page(content, number)
    accesses.note_draft(dossier_id, actor=current_actor())
    return Response(page, mimetype="image/png")


@blueprint.route("/dossiers/<int:dossier_id>/lines", methods=["GET", "POST"])
@allow(Action.DOSSIER_PREPARE)
def change_lines(dossier_id: int) -> Any:
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area={actor.agency_id})
    if dossier.state is not DossierState.DRAFT:
        return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    wanted = choices.Wanted(dossier.incident_id, dossier.policy_code, dossier.fund_id)
    lines = [*choices.lines_in(dossier_id), *choices.lines_of(wanted)]
    inside = {line.entitlement_id for line in dossier.lines}
    first = {"lines": sorted(inside), **_heading_of(dossier), "version": dossier.version}
    form = ChangeDossierForm(lines, data=first)
    if form.validate_on_submit():
        chosen = set(form.lines.data)
        try:
            put, out = sorted(chosen - inside), sorted(inside - chosen)
            version = form.version.data
            work.change_lines(dossier_id, add=put, take_out=out, heading=_heading(form), version=version, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("dossier_lines_changed"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    page = render_template("dossiers/lines.html", dossier=dossier, lines=lines, form=form)
    return page, 422 if form.is_submitted() else 200


def _since_return(dossier: dossiers.DossierView, actor: Actor) -> dict[str, Any]:
    """Return what was marked at the last return and what changed since, for the pages of both sides."""
    if not dossier.is_open:
        return {"marks": [], "changed": [], "is_looked_at_again": False, "returned_for": ""}
    found = last_return(dossier)
    with_officer = dossier.state in (DossierState.RETURNED, DossierState.DRAFT)
    may_mend = with_officer and actor.agency_id == dossier.agency_id and actor.may(Action.DOSSIER_PREPARE)
    return {
        "marks": marks_in_words(found.marks, dossier, may_mend=may_mend),
        "changed": changes_in_words(timeline_of(found.changes)),
        "is_looked_at_again": found.returned and not with_officer,
        "returned_for": "" if dossier.state is DossierState.RETURNED else found.reason,
    }


def _called(lines: Iterable[choices.LineChoice]) -> str:
    """Return a first name for a dossier, so that the several of one incident are told apart."""
    titles = list(dict.fromkeys(line.title for line in lines if line.refusal is None))
    return "; ".join(titles[:_MOST_NAMED])


def _heading_of(dossier: dossiers.DossierView) -> dict[str, object]:
    return {
        "title": dossier.title,
        "proposal_number": dossier.proposal_number,
        "urgent_reason": dossier.urgent_reason,
        "meeting_number": dossier.meeting_number,
        "meeting_on": dossier.meeting_on,
    }


def _heading(form: NewDossierForm) -> Heading:
    return Heading(
        form.title.data,
        form.proposal_number.data or "",
        form.urgent_reason.data or "",
        form.meeting_number.data or "",
        form.meeting_on.data,
    )


def _plan(wanted: choices.Wanted, form: NewDossierForm) -> work.DossierPlan:
    return work.DossierPlan(
        incident_id=wanted.incident_id,
        policy_code=wanted.policy_code,
        fund_id=wanted.fund_id,
        entitlement_ids=tuple(form.lines.data or ()),
        title=form.title.data,
        proposal_number=form.proposal_number.data,
        urgent_reason=form.urgent_reason.data,
        meeting_number=form.meeting_number.data or "",
        meeting_on=form.meeting_on.data,
    )


@blueprint.app_template_filter("refused")
def _refused(refusal: Refusal) -> str:
    """Return why a line cannot go into this dossier."""
    return sentence(refusal)
