"""Closing the books of a fund up to the end of a month, and opening them again with a reason."""

from datetime import date

from aid import clock
from aid.domain import ledger
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.roles import Action, Actor
from aid.models.funds import Fund
from aid.services import trail
from aid.services.areas import check_may, own_for_update
from aid.services.transaction import transaction


def close(fund_id: int, last_day: date, *, actor: Actor) -> None:
    """Take no entry any more that is dated up to `last_day`, the end of a month that is over.

    Refusal `closing_not_month_end`, `closing_too_early` (the month still runs), `closing_not_later`.
    """
    check_may(actor, Action.FUND_RECEIVE)
    with transaction() as session:
        fund = own_for_update(session, Fund, fund_id, actor=actor)
        ledger.check_closing(last_day, today=clock.today(), closed_to=fund.closed_to)
        before = fund.closed_to
        fund.closed_to, fund.closed_at = last_day, clock.now()
        session.flush()
        trail.record(session, actor, "fund:closed", fund, before={"closed_to": before}, after={"closed_to": last_day})


def reopen(fund_id: int, reason: str, *, actor: Actor) -> None:
    """Take entries of every day again, for a reason that stays in the trail.

    Refusal `reason_missing`, `period_not_closed`.
    """
    check_may(actor, Action.FUND_RECEIVE)
    if not clean(reason):
        raise Refusal("reason_missing", step="reopen")
    with transaction() as session:
        fund = own_for_update(session, Fund, fund_id, actor=actor)
        if fund.closed_to is None:
            raise Refusal("period_not_closed")
        before = {"closed_to": fund.closed_to}
        fund.closed_to = fund.closed_at = None
        session.flush()
        trail.record(session, actor, "fund:reopened", fund, reason=clean(reason), before=before, after={})
