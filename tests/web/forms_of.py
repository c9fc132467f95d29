"""The values of a page's form, as a browser would send them when nobody touches a field."""

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
