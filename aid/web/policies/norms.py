"""Norms: the series, entering one, what it changes in the open cases, and confirming it."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.domain.runs import AT_ONCE
from aid.queries.norm_effects import effects_of
from aid.queries.norms import NormView, list_norms, norm_view
from aid.queries.trail import events_of
from aid.services import norms as work
from aid.web.filters import day, moment, money
from aid.web.forms.norms import ConfirmNormForm, NormForm
from aid.web.forms.uploads import HINT
from aid.web.history import timeline_of
from aid.web.labels import label
from aid.web.messages import success
from aid.web.pagination import Pages, page_of
from aid.web.parts import Fact
from aid.web.security import allow, current_actor

blueprint = Blueprint("norms", __name__)


@blueprint.get("/norms")
@allow(Action.POLICY_SEE)
def index() -> Any:
    return render_template("norms/index.html", rows=list_norms(), can_enter=current_actor().may(Action.NORM_ENTER))


@blueprint.route("/norms/new", methods=["GET", "POST"])
@allow(Action.NORM_ENTER)
def new() -> Any:
    form = NormForm()
    if form.validate_on_submit():
        try:
            norm_id = work.enter_norm(form.norm(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("norm_entered"), "done")
            return redirect(url_for("norms.show", norm_id=norm_id), 303)
    return render_template("norms/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/norms/<int:norm_id>")
@allow(Action.POLICY_SEE)
def show(norm_id: int) -> Any:
    actor = current_actor()
    view = norm_view(norm_id)
    page = page_of(request.args, size=AT_ONCE)
    effects = effects_of(view.norm, actor=actor, limit=page.limit, offset=page.offset)
    return render_template(
        "norms/show.html",
        view=view,
        facts=_facts_of(view),
        effects=effects,
        pages=Pages(page, effects.total),
        names_cases=actor.may(Action.CASE_SEE),
        incidents={change.incident_id: change.incident for change in effects.changes},
        may_confirm=view.may_confirm(actor),
        may_discard=view.may_discard(actor),
        events=timeline_of(events_of([("norms", norm_id)])),
    )


@blueprint.route("/norms/<int:norm_id>/confirm", methods=["GET", "POST"])
@allow(Action.NORM_CONFIRM)
def confirm(norm_id: int) -> Any:
    view = norm_view(norm_id)
    form = ConfirmNormForm()
    if form.validate_on_submit():
        try:
            work.confirm_norm(norm_id, actor=current_actor(), text=form.text.data[0])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("norm_confirmed"), "done")
            return redirect(url_for("norms.show", norm_id=norm_id), 303)
    may_confirm = view.may_confirm(current_actor())
    html = render_template(
        "norms/confirm.html", form=form, view=view, facts=_facts_of(view), hint=HINT, may_confirm=may_confirm
    )
    return html, 422 if form.is_submitted() else 200


@blueprint.post("/norms/<int:norm_id>/discard")
@allow(Action.NORM_ENTER)
def discard(norm_id: int) -> Any:
    work.discard_norm(norm_id, actor=current_actor())
    flash(success("norm_discarded"), "done")
    return redirect(url_for("norms.index"), 303)


@blueprint.get("/norms/<int:norm_id>/text")
@allow(Action.POLICY_SEE)
def signed_text(norm_id: int) -> Response:
    file = work.open_text(norm_id)
    answer = send_file(BytesIO(file.data), mimetype=file.media_type, as_attachment=True, download_name=file.file_name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _facts_of(view: NormView) -> list[Fact]:
    norm = view.norm
    rows = [
        Fact(_("Mức chuẩn một tháng"), money(norm.amount)),
        Fact(_("Mức chuẩn của"), view.province or label(norm.scope, "NormScope")),
        Fact(_("Áp dụng"), _span(view)),
        Fact(_("Văn bản"), norm.basis),
        Fact(_("Người nhập"), view.entered_by or _("kèm theo chương trình")),
        Fact(_("Xác nhận"), _confirmed(view)),
    ]
    if norm.citation:
        rows.append(Fact(_("Căn cứ ghi vào quyết định"), norm.citation))
    if view.file_name:
        rows.append(Fact(_("Văn bản đã ký"), view.file_name, f"/norms/{view.id}/text", _("Mở")))
    return rows


def _span(view: NormView) -> str:
    first = day(view.norm.valid_from)
    if view.until is None:
        return _("từ %(first)s", first=first)
    return _("từ %(first)s đến trước %(next)s", first=first, next=day(view.until))


def _confirmed(view: NormView) -> str:
    if view.confirmed_by:
        return f"{view.confirmed_by}, {moment(view.confirmed_at)}"
    if view.norm.confirmed:
        return _("bản phát hành của chương trình")
    return _("chưa ai xác nhận; chỉ dùng để ước tính") if view.is_shipped else _("chưa ai xác nhận; chưa dùng để tính")
