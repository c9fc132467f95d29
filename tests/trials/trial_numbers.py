"""A long trial: threads take numbers, some give theirs back by failing, for as long as AID_TRIAL_SECONDS says."""

import os
import random
import time
from datetime import date

from sqlalchemy import select

from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.decisions import Book
from aid.models.users import Agency
from aid.services import trail
from aid.services.numbers import take_number
from aid.services.transaction import transaction
from tests.factories.users import make_agency

SECONDS = float(os.environ.get("AID_TRIAL_SECONDS", "20"))
SEED = int(os.environ.get("AID_TRIAL_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
THREADS = 8


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

    outcomes = together(*[lambda seed=SEED + number: work(seed) for number in range(THREADS)])
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
