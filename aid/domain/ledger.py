"""The ledger of a fund: five accounts, a few kinds of entry, and what is left to promise.

Every amount is positive and in the fund's unit (whole đồng, whole kilograms); the kind says which running totals
it raises or lowers. available = received - reserved - advanced - spent + returned, and it never goes below zero.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from aid.domain.errors import Refusal


class Account(StrEnum):
    """The running totals every fund carries."""

    RECEIVED = "received"
    RESERVED = "reserved"
    ADVANCED = "advanced"
    SPENT = "spent"
    RETURNED = "returned"


class EntryKind(StrEnum):
    """Why an amount moved."""

    RECEIVE = "receive"
    TRANSFER_OUT = "transfer_out"
    RESERVE = "reserve"
    RELEASE = "release"
    SPEND = "spend"
    RETURN = "return"


MOVES: dict[EntryKind, dict[Account, int]] = {
    EntryKind.RECEIVE: {Account.RECEIVED: +1},
    EntryKind.TRANSFER_OUT: {Account.RECEIVED: -1},
    EntryKind.RESERVE: {Account.RESERVED: +1},
    EntryKind.RELEASE: {Account.RESERVED: -1},
    EntryKind.SPEND: {Account.RESERVED: -1, Account.SPENT: +1},
    EntryKind.RETURN: {Account.RETURNED: +1},
}

SIGN: dict[Account, int] = {
    Account.RECEIVED: +1,
    Account.RESERVED: -1,
    Account.ADVANCED: -1,
    Account.SPENT: -1,
    Account.RETURNED: +1,
}


class Totals(NamedTuple):
    """The running totals of one fund, in its unit."""

    received: int = 0
    reserved: int = 0
    advanced: int = 0
    spent: int = 0
    returned: int = 0

    @property
    def available(self) -> int:
        """What may still be promised."""
        return sum(SIGN[Account(name)] * getattr(self, name) for name in self._fields)

    @property
    def promised(self) -> int:
        """What was promised, advanced or spent and did not come back: what a ceiling is held against."""
        return self.reserved + self.advanced + self.spent - self.returned


# What an accountant corrects by an entry that names the wrong one; what belongs to a payment has its own way back.
REVERSIBLE = frozenset({EntryKind.RECEIVE, EntryKind.TRANSFER_OUT})


def post(totals: Totals, kind: EntryKind, amount: int, *, reversing: bool = False) -> Totals:
    """Return the totals after one entry; one that reverses another moves the same accounts the other way.

    Refusal `amount_not_positive`, or `fund_too_small` with `asked`, `available` where the fund cannot carry it.
    """
    if amount <= 0:
        raise Refusal("amount_not_positive", amount=amount)
    step = -amount if reversing else amount
    after = totals._replace(
        **{account.value: getattr(totals, account.value) + sign * step for account, sign in MOVES[kind].items()}
    )
    if after.available < 0:
        raise Refusal("fund_too_small", asked=amount, available=totals.available)
    return after


def check_ceiling(before: Totals, after: Totals, ceiling: int | None) -> None:
    """Refuse to promise beyond the ceiling of a fund, however much it received.

    Refusal `ceiling_reached` with `asked`, `ceiling` and what is `left` below it.
    """
    if ceiling is not None and after.promised > max(ceiling, before.promised):
        left = max(ceiling - before.promised, 0)
        raise Refusal("ceiling_reached", asked=after.promised - before.promised, ceiling=ceiling, left=left)


def check_open(day: date, closed_to: date | None) -> None:
    """Refuse an entry dated in a closed period: Refusal `period_closed` with `day` and `closed_to`."""
    if closed_to is not None and day <= closed_to:
        raise Refusal("period_closed", day=day, closed_to=closed_to)


def check_closing(last_day: date, *, today: date, closed_to: date | None) -> None:
    """Refuse a closing that is not the end of a month that is over and later than what is closed.

    Refusal `closing_not_month_end`, `closing_too_early`, `closing_not_later` with `closed_to`.
    """
    if (last_day + timedelta(days=1)).day != 1:
        raise Refusal("closing_not_month_end", day=last_day)
    if last_day >= today:
        raise Refusal("closing_too_early", day=last_day)
    if closed_to is not None and last_day <= closed_to:
        raise Refusal("closing_not_later", closed_to=closed_to)
