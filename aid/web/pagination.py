"""From the page number in the address to the rows a query takes, and to the links around a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request

_FURTHEST = 1_000_000


class Page(NamedTuple):
    """Which rows of a list a page shows."""

    number: int
    size: int

    @property
    def limit(self) -> int:
        return self.size

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size


def page_of(arguments: Mapping[str, str], size: int = 50) -> Page:
    """Return the page named by `page`; anything that is no number above zero is the first."""
    text = arguments.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
    return Page(min(max(number, 1), _FURTHEST), size)


@dataclass(frozen=True)
class Pages:
    """The pages of a list of `total` rows, seen from one of them."""

    page: Page
    total: int

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.page.size))

    @property
    def previous_href(self) -> str | None:
        return _address(min(self.number - 1, self.count)) if self.number > 1 else None

    @property
    def next_href(self) -> str | None:
        return _address(self.number + 1) if self.number < self.count else None


def _address(number: int) -> str:
    """Return this request's address with another page number; filters stay."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', number)])}"
