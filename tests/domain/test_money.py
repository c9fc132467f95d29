import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid.domain.errors import Refusal
from aid.domain.money import LARGEST, dong, dong_paper, grouped, parse_amount, split_evenly, typed

READ = [
    ("15000000", 15_000_000),
    ("15.000.000", 15_000_000),
    ("15.000.000 đ", 15_000_000),
    ("15.000.000đ", 15_000_000),
    ("15.000.000 đồng", 15_000_000),
    ("15.000.000 VND", 15_000_000),
    ("15.000.000 VNĐ", 15_000_000),
    ("15.000.000 ₫", 15_000_000),
    ("đ 15.000.000", 15_000_000),
    ("VND 15.000.000", 15_000_000),
    ("15 000 000", 15_000_000),
    ("15\u00a0000\u00a0000\u00a0đ", 15_000_000),
    ("  15.000.000  ", 15_000_000),
    ("\t15.000.000\n", 15_000_000),
    ("15,000,000", 15_000_000),
    ("15 triệu", 15_000_000),
    ("15triệu", 15_000_000),
    ("15 Triệu", 15_000_000),
    ("15 TRIỆU ĐỒNG", 15_000_000),
    ("15 triệu", 15_000_000),
    ("15 trieu", 15_000_000),
    ("15tr", 15_000_000),
    ("15 tr", 15_000_000),
    ("15 tr đ", 15_000_000),
    ("1,5 triệu", 1_500_000),
    ("1.5 triệu", 1_500_000),
    ("1,5tr", 1_500_000),
    ("0,5 triệu", 500_000),
    ("0,125 triệu", 125_000),
    ("1,25 tỷ", 1_250_000_000),
    ("1.234,5 triệu", 1_234_500_000),
    ("1.500.000 triệu", 1_500_000_000_000),
    ("2 tỷ", 2_000_000_000),
    ("2 tỉ", 2_000_000_000),
    ("2 ty", 2_000_000_000),
    ("2 tỷ đồng", 2_000_000_000),
    ("500 nghìn", 500_000),
    ("500 ngàn", 500_000),
    ("500k", 500_000),
    ("500K", 500_000),
    ("1tr5", 1_500_000),
    ("1TR5", 1_500_000),
    ("2tỷ5", 2_500_000_000),
    ("2 tỷ 500", 2_500_000_000),
    ("2 tỷ 050", 2_050_000_000),
    ("2 tỷ 500 triệu", 2_500_000_000),
    ("2 tỷ 500 triệu đồng", 2_500_000_000),
    ("2tỷ500tr", 2_500_000_000),
    ("2 ty 500 trieu", 2_500_000_000),
    ("2 tỷ 237 triệu 200 nghìn", 2_237_200_000),
    ("3 tỷ 585 triệu 800", 3_585_800_000),
    ("15 triệu 500", 15_500_000),
    ("15tr500k", 15_500_000),
    ("1 triệu 50 nghìn", 1_050_000),
    ("2 triệu rưỡi", 2_500_000),
    ("1 tỷ rưỡi", 1_500_000_000),
    ("4 triệu 400 nghìn đồng", 4_400_000),
    ("999999 tỷ 999 triệu", 999_999_999_000_000),
    ("15.000", 15_000),
    ("999.000", 999_000),
    ("10.000", 10_000),
    ("1.500 đ", 1_500),
    ("1.500 đồng", 1_500),
    ("đ 1.500", 1_500),
    ("1500", 1_500),
    ("1 500", 1_500),
    ("1", 1),
    ("0", 0),
    ("0 đ", 0),
    ("132.287.384.182", 132_287_384_182),
    ("１５００００００", 15_000_000),
    ("999.999.999.999.999", LARGEST),
]

REFUSED = [
    ("", "amount_unreadable"),
    ("   ", "amount_unreadable"),
    ("abc", "amount_unreadable"),
    ("đ", "amount_unreadable"),
    ("triệu", "amount_unreadable"),
    ("mười triệu", "amount_unreadable"),
    ("15.00.000", "amount_unreadable"),
    ("15.0000", "amount_ambiguous"),
    ("1500.000", "amount_ambiguous"),
    ("15.000.00", "amount_unreadable"),
    ("15,000.000", "amount_unreadable"),
    ("15.000,000,000", "amount_unreadable"),
    ("15..000", "amount_unreadable"),
    ("15.000.000.", "amount_unreadable"),
    (".500", "amount_unreadable"),
    ("0912345678", "amount_unreadable"),
    ("007", "amount_unreadable"),
    ("1e6", "amount_unreadable"),
    ("15_000", "amount_unreadable"),
    ("0x10", "amount_unreadable"),
    ("triệu rưỡi", "amount_unreadable"),
    ("1,5 tỷ 200", "amount_unreadable"),
    ("500 triệu 2 tỷ", "amount_unreadable"),
    ("2 tỷ 3 tỷ", "amount_unreadable"),
    ("2 tỷ 1500 triệu", "amount_unreadable"),
    ("2 tỷ 05 triệu", "amount_unreadable"),
    ("2 tỷ và 500 triệu", "amount_unreadable"),
    ("2 tỷ 5", "amount_ambiguous"),
    ("2 tỷ 50", "amount_ambiguous"),
    ("1tr50", "amount_ambiguous"),
    ("15 triệu 5", "amount_ambiguous"),
    ("2 tỷ 500 đồng", "amount_ambiguous"),
    ("2 triệu 500000", "amount_ambiguous"),
    ("2 tỷ 500.000", "amount_unreadable"),
    ("999999 tỷ 999 triệu 1000", "amount_ambiguous"),
    ("1000000 tỷ 500", "amount_too_large"),
    ("15 usd", "amount_unreadable"),
    ("$15", "amount_unreadable"),
    ("15%", "amount_unreadable"),
    ("1/2 triệu", "amount_unreadable"),
    ("½ triệu", "amount_unreadable"),
    ("NaN", "amount_unreadable"),
    ("Infinity", "amount_unreadable"),
    ("=15000000", "amount_unreadable"),
    ("(15.000.000)", "amount_unreadable"),
    ("15.000.000 15.000.000", "amount_unreadable"),
    ("٣٠٠٠٠٠", "amount_unreadable"),
    ("9" * 5_000, "amount_unreadable"),
    ("1.500", "amount_ambiguous"),
    ("9.999", "amount_ambiguous"),
    ("1.5", "amount_ambiguous"),
    ("1,5", "amount_ambiguous"),
    ("1.50", "amount_ambiguous"),
    ("1,500", "amount_ambiguous"),
    ("15,000", "amount_ambiguous"),
    ("15,000 đ", "amount_ambiguous"),
    ("5.000k", "amount_ambiguous"),
    ("1.500 triệu", "amount_ambiguous"),
    ("1,500 triệu", "amount_ambiguous"),
    ("2,237 tỷ", "amount_ambiguous"),
    ("15.000.000,5", "amount_decimals"),
    ("15.000.000,00001 đ", "amount_decimals"),
    ("1,5 đ", "amount_decimals"),
    ("1.5 đồng", "amount_decimals"),
    ("1,2345678 triệu", "amount_decimals"),
    ("0,0005 nghìn", "amount_decimals"),
    ("-15.000.000", "amount_negative"),
    ("−15 triệu", "amount_negative"),
    ("- 15000000 đ", "amount_negative"),
    ("-1.500", "amount_negative"),
    ("1.000.000.000.000.000", "amount_too_large"),
    ("1000000 tỷ", "amount_too_large"),
    ("999999999999999999999999", "amount_too_large"),
]


def test_the_table_is_as_long_as_it_claims() -> None:
    assert len({text for text, _ in (*READ, *REFUSED)}) >= 120


@pytest.mark.parametrize(("text", "amount"), READ)
def test_an_amount_is_read(text: str, amount: int) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_an_amount_that_is_not_one_whole_sum_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_amount(text)
    assert refused.value.code == code
    assert refused.value.facts["text"] == text


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=LARGEST))
def test_what_the_program_shows_it_also_reads(amount: int) -> None:
    assert parse_amount(dong(amount)) == parse_amount(dong_paper(amount)) == parse_amount(typed(amount)) == amount


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789., -đktrỷiệun", max_size=14))
def test_whatever_is_typed_gives_a_whole_amount_or_a_refusal(text: str) -> None:
    try:
        amount = parse_amount(text)
    except Refusal as refused:
        assert refused.code.startswith("amount_")
    else:
        assert isinstance(amount, int)
        assert 0 <= amount <= LARGEST


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-1_500, "-1.500")]
)
def test_figures_are_grouped_by_dots(amount: int, shown: str) -> None:
    assert grouped(amount) == shown
    assert dong(amount) == f"{shown} đ"
    assert dong_paper(amount) == f"{shown}\u00a0đồng"


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=LARGEST), st.integers(min_value=1, max_value=10_000))
def test_an_equal_split_names_the_remainder_and_loses_nothing(total: int, parts: int) -> None:
    split = split_evenly(total, parts)
    assert split.each * split.parts + split.remainder == total
    assert 0 <= split.remainder < parts


def test_a_hundred_million_among_three_leaves_one_dong() -> None:
    assert split_evenly(100_000_000, 3) == (33_333_333, 3, 1)


@pytest.mark.parametrize(("total", "parts", "code"), [(1_000, 0, "split_among_nobody"), (-1, 3, "split_of_negative")])
def test_a_split_that_makes_no_sense_is_refused(total: int, parts: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        split_evenly(total, parts)
    assert refused.value.code == code
