from dataclasses import replace
from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.households import (
    HouseholdValues,
    PersonKey,
    PersonValues,
    check_first,
    check_one_head,
    faults_of_household,
    faults_of_person,
    identity_warnings,
    likely_same,
)

TODAY = date(2026, 9, 15)
LAN = PersonValues(full_name="Lê Thị Lan", birth_date=date(1980, 5, 1), birth_year=1980, sex="f")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"full_name": ""}, ["person_name_missing"]),
        ({"full_name": "A" * 100}, []),
        ({"full_name": "A" * 121}, ["name_too_long"]),
        ({"birth_date": date(2026, 9, 16)}, ["birth_in_future"]),
        ({"birth_date": TODAY, "birth_year": 2026}, []),
        ({"birth_date": None, "birth_year": 2027}, ["birth_in_future"]),
        ({"identity_state": "known"}, ["identity_missing"]),
        ({"identity_state": "known", "identity_number": "001180012389"}, []),
        ({"identity_state": "known", "identity_number": "123456789"}, ["identity_old_card"]),
        ({"identity_state": "none", "identity_number": "12"}, []),
        ({"identity_state": "unidentified", "full_name": ""}, ["mark_missing"]),
        ({"identity_state": "unidentified", "full_name": "", "mark": "áo xanh, tầng 3"}, []),
        ({"bank": "VCB"}, ["account_incomplete"]),
        ({"bank": "VCB", "account": "0123456789", "account_name": "LE THI LAN"}, []),
        ({"full_name": "", "identity_state": "known", "account": "1"},
         ["person_name_missing", "identity_missing", "account_incomplete"]),
    ],
)  # fmt: skip
def test_all_that_a_person_lacks_is_told_at_once(changes, codes):
    assert [fault.code for fault in faults_of_person(replace(LAN, **changes), today=TODAY)] == codes


@pytest.mark.parametrize(
    ("poverty_class", "evidence", "codes"),
    [("none", "", []), ("poor", "QĐ 12/QĐ-UBND", []), ("poor", "", ["poverty_without_evidence"])],
)
def test_a_poor_household_shows_its_paper(poverty_class, evidence, codes):
    values = HouseholdValues(1, "số 4", poverty_class=poverty_class, poverty_evidence=evidence)
    assert [fault.code for fault in faults_of_household(values)] == codes


@pytest.mark.parametrize(
    ("relations", "refused"),
    [(["head", "child"], None), (["child"], "head_missing"), (["head", "head"], "head_exists")],
)
def test_a_household_has_one_head(relations, refused):
    if refused is None:
        return check_one_head(relations)
    with pytest.raises(Refusal, match=refused):
        check_one_head(relations)


def test_a_mismatch_with_the_number_is_a_warning():
    assert identity_warnings("001180012389", 1980, "f") == ()
    assert identity_warnings("001180012389", 1981, "m") == ("identity_birth_year_differs", "identity_sex_differs")
    assert identity_warnings(None, 1981, "m") == ()


ONE = PersonKey("001180012389", "Lê Thị Hoà", date(1980, 5, 1), 1980, 7)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"name": "Someone Else", "place": 8}, "number", id="one number, another name"),
        pytest.param({"number": "001180012390"}, None, id="two numbers are two persons"),
        pytest.param({"number": None, "name": "LE THI HOA"}, "name_birth_place", id="name without accents"),
        pytest.param({"number": None, "birth_date": None}, "name_birth_place", id="only the year is known"),
        pytest.param({"number": None, "birth_date": date(1980, 5, 2)}, None, id="born on another day"),
        pytest.param({"number": None, "birth_date": None, "birth_year": None}, None, id="birth unknown"),
        pytest.param({"number": None, "place": 8}, None, id="another ward"),
    ],
)
def test_likely_duplicates_are_found(changes, why):
    other = replace(ONE, **changes)
    assert likely_same(ONE, other) == why
    assert likely_same(other, ONE) == why


def test_a_home_needs_an_address_and_a_poor_household_its_paper():
    assert [fault.code for fault in faults_of_household(HouseholdValues(1, ""))] == ["address_missing"]
    poor = HouseholdValues(1, "tổ 5", poverty_class="poor")
    assert [fault.code for fault in faults_of_household(poor)] == ["poverty_without_evidence"]
    assert not list(faults_of_household(replace(poor, poverty_evidence="QĐ 12/2026")))


def test_a_service_stops_at_the_first_fault():
    check_first(iter(()))
    with pytest.raises(Refusal, match="address_missing"):
        check_first(faults_of_household(HouseholdValues(1, "", poverty_class="poor")))
