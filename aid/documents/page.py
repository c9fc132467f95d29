"""A page for the renderer and the file it becomes: nothing fetched, nothing read or packed twice.

What is private to WeasyPrint is said so; its version is pinned, and tests compare papers with the renderer's own way.
"""

from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from pydyf import PDF, Object
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class RenderError(Exception):
    """The paper could not be drawn; an ordinary exception, whatever the renderer raised."""


class ClosedFetcher(URLFetcher):
    """Opens nothing: a paper that asks for an address or a file is not drawn at all."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        raise RenderError("A paper asked for something outside itself.")


class Page(HTML):
    """A page whose elements are described by our own few rules (`_ua_stylesheets` is private)."""

    def __init__(self, html: str, elements: CSS) -> None:
        super().__init__(string=html, url_fetcher=ClosedFetcher())
        self._elements = elements

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self._elements]


class OwnPage(Page):
    """A page of one of our own templates, which are XML as well: its tree is read many times quicker.

    The attributes are those that the renderer's own constructor sets.
    """

    def __init__(self, html: str, elements: CSS) -> None:
        self.base_url, self.media_type, self.url_fetcher = None, "print", ClosedFetcher()
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.XML(html), content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self._elements = elements


class _Written(Object):
    """An object of a PDF as the bytes it was written to."""

    def __init__(self, drawn: Object) -> None:
        super().__init__()
        self.number, self.generation = drawn.number, drawn.generation
        self._bytes, self._compressible = drawn.data, drawn.compressible

    @property
    def data(self) -> bytes:
        return bytes(self._bytes)

    @property
    def compressible(self) -> bool:
        return bool(self._compressible)


def write_once(document: Any, pdf: PDF) -> None:
    """A `finisher` of WeasyPrint: every object is packed here once, not again for the identifier of the file."""
    pdf.objects[:] = [drawn if drawn.free == "f" else _Written(drawn) for drawn in pdf.objects]
