import copy

import pytest

from aid.domain.errors import Refusal
from aid.domain.policy_documents import read_norms, read_policy
from aid.domain.shapes import Shape
from aid.services.policy_files import shipped_documents


def broken(path, value):
    document = copy.deepcopy(shipped_documents()["HN-NQ24-2023"])
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return document


FIRST = ("benefits", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("colour",), "red", id="unknown key"),
        pytest.param(("kind",), "law", id="unknown kind"),
        pytest.param(("valid",), ..., id="no days"),
        pytest.param(("valid", "until"), "2024-01-01", id="unknown day"),
        pytest.param(("valid", "from"), "1/1/2024", id="a day the other way round"),
        pytest.param(("reference_day",), "paid_on", id="unknown reference day"),
        pytest.param(("confirmed",), "yes", id="a word for a flag"),
        pytest.param(("places",), "01", id="a word for a list"),
        pytest.param(("causes",), ["war"], id="unknown cause"),
        pytest.param(("bases", 0, "rank"), "first", id="unknown rank of a basis"),
        pytest.param(("bases", 0, "note"), "x", id="unknown key of a basis"),
        pytest.param(("benefits",), {}, id="no list of benefits"),
        pytest.param(("benefits", 1, "code"), "1", id="a code used twice"),
        pytest.param((*FIRST, "code"), 1, id="a number for a code"),
        pytest.param((*FIRST, "who"), "everybody", id="unknown subject"),
        pytest.param((*FIRST, "fund_kinds"), ["CASH"], id="unknown kind of fund"),
        pytest.param((*FIRST, "limit"), {"days": 2, "unit": "week", "from": "received_on"}, id="unknown unit"),
        pytest.param(
            (*FIRST, "limit"), {"days": 2, "unit": "day", "from": "received_on", "x": 1}, id="unknown key of a limit"
        ),
        pytest.param((*FIRST, "when", 0, "rule"), "is_nice", id="unknown condition"),
        pytest.param((*FIRST, "when", 0, "value"), True, id="a value nobody asked for"),
        pytest.param((*FIRST, "when", 0), {"rule": "poverty_in", "value": ["rich"]}, id="unknown word of a condition"),
        pytest.param((*FIRST, "when", 0), {"rule": "inpatient_days_at_least", "value": 2.5}, id="a fraction"),
        pytest.param(
            (*FIRST, "when", 0), {"rule": "payee_in", "value": ["household"]}, id="a condition of bills for a person"
        ),
        pytest.param(("benefits", 2, "when", 0), {"rule": "treated"}, id="a condition of persons for a household"),
        pytest.param((*FIRST, "amount", "kind"), "percent", id="unknown kind of amount"),
        pytest.param((*FIRST, "amount", "amount"), 22_600_000.0, id="a fraction of money"),
        pytest.param((*FIRST, "amount", "tax"), 1, id="unknown key of an amount"),
        pytest.param((*FIRST, "amount", "over", 0, "x"), 1, id="unknown key of what it tops up"),
        pytest.param((*FIRST, "amount"), {"kind": "actual_cost"}, id="bills for a person without any"),
        pytest.param(("benefits", 2, "amount", "by"), "severity", id="tiers of harm for a household"),
        pytest.param(("benefits", 2, "amount", "tiers", 0, "x"), 1, id="unknown key of a tier"),
        pytest.param(("benefits", 6, "amount", "caps", 0, "cost"), "flowers", id="unknown cost"),
        pytest.param(("benefits", 6, "amount", "caps", 0, "x"), 1, id="unknown key of a cap"),
    ],
)
def test_a_policy_that_is_not_understood_is_refused_with_its_place_and_cure(path, value):
    with pytest.raises(Refusal) as caught:
        read_policy(broken(path, value))
    assert caught.value.code == "policy_unreadable"
    assert all(caught.value.facts[name] for name in ("path", "problem", "cure"))


def test_a_broken_norm_is_refused():
    row = {"scope": "city", "amount": 1, "from": "2026-01-01", "basis": "NQ"}
    with pytest.raises(Refusal, match=r"norms\[0\].province"):
        read_norms({"norms": [row]})
    with pytest.raises(Refusal, match="from_"):
        read_norms({"norms": [{**row, "province": "01", "from_": 1}]})


HIDDEN = pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200b", "\x07"], ids=["turned", "isolated", "zero width", "bell"]
)


@HIDDEN
@pytest.mark.parametrize("path", [("title",), (*FIRST, "clause"), ("incidents", 0)], ids=["head", "benefit", "list"])
def test_a_text_with_a_sign_nobody_sees_is_refused(path, sign):
    """What the chairman reads on the page must be what he confirms."""
    with pytest.raises(Refusal) as refused:
        read_policy(broken(path, f"Nghị quyết {sign}số 1"))
    assert "ký tự ẩn" in refused.value.facts["problem"]


def test_what_nobody_confirms_by_reading_may_hold_such_a_sign():
    assert Shape("facts_unreadable", {"name": "Lê\u200bLan"}).text("name") == "Lê\u200bLan"


def test_a_text_of_several_lines_is_a_text():
    assert read_policy(broken((*FIRST, "text"), "Điều 1.\n\tMức")).benefits[0].text == "Điều 1.\n\tMức"
