"""The versions of a policy: what changed in each, and the steps that confirm, discard and end."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.queries.policies import policies_known
from aid.queries.policy_versions import Version, document_of, versions_of
from aid.queries.policy_views import Allowed, PolicyPage, policy_page
from aid.services import policy_entries as work
from aid.web.forms.policies import ConfirmPolicyForm, EndPolicyForm, VersionForm
from aid.web.forms.uploads import HINT
from aid.web.messages import sentence, success
from aid.web.policies import shown
from aid.web.policies.difference import changes_in_words
from aid.web.policies.names import names_of
from aid.web.policies.notes import note_says
from aid.web.security import allow, current_actor

blueprint = Blueprint("policy_versions", __name__)


@blueprint.get("/policies/<int:policy_id>/versions")
@allow(Action.POLICY_SEE)
def index(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    return render_template(
        "policies/versions.html",
        page=page,
        versions=versions_of(policy_id),
        name=shown.title_of(page.document),
        note_says=note_says,
    )


@blueprint.get("/policies/<int:policy_id>/versions/<int:number>")
@allow(Action.POLICY_SEE)
def show(policy_id: int, number: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    document = document_of(policy_id, number)
    before = _before(versions_of(policy_id), number)
    return render_template(
        "policies/version.html",
        page=page,
        number=number,
        before=before,
        changes=changes_in_words(document_of(policy_id, before), document) if before else (),
        head=shown.head_of(document),
        benefits=shown.benefits_of(document, names_of(policies_known())),
        name=shown.title_of(document),
    )


@blueprint.route("/policies/<int:policy_id>/confirm", methods=["GET", "POST"])
@allow(Action.POLICY_CONFIRM)
def confirm(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form = ConfirmPolicyForm(data={"version": page.newest})
    if form.validate_on_submit():
        try:
            work.confirm_policy(policy_id, form.version.data or 0, actor=current_actor(), text=form.text.data[0])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("policy_confirmed"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
    html = render_template("policies/confirm.html", form=form, hint=HINT, **_what_is_confirmed(page))
    return html, 422 if form.is_submitted() else 200


@blueprint.route("/policies/<int:policy_id>/discard", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def discard(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form = VersionForm(data={"version": page.newest})
    if form.validate_on_submit():
        try:
            work.discard_version(policy_id, form.version.data or 0, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("policy_discarded"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
    html = render_template(
        "policies/discard.html",
        form=form,
        page=page,
        name=shown.title_of(page.document),
        then=_left(page),
        why_not=_no(page.discard),
    )
    return html, 422 if form.is_submitted() else 200


@blueprint.route("/policies/<int:policy_id>/end", methods=["GET", "POST"])
@allow(Action.POLICY_CONFIRM)
def end(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form = EndPolicyForm(data={"last_day": clock.today()})
    if form.validate_on_submit() and form.last_day.data:
        try:
            work.end_policy(policy_id, form.last_day.data, form.reason.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("policy_ended"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
    html = render_template(
        "policies/end.html", form=form, page=page, name=shown.title_of(page.document), why_not=_no(page.end)
    )
    return html, 422 if form.is_submitted() else 200


def _no(step: Allowed) -> str:
    """Return why the reader cannot take a step, or nothing where it is open."""
    return sentence(step.why_not) if step.why_not else ""


def _left(page: PolicyPage) -> str:
    """Return what holds once the reader has discarded what may be discarded."""
    if page.left_by_discard is None:
        return _("Văn bản này chưa từng được xác nhận nên không còn được tính.")
    if page.confirmed and page.left_by_discard == page.in_use:
        return _("Bản %(n)s đang áp dụng được giữ nguyên.", n=page.in_use)
    return _(
        "Chỉ bỏ những gì cơ quan bạn nhập sau cùng; bản %(n)s được giữ và vẫn chờ xác nhận.", n=page.left_by_discard
    )


def _what_is_confirmed(page: PolicyPage) -> dict[str, Any]:
    """Return the version that waits, who entered it, and what it changes of the one in use."""
    versions = versions_of(page.id)
    waiting = [row for row in versions if row.confirmed_at is None and row.discarded_at is None]
    entered = [row for row in waiting if not page.confirmed or row.number > page.in_use]
    in_use = document_of(page.id, page.in_use) if page.confirmed else None
    return {
        "page": page,
        "name": shown.title_of(page.document),
        "entered_by": sorted({row.entered_by for row in entered if row.entered_by}),
        "changes": changes_in_words(in_use, page.document) if in_use else (),
        "head": shown.head_of(page.document),
        "benefits": shown.benefits_of(page.document, names_of(policies_known())),
        "waiting": shown.waiting_says(page),
    }


def _before(versions: Any, number: int) -> int | None:
    """Return the version this one was made from: the newest earlier one that was not discarded."""
    earlier: list[Version] = [row for row in versions if row.number < number]
    live = [row.number for row in earlier if row.discarded_at is None]
    return max(live or [row.number for row in earlier], default=None)
