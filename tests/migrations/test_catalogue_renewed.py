"""A database of the first release gets the policies of this one, and keeps what it computed with before."""

from datetime import UTC, date, datetime

import flask_migrate
import pytest
import sqlalchemy as sa
from sqlalchemy import select

from aid import create_app
from aid.extensions import db
from aid.models.events import Event
from aid.models.policies import Policy, PolicyState, PolicyVersion
from aid.queries.policies import policies_known
from aid.services.policy_files import shipped_documents, shipped_policies
from config import config_for_tests
from tests.fixtures.databases import close

FIRST_RELEASE = "0003"
INSTALLED = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NEW_KEYS = frozenset({"title_en", "text", "noun_en", "purpose", "coverage_day"})
OLD = ("HN-NQ24-2023", "ND20-2021", "ND335-2026", "TX-2023")
NEW = ("MTTQ-KH-2023-1", "MTTQ-KH-2023-2")
POLICIES = sa.table(
    "policies",
    sa.column("code"),
    sa.column("title"),
    sa.column("state"),
    sa.column("document", sa.JSON),
    sa.column("confirmed_at", sa.DateTime(timezone=True)),
    sa.column("created_at", sa.DateTime(timezone=True)),
)


@pytest.fixture
def upgraded(empty_database, tmp_path):
    app = create_app(config_for_tests(empty_database, tmp_path / "files"))
    with app.app_context():
        flask_migrate.upgrade(revision=FIRST_RELEASE)
        with db.engine.begin() as connection:
            for code in OLD:
                connection.execute(POLICIES.insert().values(**first_row(code)))
        flask_migrate.upgrade()
        yield app
    close(app)


def first_row(code):
    """A policy as the first release stored it."""
    document = first_document(code)
    confirmed_at = INSTALLED if document["confirmed"] else None
    state = "confirmed" if document["confirmed"] else "draft"
    return {"code": code, "title": document["title"], "state": state, "document": document,
            "confirmed_at": confirmed_at, "created_at": INSTALLED}  # fmt: skip


def first_document(code):
    """A document without what this release added: other words for a clause, and the two benefits never computed."""
    document = shipped_documents()[code]
    benefits = [without_new(one) for one in document["benefits"] if one["who"] != "decided_elsewhere"]
    return without_new(document) | {"benefits": benefits}


def without_new(part):
    return {key: value for key, value in part.items() if key not in NEW_KEYS}


def test_every_policy_of_the_release_is_there_in_its_newest_wording(upgraded):
    assert policies_known() == shipped_policies()


def test_what_ships_confirmed_says_since_when_and_that_nobody_here_confirmed_it(upgraded):
    rows = {row.code: row for row in db.session.scalars(select(Policy))}
    assert set(rows) == {*OLD, *NEW}
    for row in rows.values():
        is_draft = row.code == "ND335-2026"
        assert (row.state, row.confirmed_by) == (PolicyState.DRAFT if is_draft else PolicyState.CONFIRMED, None)
        assert (row.confirmed_at is None) == is_draft


def test_the_wording_of_the_first_release_stays_as_version_1(upgraded):
    for code in OLD:
        first, second = versions_of(code)
        assert (first.number, first.document) == (1, first_document(code))
        assert (second.number, second.document) == (2, shipped_documents()[code])
        assert first.created_at.date() == date(2026, 11, 23)
        assert (first.confirmed_at is None) == (second.confirmed_at is None) == (code == "ND335-2026")
    assert [len(versions_of(code)) for code in NEW] == [1, 1]


def test_each_renewal_is_an_event_of_the_program_and_a_second_upgrade_adds_none(upgraded):
    told = [(one.action, one.actor_id) for one in db.session.scalars(select(Event).order_by(Event.seq))]
    assert told.count(("policy:versioned", None)) == told.count(("policy:renewed", None)) == len(OLD)
    assert told.count(("policy:shipped", None)) == len(NEW)
    db.session.rollback()
    flask_migrate.upgrade()
    assert len(db.session.scalars(select(Event.seq)).all()) == len(told)


def versions_of(code):
    wanted = select(PolicyVersion).join(Policy, Policy.id == PolicyVersion.policy_id).where(Policy.code == code)
    return db.session.scalars(wanted.order_by(PolicyVersion.number)).all()
