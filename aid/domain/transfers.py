"""What a bank transfer carries so that its result is found again: one reference for each time a payment is sent.

A payment that failed and is planned again keeps its number and gets another payout, so a late word about the first
transfer is never taken for one about the second.
"""

import re
from typing import NamedTuple

from aid.domain.vietqr import LONGEST_PURPOSE

_REFERENCE = re.compile(r"(?<![A-Z0-9])KT(\d{1,9})D(\d{1,9})(?!\d)")
_WORDS = " HO TRO KHAN CAP"


class Sent(NamedTuple):
    """One transfer: which payment, sent in which payout."""

    payment_id: int
    payout_id: int


def reference(payment_id: int, payout_id: int) -> str:
    """Return the reference of a payment in a payout: "KT12D3"."""
    return f"KT{payment_id}D{payout_id}"


def purpose(payment_id: int, payout_id: int) -> str:
    """Return what the receiver reads, within the 25 plain signs that every bank keeps; the reference is whole."""
    return (reference(payment_id, payout_id) + _WORDS)[:LONGEST_PURPOSE].strip()


def read_reference(text: str) -> Sent | None:
    """Return which transfer a text of the bank is about; None without a reference, or with two different ones."""
    found = {Sent(int(payment), int(payout)) for payment, payout in _REFERENCE.findall(text.upper())}
    return found.pop() if len(found) == 1 else None
