"""The job library between pages and workers: a bell that says "there is work"; what the work is stands in our rows.

Nothing but the fact that something waits goes through the library, so its file or tables may be lost or emptied at any
time: a worker rings for what it finds in the rows when it starts, and once a minute.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Flask
from huey import PostgresHuey, SqliteHuey, crontab
from huey.api import Huey, TaskWrapper
from huey.serializer import SignedSerializer
from sqlalchemy import make_url

from aid.jobs import worker
from aid.services import jobs
from config import Config

_EVERY_MINUTE: Final = crontab(minute="*")
_WAITS_FOR_THE_FILE: Final = 5


class Bell:
    """The library's queue of one installation, with the three tasks that workers know; opened at the first ring."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._opened: Huey | None = None
        self._work: TaskWrapper | None = None

    @property
    def queue(self) -> Huey:
        """The library's queue: a file beside the SQLite database, or tables of its own in PostgreSQL."""
        if self._opened is None:
            queue = _open(self._app.config["AID"])
            self._work = queue.task(name="work")(self._in_context(worker.work_one))
            queue.periodic_task(_EVERY_MINUTE, name="ring")(self._in_context(self.ring_for_all))
            queue.periodic_task(_EVERY_MINUTE, name="tend")(self._in_context(worker.tend))
            self._opened = queue
        return self._opened

    def ring(self, seconds: float = 0) -> None:
        """Tell one worker, now or after a while, that a job waits; too often does no harm."""
        queue = self.queue
        assert self._work is not None
        queue.enqueue(self._work.s() if seconds <= 0 else self._work.s(delay=seconds))

    def ring_for_all(self) -> int:
        """Ring for every job that nobody holds and nobody was told of; return how often."""
        missing = max(0, jobs.count_free() - self.queue.pending_count())
        for _ in range(missing):
            self.ring()
        return missing

    def begin(self) -> None:
        """Forget what was rung before, since the rows say it all, and ring for what waits."""
        self.queue.flush()
        self.ring_for_all()

    def _in_context(self, do: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            with self._app.app_context():
                do()

        return done


def init_app(app: Flask) -> Bell:
    """Let the services ring; in tests nobody listens."""
    bell = Bell(app)
    config: Config = app.config["AID"]
    if not config.testing:
        jobs.ring_with(bell.ring)
    return bell


def _open(config: Config) -> Huey:
    # What the library reads back it unpickles, so it must have been written by us: signed with the office's key.
    common = {"name": "aid", "results": False, "serializer": SignedSerializer(secret=config.secret_key)}
    url = make_url(config.database_url)
    if config.is_sqlite:
        database = Path(str(url.database))
        return SqliteHuey(
            filename=str(database.with_name(f"{database.stem}-queue.db")), timeout=_WAITS_FOR_THE_FILE, **common
        )
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey(dsn=plain, table_prefix="aid_queue", **common)
