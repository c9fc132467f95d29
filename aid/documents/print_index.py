"""Mục lục tệp in: where each paper of a batch lies in the files that go to the printer.

Lines, not a table: thousands of them cost a third of what cells would.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aid.documents.engine import render
from aid.documents.head import head_view


@dataclass(frozen=True)
class IndexEntry:
    """One paper: the pages it takes, its number and symbol, what it is about."""

    pages: str
    label: str
    about: str


@dataclass(frozen=True)
class IndexedFile:
    """A file to print and the papers in it, in their order."""

    name: str
    entries: Sequence[IndexEntry]


@dataclass(frozen=True)
class IndexContent:
    """The whole index; `about` says which batch it is."""

    about: str
    parent_agency: str | None
    agency: tuple[str, ...]
    place: str
    files: Sequence[IndexedFile]


def render_index(content: IndexContent) -> bytes:
    """The PDF of an index, as many A4 pages as it takes."""
    head = head_view(parent_agency=content.parent_agency, agency=content.agency, place=content.place, day=None)
    return render("print_index.html", content=content, head=head)
