"""Keys and pictures of who signs: a person brings his own, the clerk those of the agency.

The password of a key file or the PIN of a token opens the key once, to prove that it fits, and is kept nowhere.
"""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.signature_pictures import picture_from
from aid.documents.signature_places import check_seal_width
from aid.documents.signers import LARGEST_KEY_FILE, Certificate, Signer, TokenPlace, open_key_file, open_token
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Action, Actor
from aid.domain.signatures import Part, Way
from aid.extensions import db, settings
from aid.models.signatures import SigningKey, SigningPicture
from aid.queries.signatures import Holder, KeyView, picture_of
from aid.services import trail
from aid.services.areas import check_may
from aid.services.sealing import seal, unseal
from aid.services.transaction import transaction

Kept = TypeVar("Kept", SigningKey, SigningPicture)

_ACTION = {Part.SIGNER: Action.PAPER_SIGN, Part.AGENCY: Action.DECISION_ISSUE}


def holder_of(part: Part, actor: Actor) -> Holder:
    """Return for whom an actor may sign: himself, or as clerk the agency. Refusal `action_not_allowed`."""
    check_may(actor, _ACTION[part])
    return Holder(actor.agency_id, actor.user_id if part is Part.SIGNER else None)


def _keeper_of(part: Part, actor: Actor) -> Holder:
    """Return for whom an actor keeps a key or a picture: that of the agency is no work of a night on call."""
    holder = holder_of(part, actor)
    if part is Part.AGENCY and actor.doing(_ACTION[part]).acts_for:
        raise Refusal("key_not_on_call")
    return holder


def register_file(part: Part, data: bytes, password: str, *, actor: Actor) -> int:
    """Keep a PKCS#12 file as the key of the actor or of his agency, in place of the one before; return its id.

    Refusals here and below: `key_not_on_call` for the agency's by who has it only on call; those of `open_key_file`,
    `key_file_damaged` for what is too large to be one.
    """
    holder = _keeper_of(part, actor)
    if len(data) > LARGEST_KEY_FILE:
        raise Refusal("key_file_damaged")
    opened = open_key_file(data, password, now=clock.now())
    sealed = seal(data, of=opened.certificate.fingerprint)
    return _keep(holder, opened.certificate, actor, way=Way.PKCS12, sealed=sealed)


def register_token(part: Part, token: str, label: str, pin: str, *, actor: Actor) -> int:
    """Keep where a key lies on a token of the server; return its id. Refusals: those of `open_token`."""
    holder = _keeper_of(part, actor)
    opened = open_token(_place(token, label), pin, now=clock.now())
    return _keep(holder, opened.certificate, actor, way=Way.PKCS11, token=token, label=label)


def give_up(part: Part, *, actor: Actor) -> None:
    """End the key in use; what was signed with it stays. Missing where there is none."""
    holder = _keeper_of(part, actor)
    with transaction() as session:
        row = _live(session, SigningKey, holder)
        if row is None:
            raise Missing("signing key")
        row.ended_at = clock.now()
        row.sealed = "" if row.way is Way.PKCS12 else None
        trail.record(session, actor, "signature:key_ended", row, after={"certificate": row.name})


def keep_picture(part: Part, file_name: str, data: bytes, *, width_mm: int | None = None, actor: Actor) -> int:
    """Keep the picture of a signature, or of a seal with its real width in millimetres; return its id.

    Refusals: those of `picture_from`, `seal_width_unlikely`, `disk_full`.
    """
    holder = _keeper_of(part, actor)
    if part is Part.AGENCY:
        check_seal_width(width_mm or 0)
    picture = picture_from(part, file_name, data)
    sha256 = storage.put(settings().files, picture.png)
    with transaction() as session:
        before = _end(session, SigningPicture, holder)
        row = SigningPicture(
            agency_id=holder.agency_id, user_id=holder.user_id, sha256=sha256, width=picture.width,
            height=picture.height, width_mm=width_mm if part is Part.AGENCY else None, created_at=clock.now(),
            created_by=actor.user_id,
        )  # fmt: skip
        session.add(row)
        was = {"sha256": before.sha256} if before else {}
        trail.record(session, actor, "signature:picture_kept", row, before=was, after={"sha256": sha256})
        return row.id


def picture_bytes(part: Part, *, actor: Actor) -> bytes:
    """Return the picture in use, to be shown to its holder; Missing where there is none."""
    found = picture_of(holder_of(part, actor))
    if found is None:
        raise Missing("picture")
    return storage.get(settings().files, found.sha256)


def open_signer(key: KeyView, secret: str) -> Signer:
    """Open a key with its password or PIN. Refusals: those of `open_key_file` and `open_token`,
    `token_certificate_changed`."""
    if key.way is Way.PKCS11:
        opened: Signer = open_token(_place(key.token, key.label), secret, now=clock.now())
    else:
        opened = open_key_file(_unsealed(key), secret, now=clock.now())
    if opened.certificate.fingerprint != key.fingerprint:
        raise Refusal("token_certificate_changed", holder=key.name)
    return opened


def _unsealed(key: KeyView) -> bytes:
    sealed = db.session.scalar(select(SigningKey.sealed).where(SigningKey.id == key.id))
    return unseal(sealed or "", of=key.fingerprint)


def _place(token: str, label: str) -> TokenPlace:
    module = settings().pkcs11_module
    if module is None:
        raise Refusal("token_module_missing")
    return TokenPlace(module, token, label)


def _keep(
    holder: Holder, of: Certificate, actor: Actor, *, way: Way, sealed: str | None = None, token: str | None = None,
    label: str = "",
) -> int:  # fmt: skip
    with transaction() as session:
        before = _end(session, SigningKey, holder)
        row = SigningKey(
            agency_id=holder.agency_id, user_id=holder.user_id, way=way, sealed=sealed, token=token, label=label,
            name=of.name[:200], organisation=of.organisation[:200], issuer=of.issuer[:200], serial=of.serial[:64],
            fingerprint=of.fingerprint, valid_from=of.valid_from, valid_to=of.valid_to, created_at=clock.now(),
            created_by=actor.user_id,
        )  # fmt: skip
        session.add(row)
        was = {"certificate": before.name} if before else {}
        trail.record(session, actor, "signature:key_registered", row, before=was, after={"certificate": of.name})
        return row.id


def _end(session: Session, kind: type[Kept], holder: Holder) -> Kept | None:
    row = _live(session, kind, holder)
    if row is not None:
        row.ended_at = clock.now()
        session.flush()
    return row


def _live(session: Session, kind: type[Kept], holder: Holder) -> Kept | None:
    wanted = select(kind).filter_by(agency_id=holder.agency_id, user_id=holder.user_id, ended_at=None)
    return session.scalars(wanted.with_for_update()).one_or_none()
