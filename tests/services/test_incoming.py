"""Cửa receives papers at the one-stop desk: số đến, receipt, the clock that the right paper starts, more papers."""

from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from aid import clock as aid_clock
from aid.domain.errors import Missing, Refusal
from aid.domain.incoming import IncomingKind, IncomingState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case
from aid.models.entitlements import Entitlement
from aid.models.incidents import Attachment
from aid.models.incoming import IncomingDocument
from aid.queries.incoming import IncomingFilter, listed
from aid.services import attachments, check, entitlements, filing, incoming, incoming_papers
from aid.services.attachments import Upload
from aid.services.incoming import ArrivalValues
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.entitlements import make_assessed_case
from tests.factories.incidents import a_pdf
from tests.factories.users import actor, make_agency


@pytest.fixture
def cua(app):
    make_agency()
    return actor("cua", Role.ONE_STOP, full_name="Bùi Thị Cửa")


@pytest.fixture
def case_id(cua):
    """A case of the fire whose papers have not come yet."""
    officer = actor("lan", Role.OFFICER)
    made = make_assessed_case(officer)
    case = db.session.get_one(Case, made.case_id)
    case.received_on = case.applied_on = None
    for line in db.session.scalars(select(Entitlement)):
        line.due_on = None
    db.session.commit()
    return made.case_id


def _arrival(kind=IncomingKind.OTHER, **more) -> ArrivalValues:
    values = {"sender": "Ông Nguyễn Văn Thử", "subject": "Đơn đề nghị", "document_number": ""}
    return ArrivalValues(kind=kind, **(values | more))


def _row(document_id: int) -> IncomingDocument:
    db.session.rollback()
    return db.session.get_one(IncomingDocument, document_id)


def _dues(case_id: int, clock_name: str) -> set[date | None]:
    db.session.rollback()
    wanted = select(Entitlement).where(Entitlement.case_id == case_id, Entitlement.superseded_at.is_(None))
    return {line.due_on for line in db.session.scalars(wanted) if line.limit_from == clock_name}


def test_numbers_run_from_one_each_year_in_the_order_papers_come(cua, clock):
    clock("2026-12-31T16:59:00+00:00")
    first = incoming.register(_arrival(), actor=cua)
    clock("2026-12-31T17:01:00+00:00")
    second = incoming.register(_arrival(), actor=cua)
    third = incoming.register(_arrival(), actor=cua)
    assert [(row.year, row.number) for row in map(_row, (first, second, third))] == [(2026, 1), (2027, 1), (2027, 2)]
    clock("2026-12-31T16:00:00+00:00")
    with pytest.raises(Refusal, match="day_in_future"):
        incoming.register(_arrival(received_at=aid_clock.now() + timedelta(days=1)), actor=cua)
    clock("2027-01-02T01:00:00+00:00")
    incoming.register(_arrival(), actor=cua)
    with pytest.raises(Refusal, match="day_before_last_number"):
        incoming.register(_arrival(received_at=aid_clock.now() - timedelta(days=1)), actor=cua)
    assert check.run().findings == []


def test_the_list_of_the_head_starts_its_clock_once(cua, case_id):
    first = incoming.register(_arrival(IncomingKind.LIST_5, case_id=case_id), actor=cua)
    second = incoming.register(_arrival(IncomingKind.LIST_5, case_id=case_id), actor=cua)
    today = aid_clock.today()
    assert (_row(first).starts, _row(second).starts) == ("received_on", "")
    case = db.session.get_one(Case, case_id)
    assert (case.received_on, case.applied_on, case.state) == (today, None, "recording")
    assert _dues(case_id, "received_on") == {today + timedelta(days=2)}
    assert case.due_on == today + timedelta(days=2)
    assert _row(first).file_code == case.code


def test_another_paper_starts_no_clock(cua, case_id):
    document_id = incoming.register(_arrival(IncomingKind.POLICE_CONFIRMATION, case_id=case_id), actor=cua)
    assert _row(document_id).starts == ""
    assert db.session.get_one(Case, case_id).applied_on is None


def test_the_scan_is_filed_with_the_document_and_the_case(cua, case_id):
    kept = attachments.keep(Upload("giay-ra-vien.pdf", a_pdf()))
    values = _arrival(IncomingKind.HOSPITAL_LETTER, case_id=case_id)
    document_id = incoming.register(values, file=kept, actor=cua)
    assert incoming.open_scan(document_id, actor=cua).file_name == "giay-ra-vien.pdf"
    assert [row.case_id for row in db.session.scalars(select(Attachment))] == [case_id]
    with pytest.raises(Missing):
        incoming.open_scan(incoming.register(_arrival(), actor=cua), actor=cua)


def test_what_a_household_files_waits_without_losing_days_and_the_urgent_list_does_not(cua, case_id, clock):
    start = aid_clock.now()
    form = incoming.register(_arrival(IncomingKind.FORM_06, case_id=case_id), actor=cua)
    urgent = incoming.register(_arrival(IncomingKind.LIST_5, case_id=case_id), actor=cua)
    before, urgent_due = _row(form).due_on, _row(urgent).due_on
    incoming.ask_for_more(form, "Giấy tờ nhà", actor=cua)
    incoming.ask_for_more(urgent, "Chữ ký của bí thư chi bộ", actor=cua)
    assert _dues(case_id, "applied_on") <= {None}
    assert None not in _dues(case_id, "received_on")
    assert db.session.get_one(Case, case_id).due_on == urgent_due
    with pytest.raises(Refusal, match="step_not_possible"):
        incoming.ask_for_more(form, "Nữa", actor=cua)
    clock((start + timedelta(days=5)).isoformat())
    incoming.more_came(form, actor=cua)
    incoming.more_came(urgent, actor=cua)
    assert _row(form).due_on == before + timedelta(days=5)
    assert _row(urgent).due_on == urgent_due
    with pytest.raises(Refusal, match="step_not_possible"):
        incoming.more_came(form, actor=cua)


def test_computing_again_keeps_what_was_waited(cua, case_id, clock):
    start = aid_clock.now()
    form = incoming.register(_arrival(IncomingKind.FORM_04, case_id=case_id), actor=cua)
    incoming.ask_for_more(form, "Giấy báo tử", actor=cua)
    clock((start + timedelta(days=7)).isoformat())
    incoming.more_came(form, actor=cua)
    moved = _dues(case_id, "applied_on")
    entitlements.compute(case_id, actor=actor("huong", Role.OFFICER))
    assert _dues(case_id, "applied_on") == moved


def test_an_answer_while_papers_are_awaited_lets_the_clock_run_on(cua, case_id, clock):
    start = aid_clock.now()
    form = incoming.register(_arrival(IncomingKind.FORM_06, case_id=case_id), actor=cua)
    before = _dues(case_id, "applied_on")
    incoming.ask_for_more(form, "Giấy tờ nhà", actor=cua)
    assert _dues(case_id, "applied_on") <= {None}
    clock((start + timedelta(days=5)).isoformat())
    incoming.answer(form, "Không bổ sung, giải quyết theo giấy tờ đã có", actor=cua)
    moved = _dues(case_id, "applied_on")
    assert None not in moved
    assert min(moved) > max(before)
    assert check.run().findings == []


def test_what_was_answered_leaves_the_list_and_cannot_be_answered_twice(cua):
    first = incoming.register(_arrival(IncomingKind.LIST_5), actor=cua)
    incoming.register(_arrival(), actor=cua)
    incoming.answer(first, "Đã giao quyết định", actor=cua)
    assert _row(first).state is IncomingState.ANSWERED
    with pytest.raises(Refusal, match="step_not_possible"):
        incoming.answer(first, "Lần nữa", actor=cua)
    assert [row.number for row in listed(IncomingFilter(), area=None, limit=10).rows] == [2, 1]
    assert listed(IncomingFilter("thử", state=IncomingState.OPEN), area=None, limit=10).total == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [({"subject": " "}, "subject_missing"), ({"document_day": date(2100, 1, 1)}, "document_after_arrival")],
)
def test_what_cannot_be_entered_takes_no_number(cua, more, code):
    with pytest.raises(Refusal, match=code):
        incoming.register(_arrival(**more), actor=cua)
    assert listed(IncomingFilter(), area=None, limit=10).total == 0


def test_the_desk_of_another_ward_finds_nothing_and_an_officer_receives_nothing(cua, case_id):
    stranger = actor("xa", Role.ONE_STOP, agency=make_agency("khac"))
    with pytest.raises(Missing):
        incoming.register(_arrival(case_id=case_id), actor=stranger)
    document_id = incoming.register(_arrival(), actor=cua)
    with pytest.raises(Missing):
        incoming.answer(document_id, "Xong", actor=stranger)
    with pytest.raises(Refusal, match="action_not_allowed"):
        incoming.register(_arrival(), actor=actor("minh", Role.REVIEWER))


def test_the_receipt_says_what_came_when_and_by_when_the_answer_is_due(cua, clock):
    clock("2026-09-15T09:30+07:00")
    document_id = incoming.register(_arrival(IncomingKind.FORM_04, file_code="VV-1"), actor=cua)
    said = _text(incoming_papers.receipt(document_id, actor=cua))
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in said
    assert "09:30, ngày 15 tháng 9 năm 2026" in said
    assert "ngày 18 tháng 9 năm 2026" in said
    incoming.ask_for_more(document_id, "Giấy báo tử", actor=cua)
    waiting = _text(incoming_papers.receipt(document_id, actor=cua))
    assert "Giấy báo tử" in waiting
    assert "ngày 18 tháng 9 năm 2026" not in waiting


def test_the_register_is_printed_and_exported(cua):
    with pytest.raises(Refusal, match="register_empty"):
        incoming_papers.printed(IncomingFilter(), actor=cua)
    incoming.register(_arrival(subject="=1+1"), actor=cua)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in _text(incoming_papers.printed(IncomingFilter(), actor=cua))
    assert incoming_papers.exported(IncomingFilter(), actor=cua).startswith(b"PK")


def test_the_contents_of_a_dossier_list_every_document_in_order(app):
    staff = make_staff()
    make_decision(staff)
    cua = actor("cua", Role.ONE_STOP)
    case_id = db.session.scalars(select(Case.id)).one()
    kept = attachments.keep(Upload("xac-nhan.pdf", a_pdf()))
    incoming.register(_arrival(IncomingKind.POLICE_CONFIRMATION, case_id=case_id), file=kept, actor=cua)
    rows = filing.contents(1, actor=staff.clerk)
    assert [row.subject.partition(":")[0] for row in rows] == ["Quyết định", "Xác nhận của công an"]
    said = _text(filing.contents_paper(1, actor=staff.clerk))
    assert "MỤC LỤC VĂN BẢN" in said
    assert "01/QĐ-UBND" in said
    with pytest.raises(Missing):
        filing.contents(1, actor=actor("xa", Role.CLERK, agency=make_agency("khac")))


def _text(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
