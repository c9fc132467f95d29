"""Whom the chairman lets sign, for the stories."""

from datetime import timedelta
from typing import Any

from aid import clock
from aid.domain.delegations import DelegationForm
from aid.domain.roles import Actor
from aid.services import delegations
from aid.services.delegations import DelegationValues


def delegate(principal: Actor, deputy: Actor, **more: Any) -> int:
    """Let a deputy sign for a month from today, by a decision of the chairman."""
    today = clock.today()
    values: dict[str, Any] = {
        "form": DelegationForm.DEPUTY,
        "first_on": today,
        "last_on": today + timedelta(days=30),
        "document": "Quyết định số 12/QĐ-UBND về phân công công tác",
    }
    return delegations.enter(DelegationValues(deputy.user_id, **(values | more)), actor=principal)
