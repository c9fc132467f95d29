"""One issuer of the numbers trial: takes numbers for other documents, gives one in ten back, until it has enough.

Run by trial_numbers as `python -m tests.trials.numbers_worker URL FILES SEED COUNT`; prints how many it was given.
A process that is killed leaves nothing behind but what it had committed.
"""

import random
import sys
from pathlib import Path

from sqlalchemy import select

from aid import create_app
from aid.domain.calendar import Calendar
from aid.domain.errors import Refusal
from aid.domain.outgoing import DocumentKind
from aid.extensions import db
from aid.models.users import User
from aid.services import trail
from aid.services.numbering import Numbering, Paper, number
from aid.services.transaction import transaction
from config import config_for_tests
from tests.factories.users import actor_of

PAPER = Paper(DocumentKind.LETTER, "UBND-VHXH", "V/v đề nghị xác nhận", signer="Phạm Thị Hoa")


def main(url: str, files: str, seed: str, count: str) -> None:
    """Take `count` numbers; one try in ten fails after its number was taken, and gives it back."""
    app = create_app(config_for_tests(url, Path(files)))
    dice, given = random.Random(int(seed)), 0
    with app.app_context():
        clerk = actor_of(db.session.scalars(select(User).filter_by(username="tu")).one())
        while given < int(count):
            try:
                take(clerk, fails=dice.random() < 0.1)
                given += 1
            except Refusal:
                continue
            finally:
                db.session.rollback()
    print(given)


def take(clerk, *, fails: bool) -> None:
    with transaction() as session:
        entry = number(session, clerk.agency_id, PAPER, Numbering(), calendar=Calendar(), actor=clerk)
        trail.record(session, clerk, "document:numbered", entry, after={"number": entry.full_number})
        if fails:
            raise Refusal("fund_too_small", asked=1, available=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
