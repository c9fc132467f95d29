"""What a paper costs: our engine, WeasyPrint as anyone would call it, and Typst on the same text.

Figures are CPU time of this process, medians of one run in which the three take turns, so that a busy machine slows
all of them alike: only the ratios mean something elsewhere. Every paper has its own number, so that no cache can
answer for the page.
"""

import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import typst
from weasyprint import HTML

from aid.documents import engine
from aid.documents.decision import page_of, render_decision
from aid.documents.metrics import FONT_FOLDER
from aid.domain.decisions import DecisionContent, number_text
from tests.documents.papers import decision, many

TARGET = 0.8
_ROUNDS = 9
_LIST_ROUNDS = 1
_BLOCK = 10
_MEMORY_AT = (50, 100, 200, 300)
_TEMPLATE = Path(__file__).with_name("decision.typ")

Drawer = Callable[[DecisionContent], bytes]


def run() -> list[str]:
    """Lines for the reader: cost of one page and of a page with its list, and memory over 300 papers."""
    return [*_memory(), *_one_page(), *_with_list()]


def main() -> None:
    """Print the lines."""
    print("\n".join(run()))


def _one_page() -> list[str]:
    ours, naive, by_typst = _medians([render_decision, _naive, _typst()], decision(), _ROUNDS)
    verdict = "held" if ours / naive <= TARGET else "MISSED"
    return [
        f"decision of one page, median CPU of {_ROUNDS} × {_BLOCK}: "
        f"ours {_ms(ours)}, naive {_ms(naive)}, typst {_ms(by_typst)}",
        f"  ours / naive = {ours / naive:.2f} (at most {TARGET}: {verdict}); ours / typst = {ours / by_typst:.1f}",
    ]


def _with_list() -> list[str]:
    content = many()
    ours, naive = _medians([render_decision, _naive], content, _LIST_ROUNDS)
    return [
        f"decision with a list of {len(content.annex)}, median CPU of {_LIST_ROUNDS} × {_BLOCK}: "
        f"ours {_ms(ours)}, naive {_ms(naive)}; ours / naive = {ours / naive:.2f}"
    ]


def _memory() -> list[str]:
    seen = []
    for count in range(1, _MEMORY_AT[-1] + 1):
        render_decision(_numbered(decision(), count))
        if count in _MEMORY_AT:
            seen.append((count, _resident_megabytes()))
    told = ", ".join(f"{count}: {size:.1f} MB" for count, size in seen)
    growth = seen[-1][1] / seen[0][1] - 1
    return [f"memory after papers {told} ({growth:+.1%} from {seen[0][0]} to {seen[-1][0]})"]


def _resident_megabytes() -> float:
    resident_pages = int(Path("/proc/self/statm").read_text().split()[1])
    return resident_pages * 4096 / 1e6


def _medians(drawers: Sequence[Drawer], content: DecisionContent, rounds: int) -> list[float]:
    """Median CPU seconds of each drawer; they take turns in blocks of a few papers.

    Garbage is collected within the time of each block, so that each pays for what it left behind; the first block
    warms up.
    """
    times: list[list[float]] = [[] for _ in drawers]
    for turn in range(-1, rounds):
        for drawer, spent in zip(drawers, times, strict=True):
            papers = [_numbered(content, (turn + 1) * _BLOCK + place) for place in range(1, _BLOCK + 1)]
            start = time.process_time()
            for paper in papers:
                drawer(paper)
            gc.collect()
            if turn >= 0:
                spent.append((time.process_time() - start) / _BLOCK)
    return [statistics.median(spent) for spent in times]


def _numbered(content: DecisionContent, number: int) -> DecisionContent:
    return replace(content, number=number_text(number, content.symbol), signer=f"{content.signer} {number}")


def _naive(content: DecisionContent) -> bytes:
    """The same page and the same kind of PDF, with the styles in the page and nothing shared."""
    name, values = page_of(content)
    styles = "".join((engine.FOLDER / "css" / f"{style}.css").read_text("utf-8") for style in engine.STYLES[name])
    page = engine.markup(name, **values).replace("</head>", f"<style>{styles}</style></head>")
    return bytes(HTML(string=page).write_pdf(**engine.PDF_OPTIONS))


def _typst() -> Drawer:
    """Typst at its best: one compiler whose inputs change; the same archival variant, tags on."""
    compiler = typst.Compiler(_TEMPLATE, font_paths=[FONT_FOLDER], ignore_system_fonts=True)

    def drawn(content: DecisionContent) -> bytes:
        paper = json.dumps(_typst_values(content), ensure_ascii=False)
        return bytes(compiler.compile(format="pdf", sys_inputs={"paper": paper}, pdf_standards="a-3u"))

    return drawn


def _typst_values(content: DecisionContent) -> dict[str, object]:
    _, page = page_of(content)
    head, check = page["head"], page["check"]
    return {
        "title": content.title,
        "agency": head.agency,
        "number": page["number"],
        "place": head.place,
        "subject": page["subject_lines"],
        "authority": content.authority,
        "grounds": page["grounds"],
        "articles": content.articles,
        "recipients": page["recipients"],
        "signing": content.signing,
        "signer": content.signer,
        "qr": str(check["qr"]),
        "code": check["code"],
    }


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
