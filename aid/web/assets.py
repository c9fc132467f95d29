"""Style and script as one file each, named after their content.

The style is written as one file per component. Put together when the program starts, in the order of the
layers and on top of Bootstrap's own file from its package, they cost the reader one request; the name holds a
hash of the content, so that a browser may keep it for a year and still sees the next version at once.
"""

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import brotli
from flask import Blueprint, Flask, Response, abort, request

blueprint = Blueprint("assets", __name__)

_STATIC = Path(__file__).parent / "static"
_LAYERS = "@layer tokens, reset, base, layout, components, print;\n"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Asset(NamedTuple):
    """One file as it is served."""

    name: str
    body: bytes


@cache
def assets() -> dict[str, Asset]:
    """Return every asset by its plain name."""
    made = {
        "app.css": _style(),
        "app.js": "".join(_read(path) for path in sorted((_STATIC / "js").glob("*.js"))),
        "icon.svg": _read(_STATIC / "icon.svg"),
    }
    return {plain: _asset(plain, text.encode()) for plain, text in made.items()}


def asset_url(plain: str) -> str:
    """Return the address of an asset by its plain name; also where the request's host was refused and has no routes."""
    return f"/assets/{assets()[plain].name}"


@blueprint.get("/assets/<name>")
def show(name: str) -> Response:
    asset = next((asset for asset in assets().values() if asset.name == name), None)
    if asset is None:
        abort(404)
    encoding = request.accept_encodings.best_match(["br", "gzip", "identity"]) or "identity"
    response = Response(_packed(asset, encoding), content_type=_TYPES[Path(name).suffix] + "; charset=utf-8")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@cache
def _packed(asset: Asset, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(asset.body, mode=brotli.MODE_TEXT, quality=10)
    return gzip.compress(asset.body, 9, mtime=0) if encoding == "gzip" else asset.body


def _asset(plain: str, body: bytes) -> Asset:
    stem, dot, ending = plain.partition(".")
    return Asset(f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}{dot}{ending}", body)


def _style() -> str:
    return _LAYERS + "".join(f"@layer {layer} {{\n{text}\n}}\n" for layer, text in _layers())


def _layers() -> Iterator[tuple[str, str]]:
    css = _STATIC / "css"
    yield "tokens", _read(css / "tokens.css")
    yield "reset", _bootstrap()
    for layer in ("base", "layout"):
        yield layer, _read(css / f"{layer}.css")
    yield "components", "".join(_read(path) for path in sorted((css / "components").glob("*.css")))
    yield "print", _read(css / "print.css")


def _bootstrap() -> str:
    """Return Bootstrap's style without the two lines that may not stand inside a layer."""
    path = files("flask_bootstrap") / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
    text = path.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    return text.partition("/*# sourceMappingURL")[0]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.add_template_global(asset_url)
