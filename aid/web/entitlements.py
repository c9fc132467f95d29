"""What a case is entitled to: the part of the case page, computing, raising a floor, naming who receives."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from aid.domain.cases import CaseState
from aid.domain.errors import Refusal
from aid.domain.explanations import Told, tell_data
from aid.domain.payouts import THEMSELVES
from aid.domain.roles import Action, Actor
from aid.queries import entitlements, prior_aid
from aid.queries.areas import visible_agencies
from aid.queries.dossier_views import LineRow
from aid.queries.entitlement_lines import LineView
from aid.services import accesses
from aid.services import entitlements as work
from aid.web.case_changes import rows_of
from aid.web.forms.entitlements import PayeeForm, RaiseForm
from aid.web.i18n import language
from aid.web.messages import success
from aid.web.parts import Reason
from aid.web.security import allow, current_actor

blueprint = Blueprint("entitlements", __name__)

STARTS = {
    "received_on": _l("danh sách của tổ trưởng (Mẫu 5a, 5b)"),
    "applied_on": _l("tờ khai (Mẫu 04, Mẫu 06)"),
    "decided_on": _l("quyết định"),
    "occurred_on": _l("ngày xảy ra vụ việc"),
}


def parts_of(case_id: int, actor: Actor) -> dict[str, Any]:
    """Return what `entitlements/_lines.html` and `cases/_prior_aid.html` need; the actor may see the case."""
    shown = entitlements.of_case(case_id)
    return {
        "entitled": shown,
        "may_compute": actor.may(Action.CASE_ASSESS),
        "change_rows": rows_of(shown.changes, shown.names),
        "prior": prior_aid.by_decision(prior_aid.of_case(case_id)),
        "clock_starts": STARTS,
        "opens": opener_of(actor),
    }


def opener_of(actor: Actor) -> Callable[[int | None], bool]:
    """Return what says whether the actor may open the dossiers and decisions of an agency: no link leads nowhere."""
    area = visible_agencies(actor)
    return lambda agency_id: actor.may(Action.DOSSIER_SEE) and (area is None or agency_id in area)


@blueprint.app_template_global()
def told_of(row: LineView | LineRow | entitlements.RefusedView) -> Told | None:
    """Return the stored explanation in the language of the page; None of what a release before it computed."""
    return tell_data(row.explanation, language()) if row.explanation else None


@blueprint.app_template_global()
def reasons_of(line: LineView) -> list[Reason]:
    """Return why a line is what it is: the sum, the document, and what of it a person has to confirm."""
    reasons = [Reason(line.says, line.clause), Reason(line.policy_title, line.policy)]
    return [*reasons, Reason(line.note, gettext("cần xác nhận"))] if line.note else reasons


@blueprint.get("/cases/<int:case_id>/entitlements")
@allow(Action.CASE_SEE)
def show(case_id: int) -> Any:
    actor = current_actor()
    case = entitlements.case_of(case_id, actor=actor)
    is_open = case.agency_id == actor.agency_id and case.state in (CaseState.RECORDING, CaseState.ASSESSED)
    parts = parts_of(case_id, actor)
    parts["may_compute"] = parts["may_compute"] and is_open
    return render_template("entitlements/show.html", case=case, **parts)


@blueprint.post("/cases/<int:case_id>/compute")
@allow(Action.CASE_ASSESS)
def compute(case_id: int) -> Any:
    work.compute(case_id, actor=current_actor())
    flash(success("entitlements_computed"), "done")
    return redirect(f"/cases/{case_id}#entitlements")


@blueprint.route("/entitlements/<int:entitlement_id>/raise", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def raise_amount(entitlement_id: int) -> Any:
    line = entitlements.line_of(entitlement_id, actor=current_actor())
    form = RaiseForm(data={"amount": line.amount, "reason": line.raised_reason, "version": line.version})
    if form.validate_on_submit():
        try:
            amount, reason, version = form.amount.data or 0, form.reason.data, form.version.data
            work.raise_amount(line.id, amount, reason, version=version, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _back(line, "amount_raised")
    return render_template("entitlements/raise.html", line=line, form=form)


@blueprint.route("/entitlements/<int:entitlement_id>/payee", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def name_payee(entitlement_id: int) -> Any:
    line = entitlements.line_of(entitlement_id, actor=current_actor())
    if line.payee_identity or line.payee_account:
        accesses.note_payee(line.id, actor=current_actor())
    form = PayeeForm(data=_payee_of(line))
    if form.validate_on_submit():
        try:
            work.name_payee(line.id, form.values(), version=form.version.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _back(line, "payee_named")
    return render_template("entitlements/payee.html", line=line, form=form)


def _payee_of(line: LineView) -> dict[str, Any]:
    return {
        "name": line.payee,
        "relation": line.payee_relation or (THEMSELVES if line.payee and line.payee == line.beneficiary else ""),
        "paper": line.payee_paper,
        "identity": line.payee_identity or None,
        "bank": line.payee_bank,
        "account": line.payee_account,
        "disputed": line.payee_disputed,
        "version": line.version,
    }


def _back(line: LineView, told: str) -> Any:
    flash(success(told), "done")
    return redirect(f"/cases/{line.case_id}#line-{line.id}")
