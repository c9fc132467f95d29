"""How much a benefit gives, as a reader says it, in Vietnamese and in English."""

import pytest

from aid.web.policies.benefit_words import amount_of

FIXED = {"kind": "fixed", "amount": 20_000_000}
DAYS = {"kind": "tiers", "by": "inpatient_days", "tiers": [{"from": 1, "amount": 5_000_000, "noun": "người nằm viện"}]}


def told(benefit):
    return [line.replace("\u00a0", " ") for line in amount_of(benefit, {})]


@pytest.mark.parametrize(
    ("who", "each"), [("household", "hộ"), ("person", "người còn sống trong hộ"), ("dead", "người chết")]
)
def test_each_of_them_is_named_as_one(app, who, each):
    with app.test_request_context():
        assert told({"who": who, "amount": FIXED}) == [f"20.000.000 đ cho mỗi {each}"]


def test_an_english_page_never_falls_back_on_the_vietnamese_noun(app):
    benefit = {"who": "household", "noun": "hộ mất nhà", "amount": FIXED}
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert "hộ" not in told(benefit)[0]
        assert told(benefit | {"noun_en": "family without a home"})[0].endswith("family without a home")
        assert told({"who": "dead", "amount": FIXED})[0].endswith("for each person who died")
        assert told({"who": "injured", "amount": DAYS})[0].startswith("1 or more days of treatment:")


def test_a_tier_names_whom_it_is_for(app):
    with app.test_request_context():
        assert told({"who": "injured", "amount": DAYS}) == ["từ 1 ngày điều trị (người nằm viện): 5.000.000 đ"]
