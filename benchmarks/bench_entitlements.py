"""Computing 50,000 households in one job, and one household after the other; explaining one case without a database.

The job and the single computations take turns in one SQLite file, so that a busy machine slows both alike: only the
ratio means something elsewhere. Every household gets all twelve benefits of `twelve.yaml`. `bin/bench entitlements`
runs it; AID_BENCH_HOUSEHOLDS makes it smaller, AID_BENCH_DATABASE names an empty PostgreSQL database instead.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
import yaml
from sqlalchemy import func, insert, select

from aid import clock, create_app
from aid.domain.answers import answer_as_data
from aid.domain.policy_documents import read_policy
from aid.domain.roles import Actor, Role
from aid.domain.runs import CHUNK
from aid.extensions import db
from aid.models.base import Base
from aid.models.entitlements import Entitlement
from aid.models.places import Place
from aid.models.recomputations import Recomputation
from aid.queries import evaluations
from aid.services import entitlements, recomputing
from aid.services.explaining import explain
from aid.services.fact_schema import fault_in_facts
from config import config_for_tests

HOUSEHOLDS = int(os.environ.get("AID_BENCH_HOUSEHOLDS", "50000"))
BENEFITS = 12
TARGET = 3.0
EXPLAIN_TARGET = 0.002
_BLOCK = HOUSEHOLDS // 10
_SINGLES = 20
_PEOPLE = 3
# Before the first day of what ships, so that the twelve benefits are all there is.
_DAY = date(2021, 3, 10)
_BATCH = 2_000
_HERE = Path(__file__).parent
_CONTRACT = _HERE.parent / "tests" / "domain" / "contract_facts.json"

Rows = dict[str, list[dict[str, Any]]]


class Spent:
    """Seconds spent inside one function while it is watched."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.seconds = 0.0

    def __call__(self, *args: Any, **given: Any) -> Any:
        began = time.perf_counter()
        try:
            return self.function(*args, **given)
        finally:
            self.seconds += time.perf_counter() - began


def run() -> Iterator[str]:
    """Lines for the reader: one case explained, then the job beside single computations."""
    yield from _one_case()
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("AID_BENCH_DATABASE") or f"sqlite:///{folder}/aid.db"
        app = create_app(config_for_tests(url, Path(folder) / "files"))
        with app.app_context():
            flask_migrate.upgrade()
            officer = _fill()
            yield from _side_by_side(officer)
            db.session.remove()
            db.engine.dispose()


def main() -> None:
    """Print the lines as they come."""
    for line in run():
        print(line, flush=True)


def _one_case() -> Iterator[str]:
    """Explain the contract's facts as the command and the calculator do, answer included."""
    facts = json.loads(_CONTRACT.read_text("utf-8"))
    named = ["ND20-2021"]
    whole = _median(lambda: answer_as_data(explain(facts, named)))
    valid = _median(lambda: fault_in_facts(facts))
    verdict = "held" if whole <= EXPLAIN_TARGET else "MISSED"
    yield f"one case explained without a database, median of 300: {whole * 1000:.2f} ms (about 2 ms: {verdict})"
    yield f"  of which checking the facts against their schema: {valid * 1000:.2f} ms ({valid / whole:.0%})"


def _median(work: Callable[[], object], times: int = 300) -> float:
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _side_by_side(officer: Actor) -> Iterator[str]:
    """Run the job in blocks; before each block some households are computed one by one, as the case page does."""
    pure = Spent(evaluations.evaluate)
    evaluations.evaluate = pure
    singles: list[float] = []
    steps: list[float] = []
    run_id = recomputing.start(1, actor=officer)
    single_ids = iter(range(HOUSEHOLDS + 1, HOUSEHOLDS + 1 + _SINGLES * (HOUSEHOLDS // _BLOCK + 1)))
    pure_in_job, done, goes_on = 0.0, 0, True
    while goes_on:
        if done % _BLOCK == 0:
            singles += [_timed(lambda: entitlements.compute(next(single_ids), actor=officer)) for _ in range(_SINGLES)]
            yield f"  {done / HOUSEHOLDS:>4.0%} of {HOUSEHOLDS} households done, memory {_megabytes():.0f} MB"
        before = pure.seconds
        began = time.perf_counter()
        goes_on = recomputing._step(run_id)
        db.session.expunge_all()
        steps.append(time.perf_counter() - began)
        pure_in_job += pure.seconds - before
        done += CHUNK
    evaluations.evaluate = pure.function
    yield from _compared(singles, steps, pure_in_job)


def _compared(singles: list[float], steps: list[float], pure: float) -> Iterator[str]:
    households = db.session.scalar(select(func.sum(Recomputation.computed))) or 0
    lines = db.session.scalar(select(func.count(Entitlement.id))) or 0
    in_job, alone = sum(steps) / households, statistics.mean(singles)
    middle = statistics.median(singles) / (statistics.median(steps) / CHUNK)
    held = "held" if min(alone / in_job, middle) >= TARGET else "MISSED"
    yield (
        f"{households} households in one job on {db.engine.dialect.name}: {sum(steps):.0f} s, "
        f"{in_job * 1000:.2f} ms each; pure evaluation {pure / sum(steps):.0%}; {lines} lines kept"
    )
    yield (
        f"one transaction per household, {len(singles)} of them between the blocks: {alone * 1000:.2f} ms each "
        f"(median {statistics.median(singles) * 1000:.2f}); all would take {alone * households:.0f} s"
    )
    yield f"  job is {alone / in_job:.1f} times faster, by medians {middle:.1f} (at least {TARGET}: {held})"


def _timed(work: Callable[[], object]) -> float:
    """Seconds of one request's work, with a session of its own as a request has."""
    began = time.perf_counter()
    work()
    db.session.remove()
    return time.perf_counter() - began


def _megabytes() -> float:
    resident_pages = int(Path("/proc/self/statm").read_text().split()[1])
    return resident_pages * 4096 / 1e6


def _fill() -> Actor:
    """Write the rows straight into the tables; the benchmark's own policy is the only one that covers the day."""
    document = yaml.safe_load((_HERE / "twelve.yaml").read_text("utf-8"))
    assert len(read_policy(document).benefits) == BENEFITS
    place = db.session.query(Place).filter_by(code="00364", valid_to=None).one()
    made = {"created_at": clock.now(), "created_by": None}
    singles = _SINGLES * (HOUSEHOLDS // _BLOCK + 1)
    with db.engine.begin() as connection:
        office = _office(place.id, document) | {"incidents": [_incident(number, place.id) | made for number in (1, 2)]}
        _write(connection, office, made)
        for start in range(0, HOUSEHOLDS + singles, _BATCH):
            numbers = range(start + 1, min(start + _BATCH, HOUSEHOLDS + singles) + 1)
            _write(connection, _families(numbers, place.id), made)
        connection.exec_driver_sql("ANALYZE")
    db.session.rollback()
    return Actor(1, 1, "Lan", "", frozenset({Role.OFFICER}))


def _write(connection: Any, rows: Rows, made: dict[str, Any]) -> None:
    for name, values in rows.items():
        table = Base.metadata.tables[name]
        stamp = {key: value for key, value in made.items() if key in table.columns}
        connection.execute(insert(table), [stamp | row for row in values])


def _office(place_id: int, document: dict[str, Any]) -> Rows:
    words = dict.fromkeys(
        ("letterhead", "authority", "dateline", "head_title", "symbol", "archive", "proposer", "executors"), "x"
    )
    agency = {"id": 1, "code": "bench", "name": "UBND phường", "kind": "ward", "place_id": place_id, **words}
    user = {"id": 1, "username": "lan", "full_name": "Lan", "sort_key": "lan", "title": "", "agency_id": 1}
    policy = {"id": 99, "code": document["code"], "title": document["title"], "state": "confirmed"}
    return {
        "agencies": [agency | {"valid_from": date(2026, 1, 1), "number_source": "ours"}],
        "users": [user],
        "user_roles": [{"user_id": 1, "role": "officer"}],
        "policies": [policy | {"document": json.loads(json.dumps(document, default=str)), "version": 1}],
    }


def _incident(number: int, place_id: int) -> dict[str, Any]:
    return {
        "id": number, "code": f"BAO-{number}", "agency_id": 1, "kind": "storm", "title": "Bão", "folded": "bao",
        "occurred_on": _DAY, "place_id": place_id, "address": "phường", "reported_at": clock.now(),
        "state": "confirmed", "last_case_no": 1,
    }  # fmt: skip


def _families(numbers: range, place_id: int) -> Rows:
    """Poor families of three whose house is gone: a father in hospital, a mother, a pupil."""
    rows: Rows = {
        "households": [
            {"id": n, "agency_id": 1, "place_id": place_id, "address": f"số {n}", "poverty_class": "poor",
             "poverty_evidence": "Giấy chứng nhận"}
            for n in numbers
        ],
        "people": [_person(n, place) for n in numbers for place in range(_PEOPLE)],
        "cases": [_case(n) for n in numbers],
        "case_members": [
            {"case_id": n, "person_id": _PEOPLE * n + place, "pupil": place == _PEOPLE - 1}
            for n in numbers
            for place in range(_PEOPLE)
        ],
        "harms": [
            {"case_id": n, "person_id": _PEOPLE * n, "kind": "injured", "happened_on": _DAY, "severity": "severe",
             "admitted_on": _DAY, "discharged_on": _DAY + timedelta(days=5)}
            for n in numbers
        ],
        "damages": [
            {"case_id": n, "degree": "total", "house_type": "weak", "tenure": "owner", "other_home": False,
             "habitable": False, "relocation_order": False}
            for n in numbers
        ],
        "needs": [
            {"case_id": n, "short_of_food": 3, "food_months": 2, "essentials": True, "temporary_shelter": True}
            for n in numbers
        ],
        "costs": [
            {"case_id": n, "person_id": _PEOPLE * n, "kind": "treatment", "payee": "household", "amount": 2_000_000}
            for n in numbers
        ],
    }  # fmt: skip
    return rows


def _person(number: int, place: int) -> dict[str, Any]:
    name = f"Người Số {number} {place}"
    return {
        "id": _PEOPLE * number + place, "household_id": number, "full_name": name, "folded": name, "sort_key": name,
        "birth_year": (1980, 1983, 2015)[place], "sex": "mff"[place], "relation": ("head", "spouse", "child")[place],
    }  # fmt: skip


def _case(number: int) -> dict[str, Any]:
    return {
        "id": number, "code": f"HS-{number}", "agency_id": 1, "incident_id": 1 if number <= HOUSEHOLDS else 2,
        "household_id": number, "head_name": f"Người Số {number} 0", "state": "recording", "received_on": _DAY,
        "applied_on": _DAY,
    }  # fmt: skip


if __name__ == "__main__":
    main()
