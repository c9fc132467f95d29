"""Reading an office's template before it is kept: each fault is a sentence that names its line and the cure.

A template may say what ours say: extend a layout, fill its blocks, put values in place, repeat over a list, ask
whether a value is there. It holds no work that could grow, opens no file and no address, and only plain elements.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from types import TracebackType

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SecurityError

from aid.documents.engine import RenderError
from aid.documents.paper_samples import sample_content
from aid.documents.paper_sandbox import LAYOUTS, LONGEST_SOURCE, TooMuch, environment
from aid.documents.papers import render_paper, values_of
from aid.domain.errors import Refusal

ELEMENTS = frozenset(
    {"p", "div", "section", "span", "b", "i", "h1", "h2", "table", "colgroup", "col", "thead", "tbody", "tr", "td"}
) | {"th"}
ATTRIBUTES = frozenset({"class", "colspan", "rowspan", "lang", "scope"})
FILTERS = frozenset({"kept", "upper", "lower", "capitalize", "length", "first", "last", "join", "default", "format"})
TESTS = frozenset({"defined", "undefined", "none"})
DEEPEST = 3

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.For, nodes.If, nodes.Name,
    nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter, nodes.Test, nodes.Concat, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Keyword,
)  # fmt: skip
_LISTS = (nodes.Name, nodes.Getattr, nodes.Getitem)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def placeholders(kind: str) -> dict[str, str]:
    """The names a template of a kind may put in place, in alphabetical order, each with what the sample puts there."""
    values = values_of(sample_content(kind))
    return {name: _example(values[name]) for name in sorted(set(values) - {"layout"})}


def _example(value: object) -> str:
    """A value as text; of rows the first one, "" for what a part draws (tables, signatures)."""
    if isinstance(value, str | int):
        return str(value)
    rows = [row for row in value if isinstance(row, str)] if isinstance(value, Iterable) else []
    return f"{rows[0]} …" if len(rows) > 1 else "".join(rows)


def parts() -> tuple[str, ...]:
    """The parts of a paper a template may call."""
    return tuple(sorted(name for name, value in environment().globals.items() if hasattr(value, "arguments")))


def check_template(kind: str, source: str) -> None:
    """Refuse what no paper could be drawn with; every Refusal names the line.

    Codes: `template_empty`, `template_too_long` (most), `template_unreadable` (says), `template_forbidden` (what),
    `template_unknown_name` (name), `template_element_forbidden` (element), `template_without_layout`,
    `template_too_deep` (most), `template_endless`, `template_not_drawn`.
    """
    if not source.strip():
        raise Refusal("template_empty")
    if len(source) > LONGEST_SOURCE:
        raise Refusal("template_too_long", most=LONGEST_SOURCE // 1024)
    tree = _read(source)
    _check_nodes(tree, _known(kind))
    _Elements(_without_jinja(source)).check()
    _try(kind, source)


def _read(source: str) -> nodes.Template:
    try:
        return environment().parse(source)
    except TemplateSyntaxError as error:
        raise Refusal("template_unreadable", line=error.lineno, says=error.message or "") from error


def _known(kind: str) -> set[str]:
    return {*values_of(sample_content(kind)), *parts(), "loop"}


def _check_nodes(tree: nodes.Template, known: set[str]) -> None:
    layouts = [found for found in tree.body if isinstance(found, nodes.Extends)]
    if len(layouts) != 1:
        raise Refusal("template_without_layout", names=sorted(LAYOUTS))
    _walk(tree, known, depth=0)


def _walk(node: nodes.Node, known: set[str], *, depth: int) -> None:
    line = node.lineno or 1
    if not isinstance(node, _ALLOWED):
        raise Refusal("template_forbidden", line=line, what=type(node).__name__)
    for what in _wrong(node):
        raise Refusal("template_forbidden", line=line, what=what)
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        raise Refusal("template_unknown_name", line=line, name=node.name)
    if isinstance(node, nodes.For):
        depth += 1
        if depth > DEEPEST:
            raise Refusal("template_too_deep", line=line, most=DEEPEST)
        known = known | {found.name for found in node.target.find_all(nodes.Name)} | _own(node.target)
    for child in node.iter_child_nodes():
        _walk(child, known, depth=depth)


def _own(target: nodes.Node) -> set[str]:
    return {target.name} if isinstance(target, nodes.Name) else set()


def _wrong(node: nodes.Node) -> Iterator[str]:
    """What of an allowed node is not: a foreign layout, filter or test, a call of anything but a part."""
    if isinstance(node, nodes.Extends) and getattr(node.template, "value", "") not in LAYOUTS:
        yield "extends"
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield f"|{node.name}"
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        yield f"is {node.name}"
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") not in parts():
        yield f"{getattr(node.node, 'name', '')}(…)"
    if isinstance(node, nodes.For) and (node.recursive or not isinstance(node.iter, _LISTS)):
        yield "for"
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield f".{node.attr}"


def _without_jinja(source: str) -> str:
    """The source with what Jinja reads blanked, so that places stay what they are."""
    return _JINJA.sub(lambda found: re.sub(r"[^\n]", "x", found.group()), source)


class _Elements(HTMLParser):
    """Refuses elements and attributes that a paper does not need."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text

    def check(self) -> None:
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            raise Refusal("template_element_forbidden", line=self.getpos()[0], element=f"<{tag}>")
        for name, _ in attrs:
            if name not in ATTRIBUTES and set(name) != {"x"}:
                raise Refusal("template_element_forbidden", line=self.getpos()[0], element=f"{name}=")

    def handle_decl(self, decl: str) -> None:
        raise Refusal("template_element_forbidden", line=self.getpos()[0], element=f"<!{decl[:20]}>")


def _try(kind: str, source: str) -> None:
    """Draw the sample of the kind; what fails names the line of the template where it failed."""
    try:
        render_paper(sample_content(kind), source)
    except TooMuch as error:
        raise Refusal("template_endless") from error
    except UndefinedError as error:
        raise Refusal("template_unknown_name", line=_line(error.__traceback__), name=error.message or "") from error
    except SecurityError as error:
        raise Refusal("template_forbidden", line=_line(error.__traceback__), what=error.message or "") from error
    except (TemplateError, TypeError, ValueError, KeyError, RenderError) as error:
        raise Refusal("template_not_drawn", line=_line(error.__traceback__)) from error


def _line(trace: TracebackType | None) -> int:
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
