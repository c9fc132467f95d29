import pytest

from aid.domain.transfers import Sent, purpose, read_reference, reference


@pytest.mark.parametrize(("payment", "payout"), [(1, 1), (12, 3), (999_999_999, 999_999_999)])
def test_a_reference_survives_the_purpose_and_what_banks_put_around_it(payment, payout):
    sent = Sent(payment, payout)
    assert len(purpose(payment, payout)) <= 25
    for text in (
        purpose(payment, payout),
        f"MBVCB.123.{reference(payment, payout)}.ho tro",
        reference(payment, payout).lower(),
    ):
        assert read_reference(text) == sent


@pytest.mark.parametrize(
    "text", ["", "KT12", "KT12D", "NKT12D3", "KT12D1234567890", "KT1D1 KT2D1", "KT12 D3", "HO TRO KHAN CAP"]
)
def test_what_is_no_single_reference_is_none(text):
    assert read_reference(text) is None


def test_the_same_reference_twice_is_one():
    assert read_reference("KT1D2 / KT1D2") == Sent(1, 2)
