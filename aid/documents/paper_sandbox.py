"""Where the templates of papers run, ours and an office's: no attribute of Python, no file, no endless work."""

import time
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from aid.documents.engine import FOLDER
from aid.documents.text import kept, printable

LONGEST_SOURCE = 64 * 1024
LONGEST_PAGE = 8 * 1024 * 1024
SECONDS = 10.0

# The layouts a template may extend and the parts it may call; nothing else can be opened by name.
LAYOUTS = frozenset(f"papers/_{name}.html" for name in ("base", "named", "dispatch", "minutes", "form", "list"))
_PARTS = frozenset({"papers/_parts.html", "_head.html", "_list.html"})


class TooMuch(Exception):
    """A template made more text, or took more time, than a paper needs."""


class _Parts(BaseLoader):
    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        if template not in LAYOUTS | _PARTS:
            raise TemplateNotFound(template)
        return (FOLDER / template).read_text("utf-8"), str(FOLDER / template), lambda: True


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment of all papers, with the parts of a paper as functions."""
    made = ImmutableSandboxedEnvironment(
        loader=_Parts(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["kept"] = kept
    parts = made.get_template("papers/_parts.html").module
    made.globals |= {name: part for name, part in vars(parts).items() if not name.startswith("_")}
    return made


@cache
def shipped_source(kind: str) -> str:
    """The template that comes with the program for a kind."""
    return (FOLDER / "papers" / f"{kind}.html").read_text("utf-8")


def filled(source: str, values: Mapping[str, Any]) -> str:
    """The page of HTML that a template makes of values; TooMuch where it does not come to an end."""
    template = environment().from_string(source)
    return "".join(_within_limits(template.generate(**values)))


def _within_limits(pieces: Iterator[str]) -> Iterator[str]:
    end, length = time.monotonic() + SECONDS, 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_PAGE or time.monotonic() > end:
            raise TooMuch
        yield piece
