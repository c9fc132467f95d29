"""VietQR to the letter: the published samples, and what no bank would read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.domain.errors import Refusal
from aid.domain.vietqr import checksum, plain_purpose, vietqr

WITH_AMOUNT = (
    "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN"
    "62170813ung ho lu lut6304C15C"
)
WITHOUT_AMOUNT = "00020001021238570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304CD60"


def test_the_published_sample_with_an_amount_is_reproduced():
    assert vietqr("970415", "0011001932418", 120_000, "ung ho lu lut") == WITH_AMOUNT


def test_the_published_sample_without_an_amount_is_reproduced():
    assert vietqr("970436", "0881000458086", version="00", point="12") == WITHOUT_AMOUNT


def test_a_code_for_any_amount_may_be_used_again():
    assert vietqr("970436", "0881000458086").startswith("000201010211")


def test_the_checksum_has_its_published_check_value():
    assert checksum("123456789") == 0x29B1


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("bin", ("97043", "1", 1, "")),
        ("bin", ("97043A", "1", 1, "")),
        ("bin", ("٩٧٠٤٣٦", "1", 1, "")),
        ("account", ("970436", "", 1, "")),
        ("account", ("970436", "1" * 20, 1, "")),
        ("account", ("970436", "0011 001", 1, "")),
        ("account", ("970436", "tài", 1, "")),
        ("amount", ("970436", "1", 0, "")),
        ("amount", ("970436", "1", -5, "")),
        ("amount", ("970436", "1", 10**13, "")),
        ("purpose", ("970436", "1", 1, "a" * 26)),
        ("purpose", ("970436", "1", 1, "hỗ trợ")),
        ("purpose", ("970436", "1", 1, "6304\nC15C")),
    ],
)
def test_what_no_bank_reads_is_refused(field, values):
    with pytest.raises(Refusal) as refused:
        vietqr(*values)
    assert (refused.value.code, refused.value.facts) == ("transfer_code_impossible", {"field": field})


def test_the_longest_of_everything_stays_readable():
    code = vietqr("970436", "1" * 19, 10**13 - 1, "A" * 25)
    assert "54139999999999999" in code
    assert "62290825" + "A" * 25 in code


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hỗ trợ khẩn cấp", "HO TRO KHAN CAP"),
        ("KT12D3 – Đặng Thị Ngọc Ánh, ngõ 29", "KT12D3 DANG THI NGOC ANH"),
        ("  =1+1  ", "1 1"),
        ("", ""),
    ],
)
def test_a_purpose_loses_its_marks_and_what_is_too_long(text, plain):
    assert plain_purpose(text) == plain


@given(st.text(max_size=80))
def test_every_purpose_can_be_carried(text):
    said = plain_purpose(text)
    assert len(said) <= 25
    assert vietqr("970436", "0011", 1, said)
