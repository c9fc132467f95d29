"""What the rules say about earlier aid to the same person beside what is proposed now."""

import pytest

from aid.domain.policies import BenefitRef
from aid.domain.prior_aid import Aid, Standing, aid_of, standing_of
from aid.services.policy_files import shipped_policies

BURIAL = Aid("ND20-2021", "E14", "burial", group="burial-money")


def shipped(policy, benefit):
    found = next(one for one in shipped_policies() if one.code == policy)
    return aid_of(policy, next(one for one in found.benefits if one.code == benefit))


@pytest.mark.parametrize("same_incident", [False, True])
def test_nobody_is_buried_twice_whatever_the_incident_is_called(same_incident):
    assert standing_of(BURIAL, BURIAL, same_incident=same_incident) is Standing.ALREADY_PAID


def test_the_same_help_after_another_fire_is_for_something_else():
    injured = shipped("ND20-2021", "E13")
    assert standing_of(injured, injured, same_incident=True) is Standing.ALREADY_PAID
    assert standing_of(injured, injured, same_incident=False) is Standing.BESIDE


def test_of_one_group_only_the_highest_is_paid():
    other = Aid("BHXH", "tu-tuat", "burial", group="burial-money")
    assert standing_of(BURIAL, other, same_incident=True) is Standing.HIGHEST_ONLY
    ungrouped = Aid("A", "1", "injury"), Aid("B", "1", "injury")
    assert standing_of(*ungrouped, same_incident=True) is Standing.BESIDE


def test_who_excludes_whom_is_asked_on_both_sides():
    child = Aid("P", "child", "orphan", not_with=(BenefitRef("P", "orphan"),))
    orphan = Aid("P", "orphan", "orphan")
    assert standing_of(child, orphan, same_incident=True) is Standing.NOT_TOGETHER
    assert standing_of(orphan, child, same_incident=True) is Standing.NOT_TOGETHER


def test_a_level_counts_what_it_is_filled_up_over_and_nothing_else():
    level = shipped("HN-NQ24-2023", "6")
    assert standing_of(level, shipped("TX-2023", "dead"), same_incident=True) is Standing.COUNTED
    assert standing_of(shipped("TX-2023", "dead"), level, same_incident=True) is Standing.BESIDE
    assert standing_of(level, shipped("MTTQ-KH-2023-2", "dead"), same_incident=True) is Standing.BESIDE
