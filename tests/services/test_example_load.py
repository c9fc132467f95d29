"""The example loads into both databases; on SQLite tests/cli/test_demo.py tells the rest."""

from datetime import datetime

import pytest
from sqlalchemy import text

from aid import clock as office_clock
from aid.extensions import db
from aid.services import check
from aid.services.example.load import load


@pytest.mark.slow
def test_postgresql_takes_the_whole_example(app, clock):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("Loaded there by tests/cli/test_demo.py.")
    clock("2026-09-15T08:00+07:00")
    assert load().was_there is False
    assert load().was_there is True
    assert office_clock.today() == datetime(2026, 9, 15).date()
    spent = dict(db.session.execute(text("SELECT code, spent FROM funds")).all())
    assert (spent["HN-CITY-KH"], spent["TX-DISTRICT"], spent["TX-CHILDREN"]) == (
        2_237_200_000,
        3_585_800_000,
        63_000_000,
    )
    assert (spent["KH-DONATIONS"], spent["TX-REDCROSS"]) == (130_066_000_000, 175_000_000)
    db.session.rollback()
    assert check.run().findings == []
