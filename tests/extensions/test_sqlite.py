import sqlite3

import pytest
from sqlalchemy import event, text

from aid.extensions import db
from aid.services.transaction import transaction


@pytest.fixture
def neighbour(app, database):
    """Another process that will not wait for a lock."""
    connection = sqlite3.connect(database.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def statements(app):
    said = []

    def listen(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)


def test_a_write_transaction_begins_with_begin_immediate(statements):
    with transaction():
        pass
    assert statements[0] == "BEGIN IMMEDIATE"


def test_a_page_that_only_reads_begins_plainly(statements):
    db.session.execute(text("SELECT 1"))
    assert statements == ["BEGIN", "SELECT 1"]


def test_a_write_after_reading_in_the_same_request_is_still_immediate(statements):
    db.session.execute(text("SELECT count(*) FROM users"))
    with transaction():
        db.session.execute(text("SELECT count(*) FROM users"))
    assert statements[0] == "BEGIN"
    assert "BEGIN IMMEDIATE" in statements


def test_a_reading_page_after_a_write_begins_plainly_again(statements):
    with transaction():
        pass
    statements.clear()
    db.session.execute(text("SELECT 1"))
    assert statements[0] == "BEGIN"


def test_the_second_writer_waits_from_its_first_statement(neighbour):
    with transaction(), pytest.raises(sqlite3.OperationalError, match="locked"):
        neighbour.execute("BEGIN IMMEDIATE")


def test_a_reader_stops_no_writer(neighbour):
    db.session.execute(text("SELECT count(*) FROM users"))
    neighbour.execute("BEGIN IMMEDIATE")
    neighbour.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 15000)]
)
def test_every_connection_is_opened_for_money(app, pragma, value):
    assert db.session.execute(text(f"PRAGMA {pragma}")).scalar() == value
