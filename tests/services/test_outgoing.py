"""Tú keeps the register: numbers of decisions and other documents, days on the paper, cancelled numbers, two orders."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from sqlalchemy import select, text

from aid.domain.agencies import NumberSource
from aid.domain.errors import Missing, Refusal
from aid.domain.outgoing import BookRule, BookRun, DocumentKind, EntryState, SigningOrder
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.outgoing import OutgoingDocument
from aid.models.users import Agency
from aid.queries.outgoing import OutgoingFilter, listed, offices
from aid.services import book_rules, check, decisions, office_days, outgoing, register_upgrade
from aid.services.numbering import Numbering
from aid.services.outgoing import DocumentValues
from aid.services.transaction import transaction
from tests.factories.dossiers import dossier_of, make_decision, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency

FRIDAY = "2026-09-18T15:00+07:00"


@pytest.fixture
def staff(app, clock):
    clock(FRIDAY)
    return make_staff()


def _entries() -> list[OutgoingDocument]:
    db.session.rollback()
    return list(db.session.scalars(select(OutgoingDocument).order_by(OutgoingDocument.id)))


def _letter(subject: str = "V/v đề nghị xác nhận", **more) -> DocumentValues:
    values = {"kind": DocumentKind.LETTER, "symbol": "UBND-VHXH", "subject": subject, "signer": "Phạm Thị Hoa"}
    return DocumentValues(**(values | more))


def _rule(staff, day: date, run=BookRun.EACH_KIND, order=SigningOrder.PAPER) -> None:
    rule = BookRule(day, run, order, "15/QĐ-UBND ngày 05/01/2026")
    book_rules.set_rule(staff.clerk.agency_id, rule, actor=staff.clerk._replace(roles=frozenset({Role.ADMINISTRATOR})))


def test_a_decision_stands_in_the_register_with_what_its_paper_says(staff):
    decision_id = make_decision(staff)
    (entry,) = _entries()
    decision = db.session.get_one(Decision, decision_id)
    assert (entry.decision_id, entry.full_number, entry.day) == (decision.id, "01/QĐ-UBND", date(2026, 9, 18))
    assert entry.subject == decision.content["subject"]
    assert entry.signer.startswith(staff.approver.name)
    assert "Lưu" in entry.receivers
    assert entry.state is EntryState.ISSUED
    assert check.run().findings == []


def test_the_clerk_dates_a_paper_back_to_its_signature_and_both_moments_stay(staff, clock):
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-09-21T09:00+07:00")
    decision_id = decisions.issue(dossier_id, day=date(2026, 9, 18), actor=staff.clerk)
    (entry,) = _entries()
    assert entry.day == date(2026, 9, 18) == db.session.get_one(Decision, decision_id).issued_on
    assert entry.created_at.date() == date(2026, 9, 21)


@pytest.mark.parametrize(
    ("today", "day", "code"),
    [
        ("2026-09-21T09:00+07:00", date(2026, 9, 17), "paper_day_before_signing"),
        ("2026-09-21T09:00+07:00", date(2026, 9, 22), "paper_day_ahead"),
        ("2026-09-22T09:00+07:00", None, "paper_day_late"),
    ],
)
def test_a_day_the_paper_cannot_carry_gives_no_number(staff, clock, today, day, code):
    dossier_id = make_dossier(staff, until="sign")
    clock(today)
    with pytest.raises(Refusal, match=code):
        decisions.issue(dossier_id, day=day, actor=staff.clerk)
    assert _entries() == []
    assert dossier_of(dossier_id).state == "signed"


def test_a_late_number_is_given_with_its_reason(staff, clock):
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-09-24T09:00+07:00")
    decisions.issue(dossier_id, late_reason="Mất điện từ 19/9", actor=staff.clerk)
    assert _entries()[0].late_reason == "Mất điện từ 19/9"


def test_a_day_before_the_last_number_is_refused(staff, clock):
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id, until="sign") for _ in range(2))
    clock("2026-09-21T09:00+07:00")
    decisions.issue(first, actor=staff.clerk)
    with pytest.raises(Refusal, match="day_before_last_number"):
        decisions.issue(second, day=date(2026, 9, 18), actor=staff.clerk)


def test_the_year_turns_at_midnight_in_viet_nam_and_a_paper_of_the_old_year_keeps_it(staff, clock):
    clock("2026-12-31T16:59:50+00:00")
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-12-31T17:00:10+00:00")
    assert outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    decisions.issue(dossier_id, day=date(2026, 12, 31), actor=staff.clerk)
    assert [(row.year, row.full_number) for row in _entries()] == [(2027, "01/UBND-VHXH"), (2026, "01/QĐ-UBND")]


def test_every_kind_has_its_own_run_until_the_head_decides_otherwise(staff, clock):
    outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    make_decision(staff)
    assert [row.full_number for row in _entries()] == ["01/UBND-VHXH", "01/QĐ-UBND"]
    with pytest.raises(Refusal, match="run_changes_at_new_year"):
        _rule(staff, date(2026, 10, 1), BookRun.ALL_KINDS)
    _rule(staff, date(2027, 1, 1), BookRun.ALL_KINDS)
    with pytest.raises(Refusal, match="rule_exists"):
        _rule(staff, date(2027, 1, 1), BookRun.ALL_KINDS)
    clock("2027-01-04T08:00+07:00")
    outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    make_decision(staff, make_fund(staff, code="NS-2027"))
    assert [row.full_number for row in _entries()][2:] == ["01/UBND-VHXH", "02/QĐ-UBND"]
    assert check.run().findings == []


def test_a_cancelled_number_stays_with_its_reason_and_is_not_given_again(staff):
    first = outgoing.give_number(_letter("V/v in hỏng"), Numbering(), actor=staff.clerk)
    with pytest.raises(Refusal, match="reason_missing"):
        outgoing.cancel(first, "  ", actor=staff.clerk)
    outgoing.cancel(first, "In hỏng", actor=staff.clerk)
    with pytest.raises(Refusal, match="already_cancelled"):
        outgoing.cancel(first, "In hỏng", actor=staff.clerk)
    outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    rows = _entries()
    assert [(row.number, row.state, row.reason) for row in rows] == [(1, "cancelled", "In hỏng"), (2, "issued", "")]
    assert check.run().findings == []


def test_the_number_of_an_issued_decision_cannot_be_cancelled(staff):
    make_decision(staff)
    with pytest.raises(Refusal, match="decision_keeps_number"):
        outgoing.cancel(_entries()[0].id, "Nhầm", actor=staff.clerk)


def test_another_office_finds_no_number_and_an_officer_gives_none(staff):
    given = outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    stranger = actor("la", Role.CLERK, agency=make_agency("khac"))
    with pytest.raises(Missing):
        outgoing.cancel(given, "Nhầm", actor=stranger)
    with pytest.raises(Refusal, match="action_not_allowed"):
        outgoing.give_number(_letter(), Numbering(), actor=staff.officer)


def test_numbers_of_the_city_are_entered_once(staff):
    db.session.get_one(Agency, staff.clerk.agency_id).number_source = NumberSource.ENTERED
    db.session.commit()
    with pytest.raises(Refusal, match="number_needed"):
        outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    outgoing.give_number(_letter(), Numbering(entered=512), actor=staff.clerk)
    with pytest.raises(Refusal, match="number_taken"):
        outgoing.give_number(_letter("V/v khác"), Numbering(entered=512), actor=staff.clerk)
    assert [(row.number, row.entered) for row in _entries()] == [(512, True)]


def test_nobody_changes_a_given_number_by_hand(staff):
    outgoing.give_number(_letter(), Numbering(), actor=staff.clerk)
    for change in ("UPDATE documents_out SET number = 9", "DELETE FROM documents_out"):
        with pytest.raises(Exception, match="append-only"):
            db.session.execute(text(change))
        db.session.rollback()


def test_a_number_that_fails_leaves_no_hole(staff, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("power cut")

    dossier_id = make_dossier(staff, until="sign")
    with monkeypatch.context() as patched:
        patched.setattr("aid.services.payments.plan", broken)
        with pytest.raises(RuntimeError):
            decisions.issue(dossier_id, actor=staff.clerk)
    assert _entries() == []
    decisions.issue(dossier_id, actor=staff.clerk)
    assert [row.number for row in _entries()] == [1]


def test_the_register_is_searched_by_what_the_clerk_remembers(staff):
    outgoing.give_number(_letter("V/v xác nhận 100% chưa hưởng"), Numbering(), actor=staff.clerk)
    outgoing.give_number(_letter("V/v mời họp", receivers="Công an phường"), Numbering(), actor=staff.clerk)
    found = listed(OutgoingFilter("100%"), area=None, limit=10)
    assert [row.subject for row in found.rows] == ["V/v xác nhận 100% chưa hưởng"]
    assert listed(OutgoingFilter("công an"), area=None, limit=10).total == 1
    assert listed(OutgoingFilter(year=2025), area=None, limit=10).total == 0
    assert listed(OutgoingFilter(kind=DocumentKind.LETTER, state=EntryState.ISSUED), area=None, limit=1).total == 2


def test_the_print_lists_every_number_in_order_with_the_reason_of_a_cancelled_one(staff):
    first = outgoing.give_number(_letter("V/v in hỏng"), Numbering(), actor=staff.clerk)
    outgoing.cancel(first, "Máy in kẹt giấy", actor=staff.clerk)
    outgoing.give_number(_letter("V/v <b>hỗ trợ</b>"), Numbering(), actor=staff.clerk)
    paper = pypdfium2.PdfDocument(outgoing.printed(OutgoingFilter(year=2026), actor=staff.clerk))
    said = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in said
    assert said.index("01/UBND-VHXH") < said.index("02/UBND-VHXH")
    assert "<b>hỗ trợ</b>" in said
    assert "Máy in kẹt" in said.replace("\r\n", " ")
    with pytest.raises(Refusal, match="register_empty"):
        outgoing.printed(OutgoingFilter(year=1999), actor=staff.clerk)


def test_a_book_printed_under_a_letterhead_holds_the_numbers_of_that_agency_alone(staff):
    """Before the reform the district had its own book; the ward's clerk sees it, but never prints it as the ward's."""
    earlier = make_agency("quan-cu")
    tam = actor("tam", Role.CLERK, agency=earlier)
    outgoing.give_number(_letter("V/v việc của quận"), Numbering(), actor=tam)
    outgoing.give_number(_letter("V/v việc của phường"), Numbering(), actor=staff.clerk)
    with transaction() as session:
        session.get_one(Agency, earlier.id).successor_id = staff.clerk.agency_id
    with pytest.raises(Refusal, match="register_of_several"):
        outgoing.printed(OutgoingFilter(), actor=staff.clerk)
    paper = pypdfium2.PdfDocument(outgoing.printed(OutgoingFilter(agency=earlier.id), actor=staff.clerk))
    said = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert "V/v việc của quận" in said
    assert "V/v việc của phường" not in said
    names = dict(offices(area={earlier.id, staff.clerk.agency_id}))
    assert set(names) == {earlier.id, staff.clerk.agency_id}
    assert outgoing.exported(OutgoingFilter(), actor=staff.clerk).startswith(b"PK")


def test_the_print_tells_where_a_copy_is_kept(staff):
    receivers = "Công an phường; Lưu: VT, VHXH."
    outgoing.give_number(_letter("V/v mời họp", receivers=receivers), Numbering(), actor=staff.clerk)
    paper = pypdfium2.PdfDocument(outgoing.printed(OutgoingFilter(), actor=staff.clerk))
    said = " ".join(page.get_textpage().get_text_range() for page in paper).replace("\r\n", " ")
    assert "người nhận bản lưu" in said
    assert "VT, VHXH" in said
    assert "Lưu:" not in said


def test_the_workbook_holds_texts_and_no_formula(staff):
    outgoing.give_number(_letter('=HYPERLINK("http://a")'), Numbering(), actor=staff.clerk)
    outgoing.give_number(_letter("007"), Numbering(), actor=staff.clerk)
    with ZipFile(BytesIO(outgoing.exported(OutgoingFilter(), actor=staff.clerk))) as book:
        said = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in name.lower() for name in book.namelist())
    assert "<f>" not in sheet
    assert 't="n"' not in sheet
    assert "=HYPERLINK(" in said
    assert ">007<" in said


def test_decisions_of_an_older_database_are_taken_in_once(staff):
    make_decision(staff)
    db.session.execute(text("DROP TRIGGER guard_documents_out_delete" + _on_table()))
    db.session.execute(text("DELETE FROM documents_out"))
    db.session.commit()
    with transaction() as session:
        assert register_upgrade.take_in(session) == 1
        assert register_upgrade.take_in(session) == 0
    (entry,) = _entries()
    assert entry.full_number == "01/QĐ-UBND"
    assert {found.code for found in check.run().findings} <= {"row_missing", "trigger_missing"}


def _on_table() -> str:
    return "" if db.engine.dialect.name == "sqlite" else " ON documents_out"


def test_a_day_off_by_decree_moves_the_limit_of_a_paper(staff, clock):
    city = actor("pho", Role.CITY)
    office_days.set_day(date(2026, 9, 21), works=False, basis="Công văn 1/VPCP", actor=city)
    dossier_id = make_dossier(staff, until="sign")
    clock("2026-09-22T09:00+07:00")
    decisions.issue(dossier_id, actor=staff.clerk)
    assert [row.day for row in _entries()] == [date(2026, 9, 22)]
    office_days.clear_day(date(2026, 9, 21), actor=city)
    with pytest.raises(Missing):
        office_days.clear_day(date(2026, 9, 21), actor=city)
    with pytest.raises(Refusal, match="rule_basis_missing"):
        office_days.set_day(date(2026, 9, 21), works=True, basis=" ", actor=city)
