"""Addresses as strangers write them: reading one never breaks a page."""

from urllib.parse import SplitResult, urlsplit

from flask import Flask
from werkzeug.routing import IntegerConverter

_NOWHERE = SplitResult("", "", "", "", "")


class RowNumber(IntegerConverter):
    """The number of a row in an address; one that no table can hold is a page that does not exist."""

    regex = r"[0-9]{1,18}"


def register(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; one that cannot be read has none."""
    try:
        return urlsplit(address)
    except ValueError:
        return _NOWHERE


def own_path(address: str) -> str:
    """Return an address of this site, or the start page for any other."""
    parts = parts_of(address)
    if parts == _NOWHERE or parts.scheme or parts.netloc or not address.startswith("/"):
        return "/"
    is_other_site = address.startswith(("//", "/\\"))
    return "/" if is_other_site or any(ord(sign) < 32 for sign in address) else address
