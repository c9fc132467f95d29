"""The start page: everybody finds what waits for them, the latest on top, and nothing they are barred from."""

import re
from datetime import date

import pytest
from sqlalchemy import event

from aid import clock as office_clock
from aid.domain.cases import CaseState
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.incidents import IncidentState
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Case, Evaluation
from aid.models.decisions import Decision
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment, Payout
from aid.models.users import User
from aid.web.my_work import LISTS
from tests.factories import entitlements as made
from tests.factories.users import make_agency, make_user

TODAY = "2026-09-15T08:00+07:00"  # a Tuesday


@pytest.fixture(autouse=True)
def tuesday(app, clock):
    clock(TODAY)


def rows(page: str) -> list[str]:
    lines = re.findall(r'(?s)<li class="work-list__item">(.*?)</li>', page)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).replace("\u00a0", " ").split()) for line in lines]


def work(as_user, role, username=None, address="/"):
    username = username or role.value
    if not db.session.query(User).filter_by(username=username).count():
        make_user(username, role)
    return rows(as_user(username).get(address).text)


def a_line(name="Nguyễn Thị Mẫu", due=None, unit="working_day", amount=22_000_000):
    """An assessed household with one line of support, by rows."""
    case = db.session.get_one(Case, made.make_case({"name": name, "born_in": 1980}).case_id)
    case.state, case.due_on = CaseState.ASSESSED, due
    evaluation = Evaluation(case_id=case.id, facts={}, answer={}, created_at=office_clock.now())
    db.session.add(evaluation)
    db.session.flush()
    line = Entitlement(
        case_id=case.id, evaluation_id=evaluation.id, policy_code="ND20-2021", benefit="E14", title="Mai táng",
        unit="VND", count=1, rate=amount, computed=amount, amount=amount, floor=True, clause="Điều 14", says="1 người",
        confirmed=True, limit_unit=unit, due_on=due, payee_name=name, created_at=office_clock.now(),
    )  # fmt: skip
    db.session.add(line)
    db.session.commit()
    return line


def a_dossier(state, due=None, reason="", **more):
    line = a_line(due=due, **more)
    dossier = db.session.get_one(Dossier, made.put_in_dossier(line))
    dossier.state, dossier.due_on, dossier.reason = state, due, reason
    db.session.commit()
    return dossier


def payments_in(state):
    decision_id = made.put_in_decision(a_line(due=date(2026, 9, 16)))
    db.session.query(Dossier).one().due_on = date(2026, 9, 16)
    payment = db.session.query(Payment).one()
    payout = db.session.query(Payout).one_or_none()
    if payout is None:
        decision = db.session.get_one(Decision, decision_id)
        payout = Payout(
            code="DC-1", agency_id=decision.agency_id, decision_id=decision_id, fund_id=decision.dossier.fund_id,
            method=PayMethod.BANK, created_at=office_clock.now(),
        )  # fmt: skip
        db.session.add(payout)
        db.session.flush()
    payment.state, payment.payout_id, payment.reason = state, payout.id, "Sai số tài khoản"
    db.session.commit()


def test_the_officer_sees_the_late_first_and_how_late(as_user):
    for name, due in (("Sau Này", None), ("Còn Lâu", date(2026, 9, 18)), ("Quá Hạn", date(2026, 9, 11))):
        a_line(name, due)
    a_line("Ngày Mai", date(2026, 9, 16), unit="day")
    found = [row for row in work(as_user, Role.OFFICER) if "hồ sơ trình" in row]
    assert [next(n for n in ("Quá Hạn", "Ngày Mai", "Còn Lâu", "Sau Này") if n in row) for row in found] == [
        "Quá Hạn", "Ngày Mai", "Còn Lâu", "Sau Này",
    ]  # fmt: skip
    assert "quá hạn 2 ngày làm việc (11/09/2026)" in found[0]
    assert "còn 1 ngày (16/09/2026)" in found[1]
    assert "còn 3 ngày làm việc" in found[2]
    assert "22.000.000 đ" in found[0]


def test_a_line_in_a_dossier_is_no_longer_waiting_to_be_proposed(as_user):
    a_dossier(DossierState.SUBMITTED)
    assert not [row for row in work(as_user, Role.OFFICER) if "Đưa vào" in row]


def test_a_case_that_is_being_recorded_says_what_is_missing(as_user):
    made.make_case({"name": "Lê Văn Thiếu", "born_in": 1970}, papers={"received_on": None})
    made.make_case({"name": "Lê Văn Đủ", "born_in": 1970, "harms": [{"kind": "dead"}]})
    made.make_case({"name": "Lê Văn Trống", "born_in": 1970})
    text = " | ".join(work(as_user, Role.OFFICER))
    assert "chưa ghi ngày nhận danh sách" in text
    assert "chưa tính khoản hỗ trợ" in text
    assert "chưa ghi thiệt hại, nhu cầu" in text


def test_an_incident_waits_for_confirmation_and_for_households(as_user):
    incident = made.the_fire()
    incident.state = IncidentState.REPORTED
    db.session.commit()
    for role, says in (
        (Role.APPROVER, "Xác nhận vụ việc"),
        (Role.REVIEWER, "Xác nhận vụ việc"),
        (Role.OFFICER, "Ghi các hộ bị thiệt hại"),
        (Role.NEIGHBOURHOOD_HEAD, "Ghi các hộ bị thiệt hại"),
    ):
        assert [says in row for row in work(as_user, role)] == [True], role


@pytest.mark.parametrize(
    ("state", "role", "says"),
    [
        (DossierState.RETURNED, Role.OFFICER, "Bổ sung hồ sơ bị trả lại"),
        (DossierState.DRAFT, Role.OFFICER, "Hoàn thành và trình hồ sơ"),
        (DossierState.SUBMITTED, Role.REVIEWER, "Thẩm định hồ sơ"),
        (DossierState.REVIEWED, Role.APPROVER, "Xem xét, ký"),
        (DossierState.SIGNED, Role.CLERK, "Cấp số, phát hành"),
    ],
)
def test_a_dossier_waits_for_the_next_in_line(as_user, state, role, says):
    a_dossier(state, due=date(2026, 9, 14), reason="Thiếu giấy báo tử" if state is DossierState.RETURNED else "")
    (row,) = work(as_user, role)
    assert says in row
    assert "quá hạn 1 ngày làm việc" in row
    assert ("Thiếu giấy báo tử" in row) is (state is DossierState.RETURNED)
    assert work(as_user, Role.CASHIER) == []


def test_who_is_barred_from_the_next_duty_is_not_offered_it(as_user):
    dossier = a_dossier(DossierState.SUBMITTED)
    lan, minh = make_user("lan", Role.REVIEWER), make_user("minh", Role.REVIEWER)
    db.session.add(DossierDuty(dossier_id=dossier.id, user_id=lan.id, duty=Duty.REVIEW, held=False))
    db.session.add(DossierDuty(dossier_id=dossier.id, user_id=minh.id, duty=Duty.REVIEW, held=True))
    db.session.commit()
    assert work(as_user, Role.REVIEWER, "lan") == []
    assert len(work(as_user, Role.REVIEWER, "minh")) == 1


@pytest.mark.parametrize(
    ("state", "role", "says"),
    [
        (PaymentState.PLANNED, Role.ACCOUNTANT, "Lập đợt chi trả"),
        (PaymentState.FAILED, Role.ACCOUNTANT, "Xử lý khoản chi không thành"),
        (PaymentState.HELD, Role.ACCOUNTANT, "Giải quyết khoản đang tạm giữ"),
        (PaymentState.PREPARED, Role.ACCOUNT_HOLDER, "Duyệt chi"),
        (PaymentState.APPROVED, Role.CASHIER, "Chi tiền"),
        (PaymentState.SENT, Role.CASHIER, "Ghi kết quả ngân hàng"),
    ],
)
def test_money_waits_for_the_next_hand(as_user, state, role, says):
    payments_in(state)
    (row,) = work(as_user, role)
    assert says in row
    assert "22.000.000 đ" in row
    assert "còn 1 ngày làm việc" in row


def test_another_office_sees_none_of_it(as_user):
    a_dossier(DossierState.SUBMITTED)
    make_user("hoa", Role.REVIEWER, agency=make_agency("ha-dinh"))
    assert work(as_user, Role.REVIEWER, "hoa") == []


def test_fifty_rows_take_few_queries_and_the_rest_is_on_the_next_page(as_user, app):
    for number in range(55):
        a_line(f"Hộ Số {number}", date(2026, 9, 1))
    make_user("lan", *(set(Role) - {Role.ADMINISTRATOR}))
    browser, asked = as_user("lan"), []

    def note(_connection, _cursor, text, *_rest):
        asked.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    page = browser.get("/").text
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(rows(page)) == 50
    assert len(asked) <= 12, asked
    assert len(rows(browser.get("/?page=2").text)) == 5


def test_the_list_can_be_narrowed_to_one_kind(as_user):
    a_dossier(DossierState.DRAFT)
    a_line()
    assert len(work(as_user, Role.OFFICER)) == 2
    (row,) = work(as_user, Role.OFFICER, address="/?kind=case_propose")
    assert "Đưa vào hồ sơ trình" in row


def test_who_only_reads_is_told_that_nothing_waits(as_user):
    make_user("thanhtra", Role.AUDITOR)
    assert "Không có việc nào đang chờ" in as_user("thanhtra").get("/").text


def test_the_one_stop_desk_begins_with_taking_papers_in(as_user):
    make_user("cua", Role.ONE_STOP)
    page = as_user("cua").get("/").text
    assert 'href="/incoming/new"' in page
    make_user("quan", Role.AUDITOR)
    assert 'href="/incoming/new"' not in as_user("quan").get("/").text


def test_every_list_behind_a_step_opens(as_user):
    make_user("hoa", Role.APPROVER)
    hoa = as_user("hoa")
    assert {hoa.get(f"{href}?state={state}").status_code for href, _, state in LISTS.values()} == {200}
