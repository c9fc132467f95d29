"""`aid serve`: the embedded server of one office, and the worker beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
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
_WORKER_STOPS_WITHIN = 20


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve_command(host: str, port: int) -> None:
    """Serve the pages, with one worker for the work outside requests."""
    signal.signal(signal.SIGTERM, _stop)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    server = waitress.create_server(app, host=host, port=port, **_LIMITS, **_proxy())
    worker = _start_worker()
    click.echo(f"Kịp Thời: http://{host}:{port}")
    try:
        server.run()
    finally:
        server.close()
        _stop_worker(worker)


def _proxy() -> dict[str, Any]:
    trusted = settings().trusted_proxy
    if trusted is None:
        return {}
    return {
        "trusted_proxy": trusted,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    }


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "worker"]
    return subprocess.Popen(command, cwd=ROOT)


def _stop_worker(worker: subprocess.Popen[bytes]) -> None:
    """Interrupt it, so that it finishes the item in hand; its lease returns the rest to the queue."""
    worker.send_signal(signal.SIGINT)
    try:
        worker.wait(_WORKER_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        worker.kill()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
