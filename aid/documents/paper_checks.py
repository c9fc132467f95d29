"""Reading an office's template before it is kept: each fault is a sentence that names its line and the cure.

A template may say what ours say: extend a layout, fill its blocks, put values in place, repeat over a list, ask
whether a value is there. It holds no work that could grow, opens no file and no address, and only plain elements.
"""

import re
from collections.abc import Iterable, Iterator
from types import TracebackType

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SecurityError

from aid.documents.engine import RenderError
from aid.documents.paper_elements import DEEPEST as DEEPEST_ELEMENTS
from aid.documents.paper_elements import deepest, faults
from aid.documents.paper_samples import sample_content
from aid.documents.paper_sandbox import LAYOUTS, LONGEST_SOURCE, TooMuch, environment
from aid.documents.papers import render_paper, values_of
from aid.domain.errors import Refusal

FILTERS = frozenset({"kept", "upper", "lower", "capitalize", "length", "first", "last", "join", "default", "format"})
TESTS = frozenset({"defined", "undefined", "none"})
DEEPEST = 3

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.For, nodes.If, nodes.Name,
    nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter, nodes.Test, nodes.Concat, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Keyword,
)  # fmt: skip
_LISTS = (nodes.Name, nodes.Getattr, nodes.Getitem)
# A number with its leading zeros or a text, in a space of at most nine.
_FORMAT = re.compile(r"(?:[^%]|%%|%0?[1-9]?[sd])*")
_LONGEST_BETWEEN = 20
# The renderer looks for a place to break such a word for minutes.
_ENDLESS = re.compile(r"[^\s<>]{200}")


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
    try:
        _check_nodes(_read(source), _known(kind))
        _check_elements(source)
        _try(kind, source)
    except RecursionError as error:
        raise Refusal("template_endless") from error


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
    _walk(tree, known, ())


def _walk(node: nodes.Node, known: set[str], loops: tuple[set[str], ...]) -> None:
    """`loops` holds the names that each loop around the node gives."""
    line = node.lineno or 1
    if not isinstance(node, _ALLOWED):
        raise Refusal("template_forbidden", line=line, what=type(node).__name__)
    for what in _wrong(node):
        raise Refusal("template_forbidden", line=line, what=what)
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        raise Refusal("template_unknown_name", line=line, name=node.name)
    if isinstance(node, nodes.For):
        if loops and _root(node.iter) not in loops[-1]:
            raise Refusal("template_forbidden", line=line, what="for")
        given = {found.name for found in node.target.find_all(nodes.Name)} | _own(node.target)
        known, loops = known | given, (*loops, given)
        if len(loops) > DEEPEST:
            raise Refusal("template_too_deep", line=line, most=DEEPEST)
    for child in node.iter_child_nodes():
        _walk(child, known, loops)


def _own(target: nodes.Node) -> set[str]:
    return {target.name} if isinstance(target, nodes.Name) else set()


def _root(node: nodes.Node) -> str:
    """The name at the root of what a loop runs over: "row" of `row.cells`."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return getattr(node, "name", "")


def _wrong(node: nodes.Node) -> Iterator[str]:
    """What of an allowed node is not: a foreign layout, filter or test, a call of anything but a part."""
    if isinstance(node, nodes.Extends) and getattr(node.template, "value", "") not in LAYOUTS:
        yield "extends"
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield f"|{node.name}"
    if isinstance(node, nodes.Filter) and not _is_bounded(node):
        yield f"|{node.name}(…)"
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        yield f"is {node.name}"
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") not in parts():
        yield f"{getattr(node.node, 'name', '')}(…)"
    if isinstance(node, nodes.For) and (node.recursive or not isinstance(node.iter, _LISTS)):
        yield "for"
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield f".{node.attr}"


def _is_bounded(found: nodes.Filter) -> bool:
    """Say whether a filter makes no more text than it is given: a width, or a text between, could be without end."""
    if found.name == "format":
        return isinstance(found.node, nodes.Const) and bool(_FORMAT.fullmatch(str(found.node.value)))
    if found.name == "join":
        between = [len(str(one.value)) if isinstance(one, nodes.Const) else _LONGEST_BETWEEN + 1 for one in found.args]
        return isinstance(found.node, _LISTS) and not found.kwargs and all(one <= _LONGEST_BETWEEN for one in between)
    return True


def _check_elements(source: str) -> None:
    """Refuse elements and attributes that a paper does not need, in whatever Jinja passes on as it stands."""
    texts = [(line, value) for line, kind, value in environment().lex(source) if kind == "data"]
    for line, text in texts:
        for place, wrong in faults(text):
            line += text.count("\n", 0, place)
            raise Refusal("template_element_forbidden", line=line, element=wrong)
    if any(_ENDLESS.search(text) for _, text in texts) or deepest(text for _, text in texts) > DEEPEST_ELEMENTS:
        raise Refusal("template_endless")


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
    except (TemplateError, SyntaxError, TypeError, ValueError, KeyError, RenderError) as error:
        raise Refusal("template_not_drawn", line=_line(error.__traceback__)) from error


def _line(trace: TracebackType | None) -> int:
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
