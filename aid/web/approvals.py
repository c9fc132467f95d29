"""Giving what a route asks of a dossier: an initial, the agreement of a second signer, that of the city."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid.domain.approval_routes import APPROVAL_STEPS, WITH_DOCUMENT, Approval
from aid.domain.errors import Refusal
from aid.queries import dossiers
from aid.queries.approvals import area_of
from aid.services.approvals import Document, give
from aid.web.approval_page import GIVING
from aid.web.dossier_page import said
from aid.web.forms.approval_routes import AgreeForm
from aid.web.forms.dossiers import StepForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("approvals", __name__)


def show(approval: Approval, dossier_id: int) -> Any:
    """Show the page that asks, or give the approval; a refusal stands on the page and changes nothing."""
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area=area_of(actor, approval))
    form = (AgreeForm if approval in WITH_DOCUMENT else StepForm)(data={"version": dossier.version})
    if form.validate_on_submit():
        try:
            give(dossier_id, approval, _document(form), version=form.version.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(f"approval_{approval}"), "done")
            return redirect(url_for("dossiers.show", dossier_id=dossier_id), 303)
    words = GIVING[approval]
    page = render_template("approvals/give.html", dossier=dossier, words=words, said=said(dossier), form=form)
    return page, 422 if form.is_submitted() else 200


def _document(form: StepForm) -> Document | None:
    return Document(form.number.data, form.day.data) if isinstance(form, AgreeForm) else None


def _add(approval: Approval) -> None:
    view = partial(show, approval)
    path = GIVING[approval].path
    view.__name__ = path  # type: ignore[attr-defined]
    view.__module__ = __name__
    action = next(step.action for step in APPROVAL_STEPS if step.step == approval)
    blueprint.add_url_rule(
        f"/dossiers/<int:dossier_id>/{path}", endpoint=path, view_func=allow(action)(view), methods=["GET", "POST"]
    )


for _approval in GIVING:
    _add(_approval)
