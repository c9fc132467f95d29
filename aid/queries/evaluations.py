"""What the rules give cases now: their facts as they stand × the catalogue of the database."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from aid.domain.calendar import Calendar
from aid.domain.entitlements import Evaluation, evaluate
from aid.domain.facts import CaseFacts
from aid.domain.norms import Norm
from aid.domain.policies import Policy
from aid.queries.case_facts import FactsOfCase, facts_of_many
from aid.queries.office_days import office_calendar
from aid.queries.policies import norms_known, policies_known


class Catalogue(NamedTuple):
    """The rules to compute with; read once for many cases."""

    policies: tuple[Policy, ...]
    norms: tuple[Norm, ...]
    calendar: Calendar


class Evaluated(NamedTuple):
    """The facts that were used and the whole answer."""

    facts: CaseFacts
    answer: Evaluation


def catalogue() -> Catalogue:
    """Return every policy and norm of the database as they stand, with the calendar of the office."""
    return Catalogue(policies_known(), norms_known(), office_calendar())


def evaluate_case(case_id: int, *, on: date) -> Evaluated:
    """Return what every policy that covers the incident gives the case on a day, unconfirmed policies included.

    A line of an unconfirmed policy says so and carries no decision.
    """
    return evaluate_cases([case_id], on=on)[case_id]


def evaluate_cases(case_ids: Collection[int], *, on: date, rules: Catalogue | None = None) -> dict[int, Evaluated]:
    """Return the same by case id for some hundred cases, with as many queries as for one.

    `rules` replaces the catalogue of the database, as a trial or a norm about to be entered does.
    """
    rules = rules or catalogue()
    return {case_id: evaluate_facts(known, rules) for case_id, known in facts_of_many(case_ids, on=on).items()}


def evaluate_facts(known: FactsOfCase, rules: Catalogue) -> Evaluated:
    """Return what the rules give facts that were already read."""
    answer = evaluate(known.facts, rules.policies, rules.norms, rules.calendar, province=known.province)
    return Evaluated(known.facts, answer)
