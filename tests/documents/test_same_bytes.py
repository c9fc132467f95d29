"""The same content gives the same file: now, later, in another process; and it is what an archive wants."""

import gc
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pypdfium2
import pytest
from weasyprint import HTML

from aid.documents import engine
from aid.documents.decision import render_decision
from aid.documents.engine import draw
from aid.documents.page import Page, RenderError
from aid.documents.papers import render_paper
from aid.documents.print_index import render_index
from aid.documents.receipt import render_receipt
from aid.documents.register import RegisterContent, RegisterLine, render_register
from aid.documents.sign_sheet import render_sheet
from aid.documents.slip import render_slip
from aid.domain.decisions import content_as_data, content_from_data
from aid.domain.papers import KINDS
from tests.documents.hostile import INDEX, RECEIPT
from tests.documents.paper_samples import sample
from tests.documents.papers import decision, many, sheet, slip
from tests.documents.reading import Paper

ROOT = Path(__file__).resolve().parents[2]


def _register() -> bytes:
    line = RegisterLine("05/QĐ-UBND", "13/9/2023", "Về việc hỗ trợ & chi", "Trần Văn A", "Hộ <B>", "VT", "01", "")
    return render_register(
        RegisterContent("SỔ VĂN BẢN ĐI", "Năm 2023", "UBND TP", ("UBND PHƯỜNG",), "Hà Nội", (line, line))
    )


def _decision() -> bytes:
    return render_decision(decision())


def _list() -> bytes:
    return render_decision(many(12))


def _sheet() -> bytes:
    return render_sheet(sheet(12))


def _slip() -> bytes:
    return render_slip(slip())


def _receipt() -> bytes:
    return render_receipt(RECEIPT)


def _index() -> bytes:
    return render_index(INDEX)


def _paper() -> bytes:
    return b"".join(render_paper(sample(kind)) for kind in KINDS)


OWN_PAPERS = (_decision, _list, _sheet, _slip, _register, _receipt, _index, _paper)
_AGAIN = """
import hashlib
from aid.documents.decision import render_decision
from tests.documents.hostile import INDEX, RECEIPT
from tests.documents.paper_samples import sample
from tests.documents.papers import decision, many
for content in (decision(), many()):
    print(hashlib.sha256(render_decision(content)).hexdigest())
"""


def test_another_process_draws_the_same_bytes() -> None:
    run = subprocess.run([sys.executable, "-c", _AGAIN], cwd=ROOT, capture_output=True, text=True, check=True)
    here = [hashlib.sha256(render_decision(content)).hexdigest() for content in (many(), decision())]
    assert run.stdout.split() == here[::-1]


def test_content_that_was_stored_draws_the_same_bytes() -> None:
    assert render_decision(content_from_data(content_as_data(decision()))) == render_decision(decision())


def test_the_file_is_tagged_archival_and_named() -> None:
    data = render_decision(decision())
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"].startswith("Quyết định số 05/QĐ-UBND về việc hỗ trợ khẩn cấp")
    assert document.is_tagged()
    catalogue = Paper(data).pdf.doc.catalog
    metadata = catalogue["Metadata"].resolve().get_data()
    assert re.search(rb'pdfaid:part(="|>)3', metadata)
    assert re.search(rb'pdfaid:conformance(="|>)U', metadata)
    assert catalogue["Lang"] == b"vi"
    document.close()


def test_our_few_rules_for_elements_place_every_letter_as_the_renderers_own_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for render in (_decision, _list, _sheet):
        ours = _places(render())
        with monkeypatch.context() as patch:
            patch.setattr(engine, "_page", lambda name: lambda html, elements: HTML(string=html))
            assert _places(render()) == ours


@pytest.mark.parametrize("render", OWN_PAPERS, ids=lambda render: render.__name__)
def test_read_as_xml_and_written_once_it_is_the_renderers_own_file(
    render: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = render()
    monkeypatch.setattr(engine, "_page", lambda name: Page)
    monkeypatch.setattr(engine, "write_once", lambda document, pdf: None)
    monkeypatch.setattr(engine, "quick_styles", nullcontext)
    assert render() == ours


def test_a_template_of_ours_that_is_no_xml_is_not_drawn() -> None:
    with pytest.raises(RenderError):
        draw("<html><body><p>một<br>hai</p></body></html>", "decision.html")


def _places(data: bytes) -> list[tuple[object, ...]]:
    letters = [(c["text"], c["fontname"][7:], c["x0"], c["top"], c["size"]) for c in Paper(data).chars()]
    return [tuple(round(part, 2) if isinstance(part, float) else part for part in letter) for letter in letters]


def test_the_renderer_names_itself_with_its_typeface_and_layout() -> None:
    version = engine.renderer_version()
    assert version.startswith("WeasyPrint 70.0; Pango ")
    assert "; Tinos " in version
    assert "; nd30_2020 " in version


def test_collection_of_garbage_goes_on_after_a_paper() -> None:
    engine.warm_up()
    assert gc.isenabled()
