"""Digital signatures of decisions that change others and of papers: signing here, bringing a file, what it is worth."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage

from aid.documents import storage
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part, Subject
from aid.extensions import settings
from aid.queries import decision_changes
from aid.queries.areas import visible_agencies
from aid.queries.signables import Signable, signable
from aid.queries.signatures import key_of, picture_of
from aid.services import accesses, paper_views, signatures, signing_memory
from aid.services.signing_keys import holder_of
from aid.web.file_answers import pdf_answer
from aid.web.forms.signing import SignedFileForm, SignForm
from aid.web.messages import success
from aid.web.security import allow, current_actor
from aid.web.signatures import sign_in

blueprint = Blueprint("paper_signatures", __name__)


class Place(NamedTuple):
    """Where the pages of one sort of paper stand, and who may look, sign and seal."""

    subject: Subject
    prefix: str
    home: str
    param: str
    see: Action
    sign: Action


PLACES = (
    Place(Subject.CHANGE, "changes", "changes.show", "change_id", Action.DOSSIER_SEE, Action.DOSSIER_SIGN),
    Place(Subject.PAPER, "papers", "papers.show", "paper_id", Action.PAPER_SEE, Action.PAPER_SIGN),
)
_PARTS = {"e-sign": Part.SIGNER, "e-seal": Part.AGENCY}


def show(place: Place, **where: int) -> Any:
    """What the signatures of the newest file are worth today."""
    paper = _seen(place, where)
    found = signatures.examined(paper.newest or "")
    return render_template("signatures/show.html", found=found, back=_back(place, where, paper))


def file(place: Place, position: int, **where: int) -> Response:
    """One of its files: 0 is the one that was drawn."""
    paper = _seen(place, where)
    kept = [paper.pdf_sha256 or "", *(one.sha256 for one in paper.files)]
    if position >= len(kept):
        abort(404)
    _note(place, where[place.param], current_actor())
    return pdf_answer(storage.get(settings().files, kept[position]), f"{place.subject.value}-{position}.pdf")


def sign(place: Place, path: str, **where: int) -> Any:
    """Show what is to be signed, or sign it; a refusal stands on the page and changes nothing."""
    form, ident = SignForm(), where[place.param]
    if form.validate_on_submit():
        sign_it = partial(signatures.sign, ident, _PARTS[path], form.secret.data, sign_in=sign_in())
        if _done(form, partial(sign_it, of=place.subject, actor=current_actor())):
            return _home(place, path, where)
    page = _page(place, path, where, form, SignedFileForm(formdata=None), form)
    return page, 422 if form.is_submitted() else 200


def take(place: Place, path: str, **where: int) -> Any:
    """Take a file that was signed with another tool."""
    form, ident = SignedFileForm(), where[place.param]
    if form.validate_on_submit():
        sent = cast(FileStorage, form.file.data)
        take_it = partial(signatures.take_signed, ident, _PARTS[path], sent.filename or "", sent.read())
        if _done(form, partial(take_it, of=place.subject, actor=current_actor())):
            return _home(place, path, where)
    return _page(place, path, where, SignForm(formdata=None), form, form), 422


def _done(form: Any, act: Callable[[], None]) -> bool:
    try:
        act()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _seen(place: Place, where: dict[str, Any], area: set[int] | None = None) -> Signable:
    paper = signable(place.subject, where[place.param])
    seen = visible_agencies(current_actor()) if area is None else area
    if seen is not None and paper.agency_id not in seen:
        raise Missing(f"{place.subject} {where[place.param]}")
    if paper.newest is None:
        abort(404)
    return paper


def _page(place: Place, path: str, where: dict[str, Any], form: SignForm, upload: SignedFileForm, shown: Any) -> str:
    actor = current_actor()
    paper, part = _seen(place, where, {actor.agency_id}), _PARTS[path]
    holder = holder_of(part, actor)
    key = key_of(holder)
    is_open = key is not None and signing_memory.kept(sign_in(), key.id) is not None
    form.secret.flags.required = not is_open
    endpoint = f"paper_signatures.{place.prefix}_{path.replace('-', '_')}"
    return render_template(
        "signatures/sign.html",
        part=part,
        facts=[],
        signer=paper.signer,
        lead=paper.number,
        back=_back(place, where, paper),
        open_href=url_for(f"paper_signatures.{place.prefix}_file", position=len(paper.files), **where),
        sign_href=url_for(endpoint, **where),
        file_href=url_for(f"{endpoint}_file", **where),
        form=shown,
        sign_form=form,
        upload=upload,
        key=key,
        picture=picture_of(holder),
        is_open=is_open,
        is_last=part == paper.order[-1] if paper.order else True,
    )


def _back(place: Place, where: dict[str, Any], paper: Signable) -> tuple[str, str]:
    return paper.number or str(paper.id), url_for(place.home, **where)


def _home(place: Place, path: str, where: dict[str, Any]) -> Any:
    flash(success(f"paper_signed_by_{_PARTS[path].value}"), "done")
    return redirect(url_for(place.home, **where), 303)


def _note(place: Place, ident: int, actor: Actor) -> None:
    """Write down the look: such papers bear names, identity numbers, accounts."""
    if place.subject is Subject.PAPER:
        paper_views.looked_at(ident, actor=actor)
    else:
        change = decision_changes.shown(ident, area=visible_agencies(actor))
        accesses.note_paper(change.decision_id, "change.pdf", actor=actor)


def _add(place: Place, address: str, name: str, view: Callable[..., Any], action: Action, methods: list[str]) -> None:
    opened = partial(view, place)
    opened.__name__, opened.__module__ = name, __name__  # type: ignore[attr-defined]
    blueprint.add_url_rule(address, endpoint=name, view_func=allow(action)(opened), methods=methods)


for _place in PLACES:
    _base = f"/{_place.prefix}/<int:{_place.param}>"
    _add(_place, f"{_base}/signatures", f"{_place.prefix}_show", show, _place.see, ["GET"])
    _add(_place, f"{_base}/files/<int:position>.pdf", f"{_place.prefix}_file", file, _place.see, ["GET"])
    for _path, _part in _PARTS.items():
        _action = _place.sign if _part is Part.SIGNER else Action.DECISION_ISSUE
        _name = f"{_place.prefix}_{_path.replace('-', '_')}"
        _signing, _taking = partial(sign, path=_path), partial(take, path=_path)
        _add(_place, f"{_base}/{_path}", _name, _signing, _action, ["GET", "POST"])
        _add(_place, f"{_base}/{_path}/file", f"{_name}_file", _taking, _action, ["POST"])
