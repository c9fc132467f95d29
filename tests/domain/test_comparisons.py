"""Two computations side by side: what moved, by how much, and which fact or rule moved it."""

from dataclasses import replace
from datetime import date

from hypothesis import given as every
from hypothesis import settings

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.comparisons import Situation, _undone, compare, fact_changes
from aid.domain.entitlements import evaluate
from aid.domain.fact_changes import put_back
from aid.domain.facts import Received
from aid.services.policy_files import shipped_norms, shipped_policies
from tests.domain.cases_by_hand import case, dead, fire_of_2023, injured
from tests.domain.test_entitlements_always import cases

ND20, NQ24, TX, MTTQ2 = "ND20-2021", "HN-NQ24-2023", "TX-2023", "MTTQ-KH-2023-2"


def situation(data, *codes):
    chosen = tuple(policy for policy in shipped_policies() if policy.code in (codes or (ND20,)))
    return Situation(read_facts(data), chosen, tuple(shipped_norms()))


def tried(one):
    return evaluate(one.facts, one.policies, one.norms, office_calendar())


def moved(before, after):
    return {(row.benefit, row.member): row for row in compare(before, after, tried).moved}


def named(row):
    return [[getattr(change, "field", None) or change.kind for change in cause] for cause in row.causes]


def test_two_more_days_in_hospital_turn_a_refusal_into_a_line():
    row = moved(situation(case("a", harms=[injured("a", 2)])), situation(case("a", harms=[injured("a", 4)])))[
        "E13", "a"
    ]
    assert (row.kind, row.difference, row.before.code) == ("granted", 4_400_000, "treatment_too_short")
    assert named(row) == [["harms.injured.inpatient_days"]]
    (change,) = row.causes[0]
    assert (change.member, change.before, change.after) == ("a", 2, 4)


def test_a_death_in_hospital_is_a_new_line_and_leaves_the_treatment():
    before = situation(case("a", "b", harms=[injured("a", 5)]))
    after = situation(case("a", "b", harms=[injured("a", 5), dead("a")]))
    rows = moved(before, after)
    assert list(rows) == [("E14", "a")]
    assert (rows["E14", "a"].kind, named(rows["E14", "a"])) == ("new", [["harms.dead"]])


def test_what_is_no_longer_so_takes_the_line_away():
    damage = {"degree": "total", "tenure": "owner", "habitable": False}
    before = situation(case("a", poverty_class="poor", damage=damage))
    lost = moved(before, situation(case("a", damage=damage)))["E15a", None]
    gone = moved(before, situation(case("a", poverty_class="poor")))["E15a", None]
    assert (lost.kind, lost.difference, named(lost)) == ("lost", -40_000_000, [["poverty_class"]])
    assert (gone.kind, named(gone)) == ("gone", [["damage.degree"]])


def test_a_top_up_falls_because_of_what_another_paid_meanwhile():
    before = situation(fire_of_2023("a", harms=[dead("a")]), NQ24)
    paid = replace(before.facts, received=(Received(ND20, "E14", 22_000_000, "a"),))
    row = moved(before, replace(before, facts=paid))["6", "a"]
    assert (row.kind, row.difference, named(row)) == ("changed", -22_000_000, [[f"received.{ND20}.E14"]])


def test_either_of_two_facts_would_have_been_enough_so_both_are_named_together():
    before = situation(case("a", needs={"essentials": True}))
    after = situation(case("a", needs={"essentials": True}, damage={"degree": "total", "habitable": False}))
    row = moved(before, after)["E12c", None]
    assert (row.kind, named(row)) == ("granted", [["damage.degree", "damage.habitable"]])


def test_who_joins_the_household_is_one_change_with_all_that_happened_to_them():
    before, after = read_facts(case("a")), read_facts(case("a", "b", harms=[dead("b")]))
    (change,) = fact_changes(before, after)
    assert (change.member, change.field, change.before) == ("b", "members", None)
    assert put_back(before, after, [change]) == before
    (gone,) = fact_changes(after, before)
    assert put_back(after, before, [gone]) == after


def test_the_norm_is_named_where_it_moved_the_line():
    old = situation(case("a", harms=[dead("a")], on="2024-07-02"))
    earlier = replace(old, norms=tuple(norm for norm in old.norms if norm.valid_from < date(2024, 7, 1)))
    row = moved(earlier, old)["E14", "a"]
    assert (row.difference, named(row)) == (3_000_000, [["norm"]])


def test_a_policy_of_another_version_is_named():
    now = situation(case("a", harms=[dead("a")]))
    (policy,) = now.policies
    benefits = tuple(replace(one, amount=replace(one.amount, times=20)) if one.code == "E14" else one
                     for one in policy.benefits)  # fmt: skip
    before = replace(now, policies=(replace(policy, benefits=benefits),))
    row = moved(before, now)["E14", "a"]
    assert (row.before.amount, row.after.amount) == (8_800_000, 22_000_000)
    assert [(change.kind, change.code) for cause in row.causes for change in cause] == [("policy", ND20)]
    new = moved(replace(now, policies=()), now)["E14", "a"]
    assert (new.kind, named(new)) == ("new", [["policy"]])


def test_an_unclaimed_body_goes_with_its_dead():
    bill = {"kind": "burial", "amount": 30_000_000, "unclaimed_body": True}
    after = situation(case("a", "b", harms=[dead("a")], costs=[bill]))
    before = situation(case("a", "b"))
    row = moved(before, after)["E14b", "a"]
    assert sorted(field for cause in named(row) for field in cause) == ["costs.burial", "harms.dead"]
    both = case("a", "b", harms=[dead("a"), dead("b")], costs=[{**bill, "member": "b"}])
    assert moved(before, situation(both))["E14b", "b"].kind == "new"


@settings(max_examples=60, deadline=None)
@every(cases)
def test_without_a_change_nothing_differs(data):
    one = situation(data, ND20, NQ24, TX, MTTQ2)
    found = compare(one, replace(one, facts=replace(one.facts, harms=one.facts.harms[::-1])), tried)
    assert found.changes == ()
    assert {row.kind for row in found.rows} <= {"kept", "refused"}


@settings(max_examples=60, deadline=None)
@every(cases, cases)
def test_what_is_put_back_is_as_it_was(one, other):
    before, after = read_facts(one), read_facts(other)
    back = put_back(before, after, fact_changes(before, after))
    assert fact_changes(before, back) == ()


@settings(max_examples=60, deadline=None)
@every(cases, cases)
def test_every_cause_named_really_matters(one, other):
    before, after = (situation(data, ND20, NQ24, TX, MTTQ2) for data in (one, other))
    for row in compare(before, after, tried).moved:
        assert row.causes
        for cause in row.causes:
            assert _line(_undone(before, after, cause), row) != row.after
            for spare in cause if len(cause) > 1 else ():
                fewer = [change for change in cause if change is not spare]
                assert _same(_line(_undone(before, after, fewer), row), row.after)


def _line(one, row):
    found = tried(one)
    key = (row.policy, row.benefit, row.member)
    return next((out for out in (*found.lines, *found.refusals) if (out.policy, out.benefit, out.member) == key), None)


def _same(one, other):
    amounts = [(getattr(out, "amount", None), getattr(out, "count", None), out is None) for out in (one, other)]
    return amounts[0] == amounts[1]
