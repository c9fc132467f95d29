"""When an officer and somebody who receives money are one person, or near enough that the officer must step aside.

The same identity number, telephone or account speaks for itself; a relative is known only where the officer says so.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Tie(StrEnum):
    """What ties an officer to a household, the surest first."""

    IDENTITY = "identity"
    ACCOUNT = "account"
    PHONE = "phone"
    DECLARED = "declared"


class Contact(NamedTuple):
    """What one can be known by: identity numbers, telephones (E.164) and accounts, without blanks."""

    identities: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()


def contact(
    identities: Iterable[str | None] = (), phones: Iterable[str | None] = (), accounts: Iterable[str | None] = ()
) -> Contact:
    """Return a contact from fields that may be empty."""
    return Contact(*(frozenset(value for value in values if value) for values in (identities, phones, accounts)))


def tie_of(officer: Contact, party: Contact, *, declared: bool) -> Tie | None:
    """Return what ties an officer to a household and its payees, or None."""
    ties = (
        (Tie.IDENTITY, officer.identities & party.identities),
        (Tie.ACCOUNT, officer.accounts & party.accounts),
        (Tie.PHONE, officer.phones & party.phones),
        (Tie.DECLARED, declared),
    )
    return next((tie for tie, holds in ties if holds), None)
