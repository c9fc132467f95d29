"""WeasyPrint behind one function: closed to network and disk, one set of fonts, the same bytes every time.

Fonts and style sheets are prepared once: that halves the work of a page and keeps the memory of a worker flat. One
render runs at a time, since the renderer is Python and its font configuration is shared.
"""

import gc
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, __version__
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration

from aid.documents.metrics import FACES, FONT_FOLDER, balanced_lines, text_width
from aid.documents.page import ClosedFetcher, OwnPage, Page, RenderError, write_once
from aid.documents.quick_styles import quick_styles
from aid.documents.text import kept, printable, unbroken

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"
PDF_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}

# Which style sheets a paper needs; a sheet that is not needed costs time on every element.
STYLES: dict[str, tuple[str, ...]] = {
    "annex_line.html": ("line",),
    "decision.html": ("nd30_2020",),
    "decision_with_annex.html": ("nd30_2020", "list", "annex"),
    "print_index.html": ("nd30_2020", "index"),
    "receipt.html": ("nd30_2020", "receipt"),
    "register.html": ("nd30_2020", "list", "sheet"),
    "sign_sheet.html": ("nd30_2020", "list", "sheet"),
    "slip.html": ("nd30_2020", "slip"),
    **{f"papers/_{name}.html": ("nd30_2020", "list", "paper") for name in ("named", "dispatch", "minutes", "form")},
    "papers/_list.html": ("nd30_2020", "list", "paper", "lying"),
}

_LOCK = threading.Lock()


@cache
def _fonts() -> FontConfiguration:
    missing = [face for face in FACES if not (FONT_FOLDER / face).is_file()]
    if missing:
        raise RenderError(f"The typeface of the papers is missing (package fonts-croscore): {', '.join(missing)}")
    return FontConfiguration()


@cache
def _style(name: str) -> CSS:
    text = (FOLDER / "css" / f"{name}.css").read_text("utf-8")
    return CSS(string=text, font_config=_fonts(), url_fetcher=ClosedFetcher())


def _styles(template_name: str) -> list[CSS]:
    return [_style(name) for name in STYLES[template_name]]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kept": kept, "unbroken": unbroken}
    environment.globals |= {"text_width": text_width, "balanced_lines": balanced_lines}
    return environment


def markup(template_name: str, **values: object) -> str:
    """The HTML of a paper."""
    return _environment().get_template(template_name).render(**values)


def render(template_name: str, **values: object) -> bytes:
    """The PDF of a paper: equal values give equal bytes, in this process and in another."""
    return draw(markup(template_name, **values), template_name)


def draw(html: str, template_name: str) -> bytes:
    """The PDF of a finished page of HTML with the styles of a template; raises only RenderError."""
    with _LOCK, _no_collection(), quick_styles():
        try:
            page = _page(template_name)(html, _style("elements"))
            styles = _styles(template_name)
            return bytes(page.write_pdf(stylesheets=styles, font_config=_fonts(), finisher=write_once, **PDF_OPTIONS))
        except (KeyboardInterrupt, SystemExit, RenderError):
            raise
        # A fatal fetch failure of WeasyPrint is no Exception, only a BaseException.
        except BaseException as error:
            raise RenderError("The paper could not be drawn.") from error


def _page(template_name: str) -> type[Page]:
    """An office may adapt the templates of a process, and writes HTML; the others are XML as well."""
    return Page if template_name.startswith("papers/") else OwnPage


@contextmanager
def _no_collection() -> Iterator[None]:
    """The renderer makes many small objects that die together; collecting among them only costs."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def warm_up() -> None:
    """Load fonts, styles and templates, so that the first paper of a process is as quick as the next."""
    for name in STYLES:
        _styles(name)
        _environment().get_template(name)
    letters = '<p class="text">Ấ <b>ậ</b> <i>ữ <b>ỹ</b></i></p>'
    draw(f'<html lang="vi"><head><title>.</title></head><body>{letters}</body></html>', "decision.html")


@cache
def renderer_version() -> str:
    """What the bytes depend on beside the content: renderer, shaper, typeface, layout. Stored beside each PDF."""
    fonts = _digest(FONT_FOLDER / face for face in FACES)
    layout = _digest(sorted(path for path in FOLDER.rglob("*") if path.is_file()))
    pango_version = pango.pango_version()
    pango_text = f"{pango_version // 10000}.{pango_version // 100 % 100}.{pango_version % 100}"
    return f"WeasyPrint {__version__}; Pango {pango_text}; Tinos {fonts}; nd30_2020 {layout}"


def _digest(paths: Any) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]
