"""A register as an xlsx workbook: every cell is a text, so that nothing typed becomes a formula or loses zeros."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

# What somebody typed stays as it was typed.
AS_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_WIDEST = 60
_LONGEST_CELL = 32_767


def register_workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a workbook with one sheet: headings that stay in sight, a filter, and one text per cell."""
    target = BytesIO()
    with Workbook(target, AS_TEXT | {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        bold = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "border": 1})
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, min(_WIDEST, max(12, len(heading) + 2)), text)
            sheet.write_string(0, column, heading, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                sheet.write_string(last, column, value[:_LONGEST_CELL], text)
        sheet.autofilter(0, 0, last, len(headings) - 1)
    return target.getvalue()
