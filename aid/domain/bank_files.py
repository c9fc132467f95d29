"""Files of transfers for the bank: what may go into one, what is held and why, and how each bank wants it written.

A layout is a row of data; a bank that wants another one is another row. Whatever somebody typed stands as text: no
spreadsheet reads a formula, and accounts and identity numbers keep their zeros.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aid.domain.names import clean, fold
from aid.domain.vietqr import LONGEST_ACCOUNT, LONGEST_AMOUNT


class Cell(StrEnum):
    """What one column holds."""

    POSITION = "position"
    PAYEE = "payee"
    ACCOUNT = "account"
    BANK = "bank"
    BIN = "bin"
    AMOUNT = "amount"
    PURPOSE = "purpose"
    REFERENCE = "reference"
    IDENTITY = "identity"
    CURRENCY = "currency"


class LayoutCode(StrEnum):
    """The layouts that come with the program."""

    CSV_UTF8 = "csv_utf8"
    CSV_PLAIN = "csv_plain"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Layout:
    """One shape of file: columns in order, separator and encoding of a CSV; `plain` is capitals without marks."""

    code: LayoutCode
    ending: str
    columns: tuple[tuple[str, Cell], ...]
    separator: str = ""
    encoding: str = ""
    header: bool = True
    plain: bool = False


LAYOUTS: dict[LayoutCode, Layout] = {
    layout.code: layout
    for layout in (
        Layout(
            LayoutCode.CSV_UTF8,
            "csv",
            (
                ("STT", Cell.POSITION),
                ("Tên người thụ hưởng", Cell.PAYEE),
                ("Số tài khoản", Cell.ACCOUNT),
                ("Ngân hàng thụ hưởng", Cell.BANK),
                ("Mã ngân hàng", Cell.BIN),
                ("Số tiền", Cell.AMOUNT),
                ("Nội dung", Cell.PURPOSE),
                ("Mã tham chiếu", Cell.REFERENCE),
            ),
            separator=";",
            encoding="utf-8-sig",
        ),
        Layout(
            LayoutCode.CSV_PLAIN,
            "csv",
            (
                ("REFERENCE", Cell.REFERENCE),
                ("BENEFICIARY ACCOUNT", Cell.ACCOUNT),
                ("BENEFICIARY NAME", Cell.PAYEE),
                ("BANK CODE", Cell.BIN),
                ("CURRENCY", Cell.CURRENCY),
                ("AMOUNT", Cell.AMOUNT),
                ("REMARK", Cell.PURPOSE),
            ),
            separator=",",
            encoding="windows-1252",
            plain=True,
        ),
        Layout(
            LayoutCode.XLSX,
            "xlsx",
            (
                ("STT", Cell.POSITION),
                ("Số tài khoản", Cell.ACCOUNT),
                ("Họ và tên", Cell.PAYEE),
                ("Số định danh cá nhân", Cell.IDENTITY),
                ("Ngân hàng", Cell.BANK),
                ("Số tiền", Cell.AMOUNT),
                ("Diễn giải", Cell.PURPOSE),
                ("Mã tham chiếu", Cell.REFERENCE),
            ),
        ),
    )
}


class Transfer(NamedTuple):
    """One approved transfer; `holder` is the account's name as the bank shows it, "" where nobody looked it up."""

    payment_id: int
    payee: str
    account: str
    bank: str
    bin: str
    amount: int
    purpose: str
    reference: str
    identity: str = ""
    holder: str = ""
    accepted: bool = False


def same_name(holder: str, payee: str) -> bool:
    """Say whether two names are one, whatever their marks, capitals and blanks: banks print names without marks."""
    return _letters(holder) == _letters(payee) != ""


def name_differs(transfer: Transfer) -> bool:
    """Say whether the bank's name for the account is another than the payee's and nobody accepted it."""
    return bool(transfer.holder) and not transfer.accepted and not same_name(transfer.holder, transfer.payee)


_HOLDS: tuple[tuple[str, Callable[[Transfer], bool]], ...] = (
    ("bank_not_known", lambda one: not one.bin),
    ("account_unusable", lambda one: not _is_account(one.account)),
    ("account_name_differs", name_differs),
    ("payee_unreadable", lambda one: not _letters(one.payee)),
    ("amount_too_large", lambda one: not 0 < one.amount < 10**LONGEST_AMOUNT),
)


def held(transfer: Transfer) -> str:
    """Return why a transfer stays out of the file, or "" where it may go: the first reason of the table."""
    return next((code for code, is_so in _HOLDS if is_so(transfer)), "")


def table(layout: Layout, transfers: Iterable[Transfer]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a file one after the other, the headings first; every cell is harmless text."""
    if layout.header:
        yield tuple(heading for heading, _cell in layout.columns)
    for position, transfer in enumerate(transfers, start=1):
        values = transfer._asdict() | {"position": str(position), "amount": str(transfer.amount), "currency": "VND"}
        yield tuple(_written(layout, values[cell.value]) for _heading, cell in layout.columns)


def column_of(layout: Layout, cell: Cell) -> int:
    """Return the place of a column, from 0."""
    return [known for _heading, known in layout.columns].index(cell)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    shown = clean(text)
    return f"'{shown}" if shown.startswith(_FORMULA_SIGNS) else shown


_FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_PLAIN_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")


def _written(layout: Layout, text: str) -> str:
    if not layout.plain:
        return harmless(text)
    capitals = fold(text).upper()
    return " ".join("".join(sign if sign in _PLAIN_SIGNS else " " for sign in capitals).split())


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


def _is_account(account: str) -> bool:
    return 0 < len(account) <= LONGEST_ACCOUNT and account.isascii() and account.isalnum()
