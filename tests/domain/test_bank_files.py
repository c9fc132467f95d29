import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.domain.bank_files import LAYOUTS, Cell, LayoutCode, Transfer, column_of, harmless, held, same_name, table

MAI = Transfer(
    7, "Trần Thị Mai", "0011001932418", "Vietcombank", "970436", 1_500_000, "KT7D2 HO TRO", "KT7D2", "001190000024"
)


@pytest.mark.parametrize(
    ("holder", "payee"),
    [("TRAN THI MAI", "Trần Thị Mai"), ("Trần  thị  MAI", "Trần Thị Mai"), ("DANG THI HOA", "Đặng Thị Hoà")],
)
def test_a_name_without_marks_is_the_same_name(holder, payee):
    assert same_name(holder, payee)


@pytest.mark.parametrize(
    ("holder", "payee"), [("TRAN VAN MAI", "Trần Thị Mai"), ("", ""), ("", "Mai"), ("MAI TRAN", "Trần Mai")]
)
def test_another_name_is_another_name(holder, payee):
    assert not same_name(holder, payee)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"holder": "TRAN THI MAI"}, ""),
        ({"holder": "LE VAN BA"}, "account_name_differs"),
        ({"holder": "LE VAN BA", "accepted": True}, ""),
        ({"bin": ""}, "bank_not_known"),
        ({"account": ""}, "account_unusable"),
        ({"account": "0" * 20}, "account_unusable"),
        ({"account": "=1+1"}, "account_unusable"),
        ({"account": "số"}, "account_unusable"),
        ({"payee": "…"}, "payee_unreadable"),
        ({"amount": 10**13}, "amount_too_large"),
        ({"amount": 0}, "amount_too_large"),
    ],
)
def test_each_reason_holds_a_transfer(change, reason):
    assert held(MAI._replace(**change)) == reason


def test_the_first_layout_has_headings_marks_and_zeros():
    headings, row = table(LAYOUTS[LayoutCode.CSV_UTF8], [MAI])
    assert headings[:3] == ("STT", "Tên người thụ hưởng", "Số tài khoản")
    assert row == ("1", "Trần Thị Mai", "0011001932418", "Vietcombank", "970436", "1500000", "KT7D2 HO TRO", "KT7D2")


def test_the_plain_layout_is_capitals_without_marks():
    _headings, row = table(LAYOUTS[LayoutCode.CSV_PLAIN], [MAI._replace(payee="Đặng Thị Ngọc-Ánh; =1")])
    assert row == ("KT7D2", "0011001932418", "DANG THI NGOC ANH 1", "970436", "VND", "1500000", "KT7D2 HO TRO")


def test_a_bank_may_want_no_headings():
    layout = LAYOUTS[LayoutCode.CSV_PLAIN]
    bare = type(layout)(layout.code, layout.ending, layout.columns, ",", "ascii", header=False, plain=True)
    assert len(list(table(bare, [MAI, MAI]))) == 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t=", "\r=", "\n+", "\u200b="])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(sign):
    assert harmless(f"{sign}cmd|' /C calc'!A0").startswith("'")


def test_an_ordinary_text_stays_as_it_is():
    assert harmless("Trần Thị Mai") == "Trần Thị Mai"


@given(st.text(max_size=40))
def test_no_name_whatever_opens_a_formula_in_any_layout(name):
    for layout in LAYOUTS.values():
        row = list(table(layout, [MAI._replace(payee=name, identity=name)]))[-1]
        assert all(cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} for cell in row)
        assert row[column_of(layout, Cell.AMOUNT)] == "1500000"
