"""What anybody may check: whether a decision is real and still in force, and whether a file is that very paper."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from aid.domain.signatures import Match, Subject
from aid.queries import public_decisions
from aid.queries.public_decisions import PublicDecision
from aid.queries.signables import files_of
from aid.services.recognising import Recognised, recognise
from aid.web.file_words import file_words
from aid.web.forms.dossiers import CodeForm, CompareForm
from aid.web.limits import Brake

blueprint = Blueprint("verify", __name__)

# A family tries a few times; a machine that guesses codes would need more tries than the earth has grains of sand.
BRAKE = Brake(tries=30, within=timedelta(minutes=1))


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that needs no sign-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


@blueprint.get("/verify")
@blueprint.get("/verify/<code>")
@public
def show(code: str = "") -> Any:
    form = CodeForm()
    spelt = public_decisions.spelt(code or form.code.data or "")
    if spelt != code:
        return redirect(url_for("verify.show", code=spelt or None), 303)
    if not code:
        return render_template("verify/ask.html", form=form, code="", is_unknown=False)
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("verify/wait.html"), 429
    found = public_decisions.by_code(code)
    if found is None:
        return _unknown(code)
    return _page(found, code, CompareForm(formdata=None))


@blueprint.post("/verify/<code>")
@public
def compare(code: str) -> Any:
    if not BRAKE.allows(request.remote_addr or ""):
        return render_template("verify/wait.html"), 429
    found = public_decisions.by_code(code)
    if found is None:
        return _unknown(public_decisions.spelt(code))
    form = CompareForm()
    if not form.validate_on_submit():
        return _page(found, code, form), 422
    data = cast(FileStorage, form.file.data).read()
    file = _compared(data, found) if found.is_change else recognise(data, found.id)
    return _page(found, code, form, file)


def _compared(data: bytes, found: PublicDecision) -> Recognised:
    digest = hashlib.sha256(data).hexdigest()
    if digest == found.change_sha256:
        return Recognised(Match.ORIGINAL)
    files = files_of(found.change_id, of=Subject.CHANGE)
    known = [place for place, file in enumerate(files, start=1) if file.sha256 == digest]
    if not known:
        return Recognised(Match.UNKNOWN)
    return Recognised(Match.SIGNED, parts=tuple(file.part for file in files[: known[-1]]))


def _unknown(code: str) -> Any:
    return render_template("verify/ask.html", form=CodeForm(), code=code, is_unknown=True), 404


def _page(found: PublicDecision, code: str, form: CompareForm, file: Recognised | None = None) -> str:
    address = url_for("verify.show", code=public_decisions.spelt(code))
    told = file_words(file) if file else None
    return render_template("verify/show.html", decision=found, address=address, form=form, told=told)
