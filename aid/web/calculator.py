"""The public calculator: what a household may hope for, by which clause, and which paper to bring. Nothing is kept."""

import json
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext

from aid import clock
from aid.domain.errors import Refusal
from aid.services.calculator import calculate
from aid.services.place_names import place_called, suggested_places
from aid.services.place_names import says as place_says
from aid.web import i18n
from aid.web.calculator_page import Answer, answer_of
from aid.web.filters import number
from aid.web.forms.calculator import MOST_PEOPLE, CalculatorForm
from aid.web.limits import Brake
from aid.web.verify import public

blueprint = Blueprint("calculator", __name__)

BRAKE = Brake(tries=60, within=timedelta(minutes=1))
_HA_NOI = "01"


@blueprint.get("/calculator")
@public
def show() -> Any:
    today = clock.today()
    first = {"occurred_on": today, "place": place_says(place_called(_HA_NOI, today))}
    return _page(CalculatorForm(find_place=_code_of, formdata=None, data=first))


@blueprint.post("/calculator")
@public
def compute() -> Any:
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("calculator/wait.html"), 429
    form = CalculatorForm(find_place=_code_of)
    if "more" in request.form:
        form.add_person()
        return _page(form, is_longer=True)
    answer = _answer(form) if form.validate_on_submit() else None
    return _page(form, answer), 200 if answer else 422


@blueprint.post("/calculator/facts")
@public
def facts() -> Any:
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("calculator/wait.html"), 429
    form = CalculatorForm(find_place=_code_of)
    if not form.validate_on_submit():
        return _page(form), 422
    text = json.dumps(form.facts(), ensure_ascii=False, indent=2) + "\n"
    answer = Response(text, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename="facts.json")
    return _unkept(answer)


def _answer(form: CalculatorForm) -> Answer | None:
    try:
        calculation = calculate(form.facts(), with_unconfirmed=form.with_unconfirmed.data)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    told_in = request.form.get("told_in", "")
    language = told_in if told_in in i18n.LANGUAGES else i18n.language()
    place = place_says(place_called(form.place.data, form.day))
    return answer_of(calculation, partial(_who, form), place, language)


def _who(form: CalculatorForm, ref: str) -> str:
    age = form.persons()[ref].age.data
    if isinstance(age, int):
        return gettext("người %(n)s, %(age)s tuổi", n=ref, age=number(age))
    return gettext("người %(n)s, sinh năm %(year)s", n=ref, year=age.year if age else "")


def _code_of(text: str, day: date) -> str:
    return place_called(text, day).code


def _page(form: CalculatorForm, answer: Answer | None = None, *, is_longer: bool = False) -> Response:
    """Draw the page; what was typed into it is not to be kept by the browser of a borrowed telephone."""
    page = render_template(
        "calculator/show.html",
        form=form,
        answer=answer,
        places=suggested_places(form.day, _HA_NOI),
        may_add=len(form.people.entries) < MOST_PEOPLE,
        is_longer=is_longer,
    )
    return _unkept(Response(page))


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
