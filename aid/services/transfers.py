"""The codes by which a cashier's app fills in approved transfers; opening them is a look at accounts, written down."""

from typing import NamedTuple

from aid import clock
from aid.domain import transfers
from aid.domain.errors import Missing, Refusal
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Action, Actor
from aid.domain.signatures import check_signed
from aid.domain.vietqr import vietqr
from aid.models.events import Access
from aid.queries.bank_files import plain_account
from aid.queries.banks import banks
from aid.queries.payments import PaymentRow
from aid.queries.payouts import PayoutView, shown
from aid.queries.signing_state import unsigned_parts
from aid.services.areas import check_may
from aid.services.transaction import transaction


class TransferCode(NamedTuple):
    """One transfer: `code` is the text of its VietQR, or "" where `missing` says why: "bank" or "account"."""

    payment_id: int
    beneficiary: str
    payee: str
    bank: str
    account: str
    amount: int
    purpose: str
    code: str
    missing: str = ""


class PayoutCodes(NamedTuple):
    """A payout and the codes of its transfers that may go out now."""

    payout: PayoutView
    transfers: list[TransferCode]


def codes(payout_id: int, *, actor: Actor) -> PayoutCodes:
    """Return the transfers of an approved bank payout of the actor's agency, and write the look down.

    Only what is approved and not sent has a code: a transfer that went out must not be made again. Missing in another
    agency; Refusal `wrong_method` for cash; `unsigned_by_signer`, `unsigned_by_agency` where the decision waits.
    """
    check_may(actor, Action.PAYMENT_PAY)
    payout = shown(payout_id, area={actor.agency_id})
    if payout.unit != "VND":
        raise Missing(f"Payout {payout_id}")
    if payout.method is not PayMethod.BANK:
        raise Refusal("wrong_method", method=payout.method)
    check_signed(payout.decision, unsigned_parts(payout.decision_id))
    found = [_code(row, payout.id) for row in payout.in_state(PaymentState.APPROVED)]
    if found:
        _look(payout_id, actor)
    return PayoutCodes(payout, found)


def _code(row: PaymentRow, payout_id: int) -> TransferCode:
    bank, account = banks().find(row.bank), plain_account(row.account)
    said = transfers.purpose(row.id, payout_id)
    code, missing = "", "" if bank else "bank"
    if bank:
        try:
            code = vietqr(bank.bin, account, row.amount, said)
        except Refusal:
            missing = "account"
    name = bank.name if bank else row.bank
    return TransferCode(row.id, row.beneficiary, row.payee, name, account, row.amount, said, code, missing)


def _look(payout_id: int, actor: Actor) -> None:
    with transaction() as session:
        session.add(
            Access(
                at=clock.now(), user_id=actor.user_id, payout_id=payout_id, fields="account", purpose="mã VietQR"
            )
        )  # fmt: skip
