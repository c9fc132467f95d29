"""A document is read as it stands: every key where it belongs, what is missing by its default, limits to the number."""

from datetime import date

import pytest

from aid.domain.norms import Norm
from aid.domain.policies import AmountRule, Basis, Benefit, BenefitRef, Condition, Limit, Policy, Tier
from aid.domain.policy_documents import read_norms, read_policy
from tests.domain.test_policies import policy_giving
from tests.domain.test_policy_mistakes import FIXED, ref, refusal_of, tier, tiers

FULL = {
    "code": "THU", "kind": "resolution", "number": "1/NQ", "issuer": "HĐND", "signed_on": "2026-01-02", "title": "Thử",
    "title_en": "Trial", "valid": {"from": "2026-01-03", "to": "2026-12-31"}, "reference_day": "applied_on",
    "coverage_day": "decided_on", "confirmed": True, "places": ["01", "00364"], "causes": ["fire", "gas"],
    "incidents": ["VU-1"], "note": "Chưa rõ",
    "bases": [{"rank": "policy", "text": "Căn cứ A", "from": "2026-01-01", "to": "2026-12-31"},
              {"rank": "finance", "text": "Căn cứ B"}],
    "benefits": [{
        "code": "x", "title": "Hỗ trợ", "title_en": "Aid", "text": "Nguyên văn", "clause": "khoản 1", "who": "injured",
        "noun": "người", "noun_en": "person", "purpose": "condolence", "floor": True, "fund_kinds": ["NS_PHUONG"],
        "when": [{"rule": "treated", "clause": "khoản 2"}, {"rule": "inpatient_days_at_least", "value": 3},
                 {"rule": "severity_in", "value": ["severe", "critical"]}],
        "limit": {"days": 2, "unit": "working_day", "from": "received_on"}, "group": "g", "note": "Xem lại",
        "not_with": [{"policy": "KHAC", "benefit": "a", "called": "phần kia"}, {"policy": "KHAC", "benefit": "b"}],
        "amount": {"kind": "tiers", "by": "inpatient_days", "tiers": [
            {"from": 3, "to": 6, "amount": 1, "noun": "người nhẹ", "noun_en": "light"}, {"from": 7, "amount": 2},
            {"from_severity": "critical", "amount": 3}]},
    }],
}  # fmt: skip


def test_every_key_is_read_where_it_belongs():
    tiers_read = (Tier(3, 1, "người nhẹ", 6, "", "light"), Tier(7, 2), Tier(2, 3, severity="critical"))
    benefit = Benefit(
        code="x", title="Hỗ trợ", clause="khoản 1", who="injured",
        amount=AmountRule("tiers", by="inpatient_days", tiers=tiers_read),
        conditions=(Condition("treated", True, "khoản 2"), Condition("inpatient_days_at_least", 3),
                    Condition("severity_in", ("severe", "critical"))),
        noun="người", floor=True, fund_kinds=("NS_PHUONG",), limit=Limit(2, "working_day", "received_on"), group="g",
        note="Xem lại", not_with=(BenefitRef("KHAC", "a", "phần kia"), BenefitRef("KHAC", "b")), purpose="condolence",
        text="Nguyên văn", title_en="Aid", noun_en="person",
    )  # fmt: skip
    read = read_policy(FULL)
    assert read == Policy(
        code="THU", kind="resolution", number="1/NQ", issuer="HĐND", signed_on=date(2026, 1, 2), title="Thử",
        valid_from=date(2026, 1, 3), valid_to=date(2026, 12, 31), reference_day="applied_on", confirmed=True,
        benefits=(benefit,), bases=(Basis("policy", "Căn cứ A", date(2026, 1, 1), date(2026, 12, 31)),
                                    Basis("finance", "Căn cứ B")),
        places=("01", "00364"), causes=("fire", "gas"), incidents=("VU-1",), note="Chưa rõ", title_en="Trial",
        coverage_day="decided_on",
    )  # fmt: skip
    assert [one.called for one in read.benefits[0].not_with] == ["phần kia", ""]


def test_what_is_missing_has_its_default():
    small = {
        "code": "THU", "kind": "visit", "issuer": "Phường", "title": "Thử", "valid": {"from": "2026-01-01"},
        "reference_day": "received_on",
        "benefits": [{"code": "x", "title": "T", "clause": "C", "who": "pupil", "amount": FIXED}],
    }  # fmt: skip
    benefit = Benefit("x", "T", "C", "pupil", AmountRule("fixed", amount=5), purpose="schooling")
    assert read_policy(small) == Policy(
        "THU", "visit", "", "Phường", None, "Thử", date(2026, 1, 1), None, "received_on", False, (benefit,),
        coverage_day="received_on",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "amount", "read"),
    [
        ("dead", {"kind": "times_norm", "times": 1_000}, AmountRule("times_norm", times=1_000)),
        ("dead", {"kind": "monthly", "amount": 1, "months": 120}, AmountRule("monthly", amount=1, months=120)),
        ("hungry", {"kind": "rice", "kg": 1_000, "months": 1}, AmountRule("rice", kg=1_000, months=1)),
        ("household", {"kind": "in_kind", "text": "Chăn"}, AmountRule("in_kind", text="Chăn")),
        ("dead", {"kind": "share", "amount": 7, "among": 7}, AmountRule("share", amount=7, among=7)),
        ("treatment_bill", {"kind": "actual_cost"}, AmountRule("actual_cost")),
        ("funeral_bill",
         {"kind": "actual_cost", "at_least": 1, "at_most": 2, "caps": [{"cost": "burial", "amount": 1}]},
         AmountRule("actual_cost", at_least=1, at_most=2, caps=(("burial", 1),))),
        ("unclaimed_dead", {"kind": "actual_cost", "at_least_times": 1_000},
         AmountRule("actual_cost", at_least_times=1_000)),
        ("dead", {"kind": "up_to", "amount": 9, "over": [ref("a", "KHAC")]},
         AmountRule("up_to", amount=9, over=(BenefitRef("KHAC", "a"),))),
        ("household", tiers(tier(1, amount=1), by="members"), AmountRule("tiers", by="members", tiers=(Tier(1, 1),))),
    ],
)  # fmt: skip
def test_every_kind_of_amount_is_read(who, amount, read):
    (benefit,) = read_policy(policy_giving(amount, who=who)).benefits
    assert benefit.amount == read


@pytest.mark.parametrize(
    ("amount", "key"),
    [
        ({"kind": "times_norm", "times": 1_001}, "times"),
        ({"kind": "times_norm", "times": 0}, "times"),
        ({"kind": "monthly", "amount": 1, "months": 121}, "months"),
        ({"kind": "monthly", "amount": 0, "months": 1}, "amount"),
        ({"kind": "rice", "kg": 1_001, "months": 1}, "kg"),
        ({"kind": "rice", "kg": 1, "months": 0}, "months"),
        ({"kind": "share", "amount": 1, "among": 0}, "among"),
        (tiers(tier(3, amount=0)), "tiers[0].amount"),
        (tiers({**tier(severity="critical"), "to": 9}), "tiers[0].to"),
    ],
)
def test_a_number_beyond_its_limits_is_refused(amount, key):
    assert refusal_of(policy_giving(amount))[0] == f"benefits[0].amount.{key}"


@pytest.mark.parametrize(
    ("benefit", "path"),
    [
        ({"limit": {"days": 367, "unit": "day", "from": "received_on"}}, "limit.days"),
        ({"who": "hungry", "when": [{"rule": "treated"}]}, "when[0].rule"),
        ({"who": "dead", "amount": {"kind": "actual_cost"}}, "amount.kind"),
        ({"who": "household", "amount": tiers(tier(3))}, "amount.by"),
        ({"who": "person", "amount": tiers(tier(3))}, "amount.by"),
        ({"who": "funeral_bill", "amount": {"kind": "actual_cost", "caps": [{"cost": "burial", "amount": 0}]}},
         "amount.caps[0].amount"),
        ({"when": [{"rule": "age_below", "value": 0}]}, "when[0].value"),
        ({"when": [{"rule": "age_below", "value": 151}]}, "when[0].value"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_person_is_refused_at_its_key(benefit, path):
    document = policy_giving(FIXED)
    document["benefits"][0] |= benefit
    assert refusal_of(document)[0] == f"benefits[0].{path}"


def test_a_limit_may_be_a_year_and_an_age_any_age():
    document = policy_giving(FIXED, when=[{"rule": "age_below", "value": 150}])
    document["benefits"][0]["limit"] = {"days": 366, "unit": "day", "from": "received_on"}
    assert read_policy(document).benefits[0].limit.days == 366


def test_the_persons_a_rule_fits_are_named():
    document = policy_giving({"kind": "actual_cost"}, who="dead")
    assert refusal_of(document)[1:] == (
        "không dùng được với who: dead", "chọn who: funeral_bill, treatment_bill, unclaimed_dead",
    )  # fmt: skip


def test_norms_are_read_oldest_first_with_their_defaults():
    rows = [
        {"scope": "city", "province": "01", "amount": 2, "from": "2026-02-01", "basis": "B", "confirmed": True,
         "citation": "Căn cứ B"},
        {"scope": "central", "amount": 1, "from": "2026-01-01", "basis": "A"},
    ]  # fmt: skip
    assert read_norms({"norms": rows}) == (
        Norm("central", 1, date(2026, 1, 1), "A", False),
        Norm("city", 2, date(2026, 2, 1), "B", True, "01", "Căn cứ B"),
    )
