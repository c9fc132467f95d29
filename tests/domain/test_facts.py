import copy
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from aid.domain.case_facts import facts_as_data, read_facts
from aid.domain.errors import Refusal
from aid.domain.facts import Damage, Member, Needs, age_on
from tests.domain.cases_by_hand import case, dead, injured

EXAMPLE = json.loads((Path(__file__).parent / "contract_facts.json").read_text("utf-8"))


def changed(path, value):
    """The example of the contract with one value replaced, added, or (…) taken away."""
    data = copy.deepcopy(EXAMPLE)
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


def test_all_that_is_left_out_has_the_default_of_the_contract():
    facts = read_facts(case("a", harms=[injured("a", 0), dead("a")]))
    assert facts.received_on == facts.applied_on == facts.decided_on == date(2023, 9, 12)
    assert (facts.poverty_class, facts.damage, facts.needs) == ("none", Damage(), Needs())
    assert facts.members == (Member("a", 1980),)
    assert [harm.treated for harm in facts.harms] == [True, False]


def test_no_member_and_no_harm_is_a_case_too():
    assert read_facts(case()).members == ()


def test_facts_kept_as_data_are_read_back_the_same():
    facts = read_facts(EXAMPLE)
    kept = json.loads(json.dumps(facts_as_data(facts)))
    assert read_facts(kept) == facts
    assert kept["incident"]["occurred_on"] == "2023-09-12"


@pytest.mark.parametrize("birth", ["1980", "1980-05-01"])
def test_a_birth_is_a_day_or_a_year(birth):
    facts = read_facts(changed(("household", "members", 0, "birth_date"), birth))
    assert facts_as_data(facts)["household"]["members"][0]["birth_date"] == birth


MEMBER, HARM, COST = ("household", "members", 0), ("household", "harms", 0), ("household", "costs", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("extra",), 1, id="unknown key at the top"),
        pytest.param(("household", "head"), "a", id="unknown key of the household"),
        pytest.param((*MEMBER, "name"), "x", id="unknown key of a member"),
        pytest.param((*HARM, "day"), "x", id="unknown key of a harm"),
        pytest.param(("household", "damage", "cost"), 1, id="unknown key of the damage"),
        pytest.param(("household", "needs", "rice"), 1, id="unknown key of the needs"),
        pytest.param((*COST, "bill"), 1, id="unknown key of a cost"),
        pytest.param(("household", "received", 0, "day"), 1, id="unknown key of what was received"),
        pytest.param(("incident", "kind"), "fire", id="unknown key of the incident"),
        pytest.param(("incident",), ..., id="no incident"),
        pytest.param(("incident", "cause"), ..., id="no cause"),
        pytest.param(("household", "members"), ..., id="no members"),
        pytest.param(("household", "harms"), ..., id="no harms"),
        pytest.param((*MEMBER, "birth_date"), ..., id="no birth date"),
        pytest.param(("incident", "cause"), "war", id="unknown cause"),
        pytest.param(("incident", "cause"), 1, id="a number for a word"),
        pytest.param(("household", "poverty_class"), None, id="null for a word"),
        pytest.param(("incident", "place"), "Hà Nội", id="a name for a place code"),
        pytest.param(("incident", "place"), "001", id="three digits for a place"),
        pytest.param(("incident", "occurred_on"), "12/09/2023", id="a day the other way round"),
        pytest.param(("incident", "occurred_on"), "2023-02-30", id="a day that does not exist"),
        pytest.param(("incident", "occurred_on"), "20230912", id="a day without hyphens"),
        pytest.param(("incident", "occurred_on"), "1899-12-31", id="a day too long ago"),
        pytest.param(("incident", "occurred_on"), datetime(2023, 9, 12), id="an instant for a day"),
        pytest.param((*MEMBER, "birth_date"), "80", id="half a year of birth"),
        pytest.param((*MEMBER, "birth_date"), 1980, id="a number of birth"),
        pytest.param((*MEMBER, "ref"), " ", id="a blank ref"),
        pytest.param((*MEMBER, "ref"), "b", id="a ref used twice"),
        pytest.param((*MEMBER, "lost_parents"), 3, id="three parents"),
        pytest.param((*MEMBER, "pupil"), 1, id="a number for a flag"),
        pytest.param((*HARM, "member"), "z", id="a harm of a stranger"),
        pytest.param((*HARM, "inpatient_days"), 2.0, id="a fraction of days"),
        pytest.param((*HARM, "inpatient_days"), True, id="a flag for a number"),
        pytest.param((*HARM, "inpatient_days"), -1, id="fewer than no days"),
        pytest.param((*COST, "amount"), 8_000_000.5, id="a part of a đồng"),
        pytest.param((*COST, "amount"), 10**15, id="more money than there is"),
        pytest.param((*COST, "amount"), 0, id="a cost of nothing"),
        pytest.param((*COST, "member"), "z", id="a cost for a stranger"),
        pytest.param((*COST, "unclaimed_body"), "yes", id="a word for a flag"),
        pytest.param(("household", "received", 0, "member"), "z", id="received by a stranger"),
        pytest.param(("household", "needs", "food_months"), 0, id="food for no month"),
        pytest.param(("household",), [], id="a list for a household"),
        pytest.param(("household", "members"), {}, id="a mapping for a list"),
        pytest.param(("household", "members"), ["a"], id="a word for a member"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(path, value):
    with pytest.raises(Refusal) as caught:
        read_facts(changed(path, value))
    assert caught.value.code == "facts_unreadable"
    assert set(caught.value.facts) == {"path", "problem", "cure"}
    assert str(path[-1]) in caught.value.facts["path"] or value in ([], ["a"])


@pytest.mark.parametrize("data", [None, [], "facts", 1.5])
def test_only_a_mapping_can_be_facts(data):
    with pytest.raises(Refusal, match="facts_unreadable"):
        read_facts(data)


UNCLAIMED = {"kind": "burial", "amount": 1, "unclaimed_body": True}


@pytest.mark.parametrize(
    ("gone", "cost", "problem"),
    [
        (["a"], UNCLAIMED, None),
        (["a", "b"], {**UNCLAIMED, "member": "b"}, None),
        (["a", "b"], UNCLAIMED, "hộ có 2 người chết"),
        ([], UNCLAIMED, "hộ có 0 người chết"),
        (["a"], {**UNCLAIMED, "member": "b"}, "người này không phải là người chết"),
    ],
)
def test_an_unclaimed_body_is_one_of_the_dead(gone, cost, problem):
    data = case("a", "b", harms=[dead(ref) for ref in gone], costs=[cost])
    if problem is None:
        assert read_facts(data).costs[0].unclaimed_body
        return
    with pytest.raises(Refusal) as caught:
        read_facts(data)
    assert (caught.value.facts["path"], caught.value.facts["problem"]) == ("household.costs[0].member", problem)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (date(2007, 9, 12), 16),
        (date(2007, 9, 13), 15),
        (2007, 15),
        (2006, 16),
    ],
)
def test_an_age_is_full_years_and_a_year_alone_is_read_in_the_childs_favour(birth, age):
    assert age_on(birth, date(2023, 9, 12)) == age
