"""The public calculator: what a household may hope for, by which clause, and which paper to bring. Nothing is kept."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext

from aid import clock
from aid.domain.answers import answer_as_data
from aid.domain.errors import Refusal
from aid.services.calculator import Calculation, calculate, policies_to_ask
from aid.services.place_names import place_called, suggested_places
from aid.services.place_names import says as place_says
from aid.web import i18n
from aid.web.calculator.answer import Answer, answer_of
from aid.web.calculator.choices import benefits_of, incidents_of, typed
from aid.web.filters import number
from aid.web.forms.calculator import CalculatorForm
from aid.web.forms.rows import MORE
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
    return _page(_form(formdata=None, data=first))


@blueprint.post("/calculator")
@public
def compute() -> Any:
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("calculator/wait.html"), 429
    form = _form()
    if MORE in request.form:
        form.add_row(request.form[MORE])
        return _page(form)
    found = _calculated(form)
    return _page(form, _answer(form, found) if found else None), 200 if found else 422


@blueprint.post("/calculator/facts")
@public
def facts() -> Any:
    return _download("facts.json", lambda form, _found: form.facts())


@blueprint.post("/calculator/answer")
@public
def answer() -> Any:
    return _download("answer.json", lambda _form, found: answer_as_data(found.evaluation))


def _download(name: str, said: Callable[[CalculatorForm, Calculation], dict[str, Any]]) -> Any:
    """Send the JSON that `policy explain` reads or prints for what was typed."""
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("calculator/wait.html"), 429
    form = _form()
    found = _calculated(form)
    if found is None:
        return _page(form), 422
    file = Response(json.dumps(said(form, found), ensure_ascii=False, indent=2) + "\n", mimetype="application/json")
    file.headers.set("Content-Disposition", "attachment", filename=name)
    return _unkept(file)


def _form(**given: Any) -> CalculatorForm:
    known = policies_to_ask()
    return CalculatorForm(find_place=_code_of, incidents=incidents_of(known), benefits=benefits_of(known), **given)


def _calculated(form: CalculatorForm) -> Calculation | None:
    """Return what the rules give for a form that is complete; else None, and the form says what is wrong."""
    if not form.validate_on_submit():
        return None
    try:
        return calculate(form.facts(), with_unconfirmed=form.with_unconfirmed.data)
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _answer(form: CalculatorForm, found: Calculation) -> Answer:
    told_in = request.form.get("told_in", "")
    language = told_in if told_in in i18n.LANGUAGES else i18n.language()
    place = place_says(place_called(form.place.data, form.day))
    return answer_of(found, partial(_who, form), place, language)


def _who(form: CalculatorForm, ref: str) -> str:
    age = form.persons()[ref].age.data
    if isinstance(age, int):
        return gettext("người %(n)s, %(age)s tuổi", n=ref, age=number(age))
    return gettext("người %(n)s, sinh năm %(year)s", n=ref, year=age.year if age else "")


def _code_of(text: str, day: date) -> str:
    return place_called(text, day).code


def _page(form: CalculatorForm, answer: Answer | None = None) -> Response:
    """Draw the page; what was typed into it is not to be kept by the browser of a borrowed telephone."""
    page = render_template(
        "calculator/show.html",
        form=form,
        answer=answer,
        places=suggested_places(form.day, _HA_NOI),
        typed=typed(form) if answer else (),
    )
    return _unkept(Response(page))


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
