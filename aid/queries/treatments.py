"""Who of some cases is still in hospital, and from which day computing again would give something else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from aid.domain.entitlements import evaluate
from aid.domain.facts import CaseFacts
from aid.domain.harms import HarmEntry, standing
from aid.domain.treatment_days import next_change, thresholds
from aid.models.cases import Case
from aid.queries.case_facts import entry_of
from aid.queries.evaluations import Catalogue, Evaluated


def days_of_change(
    cases: Sequence[Case], known: Mapping[int, Evaluated], rules: Catalogue, *, on: date
) -> dict[int, date]:
    """Return by case id the first day after `on` on which the lines differ if everybody in hospital stays there.

    A case that would stay as it is is left out. Nothing is read where nobody is in hospital. Basis: Điều 2 khoản 2
    NĐ 20/2021 asks for 3 days of treatment.
    """
    found: dict[int, date] = {}
    for case in cases:
        facts = known[case.id].facts
        if any(harm.kind == "injured" for harm in facts.harms):
            day = _day_of(case, facts, rules, on)
            found |= {case.id: day} if day else {}
    return found


def _day_of(case: Case, facts: CaseFacts, rules: Catalogue, on: date) -> date | None:
    entries: dict[str, list[HarmEntry]] = defaultdict(list)
    for row in case.harms:
        entries[str(row.person_id)].append(entry_of(row))
    in_hospital = {ref: history for ref, history in entries.items() if standing(history, on=on).still_in}
    if not in_hospital:
        return None
    province = case.incident.place.province_code
    covering = tuple(policy for policy in rules.policies if policy.covers(facts, province, None))

    def lines_of(other: CaseFacts) -> set[tuple[str, str, str | None, int]]:
        answer = evaluate(replace(other, decided_on=on), covering, rules.norms, rules.calendar, province=province)
        return {(line.policy, line.benefit, line.member, line.amount) for line in answer.lines}

    return next_change(facts, in_hospital, thresholds(covering), lines_of, on=on)
