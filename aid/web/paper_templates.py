"""The office's own templates of papers: writing a version, looking at it on a real paper, putting it in force."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from aid.documents import preview
from aid.documents.paper_checks import parts, placeholders
from aid.domain.errors import Refusal
from aid.domain.paper_templates import changed_lines
from aid.domain.papers import KINDS
from aid.domain.roles import Action
from aid.queries import paper_templates as reading
from aid.services import paper_templates as work
from aid.web.forms.paper_templates import TemplateForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("paper_templates", __name__)

_KIND = f"/paper-templates/<any({','.join(KINDS)}):kind>"


@blueprint.get("/paper-templates")
@allow(Action.PAPER_SEE)
def index() -> str:
    return render_template("paper_templates/index.html", rows=reading.kinds_of(current_actor().agency_id))


@blueprint.route(f"{_KIND}/edit", methods=["GET", "POST"])
@allow(Action.PAPER_TEMPLATE_EDIT)
def edit(kind: str) -> Any:
    actor = current_actor()
    newest = reading.versions_of(actor.agency_id, kind)[0]
    form = TemplateForm(data={"source": work.text_of(newest), "base": newest.number})
    if form.validate_on_submit():
        try:
            number = work.save(kind, form.text(), base=form.base.data or 0, note=form.note.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("template_saved"), "done")
            return redirect(url_for("paper_templates.show", kind=kind, number=number), 303)
    page = render_template("paper_templates/edit.html", form=form, kind=kind, names=placeholders(kind), parts=parts())
    return page, 422 if form.is_submitted() else 200


@blueprint.get(f"{_KIND}/<int:number>")
@allow(Action.PAPER_SEE)
def show(kind: str, number: int) -> str:
    actor = current_actor()
    version = reading.version_of(actor.agency_id, kind, number)
    used = reading.number_in_force(actor.agency_id, kind)
    before = reading.version_of(actor.agency_id, kind, used if used != number else max(number - 1, 0))
    data, is_real = work.looked_at(kind, number, actor=actor)
    may = actor.may(Action.PAPER_TEMPLATE_ADOPT) and version.id is not None and version.withdrawn_at is None
    return render_template(
        "paper_templates/show.html",
        version=version,
        versions=reading.versions_of(actor.agency_id, kind),
        used=used,
        before=before,
        changes=changed_lines(work.text_of(before), work.text_of(version)),
        pages=preview.pages_in(data),
        is_real=is_real,
        can_adopt=may and version.adopted_at is None and version.author_id != actor.user_id,
        can_withdraw=may,
        can_edit=actor.may(Action.PAPER_TEMPLATE_EDIT),
    )


@blueprint.get(f"{_KIND}/<int:number>/page/<int:page>.png")
@allow(Action.PAPER_SEE)
def page(kind: str, number: int, page: int) -> Response:
    data, _ = work.looked_at(kind, number, actor=current_actor())
    return Response(preview.picture(data, page), mimetype="image/png")


@blueprint.get(f"{_KIND}/<int:number>.html")
@allow(Action.PAPER_SEE)
def source(kind: str, number: int) -> Response:
    version = reading.version_of(current_actor().agency_id, kind, number)
    answer = Response(work.text_of(version), mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}-{number}.html"'
    return answer


@blueprint.post(f"{_KIND}/<int:number>/adopt")
@allow(Action.PAPER_TEMPLATE_ADOPT)
def adopt(kind: str, number: int) -> Any:
    work.adopt(kind, number, actor=current_actor())
    flash(success("template_adopted"), "done")
    return redirect(url_for("paper_templates.show", kind=kind, number=number), 303)


@blueprint.post(f"{_KIND}/<int:number>/withdraw")
@allow(Action.PAPER_TEMPLATE_ADOPT)
def withdraw(kind: str, number: int) -> Any:
    work.withdraw(kind, number, actor=current_actor())
    flash(success("template_withdrawn"), "done")
    return redirect(url_for("paper_templates.show", kind=kind, number=number), 303)
