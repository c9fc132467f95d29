"""Reading what the bank was sent and what it calls the accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from aid.domain.bank_files import LayoutCode, Transfer, same_name
from aid.domain.errors import Missing
from aid.domain.payouts import NOT_OUT_YET, PaymentState
from aid.domain.transfers import purpose, reference
from aid.extensions import db
from aid.models.bank_files import AccountName, BankFile
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.households import Person
from aid.models.payouts import Payment, Payout
from aid.models.users import User
from aid.queries.banks import banks


class BankFileRow(NamedTuple):
    """One file that was made; `total` in đồng."""

    id: int
    payout_id: int
    code: str
    layout: LayoutCode
    lines: int
    total: int
    sha256: str
    made_at: datetime
    made_by: str


def files_of(payout_id: int) -> list[BankFileRow]:
    """Return the files of a payout, newest first."""
    rows = db.session.execute(_files().where(BankFile.payout_id == payout_id).order_by(BankFile.id.desc()))
    return [BankFileRow._make(row) for row in rows]


def shown(file_id: int, *, agency_id: int) -> BankFileRow:
    """Return one file; Missing in another agency."""
    row = db.session.execute(_files().where(BankFile.id == file_id, Payout.agency_id == agency_id)).first()
    if row is None:
        raise Missing(f"BankFile {file_id}")
    return BankFileRow._make(row)


def _files() -> Select[*tuple[Any, ...]]:
    return (
        select(
            BankFile.id, BankFile.payout_id, Payout.code, BankFile.layout, BankFile.count, BankFile.total,
            BankFile.sha256, BankFile.created_at, User.full_name,
        )
        .join(Payout, BankFile.payout_id == Payout.id)
        .join(User, BankFile.created_by == User.id)
    )  # fmt: skip


def approved(payout_id: int) -> list[Transfer]:
    """Return the approved transfers of a payout in the order of their payments; two queries."""
    ready = (Payment.payout_id == payout_id) & (Payment.state == PaymentState.APPROVED)
    return transfers_of(db.session.scalars(select(Payment).where(ready).order_by(Payment.id)).all(), payout_id)


def transfers_of(payments: Collection[Payment], payout_id: int) -> list[Transfer]:
    """Return payments as transfers, with the bank as the table knows it and the account's name.

    The name is what somebody noted from the bank for this account, else what the household gave. Two queries.
    """
    payments_of = select(Payment.id).where(Payment.payout_id == payout_id)
    noted = {name.payment_id: name for name in db.session.scalars(_noted(payments_of))}
    typed: dict[int, list[str]] = {}
    for payment_id, name in db.session.execute(_typed(payout_id)):
        typed.setdefault(payment_id, []).append(name)
    return [_transfer(payment, payout_id, noted.get(payment.id), typed.get(payment.id, [])) for payment in payments]


def _noted(payments: Select[int]) -> Select[AccountName]:
    return select(AccountName).where(AccountName.payment_id.in_(payments))


def _typed(payout_id: int) -> Select[int, str]:
    """The names the household gave for the very account that is paid."""
    return (
        select(Payment.id, Person.account_name)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Entitlement, DecisionLine.entitlement_id == Entitlement.id)
        .join(Case, Entitlement.case_id == Case.id)
        .join(Person, Person.household_id == Case.household_id)
        .where(Payment.payout_id == payout_id, Person.account == Payment.account, Person.account_name != "")
        .order_by(Payment.id, Person.id)
    )


def _transfer(payment: Payment, payout_id: int, name: AccountName | None, typed: Sequence[str]) -> Transfer:
    bank = banks().find(payment.bank)
    speaks = name is not None and (name.bank, name.account) == (payment.bank, payment.account)
    return Transfer(
        payment_id=payment.id,
        payee=payment.payee,
        account=plain_account(payment.account),
        bank=bank.name if bank else payment.bank,
        bin=bank.bin if bank else "",
        amount=payment.amount,
        purpose=purpose(payment.id, payout_id),
        reference=reference(payment.id, payout_id),
        identity=payment.payee_identity,
        holder=name.holder if name and speaks else _of_the_payee(typed, payment.payee),
        accepted=bool(name and speaks and name.accepted_at),
    )


def _of_the_payee(names: Sequence[str], payee: str) -> str:
    """Return the payee's own name among those given for an account that several share, else the first."""
    return next((name for name in names if same_name(name, payee)), names[0] if names else "")


def plain_account(account: str) -> str:
    """Return an account number without the blanks, dots and dashes people put in."""
    return "".join(sign for sign in account if sign not in " .-\xa0").upper()


def not_out_yet(payout_id: int) -> list[Transfer]:
    """Return the transfers of a payout that have not gone out, whether approved or not."""
    waiting = (Payment.payout_id == payout_id) & Payment.state.in_(NOT_OUT_YET)
    return transfers_of(db.session.scalars(select(Payment).where(waiting).order_by(Payment.id)).all(), payout_id)


def holder_of(payment_id: int) -> str:
    """Return the name the bank shows for a payment's account, "" where nobody noted one for this account."""
    payment = db.session.get_one(Payment, payment_id)
    (transfer,) = transfers_of([payment], payment.payout_id or 0)
    return transfer.holder
