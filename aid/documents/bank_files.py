"""A bank's file of transfers as bytes, row by row: CSV with every cell quoted, or a workbook whose cells are text."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from aid.documents.workbook import AS_TEXT
from aid.domain.bank_files import Cell, Layout, Transfer, column_of, table

# The same transfers are the same bytes, whenever they are written.
_ALWAYS = {"created": datetime(2026, 1, 1, tzinfo=UTC)}
_ROWS_AT_ONCE = 500


def written(layout: Layout, transfers: Iterable[Transfer]) -> bytes:
    """Return the whole file in the layout's shape."""
    return _workbook(layout, transfers) if layout.ending == "xlsx" else b"".join(csv_parts(layout, transfers))


def csv_parts(layout: Layout, transfers: Iterable[Transfer]) -> Iterator[bytes]:
    """Yield a CSV in parts of a few hundred rows, so that its length takes no memory."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=layout.separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield b"\xef\xbb\xbf" if layout.encoding == "utf-8-sig" else b""
    encoding = layout.encoding.removesuffix("-sig")
    for number, row in enumerate(table(layout, transfers), start=1):
        writer.writerow(row)
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(buffer).encode(encoding)
    yield _taken(buffer).encode(encoding)


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _workbook(layout: Layout, transfers: Iterable[Transfer]) -> bytes:
    target, amounts = BytesIO(), column_of(layout, Cell.AMOUNT)
    with Workbook(target, AS_TEXT | {"constant_memory": True}) as book:
        book.set_properties(_ALWAYS)
        text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet("Chuyển khoản")
        for row, cells in enumerate(table(layout, transfers)):
            for column, value in enumerate(cells):
                if column == amounts and row:
                    sheet.write_number(row, column, int(value), number)
                else:
                    sheet.write_string(row, column, value, text)
        sheet.set_column(0, len(layout.columns) - 1, 22)
        sheet.freeze_panes(1, 0)
    return target.getvalue()
