"""What anybody may check: whether a decision is real and still in force, and whether a file is that very paper."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from aid.queries import public_decisions
from aid.queries.public_decisions import PublicDecision
from aid.web.forms.dossiers import CodeForm, CompareForm
from aid.web.limits import Brake

blueprint = Blueprint("verify", __name__)

# A family tries a few times; a machine that guesses codes would need more tries than the earth has grains of sand.
BRAKE = Brake(tries=30, within=timedelta(minutes=1))
_CHUNK = 1 << 16


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
    return _page(found, code, form, is_same=_digest(cast(FileStorage, form.file.data)) == found.pdf_sha256)


def _unknown(code: str) -> Any:
    return render_template("verify/ask.html", form=CodeForm(), code=code, is_unknown=True), 404


def _page(found: PublicDecision, code: str, form: CompareForm, is_same: bool | None = None) -> str:
    address = url_for("verify.show", code=public_decisions.spelt(code))
    return render_template("verify/show.html", decision=found, address=address, form=form, is_same=is_same)


def _digest(file: FileStorage) -> str:
    """Return the SHA-256 of a file, which is read in pieces and kept nowhere."""
    whole = hashlib.sha256()
    while piece := file.stream.read(_CHUNK):
        whole.update(piece)
    return whole.hexdigest()
