"""Digital signatures of a decision: signing here, bringing a file signed elsewhere, and what each file is worth."""

from functools import partial
from typing import Any, NamedTuple, cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from aid.documents import storage
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.domain.signatures import Part
from aid.extensions import settings
from aid.queries import decisions
from aid.queries.areas import visible_agencies
from aid.queries.signables import files_of
from aid.queries.signatures import key_of, picture_of
from aid.services import accesses, signatures, signing_memory
from aid.services.signing_keys import holder_of
from aid.web.decisions import file_name
from aid.web.file_answers import pdf_answer
from aid.web.filters import day, number, quantity
from aid.web.forms.signing import SignedFileForm, SignForm
from aid.web.messages import success
from aid.web.security import allow, current_actor

blueprint = Blueprint("signatures", __name__)


class Side(NamedTuple):
    """One of the two signatures: its address, whose it is, and who may open it."""

    path: str
    part: Part
    action: Action


SIDES = (
    Side("sign", Part.SIGNER, Action.DOSSIER_SIGN),
    Side("seal", Part.AGENCY, Action.DECISION_ISSUE),
)


@blueprint.get("/decisions/<int:decision_id>/signatures")
@allow(Action.DECISION_SEE)
def show(decision_id: int) -> Any:
    decision = decisions.shown(decision_id, area=visible_agencies(current_actor()))
    if decision.pdf_sha256 is None:
        abort(404)
    found = signatures.examined(signatures.newest(decision_id, decision.pdf_sha256))
    return render_template("signatures/show.html", found=found, back=_back(decision))


@blueprint.get("/decisions/<int:decision_id>/files/<int:position>.pdf")
@allow(Action.DOSSIER_SEE)
def file(decision_id: int, position: int) -> Response:
    actor = current_actor()
    decision = decisions.shown(decision_id, area=visible_agencies(actor))
    kept = [decision.pdf_sha256 or "", *(one.sha256 for one in files_of(decision_id))]
    if position >= len(kept) or not kept[position]:
        abort(404)
    accesses.note_paper(decision_id, f"decision-{position}.pdf", actor=actor)
    return pdf_answer(storage.get(settings().files, kept[position]), file_name(decision, position))


def sign(side: Side, decision_id: int) -> Any:
    """Show what is to be signed, or sign it; a refusal stands on the page and changes nothing."""
    form = SignForm()
    if form.validate_on_submit():
        try:
            signatures.sign(decision_id, side.part, form.secret.data, sign_in=sign_in(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(side, decision_id)
    return _page(side, decision_id, form, SignedFileForm(formdata=None)), 422 if form.is_submitted() else 200


def take(side: Side, decision_id: int) -> Any:
    """Take a file that was signed with another tool."""
    form = SignedFileForm()
    if form.validate_on_submit():
        sent = cast(FileStorage, form.file.data)
        try:
            signatures.take_signed(decision_id, side.part, sent.filename or "", sent.read(), actor=current_actor())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(side, decision_id)
    return _page(side, decision_id, SignForm(formdata=None), form, is_upload=True), 422


def _page(side: Side, decision_id: int, form: SignForm, upload: SignedFileForm, is_upload: bool = False) -> str:
    actor = current_actor()
    decision, holder = decisions.shown(decision_id, area={actor.agency_id}), holder_of(side.part, actor)
    key = key_of(holder)
    is_open = key is not None and signing_memory.kept(sign_in(), key.id) is not None
    form.secret.flags.required = not is_open
    return render_template(
        "signatures/sign.html",
        part=side.part,
        facts=[(_("Tổng"), quantity(decision.total, decision.unit)), (_("Số hộ"), number(decision.households))],
        signer=f"{decision.signer}, {decision.signer_title}",
        lead=_("Quyết định số %(number)s ngày %(day)s", number=decision.full_number, day=day(decision.issued_on)),
        back=_back(decision),
        open_href=url_for("signatures.file", decision_id=decision_id, position=len(files_of(decision_id))),
        sign_href=url_for(f"signatures.{side.path}", decision_id=decision_id),
        file_href=url_for(f"signatures.{side.path}_file", decision_id=decision_id),
        is_last=side.part is Part.AGENCY,
        form=upload if is_upload else form,
        sign_form=form,
        upload=upload,
        key=key,
        picture=picture_of(holder),
        is_open=is_open,
    )


def _back(decision: decisions.DecisionView) -> tuple[str, str]:
    title = _("Quyết định số %(number)s", number=decision.full_number)
    return title, url_for("decisions.show", decision_id=decision.id)


def _done(side: Side, decision_id: int) -> Any:
    flash(success(f"decision_signed_by_{side.part.value}"), "done")
    return redirect(url_for("decisions.show", decision_id=decision_id), 303)


def sign_in() -> str:
    """The token of the sign-in that opened a key."""
    return str(current_user.token)


def _add(side: Side) -> None:
    address = f"/decisions/<int:decision_id>/{side.path}"
    for name, path, view, methods in (
        (side.path, address, sign, ["GET", "POST"]),
        (f"{side.path}_file", f"{address}/file", take, ["POST"]),
    ):
        opened = partial(view, side)
        opened.__name__, opened.__module__ = name, __name__  # type: ignore[attr-defined]
        blueprint.add_url_rule(path, endpoint=name, view_func=allow(side.action)(opened), methods=methods)


for _side in SIDES:
    _add(_side)
