"""What the shipped policies give for facts that are in no database: `policy explain`, `norm`, the public calculator."""

from collections.abc import Iterable
from datetime import date

from aid.clock import office_calendar
from aid.domain.entitlements import Evaluation, evaluate
from aid.domain.norms import Norm, norm_on
from aid.domain.policies import choose
from aid.services.fact_schema import facts_in
from aid.services.place_codes import province_of
from aid.services.policy_files import shipped_norms, shipped_policies


def explain(data: object, named: Iterable[str] = (), on: date | None = None) -> Evaluation:
    """Return what the named policies (without names: every confirmed one) give for the facts in `data`.

    Refuses `facts_unreadable`, `policy_unknown`, `place_unknown`.
    """
    facts = facts_in(data)
    policies = choose(shipped_policies(), named)
    province = province_of(facts.incident.place, facts.incident.occurred_on)
    return evaluate(facts, policies, shipped_norms(), office_calendar(), on, province)


def norm_at(day: date, place: str) -> Norm:
    """Return the norm (đồng) in force on `day` in the province or ward `place`.

    Refuses `place_unknown`, `no_norm_in_force`.
    """
    return norm_on(day, shipped_norms(), province_of(place, day))


def has_own_norm(day: date, place: str) -> bool:
    """Return whether a norm of the province itself is entered for `place` on `day`. Refuses `place_unknown`."""
    province = province_of(place, day)
    return any(norm.province_code == province and norm.valid_from <= day for norm in shipped_norms())
