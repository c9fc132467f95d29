import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aid.domain.money import in_words, words
from tests.domain.words_by_hand import WRITTEN_BY_HAND
from tests.domain.words_oracle import number_of
from tests.trials.amount_in_words import drops_empty_hundreds, first_mismatch


def test_the_table_written_by_hand_is_whole() -> None:
    assert len(WRITTEN_BY_HAND) == 70


@pytest.mark.parametrize(("number", "written"), WRITTEN_BY_HAND)
def test_a_number_is_read_as_a_person_wrote_it(number: int, written: str) -> None:
    assert words(number) == written


@pytest.mark.parametrize(("number", "written"), WRITTEN_BY_HAND)
def test_the_oracle_reads_the_table_written_by_hand(number: int, written: str) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (0, "Không đồng"),
        (-5_000_000, "Âm năm triệu đồng"),
        (32_500_000, "Ba mươi hai triệu năm trăm nghìn đồng"),
        (
            2_221_384_182,
            "Hai tỷ hai trăm hai mươi mốt triệu ba trăm tám mươi tư nghìn một trăm tám mươi hai đồng",
        ),
    ],
)
def test_an_amount_is_printed_with_a_capital_and_its_unit(amount: int, printed: str) -> None:
    assert in_words(amount) == printed


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=-(10**15), max_value=10**19))
def test_any_number_comes_back_from_its_words(number: int) -> None:
    assert number_of(words(number)) == number


def test_every_round_sum_of_aid_comes_back_from_its_words() -> None:
    sums = range(0, 100_000_000, 50_000)
    assert [number_of(words(amount)) for amount in sums] == list(sums)


@pytest.mark.parametrize(
    "wrong",
    [
        "một triệu năm mươi nghìn",
        "một nghìn lẻ một",
        "hai mươi một",
        "hai mươi bốn",
        "mười năm",
        "sáu mươi năm",
        "một mươi",
        "một triệu không nghìn không trăm linh một",
        "không trăm linh năm",
        "một triệu không trăm",
        "linh năm",
        "một trăm năm",
        "",
    ],
)
def test_the_oracle_refuses_what_an_official_paper_may_not_print(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"spelling|hundreds"):
        number_of(wrong)


def test_the_trial_catches_a_reader_that_drops_empty_hundreds() -> None:
    assert first_mismatch(drops_empty_hundreds, 100, seed=1) is not None
