"""The page of one case and the forms of its assessment; harm and costs are in `harms.py`."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from aid import clock
from aid.domain.case_tasks import is_computable
from aid.domain.errors import Missing, Refusal
from aid.domain.papers import PaperSubject
from aid.domain.roles import Action, Actor
from aid.queries import attachments as files
from aid.queries import cases, duplicates, incoming
from aid.queries.areas import matters_of
from aid.queries.case_views import CaseView
from aid.queries.trail import events_of
from aid.services import assessments, attachments
from aid.web.case_page import assessment_facts, due_of, household_facts, people_of, steps_of_case
from aid.web.case_tasks import help_step, tasks_in_words
from aid.web.entitlements import parts_of
from aid.web.forms.base import Form
from aid.web.forms.cases import CaseFilesForm, DamageForm, MemberForm, NeedsForm, PapersForm, ReasonForm
from aid.web.forms.uploads import HINT
from aid.web.history import timeline_of
from aid.web.messages import success
from aid.web.paper_page import section_of
from aid.web.security import allow, current_actor

blueprint = Blueprint("cases", __name__)


def own_case(case_id: int) -> CaseView:
    """Return a case of the actor's own agency that may be worked on, for a form.

    Missing where it is another agency's, Refusal `case_not_open` where it is closed or withdrawn.
    """
    case = cases.shown(case_id, area={current_actor().agency_id}, on=clock.today())
    if not case.is_live:
        raise Refusal("case_not_open", state=case.state)
    return case


def place_of(case_id: int, incident_id: int) -> str:
    """Return where somebody goes on from a case: its page, or the incident for those who may not open cases."""
    if current_actor().may(Action.CASE_SEE):
        return url_for("cases.show", case_id=case_id)
    return url_for("incidents.show", incident_id=incident_id)


def saved(form: Form, act: Callable[[], object], done: str, case: CaseView) -> Any:
    """Do what the form asks and return to the case; None where the form is to be shown (again)."""
    if not form.validate_on_submit():
        return None
    try:
        act()
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    flash(success(done), "done")
    return redirect(place_of(case.id, case.incident_id), 303)


def may_receive(case: CaseView, actor: Actor) -> bool:
    """Say whether the actor may take in a paper for this case."""
    return case.is_live and case.agency_id == actor.agency_id and actor.may(Action.DOCUMENT_RECEIVE)


@blueprint.get("/cases/<int:case_id>")
@allow(Action.CASE_SEE)
def show(case_id: int) -> Any:
    actor = current_actor()
    case = cases.shown(case_id, area=matters_of(actor), on=clock.today())
    steps = steps_of_case(case, actor)
    facts = cases.task_facts(case_id, case)
    tasks, following = tasks_in_words(case, facts, steps)
    parts = parts_of(case_id, actor)
    parts["may_compute"] = steps.can_edit and (is_computable(facts) or parts["entitled"].computed_at is not None)
    return render_template(
        "cases/show.html",
        case=case,
        steps=steps,
        due=due_of(parts["entitled"].lines),
        tasks=tasks,
        following=following or help_step(case, actor, parts["entitled"].lines),
        people=people_of(case),
        household=household_facts(case, steps.can_edit),
        assessment=assessment_facts(case, steps.can_edit, incoming.of_cases([case_id])),
        may_receive=may_receive(case, actor),
        duplicates=duplicates.of_case(case_id),
        files=files.files_of("case", case_id),
        papers=section_of(PaperSubject.CASE, case_id, case.agency_id, actor),
        events=timeline_of(events_of(_subjects_of(case))),
        **parts,
    )


def _subjects_of(case: CaseView) -> list[tuple[str, int]]:
    """Return the rows whose events are the history of a case."""
    people = [("people", row.person_id) for row in case.members]
    return [("cases", case.id), ("households", case.household_id), *people]


@blueprint.route("/cases/<int:case_id>/papers", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def papers(case_id: int) -> Any:
    case = own_case(case_id)
    form = PapersForm(data={"received_on": case.received_on, "applied_on": case.applied_on, "version": case.version})
    return saved(
        form,
        lambda: assessments.record_papers(case_id, form.values(), version=form.version.data, actor=current_actor()),
        "papers_recorded",
        case,
    ) or render_template("cases/papers.html", case=case, form=form)


@blueprint.route("/cases/<int:case_id>/members/<int:person_id>", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def member(case_id: int, person_id: int) -> Any:
    case = own_case(case_id)
    row = case.member(person_id)
    outside = next((other for other in case.outside if other.person_id == person_id), None)
    if row is None and outside is None:
        raise Missing(f"Person {person_id} of case {case_id}")
    first = row._asdict() if row else {"at_scene": True, "lost_parents": 0, "has_relatives": True}
    form = MemberForm(data={**first, "version": case.version})
    return saved(
        form,
        lambda: assessments.record_member(
            case_id, person_id, form.values(), version=form.version.data, actor=current_actor()
        ),
        "member_recorded",
        case,
    ) or render_template("cases/member.html", case=case, form=form, person=row or outside, is_in=row is not None)


@blueprint.post("/cases/<int:case_id>/members/<int:person_id>/leave")
@allow(Action.CASE_ASSESS)
def leave_out(case_id: int, person_id: int) -> Any:
    assessments.leave_out(case_id, person_id, actor=current_actor())
    flash(success("member_left_out"), "done")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.route("/cases/<int:case_id>/damage", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def damage(case_id: int) -> Any:
    case = own_case(case_id)
    first = case.damage._asdict() if case.damage else {"tenure": "owner", "habitable": True}
    form = DamageForm(data={**first, "version": case.version})
    return saved(
        form,
        lambda: assessments.record_damage(case_id, form.values(), version=form.version.data, actor=current_actor()),
        "damage_recorded",
        case,
    ) or render_template("cases/damage.html", case=case, form=form)


@blueprint.route("/cases/<int:case_id>/needs", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def needs(case_id: int) -> Any:
    case = own_case(case_id)
    first = case.need._asdict() if case.need else {"short_of_food": 0, "food_months": 1}
    form = NeedsForm(data={**first, "version": case.version})
    return saved(
        form,
        lambda: assessments.record_needs(case_id, form.values(), version=form.version.data, actor=current_actor()),
        "needs_recorded",
        case,
    ) or render_template("cases/needs.html", case=case, form=form)


@blueprint.route("/cases/<int:case_id>/withdraw", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def withdraw(case_id: int) -> Any:
    case = own_case(case_id)
    form = ReasonForm()
    return saved(
        form,
        lambda: assessments.withdraw(case_id, form.reason.data, actor=current_actor()),
        "case_withdrawn",
        case,
    ) or render_template("cases/withdraw.html", case=case, form=form)


@blueprint.post("/cases/<int:case_id>/close")
@allow(Action.CASE_ASSESS)
def close(case_id: int) -> Any:
    assessments.close(case_id, actor=current_actor())
    flash(success("case_closed"), "done")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.route("/cases/<int:case_id>/files", methods=["GET", "POST"])
@allow(Action.HOUSEHOLD_REGISTER)
def add_files(case_id: int) -> Any:
    case = own_case(case_id)
    form = CaseFilesForm()

    def keep() -> None:
        note, actor = form.note.data or "", current_actor()
        attachments.attach_all("case", case_id, form.files.data, actor=actor, purpose="document", note=note)

    return saved(form, keep, "files_added", case) or render_template(
        "cases/files.html", case=case, form=form, files_hint=HINT, back=place_of(case_id, case.incident_id)
    )
