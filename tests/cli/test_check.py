import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from aid import clock
from aid.extensions import db, settings
from aid.models import Base
from aid.models.cases import Case, Damage, Harm, Need
from aid.models.events import Event
from aid.models.guards import all_trigger_names
from aid.models.households import DifferentPeople, Person
from aid.models.jobs import Job, JobState
from aid.models.policies import Norm, Policy, PolicyState
from aid.services import check, payouts
from aid.services.trail import GUARDED, record
from aid.services.transaction import transaction
from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, pass_on, planned
from tests.factories.guarded_rows import MONEY_CHANGES, add_rows
from tests.factories.registers import fill_the_registers

# A column of each guarded table that can be changed to another allowed value, and that value as SQL.
CHANGES = MONEY_CHANGES | {
    "approval_routes": "basis = 'Văn bản khác'",
    "book_rules": "basis = 'Văn bản khác'",
    "books": "last_number = last_number + 1",
    "cases": "head_name = 'Người khác'",
    "change_duties": "held = NOT held",
    "change_lines": "amount = amount + 1",
    "damages": "other_home = NOT other_home",
    "decision_changes": "wording = 'Lời khác'",
    "decision_files": "size = size + 1",
    "signed_files": "size = size + 1",
    "decision_lines": "beneficiary = 'Người khác'",
    "decisions": "renderer = 'khác'",
    "delegations": "document = 'Văn bản khác'",
    "different_people": "reason = 'Lý do khác'",
    "document_requests": "wanted = 'Giấy khác'",
    "documents_in": "subject = 'Việc khác'",
    "documents_out": "subject = 'Việc khác'",
    "dossier_approvals": "post = 'Chức vụ khác'",
    "dossier_duties": "held = NOT held",
    "dossier_lines": "position = position + 100",
    "dossiers": "title = 'Hồ sơ khác'",
    "duty_rules": "reason = 'Lý do khác'",
    "entitlements": "payee_account = '0099'",
    "entries": "amount = amount + 1",
    "evaluations": "created_by = NULL, answer = '{\"x\": 1}'",
    "funds": "name = 'Nguồn khác'",
    "harms": "facility = 'Bệnh viện khác'",
    "incidents": "dead = dead + 1",
    "needs": "essentials = NOT essentials",
    "norms": "amount = amount + 1",
    "office_days": "works = NOT works",
    "paper_templates": "note = 'khác'",
    "papers": "kind = 'agreement'",
    "payments": "payee = 'Người khác'",
    "payouts": "code = 'DC-9-9'",
    "policies": "title = 'Chính sách khác'",
    "policy_versions": "note = 'Ghi chú khác'",
    "regrants": "line_id = (SELECT min(id) FROM decision_lines)",
    "replaced_lines": "treatment = 'keep'",
    "replacements": "reason = 'Lý do khác'",
    "return_marks": "note = 'Ghi chú khác'",
    "signing_keys": "name = 'Tên khác'",
    "signing_pictures": "width = width + 1",
    "turn_roles": "role = 'clerk'",
}


@pytest.fixture
def crew(app):
    return make_crew()


@pytest.fixture
def books(crew):
    """Two decisions of one fund, one of them paid, and a row in every guarded table."""
    fund_id = make_fund(crew.accountant, 100 * MILLION)
    first = make_decision(fund_id, [20 * MILLION, 30 * MILLION], crew=crew)
    make_decision(fund_id, [10 * MILLION], crew=crew)
    payout_id = approved_payout(first, crew)
    payouts.pay_cash(payout_id, planned(first), payouts.Proof("DS", clock.today()), actor=crew.cashier)
    _fill_the_rest(crew)
    pass_on(crew.accountant)
    return fund_id


def _fill_the_rest(crew):
    made = {"created_at": clock.now(), "created_by": crew.officer.user_id}
    with transaction() as session:
        case = session.scalars(select(Case).order_by(Case.id)).first()
        person = case.household.people[0]
        session.add(Harm(case_id=case.id, person_id=person.id, kind="injured", happened_on=clock.today(), **made))
        session.add(Need(case_id=case.id, **made))
        session.add(
            Damage(
                case_id=case.id,
                degree="total",
                house_type="solid",
                tenure="owner",
                other_home=False,
                habitable=False,
                relocation_order=False,
                **made,
            )
        )
        add_rows(session, crew, made)
        one, other = session.scalars(select(Person.id).order_by(Person.id).limit(2))
        session.add(DifferentPeople(person_id=one, other_id=other, reason="Hai người cùng tên, khác quê", **made))
        fill_the_registers(session, case.agency_id, made)
        session.add(Policy(code="P", title="Chính sách", state=PolicyState.DRAFT, document={}, **made))
        session.add(
            Norm(
                scope="city",
                province_code="79",
                valid_from=clock.today() + timedelta(900),
                amount=1,
                basis="x",
                confirmed=False,
                **made,
            )
        )
        record(session, crew.officer, "case:assessed", case)


def _codes():
    db.session.rollback()
    return {(finding.code, finding.table) for finding in check.run().findings}


def _by_hand(*statements):
    """Change the database as somebody with a database shell would, the triggers taken away first."""
    connection = db.session.connection()
    for name in all_trigger_names():
        connection.execute(text(f"DROP TRIGGER {name}"))
    for statement in statements:
        connection.execute(text(statement))
    db.session.commit()


def test_untouched_books_are_proved(books, app):
    report = check.run()
    assert report.findings == []
    assert set(report.counts) == GUARDED
    assert all(report.counts.values()), report.counts


def test_the_command_prints_one_document(books, app):
    done = app.test_cli_runner().invoke(args=["aid", "check", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["ok"] is True
    assert told["findings"] == []
    assert [fund for fund in told["funds"] if fund["code"] == "NS-2026"] == [
        {
            "code": "NS-2026",
            "unit": "VND",
            "received": 100 * MILLION,
            "reserved": 10 * MILLION,
            "advanced": 0,
            "spent": 50 * MILLION,
            "returned": 0,
            "available": 40 * MILLION,
        }
    ]
    assert told["positions"] == [{"incident": "VV-01", "on": clock.today().isoformat(), "amount": 50 * MILLION}]
    last = db.session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert told["head"] == {"seq": last.seq, "hash": last.hash}
    assert set(told["counts"]) == GUARDED


def test_the_command_ends_with_1_where_something_was_found(books, app):
    _by_hand("UPDATE funds SET name = 'Nguồn khác'")
    for args in (["aid", "check"], ["aid", "check", "--json"]):
        assert app.test_cli_runner().invoke(args=args).exit_code == 1


def test_every_guarded_table_is_tried():
    assert set(CHANGES) == GUARDED


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_a_changed_row_is_found(books, table):
    key = next(iter(Base.metadata.tables[table].primary_key.columns)).name
    _by_hand(f"UPDATE {table} SET {CHANGES[table]} WHERE {key} = (SELECT max({key}) FROM {table})")
    assert ("row_changed", table) in _codes()


@pytest.mark.parametrize("table", sorted(GUARDED))
def test_a_removed_row_is_found(books, table):
    key = next(iter(Base.metadata.tables[table].primary_key.columns)).name
    db.session.rollback()
    with closing(sqlite3.connect(db.engine.url.database)) as shell:
        for name in all_trigger_names():
            shell.execute(f"DROP TRIGGER {name}")
        shell.execute(f"DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})")
        shell.commit()
    assert ("row_missing", table) in _codes()


def test_an_inserted_row_is_found(books):
    _by_hand(
        "INSERT INTO entries (fund_id, kind, amount, day, document, note, created_at)"
        " SELECT fund_id, 'receive', 1, day, '', '', created_at FROM entries LIMIT 1"
    )
    assert {("row_without_event", "entries"), ("ledger_total", "funds")} <= _codes()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE events SET reason = 'khác' WHERE seq = 3", ("event_changed", "events")),
        ("UPDATE events SET actor_id = NULL WHERE action = 'payout:paid'", ("event_changed", "events")),
        ("DELETE FROM events WHERE seq = 3", ("chain_gap", "events")),
        ("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)", ("chain_head", "chain_heads")),
        ("DELETE FROM events", ("chain_head", "chain_heads")),
        ("UPDATE chain_heads SET seq = seq - 1", ("chain_head", "chain_heads")),
        (
            "INSERT INTO events SELECT seq + 1, at, actor_id, action, subject, subject_id, reason, before, after, rows,"
            " previous_hash, hash FROM events ORDER BY seq DESC LIMIT 1",
            ("chain_broken", "events"),
        ),
    ],
)
def test_a_bent_trail_is_found(books, statement, code):
    _by_hand(statement)
    assert code in _codes()


def test_a_trail_that_was_cut_and_given_a_new_head_is_found_by_the_rows(books):
    _by_hand(
        "DELETE FROM events WHERE seq > 5",
        "UPDATE chain_heads SET seq = 5, hash = (SELECT hash FROM events WHERE seq = 5)",
    )
    assert "row_without_event" in {code for code, _table in _codes()}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE funds SET received = received + 1", ("ledger_total", "funds")),
        ("UPDATE funds SET reserved = reserved - 1 WHERE id = 1", ("ledger_reserved", "funds")),
        ("UPDATE payments SET state = 'held', reason = 'x' WHERE state = 'paid'", ("payment_entries", "payments")),
        ("UPDATE payments SET amount = amount + 1", ("payment_amount", "payments")),
        (
            "UPDATE payments SET state = 'cancelled', reason = 'x' WHERE state = 'planned'",
            ("decision_promise", "decisions"),
        ),
        ("UPDATE payouts SET approved_by = NULL", ("payout_not_approved", "payments")),
        ("UPDATE payouts SET decision_id = 2", ("payout_member", "payments")),
        ("UPDATE dossiers SET state = 'draft' WHERE id = 1", ("dossier_decision", "dossiers")),
        ("UPDATE dossiers SET total = total + 1", ("dossier_total", "dossiers")),
        ("UPDATE dossiers SET signed_by = NULL", ("dossier_signer", "dossiers")),
        ("UPDATE decisions SET number = 7 WHERE number = 2", ("register_number", "decisions")),
        ("UPDATE documents_out SET number = 7 WHERE number = 2", ("number_hole", "documents_out")),
        ("DELETE FROM documents_out WHERE number = 2", ("register_missing", "decisions")),
        ("UPDATE decisions SET total = total + 1", ("decision_total", "decisions")),
        ("UPDATE decisions SET content = '{}'", ("content_changed", "decisions")),
        ("UPDATE decisions SET issued_on = '2020-01-01' WHERE number = 2", ("register_day", "decisions")),
        ("UPDATE documents_out SET day = '2020-01-01' WHERE number = 2", ("number_day", "documents_out")),
        ("UPDATE books SET last_number = 9", ("book_number", "books")),
        ("UPDATE books SET last_day = '2020-01-01'", ("book_day", "books")),
        ("UPDATE dossier_duties SET held = 1", ("duties_meet", "dossier_duties")),
        ("DELETE FROM dossier_duties WHERE NOT held", ("bar_missing", "dossier_duties")),
        ("UPDATE dossier_duties SET held = 0 WHERE duty = 'pay'", ("duty_missing", "payments")),
        ("UPDATE dossier_duties SET held = 0 WHERE duty = 'sign'", ("duty_missing", "dossiers")),
        ("DELETE FROM payments WHERE state = 'planned'", ("line_without_payment", "decision_lines")),
        ("UPDATE attachments SET sha256 = 'fa'", ("file_missing", "attachments")),
        ("UPDATE decisions SET pdf_sha256 = NULL", ("pdf_missing", "decisions")),
        ("UPDATE entries SET reverses_id = 1 WHERE id = 2", ("reversal_wrong", "entries")),
        ("SELECT 1", ("trigger_missing", "events")),
    ],
)
def test_what_contradicts_itself_is_found(books, statement, code):
    _by_hand(statement)
    assert code in _codes()


def test_a_damaged_file_is_found(books, app):
    for path in settings().files.rglob("*"):
        if path.is_file() and path.read_bytes() == b"a scan":
            path.write_bytes(b"another")
    assert ("file_damaged", "attachments") in _codes()


def test_a_paper_that_is_still_being_drawn_is_no_finding(books):
    _by_hand("UPDATE decisions SET pdf_sha256 = NULL WHERE id = 1")
    db.session.add(Job(kind="render_decision", subject_id=1, state=JobState.OPEN, created_at=clock.now()))
    db.session.commit()
    assert ("pdf_missing", "decisions") not in _codes()


def test_the_check_changes_nothing(books, app):
    before = db.session.connection().exec_driver_sql("SELECT total_changes()").scalar()
    check.run()
    assert db.session.connection().exec_driver_sql("SELECT total_changes()").scalar() == before
