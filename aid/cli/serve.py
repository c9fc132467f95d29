"""`aid serve`: the embedded server of one office, and the worker beside it."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Any, Final

import click
import waitress
from flask import Flask, current_app

from aid.extensions import settings
from config import REQUEST_LIMIT, ROOT

# Measured: with waitress's default of 100 connections, 150 slow clients blocked everybody.
_LIMITS: Final[dict[str, Any]] = {
    "threads": 8,
    "connection_limit": 2000,
    "asyncore_use_poll": True,
    "channel_timeout": 30,
    "max_request_body_size": REQUEST_LIMIT,
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}
_WORKER: Final = (sys.executable, "-m", "flask", "--app", "wsgi", "aid", "worker")
_WORKER_STOPS_WITHIN: Final = 20
_WORKER_RESTARTS_AFTER: Final = 5

logger = logging.getLogger(__name__)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve_command(host: str, port: int) -> None:
    """Serve the pages, with as many workers for the work outside requests as AID_WORKERS says."""
    signal.signal(signal.SIGTERM, _stop)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    server = waitress.create_server(app, host=host, port=port, **_LIMITS, **_proxy())
    worker = _Worker() if settings().workers else None
    click.echo(f"Kịp Thời: http://{host}:{port}")
    try:
        server.run()
    finally:
        server.close()
        if worker is not None:
            worker.stop()


def _proxy() -> dict[str, Any]:
    trusted = settings().trusted_proxy
    if trusted is None:
        return {}
    return {
        "trusted_proxy": trusted,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    }


class _Worker:
    """The worker process; one that died is started again, for its work is waiting in the job rows."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        threading.Thread(target=self._keep_alive, name="aid-worker-keeper", daemon=True).start()

    def stop(self) -> None:
        """Interrupt it, so that it finishes the item in hand; its lease returns the rest."""
        self._stopping.set()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_WORKER_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        # In a group of its own, so that Ctrl-C reaches it once: through `stop`.
        return subprocess.Popen(_WORKER, cwd=ROOT, start_new_session=True)

    def _keep_alive(self) -> None:
        while not self._stopping.is_set():
            code = self._process.wait()
            if not self._stopping.wait(_WORKER_RESTARTS_AFTER):
                logger.error("The worker ended with %s and is started again", code)
                self._process = self._start()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
