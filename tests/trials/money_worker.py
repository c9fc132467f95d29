"""One process of the money trial: until its time is over it promises, pays, cancels and returns at random.

Run by trial_money as `python -m tests.trials.money_worker URL FILES SEED SECONDS`; prints its counts as JSON.
"""

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from aid import clock, create_app
from aid.domain.errors import Refusal
from aid.domain.payouts import PayMethod
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.funds import Fund
from aid.models.payouts import Payment, Payout
from aid.models.users import User
from aid.services import payouts
from config import config_for_tests
from tests.factories.funds import MILLION, Crew, add_signed_sheet, make_decision
from tests.factories.users import actor_of

NAMES = Crew("lan", "hoa", "minh", "tuyet", "binh", "van")


def main(url: str, files: str, seed: str, seconds: str) -> None:
    """Work until the time is over and print how often each step was done or refused."""
    app = create_app(config_for_tests(url, Path(files)))
    dice, counts, ends = random.Random(int(seed)), Counter(), time.monotonic() + float(seconds)
    with app.app_context():
        crew = Crew(*(actor_of(db.session.scalars(select(User).filter_by(username=name)).one()) for name in NAMES))
        fund_id = db.session.scalars(select(Fund.id)).one()
        while time.monotonic() < ends:
            step = dice.choice(STEPS)
            try:
                step(dice, crew, fund_id)
                counts[f"{step.__name__} done"] += 1
            except Refusal as refusal:
                counts[f"{step.__name__} {refusal.code}"] += 1
            db.session.rollback()
    print(json.dumps(counts))


def promise(dice, crew, fund_id):
    amounts = [dice.randint(1, 9) * MILLION for _line in range(dice.randint(1, 3))]
    make_decision(fund_id, amounts, crew=crew)


def prepare(dice, crew, _fund_id):
    decision_id = _any(dice, Decision.id)
    wanted = select(Payment.id).join(Payment.line).filter_by(decision_id=decision_id).where(Payment.state == "planned")
    payouts.prepare(decision_id, db.session.scalars(wanted).all(), PayMethod.CASH, actor=crew.accountant)


def approve(dice, crew, _fund_id):
    payouts.approve(_payout(dice, "prepared"), actor=crew.holder)


def pay(dice, crew, _fund_id):
    payout_id = _payout(dice, "approved")
    add_signed_sheet(payout_id)
    ids = db.session.scalars(select(Payment.id).filter_by(payout_id=payout_id)).all()
    payouts.pay_cash(payout_id, ids, payouts.Proof("DS", clock.today()), actor=crew.cashier)


def cancel(dice, crew, _fund_id):
    payouts.cancel(_any(dice, Payment.id), "hộ từ chối nhận", actor=crew.accountant)


def give_back(dice, crew, _fund_id):
    payouts.return_paid(_any(dice, Payment.id, Payment.state == "paid"), "trả nhầm", actor=crew.accountant)


def plan(dice, crew, _fund_id):
    gone = Payment.state.in_(("cancelled", "returned"))
    payouts.plan_line(_any(dice, Payment.decision_line_id, gone), actor=crew.accountant)


STEPS = (promise, promise, prepare, approve, pay, pay, cancel, give_back, plan)


def _payout(dice, state):
    return _any(dice, Payout.id, Payout.payments.any(Payment.state == state))


def _any(dice, column, *which):
    """One of the newest matching rows: the same few for every process, so that they meet."""
    newest = db.session.scalars(select(column).where(*which).order_by(column.desc()).limit(5)).all()
    if not newest:
        raise Refusal("nothing_chosen")
    return dice.choice(newest)


if __name__ == "__main__":
    main(*sys.argv[1:])
