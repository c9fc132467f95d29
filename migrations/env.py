"""Runs the migrations inside one transaction on either database.

SQLite rebuilds a table to change it. While it does, foreign keys are off (dropping the old table would delete the
rows that point to it) and are proved again before the transaction is committed. At head, the catalogue of the
release is brought in.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from aid.extensions import WRITE_OPTION, db
from aid.services.policies import load_shipped_into
from aid.services.register_upgrade import take_in_with


def next_number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Give a new migration the next number, and none where nothing changed."""
    if not directives:
        return
    script = directives[0]
    if getattr(context.config.cmd_opts, "autogenerate", False) and script.upgrade_ops.is_empty():
        directives.clear()
        return
    head = context.script.get_current_head()
    script.rev_id = f"{int(head) + 1 if head else 1:04}"


def run() -> None:
    arguments = {"process_revision_directives": next_number} | current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        connection = connection.execution_options(**{WRITE_OPTION: True})
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _foreign_keys(connection, "OFF")
        context.configure(connection=connection, target_metadata=db.metadata, transactional_ddl=True, **arguments)
        with context.begin_transaction():
            context.run_migrations()
            _bring_the_catalogue(connection)
            if is_sqlite:
                _prove_foreign_keys(connection)
        if is_sqlite:
            _foreign_keys(connection, "ON")


def _bring_the_catalogue(connection: Connection) -> None:
    """Every database at head has the policies and norms of the release; one on its way back is left alone."""
    standing = context.get_context().get_current_heads()
    if set(standing) == set(context.script.get_heads()):
        load_shipped_into(connection)
        take_in_with(connection)


def _foreign_keys(connection: Connection, state: str) -> None:
    """SQLite ignores this inside a transaction, so it goes straight to the driver."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={state}")


def _prove_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"A migration left rows that point nowhere: {broken[:5]}")


if context.is_offline_mode():
    raise RuntimeError("Migrations run against a database; SQL scripts are not written.")
run()
