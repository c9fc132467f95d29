"""The settings of one installation, read once from the environment.

Outside the demo the program refuses to start with a missing or weak key, with plain HTTP or with the
debugger on: a ward office will not notice such a mistake, an intruder will. Inside the demo every missing
key has a fixed, public value, so that what one process writes another can read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT: Final = Path(__file__).resolve().parent

DEMO_PASSWORD: Final = "KipThoi-DungThu-2026"
_DEMO_SECRET_KEY: Final = "kip-thoi-demo: a public session key, refused outside the demo"
_DEMO_BASE_URL: Final = "http://127.0.0.1:8000"

_KEY_LENGTH: Final = 32
_KEY_VARIETY: Final = 10
_LONGEST_SIGNING: Final = 60
_MOST_WORKERS: Final = 64
_MEGABYTE: Final = 1024 * 1024
REQUEST_LIMIT: Final = 30 * _MEGABYTE


class SettingsError(Exception):
    """A setting is missing, misspelt or insecure; the text says which one and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the program is told from outside; `database_url` and `files` are absolute."""

    database_url: str
    secret_key: str
    base_url: str
    files: Path
    demo: bool = False
    today: datetime | None = None
    trusted_proxy: str | None = None
    smtp: str | None = None
    mail_from: str = ""
    pkcs11_module: str | None = None
    signing_minutes: int = 0
    trust_roots: Path | None = None
    workers: int = 1
    testing: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read every setting; SettingsError with one sentence where one of them cannot be used."""
        demo = _flag(environ, "AID_DEMO")
        if not demo:
            _refuse_debugger(environ)
        secret_key = _key(environ, "SECRET_KEY", _DEMO_SECRET_KEY, demo)
        return cls(
            database_url=_database_url(environ.get("DATABASE_URL") or "sqlite:///instance/aid.db"),
            secret_key=secret_key,
            base_url=_base_url(environ, demo),
            files=ROOT / (environ.get("AID_FILES") or "instance/files"),
            demo=demo,
            today=_today(environ, demo),
            trusted_proxy=environ.get("AID_TRUSTED_PROXY") or None,
            **_mail(environ),
            **_signing(environ),
            workers=_workers(environ),
        )

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def trusted_hosts(self) -> list[str]:
        """The names a request may ask for; in the demo this machine, on any port."""
        host = urlsplit(self.base_url).hostname or ""
        return ["127.0.0.1", "localhost", host] if self.demo else [host]

    def for_flask(self) -> dict[str, Any]:
        """The same settings under the names Flask and its extensions know."""
        return {
            "AID": self,
            "TESTING": self.testing,
            "SECRET_KEY": self.secret_key,
            "TRUSTED_HOSTS": self.trusted_hosts,
            "PREFERRED_URL_SCHEME": urlsplit(self.base_url).scheme,
            "SESSION_COOKIE_NAME": "aid_session" if self.demo else "__Host-aid_session",
            "SESSION_COOKIE_SECURE": not self.demo,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": REQUEST_LIMIT,
            "MAX_FORM_MEMORY_SIZE": 2 * _MEGABYTE,
            "MAX_FORM_PARTS": 5_000,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(self.is_sqlite),
            "WTF_CSRF_TIME_LIMIT": None,
            "BOOTSTRAP_SERVE_LOCAL": True,
            "BABEL_DEFAULT_LOCALE": "vi",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
            "COMPRESS_MIMETYPES": [
                "text/html",
                "text/css",
                "text/javascript",
                "application/javascript",
                "application/json",
                "image/svg+xml",
            ],
            "COMPRESS_MIN_SIZE": 500,
        }


def config_for_tests(database_url: str, files: Path) -> Config:
    """A demo configuration over the test's own database and folder."""
    return Config(
        database_url=database_url,
        secret_key=_DEMO_SECRET_KEY,
        base_url=_DEMO_BASE_URL,
        files=files,
        demo=True,
        testing=True,
    )


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "0")
    if value not in {"0", "1"}:
        raise SettingsError(f"{name} is {value!r}; write 1 for yes or 0 for no.")
    return value == "1"


def _refuse_debugger(environ: Mapping[str, str]) -> None:
    if environ.get("FLASK_DEBUG", "0").lower() not in {"0", "false", "no", ""}:
        raise SettingsError("FLASK_DEBUG is on, which lets a visitor run code; unset it, or set AID_DEMO=1 for a demo.")


def _key(environ: Mapping[str, str], name: str, demo_value: str, demo: bool) -> str:
    value = environ.get(name, "")
    if demo:
        return value or demo_value
    if not value:
        raise SettingsError(f"{name} is missing; set it to {_KEY_LENGTH} random characters or more.")
    if len(value) < _KEY_LENGTH or len(set(value)) < _KEY_VARIETY or value == _DEMO_SECRET_KEY:
        raise SettingsError(f"{name} is too weak or public; set it to {_KEY_LENGTH} random characters or more.")
    return value


def _base_url(environ: Mapping[str, str], demo: bool) -> str:
    value = environ.get("AID_BASE_URL") or (_DEMO_BASE_URL if demo else "")
    parts = urlsplit(value)
    allowed = {"http", "https"} if demo else {"https"}
    if parts.scheme not in allowed or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError("AID_BASE_URL must be the https:// address of this office's site; papers print it.")
    return value.rstrip("/")


def _mail(environ: Mapping[str, str]) -> dict[str, Any]:
    """Where e-mail leaves the office, and under which address; without AID_SMTP no letter is written at all."""
    server, sender = environ.get("AID_SMTP") or None, environ.get("AID_MAIL_FROM", "")
    if server is None:
        return {}
    parts = urlsplit(server)
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
        raise SettingsError("AID_SMTP cannot be read; write smtp+starttls://user:password@host:587.")
    if sender.count("@") != 1 or any(mark.isspace() for mark in sender):
        raise SettingsError("AID_MAIL_FROM must be the address that letters come from, such as kipthoi@office.example.")
    return {"smtp": server, "mail_from": sender}


def _signing(environ: Mapping[str, str]) -> dict[str, Any]:
    """How papers are signed: the module of the tokens, how long an opened key is kept, the roots that are trusted."""
    minutes = environ.get("AID_SIGNING_MINUTES") or "0"
    if not minutes.isdecimal() or int(minutes) > _LONGEST_SIGNING:
        raise SettingsError(f"AID_SIGNING_MINUTES is {minutes!r}; write whole minutes from 0 to {_LONGEST_SIGNING}.")
    roots = environ.get("AID_TRUST_ROOTS")
    if roots and not (ROOT / roots).is_dir():
        raise SettingsError("AID_TRUST_ROOTS is no folder; put the root certificates (PEM or DER) into one.")
    return {
        "pkcs11_module": environ.get("AID_PKCS11_MODULE") or None,
        "signing_minutes": int(minutes),
        "trust_roots": ROOT / roots if roots else None,
    }


def _workers(environ: Mapping[str, str]) -> int:
    """How many workers start with the server; 0 where they run elsewhere, by `aid worker`."""
    text = environ.get("AID_WORKERS") or "1"
    if not text.isdecimal() or int(text) > _MOST_WORKERS:
        raise SettingsError(f"AID_WORKERS is {text!r}; write a whole number from 0 to {_MOST_WORKERS}.")
    return int(text)


def _today(environ: Mapping[str, str], demo: bool) -> datetime | None:
    text = environ.get("AID_TODAY")
    if not text:
        return None
    if not demo:
        raise SettingsError("AID_TODAY shifts the clock and is allowed only with AID_DEMO=1.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise SettingsError(f"AID_TODAY is {text!r}; write it like 2026-09-15T08:00+07:00.")
    return moment


def _database_url(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError:
        raise SettingsError("DATABASE_URL cannot be read; write sqlite:///file or postgresql+psycopg://….") from None
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return _sqlite_url(url)
    if url.drivername in {"postgresql", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    raise SettingsError(f"DATABASE_URL names {url.drivername}; only SQLite and PostgreSQL (psycopg) are supported.")


def _sqlite_url(url: URL) -> str:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise SettingsError("DATABASE_URL names a SQLite database without a file; give it one, it holds money.")
    return url.set(database=str(ROOT / url.database)).render_as_string(hide_password=False)


def _engine_options(is_sqlite: bool) -> dict[str, Any]:
    """Pools for eight request threads and one worker; PostgreSQL answers in UTC and gives up a stuck lock.

    What a failed statement carried is never logged: it is somebody's name, number or telephone.
    """
    if is_sqlite:
        return {"hide_parameters": True, "pool_size": 16, "max_overflow": 8, "pool_timeout": 15}
    return {
        "hide_parameters": True,
        "pool_size": 10,
        "max_overflow": 6,
        "pool_timeout": 15,
        "pool_pre_ping": True,
        "pool_recycle": 1800,
        "connect_args": {
            "connect_timeout": 10,
            "options": "-c timezone=UTC -c lock_timeout=15s -c idle_in_transaction_session_timeout=60s",
        },
    }
