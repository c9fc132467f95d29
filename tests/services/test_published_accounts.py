"""The published accounts of the fire come out of its 144 residents and the policies, to the đồng, by payer and in all.

Nothing here is a sum typed in except what was published: the money received, the totals to compare with, and the one
lump that was never counted by person.
"""

from collections import Counter

import pytest

from aid.services.example import khuong_ha
from aid.services.policy_files import shipped_policies
from tests.factories.khuong_ha import POLICIES, given_to_residents

MILLION = 1_000_000
DECREE, DISTRICT, RESOLUTION, ROUND_1, ROUND_2 = POLICIES
DONATED = 132_287_384_182
LUMP_OF_THE_RED_CROSS = 175 * MILLION
FUNDS_OF_2023 = {
    "NS_QUAN", "NS_THANH_PHO", "QUY_BAO_TRO_TRE_EM", "QUY_CUU_TRO_MTTQ_TP", "MTTQ_PHUONG", "BAN_VAN_DONG",
}  # fmt: skip


@pytest.fixture(scope="module")
def given():
    return given_to_residents()


def total(given, **wanted):
    """Add up the lines of a policy and, where named, of some of its benefits."""
    return sum(
        one.line.amount
        for one in given
        if one.line.policy == wanted["policy"] and one.line.benefit in wanted.get("benefits", (one.line.benefit,))
    )


def test_each_payer_pays_what_was_published(given):
    """The payer is the first kind of fund the benefit names that had money in 2023."""
    by_payer = Counter()
    for one in given:
        by_payer[next(kind for kind in one.line.fund_kinds if kind in FUNDS_OF_2023)] += one.line.amount
    assert by_payer == {
        "NS_THANH_PHO": 2_237_200_000, "NS_QUAN": 3_585_800_000, "QUY_BAO_TRO_TRE_EM": 63_000_000,
        "QUY_CUU_TRO_MTTQ_TP": 406_000_000, "MTTQ_PHUONG": 5_760_000_000, "BAN_VAN_DONG": 123_900_000_000,
    }  # fmt: skip
    assert by_payer["NS_THANH_PHO"] + by_payer["NS_QUAN"] == 5_823_000_000


def test_the_levels_are_those_of_the_resolution(given):
    levels = Counter((one.line.benefit, one.line.amount) for one in given if one.line.policy == RESOLUTION)
    assert levels == {
        ("1", 22_600_000): 42, ("3", 36 * MILLION): 26, ("3", 9 * MILLION): 8, ("4", 15 * MILLION): 25,
        ("5", 100 * MILLION): 1, ("5", 70 * MILLION): 4, ("6", 23 * MILLION): 56,
    }  # fmt: skip


def test_the_contents_of_the_resolution_come_to_their_levels_whoever_pays(given):
    """Contents 1 and 6 are reached by decree, district and city together; 3, 4 and 5 are the resolution's alone."""
    contents = {
        "1": total(given, policy=DECREE, benefits=("E13",)) + total(given, policy=DISTRICT, benefits=("injured",)),
        "6": total(given, policy=DECREE, benefits=("E14",)) + total(given, policy=DISTRICT, benefits=("dead",)),
    }
    for one in given:
        if one.line.policy == RESOLUTION:
            contents[one.line.benefit] = contents.get(one.line.benefit, 0) + one.line.amount
    assert {content: amount // MILLION for content, amount in contents.items()} == {
        "1": 42 * 30, "3": 26 * 36 + 8 * 9, "4": 25 * 15, "5": 100 + 4 * 70, "6": 56 * 50
    }  # fmt: skip
    assert sum(contents.values()) == 5_823_000_000


def test_the_first_round_of_donations_gives_406_to_the_harmed_and_40_to_each_of_144(given):
    lines = Counter((one.line.benefit, one.line.amount) for one in given if one.line.policy == ROUND_1)
    assert lines == {("dead", 5 * MILLION): 56, ("injured", 3 * MILLION): 42, ("resident", 40 * MILLION): 144}
    assert total(given, policy=ROUND_1, benefits=("dead", "injured")) == 406 * MILLION
    assert total(given, policy=ROUND_1, benefits=("resident",)) == 5_760 * MILLION


def test_the_second_round_has_the_lines_that_were_published(given):
    lines = Counter((one.line.benefit, one.line.amount // MILLION) for one in given if one.line.policy == ROUND_2)
    assert lines == {
        ("resident", 700): 88, ("dead", 500): 56, ("injured", 300): 3, ("injured", 400): 33, ("injured", 1_000): 1,
        ("orphan", 2_000): 1, ("orphan", 1_000): 4, ("child", 600): 22,
    }  # fmt: skip
    assert total(given, policy=ROUND_2) == 123_900 * MILLION


def test_t11_what_is_left_of_the_donations_is_what_was_reported(given):
    """One resident's part of the first round was paid with the second, so a round's sum is not a policy's."""
    last = [one for one in residents_of(given) if khuong_ha.is_left_to_the_second_round(one.place, one.member)]
    moved = sum(one.line.amount for one in last)
    first, second = total(given, policy=ROUND_1) - moved, total(given, policy=ROUND_2) + moved
    assert (first, second) == (6_126_000_000, 123_940_000_000)
    assert DONATED - first - second == 2_221_384_182


def test_t10_the_position_of_18_september_counts_whose_papers_had_come(given):
    """These are parts of what was paid in all, not money on top of it."""
    homes = khuong_ha.homes()
    position = Counter()
    for one in given:
        if not _had_to_wait(one, homes[one.place]):
            position[one.line.policy, one.line.benefit] += one.line.amount
    early = {key: amount // 1_000 for key, amount in position.items() if key[0] not in (RESOLUTION, ROUND_2)}
    del early[ROUND_1, "dead"], early[ROUND_1, "injured"]
    assert early == {
        (DECREE, "E14"): 44 * 22_000, (DECREE, "E13"): 42 * 4_400, (DISTRICT, "dead"): 50 * 5_000,
        (DISTRICT, "injured"): 42 * 3_000, (DISTRICT, "child_dead"): 15 * 3_000,
        (DISTRICT, "child_injured"): 9 * 2_000, (ROUND_1, "resident"): 142 * 40_000,
    }  # fmt: skip
    assert sum(early.values()) * 1_000 + LUMP_OF_THE_RED_CROSS == 7_446_800_000


def test_the_payer_of_every_line_is_one_its_benefit_names(given):
    assert all(FUNDS_OF_2023.intersection(one.line.fund_kinds) for one in given)
    assert {one.line.policy for one in given} == set(POLICIES)


def test_what_the_orphan_of_both_parents_gets_can_be_told_line_by_line(given):
    (orphan,) = [one for one in given if (one.line.benefit, one.line.amount) == ("orphan", 2_000 * MILLION)]
    lines = [one.line for one in given if (one.place, one.member) == (orphan.place, orphan.member) and one.line.member]
    assert {(line.policy, line.benefit): line.amount // 1_000 for line in lines} == {
        (DECREE, "E13"): 4_400, (DISTRICT, "injured"): 3_000, (DISTRICT, "child_injured"): 2_000,
        (RESOLUTION, "1"): 22_600, (RESOLUTION, "4"): 15_000, (RESOLUTION, "5"): 100_000,
        (ROUND_1, "injured"): 3_000, (ROUND_1, "resident"): 40_000,
        (ROUND_2, "resident"): 700_000, (ROUND_2, "injured"): 400_000, (ROUND_2, "orphan"): 2_000_000,
    }  # fmt: skip


def test_donations_and_budget_never_pay_the_same_line():
    """NĐ 93 and the budget are separate ledgers: no benefit may be paid by both."""
    donated = {"QUY_CUU_TRO_MTTQ_TP", "BAN_VAN_DONG", "MTTQ_PHUONG", "CHU_THAP_DO"}
    for policy in shipped_policies():
        for benefit in policy.benefits:
            kinds = set(benefit.fund_kinds)
            assert not (kinds & donated and {kind for kind in kinds if kind.startswith("NS_")}), (
                policy.code,
                benefit.code,
            )


def residents_of(given):
    return [one for one in given if (one.line.policy, one.line.benefit) == (ROUND_1, "resident")]


def _had_to_wait(one, home):
    """Say whether this line was not yet paid on 18/9, by the papers of its family."""
    key = one.line.policy, one.line.benefit
    if key == (DECREE, "E14"):
        return khuong_ha.is_late_for_the_decree(one.place, home)
    if key == (DISTRICT, "dead"):
        return khuong_ha.is_late_for_the_district(one.place, home)
    is_late = khuong_ha.is_late_for_the_donations, khuong_ha.is_left_to_the_second_round
    return key == (ROUND_1, "resident") and any(late(one.place, one.member) for late in is_late)
