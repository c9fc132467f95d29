"""Giving what a route asks of a dossier or a change: an initial, a second signer's agreement, that of the city."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template

from aid.domain.approval_routes import APPROVAL_STEPS, WITH_DOCUMENT, Approval
from aid.domain.errors import Refusal
from aid.queries import decision_changes, dossiers
from aid.queries.approvals import area_of
from aid.services.approvals import Document, give, give_on_change
from aid.web.approval_page import GIVING
from aid.web.dossier_page import said
from aid.web.forms.approval_routes import AgreeForm
from aid.web.forms.dossiers import StepForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("approvals", __name__)


class Matter(NamedTuple):
    """What an approval is given on: how it is read and given, and the page that asks."""

    page: str
    key: str
    prefix: str
    shown: Callable[..., Any]
    give: Callable[..., None]
    template: str
    said: Callable[[Any], str]


MATTERS = (
    Matter("dossiers", "dossier_id", "", dossiers.shown, give, "approvals/give.html", said),
    Matter(
        "changes",
        "change_id",
        "change_",
        decision_changes.shown,
        give_on_change,
        "approvals/give_on_change.html",
        lambda _: "",
    ),
)


def show(approval: Approval, matter: Matter, **key: int) -> Any:
    """Show the page that asks, or give the approval; a refusal stands on the page and changes nothing."""
    actor, ident = current_actor(), key[matter.key]
    subject = matter.shown(ident, area=area_of(actor, approval))
    form = (AgreeForm if approval in WITH_DOCUMENT else StepForm)(data={"version": subject.version})
    if form.validate_on_submit():
        try:
            matter.give(ident, approval, _document(form), version=form.version.data, actor=actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(f"approval_{approval}"), "done")
            return redirect(f"/{matter.page}/{ident}", 303)
    values = {"subject": subject, "words": GIVING[approval], "said": matter.said(subject), "form": form}
    return render_template(matter.template, **values), 422 if form.is_submitted() else 200


def _document(form: StepForm) -> Document | None:
    return Document(form.number.data, form.day.data) if isinstance(form, AgreeForm) else None


def _add(approval: Approval, matter: Matter) -> None:
    view = partial(show, approval, matter)
    path = GIVING[approval].path
    view.__name__ = f"{matter.prefix}{path}"  # type: ignore[attr-defined]
    view.__module__ = __name__
    action = next(step.action for step in APPROVAL_STEPS if step.step == approval)
    blueprint.add_url_rule(
        f"/{matter.page}/<int:{matter.key}>/{path}", endpoint=f"{matter.prefix}{path}", view_func=allow(action)(view),
        methods=["GET", "POST"],
    )  # fmt: skip


for _approval in GIVING:
    for _matter in MATTERS:
        _add(_approval, _matter)
