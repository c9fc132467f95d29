from datetime import date

import pytest

from aid.domain.document_names import cited, letters_of, paper_of


@pytest.mark.parametrize(
    ("number", "called"),
    [
        ("", ""),
        ("03/NGV", "Văn bản số 03/NGV"),
        ("12", "Văn bản số 12"),
        ("20/2021/NĐ-CP", "Nghị định số 20/2021/NĐ-CP"),
        ("24/NQ-HĐND", "Nghị quyết số 24/NQ-HĐND"),
        ("4756/QĐ-UBND", "Quyết định số 4756/QĐ-UBND"),
    ],
)
def test_a_document_is_called_by_the_letters_behind_its_number(number, called):
    assert paper_of(number) == called


def test_a_number_without_letters_is_some_document():
    assert (letters_of("12"), letters_of("24/NQ-HĐND")) == ("VB", "NQ")


def test_a_document_is_cited_with_its_day_where_it_has_one():
    assert cited("24/NQ-HĐND", date(2023, 9, 2)) == "Nghị quyết số 24/NQ-HĐND ngày 02/09/2023"
    assert cited("24/NQ-HĐND", None) == "Nghị quyết số 24/NQ-HĐND"
    assert cited("", date(2023, 9, 2)) == ""
