"""Whether the program can do its work: what a monitor asks, without a word about persons or money."""

import os
from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from aid.extensions import db


def not_ready(files: Path, migrations: Path) -> list[str]:
    """Return the names of what is not ready, in this order: `database`, `migrations`, `files`."""
    return [*_database(migrations), *([] if _is_writable(files) else ["files"])]


def _database(migrations: Path) -> list[str]:
    try:
        standing = list(db.session.scalars(text("SELECT version_num FROM alembic_version")))
    except SQLAlchemyError:
        # A missing table and a missing server differ for the office's technician, not for the monitor's next step.
        return ["migrations"] if _answers() else ["database"]
    return [] if standing == _heads(migrations) else ["migrations"]


def _answers() -> bool:
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


@cache
def _heads(migrations: Path) -> list[str]:
    return list(ScriptDirectory(str(migrations)).get_heads())


def _is_writable(files: Path) -> bool:
    """A folder that does not exist yet is made with the first file, if its nearest parent allows it."""
    nearest = next(folder for folder in (files, *files.parents) if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)
