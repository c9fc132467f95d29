"""The form of a paper: one field per question of its kind."""

from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.papers import Ask, PaperKind
from aid.web.forms.base import Form, Needed, TooLong
from aid.web.forms.edits import EditForm
from aid.web.forms.fields import IdField, TextAreaField, TextField
from aid.web.paper_words import ASK_WORDS

_LONGEST = {"line": 300, "area": 4_000, "long": 4_000}


class PaperForm(EditForm):
    """Fields are made by `paper_form`; `version` is that of the draft the page showed."""

    def answers(self) -> dict[str, str]:
        return {name: field.data or "" for name, field in self._fields.items() if name not in ("version", "csrf_token")}


class VoidForm(Form):
    version = IdField()
    reason = TextAreaField(_l("Lý do hủy"), [Needed(), TooLong(500)])


def paper_form(kind: PaperKind, **given: Any) -> PaperForm:
    """Return the form of a kind, with a field for each question."""
    shaped = type("PaperForm", (PaperForm,), {ask.code: _field(ask) for ask in kind.asks})
    form: PaperForm = shaped(**given)
    return form


def _field(ask: Ask) -> Any:
    checks: list[Any] = [Needed()] if ask.required else []
    make = TextField if ask.shape == "line" else TextAreaField
    return make(ASK_WORDS[ask.code].label, [*checks, TooLong(_LONGEST[ask.shape])])
