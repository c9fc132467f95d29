"""Signing a decision, a change or a paper: who is named in it, then the clerk for the agency, here or by another tool.

A signed file is a further file. It is made and stored first and joined to the paper in a short transaction at the
end, so that a lost token, a full disk or a killed process leaves the paper as it was; a file nobody joined is found
by nothing and does no harm.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.examination import examine, examine_added, roots_in
from aid.documents.signing import Picture, sign_as_agency, sign_as_person
from aid.documents.uploads import screen
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.domain.signatures import (
    Part,
    SignatureFound,
    Subject,
    Way,
    as_data,
    check_added,
    check_turn,
    missing_up_to,
)
from aid.extensions import db, settings
from aid.models.users import User
from aid.queries.signables import MODELS, Signable, files_of, new_file, signable
from aid.queries.signatures import Holder, KeyView, key_of, picture_of
from aid.services import signing_memory, trail
from aid.services.areas import check_may, own_for_update
from aid.services.duties import take, take_on
from aid.services.signing_keys import holder_of, open_signer
from aid.services.transaction import transaction

_DUTY = {Part.SIGNER: Duty.SIGN, Part.AGENCY: Duty.ISSUE}
_SIGN = {Part.SIGNER: sign_as_person, Part.AGENCY: sign_as_agency}


class _Opened(NamedTuple):
    """A paper as it is to be signed, with the bytes of its newest file."""

    of: Signable
    sha256: str
    data: bytes


def sign(
    ident: int, part: Part, secret: str, *, of: Subject = Subject.DECISION, sign_in: str = "", actor: Actor
) -> None:
    """Sign the newest file of a paper with the actor's key, or as clerk with the agency's.

    `secret` is the password or PIN; it may be empty while the key this `sign_in` opened is still in memory. Refusals:
    `action_not_allowed`, `paper_not_drawn`, `paper_number_first`, `file_damaged`, `not_the_signer`,
    `signer_not_told_apart`, `already_signed`, `signature_not_wanted`, `signer_signs_first`, `signing_key_missing`,
    `signing_picture_missing`, `signing_secret_needed`, `disk_full`, `paper_moved_on`, `duty_excluded`; those of
    `open_signer` and of `documents.signing`. Missing for another office's paper, or one of which nothing is settled.
    """
    opened = _open(of, ident, part, actor)
    holder = holder_of(part, actor)
    check_turn(part, opened.of.done, opened.of.order)
    key, picture = _key(holder), _picture(holder)
    signer = signing_memory.kept(sign_in, key.id)
    if signer is None:
        if not secret:
            raise Refusal("signing_secret_needed")
        signer = open_signer(key, secret)
    signed = _SIGN[part](opened.data, signer, picture)
    found = examine(signed, roots_in(settings().trust_roots), now=clock.now())
    _join(opened, [part], key.way, signed, found, actor=actor)
    signing_memory.keep(sign_in, key.id, signer)


def take_signed(
    ident: int, part: Part, file_name: str, data: bytes, *, of: Subject = Subject.DECISION, actor: Actor
) -> None:
    """Take a file that was signed with another tool: our newest file, byte for byte, and signatures after it.

    The clerk may bring the signer's signature together with the agency's. Refusals: as `sign` without those of a key;
    `file_other_content`, those of `check_added` and of `uploads.screen`.
    """
    opened = _open(of, ident, part, actor)
    wanted = missing_up_to(part, opened.of.done, opened.of.order)
    screened = screen(file_name, data)
    found = examine_added(opened.data, screened.data, roots_in(settings().trust_roots), now=clock.now())
    check_added(found, wanted, _known(opened.of, actor))
    whole = examine(screened.data, roots_in(settings().trust_roots), now=clock.now())
    _join(opened, wanted, Way.UPLOADED, screened.data, whole, actor=actor)


def newest(ident: int, drawn: str, *, of: Subject = Subject.DECISION) -> str:
    """Return the SHA-256 of the file that is given out: the last signed one, else the one that was drawn."""
    files = files_of(ident, of=of)
    return files[-1].sha256 if files else drawn


def examined(sha256: str) -> tuple[SignatureFound, ...]:
    """Return what the signatures of a stored file are worth today. Refusals `file_damaged`, `paper_damaged`."""
    return examine(_stored(sha256), roots_in(settings().trust_roots), now=clock.now())


def _open(subject: Subject, ident: int, part: Part, actor: Actor) -> _Opened:
    found = signable(subject, ident)
    if found.agency_id != actor.agency_id:
        raise Missing(f"{subject} {ident}")
    check_may(actor, found.may_sign if part is Part.SIGNER else Action.DECISION_ISSUE)
    if part is Part.SIGNER and not is_signer(found, actor):
        raise _not_the_signer(found, actor)
    if found.needs_number and not found.number:
        raise Refusal("paper_number_first")
    sha256 = found.newest
    if sha256 is None:
        raise Refusal("paper_not_drawn")
    return _Opened(found, sha256, _stored(sha256))


def is_signer(paper: Signable, actor: Actor) -> bool:
    """Say whether the actor is who the paper names; one that names nobody is for each who may sign such papers."""
    if paper.signed_by is not None:
        return paper.signed_by == actor.user_id
    return paper.signer == ""


def _not_the_signer(paper: Signable, actor: Actor) -> Refusal:
    """A namesake is told the title of the one who signs, and of a paper that tells no two of a name apart so much."""
    if paper.signed_by is None:
        return Refusal("signer_not_told_apart", signer=paper.signer)
    title = db.session.get_one(User, paper.signed_by).title if paper.signer == actor.name else ""
    return Refusal("not_the_signer", signer=f"{paper.signer} ({title})" if title else paper.signer)


def _stored(sha256: str) -> bytes:
    try:
        return storage.get(settings().files, sha256)
    except (storage.DamagedFile, Missing) as error:
        raise Refusal("file_damaged", name=f"{sha256[:12]}….pdf") from error


def _key(holder: Holder) -> KeyView:
    key = key_of(holder)
    if key is None:
        raise Refusal("signing_key_missing")
    return key


def _picture(holder: Holder) -> Picture:
    found = picture_of(holder)
    if found is None:
        raise Refusal("signing_picture_missing")
    return Picture(_stored(found.sha256), found.width_mm)


def _known(paper: Signable, actor: Actor) -> dict[Part, tuple[str, str]]:
    """The registered certificates of those whose signatures a file may bring."""
    holders = {Part.AGENCY: Holder(actor.agency_id)}
    if paper.signed_by is not None:
        holders[Part.SIGNER] = Holder(actor.agency_id, paper.signed_by)
    keys = {part: key_of(holder) for part, holder in holders.items()}
    return {part: (key.fingerprint, key.name) for part, key in keys.items() if key is not None}


def _join(
    opened: _Opened, parts: Sequence[Part], way: Way, data: bytes, found: Sequence[SignatureFound], *, actor: Actor
) -> None:
    sha256 = storage.put(settings().files, data)
    paper = opened.of
    with transaction() as session:
        row = own_for_update(session, MODELS[paper.subject], paper.id, actor=actor)
        if newest(paper.id, row.pdf_sha256 or "", of=paper.subject) != opened.sha256:
            raise Refusal("paper_moved_on")
        _take_duty(session, paper.subject, row, _DUTY[parts[-1]], actor)
        based_on = opened.sha256
        for position, part in enumerate(parts, start=len(paper.files) + 1):
            file = new_file(
                paper.subject, paper.id, position=position, part=part, way=way, sha256=sha256, based_on=based_on,
                size=len(data), found=as_data(found), created_at=clock.now(), created_by=actor.user_id,
            )  # fmt: skip
            session.add(file)
            action = f"{paper.subject.value}:signed_by_{part.value}"
            trail.record(session, actor, action, row, before={"sha256": based_on}, after={"sha256": sha256})
            based_on = sha256


def _take_duty(session: Session, subject: Subject, row: Any, duty: Duty, actor: Actor) -> None:
    """A paper of the process is nobody's duty on a dossier: who signs it is named on it."""
    if subject is Subject.DECISION:
        take(session, row.dossier_id, duty, actor=actor)
    if subject is Subject.CHANGE:
        take_on(session, row, duty, actor=actor)
