"""What a trial adds up, and how much money is missing however well it is shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aid.domain.trial_sums import CaseSums, Tried, case_sums, shortfall, with_case


class _Line:
    def __init__(self, policy, benefit, amount, member=None, unit="VND"):
        self.policy, self.benefit, self.amount, self.member, self.unit = policy, benefit, amount, member, unit


class _Refused:
    def __init__(self, policy, benefit):
        self.policy, self.benefit = policy, benefit


def _case(lines=(), refusals=(), now=(), decided=None, members=4):
    return Tried(lines, refusals, now, decided or {}, members)


HURT = _Line("NQ-THU", "thuong", 3_000_000, "7")
RICE = _Line("NQ-THU", "gao", 30, unit="kg_rice")


def test_a_case_tells_money_and_rice_before_and_after():
    tried = _case([HURT, RICE, _Line("ND20-2021", "E14", 9)], [_Refused("NQ-THU", "chet"), _Refused("X", "y")], [HURT])
    assert case_sums("NQ-THU", tried) == CaseSums(2, 1, 3_000_000, 3_000_000, 30, 0)


def test_people_are_the_whole_household_where_it_gets_a_line_of_its_own():
    first = with_case({}, "NQ-THU", _case([HURT, _Line("NQ-THU", "tham", 1, "7"), _Line("NQ-THU", "tham", 1, "8")]))
    assert (first["households"], first["people"]) == (1, 2)
    second = with_case(first, "NQ-THU", _case([RICE]))
    assert (second["households"], second["people"]) == (2, 6)
    nothing = with_case(second, "NQ-THU", _case(refusals=[_Refused("NQ-THU", "gao"), _Refused("X", "gao")]))
    assert (nothing["households"], nothing["people"]) == (2, 6)
    assert nothing["benefits"]["gao"] == {
        "unit": "kg_rice", "lines": 1, "amount": 30, "decided": 0, "due": 30, "refused": 1,
    }  # fmt: skip


def test_what_decisions_gave_is_no_longer_due():
    decided = {("thuong", "7"): 2_000_000, ("gao", ""): 40}
    sums = with_case({}, "NQ-THU", _case([HURT, RICE], decided=decided))["benefits"]
    assert (sums["thuong"]["decided"], sums["thuong"]["due"]) == (2_000_000, 1_000_000)
    assert (sums["gao"]["amount"], sums["gao"]["due"]) == (30, 0)


def test_other_policies_are_told_before_and_after():
    now = [_Line("NQ24", "1", 5), _Line("TX", "2", 7), _Line("TX", "3", 0, unit="in_kind")]
    sums = with_case({}, "NQ-THU", _case([HURT, _Line("NQ24", "1", 2)], now=now))
    sums = with_case(sums, "NQ-THU", _case([_Line("NQ24", "1", 2)], now=now))
    assert sums["others"] == {"NQ24": {"VND": [10, 4]}, "TX": {"VND": [14, 0]}}


def test_the_sums_handed_in_are_left_as_they_were():
    first = with_case({}, "NQ-THU", _case([HURT], now=[_Line("TX", "2", 7)]))
    with_case(first, "NQ-THU", _case([HURT], now=[_Line("TX", "2", 7)]))
    assert first["benefits"]["thuong"]["lines"] == 1
    assert first["others"]["TX"]["VND"] == [7, 0]


WARD, CITY = "NS_PHUONG", "NS_THANH_PHO"


@pytest.mark.parametrize(
    ("needs", "available", "missing"),
    [
        ([((WARD,), 10)], {WARD: 10}, 0),
        ([((WARD,), 10)], {CITY: 10}, 10),
        ([((WARD,), 10), ((WARD, CITY), 10)], {WARD: 12, CITY: 5}, 3),
        ([((WARD,), 10), ((CITY,), 1)], {WARD: 4, CITY: 100}, 6),
        ([((), 10)], {WARD: 4, CITY: 3}, 3),
        ([((), 10)], {}, 10),
        ([], {WARD: 4}, 0),
    ],
)
def test_what_is_missing_is_what_no_sharing_out_could_cover(needs, available, missing):
    assert shortfall(needs, available) == missing


KINDS = st.lists(st.sampled_from("abcd"), unique=True, min_size=1)


@given(
    st.lists(st.tuples(KINDS, st.integers(0, 5)), max_size=4),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 6)),
)
def test_what_is_missing_is_what_paying_out_unit_by_unit_leaves_unpaid(needs, available):
    asked = [frozenset(kinds) for kinds, amount in needs for _ in range(amount)]
    pots = [kind for kind, amount in available.items() for _ in range(amount)]
    owner: dict[int, int] = {}

    def find(unit, seen):
        for pot, kind in enumerate(pots):
            if kind in asked[unit] and pot not in seen:
                seen.add(pot)
                if pot not in owner or find(owner[pot], seen):
                    owner[pot] = unit
                    return True
        return False

    paid = sum(find(unit, set()) for unit in range(len(asked)))
    assert shortfall(needs, available) == len(asked) - paid
