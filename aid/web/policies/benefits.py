"""One benefit of a policy in two small steps, its place among the others, and taking it out."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from aid.domain.policy_notes import note_of
from aid.domain.roles import Action
from aid.queries.policy_views import PolicyPage, policy_page
from aid.web.forms.benefits import BenefitForm, Shape, ShapeForm, benefit_data, benefit_form, next_code
from aid.web.forms.policies import VersionForm
from aid.web.messages import success
from aid.web.policies.benefit_choices import benefit_groups, kind_groups, kind_says, subject_groups
from aid.web.policies.offers import benefits_for
from aid.web.policies.saving import Tried, save
from aid.web.security import allow, current_actor

blueprint = Blueprint("benefit_edit", __name__)

Data = dict[str, Any]


@blueprint.route("/policies/<int:policy_id>/benefits/new", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def new(policy_id: int) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    choose = ShapeForm()
    if "change" in request.args or not request.args.get("who") or not choose.validate():
        return _choose(page, choose, {})
    return _edited(page, choose.shape(), {})


@blueprint.route("/policies/<int:policy_id>/benefits/<code>", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def edit(policy_id: int, code: str) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    before = _benefit(page, code)
    amount = before["amount"]
    shape = Shape(before["who"], amount["kind"], amount.get("by", ""))
    choose = ShapeForm(data={"who": shape.who, "kind": shape.choice})
    if "change" in request.args:
        return _choose(page, choose, before)
    if request.args.get("who"):
        if not choose.validate():
            return _choose(page, choose, before)
        shape = choose.shape()
    return _edited(page, shape, before)


@blueprint.route("/policies/<int:policy_id>/benefits/<code>/remove", methods=["GET", "POST"])
@allow(Action.POLICY_ENTER)
def remove(policy_id: int, code: str) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    benefit = _benefit(page, code)
    form = VersionForm(data={"version": page.newest})
    if form.validate_on_submit():
        rest = [row for row in page.document["benefits"] if row is not benefit]
        note = note_of("removed", benefit["title"])
        if _store(page, rest, form, note, form.refuse).stored:
            flash(success("benefit_removed"), "done")
            return redirect(url_for("policies.show", policy_id=policy_id), 303)
    html = render_template("policies/remove.html", form=form, page=page, benefit=benefit)
    return html, 422 if form.is_submitted() else 200


@blueprint.post("/policies/<int:policy_id>/benefits/<code>/move")
@allow(Action.POLICY_ENTER)
def move(policy_id: int, code: str) -> Any:
    page = policy_page(policy_id, actor=current_actor())
    form, rows = VersionForm(), list(page.document["benefits"])
    here = rows.index(_benefit(page, code))
    there = here + (-1 if request.form.get("way") == "up" else 1)
    if 0 <= there < len(rows) and form.validate():
        rows[here], rows[there] = rows[there], rows[here]
        if not _store(page, rows, form, note_of("order"), form.refuse).stored:
            flash(" ".join(str(says) for says in form.form_errors), "late")
    return redirect(url_for("policies.show", policy_id=policy_id, _anchor=f"benefit-{code}"), 303)


def _choose(page: PolicyPage, choose: ShapeForm, before: Data) -> Any:
    asked = bool(request.args.get("kind") or request.args.get("who") or "sent" in request.args)
    if not asked:
        choose.forget_faults()
    html = render_template(
        "policies/shape.html",
        form=choose,
        page=page,
        benefit=before,
        subjects=subject_groups(choose.who),
        kinds=kind_groups(choose.kind),
    )
    return html, 422 if asked and "change" not in request.args else 200


def _edited(page: PolicyPage, shape: Shape, before: Data) -> Any:
    data = benefit_data(before) | {"version": page.newest}
    if not before:
        data["code"] = next_code(_codes(page), "")
    form = benefit_form(shape, before, data)
    offered = benefits_for(page.document, before)
    form.offer(*([(one.value, one.title) for one in rows] for rows in (offered.deducted, offered.excluded)))
    tried = Tried(stored=False)
    if not form.added_row() and form.validate_on_submit():
        tried = _put(page, form, shape, before)
        if tried.stored:
            flash(success("benefit_saved"), "done")
            return redirect(url_for("policies.show", policy_id=page.id, _anchor="benefits"), 303)
    html = render_template(
        "policies/benefit.html",
        form=form,
        page=page,
        shape=shape,
        kind_says=kind_says(shape.choice),
        benefit=before,
        over=benefit_groups(form.over, offered.deducted) if form.over else (),
        excluded=benefit_groups(form.not_with, offered.excluded),
        here=request.full_path.rstrip("?"),
        change=f"{request.path}?{urlencode({'change': 1, 'who': shape.who, 'kind': shape.choice})}",
        meanwhile=tried.meanwhile,
    )
    return html, form.status


def _put(page: PolicyPage, form: BenefitForm, shape: Shape, before: Data) -> Tried:
    """Store the benefit at its place, a new one at the end."""
    rows = list(page.document["benefits"])
    number = rows.index(before) if before else len(rows)
    called = benefits_for(page.document, before).called
    benefit = form.benefit(shape, before, called, next_code(_codes(page), form.title.data))
    rows[number : number + 1] = [benefit]
    note = note_of("changed" if before else "added", benefit["title"])
    return _store(page, rows, form, note, lambda refusal: form.refuse_document(refusal, number))


def _store(page: PolicyPage, rows: Sequence[Data], form: Any, note: str, refuse: Any) -> Tried:
    return save(page, page.document | {"benefits": list(rows)}, form, note=note, refuse=refuse)


def _benefit(page: PolicyPage, code: str) -> Data:
    found: Data | None = next((row for row in page.document["benefits"] if row["code"] == code), None)
    return found if found is not None else abort(404)


def _codes(page: PolicyPage) -> list[str]:
    return [row["code"] for row in page.document["benefits"]]
