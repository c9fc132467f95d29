"""What the rules give a case now: its facts as they stand × the catalogue of the database."""

from datetime import date
from typing import NamedTuple

from aid import clock
from aid.domain.entitlements import Evaluation, evaluate
from aid.domain.facts import CaseFacts
from aid.queries.case_facts import facts_of
from aid.queries.policies import norms_known, policies_known


class Evaluated(NamedTuple):
    """The facts that were used and the whole answer."""

    facts: CaseFacts
    answer: Evaluation


def evaluate_case(case_id: int, *, on: date) -> Evaluated:
    """Return what every policy that covers the incident gives the case on a day, unconfirmed policies included.

    A line of an unconfirmed policy says so and carries no decision.
    """
    known = facts_of(case_id, on=on)
    answer = evaluate(known.facts, policies_known(), norms_known(), clock.office_calendar(), province=known.province)
    return Evaluated(known.facts, answer)
