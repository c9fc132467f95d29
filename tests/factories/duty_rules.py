"""What an office lays down about two duties."""

from datetime import date
from typing import Any

from aid import clock
from aid.domain.duties import Duty
from aid.domain.roles import Actor, Role
from aid.services import duty_rules
from aid.services.duty_rules import DutyRuleValues
from tests.factories.users import actor

JOINED_BY = "QĐ 15/QĐ-UBND ngày 05/01/2026"
JOINED_WHY = "Phường có một văn thư, thủ quỹ nghỉ thai sản"


def lay_down(agency_id: int, by: Actor | None = None, **more: Any) -> int:
    """A rule of an office; by itself: the văn thư may also be thủ quỹ, from today until further notice."""
    first, last = more.pop("first_on", clock.today()), more.pop("last_on", None)
    given = {"duties": (Duty.ISSUE, Duty.PAY), "document": JOINED_BY, "reason": JOINED_WHY} | more
    by = by or actor("quantri", Role.ADMINISTRATOR)
    return duty_rules.lay_down(agency_id, DutyRuleValues(first_on=first, last_on=last, **given), actor=by)


def end_rule(rule_id: int, last_on: date, by: Actor) -> None:
    """End it with a last day."""
    duty_rules.end(rule_id, last_on, "Thủ quỹ đi làm lại", actor=by)
