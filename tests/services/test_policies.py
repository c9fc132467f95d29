"""The catalogue comes with every database, once, and with its events."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from aid.domain.norms import norm_on
from aid.extensions import db
from aid.models.events import Event
from aid.models.policies import Norm, Policy, PolicyState
from aid.queries.policies import norms_known, policies_known, policy_of
from aid.services import policies
from aid.services.policy_files import shipped_norms, shipped_policies
from aid.services.trail import digest, digests
from tests.factories.users import make_user

pytestmark = pytest.mark.usefixtures("app")


def test_a_migrated_database_has_the_shipped_policies_and_norms():
    assert policies_known() == shipped_policies()
    assert set(norms_known()) == set(shipped_norms())


def test_what_ships_unconfirmed_is_a_draft_and_what_ships_confirmed_says_since_when():
    drafts = set(db.session.scalars(select(Policy.code).where(Policy.state == PolicyState.DRAFT)))
    assert drafts == {"ND335-2026"}
    confirmed = db.session.scalars(select(Policy).where(Policy.state == PolicyState.CONFIRMED)).all()
    assert all(row.confirmed_at and row.confirmed_by is None for row in confirmed)


def test_loading_twice_changes_nothing():
    before = db.session.scalars(select(Event.seq)).all()
    assert policies.load_shipped() == 0
    assert db.session.scalars(select(Event.seq)).all() == before


def test_every_row_of_the_catalogue_matches_its_event():
    rows = {}
    for event in db.session.scalars(select(Event).order_by(Event.seq)):
        for table, keys in event.rows.items():
            rows.setdefault(table, {}).update(keys)
    norms = {("norms", (ident,)) for ident in db.session.scalars(select(Norm.id))}
    policies_ = {("policies", (ident,)) for ident in db.session.scalars(select(Policy.id))}
    assert digests(db.session(), norms | policies_) == {name: rows[name] for name in ("norms", "policies")}
    assert digest({}) != digest({"a": 1})


def test_a_newer_release_renews_what_nobody_touched(monkeypatch):
    old = shipped_policies()[0]
    documents = policies.shipped_documents()
    newer = {**documents, old.code: {**documents[old.code], "title": "Tên mới"}}
    monkeypatch.setattr(policies, "shipped_documents", lambda: newer)
    monkeypatch.setattr(policies, "shipped_policies", lambda: (replace(old, title="Tên mới"),))
    assert policies.load_shipped() == 1
    assert policy_of(old.code).title == "Tên mới"


def test_what_a_person_has_confirmed_is_never_overwritten(monkeypatch):
    chairman = make_user("chutich")
    with policies.transaction() as session:
        row = session.scalars(select(Policy).where(Policy.code == "ND335-2026")).one()
        row.state, row.confirmed_by, row.document = PolicyState.CONFIRMED, chairman.id, {**row.document, "number": "x"}
        policies.trail.record(session, None, "policy:renewed", row)
    assert policies.load_shipped() == 0
    assert policy_of("ND335-2026").number == "x"
    assert policy_of("ND335-2026").confirmed


def test_the_norm_in_hanoi_follows_the_days_of_the_law():
    norms = norms_known("01")
    assert norm_on(date(2023, 9, 12), norms, "01").amount == 440_000
    assert norm_on(date(2025, 10, 11), norms, "01").amount == 500_000
    assert norm_on(date(2026, 1, 2), norms, "01").amount == 650_000


def test_an_unknown_policy_is_none():
    assert policy_of("NO-SUCH") is None
