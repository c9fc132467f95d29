"""Everything created once per program, and how the two databases are opened.

SQLite: Python's own transaction handling is switched off, so that the program says itself when a transaction
begins. A write transaction (connection option `aid_write`, set by `aid.services.transaction`) opens with
BEGIN IMMEDIATE: it waits for the other writer at its start, instead of failing in the middle after it has read.
"""

from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, cast

from flask import Flask, Response, current_app
from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, MetaData, event, make_url

from config import ROOT, Config

WRITE_OPTION: Final = "aid_write"

NAMING_CONVENTION: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# WAL lets pages read while one writes; FULL because a power cut may not lose a payment that was confirmed.
_SQLITE_PRAGMAS: Final = (
    "PRAGMA busy_timeout=15000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


class _CompressRefusals(Compress):
    """Compresses refused forms and error pages too: they are as long as the page, and the package skips them."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < HTTPStatus.BAD_REQUEST:
            return super().after_request(response)
        status = response.status
        response.status_code = HTTPStatus.OK
        super().after_request(response)
        response.status = status
        return response


db = SQLAlchemy(metadata=MetaData(naming_convention=NAMING_CONVENTION))
migrate = Migrate(render_as_batch=True, compare_type=True)
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
compress = _CompressRefusals()


def init_app(app: Flask) -> None:
    """Bind every extension to this application."""
    _make_sqlite_folder(app.config["SQLALCHEMY_DATABASE_URI"])
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    login_manager.init_app(app)
    csrf.init_app(app)
    babel.init_app(app)
    compress.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            prepare_engine(engine)


def settings() -> Config:
    """The configuration of the running application."""
    return cast(Config, current_app.config["AID"])


def prepare_engine(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and explicit transactions; PostgreSQL needs neither."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma).close()


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get(WRITE_OPTION, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _make_sqlite_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.drivername.startswith("sqlite") and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
