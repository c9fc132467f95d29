"""Entering a norm, discarding it while it waits, and confirming it by a second person.

A norm that a person entered computes nothing before it is confirmed. It never changes a line of an issued decision:
what the rules give more from then on is proposed beside it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.norms import Norm as NormValue
from aid.domain.norms import check_entry
from aid.domain.policy_steps import may_discard_norm
from aid.domain.roles import Action, Actor
from aid.extensions import db, settings
from aid.models.policies import Norm
from aid.models.users import User
from aid.queries.places import office_place
from aid.queries.policies import norm_in
from aid.services import trail
from aid.services.areas import check_may
from aid.services.attachments import KeptFile, StoredFile
from aid.services.transaction import load_for_update, transaction


@dataclass(frozen=True)
class NormValues:
    """A norm as it is typed: đồng a month from a day on; `citation` is how decisions name its document."""

    scope: str
    amount: int
    valid_from: date
    basis: str
    citation: str = ""


def enter_norm(values: NormValues, *, actor: Actor) -> int:
    """Store a norm that waits for confirmation and return its id; a city's own is that of the office's province.

    Refusals: `action_not_allowed`, `norm_scope_unknown` (scope), `amount_not_positive`, `norm_basis_missing`,
    `norm_overlaps` (day), `norm_backwards` (day). Basis: Điều 4 NĐ 20/2021.
    """
    check_may(actor, Action.NORM_ENTER)
    province = office_place(actor.agency_id).province_code if values.scope == "city" else ""
    norm = NormValue(
        scope=values.scope,
        amount=values.amount,
        valid_from=values.valid_from,
        basis=clean(values.basis),
        confirmed=False,
        province_code=province,
        citation=clean(values.citation),
    )
    with transaction() as session:
        check_entry(norm, [norm_in(row) for row in session.scalars(select(Norm))])
        row = Norm(**vars(norm), created_at=clock.now(), created_by=actor.user_id)
        session.add(row)
        trail.record(session, actor, "norm:entered", row, after=_told(norm))
        return row.id


def discard_norm(norm_id: int, *, actor: Actor) -> None:
    """Take out a norm that was entered and not confirmed; the trail keeps it.

    Refusals: `action_not_allowed`, `norm_settled` for one that was confirmed or came with the program,
    `norm_not_yours` for a ward where another office entered it.
    """
    check_may(actor, Action.NORM_ENTER)
    with transaction() as session:
        row = _locked(session, norm_id)
        if row.confirmed or row.created_by is None:
            raise Refusal("norm_settled")
        if not may_discard_norm(actor, session.get_one(User, row.created_by).agency_id):
            raise Refusal("norm_not_yours")
        trail.record(session, actor, "norm:discarded", row, before=_told(norm_in(row)))
        session.delete(row)


def confirm_norm(norm_id: int, *, actor: Actor, text: KeptFile | None) -> None:
    """Confirm a norm with the text of its document; from now on it computes. Issued decisions stay as they are.

    Refusals: `action_not_allowed`, `norm_settled` for a confirmed one, `entered_it_yourself`, `policy_text_missing`.
    """
    check_may(actor, Action.NORM_CONFIRM)
    with transaction() as session:
        row = _locked(session, norm_id)
        if row.confirmed:
            raise Refusal("norm_settled")
        if row.created_by == actor.user_id:
            raise Refusal("entered_it_yourself")
        if text is None:
            raise Refusal("policy_text_missing")
        row.confirmed, row.confirmed_at, row.confirmed_by = True, clock.now(), actor.user_id
        for name, value in text._asdict().items():
            setattr(row, name, value)
        trail.record(session, actor, "norm:confirmed", row, after=_told(norm_in(row)) | {"file": text.file_name})


def open_text(norm_id: int) -> StoredFile:
    """Return the text attached to a confirmed norm; Missing where there is none. Refusal `file_damaged` (name)."""
    row = db.session.get(Norm, norm_id)
    if row is None or row.sha256 is None:
        raise Missing(f"Text of norm {norm_id}")
    try:
        data = storage.get(settings().files, row.sha256)
    except storage.DamagedFile as damaged:
        raise Refusal("file_damaged", name=row.file_name or "") from damaged
    return StoredFile(row.file_name or "", row.media_type or "", data)


def _locked(session: Session, norm_id: int) -> Norm:
    return load_for_update(session, Norm, norm_id)


def _told(norm: NormValue) -> dict[str, object]:
    return {"amount": norm.amount, "valid_from": norm.valid_from, "basis": norm.basis}
