"""How values look on a page: one place for money, numbers, days and moments.

Patterns are written out, because the short formats of the locale data print two-digit years and turn day and
month round in American English.
"""

import re
from datetime import date, datetime, time
from typing import NamedTuple
from unicodedata import combining, normalize

from flask import Flask
from flask_babel import gettext, lazy_gettext

from aid import clock
from aid.domain.money import in_words
from aid.services import phones
from aid.web import labels

_NBSP = "\u00a0"
_LETTERS = str.maketrans("đĐ", "dD")
_UNITS = {
    "VND": lazy_gettext("đ"),
    "kg_rice": lazy_gettext("kg gạo"),
    "kg": lazy_gettext("kg"),
    "in_kind": lazy_gettext("phần"),
}
_DAYS_LEFT = {
    "working_day": (
        lazy_gettext("còn {n} ngày làm việc"),
        lazy_gettext("hôm nay là hạn chót"),
        lazy_gettext("quá hạn {n} ngày làm việc"),
    ),
    "day": (lazy_gettext("còn {n} ngày"), lazy_gettext("hôm nay là hạn chót"), lazy_gettext("quá hạn {n} ngày")),
}


class Deadline(NamedTuple):
    """What is left until a due day, in words, and how loud it is said."""

    says: str
    tone: str


def number(value: int) -> str:
    """Return 1234567 as 1.234.567."""
    return f"{value:,}".replace(",", ".")


def quantity(value: int, unit: str) -> str:
    """Return an amount with its unit and a space that does not break."""
    return f"{number(value)}{_NBSP}{str(_UNITS[unit]).replace(' ', _NBSP)}"


def money(value: int) -> str:
    """Return an amount of đồng as 1.234.567 đ."""
    return quantity(value, "VND")


def amount_aloud(value: int) -> str:
    """Return an amount of đồng in figures and in the words of a paper: 15.000.000 đ (Mười lăm triệu đồng)."""
    return f"{money(value)} ({in_words(value)})"


def day(value: date | None) -> str:
    """Return a day as dd/mm/yyyy; an instant is first taken to Việt Nam; nothing is a dash."""
    if value is None:
        return "–"
    return clock.local(value).strftime("%d/%m/%Y") if isinstance(value, datetime) else value.strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """Return an instant as hh:mm dd/mm/yyyy in Việt Nam."""
    return "–" if value is None else clock.local(value).strftime("%H:%M %d/%m/%Y")


def hour(value: time | datetime | None) -> str:
    """Return the hour and minute."""
    if value is None:
        return gettext("chưa rõ giờ")
    return (clock.local(value) if isinstance(value, datetime) else value).strftime("%H:%M")


def deadline_of(days_left: int | None, unit: str = "working_day", due_on: date | None = None) -> Deadline | None:
    """Return the words and the tone for the days left; `unit` is day or working_day."""
    if days_left is None:
        return None
    left, today, late = _DAYS_LEFT[unit]
    words = left if days_left > 0 else today if days_left == 0 else late
    says = str(words).format(n=number(abs(days_left)))
    if due_on is not None:
        says = f"{says} ({day(due_on)})"
    return Deadline(says, "late" if days_left < 0 else "soon" if days_left <= 1 else "plain")


def slug(text: object) -> str:
    """Return text as a part of an id: ASCII letters, digits and dashes."""
    plain = "".join(c for c in normalize("NFD", str(text).translate(_LETTERS)) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"


def register(app: Flask) -> None:
    for function in (
        number,
        quantity,
        money,
        amount_aloud,
        in_words,
        day,
        moment,
        hour,
        slug,
        labels.label,
        labels.tone,
    ):
        app.add_template_filter(function)
    app.add_template_filter(phones.show, "phone")
    app.add_template_global(deadline_of)
