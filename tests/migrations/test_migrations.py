import re

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from aid import create_app
from aid.extensions import db
from config import ROOT, config_for_tests
from tests.fixtures.databases import close


@pytest.fixture
def bare(empty_database, tmp_path):
    app = create_app(config_for_tests(empty_database, tmp_path / "files"))
    with app.app_context():
        yield app
    close(app)


def test_there_is_one_head_and_one_root():
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def test_an_empty_database_comes_to_head_without_drift(bare):
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_upgrading_twice_changes_nothing(bare):
    flask_migrate.upgrade()
    tables = inspect(db.engine).get_table_names()
    flask_migrate.upgrade()
    assert inspect(db.engine).get_table_names() == tables


def test_every_check_of_the_tables_stands_in_the_database(bare):
    flask_migrate.upgrade()
    inspector = inspect(db.engine)
    missing = []
    for table in db.metadata.sorted_tables:
        standing = {check["name"] for check in inspector.get_check_constraints(table.name)}
        wanted = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint" and c.name}
        missing += [f"{table.name}: {name}" for name in wanted - standing]
    assert not missing, missing


def test_a_migration_that_fails_leaves_nothing_behind(bare, monkeypatch):
    monkeypatch.setattr("alembic.op.create_index", _fail)
    with pytest.raises(SystemExit):
        flask_migrate.upgrade()
    assert inspect(db.engine).get_table_names() in ([], ["alembic_version"])


def test_foreign_keys_are_on_again_after_an_upgrade(bare):
    flask_migrate.upgrade()
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_every_constraint_has_a_name_by_convention():
    names = [constraint.name for table in db.metadata.sorted_tables for constraint in table.constraints]
    assert all(names)
    assert all(re.match(r"(pk|fk|uq|ck)_", str(name)) for name in names)


def _fail(*_args, **_kwargs):
    raise RuntimeError("stop here")
