"""A long trial: processes promise, pay, cancel and return one fund's money at random; the books must stay exact.

AID_TRIAL_SECONDS bounds it and AID_TRIAL_SEED repeats its dice. Zero faults in n contended steps bound their rate by
3/n (95 %).
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import text

from aid.extensions import db, settings
from aid.services import check
from config import ROOT
from tests.factories.funds import MILLION, make_crew, make_decision, make_fund, totals_of

SECONDS = float(os.environ.get("AID_TRIAL_SECONDS", "20"))
SEED = int(os.environ.get("AID_TRIAL_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
PROCESSES = 6
_STARTING = 120


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_the_books_stay_exact_while_processes_fight_for_one_fund(app, database):
    print(f"\nAID_TRIAL_SEED={SEED} AID_TRIAL_SECONDS={SECONDS} {db.engine.dialect.name}")
    crew = make_crew()
    fund_id = make_fund(crew.accountant, 150 * MILLION)
    make_decision(fund_id, [MILLION], crew=crew)
    db.session.rollback()
    workers = [_start(database, SEED + number) for number in range(PROCESSES)]
    counts = _counts([worker.communicate(timeout=SECONDS + _STARTING)[0] for worker in workers])
    assert [worker.returncode for worker in workers] == [0] * PROCESSES
    steps = sum(counts.values())
    print(json.dumps(dict(sorted(counts.items())), indent=1))
    print(f"{steps} contended steps without a fault: rate below {3 / steps:.2g} (95 %)")
    assert counts["promise done"] and counts["promise fund_too_small"], "They never fought for the last money."
    assert counts["pay done"] and counts["pay step_not_possible"] + counts["pay nothing_chosen"]
    assert check.run().findings == []
    assert totals_of(fund_id).available >= 0


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_the_trial_would_see_a_single_dong_booked_twice(app, database):
    """The seeded bug: a total that no entry explains."""
    crew = make_crew()
    make_fund(crew.accountant, MILLION)
    db.session.execute(text("UPDATE funds SET spent = spent + 1"))
    db.session.commit()
    assert {found.code for found in check.run().findings} == {"ledger_total", "row_changed"}


def _start(url: str, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.trials.money_worker", url, str(settings().files), str(seed), str(SECONDS)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _counts(told: list[str]) -> Counter[str]:
    return sum((Counter(json.loads(text or "{}")) for text in told), Counter())
