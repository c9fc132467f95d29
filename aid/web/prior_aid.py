"""Earlier aid to the people of a case, and saying that somebody is another person."""

from typing import Any

from flask import Blueprint, render_template

from aid.domain.errors import Missing
from aid.domain.roles import Action
from aid.queries.prior_aid import by_decision, of_case
from aid.services.told_apart import tell_apart as write
from aid.web.cases import own_case, saved
from aid.web.forms.cases import DifferentPeopleForm
from aid.web.security import allow, current_actor

blueprint = Blueprint("prior_aid", __name__)


@blueprint.route("/cases/<int:case_id>/people/<int:person_id>/different/<int:other_id>", methods=["GET", "POST"])
@allow(Action.CASE_ASSESS)
def tell_apart(case_id: int, person_id: int, other_id: int) -> Any:
    case = own_case(case_id)
    person = case.member(person_id)
    if person is None:
        raise Missing(f"Person {person_id} of case {case_id}")
    form = DifferentPeopleForm()
    done = saved(
        form,
        lambda: write(case_id, person_id, other_id, form.reason.data or "", actor=current_actor()),
        "told_apart",
        case,
    )
    if done is not None:
        return done
    known = by_decision(row for row in of_case(case_id) if (row.person_id, row.other_id) == (person_id, other_id))
    return render_template("cases/different.html", case=case, form=form, person=person, other_id=other_id, prior=known)
