"""Households of the example as one line of text each, and the people that are made of it.

A person is relation, sex, age and marks: `Cf8ts` is a daughter of eight who was treated and goes to school.
The marks: + died at the scene, x died in hospital, t treated, v gravely, c critically, k for a few days only,
s pupil or student, o lost one parent, O lost both.
"""

import re
from dataclasses import dataclass
from datetime import date

from aid.services.example.names import Invention

_PERSON = re.compile(r"(?P<relation>[HSCPGBO])(?P<sex>[mf])(?P<age>\d+)(?P<marks>[+xtvcksoO]*)")
_RELATIONS = {
    "H": "head", "S": "spouse", "C": "child", "P": "parent", "G": "grandchild", "B": "sibling", "O": "other",
}  # fmt: skip
_TREATED = frozenset("tvckx")
_DEAD = frozenset("+x")
_SHARES_NAME = frozenset({"head m", "spouse m", "child m", "child f", "sibling m", "sibling f", "grandchild f"})
_GROWN_UP = 18
_NUMBER_FROM = 6


@dataclass(frozen=True)
class Resident:
    """One invented person; `marks` as in the module's docstring."""

    name: str
    relation: str
    sex: str
    birth: date
    age: int
    marks: str
    number: str
    bank: str
    account: str

    @property
    def died(self) -> bool:
        """Say whether the person died, at the scene or later."""
        return not _DEAD.isdisjoint(self.marks)

    @property
    def died_in_hospital(self) -> bool:
        """Say whether the person died after treatment."""
        return "x" in self.marks

    @property
    def treated(self) -> bool:
        """Say whether the person was treated in hospital."""
        return not _TREATED.isdisjoint(self.marks)

    @property
    def severity(self) -> str:
        """Return how grave the injury was."""
        if "c" in self.marks:
            return "critical"
        return "severe" if not {"v", "x"}.isdisjoint(self.marks) else "light"

    @property
    def short_stay(self) -> bool:
        """Say whether the treatment took less than a week."""
        return "k" in self.marks

    @property
    def pupil(self) -> bool:
        """Say whether the person goes to school or university."""
        return "s" in self.marks

    @property
    def lost_parents(self) -> int:
        """Return how many parents the incident took."""
        return 2 if "O" in self.marks else int("o" in self.marks)


@dataclass(frozen=True)
class Home:
    """One household: its address and its people, the head first."""

    address: str
    people: tuple[Resident, ...]

    @property
    def living(self) -> tuple[Resident, ...]:
        """Return who is alive."""
        return tuple(person for person in self.people if not person.died)

    @property
    def died_in_hospital(self) -> bool:
        """Say whether one of them died after treatment."""
        return any(person.died_in_hospital for person in self.people)


def home_from(line: str, address: str, year: int, invention: Invention) -> Home:
    """Return the household that a line describes, with ages in September of `year`."""
    family = invention.family()
    return Home(address, tuple(_resident(token, family, year, invention) for token in line.split()))


def _resident(token: str, family: str, year: int, invention: Invention) -> Resident:
    read = _PERSON.fullmatch(token)
    if read is None:
        raise ValueError(f"No person is described by {token!r}.")
    relation, sex, age = _RELATIONS[read["relation"]], read["sex"], int(read["age"])
    birth = invention.born(year - age)
    bank, account = invention.account() if age >= _GROWN_UP else ("", "")
    return Resident(
        name=invention.full_name(sex, family if f"{relation} {sex}" in _SHARES_NAME else ""),
        relation=relation,
        sex=sex,
        birth=birth,
        age=age,
        marks=read["marks"],
        number=invention.identity_number(sex, birth) if age >= _NUMBER_FROM else "",
        bank=bank,
        account=account,
    )
