from dataclasses import replace
from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.norms import Norm, norm_on
from aid.domain.policies import KINDS, choose, in_order, legal_bases
from aid.domain.policy_documents import read_policy
from aid.domain.subjects import Subject
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.domain.cases_by_hand import answer, case, dead, given, injured, person, refused

BY_CODE = {policy.code: policy for policy in shipped_policies()}


def policy_giving(amount, who="injured", when=(), **more):
    """A policy of one benefit, as data."""
    benefit = {"code": "x", "title": "Thử", "clause": "Điều 1", "who": who, "when": list(when), "amount": amount,
               "fund_kinds": ["NS_PHUONG"]}  # fmt: skip
    return {
        "code": "THU", "kind": "visit", "issuer": "Phường", "title": "Thử", "valid": {"from": "2020-01-01"},
        "reference_day": "occurred_on", "confirmed": True, "benefits": [benefit], **more,
    }  # fmt: skip


def with_policy(document):
    return (read_policy(document),)


@pytest.mark.parametrize(
    ("day", "province", "amount", "scope"),
    [
        ("2021-07-01", "01", 360_000, "central"),
        ("2021-10-03", "01", 440_000, "city"),
        ("2021-10-03", "48", 360_000, "central"),
        ("2024-07-01", "01", 500_000, "central"),
        ("2026-01-01", "01", 650_000, "city"),
        ("2026-07-01", "01", 650_000, "city"),
        ("2026-07-01", "48", 540_000, "central"),
    ],
)
def test_the_higher_of_the_latest_norms_applies(day, province, amount, scope):
    norm = norm_on(date.fromisoformat(day), shipped_norms(), province)
    assert (norm.amount, norm.scope) == (amount, scope)


def test_a_newer_norm_of_the_same_scope_replaces_a_higher_older_one():
    norms = [Norm("central", 500, date(2024, 1, 1), "cũ", True), Norm("central", 400, date(2025, 1, 1), "mới", True)]
    assert norm_on(date(2025, 1, 1), norms).basis == "mới"


def test_before_the_first_norm_there_is_none():
    with pytest.raises(Refusal, match="no_norm_in_force"):
        norm_on(date(2014, 12, 31), shipped_norms(), "01")


def test_without_a_norm_the_answer_says_so_and_gives_fixed_sums_only():
    document = policy_giving({"kind": "times_norm", "times": 10}, valid={"from": "2000-01-01"})
    document["benefits"] += [
        {"code": "y", "title": "Thử", "clause": "Điều 2", "who": "injured", "amount": {"kind": "fixed", "amount": 7},
         "fund_kinds": ["NS_PHUONG"]},
        {"code": "z", "title": "Thử", "clause": "Điều 3", "who": "unclaimed_dead", "fund_kinds": ["NS_PHUONG"],
         "amount": {"kind": "actual_cost", "at_least_times": 50}},
    ]  # fmt: skip
    bill = {"kind": "burial", "amount": 1, "unclaimed_body": True}
    facts = case("a", "b", on="2010-01-01", harms=[injured("a"), dead("b")], costs=[bill])
    answered = answer(facts, policies=with_policy(document))
    assert answered["norm"] is None
    assert answered["totals"] == {"VND": 7}
    assert {no["code"] for no in answered["refusals"]} == {"no_norm_in_force"}


def test_without_names_the_confirmed_policies_are_chosen():
    assert choose(reversed(shipped_policies())) == tuple(policy for policy in shipped_policies() if policy.confirmed)
    assert {"ND20-2021", "HN-NQ24-2023", "TX-2023"} <= {policy.code for policy in choose(shipped_policies())}
    assert "ND335-2026" not in {policy.code for policy in choose(shipped_policies())}
    assert [policy.code for policy in choose(shipped_policies(), ["ND335-2026"] * 2)] == ["ND335-2026"]
    with pytest.raises(Refusal, match="policy_unknown"):
        choose(shipped_policies(), ["ND20"])


def test_decrees_come_first():
    ranks = [KINDS.index(policy.kind) for policy in in_order(reversed(shipped_policies()))]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("more", "is_covered"),
    [
        ({}, True),
        ({"places": ["01"]}, True),
        ({"places": ["00364"]}, True),
        ({"places": ["48"]}, False),
        ({"causes": ["fire", "gas"]}, True),
        ({"causes": ["gas"]}, False),
        ({"incidents": ["KHUONG-HA-2023"]}, True),
        ({"incidents": ["OTHER"]}, False),
        ({"valid": {"from": "2023-09-13"}}, False),
        ({"valid": {"from": "2023-09-12", "to": "2023-09-12"}}, True),
        ({"valid": {"from": "2023-09-20"}, "reference_day": "applied_on"}, True),
    ],
)
def test_a_policy_covers_its_days_places_causes_and_incidents(more, is_covered):
    facts = case("a", place="00364", code="KHUONG-HA-2023", harms=[injured("a")]) | {"applied_on": "2023-09-20"}
    policies = with_policy(policy_giving({"kind": "fixed", "amount": 1}, **more))
    assert bool(answer(facts, policies=policies, province="01")["lines"]) is is_covered


@pytest.mark.parametrize(
    ("amount", "says", "total"),
    [
        (
            {"kind": "monthly", "amount": 6_000_000, "months": 6},
            "1 người bị thương × 6.000.000 đồng × 6 tháng = 36.000.000 đồng",
            36_000_000,
        ),
        (
            {
                "kind": "tiers",
                "by": "inpatient_days",
                "tiers": [{"from": 3, "amount": 300}, {"from": 7, "amount": 400}],
            },
            "1 người bị thương × 400 đồng = 400 đồng",
            400,
        ),
        (
            {
                "kind": "tiers",
                "by": "severity",
                "tiers": [{"from_severity": "severe", "amount": 5}, {"from_severity": "critical", "amount": 9}],
            },
            "1 người bị thương × 5 đồng = 5 đồng",
            5,
        ),
    ],
)
def test_amounts_by_month_and_by_tier(amount, says, total):
    facts = case("a", harms=[injured("a", 7, severity="severe")])
    (line,) = answer(facts, policies=with_policy(policy_giving(amount)))["lines"]
    assert (line["says"], line["amount"]) == (says, total)


def test_below_the_lowest_tier_is_a_refusal():
    tiers = {"kind": "tiers", "by": "inpatient_days", "tiers": [{"from": 3, "amount": 300}]}
    facts = case("a", harms=[injured("a", 2)])
    (no,) = answer(facts, policies=with_policy(policy_giving(tiers)))["refusals"]
    assert (no["code"], no["facts"]) == ("below_lowest_tier", {"inpatient_days": 2})


@pytest.mark.parametrize(
    ("condition", "harm", "member", "code"),
    [
        ({"rule": "severity_in", "value": ["critical"]}, {}, {}, "severity_too_low"),
        ({"rule": "severity_in", "value": ["critical"]}, {"severity": "critical"}, {}, None),
        ({"rule": "at_scene"}, {}, {"at_scene": False}, "not_at_scene"),
        ({"rule": "at_scene"}, {}, {}, None),
        (
            {"rule": "residence_in", "value": ["permanent", "temporary"]},
            {},
            {"residence": "visitor"},
            "residence_not_covered",
        ),
        ({"rule": "residence_in", "value": ["permanent", "temporary"]}, {}, {"residence": "temporary"}, None),
        ({"rule": "age_below", "value": 16}, {}, {"birth_date": "2008"}, None),
        ({"rule": "age_below", "value": 16}, {}, {"birth_date": "1980"}, "too_old"),
    ],
)
def test_conditions_about_a_person(condition, harm, member, code):
    facts = case(person("a", **member), harms=[injured("a", **harm)])
    policies = with_policy(policy_giving({"kind": "fixed", "amount": 1}, when=[condition]))
    assert refused(facts, policies=policies) == ({("x", "a"): code} if code else {})


@pytest.mark.parametrize(("low", "high"), [("x", "y"), ("y", "x")])
def test_of_a_group_only_the_highest_is_paid(low, high):
    document = policy_giving({"kind": "fixed", "amount": 1})
    other = {**document["benefits"][0], "code": "y"}
    document["benefits"].append(other)
    for benefit in document["benefits"]:
        benefit["group"] = "one"
        benefit["amount"] = {"kind": "fixed", "amount": 5 if benefit["code"] == high else 3}
    facts = case("a", harms=[injured("a")])
    assert given(facts, policies=with_policy(document)) == {(high, "a"): 5}
    assert refused(facts, policies=with_policy(document)) == {(low, "a"): "lower_in_group"}


def test_the_decision_of_2023_cites_the_laws_of_its_day():
    norm = norm_on(date(2023, 9, 12), shipped_norms(), "01")
    bases = legal_bases(BY_CODE["ND20-2021"], date(2023, 9, 25), norm)
    assert bases[0] == "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
    assert bases[2] == "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015"
    assert bases[3].startswith("Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ")
    assert bases[4].startswith("Căn cứ Nghị quyết số 09/2021/NQ-HĐND")
    assert len(bases) == 5


def test_the_decision_of_2026_cites_the_newer_laws():
    norm = norm_on(date(2026, 9, 12), shipped_norms(), "01")
    bases = legal_bases(BY_CODE["ND20-2021"], date(2026, 9, 25), norm)
    assert [basis[:62] for basis in bases] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm",
        "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025",
        "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của",
        "Căn cứ Nghị định số 147/2025/NĐ-CP ngày 12 tháng 6 năm 2025 củ",
        "Căn cứ Nghị quyết số 63/2025/NQ-HĐND ngày 27 tháng 11 năm 2025",
    ]


def test_a_basis_is_cited_once_and_the_norm_only_where_it_is_used():
    norm = norm_on(date(2021, 8, 1), shipped_norms(), "01")
    assert len([b for b in legal_bases(BY_CODE["ND20-2021"], date(2021, 8, 2), norm) if "20/2021" in b]) == 1
    city = norm_on(date(2023, 9, 12), shipped_norms(), "01")
    assert not any("09/2021" in basis for basis in legal_bases(BY_CODE["HN-NQ24-2023"], date(2023, 10, 1), city))


def test_the_norm_of_the_city_comes_after_the_decrees_and_a_central_one_among_them():
    local = {"rank": "local", "text": "Căn cứ Kế hoạch của phường"}
    decree = {"rank": "policy", "text": "Căn cứ Nghị định A"}
    policy = read_policy(policy_giving({"kind": "times_norm", "times": 1}, bases=[local, decree]))
    central = Norm("central", 5, date(2020, 1, 1), "B", True, citation="Căn cứ Nghị định B")
    assert [basis[-10:] for basis in legal_bases(policy, date(2026, 1, 1), central)] == [
        "ghị định A", "ghị định B", "của phường",
    ]  # fmt: skip
    city = replace(central, scope="city", province_code="01", citation="Căn cứ Nghị quyết C")
    assert [basis[-10:] for basis in legal_bases(policy, date(2026, 1, 1), city)] == [
        "ghị định A", "của phường", "hị quyết C",
    ]  # fmt: skip


def test_no_basis_ends_with_punctuation_and_no_law_has_a_number():
    for policy in shipped_policies():
        for basis in policy.bases:
            assert basis.text.startswith("Căn cứ ") and basis.text[-1] not in ".;,"
            assert not ("Căn cứ Luật" in basis.text and "QH" in basis.text)


def test_a_rule_about_a_person_or_a_harm_cannot_meet_a_household():
    household = Subject("hộ")
    with pytest.raises(TypeError):
        _ = household.person
    with pytest.raises(TypeError):
        _ = household.its_harm
