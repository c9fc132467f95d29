"""The dated history of the people of a case, and the costs with their invoices."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from aid.domain.errors import Missing
from aid.domain.roles import Action
from aid.queries.case_views import CaseView, CostRow, HarmRow
from aid.services import harms
from aid.web.case_page import harm_says
from aid.web.cases import own_case, saved
from aid.web.filters import money
from aid.web.forms.cases import CostForm, HarmForm, ReasonForm
from aid.web.labels import label
from aid.web.security import allow, current_actor

blueprint = Blueprint("harms", __name__)


@blueprint.route("/cases/<int:case_id>/harm/new", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def new(case_id: int) -> Any:
    case = own_case(case_id)
    form = _harm_form(case, {"person_id": _chosen(case), "happened_on": case.occurred_on})

    def record() -> None:
        harms.record_harm(case_id, form.person_id.data, form.entry(), actor=current_actor())

    return saved(form, record, "harm_recorded", case) or render_template(
        "cases/harm.html", case=case, form=form, action=request.path, harm=None, remove=""
    )


@blueprint.route("/cases/<int:case_id>/harm/<int:harm_id>", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def correct(case_id: int, harm_id: int) -> Any:
    case = own_case(case_id)
    row = _harm(case, harm_id)
    form = _harm_form(case, row._asdict(), only=row.person_id)

    def record() -> None:
        version = form.version.data
        harms.correct_harm(case_id, harm_id, form.entry(), version=version, actor=current_actor())

    remove = url_for("harms.remove", case_id=case_id, harm_id=harm_id)
    return saved(form, record, "harm_corrected", case) or render_template(
        "cases/harm.html", case=case, form=form, action=request.path, harm=row, remove=remove
    )


@blueprint.route("/cases/<int:case_id>/harm/<int:harm_id>/remove", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def remove(case_id: int, harm_id: int) -> Any:
    case = own_case(case_id)
    row = _harm(case, harm_id)
    form = ReasonForm()
    what = f"{row.name}: {harm_says(row)}"
    return saved(
        form,
        lambda: harms.remove_harm(case_id, harm_id, form.reason.data, actor=current_actor()),
        "harm_removed",
        case,
    ) or render_template("cases/remove.html", case=case, form=form, action=request.path, what=what)


@blueprint.route("/cases/<int:case_id>/costs/new", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def new_cost(case_id: int) -> Any:
    case = own_case(case_id)
    form = CostForm(people=_people(case), data={"payee": "household"})
    return saved(
        form,
        lambda: harms.record_cost(case_id, form.values(), actor=current_actor()),
        "cost_recorded",
        case,
    ) or render_template("cases/cost.html", case=case, form=form)


@blueprint.route("/cases/<int:case_id>/costs/<int:cost_id>/remove", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def remove_cost(case_id: int, cost_id: int) -> Any:
    case = own_case(case_id)
    row = _cost(case, cost_id)
    form = ReasonForm()
    what = f"{label(row.kind, 'CostKind')}, {row.invoice}: {money(row.amount)}"
    return saved(
        form,
        lambda: harms.remove_cost(case_id, cost_id, form.reason.data, actor=current_actor()),
        "cost_removed",
        case,
    ) or render_template("cases/remove.html", case=case, form=form, action=request.path, what=what)


def _harm_form(case: CaseView, values: dict[str, Any], only: int | None = None) -> HarmForm:
    people = [(ident, name) for ident, name in _people(case) if only in (None, ident)]
    first = {"relatives_care": True, **values, "version": case.version}
    return HarmForm(people=people, incident_on=case.occurred_on, data=first)


def _people(case: CaseView) -> list[tuple[int, str]]:
    return [(row.person_id, row.full_name) for row in case.members]


def _chosen(case: CaseView) -> int | None:
    """Return the person the link was for; of somebody else or nobody, none is chosen."""
    typed = request.args.get("person", "")
    chosen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
    return chosen if chosen is not None and case.member(chosen) else None


def _harm(case: CaseView, harm_id: int) -> HarmRow:
    row = case.harm(harm_id)
    if row is None:
        raise Missing(f"Harm {harm_id}")
    return row


def _cost(case: CaseView, cost_id: int) -> CostRow:
    row = case.cost(cost_id)
    if row is None:
        raise Missing(f"Cost {cost_id}")
    return row
