"""The 144 invented residents of Khương Hạ as the facts of the contract, and what the shipped policies give them."""

from typing import NamedTuple

from aid.clock import office_calendar
from aid.domain.case_facts import read_facts
from aid.domain.entitlements import Line, evaluate
from aid.domain.policies import choose
from aid.services.example import khuong_ha
from aid.services.policy_files import shipped_norms, shipped_policies

POLICIES = ("ND20-2021", "TX-2023", "HN-NQ24-2023", "MTTQ-KH-2023-1", "MTTQ-KH-2023-2")


class Given(NamedTuple):
    """A line with the place of its household in the example's list and that of its person in the household."""

    place: int
    member: int
    line: Line


def facts_of(home):
    """The household as the JSON of the contract, on the day the last facts are known."""
    return {
        "incident": {"cause": "fire", "occurred_on": "2023-09-12", "place": "00364", "code": khuong_ha.CODE},
        "household": {
            "members": [_member(ref, person) for ref, person in enumerate(home.people)],
            "harms": [harm for ref, person in enumerate(home.people) for harm in _harms(ref, person)],
            "damage": {"degree": "severe", "house_type": "solid", "habitable": False},
            "needs": {"temporary_shelter": bool(home.living)},
        },
    }


def given_to_residents(*codes):
    """Every line that these policies, or all of 2023, give the forty-five households together."""
    policies = choose(shipped_policies(), codes or POLICIES)
    return [given for place, home in enumerate(khuong_ha.homes()) for given in _given(place, home, policies)]


def _given(place, home, policies):
    facts = read_facts(facts_of(home))
    answer = evaluate(facts, policies, shipped_norms(), office_calendar(), province="01")
    return [Given(place, int(line.member or 0), line) for line in answer.lines]


def _member(ref, person):
    grown = {"pupil": person.pupil, "lost_parents": person.lost_parents}
    return {"ref": str(ref), "birth_date": person.birth.isoformat(), "sex": person.sex} | grown


def _harms(ref, person):
    if person.treated:
        days = 3 if person.died else 4 if person.short_stay else 8
        severity = person.severity
        yield {"member": str(ref), "kind": "injured", "inpatient_days": days, "severity": severity, "treated": True}
    if person.died:
        yield {"member": str(ref), "kind": "dead"}
