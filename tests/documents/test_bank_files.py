"""The files as another program reads them."""

import csv
import tracemalloc
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from aid.documents.bank_files import csv_parts, written
from aid.domain.bank_files import LAYOUTS, Cell, LayoutCode, Transfer, column_of

NAMES = ("Trần Thị Mai", '=HYPERLINK("http://x")', "+84", "@SUM(1)", 'Đặng "Ngọc"; Ánh', "http://x.vn", "0012")
ROWS = [
    Transfer(n, name, "0011001932418", "Vietcombank", "970436", n * 1_000_000, f"KT{n}D1", f"KT{n}D1", "001080000017")
    for n, name in enumerate(NAMES, start=1)
]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _rows(layout):
    data = written(layout, ROWS).decode(layout.encoding)
    return list(csv.reader(StringIO(data, newline=""), delimiter=layout.separator))


@pytest.mark.parametrize("code", [LayoutCode.CSV_UTF8, LayoutCode.CSV_PLAIN])
def test_count_and_total_of_a_csv_are_those_of_its_transfers(code):
    layout = LAYOUTS[code]
    _head, *rows = _rows(layout)
    assert len(rows) == len(ROWS)
    assert sum(int(row[column_of(layout, Cell.AMOUNT)]) for row in rows) == sum(one.amount for one in ROWS)
    assert {row[column_of(layout, Cell.ACCOUNT)] for row in rows} == {"0011001932418"}


def test_the_marked_csv_opens_in_excel_and_the_plain_one_is_ascii():
    assert written(LAYOUTS[LayoutCode.CSV_UTF8], ROWS).startswith(b'\xef\xbb\xbf"STT";')
    assert written(LAYOUTS[LayoutCode.CSV_PLAIN], ROWS).isascii()


def test_the_workbook_holds_texts_amounts_and_no_formula_or_link():
    layout = LAYOUTS[LayoutCode.XLSX]
    with ZipFile(BytesIO(written(layout, ROWS))) as book:
        assert not [name for name in book.namelist() if "rels" in name and b"hyperlink" in book.read(name)]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{SHEET}f"))
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{SHEET}c")}
    column = "ABCDEFGH"[column_of(layout, Cell.AMOUNT)]
    amounts = [cells[f"{column}{row}"] for row in range(2, len(ROWS) + 2)]
    assert sum(int(float(cell.find(f"{SHEET}v").text)) for cell in amounts) == sum(one.amount for one in ROWS)
    for name in ("ACCOUNT", "IDENTITY", "PAYEE"):
        at = "ABCDEFGH"[column_of(layout, Cell[name])]
        assert {cells[f"{at}{row}"].get("t") for row in range(2, len(ROWS) + 2)} == {"inlineStr"}


@pytest.mark.parametrize("code", list(LayoutCode))
def test_the_same_transfers_are_the_same_bytes(code):
    assert written(LAYOUTS[code], ROWS) == written(LAYOUTS[code], iter(ROWS))


def test_the_length_of_a_csv_takes_no_memory():
    tracemalloc.start()
    endless = (ROWS[0]._replace(payment_id=n) for n in range(40_000))
    size = sum(len(part) for part in csv_parts(LAYOUTS[LayoutCode.CSV_UTF8], endless))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 2_000_000
    assert peak < size / 4
