import time

from sqlalchemy import text

from aid.extensions import db
from aid.models.events import ChainHead
from aid.services.transaction import load_for_update, transaction


def test_two_writers_of_one_row_come_one_after_the_other(together):
    """Both read the row, think, and write it back: without a lock one step would be lost."""

    def step():
        with transaction() as session:
            head = load_for_update(session, ChainHead, 1)
            before = head.seq
            time.sleep(0.1)
            # Written past the guards of the trail, which are not the matter here.
            session.execute(text("UPDATE chain_heads SET seq = :seq"), {"seq": before + 1})

    began = db.session.get_one(ChainHead, 1).seq
    assert together(step, step, step) == [None, None, None]
    db.session.expire_all()
    assert db.session.get_one(ChainHead, 1).seq == began + 3
