"""Which bank somebody means: "Vietcombank", "VCB", "NH Ngoại thương CN Thanh Xuân" are one.

Money sent to a wrong bank is worse than a question: a name that fits two banks fits none.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from aid.domain.names import fold

_IDLE_WORDS = re.compile(
    r"\b(ngan hang|nh|nhtmcp|thuong mai co phan|tmcp|tm cp|trach nhiem huu han|tnhh|mot thanh vien|mtv|thuong mai|"
    r"viet nam|vietnam|vn|bank)\b"
)
_BRANCH = re.compile(r"\s*(?:\(|[-–,;/]?\s*\b(?:chi nhanh|cn|phong giao dich|pgd)\b).*$")


class Bank(NamedTuple):
    """One bank: the six figures transfers find it by, its short name, and whatever else people call it."""

    bin: str
    name: str
    other_names: tuple[str, ...] = ()


class BankNames:
    """The table of banks, found by any of their names."""

    def __init__(self, banks: Iterable[Bank]) -> None:
        """Learn every name; one that two banks share is kept as shared."""
        self._known: dict[str, set[str]] = {}
        self._banks: dict[str, Bank] = {}
        for bank in banks:
            self._banks.setdefault(bank.bin, bank)
            for name in (bank.bin, bank.name, *bank.other_names):
                for key in _keys(name):
                    self._known.setdefault(key, set()).add(bank.bin)

    def find(self, written: str) -> Bank | None:
        """Return the bank a text means, with or without its branch; None where that is not one bank for certain."""
        folded = fold(written)
        for text in (folded, _BRANCH.sub("", folded)):
            for key in _keys(text):
                meant = self._known.get(key, set())
                if len(meant) == 1:
                    return self._banks[next(iter(meant))]
        return None


def _keys(name: str) -> list[str]:
    """Return a name run together, as written and then without the words every bank has."""
    folded = fold(name)
    keys = (re.sub(r"[^a-z0-9]", "", text) for text in (folded, _IDLE_WORDS.sub(" ", folded)))
    return [key for key in keys if len(key) > 1]
