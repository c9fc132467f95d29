"""The few things a component has to ask of a form field before it can draw it."""

from typing import Any

from flask import Flask
from markupsafe import Markup
from wtforms import BooleanField, Field, FileField, Form, RadioField, SelectField, SelectMultipleField, TextAreaField

from aid.web.forms.base import faults, is_hidden

_SHAPES = (
    ((RadioField, SelectMultipleField), "options"),
    ((BooleanField,), "check"),
    ((SelectField,), "select"),
    ((TextAreaField,), "area"),
    ((FileField,), "file"),
)
_CLASSES = {"options": "", "check": "form-check-input", "select": "form-select"}


def shape(field: Field) -> str:
    """Return how a field is laid out: options, check, select, area, file, or the kind it names itself."""
    found = (name for kinds, name in _SHAPES if isinstance(field, kinds))
    return next(found, getattr(field, "kind", "text"))


def draw(field: Any, described: str = "") -> Markup:
    """Return the control of a field with its class and what describes it."""
    if is_hidden(field):
        return field(id=False)
    attributes: dict[str, Any] = {"class": _class_of(field)}
    if described:
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field(**attributes)


def hidden_fields(form: Form) -> list[Field]:
    """Return the hidden fields of a form but the token, which every form draws for itself."""
    return [field for field in form if is_hidden(field) and field.short_name != "csrf_token"]


def _class_of(field: Any) -> str:
    # An option of a radio or check-box list is no field of its own kind: only its input type tells what it is.
    if getattr(field.widget, "input_type", "") in {"radio", "checkbox"}:
        return "form-check-input"
    return _CLASSES.get(shape(field), "form-control")


def register(app: Flask) -> None:
    for function in (shape, draw, hidden_fields, faults):
        app.add_template_filter(function)
