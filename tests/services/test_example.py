"""The invented people of the fire give the published counts, and the rules give the published sums."""

from collections import Counter

import pytest

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import evaluate
from aid.domain.identity import parse, warnings
from aid.domain.policies import choose
from aid.services.example import khuong_ha
from aid.services.example.khuong_ha import OCCURRED_ON
from aid.services.policy_files import shipped_norms, shipped_policies

MILLION = 1_000_000
POLICIES = ("ND20-2021", "TX-2023", "HN-NQ24-2023")


def facts_of(home):
    """The household as the JSON of the contract, on the day the last facts are known."""
    return {
        "incident": {"cause": "fire", "occurred_on": "2023-09-12", "place": "00364", "code": khuong_ha.CODE},
        "household": {
            "members": [member(ref, person) for ref, person in enumerate(home.people)],
            "harms": [harm for ref, person in enumerate(home.people) for harm in harms(ref, person)],
            "damage": {"degree": "severe", "house_type": "solid", "habitable": False},
            "needs": {"temporary_shelter": bool(home.living)},
        },
    }


def member(ref, person):
    grown = {"pupil": person.pupil, "lost_parents": person.lost_parents}
    return {"ref": str(ref), "birth_date": person.birth.isoformat(), "sex": person.sex} | grown


def harms(ref, person):
    if person.treated:
        days = 3 if person.died else 4 if person.short_stay else 8
        severity = person.severity
        yield {"member": str(ref), "kind": "injured", "inpatient_days": days, "severity": severity, "treated": True}
    if person.died:
        yield {"member": str(ref), "kind": "dead"}


@pytest.fixture(scope="module")
def lines():
    policies = choose(shipped_policies(), POLICIES)
    norms, calendar = shipped_norms(), office_calendar()
    answers = [
        evaluate(read_facts(facts_of(home)), policies, norms, calendar, province="01") for home in khuong_ha.homes()
    ]
    return [line for answer in answers for line in answer.lines]


def test_the_people_of_the_fire_are_those_that_were_counted():
    counts = khuong_ha.counts_of(khuong_ha.homes())
    assert (counts.residents, counts.dead, counts.treated) == (144, 56, 42)
    assert (counts.households_of_several, counts.households_of_one) == (26, 8)
    assert (counts.pupils, counts.orphans) == (25, {2: 1, 1: 4})
    assert (counts.dead_children, counts.treated_children) == (15, 9)


def test_the_later_rounds_find_their_people_too():
    living = [person for home in khuong_ha.homes() for person in home.living]
    stays = Counter("critical" if p.severity == "critical" else p.short_stay for p in living if p.treated)
    with_both_parents = [p for p in living if p.age < 16 and not p.lost_parents]
    assert len(living) == 88
    assert stays == {True: 3, False: 33, "critical": 1}
    assert len(with_both_parents) == 22


def test_the_levels_are_those_of_the_resolution(lines):
    levels = Counter((line.benefit, line.amount) for line in lines if line.policy == "HN-NQ24-2023")
    assert levels == {
        ("1", 22_600_000): 42, ("3", 36 * MILLION): 26, ("3", 9 * MILLION): 8, ("4", 15 * MILLION): 25,
        ("5", 100 * MILLION): 1, ("5", 70 * MILLION): 4, ("6", 23 * MILLION): 56,
    }  # fmt: skip


def test_every_treated_person_reaches_30_and_every_dead_50_million(lines):
    paid = Counter()
    for line in lines:
        paid[line.policy, line.benefit] += line.amount
    assert paid["ND20-2021", "E13"] + paid["TX-2023", "injured"] + paid["HN-NQ24-2023", "1"] == 42 * 30 * MILLION
    assert paid["ND20-2021", "E14"] + paid["TX-2023", "dead"] + paid["HN-NQ24-2023", "6"] == 56 * 50 * MILLION


def test_city_district_and_childrens_fund_pay_what_was_published(lines):
    by_payer = Counter()
    for line in lines:
        payer = next(kind for kind in ("NS_THANH_PHO", "QUY_BAO_TRO_TRE_EM", "NS_QUAN") if kind in line.fund_kinds)
        by_payer[payer] += line.amount
    assert by_payer == {"NS_THANH_PHO": 2_237_200_000, "NS_QUAN": 3_585_800_000, "QUY_BAO_TRO_TRE_EM": 63_000_000}


def test_every_load_invents_the_same_people_and_nobody_twice():
    first, again = khuong_ha.homes(), khuong_ha.homes()
    names = [person.name for home in first for person in home.people]
    assert first == again
    assert len(set(names)) == len(names)


def test_an_invented_number_is_well_formed_and_can_belong_to_nobody():
    people = [person for home in khuong_ha.homes() for person in home.people if person.number]
    for person in people:
        number = parse(person.number)
        assert number.place_code == "999"
        assert number.province is None
        assert warnings(number, person.birth.year, person.sex) == ()
    assert len({person.number for person in people}) == len(people)


def test_the_ages_are_those_on_the_day_of_the_fire():
    for home in khuong_ha.homes():
        for person in home.people:
            assert person.birth.replace(year=OCCURRED_ON.year) <= OCCURRED_ON
            assert OCCURRED_ON.year - person.birth.year == person.age
