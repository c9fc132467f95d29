"""Three hundred texts that try to make a renderer open an address or a file, and every paper with one in each field.

`{url}` is a server of ours that notes who asks; a place asks for itself under the number of its text.
"""

import http.server
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from aid.documents.decision import render_decision
from aid.documents.papers import render_paper
from aid.documents.print_index import IndexContent, IndexedFile, IndexEntry, render_index
from aid.documents.receipt import ReceiptContent, render_receipt
from aid.documents.register import RegisterContent, RegisterLine, render_register
from aid.documents.sign_sheet import render_sheet
from aid.documents.slip import render_slip, render_slips
from aid.domain.decisions import DecisionContent
from aid.domain.papers import KINDS
from tests.documents.paper_samples import sample
from tests.documents.papers import ONE, decision, row, sheet, slip
from tests.documents.reading import MM, Paper

# What a browser, a renderer or a template engine has been seen to follow.
_SEEDS = tuple(Path(__file__).with_name("hostile_seeds.txt").read_text("utf-8").splitlines())
# How a value leaves the place it was put in.
_WAYS = (
    "{seed}", '">{seed}', "'>{seed}", "</td></tr></table></section>{seed}", "</title></style></head><body>{seed}<!--",
    "-->{seed}", "]]>{seed}",
)  # fmt: skip
_FILES = (
    "file:///etc/passwd",
    "file://localhost/etc/hostname",
    "ftp://{host}/x",
    "http://[::1]/x",
    "http://2130706433/x",
    "//{host}/x",
)
# What breaks lines, cells and letters rather than walls.
_BREAKERS = (
    "\u202e\u0000\u0007\ud800\u200b\ufeff<b>", "a" * 300, "W" * 120, "ngày " + "9" * 300, "/" * 120 + "9" + "-" * 120,
    "\u00a0" * 200, "Ậ\u0323\u0302" * 80, "\u0301" * 200,
    "x\u2028y\u2029z\r\n\f\v\u0085", "👩‍👩‍👧‍👦" * 40, "漢字" * 100,
    "\u2066" * 50 + "abc" + "\u2069", "&#60;img src={url}&#62;&lt;", "%00%0d%0a{url}", "=HYPERLINK(\"{url}\")",
)  # fmt: skip
COUNT = 300


class Canary(http.server.BaseHTTPRequestHandler):
    """Notes every address it is asked for."""

    hits: list[str] = []

    def do_GET(self) -> None:
        """Answer with nothing."""
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def canary() -> Iterator[str]:
    """The address of a server that notes who asks."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def hostile(url: str) -> tuple[str, ...]:
    """The texts, the same three hundred at each call for one address."""
    host = url.partition("//")[2]
    files = [seed.replace("{url}", file) for file in _FILES for seed in _SEEDS[:6]]
    walls = [way.replace("{seed}", seed) for way in _WAYS for seed in _SEEDS]
    chosen = [*_BREAKERS, *files, *walls][:COUNT]
    return tuple(text.replace("{url}", f"{url}/{n}").replace("{host}", host) for n, text in enumerate(chosen))


class Hostile(NamedTuple):
    """A paper, and how to draw it with a text of its own in every field."""

    name: str
    draw: Callable[[Callable[[], str]], bytes]


def _decision(content: DecisionContent, text: Callable[[], str]) -> bytes:
    """A decision names above for whom is signed below: both get the same text."""
    authority = text()
    changed = filled(content, text, keep={"unit", "authority", "signing"})
    return render_decision(replace(changed, authority=f"{authority}!", signing=(authority.rpartition(". ")[2], text())))


def _papers() -> Iterator[Hostile]:
    one, two = decision(ONE, explanations=({"title": "x", "text": "x"},)), decision(row(1), row(2))
    yield Hostile("decision", lambda text: _decision(one, text))
    yield Hostile("decision with annex", lambda text: _decision(two, text))
    yield Hostile("sheet", lambda text: render_sheet(filled(sheet(3), text, keep={"unit"})))
    yield Hostile("slip", lambda text: render_slip(filled(slip(), text, keep={"unit"})))
    yield Hostile("slips", lambda text: render_slips([filled(slip(), text, keep={"unit"}) for _ in range(2)]))
    yield Hostile("receipt", lambda text: render_receipt(filled(RECEIPT, text)))
    yield Hostile("print index", lambda text: render_index(filled(INDEX, text)))
    yield Hostile("register", lambda text: render_register(filled(REGISTER, text, keep={"columns"})))
    for kind in KINDS:
        yield Hostile(kind, lambda text, kind=kind: render_paper(filled(sample(kind), text, keep={"kind", "columns"})))


RECEIPT = ReceiptContent(
    parent_agency="Ủy ban nhân dân thành phố Hà Nội",
    agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
    place="Khương Đình",
    day=date(2026, 1, 5),
    number="12",
    sender="Lê Văn Nghĩa",
    subject="Tờ khai đề nghị hỗ trợ",
    file_code="KD-2026-0012",
    received="08 giờ 30 phút, ngày 05/01/2026",
    due="ngày 08/01/2026",
    wanted=("Giấy chứng tử", "Giấy tờ tùy thân"),
    receiver="Phạm Thị Hoa",
)
INDEX = IndexContent(
    about="Quyết định của đợt bão",
    parent_agency=None,
    agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
    place="Khương Đình",
    files=(IndexedFile("in-001.pdf", (IndexEntry("1", "05/QĐ-UBND", "Về việc hỗ trợ"),)),),
)
REGISTER = RegisterContent(
    title="SỔ VĂN BẢN ĐI",
    about="Năm 2026",
    parent_agency=None,
    agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
    place="Khương Đình",
    rows=(
        RegisterLine("05/QĐ-UBND", "05/01/2026", "Về việc hỗ trợ", "Trần Thị Mỹ Phượng", "Phòng VHXH", "VT", "03", ""),
    ),
)
PAPERS = tuple(_papers())


def filled(value: Any, text: Callable[[], str], *, keep: Set[str] = frozenset()) -> Any:
    """The value with a text in place of each string in it; what is named in `keep` stays."""
    if isinstance(value, str):
        return text()
    if isinstance(value, tuple | list):
        return type(value)(filled(one, text, keep=keep) for one in value)
    if isinstance(value, Mapping):
        return {key: filled(one, text, keep=keep) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        # A list without a sum has no column for one.
        kept = keep | ({"total"} if getattr(value, "total", None) == "" else set())
        changes = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in kept}
        return replace(value, **{name: filled(one, text, keep=keep) for name, one in changes.items()})
    return value


def in_turn(texts: Sequence[str], first: int) -> Callable[[], str]:
    """Give out the texts from the one at `first` on, round and round."""
    turning = cycle([*texts[first % len(texts) :], *texts[: first % len(texts)]])
    return lambda: next(turning)


# How near letters may come to the edges of an A4 and of an A5 page (slips), in millimetres: 5 mm within the margins.
_LEFT, _RIGHT, _FOOT = {"A4": 15, "A5": 15}, {"A4": 10, "A5": 7}, {"A4": 10, "A5": 5}


def harm_of(pdf: bytes) -> set[str]:
    """What a text did to a paper: letters outside its edges, links, files in it; empty where it did nothing."""
    paper, done = Paper(pdf), set[str]()
    for page in paper.pages:
        seen = [char for char in page.chars if char["text"].strip()]
        size = "A5" if page.height < 500 else "A4"
        if any(char["x0"] < _LEFT[size] * MM or char["x1"] > page.width - _RIGHT[size] * MM for char in seen):
            done.add("letters beside the margins")
        if any(char["top"] < 5 * MM or char["bottom"] > page.height - _FOOT[size] * MM for char in seen):
            done.add("letters above or below the margins")
        if page.annots:
            done.add("a link or a field")
    if b"/EmbeddedFile" in pdf or paper.pdf.doc.catalog.get("Names", {}).get("EmbeddedFiles"):
        done.add("a file")
    return done
