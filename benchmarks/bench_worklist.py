"""The work list over 1,000 and over 100,000 cases: the same page, and how many questions it asks the database.

Both sizes live in SQLite files of their own and take turns in one run; only the ratio means something elsewhere. In
both, a fifth of the cases is being recorded, a fifth waits for a dossier, a fifth lies in open dossiers, a tenth is
decided but not closed, the rest is closed; every role has more than the 50 rows of a page waiting.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, insert

from aid import clock, create_app
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.base import Base
from aid.models.places import Place
from aid.models.users import Agency, User, UserRole
from aid.services.sign_ins import open_for
from aid.services.transaction import transaction
from config import config_for_tests

SMALL, LARGE = 1_000, 100_000
MOST_QUERIES = 12
TARGET = 1.5
_ROUNDS = 25
_ROLES = (Role.OFFICER, Role.REVIEWER, Role.APPROVER, Role.ACCOUNTANT)
_PER_INCIDENT = 500
_LINES = 2
_FIRST_DAY = date(2026, 1, 1)
_STATES = ("recording", "recording", "free", "free", "held", "held", "decided", "closed", "closed", "closed")


class World(NamedTuple):
    """One database with its application and a signed-in client per role."""

    app: Flask
    clients: dict[Role, FlaskClient]


def run() -> list[str]:
    """Lines for the reader: time and questions of the start page of each role at both sizes."""
    with _world(SMALL) as small, _world(LARGE) as large:
        return [line for role in _ROLES for line in _compare(role, small, large)]


def main() -> None:
    """Print the lines."""
    print("\n".join(run()))


def _compare(role: Role, small: World, large: World) -> Iterator[str]:
    times: dict[int, list[float]] = {SMALL: [], LARGE: []}
    for _ in range(_ROUNDS):
        for size, world in ((SMALL, small), (LARGE, large)):
            times[size].append(_seconds(world, role))
    few, many = (statistics.median(times[size]) for size in (SMALL, LARGE))
    asked = _questions(large, role)
    held = many / few <= TARGET and asked <= MOST_QUERIES
    yield f"start page of {role.value}, median of {_ROUNDS}: {few * 1000:.1f} ms over {SMALL} cases, "
    yield f"  {many * 1000:.1f} ms over {LARGE}; ratio {many / few:.2f} (at most {TARGET}), {asked} queries " + (
        f"(at most {MOST_QUERIES}): {'held' if held else 'MISSED'}"
    )


def _seconds(world: World, role: Role) -> float:
    began = time.perf_counter()
    answer = world.clients[role].get("/")
    took = time.perf_counter() - began
    assert answer.status_code == 200
    return took


def _questions(world: World, role: Role) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, text: str, *_rest: object) -> None:
        asked.append(text)

    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    world.clients[role].get("/")
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@contextmanager
def _world(size: int) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config_for_tests(f"sqlite:///{folder}/aid.db", Path(folder) / "files"))
        with app.app_context():
            flask_migrate.upgrade()
            _fill(size)
            tokens = _people()
        yield World(app, {role: _client(app, token) for role, token in tokens.items()})
        with app.app_context():
            db.engine.dispose()


def _client(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    client.get("/")
    return client


def _people() -> dict[Role, str]:
    with transaction() as session:
        agency = session.query(Agency).filter_by(code="bench").one()
        tokens = {}
        for role in _ROLES:
            values = {"username": role.value, "full_name": role.value, "title": "", "created_at": clock.now()}
            user = User(agency_id=agency.id, roles=[UserRole(role=role)], **values)
            session.add(user)
            session.flush()
            tokens[role] = open_for(session, user.id)
        return tokens


def _fill(size: int) -> None:
    """Write the rows straight into the tables: the trail is not what is measured."""
    place = db.session.query(Place).filter_by(code="00364", valid_to=None).one()
    rows = _rows(size, place.id)
    with db.engine.begin() as connection:
        for table, values in rows.items():
            for start in range(0, len(values), 5_000):
                connection.execute(insert(Base.metadata.tables[table]), values[start : start + 5_000])
        connection.exec_driver_sql("ANALYZE")


def _rows(size: int, place_id: int) -> dict[str, list[dict[str, Any]]]:
    made = {"created_at": clock.now(), "created_by": None}
    words = dict.fromkeys(
        ("letterhead", "authority", "dateline", "head_title", "symbol", "archive", "proposer", "executors"), "x"
    )
    agency = {"id": 1, "code": "bench", "name": "UBND phường", "kind": "ward", "place_id": place_id, **words}
    rows: dict[str, list[dict[str, Any]]] = {
        "agencies": [agency | {"valid_from": _FIRST_DAY, "number_source": "ours"}],
        "incidents": [_incident(number, place_id) | made for number in range(1, size // _PER_INCIDENT + 2)],
        "funds": [{"id": 1, "code": "F", "name": "Nguồn", "agency_id": 1, "source": "NS_PHUONG", "unit": "VND"} | made],
        "households": [
            {"id": number, "agency_id": 1, "place_id": place_id, "address": "ngõ 1"} | made for number in _ids(size)
        ],
        "cases": [_case(number) | made for number in _ids(size)],
        "evaluations": [{"id": n, "case_id": n, "facts": {}, "answer": {}} | made for n in _ids(size)],
        "entitlements": [_line(number) | made for number in _ids(size) if _kind(number) != "recording"],
    }
    proposed = [number for number in _ids(size) if _kind(number) in {"held", "decided", "closed"}]
    states = ["submitted", "reviewed", "issued"]
    rows["dossiers"] = [_dossier(number, states[number % 3]) | made for number in range(1, len(proposed) // _LINES + 2)]
    rows["dossier_lines"] = [
        {"dossier_id": 1 + index // _LINES, "entitlement_id": case, "position": index, "amount": 5, "live": True}
        for index, case in enumerate(proposed)
    ]
    return rows


def _ids(size: int) -> Sequence[int]:
    return range(1, size + 1)


def _kind(number: int) -> str:
    return _STATES[number % len(_STATES)]


def _due(number: int) -> date:
    """Return a day of the year that has nothing to do with the state the number stands for."""
    return _FIRST_DAY + timedelta(days=crc32(str(number).encode()) % 360)


def _incident(number: int, place_id: int) -> dict[str, Any]:
    return {
        "id": number, "code": f"VV-{number}", "agency_id": 1, "kind": "storm", "title": "Bão", "folded": "bao",
        "occurred_on": _FIRST_DAY, "place_id": place_id, "address": "phường", "reported_at": clock.now(),
        "state": "confirmed", "last_case_no": _PER_INCIDENT,
    }  # fmt: skip


def _case(number: int) -> dict[str, Any]:
    kind = _kind(number)
    state = {"recording": "recording", "closed": "closed"}.get(kind, "assessed")
    return {
        "id": number, "code": f"HS-{number}", "agency_id": 1, "incident_id": 1 + (number - 1) // _PER_INCIDENT,
        "household_id": number, "head_name": f"Hộ {number}", "state": state, "received_on": _FIRST_DAY,
        "due_on": None if kind in {"decided", "closed"} else _due(number),
    }  # fmt: skip


def _line(number: int) -> dict[str, Any]:
    return {
        "id": number, "case_id": number, "evaluation_id": number, "policy_code": "P", "benefit": "B", "title": "Gạo",
        "unit": "VND", "count": 1, "rate": 5, "computed": 5, "amount": 5, "floor": False, "clause": "", "says": "",
        "confirmed": True, "due_on": _due(number), "limit_unit": "working_day",
    }  # fmt: skip


def _dossier(number: int, state: str) -> dict[str, Any]:
    return {
        "id": number, "code": f"HT-{number}", "agency_id": 1, "incident_id": 1, "policy_code": "P", "fund_id": 1,
        "title": "Hỗ trợ", "state": state, "total": 100, "due_on": _due(number),
    }  # fmt: skip


if __name__ == "__main__":
    main()
