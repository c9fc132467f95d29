"""The working calendar: days off and swapped days by decree, beside those the program knows."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from aid import clock
from aid.domain.calendar import is_working_day
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action
from aid.queries import office_days
from aid.services import office_days as work
from aid.web.forms.outgoing import OfficeDayForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("office_days", __name__)


@blueprint.route("/calendar", methods=["GET", "POST"])
@allow(Action.CALENDAR_SET)
def index() -> Any:
    form = OfficeDayForm()
    if form.validate_on_submit() and form.day.data is not None:
        try:
            works = form.works.data == "works"
            work.set_day(form.day.data, works=works, basis=form.basis.data, actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success("calendar_day_set"), "done")
            return redirect("/calendar", 303)
    year = clock.today().year
    known = clock.office_calendar()
    off = [day for day in sorted(known.holidays) if day.year == year and day.weekday() < 5]
    worked = [day for day in sorted(known.worked) if day.year == year and is_working_day(day, known)]
    html = render_template(
        "outgoing/calendar.html", form=form, rows=office_days.listed(), year=year, off=off, worked=worked
    )
    return html, 422 if form.is_submitted() else 200


@blueprint.post("/calendar/clear")
@allow(Action.CALENDAR_SET)
def clear() -> Any:
    work.clear_day(_day(request.form.get("day", "")), actor=current_actor())
    flash(success("calendar_day_cleared"), "done")
    return redirect("/calendar", 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Missing(f"Day {text}") from wrong
