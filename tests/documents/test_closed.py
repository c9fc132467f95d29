"""Nothing that stands in a value makes the renderer open an address or a file."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from weasyprint import HTML

from aid.documents.decision import render_decision
from aid.documents.engine import RenderError, draw
from aid.documents.sign_sheet import render_sheet
from aid.documents.slip import render_slip
from aid.domain.decisions import AnnexRow, DecisionContent
from tests.documents.papers import decision, row, sheet, slip


class _Canary(http.server.BaseHTTPRequestHandler):
    hits: list[str] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def canary() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Canary) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_hits() -> None:
    _Canary.hits.clear()


def hostile(url: str) -> list[str]:
    parts = [
        f'<img src="{url}/img">',
        f'"><img src="{url}/quoted">',
        f"'><img src='{url}/single'>",
        f'<link rel="stylesheet" href="{url}/css">',
        f'<link rel="attachment" href="{url}/attached">',
        f"<style>@import url({url}/import);</style>",
        f"</style><style>body{{background:url({url}/bg)}}</style>",
        f"<p style=\"background:url('{url}/style')\">",
        f'<object data="{url}/object"></object>',
        f'<embed src="{url}/embed">',
        f'<iframe src="{url}/frame"></iframe>',
        f'<svg><image href="{url}/svg"/></svg>',
        f'<svg><use href="{url}/use#a"/></svg>',
        f'<base href="{url}/base/">',
        f'<meta http-equiv="refresh" content="0;url={url}/meta">',
        f"<style>@font-face{{font-family:Tinos;src:url({url}/font)}}</style>",
        f'</title><img src="{url}/title">',
        f"</p></td></tr></table><img src={url}/closed>",
        "<img src=file:///etc/passwd>",
        '<link rel="attachment" href="file:///etc/passwd">',
        "{{ 7 * 7 }}{% include 'decision.html' %}",
        f"expression(url({url}/expr))",
        f"; background: url({url}/decl)",
        f"<!--<img src={url}/comment>--><script src={url}/js></script>",
        f"&lt;img src={url}/entity&gt;&#60;img src={url}/numeric&#62;",
        "\u202e\u0000\u0007\ud800\u200b\ufeff<b>",
        "a" * 300,
        "ngày " + "9" * 300,
        "/" * 120 + "9" + "-" * 120,
    ]
    return [*parts, "".join(parts)]


def test_the_canary_catches_the_renderer_as_it_comes(canary: str) -> None:
    HTML(string=f'<img src="{canary}/bait">').write_pdf()
    assert _Canary.hits == ["/bait"]


_TEXTS = ("parent_agency", "place", "number", "subject", "issuer", "proposal", "signer", "title", "annex_title")
_TEXTS += ("verify_code", "verify_url", "authority")
_LISTS = ("agency", "grounds", "recipients", "signing")


def test_no_field_of_a_decision_reaches_out(canary: str) -> None:
    base = decision(row(1), row(2))
    for text in hostile(canary):
        changes: dict[str, object] = {**dict.fromkeys(_TEXTS, text), **dict.fromkeys(_LISTS, (text,))}
        changes |= {"authority": f"{text}!", "signing": (text.rpartition(". ")[2],), "articles": ((text,), (text,))}
        changes |= {"explanations": ({"title": text, "text": text},)}
        assert render_decision(replace(base, **changes)).startswith(b"%PDF")
    assert _Canary.hits == []


def test_every_field_of_text_is_tried() -> None:
    plain = {"symbol", "day", "unit", "total", "annex"}
    assert {field.name for field in fields(DecisionContent)} == {*_TEXTS, *_LISTS, "articles", "explanations"} | plain


def test_no_cell_of_the_annex_reaches_out(canary: str) -> None:
    names = [field.name for field in fields(AnnexRow) if field.name not in {"stt", "amount"}]
    rows = [row(stt, **dict.fromkeys(names, text)) for stt, text in enumerate(hostile(canary), 1)]
    assert render_decision(decision(*rows)).startswith(b"%PDF")
    assert _Canary.hits == []


def test_no_field_of_sheet_and_slip_reaches_out(canary: str) -> None:
    for text in hostile(canary):
        rows = tuple(replace(item, name=text, identity=text, address=text, payee=text) for item in sheet(3).rows)
        render_sheet(sheet(3, rows=rows, purpose=text, code=text, place=text, signer_names=(text,) * 4))
        render_slip(slip(receiver=text, address=text, reason=text, unit_name=text, number=text, enclosed=text))
    assert _Canary.hits == []


@pytest.mark.parametrize("address", ["{canary}/x", "file:///etc/passwd", "data:image/png;base64,AAAA", "ftp://x/y"])
def test_a_page_that_asks_for_something_is_an_ordinary_error(canary: str, address: str) -> None:
    with pytest.raises(RenderError):
        draw(f'<img src="{address.format(canary=canary)}">', "decision.html")
    assert _Canary.hits == []
