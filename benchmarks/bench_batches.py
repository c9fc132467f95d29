"""A storm's decisions as one job: CPU of each, two workers beside one, and the memory of a worker that goes on.

`AID_BENCH_DOCUMENTS` decisions of one page (1,000) are drawn, kept, joined for printing and indexed as one batch. CPU
is that of this process, beside a loop that calls WeasyPrint as anyone would on the same pages and writes files; Typst
draws the same text. The workers are those of `aid worker`, they wait before the batch is started.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
from flask import current_app
from sqlalchemy import func, insert, select

from aid import clock, create_app
from aid.documents import engine, storage
from aid.documents.decision import render_decision
from aid.domain.batches import BatchKind
from aid.domain.decisions import DecisionContent, content_as_data
from aid.extensions import db, settings
from aid.jobs import worker
from aid.jobs.bell import Bell
from aid.models.batches import Batch
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier
from aid.queries.batches import Choice
from aid.services import batches, decisions
from benchmarks.bench_papers import _medians, _naive, _numbered, _resident_megabytes, _typst
from config import ROOT, config_for_tests
from tests.documents.papers import decision, row
from tests.factories.dossiers import Staff, make_dossier, make_fund, make_staff

DOCUMENTS = int(os.environ.get("AID_BENCH_DOCUMENTS", "1000"))
LONG = DOCUMENTS * 5
MOST_CPU, MOST_CPU_OF_A_LIST, LEAST_SOONER, MOST_GROWTH = 0.68, 0.75, 1.35, 0.05
_LIST = 40
_STARTS_WITHIN = 12


def run() -> list[str]:
    """Lines for the reader."""
    with _office() as (url, staff):
        engine.warm_up()
        contents = [_numbered(decision(), number) for number in range(1, DOCUMENTS + 1)]
        lines = [*_cpu(staff, contents), *_workers(url, staff, contents), *_memory(staff)]
    return [*lines, *_list()]


def main() -> None:
    """Print the lines."""
    print("\n".join(run()))


def _cpu(staff: Staff, contents: Sequence[DecisionContent]) -> list[str]:
    batch_id = _batch(staff, contents)
    ours = _spent(worker.work_waiting) / len(contents)
    assert db.session.get_one(Batch, batch_id).finished_at is not None
    with tempfile.TemporaryDirectory() as folder:
        naive = _spent(lambda: _write(folder, contents, _naive)) / len(contents)
        by_typst = _spent(lambda: _write(folder, contents, _typst())) / len(contents)
    return [
        f"{len(contents)} decisions as one job, CPU of each: ours {ours * 1000:.1f} ms, naive loop"
        f" {naive * 1000:.1f} ms, typst {by_typst * 1000:.1f} ms",
        f"  ours / naive = {ours / naive:.2f} ({_verdict(ours / naive <= MOST_CPU)}, at most {MOST_CPU});"
        f" ours / typst = {ours / by_typst:.1f}",
    ]


def _write(folder: str, contents: Sequence[DecisionContent], draw: Callable[[DecisionContent], bytes]) -> None:
    for number, content in enumerate(contents):
        Path(folder, f"{number}.pdf").write_bytes(draw(content))


def _workers(url: str, staff: Staff, contents: Sequence[DecisionContent]) -> list[str]:
    part = contents[: max(20, len(contents) // 2)]
    one, two = (_seconds_of(url, staff, part, processes) for processes in (1, 2))
    return [
        f"{len(part)} decisions by 1 worker {one:.1f} s, by 2 workers {two:.1f} s: {one / two:.2f} times sooner"
        f" ({_verdict(one / two >= LEAST_SOONER)}, at least {LEAST_SOONER})"
    ]


def _seconds_of(url: str, staff: Staff, contents: Sequence[DecisionContent], processes: int) -> float:
    """From the start of the batch to the moment its files are made, by workers that were waiting for it."""
    environ = os.environ | {"AID_DEMO": "1", "DATABASE_URL": url, "AID_FILES": str(settings().files)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "worker", "--processes", str(processes)]
    running = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(_STARTS_WITHIN)
        batch_id = _batch(staff, contents)
        began = time.monotonic()
        Bell(current_app._get_current_object()).ring_for_all()  # type: ignore[attr-defined]
        while db.session.get_one(Batch, batch_id, populate_existing=True).finished_at is None:
            db.session.rollback()
            time.sleep(0.1)
        return time.monotonic() - began
    finally:
        running.terminate()
        running.wait()


def _memory(staff: Staff) -> list[str]:
    """Every item draws a page of its own, as often as the batch is long."""
    drawn, seen = decisions.render, {}
    counted = 0

    def render(decision_id: int) -> str:
        nonlocal counted
        counted += 1
        if counted % max(1, LONG // 5) == 0 or counted == LONG // 10:
            seen[counted] = _resident_megabytes()
        return storage.put(settings().files, render_decision(_numbered(decision(), counted)))

    decisions.render = render
    try:
        _batch(staff, [], again=LONG)
        worker.work_waiting()
    finally:
        decisions.render = drawn
    sizes = list(seen.values())
    growth = sizes[-1] / sizes[0] - 1
    told = ", ".join(f"{count}: {size:.0f} MB" for count, size in seen.items())
    return [f"memory of a worker after documents {told} ({growth:+.1%}; {_verdict(growth <= MOST_GROWTH)})"]


def _list() -> list[str]:
    content = decision(*(row(number) for number in range(1, _LIST + 1)))
    ours, naive = _medians([render_decision, _naive], content, 3 if DOCUMENTS >= 1000 else 1)
    return [
        f"decision with a list of {_LIST}: ours {ours * 1000:.0f} ms, naive {naive * 1000:.0f} ms; ours / naive ="
        f" {ours / naive:.2f} ({_verdict(ours / naive <= MOST_CPU_OF_A_LIST)}, at most {MOST_CPU_OF_A_LIST})"
    ]


def _spent(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def _verdict(holds: bool) -> str:
    return "held" if holds else "MISSED"


@contextmanager
def _office() -> Iterator[tuple[str, Staff]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/aid.db"
        with create_app(config_for_tests(url, Path(folder, "files"))).app_context():
            flask_migrate.upgrade()
            yield url, make_staff()
            db.session.remove()
            db.engine.dispose()


def _batch(staff: Staff, contents: Sequence[DecisionContent], *, again: int = 0) -> int:
    """A batch over decisions with these contents, none drawn yet; or over the first decision, so many times."""
    if again:
        first = db.session.scalars(select(Decision.id).order_by(Decision.id)).first() or 0
        chosen = [Choice(first, str(number), "") for number in range(1, again + 1)]
    else:
        chosen = [Choice(one, str(one), "Quyết định") for one in _decisions(staff, contents)]
    db.session.rollback()
    return batches.start(BatchKind.PRINT_DECISIONS, "Đo", chosen, actor=staff.clerk)


def _decisions(staff: Staff, contents: Sequence[DecisionContent]) -> list[int]:
    """Rows copied from one issued decision: walking thousands of dossiers is not what is measured."""
    # What was read before the workers wrote is no ground to write on.
    db.session.rollback()
    model = db.session.scalars(select(Decision)).first()
    if model is None:
        decisions.issue(make_dossier(staff, make_fund(staff), until="sign"), actor=staff.clerk)
        model = db.session.scalars(select(Decision)).one()
    known = db.session.scalar(select(func.count(Decision.id))) or 0
    dossier, like = _values(db.session.get_one(Dossier, model.dossier_id)), _values(model)
    ids = []
    for place, content in enumerate(contents, known + 1):
        made = db.session.execute(insert(Dossier).values(dossier | {"code": f"DO-{place}"}))
        own = {"number": place + 1, "full_number": f"{place + 1}/QĐ-UBND", "verify_code": f"DO-{place}"}
        drawn = {"pdf_sha256": None, "rendered_at": None, "content": content_as_data(content)}
        values = like | own | drawn | {"dossier_id": made.inserted_primary_key[0], "created_at": clock.now()}
        ids.append(db.session.execute(insert(Decision).values(values)).inserted_primary_key[0])
    db.session.commit()
    return ids


def _values(thing: Any) -> dict[str, Any]:
    columns = thing.__table__.columns
    return {column.name: getattr(thing, column.name) for column in columns if column.name != "id"}


if __name__ == "__main__":
    main()
