"""How an agency numbers and signs, by day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from aid.domain.outgoing import BookRule, rule_on
from aid.extensions import db
from aid.models.outgoing import BookRuleRow


def rules_of(agency_id: int) -> tuple[BookRule, ...]:
    """Return the rules of an agency, the earliest first; before the first each kind has its run, on paper."""
    wanted = select(BookRuleRow).where(BookRuleRow.agency_id == agency_id).order_by(BookRuleRow.valid_from)
    return tuple(_value(row) for row in db.session.scalars(wanted))


def rule_for(agency_id: int, day: date) -> BookRule:
    """Return the rule of an agency on a day."""
    return rule_on(rules_of(agency_id), day)


def listed(agency_id: int) -> Sequence[BookRule]:
    """Return the rules of an agency, the latest first."""
    return rules_of(agency_id)[::-1]


def _value(row: BookRuleRow) -> BookRule:
    return BookRule(row.valid_from, row.run, row.signing_order, row.basis)
