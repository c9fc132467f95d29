"""The gates before a signature, one by one: what is lacking, who cures it, and which the signature itself refuses."""

import pytest

from aid.domain import gates
from aid.domain.errors import Refusal
from aid.domain.gates import CHECKED_ELSEWHERE, GATES, Gate, GateFacts, Lack
from aid.domain.relations import Contact, Tie, contact, tie_of

LACK = Lack("KH-0001", "/cases/1")


def test_there_is_one_rule_for_each_gate_and_each_looks_at_its_own_facts():
    assert [rule.gate for rule in GATES] == list(Gate)
    for gate in Gate:
        closed = [one.gate for one in gates.results(GateFacts(**{gate.value: [LACK]})) if not one.is_open]
        assert closed == [gate]


@pytest.mark.parametrize("gate", Gate)
def test_a_closed_gate_refuses_the_signature_unless_another_check_speaks_for_it_or_it_warns(gate):
    facts = GateFacts(**{gate.value: [LACK, LACK]})
    if gate in CHECKED_ELSEWHERE or gate is Gate.SPLIT:
        gates.check(facts)
    else:
        with pytest.raises(Refusal) as refused:
            gates.check(facts)
        assert refused.value.facts == {"names": "KH-0001"}


def test_a_split_below_a_band_is_shown_where_there_is_one_and_stops_nobody():
    assert [result.gate for result in gates.results(GateFacts(split=[LACK])) if result.only_warns] == [Gate.SPLIT]
    assert Gate.SPLIT not in {result.gate for result in gates.results(GateFacts())}


def test_a_gate_that_only_a_route_asks_for_is_shown_where_it_does():
    of_route = {Gate.MEETING, Gate.INITIALS, Gate.SECOND_SIGNER, Gate.CITY}
    assert of_route.isdisjoint(result.gate for result in gates.results(GateFacts()))
    shown = [result for result in gates.results(GateFacts(asked={Gate.CITY})) if result.gate in of_route]
    assert [(result.gate, result.is_open) for result in shown] == [(Gate.CITY, True)]


def test_nothing_lacking_lets_through():
    gates.check(GateFacts())
    assert all(result.is_open for result in gates.results(GateFacts()))


OFFICER = contact(["001180012389"], ["+84912345678"], ["0123456789"])


@pytest.mark.parametrize(
    ("party", "tie"),
    [
        (contact(["001180012389"], ["+84912345678"]), Tie.IDENTITY),
        (contact([], ["+84912345678"], ["0123456789"]), Tie.ACCOUNT),
        (contact([], ["+84912345678"]), Tie.PHONE),
        (contact(["001180012390"], ["+84912345679"], ["1"]), None),
        (Contact(), None),
    ],
    ids=["the same person", "the same account", "the same telephone", "strangers", "nothing known"],
)
def test_a_shared_number_ties_an_officer_to_a_receiver(party, tie):
    assert tie_of(OFFICER, party, declared=False) is tie


def test_a_declared_relative_is_a_tie_without_any_number():
    assert tie_of(Contact(), Contact(), declared=True) is Tie.DECLARED


def test_two_empty_fields_are_not_the_same_number():
    assert tie_of(contact([None], [""], [""]), contact([""], [""], [None]), declared=False) is None
