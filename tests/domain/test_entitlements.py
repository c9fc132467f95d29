"""The vectors of law.md 8 and what else the decree's articles say."""

from datetime import date

import pytest

from tests.domain.cases_by_hand import answer, case, dead, given, injured, person, refused

ND20 = "ND20-2021"
DESTROYED = {"degree": "total", "habitable": False}


@pytest.mark.parametrize(
    ("day", "dead_amount", "injured_amount"),
    [
        pytest.param("2021-07-01", 18_000_000, 3_600_000, id="first day of the decree"),
        pytest.param("2021-10-02", 18_000_000, 3_600_000, id="T6: last day of the central norm alone"),
        pytest.param("2021-10-03", 22_000_000, 4_400_000, id="first day of the city norm"),
        pytest.param("2023-09-12", 22_000_000, 4_400_000, id="T1 and T2"),
        pytest.param("2024-06-30", 22_000_000, 4_400_000, id="last day of 440.000"),
        pytest.param("2024-07-01", 25_000_000, 5_000_000, id="the central norm is higher and applies"),
        pytest.param("2025-11-06", 25_000_000, 5_000_000, id="T4"),
        pytest.param("2025-12-31", 25_000_000, 5_000_000, id="last day of 500.000"),
        pytest.param("2026-01-02", 32_500_000, 6_500_000, id="T5"),
        pytest.param("2026-10-04", 32_500_000, 6_500_000, id="last day of the decree"),
    ],
)
def test_dead_and_injured_get_the_norm_of_the_day(day, dead_amount, injured_amount):
    facts = case("a", "b", on=day, harms=[dead("a"), injured("b")])
    assert given(facts, ND20) == {("E14", "a"): dead_amount, ("E13", "b"): injured_amount}


@pytest.mark.parametrize("day", ["2021-06-30", "2026-10-05"])
def test_a_policy_gives_nothing_outside_its_days(day):
    answered = answer(case("a", on=day, harms=[dead("a")]), ND20)
    assert (answered["lines"], answered["refusals"], answered["totals"]) == ([], [], {})
    assert answered["confirmed"] is True


def test_the_reference_day_can_be_replaced():
    facts = case("a", harms=[dead("a")])
    answered = answer(facts, ND20, on=date(2026, 1, 2))
    assert (answered["on"], answered["norm"]["amount"], answered["totals"]) == (
        "2026-01-02",
        650_000,
        {"VND": 32_500_000},
    )


def test_five_dead_of_kim_hoa_get_125_million():
    people = ["a", "b", "c", "d", "e"]
    facts = case(*people, on="2025-10-11", harms=[dead(ref) for ref in people])
    assert answer(facts, ND20)["totals"] == {"VND": 125_000_000}


@pytest.mark.parametrize(("days", "is_paid"), [(2, False), (3, True)])
def test_severely_injured_means_three_days_of_treatment(days, is_paid):
    facts = case("a", harms=[injured("a", days)])
    assert (("E13", "a") in given(facts, ND20)) is is_paid
    assert refused(facts, ND20) == ({} if is_paid else {("E13", "a"): "treatment_too_short"})


@pytest.mark.parametrize(
    ("cause", "paid"),
    [
        ("fire", {"E13", "E14", "E15a", "E15b", "E12b", "E12c", "E16"}),
        ("storm", {"E13", "E14", "E15a", "E15b", "E12b", "E12c", "E16"}),
        ("drowning", {"E13", "E14", "E15a", "E15b", "E12b", "E12c", "E16"}),
        ("epidemic", {"E14", "E12c", "E16"}),
        ("serious_traffic_accident", {"E13", "E14"}),
        ("serious_work_accident", {"E13", "E14"}),
        ("crop_failure", {"E12b"}),
        ("lean_season", {"E12b"}),
    ],
)
def test_each_article_names_its_causes(cause, paid):
    child = person("c", birth_date="2015", lost_parents=2, has_relatives=False)
    facts = case(
        "a", "b", child,
        cause=cause, poverty_class="poor", harms=[dead("a"), injured("b")],
        damage={**DESTROYED, "relocation_order": True}, needs={"short_of_food": 1, "essentials": True},
    )  # fmt: skip
    assert {benefit for benefit, _ in given(facts, ND20)} == paid
    assert set(refused(facts, ND20).values()) <= {"cause_not_covered"}


@pytest.mark.parametrize(
    ("poverty_class", "damage", "expected"),
    [
        pytest.param("poor", {}, "paid", id="poor owner"),
        pytest.param("near_poor", {}, "paid", id="near poor owner"),
        pytest.param("difficult", {}, "paid", id="T8: hardship confirmed"),
        pytest.param("none", {}, "not_poor_or_difficult", id="T8: not poor"),
        pytest.param("poor", {"tenure": "tenant"}, "not_owner", id="T16: rented room"),
        pytest.param("poor", {"tenure": "other"}, "not_owner", id="somebody else's house"),
        pytest.param("poor", {"other_home": True}, "has_other_home", id="another home"),
    ],
)
def test_a_new_house_is_for_poor_owners_without_another_home(poverty_class, damage, expected):
    facts = case("a", poverty_class=poverty_class, damage={**DESTROYED, **damage})
    if expected == "paid":
        assert given(facts, ND20) == {("E15a", None): 40_000_000}
    else:
        assert refused(facts, ND20) == {("E15a", None): expected}


@pytest.mark.parametrize("degree", ["very_severe", "severe"])
def test_a_repair_is_for_a_house_that_cannot_be_lived_in(degree):
    damage = {"degree": degree, "habitable": False}
    assert given(case("a", poverty_class="poor", damage=damage), ND20) == {("E15c", None): 20_000_000}
    damage["habitable"] = True
    assert refused(case("a", poverty_class="poor", damage=damage), ND20) == {("E15c", None): "still_habitable"}


def test_slight_damage_concerns_no_article():
    answered = answer(case("a", poverty_class="poor", damage={"degree": "partial", "habitable": False}), ND20)
    assert (answered["lines"], answered["refusals"]) == ([], [])


def test_a_relocation_order_helps_any_household():
    facts = case("a", cause="landslide", damage={"relocation_order": True, "tenure": "tenant"})
    assert given(facts, ND20) == {("E15b", None): 30_000_000}


@pytest.mark.parametrize(
    ("more", "paid", "no"),
    [
        ({}, {}, {("E13", "a"): "away_from_home", ("E13b", "a"): "relatives_care"}),
        ({"relatives_care": False}, {("E13b", "a"): 4_400_000}, {("E13", "a"): "away_from_home"}),
    ],
)
def test_injured_away_from_home_is_paid_only_without_relatives_to_care(more, paid, no):
    facts = case("a", harms=[injured("a", 5, away_from_home=True, **more)])
    assert (given(facts, ND20), refused(facts, ND20)) == (paid, no)


def test_two_stays_in_hospital_are_paid_once_by_the_better_article():
    stays = [injured("a", 5), injured("a", 9, away_from_home=True, relatives_care=False), injured("a", 1)]
    assert given(case("a", harms=stays), ND20) == {("E13", "a"): 4_400_000}
    assert refused(case("a", harms=stays), ND20) == {("E13b", "a"): "lower_in_group"}


def test_who_died_after_treatment_gets_both_articles():
    facts = case("a", harms=[injured("a", 4), dead("a")])
    assert given(facts, ND20) == {("E13", "a"): 4_400_000, ("E14", "a"): 22_000_000}


def test_missing_and_then_found_dead_is_paid_once():
    facts = case("a", harms=[{"member": "a", "kind": "missing"}, dead("a")])
    (line,) = answer(facts, ND20)["lines"]
    assert (line["amount"], line["says"]) == (22_000_000, "1 người chết × 50 × 440.000 đồng = 22.000.000 đồng")


def test_a_missing_person_counts_as_the_decree_says():
    (line,) = answer(case("a", harms=[{"member": "a", "kind": "missing"}]), ND20)["lines"]
    assert line["says"] == "1 người mất tích × 50 × 440.000 đồng = 22.000.000 đồng"


@pytest.mark.parametrize(
    ("costs", "amount", "times"),
    [((10_000_000,), 22_000_000, 50), ((22_000_000,), 22_000_000, None), ((20_000_000, 5_000_000), 25_000_000, None)],
)
def test_burying_an_unclaimed_body_is_paid_at_cost_with_fifty_norms_at_least(costs, amount, times):
    bills = [{"kind": "burial", "amount": cost, "payee": "organisation", "unclaimed_body": True} for cost in costs]
    facts = case("a", harms=[dead("a")], costs=bills)
    (line,) = answer(facts, ND20)["lines"]
    assert (line["benefit"], line["member"], line["amount"], line.get("times_norm")) == ("E14b", "a", amount, times)


def test_only_the_unclaimed_one_of_two_dead_is_taken_out_of_the_usual_article():
    bill = {"kind": "burial", "amount": 30_000_000, "unclaimed_body": True, "member": "b"}
    facts = case("a", "b", harms=[dead("a"), dead("b")], costs=[bill])
    assert given(facts, ND20) == {("E14", "a"): 22_000_000, ("E14b", "b"): 30_000_000}


@pytest.mark.parametrize(("months", "kilograms"), [(1, 30), (3, 90), (5, 90)])
def test_rice_is_15_kilograms_a_month_for_three_months_at_most(months, kilograms):
    facts = case("a", "b", needs={"short_of_food": 2, "food_months": months})
    assert answer(facts, ND20)["totals"] == {"kg_rice": kilograms}


def test_essentials_are_for_those_who_lost_their_home():
    facts = case("a", needs={"essentials": True}, damage={"degree": "severe", "habitable": False})
    (line,) = answer(facts, ND20)["lines"]
    assert (line["benefit"], line["unit"], line["amount"]) == ("E12c", "in_kind", 0)
    assert refused(case("a", needs={"essentials": True}), ND20) == {("E12c", None): "home_not_lost"}


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ({"birth_date": "2015", "has_relatives": False}, None),
        ({"birth_date": "2015", "has_relatives": True}, "has_relatives"),
        ({"birth_date": "2007-09-13", "has_relatives": False}, None),
        ({"birth_date": "2007-09-12", "has_relatives": False}, "too_old"),
    ],
)
def test_an_orphan_without_relatives_is_cared_for_but_no_sum_is_invented(child, code):
    facts = case({"ref": "a", "lost_parents": 2, **child})
    assert refused(facts, ND20) == ({("E16", "a"): code} if code else {})
    if code is None:
        (line,) = answer(facts, ND20)["lines"]
        assert (line["unit"], line["amount"]) == ("in_kind", 0)
        assert "phải được xác nhận" in line["says"]


def test_elsewhere_the_central_norm_applies_and_is_said_to_be_unconfirmed():
    answered = answer(case("a", on="2026-09-15", place="48", harms=[dead("a")]), ND20)
    assert answered["totals"] == {"VND": 27_000_000}
    assert answered["norm"] == {
        "amount": 540_000, "basis": "NĐ 335/2026/NĐ-CP", "scope": "central", "confirmed": False
    }  # fmt: skip
    assert answered["confirmed"] is True


def test_a_ward_has_the_norm_of_its_province():
    facts = case("a", on="2026-09-15", place="00364", harms=[dead("a")])
    assert answer(facts, ND20, province="01")["norm"]["amount"] == 650_000


def test_the_unconfirmed_decree_is_used_only_when_named_and_says_so():
    facts = case("a", on="2026-11-10", cause="storm", harms=[dead("a")])
    assert answer(facts)["lines"] == []
    answered = answer(facts, "ND335-2026")
    assert (answered["confirmed"], answered["totals"]) == (False, {"VND": 32_500_000})
    assert "chưa xác nhận" in answered["lines"][0]["clause"]
