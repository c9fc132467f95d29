import pytest

from aid.domain.errors import Refusal
from aid.services.phones import normalise, show


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "+84912345678"),
        ("0912 345 678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("0912-345-678", "+84912345678"),
        ("+84912345678", "+84912345678"),
        ("+84 (0)912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084912345678", "+84912345678"),
        ("024 3825 1234", "+842438251234"),
        ("+49 30 901820", "+4930901820"),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "không có", "113", "0912 345 67", "0912 345 678 9", "0912345678 ext 3", "001180000001", "1" * 300],
)
def test_what_nobody_can_dial_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        normalise(typed)
    assert (refused.value.code, refused.value.facts) == ("phone_unreadable", {})


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("+84912345678", "0912 345 678"), ("+842438251234", "024 3825 1234"), ("+4930901820", "+49 30 901820")],
)
def test_a_number_is_shown_as_it_is_dialled(kept: str, shown: str) -> None:
    assert show(kept) == shown
    assert normalise(shown) == kept
