"""The steps of a dossier: each asks once, on a page that repeats sum and households, and goes back to the dossier."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from aid.domain.errors import Refusal
from aid.domain.roles import Action, Actor
from aid.queries import dossiers
from aid.queries.band_splits import split_with
from aid.queries.return_marks import Returned, last_return
from aid.services import decisions
from aid.services import dossiers as work
from aid.web.dossier_page import said, split_says, words_of
from aid.web.filters import number
from aid.web.forms.base import Form
from aid.web.forms.dossiers import IssueForm, ReasonForm, ReturnForm, StepForm
from aid.web.messages import success
from aid.web.return_marks import places_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("dossier_steps", __name__)

# Before these steps a split below an amount band is told.
_LOOKED_AT = frozenset({"submit", "review", "sign"})


class Step(NamedTuple):
    """One address: the step it takes, who may open it, its form, and the verb that does it."""

    path: str
    step: str
    action: Action
    form: type[Form]
    take: Callable[[int, Any, Actor], object]


def _plain(verb: Callable[..., object]) -> Callable[[int, Any, Actor], object]:
    return lambda dossier_id, form, actor: verb(dossier_id, version=form.version.data, actor=actor)


def _with_reason(verb: Callable[..., object]) -> Callable[[int, Any, Actor], object]:
    return lambda dossier_id, form, actor: verb(
        dossier_id, reason=form.reason.data, version=form.version.data, actor=actor
    )


def _return(dossier_id: int, form: ReturnForm, actor: Actor) -> None:
    work.return_to_officer(
        dossier_id, reason=form.reason.data, marks=form.marks_of(), version=form.version.data, actor=actor
    )


def _issue(dossier_id: int, form: IssueForm, actor: Actor) -> int:
    return decisions.issue(
        dossier_id,
        actor=actor,
        entered_number=form.number.data,
        day=form.day.data,
        late_reason=form.late_reason.data or "",
        version=form.version.data,
    )


STEPS = (
    Step("submit", "submit", Action.DOSSIER_PREPARE, StepForm, _plain(work.submit)),
    Step("review", "review", Action.DOSSIER_REVIEW, StepForm, _plain(work.review)),
    Step("sign", "sign", Action.DOSSIER_SIGN, StepForm, _plain(work.sign)),
    Step("issue", "issue", Action.DECISION_ISSUE, IssueForm, _issue),
    Step("reopen", "reopen", Action.DOSSIER_PREPARE, StepForm, _plain(work.reopen)),
    Step("review/return", "return", Action.DOSSIER_REVIEW, ReturnForm, _return),
    Step("review/refuse", "refuse", Action.DOSSIER_REVIEW, ReasonForm, _with_reason(work.refuse)),
    Step("sign/return", "return", Action.DOSSIER_SIGN, ReturnForm, _return),
    Step("sign/refuse", "refuse", Action.DOSSIER_SIGN, ReasonForm, _with_reason(work.refuse)),
    Step("issue/return", "return", Action.DECISION_ISSUE, ReturnForm, _return),
)


def take_step(step: Step, dossier_id: int) -> Any:
    """Show the page that asks, or take the step; a refusal stands on the page and changes nothing."""
    actor = current_actor()
    dossier = dossiers.shown(dossier_id, area={actor.agency_id})
    form, words = step.form(data={"version": dossier.version}), words_of(step.step, dossier)
    if isinstance(form, ReturnForm):
        form.offer(places_of(dossier))
    if form.validate_on_submit():
        try:
            made = step.take(dossier_id, form, actor)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(f"dossier_{words.done}"), "done")
            return redirect(_after(step, dossier_id, made), 303)
    page = render_template(
        "dossiers/step.html",
        dossier=dossier,
        step=step,
        words=words,
        said=said(dossier),
        form=form,
        warnings=_warnings(step, dossier),
    )
    return page, 422 if form.is_submitted() else 200


def _warnings(step: Step, dossier: dossiers.DossierView) -> list[str]:
    """Return what the person should know before saying yes: the urgent way, and marks nobody has mended yet."""
    found = []
    if dossier.urgent:
        found.append(_("Giải quyết khẩn cấp: %(why)s", why=dossier.urgent_reason))
    split = split_with(dossier.id) if step.step in _LOOKED_AT else None
    if split is not None:
        found.append(split_says(dossier, split))
    if step.step == "submit":
        found += _not_mended(last_return(dossier))
    return found


def _not_mended(back: Returned) -> list[str]:
    left = sum(mark.changed_at is None for mark in back.marks)
    if left:
        return [_("Còn %(n)s chỗ người trả lại yêu cầu sửa mà chưa sửa.", n=number(left))]
    return [_("Từ lần trả lại đến nay chưa có gì thay đổi.")] if back.returned and not back.changes else []


def _after(step: Step, dossier_id: int, made: object) -> str:
    if step.step == "issue":
        return url_for("decisions.show", decision_id=made)
    return url_for("dossiers.show", dossier_id=dossier_id)


def _add(step: Step) -> None:
    view = partial(take_step, step)
    view.__name__ = step.path.replace("/", "_")  # type: ignore[attr-defined]
    view.__module__ = __name__
    blueprint.add_url_rule(
        f"/dossiers/<int:dossier_id>/{step.path}",
        endpoint=step.path.replace("/", "_"),
        view_func=allow(step.action)(view),
        methods=["GET", "POST"],
    )


for _step in STEPS:
    _add(_step)
