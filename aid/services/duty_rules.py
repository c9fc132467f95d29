"""Laying down what holds for a soft pair of duties in an office, and ending it."""

from dataclasses import dataclass
from datetime import date

from aid import clock
from aid.domain.duties import Duty
from aid.domain.duty_rules import DutyRule, check_end, check_new, rule_about
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.duty_rules import DutyRule as Row
from aid.models.users import Agency
from aid.queries.duty_rules import as_value, rules_of
from aid.services import trail
from aid.services.areas import check_may
from aid.services.transaction import load_for_update, transaction


@dataclass(frozen=True)
class DutyRuleValues:
    """What the administrator enters: two duties, the days, and the document of the head with its reason."""

    duties: tuple[Duty, Duty]
    first_on: date
    last_on: date | None
    document: str
    reason: str


def lay_down(agency_id: int, values: DutyRuleValues, *, actor: Actor) -> int:
    """Store a rule about a soft pair and return its id: what is apart by itself may be joined, what is free parted.

    It holds for steps taken from its first day on; what was done before stands. Refusals: `action_not_allowed` and
    those of `duty_rules.check_new`; Missing for an agency that is not there. design.md 4.5.
    """
    check_may(actor, Action.USER_MANAGE)
    pair = frozenset(values.duties)
    document, reason = clean(values.document), values.reason.strip()
    new = DutyRule(0, pair, rule_about(pair), values.first_on, values.last_on, document, reason)
    with transaction() as session:
        load_for_update(session, Agency, agency_id)
        check_new(new, rules_of(agency_id), clock.today())
        duty, other = sorted(pair)
        row = Row(
            agency_id=agency_id,
            duty=duty,
            other=other,
            rule=new.rule,
            first_on=new.first_on,
            last_on=new.last_on,
            document=document,
            reason=reason,
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(row)
        after = {"duties": [duty, other], "pair_rule": row.rule, "first_on": row.first_on, "last_on": row.last_on}
        trail.record(session, actor, "duty_rule:laid_down", row, reason=reason, after={**after, "document": document})
        return row.id


def end(rule_id: int, last_on: date, reason: str, *, actor: Actor) -> None:
    """End a rule with its last day, today at the earliest: what was done under it stands, the next step follows it not.

    Refusals: `action_not_allowed`, `reason_missing`, `duty_rule_over`, `duty_rule_in_the_past`.
    """
    check_may(actor, Action.USER_MANAGE)
    if not reason.strip():
        raise Refusal("reason_missing", step="end_duty_rule")
    with transaction() as session:
        row = load_for_update(session, Row, rule_id)
        check_end(as_value(row), last_on, clock.today())
        before = {"last_on": row.last_on}
        row.last_on, row.end_reason = min(row.last_on or last_on, last_on), reason.strip()
        after = {"last_on": row.last_on}
        trail.record(session, actor, "duty_rule:ended", row, reason=reason.strip(), before=before, after=after)
