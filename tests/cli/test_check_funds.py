"""What the database would have refused is found by the check once its guards were taken away."""

import pytest
from sqlalchemy import text

from aid.extensions import db
from aid.models.guards import all_trigger_names
from aid.services import check
from tests.factories.funds import MILLION, make_crew, make_fund, pass_on


@pytest.fixture
def books(app):
    crew = make_crew()
    pass_on(crew.accountant)
    make_fund(crew.accountant, MILLION, code="GAO-1", unit="kg_rice")
    return crew


def _codes(*statements):
    connection = db.session.connection()
    for name in all_trigger_names():
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("PRAGMA ignore_check_constraints = ON"))
    for statement in statements:
        connection.execute(text(statement))
    db.session.commit()
    return {finding.code for finding in check.run().findings}


def test_untouched_transfers_are_proved(books):
    assert check.run().findings == []


_TAKEN_IN = "(SELECT in_entry_id FROM fund_transfers)"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE entries SET amount = amount + 1 WHERE id = {_TAKEN_IN}",
        f"UPDATE entries SET day = '2020-01-01' WHERE id = {_TAKEN_IN}",
        f"UPDATE entries SET kind = 'return' WHERE id = {_TAKEN_IN}",
        f"UPDATE entries SET fund_id = (SELECT id FROM funds WHERE code = 'PHU-1') WHERE id = {_TAKEN_IN}",
        f"UPDATE entries SET fund_id = (SELECT id FROM funds WHERE code = 'GAO-1') WHERE id = {_TAKEN_IN}",
        "INSERT INTO entries (fund_id, kind, amount, day, document, note, created_at, reverses_id)"
        f" SELECT fund_id, kind, amount, day, '', '', created_at, id FROM entries WHERE id = {_TAKEN_IN}",
    ],
    ids=["amount", "day", "kind", "same fund", "other unit", "only one half undone"],
)
def test_halves_that_do_not_mirror_each_other_are_found(books, statement):
    assert "transfer_unlike" in _codes(statement)


def test_an_entry_slipped_into_a_closed_month_is_found(books):
    closed = "UPDATE funds SET closed_to = '2020-01-31', closed_at = '2020-02-01 00:00:00'"
    slipped = "UPDATE entries SET day = '2020-01-31' WHERE id = 1"
    assert "closed_period" in _codes(closed, slipped)
    db.session.execute(text("UPDATE entries SET created_at = '2020-01-31 00:00:00' WHERE id = 1"))
    db.session.commit()
    assert "closed_period" not in {finding.code for finding in check.run().findings}


def test_a_promise_beyond_the_ceiling_is_found(books):
    assert "ceiling_passed" in _codes("UPDATE funds SET ceiling = 5, reserved = 6 WHERE code = 'PHU-1'")
