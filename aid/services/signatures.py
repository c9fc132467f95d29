"""Signing a decision: the signer named in it, then the clerk for the agency, here or with the office's own tool.

A signed file is a further file. It is made and stored first and joined to the decision in a short transaction at the
end, so that a lost token, a full disk or a killed process leaves the decision as it was; a file nobody joined is found
by nothing and does no harm.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.documents.examination import examine, examine_added, roots_in
from aid.documents.signing import Picture, sign_as_agency, sign_as_person
from aid.documents.uploads import screen
from aid.domain.duties import Duty
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor
from aid.domain.signatures import Part, SignatureFound, Way, as_data, check_added, check_turn, missing_up_to
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.models.signatures import DecisionFile
from aid.models.users import User
from aid.queries.signatures import FileView, Holder, KeyView, files_of, key_of, picture_of
from aid.services import signing_memory, trail
from aid.services.areas import own_for_update
from aid.services.duties import take
from aid.services.signing_keys import holder_of, open_signer
from aid.services.transaction import transaction

_DUTY = {Part.SIGNER: Duty.SIGN, Part.AGENCY: Duty.ISSUE}
_SIGN = {Part.SIGNER: sign_as_person, Part.AGENCY: sign_as_agency}


class _Paper(NamedTuple):
    """A decision as it is to be signed: its files so far, and the bytes of the newest."""

    id: int
    signed_by: int
    files: Sequence[FileView]
    sha256: str
    data: bytes

    @property
    def done(self) -> frozenset[Part]:
        return frozenset(file.part for file in self.files)


def sign(decision_id: int, part: Part, secret: str, *, sign_in: str = "", actor: Actor) -> None:
    """Sign the newest file of an issued decision with the actor's key, or as clerk with the agency's.

    `secret` is the password or PIN; it may be empty while the key this `sign_in` opened is still in memory. Refusals:
    `paper_not_drawn`, `file_damaged`, `not_the_signer`, `already_signed`, `signer_signs_first`, `signing_key_missing`,
    `signing_picture_missing`, `signing_secret_needed`, `disk_full`, `paper_moved_on`, `duty_excluded`; those of
    `open_signer` and of `documents.signing`.
    """
    holder = holder_of(part, actor)
    paper = _paper(decision_id, part, actor)
    check_turn(part, paper.done)
    key, picture = _key(holder), _picture(holder)
    signer = signing_memory.kept(sign_in, key.id)
    if signer is None:
        if not secret:
            raise Refusal("signing_secret_needed")
        signer = open_signer(key, secret)
    signed = _SIGN[part](paper.data, signer, picture)
    found = examine(signed, roots_in(settings().trust_roots), now=clock.now())
    _join(paper, [part], key.way, signed, found, actor=actor)
    signing_memory.keep(sign_in, key.id, signer)


def take_signed(decision_id: int, part: Part, file_name: str, data: bytes, *, actor: Actor) -> None:
    """Take a file that was signed with another tool: our newest file, byte for byte, and signatures after it.

    The clerk may bring the signer's signature together with the agency's. Refusals: as `sign` without those of a key;
    `file_other_content`, those of `check_added` and of `uploads.screen`.
    """
    holder_of(part, actor)
    paper = _paper(decision_id, part, actor)
    wanted = missing_up_to(part, paper.done)
    screened = screen(file_name, data)
    found = examine_added(paper.data, screened.data, roots_in(settings().trust_roots), now=clock.now())
    check_added(found, wanted, _known(paper, actor))
    whole = examine(screened.data, roots_in(settings().trust_roots), now=clock.now())
    _join(paper, wanted, Way.UPLOADED, screened.data, whole, actor=actor)


def newest(decision_id: int, drawn: str) -> str:
    """Return the SHA-256 of the file that is given out: the last signed one, else the one that was drawn."""
    files = files_of(decision_id)
    return files[-1].sha256 if files else drawn


def examined(sha256: str) -> tuple[SignatureFound, ...]:
    """Return what the signatures of a stored file are worth today. Refusals `file_damaged`, `paper_damaged`."""
    return examine(_stored(sha256), roots_in(settings().trust_roots), now=clock.now())


def _paper(decision_id: int, part: Part, actor: Actor) -> _Paper:
    decision = db.session.get(Decision, decision_id, populate_existing=True)
    if decision is None or decision.agency_id != actor.agency_id:
        raise Missing(f"Decision {decision_id}")
    if part is Part.SIGNER and decision.signed_by != actor.user_id:
        raise Refusal("not_the_signer", signer=db.session.get_one(User, decision.signed_by).full_name)
    if decision.pdf_sha256 is None:
        raise Refusal("paper_not_drawn")
    sha256 = newest(decision_id, decision.pdf_sha256)
    return _Paper(decision.id, decision.signed_by, files_of(decision_id), sha256, _stored(sha256))


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


def _known(paper: _Paper, actor: Actor) -> dict[Part, tuple[str, str]]:
    """The registered certificates of those whose signatures a file may bring."""
    holders = {Part.SIGNER: Holder(actor.agency_id, paper.signed_by), Part.AGENCY: Holder(actor.agency_id)}
    keys = {part: key_of(holder) for part, holder in holders.items()}
    return {part: (key.fingerprint, key.name) for part, key in keys.items() if key is not None}


def _join(
    paper: _Paper, parts: Sequence[Part], way: Way, data: bytes, found: Sequence[SignatureFound], *, actor: Actor
) -> None:
    sha256 = storage.put(settings().files, data)
    with transaction() as session:
        decision = own_for_update(session, Decision, paper.id, actor=actor)
        if newest(paper.id, decision.pdf_sha256 or "") != paper.sha256:
            raise Refusal("paper_moved_on")
        take(session, decision.dossier_id, _DUTY[parts[-1]], actor=actor)
        based_on = paper.sha256
        for position, part in enumerate(parts, start=len(paper.files) + 1):
            _add(session, decision, DecisionFile(
                decision_id=paper.id, position=position, part=part, way=way, sha256=sha256, based_on=based_on,
                size=len(data), found=as_data(found), created_at=clock.now(), created_by=actor.user_id,
            ), actor)  # fmt: skip
            based_on = sha256


def _add(session: Session, decision: Decision, file: DecisionFile, actor: Actor) -> None:
    session.add(file)
    action = "decision:signed_by_signer" if file.part is Part.SIGNER else "decision:signed_by_agency"
    trail.record(session, actor, action, decision, before={"sha256": file.based_on}, after={"sha256": file.sha256})
