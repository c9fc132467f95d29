"""The invented people of the fire are those that were counted, and no one of them can be somebody.

What the policies give them is told by test_published_accounts.py.
"""

from collections import Counter

from aid.domain.identity import parse, warnings
from aid.services.example import khuong_ha
from aid.services.example.khuong_ha import OCCURRED_ON


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


def test_the_wards_mttq_paid_142_residents_first_then_one_and_one():
    everybody = [(place, member) for place, home in enumerate(khuong_ha.homes()) for member in range(len(home.people))]
    late = [one for one in everybody if khuong_ha.is_late_for_the_donations(*one)]
    last = [one for one in everybody if khuong_ha.is_left_to_the_second_round(*one)]
    assert (len(late), len(last), len(set(everybody) - {*late, *last})) == (1, 1, 142)


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
