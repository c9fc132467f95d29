"""The check on both databases; what it finds is told in tests/cli/test_check.py."""

import hashlib
import json
from datetime import date

from sqlalchemy import text

from aid import clock
from aid.domain.payouts import PaymentState
from aid.extensions import db
from aid.services import check, payouts
from aid.services.trail import GUARDED, digest, plain
from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, planned, totals_of


def _books():
    crew = make_crew()
    fund_id = make_fund(crew.accountant)
    decision = make_decision(fund_id, [MILLION, 2 * MILLION], crew=crew, receivers={"identity": "001080000017"})
    payout_id = approved_payout(decision, crew)
    payouts.pay_cash(payout_id, planned(decision)[:1], payouts.Proof("DS", clock.today()), actor=crew.cashier)
    return fund_id


def test_what_the_services_wrote_is_proved(app):
    fund_id = _books()
    db.session.rollback()
    report = check.run()
    assert report.findings == []
    assert report.counts["payments"] == 2
    assert set(report.counts) == GUARDED
    assert report.funds[0]["available"] == totals_of(fund_id).available
    assert report.positions[0]["amount"] == MILLION


def test_a_row_changed_by_hand_is_found(app):
    _books()
    db.session.execute(text("UPDATE payments SET payee = 'Người khác' WHERE state = 'paid'"))
    db.session.commit()
    assert [(found.code, found.table) for found in check.run().findings] == [("row_changed", "payments")]


def test_a_switched_off_trigger_is_found(app):
    name = "guard_events_update"
    on_table = " ON events" if db.engine.dialect.name == "postgresql" else ""
    db.session.execute(text(f"DROP TRIGGER {name}{on_table}"))
    db.session.commit()
    assert [found.row for found in check.run().findings if found.code == "trigger_missing"] == [name]


def test_a_digest_is_that_of_the_plain_values():
    values = {
        "state": PaymentState.PAID, "day": date(2026, 9, 15), "at": clock.now(), "ids": (3, 1), "none": None,
        "names": frozenset({"ă"}), "deep": {"b": [{"z": True, "a": "đồng"}], "a": 1},
    }  # fmt: skip
    canonical = json.dumps(plain(values), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert digest(values) == hashlib.sha256(canonical.encode()).hexdigest()
