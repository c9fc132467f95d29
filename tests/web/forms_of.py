"""A page's own form, as a browser would send it when nobody touches a field, and what its answer says is wrong."""

import re
from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self._inside, self._area, self._list = [], False, "", ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("method", "get").lower() == "post" and "post-form" in given.get("class", "")
        elif self._inside:
            getattr(self, f"_{tag}", lambda _given: None)(given)

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data):
        if self._area:
            # What follows the tag at once is a line end that belongs to the page, not to the text.
            self.found[-1] = (self._area, self.found[-1][1] + data.replace("\r\n", "\n").removeprefix("\n"))

    def _input(self, given):
        kind = given.get("type", "text")
        if (kind in {"radio", "checkbox"} and "checked" not in given) or kind in {"file", "submit"}:
            return
        self.found.append((given["name"], given.get("value", "")))

    def _textarea(self, given):
        self._area = given["name"]
        self.found.append((self._area, ""))

    def _select(self, given):
        self._list = given["name"]

    def _option(self, given):
        if "selected" in given:
            self.found.append((self._list, given.get("value", "")))


def values_in(page: str) -> dict[str, list[str]]:
    """Return what the page's own form holds, each name with its values."""
    reader = _Form()
    reader.feed(page)
    values: dict[str, list[str]] = {}
    for name, value in reader.found:
        values.setdefault(name, []).append(value)
    return values


def text_of(answer):
    return answer.get_data(as_text=True)


def faults_of(answer):
    """What a refused page says is wrong, for the report of a failing test."""
    told = re.findall(r'class="(?:field__error|error-summary)[^>]*>(.*?)</(?:div|section)>', text_of(answer), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in told]


def sent(browser, page, /, **changes):
    """Open a page, change some of its fields, and send it."""
    values = values_in(text_of(browser.get(page))) | changes
    return browser.post(page, data=values)
