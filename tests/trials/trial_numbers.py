"""Long trials of the book: threads for AID_TRIAL_SECONDS, then AID_TRIAL_NUMBERS numbers by 16 processes.

The processes number documents in the register as the clerk's page does; one in ten fails after it took its number, and
a random one is killed ten times and another started. The register must be 1 to n on both databases.
"""

import os
import random
import subprocess
import sys
import time
from datetime import date

import pytest
from sqlalchemy import select, text

from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.models.decisions import Book
from aid.models.outgoing import OutgoingDocument
from aid.models.users import Agency
from aid.services import check, trail
from aid.services.numbers import take_number
from aid.services.transaction import transaction
from config import ROOT
from tests.factories.users import actor, make_agency
from tests.trials.numbers_worker import take

SECONDS = float(os.environ.get("AID_TRIAL_SECONDS", "20"))
SEED = int(os.environ.get("AID_TRIAL_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
THREADS = 8
NUMBERS = int(os.environ.get("AID_TRIAL_NUMBERS", "2000"))
ISSUERS = 16
# So many times an issuer is killed in the middle of its work.
KILLS = 10


def test_a_book_has_neither_hole_nor_double_while_transactions_fail(app, together):
    print(f"\nAID_TRIAL_SEED={SEED} AID_TRIAL_SECONDS={SECONDS}")
    agency_id, ends = make_agency().id, time.monotonic() + SECONDS

    def work(seed: int) -> tuple[list[int], int]:
        dice, given, failed = random.Random(seed), [], 0
        while time.monotonic() < ends:
            try:
                given.append(_take(agency_id, fails=dice.random() < 0.3))
            except Refusal:
                failed += 1
        return given, failed

    works = [lambda seed=SEED + number: work(seed) for number in range(THREADS)]
    outcomes = together(*works, within=SECONDS + 60)
    broken = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert not broken, broken
    given = sorted(number for numbers, _ in outcomes for number in numbers)
    print(f"{len(given)} numbers, {sum(failed for _, failed in outcomes)} given back")
    assert given == list(range(1, len(given) + 1))
    db.session.rollback()
    assert db.session.scalars(select(Book.last_number)).all() == [len(given)]


def _take(agency_id: int, *, fails: bool) -> int:
    with transaction() as session:
        number = take_number(session, agency_id, "QĐ-UBND", date(2026, 9, 15))
        trail.record(session, None, "decision:issued", session.get_one(Agency, agency_id), after={"number": number})
        if fails:
            raise Refusal("fund_too_small", asked=1, available=0)
        return number


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_issuers_that_fail_and_are_killed_leave_neither_hole_nor_double(app, database):
    print(f"\nAID_TRIAL_SEED={SEED} AID_TRIAL_NUMBERS={NUMBERS} {db.engine.dialect.name}")
    make_agency()
    actor("tu", Role.CLERK)
    db.session.rollback()
    dice, killed, began = random.Random(SEED), 0, time.monotonic()
    running = [_start(database, SEED + place, NUMBERS // ISSUERS) for place in range(ISSUERS)]
    started = ISSUERS
    while True:
        running = [worker for worker in running if worker.poll() is None]
        left = NUMBERS - _given()
        if not running and left <= 0:
            break
        if len(running) < ISSUERS and left > 0:
            started += 1
            running.append(_start(database, SEED + started, max(1, left // ISSUERS)))
        # By what was given and not by the clock: on a slow machine a process must live to give something.
        if running and killed < KILLS and NUMBERS - left > (killed + 1) * NUMBERS / (KILLS + 2):
            dice.choice(running).kill()
            killed += 1
        time.sleep(0.2)
    numbers = list(db.session.scalars(select(OutgoingDocument.number).order_by(OutgoingDocument.number)))
    print(f"{len(numbers)} numbers by {started} processes, {killed} killed, {time.monotonic() - began:.0f} s")
    assert killed
    assert numbers == list(range(1, len(numbers) + 1))
    db.session.rollback()
    assert check.run().findings == []


def test_the_trial_would_see_a_single_missing_number(app):
    """The seeded bug: a number that is in no line of the register."""
    make_agency()
    clerk = actor("tu", Role.CLERK)
    for _ in range(3):
        take(clerk, fails=False)
    for name in ("delete", "frozen"):
        on_table = "" if db.engine.dialect.name == "sqlite" else " ON documents_out"
        db.session.execute(text(f"DROP TRIGGER guard_documents_out_{name}{on_table}"))
    db.session.execute(text("UPDATE documents_out SET number = 9 WHERE number = 2"))
    db.session.commit()
    assert {"number_hole", "book_number"} <= {found.code for found in check.run().findings}


def _given() -> int:
    found = len(db.session.scalars(select(OutgoingDocument.id)).all())
    db.session.rollback()
    return found


def _start(url: str, seed: int, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.trials.numbers_worker", url, str(settings().files), str(seed), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
