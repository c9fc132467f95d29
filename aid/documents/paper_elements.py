"""The elements an office's template may write: each stands whole in its text, with plain attributes and nothing else.

What is not plainly one of ours is refused, whatever a browser or the renderer would make of it: a comment, an element
that is never closed, one whose attributes a value fills in. A value stands between elements, never inside one.
"""

import re
from collections.abc import Iterable, Iterator

ELEMENTS = frozenset(
    {"p", "div", "section", "span", "b", "i", "h1", "h2", "table", "colgroup", "col", "thead", "tbody", "tr", "td"}
) | {"th"}
ATTRIBUTES = frozenset({"class", "colspan", "rowspan", "lang", "scope"})
DEEPEST = 40

_SPANS = frozenset({"colspan", "rowspan"})
_VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|\w+)"""
_TAG = re.compile(rf"</?(?P<name>[a-z][a-z0-9]*)(?P<more>(?:\s+[a-z]+={_VALUE})*)\s*/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"([a-z]+)=({_VALUE})", re.IGNORECASE)
_LIKE_A_TAG = re.compile(r"</?([a-z][^\s/>]*)([^>]*)", re.IGNORECASE)
_LIKE_AN_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=")
_SPAN = re.compile(r"[\"']?[1-9]\d?[\"']?")


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Yield where in a piece of a template's text something stands that no paper needs, and what it is."""
    for begun in re.finditer("<", text):
        tag = _TAG.match(text, begun.start())
        wrong = _in_tag(tag) if tag else _in_other(text[begun.start() :])
        if wrong:
            yield begun.start(), wrong


def deepest(texts: Iterable[str]) -> int:
    """How many elements stand inside each other at most, were each one that is opened also closed."""
    deep = most = 0
    for text in texts:
        for tag in _TAG.finditer(text):
            deep += -1 if tag.group().startswith("</") else tag["name"].lower() != "col"
            most = max(most, deep)
    return most


def _in_tag(tag: re.Match[str]) -> str:
    if tag["name"].lower() not in ELEMENTS:
        return f"<{tag['name'].lower()}>"
    for name, value in _ATTRIBUTE.findall(tag["more"]):
        if name.lower() not in ATTRIBUTES:
            return f"{name.lower()}="
        if name.lower() in _SPANS and not _SPAN.fullmatch(value):
            return f"{name.lower()}={value[:12]}"
    return ""


def _in_other(text: str) -> str:
    """What to call something that is no whole element of ours."""
    like = _LIKE_A_TAG.match(text)
    if like is None:
        return text[:12]
    if like[1].lower() not in ELEMENTS:
        return f"<{like[1].lower()[:20]}>"
    foreign = [name.lower() for name in _LIKE_AN_ATTRIBUTE.findall(like[2]) if name.lower() not in ATTRIBUTES]
    return f"{foreign[0][:20]}=" if foreign else text[:20]
