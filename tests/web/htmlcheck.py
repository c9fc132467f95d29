"""What every page must keep, whichever test reached it."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
_CONTROLS = ("input", "select", "textarea")


def check_page(html: str) -> None:
    """Raise AssertionError with every fault of a page."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [*_syntax(parser), *(fault for rule in _RULES for fault in rule(root))]
    assert not found, "\n".join(found)


def text_of(element: Element | None) -> str:
    """Return the text of an element with single blanks."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _syntax(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, column), code, facts in parser.errors:
        yield f"HTML5 {line}:{column}: {html5lib.constants.E[code] % facts}"


def _heading(root: Element) -> Iterator[str]:
    headings = [text_of(heading) for heading in root.iter("h1")]
    title = text_of(root.find("head/title"))
    if len(headings) != 1 or not headings[0]:
        yield f"exactly one h1 with text is needed, found {headings}"
    elif not title.startswith((headings[0], "Lỗi:", "Error:")):
        yield f"the title {title!r} starts neither with the h1 {headings[0]!r} nor with Lỗi:"


def _language(root: Element) -> Iterator[str]:
    if root.get("lang") not in {"vi", "en"}:
        yield f"the page's language is {root.get('lang')!r}"


def _ids(root: Element) -> Iterator[str]:
    counted = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    for name, count in counted.items():
        if count > 1 or not name or name.split() != [name]:
            yield f"id {name!r} stands {count} times or is no name"
    for element in root.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "for"):
            for name in (element.get(attribute) or "").split():
                if name not in counted:
                    yield f"<{_tag(element)} {attribute}={name!r}> points nowhere"


def _labels(root: Element) -> Iterator[str]:
    named = {label.get("for") for label in root.iter("label") if text_of(label)}
    wrapped = {id(control) for label in root.iter("label") if text_of(label) for control in label.iter()}
    for control in (element for tag in _CONTROLS for element in root.iter(tag)):
        if control.get("type") in _UNLABELLED or control.get("aria-label"):
            continue
        if control.get("id") not in named and id(control) not in wrapped:
            yield f"<{_tag(control)} name={control.get('name')!r}> has no label"


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        if not form.get("action"):
            yield "a form has no action"
        has_token = any(field.get("name") == "csrf_token" and field.get("value") for field in form.iter("input"))
        if (form.get("method") or "get").lower() == "post" and not has_token:
            yield f"the form to {form.get('action')!r} has no csrf_token"


def _inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.get("style") is not None or _tag(element) == "style":
            yield f"<{_tag(element)}> has a style of its own"
        if _tag(element) == "script" and not element.get("src"):
            yield "a script stands in the page"
        for name in element.attrib:
            if name.startswith("on"):
                yield f"<{_tag(element)} {name}> runs a script"


def _words(root: Element) -> Iterator[str]:
    for element in (*root.iter("a"), *root.iter("button"), *root.iter("summary")):
        if not (text_of(element) or element.get("aria-label")):
            yield f"a <{_tag(element)}> to {element.get('href')!r} has no words"
        if _tag(element) == "a" and not element.get("href"):
            yield f"the link {text_of(element)!r} leads nowhere"
    for image in root.iter("img"):
        if image.get("alt") is None:
            yield f"the picture {image.get('src')!r} has no words"


def _tables(root: Element) -> Iterator[str]:
    for table in root.iter("table"):
        if not text_of(table.find("caption")):
            yield "a table has no caption"
        if any(not cell.get("scope") for cell in table.iter("th")):
            yield "a heading cell has no scope"


def _tag(element: Element) -> str:
    return str(element.tag)


_RULES = (_heading, _language, _ids, _labels, _forms, _inline, _words, _tables)
