"""What the books of documents in and out share: a page of the book with its filters, its print, its workbook."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Response, render_template, request

from aid.domain.roles import Actor
from aid.queries.areas import visible_agencies
from aid.web.file_answers import pdf_answer, workbook_answer
from aid.web.pagination import Pages, page_of
from aid.web.security import current_actor

Drawn = Callable[..., bytes]


class Book(NamedTuple):
    """One book: its queries (`listed`, `years`, `offices`), its filter form, its template, the name of its files."""

    queries: Any
    form: type[Any]
    template: str
    file_name: str


def page(book: Book, **more: Any) -> str:
    """Return one page of a book, as it is narrowed in the address."""
    area, asked = visible_agencies(current_actor()), page_of(request.args)
    filters = _filters(book, current_actor())
    found = book.queries.listed(filters.wanted(), area=area, limit=asked.limit, offset=asked.offset)
    query = request.query_string.decode("ascii", "ignore")
    pages = Pages(asked, found.total)
    return render_template(book.template, rows=found.rows, filters=filters, query=query, pages=pages, **more)


def printed(book: Book, draw: Drawn) -> Response:
    """Return the same lines as a PDF."""
    return pdf_answer(_drawn(book, draw, current_actor()), f"{book.file_name}.pdf")


def exported(book: Book, draw: Drawn) -> Response:
    """Return the same lines as a workbook."""
    return workbook_answer(_drawn(book, draw, current_actor()), f"{book.file_name}.xlsx")


def _drawn(book: Book, draw: Drawn, actor: Actor) -> bytes:
    return draw(_filters(book, actor).wanted(), actor=actor)


def _filters(book: Book, actor: Actor) -> Any:
    """Return the filter form; each agency keeps its own book, so the reader begins with the own one."""
    area = visible_agencies(actor)
    offices = book.queries.offices(area=area)
    own = actor.agency_id if actor.agency_id in dict(offices) else None
    return book.form(book.queries.years(area=area), offices, own)
