"""The vectors T1 to T16 of the law as written, each computed from facts; T10 and T11, sums over the residents of the
fire of 2023, are in tests/services/test_published_accounts.py."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aid.clock import office_calendar
from aid.domain.answers import answer_as_data
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.norms import Norm
from aid.domain.policies import choose
from aid.domain.policy_documents import read_policy
from aid.services.policy_files import document_from_text, shipped_norms, shipped_policies
from tests.domain.cases_by_hand import answer, case, dead, fire_of_2023, given, injured, person, refused

ND20, NQ24, ND335 = "ND20-2021", "HN-NQ24-2023", "ND335-2026"
MILLION = 1_000_000
PEOPLE = list("abcdefghijklmno")
TEMPLATES = Path(__file__).resolve().parents[2] / "aid" / "policies" / "templates"
PHAM_VAN_DONG = """
code: TRUNG-HOA-2024
kind: distribution_plan
issuer: Ủy ban nhân dân
title: Hỗ trợ nạn nhân vụ cháy
valid: {from: 2024-12-01}
reference_day: occurred_on
confirmed: true
benefits:
  - {code: dead, title: Người chết, clause: Kế hoạch, who: dead, amount: {kind: fixed, amount: 78000000},
     fund_kinds: [NS_QUAN]}
  - {code: injured, title: Người bị thương, clause: Kế hoạch, who: injured, amount: {kind: fixed, amount: 35000000},
     fund_kinds: [NS_QUAN]}
"""


def template(name):
    return read_policy(document_from_text((TEMPLATES / f"{name}.yaml").read_text("utf-8"), name))


def total(*arguments, **more):
    return answer(*arguments, **more)["totals"]["VND"]


def burial(day, *people, place="01"):
    """What the decree gives for these dead."""
    return total(case(*people, on=day, place=place, harms=[dead(ref) for ref in people]), ND20)


def injury(day, place="01"):
    """What the decree gives for one person with three days in hospital."""
    return total(case("a", on=day, place=place, harms=[injured("a", 3)]), ND20)


def test_t01_a_dead_person_of_12_september_2023_is_22_million():
    assert burial("2023-09-12", "a") == 22_000_000


def test_t02_a_severely_injured_person_of_12_september_2023_is_4_4_million():
    assert injury("2023-09-12") == 4_400_000


def test_t03_five_dead_of_11_october_2025_are_125_million():
    assert burial("2025-10-11", *PEOPLE[:5]) == 125_000_000


@pytest.mark.parametrize("place", ["01", "48"], ids=["Hà Nội", "Đà Nẵng"])
def test_t04_a_severely_injured_person_of_6_november_2025_is_5_million(place):
    assert injury("2025-11-06", place) == 5_000_000


def test_t05_from_2026_hanoi_gives_32_5_million_for_a_dead_and_6_5_for_an_injured_person():
    assert (burial("2026-01-02", "a"), injury("2026-01-02")) == (32_500_000, 6_500_000)


@pytest.mark.parametrize("day", ["2021-07-02", "2021-08-15", "2021-10-02"])
def test_t06_a_dead_person_before_the_first_norm_of_hanoi_is_18_million(day):
    assert burial(day, "a") == 18_000_000


def test_t07_two_days_in_hospital_are_below_the_three_of_the_decree():
    (no,) = answer(case("a", harms=[injured("a", 2)]), ND20)["refusals"]
    assert (no["benefit"], no["facts"], no["clause"]) == ("E13", {"inpatient_days": 2, "needed": 3}, "Điều 2 khoản 2")


@pytest.mark.parametrize(
    ("poverty_class", "lines", "refusals"),
    [
        pytest.param("none", {}, {("E15a", None): "not_poor_or_difficult"}, id="not confirmed"),
        pytest.param("difficult", {("E15a", None): 40_000_000}, {}, id="hardship confirmed"),
    ],
)
def test_t08_a_burnt_house_needs_hardship_but_donated_money_may_still_pay(poverty_class, lines, refusals):
    house = {"degree": "total", "habitable": False}
    facts = fire_of_2023("a", poverty_class=poverty_class, damage=house, needs={"temporary_shelter": True})
    assert (given(facts, ND20), refused(facts, ND20)) == (lines, refusals)
    assert given(facts, NQ24) == {("3", None): 9 * MILLION}
    assert given(facts, "MTTQ-KH-2023-2") == {("resident", "a"): 700 * MILLION}


def test_t09_an_epidemic_opens_burial_and_essentials_and_closes_injury_and_housing():
    house = {"degree": "total", "habitable": False, "relocation_order": True}
    facts = case(
        "a", "b", cause="epidemic", poverty_class="poor", harms=[dead("a"), injured("b", 9)],
        damage=house, needs={"essentials": True},
    )  # fmt: skip
    assert set(given(facts, ND20)) == {("E14", "a"), ("E12c", None)}
    assert refused(facts, ND20) == dict.fromkeys(
        [("E13", "b"), ("E15a", None), ("E15b", None)], "cause_not_covered"
    )  # fmt: skip


def test_the_262_million_of_kim_hoa_come_from_decree_ward_neighbours_and_city():
    five = PEOPLE[:5]
    facts = case(*five, on="2025-10-11", harms=[dead(ref) for ref in five])
    assert total(facts, ND20) == 125 * MILLION
    policies = (*shipped_policies(), template("kim-hoa-2025"))
    lines = answer(facts, ND20, "MAU-KIM-HOA-2025", policies=policies)["lines"]
    by_payer = {code: sum(line["amount"] for line in lines if line["benefit"] == code) // MILLION for code in
                ("E14", "ward", "neighbours", "city_relief")}  # fmt: skip
    assert by_payer == {"E14": 125, "ward": 95, "neighbours": 17, "city_relief": 25}
    assert sum(line["amount"] for line in lines) == 262 * MILLION


@pytest.mark.parametrize(
    "policy",
    [read_policy(document_from_text(PHAM_VAN_DONG)), template("pham-van-dong-2024")],
    ids=["own plan", "template"],
)
def test_t12_eleven_dead_and_four_injured_of_pham_van_dong_get_103_and_40_million_each(policy):
    gone, hurt = PEOPLE[:11], PEOPLE[11:]
    facts = case(*PEOPLE, on="2024-12-18", harms=[*map(dead, gone), *(injured(ref, 3) for ref in hurt)])
    answered = answer(facts, ND20, policy.code, policies=(*shipped_policies(), policy))
    each = {ref: sum(line["amount"] for line in answered["lines"] if line["member"] == ref) for ref in PEOPLE}
    assert each == dict.fromkeys(gone, 103 * MILLION) | dict.fromkeys(hurt, 40 * MILLION)
    assert answered["totals"]["VND"] == 1_293_000_000


def test_t13_the_city_adds_23_where_decree_and_district_gave_27():
    rows = [("ND20-2021", "E14", 22 * MILLION), ("TX-2023", "dead", 5 * MILLION)]
    received = [{"policy": p, "benefit": b, "member": "a", "amount": amount} for p, b, amount in rows]
    assert given(fire_of_2023("a", harms=[dead("a")], received=received), NQ24) == {("6", "a"): 23 * MILLION}


def test_t14_fifty_million_for_a_dead_person_whether_or_not_the_decree_stands_beside():
    facts = fire_of_2023("a", harms=[dead("a")])
    assert given(facts, NQ24) == {("6", "a"): 50 * MILLION}
    assert given(facts, NQ24, ND20) == {("E14", "a"): 22 * MILLION, ("6", "a"): 28 * MILLION}


@pytest.mark.parametrize(("people", "amount"), [(["a"], 9 * MILLION), (["a", "b"], 36 * MILLION)], ids=["one", "two"])
def test_t15_shelter_for_one_is_9_million_and_not_36(people, amount):
    assert given(fire_of_2023(*people, needs={"temporary_shelter": True}), NQ24) == {("3", None): amount}


def test_t16_the_house_of_a_poor_tenant_is_not_theirs_to_rebuild():
    burnt = {"degree": "total", "tenure": "tenant", "habitable": False}
    assert refused(case("a", poverty_class="poor", damage=burnt), ND20) == {("E15a", None): "not_owner"}


def test_rice_at_tet_and_job_creation_are_never_computed():
    """E12a and E17 are in the decree's list and give neither line nor refusal, whatever happened."""
    child = person("c", birth_date="2015", lost_parents=2, has_relatives=False)
    facts = case(
        "a", "b", child,
        poverty_class="poor", harms=[dead("a"), injured("b")],
        damage={"degree": "total", "habitable": False, "relocation_order": True},
        needs={"short_of_food": 3, "essentials": True, "temporary_shelter": True},
    )  # fmt: skip
    (decree,) = [policy for policy in shipped_policies() if policy.code == ND20]
    assert {"E12a", "E17"} <= {benefit.code for benefit in decree.benefits}
    considered = set(given(facts, ND20)) | set(refused(facts, ND20))
    assert not {"E12a", "E17"} & {benefit for benefit, _ in considered}


@pytest.mark.parametrize(
    ("day", "decided", "coverage_day", "decree"),
    [
        pytest.param("2026-10-04", "2026-10-20", "occurred_on", ND20, id="as shipped, the last day"),
        pytest.param("2026-10-05", "2026-10-20", "occurred_on", ND335, id="as shipped, the first day"),
        pytest.param("2026-10-04", "2026-10-20", "decided_on", ND335, id="set to the day of decision"),
        pytest.param("2026-10-01", "2026-10-04", "decided_on", ND20, id="set so, and decided in time"),
    ],
)
def test_which_decree_covers_what_was_decided_after_5_october_2026_is_a_setting(day, decided, coverage_day, decree):
    pair = [replace(one, coverage_day=coverage_day) for one in shipped_policies() if one.code in (ND20, ND335)]
    facts = case("a", on=day, harms=[dead("a")]) | {"decided_on": decided}
    answered = answer(facts, ND20, ND335, policies=pair)
    assert {line["policy"] for line in answered["lines"]} == {decree}
    assert answered["totals"] == {"VND": 32_500_000}


def test_a_case_of_2023_computes_as_in_2023_although_newer_norms_and_policies_exist():
    facts = read_facts(
        fire_of_2023("a", "b", harms=[dead("a"), injured("b", 9)], needs={"temporary_shelter": True})
    )  # fmt: skip
    then = [policy for policy in shipped_policies() if policy.valid_from <= date(2023, 9, 12)]
    norms_then = [norm for norm in shipped_norms() if norm.valid_from <= date(2023, 9, 12)]
    newer = [
        replace(
            read_policy(document_from_text(PHAM_VAN_DONG)),
            code="NQ-2026",
            kind="resolution",
            valid_from=date(2026, 1, 1),
        ),
        *(replace(policy, confirmed=True) for policy in shipped_policies() if policy.code == ND335),
        template("kim-hoa-2025"),
    ]
    risen = Norm("city", 900_000, date(2027, 1, 1), "NQ 1/2026/NQ-HĐND", True, "01")
    as_then = _answer(facts, then, norms_then)
    assert len(then) == 5
    assert _answer(facts, [*shipped_policies(), *newer], [*shipped_norms(), risen]) == as_then
    assert as_then["norm"]["amount"] == 440_000


def _answer(facts, policies, norms):
    return answer_as_data(evaluate(facts, choose(policies), norms, office_calendar()))
