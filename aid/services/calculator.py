"""What anybody may ask without a name: what the policies in use here give for facts that are kept nowhere."""

from dataclasses import dataclass

from aid.clock import office_calendar
from aid.domain.entitlements import Evaluation, evaluate
from aid.domain.policies import Policy, in_order
from aid.services.fact_schema import facts_in
from aid.services.place_codes import province_of
from aid.services.policies import norms_here, policies_here


@dataclass(frozen=True)
class Calculation:
    """The answer by the policies asked, whether the province's own norm is known, and the unconfirmed left out."""

    evaluation: Evaluation
    asked: tuple[Policy, ...]
    has_own_norm: bool
    left_out: tuple[Policy, ...]


# Of what nobody has confirmed only law is shown to strangers: it is published. A plan of an office is its own matter.
_PUBLISHED = ("statutory", "resolution")


def policies_to_ask() -> tuple[Policy, ...]:
    """Return what strangers may compute with: every confirmed policy, and law that is not confirmed here yet."""
    return in_order(policy for policy in policies_here() if policy.confirmed or policy.kind in _PUBLISHED)


def calculate(data: object, *, with_unconfirmed: bool = False) -> Calculation:
    """Return what the policies of this office (of the release, where there is no database) give for facts as data.

    Only confirmed policies count, unless an estimate by unconfirmed law is asked for. Nothing is stored.
    Refuses `facts_unreadable`, `place_unknown`.
    """
    facts, known, norms = facts_in(data), policies_to_ask(), norms_here()
    day = facts.incident.occurred_on
    province = province_of(facts.incident.place, day)
    chosen = tuple(policy for policy in known if policy.confirmed or with_unconfirmed)
    return Calculation(
        evaluation=evaluate(facts, chosen, norms, office_calendar(), province=province),
        asked=chosen,
        has_own_norm=any(norm.province_code == province and norm.valid_from <= day for norm in norms),
        left_out=tuple(policy for policy in known if policy not in chosen and policy.covers(facts, province)),
    )
