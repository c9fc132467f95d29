"""The pages of one's own signing key and picture, and of the agency's: brought, shown, replaced, given up."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from flask import Blueprint, Response, flash, redirect, render_template
from werkzeug.datastructures import FileStorage

from aid import clock
from aid.documents.signature_places import USUAL_SEAL
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.domain.signatures import Part
from aid.extensions import settings
from aid.queries.signatures import key_of, picture_of
from aid.services import signing_keys
from aid.services.signing_keys import holder_of
from aid.web.forms.base import Form
from aid.web.forms.signing import KeyFileForm, SealPictureForm, SignaturePictureForm, TokenForm
from aid.web.messages import success
from aid.web.security import allow, current_actor
from aid.web.signatures import SIDES, Side

blueprint = Blueprint("signing_keys", __name__)

_PATHS = {Part.SIGNER: "mine", Part.AGENCY: "agency"}
# Who has a key of his own: whoever signs decisions or papers.
_ACTIONS = {Part.SIGNER: Action.PAPER_SIGN, Part.AGENCY: Action.DECISION_ISSUE}
_PICTURE_FORMS: dict[Part, type[Form]] = {Part.SIGNER: SignaturePictureForm, Part.AGENCY: SealPictureForm}


def show(side: Side) -> Any:
    """The key and the picture in use, and the forms that bring others."""
    return _page(side)


def keep_file(side: Side) -> Any:
    """Take a key file."""
    form = KeyFileForm()

    def keep() -> object:
        sent = cast(FileStorage, form.file.data)
        return signing_keys.register_file(side.part, sent.read(), form.password.data, actor=current_actor())

    return _kept(side, form, "key_file", keep, "signing_key_kept")


def keep_token(side: Side) -> Any:
    """Take the place of a key on a token."""
    form = TokenForm()

    def keep() -> object:
        return signing_keys.register_token(
            side.part, form.token.data, form.label.data, form.pin.data, actor=current_actor()
        )

    return _kept(side, form, "token", keep, "signing_key_kept")


def keep_picture(side: Side) -> Any:
    """Take a picture."""
    form: Any = _PICTURE_FORMS[side.part]()

    def keep() -> object:
        sent, width = form.picture.data, form.width_mm.data if "width_mm" in form else None
        return signing_keys.keep_picture(side.part, sent.filename, sent.read(), width_mm=width, actor=current_actor())

    return _kept(side, form, "picture_form", keep, "signing_picture_kept")


def give_up(side: Side) -> Any:
    """End the key in use."""
    signing_keys.give_up(side.part, actor=current_actor())
    flash(success("signing_key_ended"), "done")
    return redirect(f"/signing/{_PATHS[side.part]}", 303)


def picture(side: Side) -> Response:
    """Show the picture in use to its holder."""
    return Response(signing_keys.picture_bytes(side.part, actor=current_actor()), mimetype="image/png")


def _kept(side: Side, form: Form, name: str, keep: Callable[[], object], said: str) -> Any:
    if form.validate_on_submit():
        try:
            keep()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(success(said), "done")
            return redirect(f"/signing/{_PATHS[side.part]}", 303)
    return _page(side, **{name: form}, form=form), 422


def _page(side: Side, form: Form | None = None, **given: Form) -> str:
    holder = holder_of(side.part, current_actor())
    key, now = key_of(holder), clock.now()
    forms: dict[str, Form] = {
        "key_file": KeyFileForm(formdata=None),
        "token": TokenForm(formdata=None),
        "picture_form": _PICTURE_FORMS[side.part](formdata=None, data={"width_mm": USUAL_SEAL}),
    }
    return render_template(
        "signing_keys/show.html",
        form=form or forms["key_file"],
        side=side,
        here=f"/signing/{_PATHS[side.part]}",
        key=key,
        has_ended=key is not None and key.valid_to < now,
        picture=picture_of(holder),
        has_tokens=settings().pkcs11_module is not None,
        minutes=settings().signing_minutes,
        **(forms | given),
    )


def _add(side: Side) -> None:
    here = _PATHS[side.part]
    views: tuple[tuple[str, Callable[[Side], Any], str], ...] = (
        ("", show, "GET"),
        ("/key", keep_file, "POST"),
        ("/token", keep_token, "POST"),
        ("/picture", keep_picture, "POST"),
        ("/give-up", give_up, "POST"),
        ("/picture.png", picture, "GET"),
    )
    for path, view, method in views:
        name = f"{here}_{view.__name__}"
        opened = partial(view, side)
        opened.__name__, opened.__module__ = name, __name__  # type: ignore[attr-defined]
        guarded = allow(_ACTIONS[side.part])(opened)
        blueprint.add_url_rule(f"/signing/{here}{path}", endpoint=name, view_func=guarded, methods=[method])


for _side in SIDES:
    _add(_side)
