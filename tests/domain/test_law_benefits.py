"""What ships is what the law says, benefit by benefit: causes, levels, deadlines and the words a paper needs.

The table is law.md 1.2 and 8 in the words of the policy files. Nothing the law leaves open is a number here.
"""

import pytest

from aid.domain.policies import BenefitRef
from aid.domain.policy_documents import read_policy
from aid.domain.purposes import PURPOSES
from aid.services.policy_files import shipped_documents, shipped_norms, shipped_policies, template_documents

ND20, NQ24, ND335, DISTRICT = "ND20-2021", "HN-NQ24-2023", "ND335-2026", "TX-2023"
ROUND_1, ROUND_2 = "MTTQ-KH-2023-1", "MTTQ-KH-2023-2"
BY_CODE = {policy.code: policy for policy in shipped_policies()}
BENEFITS = {
    BenefitRef(policy.code, benefit.code): benefit for policy in shipped_policies() for benefit in policy.benefits
}
FIRE, DISASTER, EPIDEMIC = "hoa_hoan", "thien_tai", "dich_benh"
ACCIDENTS, OTHER = {"tngt_nghiem_trong", "tnld_nghiem_trong"}, "bat_kha_khang_khac"
TWO_DAYS, THREE_WORKING_DAYS = (2, "day", "received_on"), (3, "working_day", "applied_on")
SOURCES = {
    "NS_TRUNG_UONG", "NS_THANH_PHO", "NS_PHUONG", "NS_QUAN", "DU_TRU_QUOC_GIA", "QUY_CUU_TRO_MTTQ_TP", "BAN_VAN_DONG",
    "MTTQ_PHUONG", "CHU_THAP_DO", "QUY_BAO_TRO_TRE_EM", "QUY_PCTT", "DOAN_THE_KHAC",
}  # fmt: skip
# benefit: causes, kind of amount, its number, may be raised, limit
DECREE = {
    "E12a": (None, "rice", 15, False, TWO_DAYS),
    "E12b": ({DISASTER, FIRE, "mat_mua", "giap_hat", OTHER}, "rice", 15, False, TWO_DAYS),
    "E12c": ({DISASTER, FIRE, EPIDEMIC, OTHER}, "in_kind", 0, False, TWO_DAYS),
    "E13": ({DISASTER, FIRE, *ACCIDENTS, OTHER}, "times_norm", 10, True, TWO_DAYS),
    "E13b": ({DISASTER, FIRE, *ACCIDENTS, OTHER}, "times_norm", 10, True, TWO_DAYS),
    "E14": ({DISASTER, FIRE, EPIDEMIC, *ACCIDENTS, OTHER}, "times_norm", 50, True, THREE_WORKING_DAYS),
    "E14b": ({DISASTER, FIRE, EPIDEMIC, *ACCIDENTS, OTHER}, "actual_cost", 50, True, THREE_WORKING_DAYS),
    "E15a": ({DISASTER, FIRE, OTHER}, "fixed", 40_000_000, True, TWO_DAYS),
    "E15b": ({DISASTER, FIRE, OTHER}, "fixed", 30_000_000, True, TWO_DAYS),
    "E15c": ({DISASTER, FIRE, OTHER}, "fixed", 20_000_000, True, TWO_DAYS),
    "E16": ({DISASTER, FIRE, EPIDEMIC, OTHER}, "in_kind", 0, False, TWO_DAYS),
    "E17": (None, "in_kind", 0, False, None),
}
# benefit: the rules a case must satisfy beside its cause
CONDITIONS = {
    (ND20, "E12c"): {"home_lost": True},
    (ND20, "E13"): {"inpatient_days_at_least": 3, "treated": True, "at_home": True},
    (ND20, "E13b"): {"inpatient_days_at_least": 3, "treated": True, "no_relatives_care": True},
    (ND20, "E15a"): {"poverty_in": ("poor", "near_poor", "difficult"), "tenure_in": ("owner",), "no_other_home": True},
    (ND20, "E15c"): {
        "poverty_in": ("poor", "near_poor", "difficult"), "tenure_in": ("owner",), "no_other_home": True,
        "not_habitable": True,
    },
    (ND20, "E16"): {"no_relatives": True, "age_below": 16},
    (NQ24, "1"): {"treated": True},
    (NQ24, "2"): {"payee_in": ("service_provider",)},
    (NQ24, "3"): {"living_members_at_least": 1},
    (NQ24, "5"): {"age_below": 16},
    (NQ24, "7"): {"payee_in": ("service_provider",)},
    (DISTRICT, "injured"): {"treated": True},
    (DISTRICT, "child_injured"): {"treated": True},
    (ROUND_1, "injured"): {"treated": True},
    (ROUND_2, "injured"): {"living": True, "treated": True},
    (ROUND_2, "orphan"): {"age_below": 16},
    (ROUND_2, "child"): {"lost_parents_at_most": 0},
}  # fmt: skip


def conditions_of(benefit):
    return {one.rule: one.value for one in benefit.conditions if one.rule != "cause_in"}


def causes_of(benefit):
    named = [set(one.value) for one in benefit.conditions if one.rule == "cause_in"]
    return named[0] if named else None


@pytest.mark.parametrize("decree", [ND20, ND335])
@pytest.mark.parametrize("code", sorted(DECREE))
def test_each_benefit_of_the_decree_has_its_causes_level_and_deadline(decree, code):
    """NĐ 335/2026 repeats them as a suggestion only: its own articles were not read."""
    benefit = BENEFITS[BenefitRef(decree, code)]
    causes, kind, number, floor, limit = DECREE[code]
    amount = benefit.amount
    assert (amount.kind, floor) == (kind, benefit.floor)
    assert number in (amount.times or amount.at_least_times or amount.kg or amount.amount, amount.amount)
    assert causes_of(benefit) == causes
    assert (limit and (benefit.limit.days, benefit.limit.unit, benefit.limit.start)) == limit
    assert decree == ND20 or "chưa xác nhận" in benefit.clause


def test_rice_is_for_one_month_at_tet_and_for_up_to_three_otherwise():
    assert (BENEFITS[BenefitRef(ND20, "E12a")].amount.months, BENEFITS[BenefitRef(ND20, "E12b")].amount.months) == (
        1,
        3,
    )


def test_every_condition_beside_the_cause_is_one_of_the_law():
    decree = {(ND335, code): rules for (policy, code), rules in CONDITIONS.items() if policy == ND20}
    wanted = CONDITIONS | decree
    found = {(ref.policy, ref.benefit): conditions_of(benefit) for ref, benefit in BENEFITS.items()}
    assert {key: _plain(rules) for key, rules in found.items() if rules} == {
        key: _plain(rules) for key, rules in wanted.items()
    }


def _plain(rules):
    return {
        rule: sorted(value) if isinstance(value, tuple | list | frozenset) else value for rule, value in rules.items()
    }


def test_what_the_law_leaves_open_is_no_number_and_is_said():
    """Items 0 and 9 of the law: board of an orphan, the day of the norm, days or working days, the decree of 2026."""
    orphan = BENEFITS[BenefitRef(ND20, "E16")]
    assert (orphan.amount.kind, orphan.amount.amount) == ("in_kind", 0)
    assert "chưa được xác nhận" in orphan.note
    assert "chưa được đối chiếu" in BENEFITS[BenefitRef(ND20, "E13b")].note
    assert all(word in BY_CODE[ND20].note for word in ("mức chuẩn lấy theo ngày", "02 ngày làm việc", "chuyển tiếp"))
    assert not BY_CODE[ND335].confirmed and "chưa được đối chiếu" in BY_CODE[ND335].note
    assert [(norm.basis, norm.amount) for norm in shipped_norms() if not norm.confirmed] == [
        ("NĐ 335/2026/NĐ-CP", 540_000)
    ]


def test_the_decrees_follow_each_other_without_a_gap_by_the_same_day():
    old, new = BY_CODE[ND20], BY_CODE[ND335]
    assert (old.valid_from.isoformat(), old.valid_to.isoformat()) == ("2021-07-01", "2026-10-04")
    assert (new.valid_from.isoformat(), new.valid_to) == ("2026-10-05", None)
    assert old.coverage_day == new.coverage_day


@pytest.mark.parametrize("policy", sorted(BY_CODE))
def test_a_shipped_policy_and_its_benefits_can_be_told_in_both_languages(policy):
    document = shipped_documents()[policy]
    assert document["title_en"]
    for benefit in document["benefits"]:
        missing = {"text", "title", "title_en", "purpose", "clause", "fund_kinds"} - {
            key for key in benefit if benefit[key]
        }
        assert not missing, (policy, benefit["code"], missing)
        assert ("noun" in benefit) == ("noun_en" in benefit), benefit["code"]
        tiers = benefit["amount"].get("tiers", ())
        assert all(tier["noun"] and tier["noun_en"] for tier in tiers)


def test_purposes_and_sources_are_those_of_the_law():
    assert {benefit.purpose for benefit in BENEFITS.values()} <= set(PURPOSES)
    assert {kind for benefit in BENEFITS.values() for kind in benefit.fund_kinds} <= SOURCES


@pytest.mark.parametrize("code", sorted(template_documents()))
def test_a_template_is_complete_unconfirmed_and_says_that_it_is_no_rule(code):
    policy = read_policy(template_documents()[code])
    assert not policy.confirmed and "không phải quy định" in policy.note
    assert all(benefit.text and benefit.title_en and benefit.purpose for benefit in policy.benefits)
