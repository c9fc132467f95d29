"""Setting how an agency numbers and signs, from a day on; earlier numbers keep the rule they were given by."""

from sqlalchemy import select

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.names import clean
from aid.domain.outgoing import BookRule, check_rule, rule_on
from aid.domain.roles import Action, Actor
from aid.models.outgoing import BookRuleRow, OutgoingDocument
from aid.models.users import Agency
from aid.queries.book_rules import rules_of
from aid.services.areas import check_may
from aid.services.trail import record
from aid.services.transaction import load_for_update, transaction


def set_rule(agency_id: int, rule: BookRule, *, actor: Actor) -> int:
    """Store the rule of an agency from a day on and return its id (NĐ 30/2020 Điều 15: the head decides).

    Refusals: `action_not_allowed`, `rule_basis_missing`, `rule_backdated`, `run_changes_at_new_year`, `rule_exists`.
    """
    check_may(actor, Action.USER_MANAGE)
    if not clean(rule.basis):
        raise Refusal("rule_basis_missing")
    with transaction() as session:
        agency = load_for_update(session, Agency, agency_id)
        years = select(OutgoingDocument.year).where(OutgoingDocument.agency_id == agency_id).distinct()
        before = rule_on(rules_of(agency_id), rule.valid_from)
        numbered = frozenset(session.scalars(years))
        check_rule(rule, before=before, today=clock.today(), numbered_years=numbered)
        row = BookRuleRow(
            agency_id=agency_id,
            valid_from=rule.valid_from,
            run=rule.run,
            signing_order=rule.order,
            basis=clean(rule.basis),
            created_at=clock.now(),
            created_by=actor.user_id,
        )
        session.add(row)
        after = {"valid_from": rule.valid_from, "book_run": rule.run, "signing_order": rule.order, "basis": rule.basis}
        record(session, actor, "agency:book_rule_set", agency, after=after)
        return row.id
