"""A norm continues its series: it never comes twice, nor before what is already in it."""

from dataclasses import replace
from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.norms import Norm, check_entry, norm_on, without

CENTRAL = Norm("central", 500_000, date(2024, 7, 1), "NĐ 76/2024/NĐ-CP", True)
CITY = Norm("city", 650_000, date(2026, 1, 1), "NQ 63/2025/NQ-HĐND", True, "01")
KNOWN = (CENTRAL, CITY)


@pytest.mark.parametrize(
    ("entered", "code", "facts"),
    [
        (replace(CITY, valid_from=date(2026, 8, 1)), None, {}),
        (replace(CITY, scope="ward"), "norm_scope_unknown", {"scope": "ward"}),
        (replace(CITY, amount=0), "amount_not_positive", {}),
        (replace(CITY, amount=1, valid_from=date(2026, 8, 1)), None, {}),
        (replace(CITY, basis=""), "norm_basis_missing", {}),
        (CITY, "norm_overlaps", {"day": date(2026, 1, 1)}),
        (replace(CITY, valid_from=date(2025, 12, 31)), "norm_backwards", {"day": date(2026, 1, 1)}),
        (replace(CITY, province_code="48", valid_from=date(2025, 12, 31)), None, {}),
        (replace(CENTRAL, valid_from=date(2025, 12, 31)), None, {}),
    ],
)
def test_a_norm_is_entered_after_those_of_its_series(entered, code, facts):
    if code is None:
        check_entry(entered, KNOWN)
        return
    with pytest.raises(Refusal) as caught:
        check_entry(entered, KNOWN)
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_the_first_norm_of_all_is_no_step_backwards():
    check_entry(CITY, ())


def test_a_series_without_one_norm_is_what_it_was_before():
    newer = replace(CITY, amount=700_000, valid_from=date(2026, 8, 1))
    assert without(newer, (*KNOWN, newer)) == KNOWN
    assert without(replace(newer, province_code="48"), (*KNOWN, newer)) == (*KNOWN, newer)
    assert without(replace(newer, scope="central"), (*KNOWN, newer)) == (*KNOWN, newer)


def test_the_order_in_which_norms_are_known_never_matters():
    newer = replace(CITY, amount=600_000, valid_from=date(2026, 8, 1))
    for norms in ((CITY, newer, CENTRAL), (newer, CENTRAL, CITY)):
        assert norm_on(date(2026, 8, 1), norms, "01") == newer
        assert norm_on(date(2026, 7, 31), norms, "01") == CITY


def test_of_two_equal_norms_the_citys_is_named():
    equal = replace(CENTRAL, amount=650_000)
    for norms in ((equal, CITY), (CITY, equal)):
        assert norm_on(date(2026, 1, 1), norms, "01") is CITY


def test_a_day_without_a_norm_says_which_day():
    with pytest.raises(Refusal) as caught:
        norm_on(date(2024, 6, 30), KNOWN, "01")
    assert (caught.value.code, caught.value.facts) == ("no_norm_in_force", {"day": date(2024, 6, 30)})
