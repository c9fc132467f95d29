"""The name the bank shows for an account, held against the payee: a difference waits until somebody decides."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.bank_files import Transfer, name_differs
from aid.domain.errors import Missing, Refusal
from aid.domain.names import clean
from aid.domain.payouts import NOT_OUT_YET
from aid.domain.roles import Action, Actor
from aid.models.bank_files import AccountName
from aid.models.events import Access
from aid.models.payouts import Payment
from aid.queries.bank_files import not_out_yet, transfers_of
from aid.queries.payouts import shown
from aid.services import trail
from aid.services.areas import check_may
from aid.services.payout_rows import open_payment, open_payout
from aid.services.transaction import transaction

_LONGEST = 120


def to_note(payout_id: int, *, actor: Actor) -> list[Transfer]:
    """Return the transfers of the actor's payout that have not gone out, with whole accounts; the look is written down.

    Missing in another agency.
    """
    check_may(actor, Action.PAYMENT_CONTROL)
    shown(payout_id, area={actor.agency_id})
    waiting = not_out_yet(payout_id)
    if waiting:
        with transaction() as session:
            look = {"payout_id": payout_id, "fields": "account", "purpose": "đối chiếu tên chủ tài khoản"}
            session.add(Access(at=clock.now(), user_id=actor.user_id, **look))
    return waiting


def record(payout_id: int, holders: Mapping[int, str], *, actor: Actor) -> int:
    """Keep the names the bank shows for accounts of a payout, by payment; return how many are new or changed.

    An empty name changes nothing; a changed one takes back what was accepted. Missing for a payment that is not in
    the payout; Refusal `name_too_long`, `step_not_possible` where it has gone out.
    """
    check_may(actor, Action.PAYMENT_CONTROL)
    given = {payment_id: clean(holder) for payment_id, holder in holders.items() if clean(holder)}
    with transaction() as session:
        payments = open_payout(session, payout_id, actor=actor, only=given).payments
        return sum(_keep(session, payment, given[payment.id], actor) for payment in payments)


def accept(payment_id: int, note: str, *, actor: Actor) -> int:
    """Let a payment go to an account of another name, with the reason in writing; return its payout's id.

    Refusal `reason_missing`, `account_name_agrees` where nothing differs, `step_not_possible` where it has gone out.
    """
    check_may(actor, Action.PAYMENT_APPROVE)
    if not note.strip():
        raise Refusal("reason_missing")
    with transaction() as session:
        _decision, payment = open_payment(session, payment_id, actor=actor)
        _check_here(payment)
        (transfer,) = transfers_of([payment], payment.payout_id or 0)
        if not name_differs(transfer):
            raise Refusal("account_name_agrees", payee=payment.payee)
        _note(session, payment, transfer.holder, actor)
        name = session.scalars(select(AccountName).where(AccountName.payment_id == payment_id)).one()
        name.accepted_at, name.accepted_by, name.note = clock.now(), actor.user_id, note.strip()
        trail.record(session, actor, "payment:account_accepted", payment, reason=name.note)
        if payment.payout_id is None:
            raise Missing(f"Payout of payment {payment_id}")
        return payment.payout_id


def check_names(payments: Sequence[Payment], payout_id: int) -> None:
    """Refuse to send to an account of another name that nobody accepted: `account_name_differs`."""
    for transfer in transfers_of(payments, payout_id):
        if name_differs(transfer):
            raise Refusal("account_name_differs", payee=transfer.payee, holder=transfer.holder)


def _check_here(payment: Payment) -> None:
    if payment.state not in NOT_OUT_YET:
        raise Refusal("step_not_possible", step="account_name", state=payment.state)


def _keep(session: Session, payment: Payment, holder: str, actor: Actor) -> bool:
    _check_here(payment)
    if len(holder) > _LONGEST:
        raise Refusal("name_too_long", longest=_LONGEST)
    return _note(session, payment, holder, actor)


def _note(session: Session, payment: Payment, holder: str, actor: Actor) -> bool:
    known = session.scalars(select(AccountName).where(AccountName.payment_id == payment.id)).one_or_none()
    values = {"bank": payment.bank, "account": payment.account, "holder": holder}
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return False
    name = known or AccountName(payment_id=payment.id, note="")
    for key, value in values.items():
        setattr(name, key, value)
    name.accepted_at, name.accepted_by, name.note = None, None, ""
    name.created_at, name.created_by = clock.now(), actor.user_id
    session.add(name)
    trail.record(session, actor, "payment:account_name_noted", payment, after={"holder": holder})
    return True
