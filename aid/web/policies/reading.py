"""Policies as they are read: the list, the page of one, its text as YAML and as the scan of the signed document."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file

from aid import clock
from aid.domain.document_names import paper_of
from aid.domain.roles import Action
from aid.queries.policies import policies_known
from aid.queries.policy_views import list_policies, policy_page
from aid.queries.trail import events_of
from aid.services.policy_files import text_from_document
from aid.services.policy_texts import open_text
from aid.web.forms.policies import PolicyFilterForm
from aid.web.history import timeline_of
from aid.web.pagination import Pages, page_of
from aid.web.policies import shown
from aid.web.policies.names import names_of
from aid.web.policies.notes import note_says
from aid.web.security import allow, current_actor

blueprint = Blueprint("policies", __name__)


@blueprint.get("/policies")
@allow(Action.POLICY_SEE)
def index() -> Any:
    filters = PolicyFilterForm()
    filters.validate()
    rows = list_policies(q=filters.q.data or "", kind=_chosen(filters.kind) or "", state=_chosen(filters.state))
    page, today = page_of(request.args), clock.today()
    return render_template(
        "policies/index.html",
        rows=rows[page.offset : page.offset + page.limit],
        filters=filters,
        pages=Pages(page, len(rows)),
        standing=lambda row: shown.standing(row.state, row.ended_on or row.valid_to, today),
        span=shown.span,
        paper_of=paper_of,
        can_enter=current_actor().may(Action.POLICY_ENTER),
    )


@blueprint.get("/policies/<int:policy_id>")
@allow(Action.POLICY_SEE)
def show(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    valid = page.document["valid"]
    main, others = shown.steps_of(page)
    return render_template(
        "policies/show.html",
        page=page,
        title=shown.title_of(page.document),
        tag_now=shown.standing(page.state, page.ended_on or valid.get("to"), clock.today()),
        main=main,
        others=others,
        waiting=shown.waiting_says(page),
        head=shown.head_of(page.document),
        bases=page.document.get("bases") or (),
        span=shown.span,
        confirmation=shown.confirmation_of(page),
        benefits=shown.benefits_of(page.document, names_of(policies_known())),
        may_try=current_actor().may(Action.POLICY_TRY),
        events=[
            event._replace(note=note_says(event.note).says)
            for event in timeline_of(events_of([("policies", policy_id)]))
        ],
    )


@blueprint.get("/policies/<int:policy_id>.yaml")
@allow(Action.POLICY_SEE)
def download(policy_id: int) -> Response:
    page = policy_page(policy_id, actor=current_actor())
    answer = Response(text_from_document(page.document), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.code}.yaml"'
    return answer


@blueprint.get("/policies/<int:policy_id>/versions/<int:number>/text")
@allow(Action.POLICY_SEE)
def signed_text(policy_id: int, number: int) -> Response:
    file = open_text(policy_id, number)
    answer = send_file(BytesIO(file.data), mimetype=file.media_type, as_attachment=True, download_name=file.file_name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _chosen(field: Any) -> Any:
    """Return what was chosen; an address with a value nobody offers narrows nothing."""
    return None if field.errors else field.data
