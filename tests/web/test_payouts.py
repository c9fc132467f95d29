import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from aid import clock
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Access
from aid.services import payouts
from aid.web.filters import day
from tests.factories.funds import (
    MILLION,
    add_signed_sheet,
    approved_payout,
    make_crew,
    make_decision,
    make_fund,
    payment_of,
    payout_of,
    planned,
    prepared_payout,
    totals_of,
)
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_crew()


@pytest.fixture
def fund(crew):
    return make_fund(crew.accountant, 100 * MILLION)


@pytest.fixture
def decision(crew, fund):
    return make_decision(fund, [20 * MILLION, 30 * MILLION], crew=crew, receivers={"identity": "001080000017"})


@pytest.fixture
def who(as_user, crew):
    return {name: as_user(name) for name in ("lan", "hoa", "minh", "tuyet")}


def _text(answer):
    return answer.get_data(as_text=True).replace("\xa0", " ")


def _photo():
    file = BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "JPEG")
    file.seek(0)
    return file


def _pay(ids, **values):
    return {"payments": ids, "proof": "DS 01", "paid_on": day(clock.today()), "confirmed": "yes", **values}


def test_the_whole_way_over_the_pages(who, fund, decision):
    here = f"/decisions/{decision}/payouts/new"
    assert "Trần Văn Số 2" in _text(who["hoa"].get(here))
    values = {"payments": planned(decision), "method": "cash"}
    assert "Lập đợt chi 2 khoản, 50.000.000 đ" in _text(who["hoa"].post(here, data=values))
    page = who["hoa"].post(here, data=values | {"confirmed": "yes"}).location
    assert "Duyệt chi" in _text(who["minh"].get(page))
    assert "Duyệt chi 2 khoản, 50.000.000 đ" in _text(who["minh"].get(f"{page}/approve"))
    who["minh"].post(f"{page}/approve")
    assert "Tải danh sách đã ký lên" in _text(who["tuyet"].get(page))
    assert f'value="{day(clock.today())}"' in _text(who["tuyet"].get(f"{page}/pay"))
    who["tuyet"].post(f"{page}/sheet", data={"files": (_photo(), "ky-nhan.jpg")})
    assert "Ghi nhận đã chi" in _text(who["tuyet"].get(page))
    asked = who["tuyet"].post(f"{page}/pay", data=_pay(planned(decision), confirmed=""))
    assert "Xác nhận đã chi 50.000.000 đ" in _text(asked)
    assert totals_of(fund).spent == 0
    who["tuyet"].post(f"{page}/pay", data=_pay(planned(decision)))
    assert totals_of(fund).spent == 50 * MILLION
    assert "Đã chi tiền mặt" in _text(who["tuyet"].get(page))


def test_every_button_pressed_twice_does_its_work_once(who, crew, fund, decision):
    here = f"/decisions/{decision}/payouts/new"
    values = {"payments": planned(decision), "method": "cash", "confirmed": "yes"}
    page = who["hoa"].post(here, data=values).location
    assert who["hoa"].post(here, data=values).status_code == 200
    assert len(payout_of(int(page.rsplit("/", 1)[1])).decision.lines) == 2
    assert [who["minh"].post(f"{page}/approve").status_code for _press in range(2)] == [302, 409]
    add_signed_sheet(int(page.rsplit("/", 1)[1]))
    data = _pay(planned(decision))
    assert [who["tuyet"].post(f"{page}/pay", data=data).status_code for _press in range(2)] == [302, 200]
    assert totals_of(fund).spent == 50 * MILLION


def test_each_role_sees_its_own_next_step_only(who, crew, decision):
    page = f"/payouts/{prepared_payout(decision, crew)}"
    assert f'href="{page}/approve"' in _text(who["minh"].get(page))
    for name in ("hoa", "tuyet"):
        assert f'href="{page}/approve"' not in _text(who[name].get(page))


def test_who_controlled_is_told_that_somebody_else_approves(as_user, crew, decision):
    both = actor("dung", Role.ACCOUNTANT, Role.ACCOUNT_HOLDER)
    page = f"/payouts/{prepared_payout(decision, crew._replace(accountant=both))}"
    dung = as_user("dung")
    text = _text(dung.get(page))
    assert "phần việc “duyệt chi” do người khác làm" in text
    assert dung.post(f"{page}/approve").status_code == 409


def test_the_holder_sends_back_with_a_reason(who, crew, decision):
    page = f"/payouts/{prepared_payout(decision, crew)}"
    assert "Hãy điền: Lý do." in _text(who["minh"].post(f"{page}/send-back", data={"reason": " "}))
    who["minh"].post(f"{page}/send-back", data={"reason": "thiếu giấy ủy quyền"})
    text = _text(who["hoa"].get(page))
    assert "đã được trả lại" in text
    assert "thiếu giấy ủy quyền" in text


def test_the_list_is_narrowed_by_state_and_payee(who, crew, decision):
    code = payout_of(prepared_payout(decision, crew)).code
    assert code in _text(who["hoa"].get("/payouts?state=prepared&q=Trần&method=cash"))
    assert code not in _text(who["hoa"].get("/payouts?state=paid"))
    assert code in _text(who["hoa"].get("/payouts?state=không-có"))


def test_the_sheet_and_the_slips_are_printed_and_the_look_is_written_down(who, crew, decision):
    payout_id = prepared_payout(decision, crew)
    for path in ("sheet.pdf", "slips.pdf", f"slips/{planned(decision)[0]}.pdf"):
        answer = who["tuyet"].get(f"/payouts/{payout_id}/{path}")
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")
    looks = db.session.scalars(select(Access)).all()
    assert {look.user_id for look in looks} == {crew.cashier.user_id}
    assert len(looks) == 3


def test_no_page_shows_a_whole_identity_number_or_account(who, crew, fund):
    payee = {
        "payee_name": "Mai",
        "payee_bank": "VCB",
        "payee_account": "0011001234567",
        "payee_identity": "001080000017",
    }
    decision = make_decision(fund, [MILLION], crew=crew, receivers={"payee": payee})
    here = f"/decisions/{decision}/payouts/new"
    payout_id = prepared_payout(decision, crew, "bank")
    (payment,) = planned(decision)
    for path in (here, f"/payouts/{payout_id}", f"/payments/{payment}"):
        text = _text(who["hoa"].get(path))
        assert "001080000017" not in text
        assert "0011001234567" not in text


def test_a_payment_is_held_cancelled_and_planned_anew(who, crew, fund, decision):
    payment, _other = planned(decision)
    for step in ("hold", "cancel"):
        assert "20.000.000 đ" in _text(who["hoa"].get(f"/payments/{payment}/{step}"))
        who["hoa"].post(f"/payments/{payment}/{step}", data={"reason": "hộ đi vắng"})
    assert totals_of(fund).reserved == 30 * MILLION
    (again,) = re.findall(r"/lines/\d+/plan", _text(who["hoa"].get(f"/payments/{payment}")))
    who["hoa"].post(again)
    assert totals_of(fund).reserved == 50 * MILLION
    assert who["hoa"].post(again).status_code == 409


def test_a_transfer_fails_and_waits_again(who, crew, fund):
    payee = {"payee_name": "Mai", "payee_bank": "VCB", "payee_account": "0011001234567"}
    decision = make_decision(fund, [MILLION], crew=crew, receivers={"payee": payee})
    page = f"/payouts/{approved_payout(decision, crew, 'bank')}"
    assert "1.000.000 đ" in _text(who["tuyet"].get(f"{page}/send"))
    who["tuyet"].post(f"{page}/send")
    (payment,) = planned(decision)
    who["tuyet"].post(f"/payments/{payment}/fail", data={"reason": "sai tài khoản"})
    who["hoa"].post(f"/payments/{payment}/again")
    assert payment_of(payment).state == "planned"


def test_returned_money_is_written_down(who, crew, fund, decision):
    payout_id = approved_payout(decision, crew)
    payouts.pay_cash(payout_id, planned(decision), payouts.Proof("DS", clock.today()), actor=crew.cashier)
    who["hoa"].post(f"/payments/{planned(decision)[0]}/return", data={"reason": "trả nhầm"})
    assert totals_of(fund).returned == 20 * MILLION


PAGES = [
    ("get", "/decisions/{decision}/payouts/new", "hoa"),
    ("get", "/payouts/{payout}/approve", "minh"),
    ("post", "/payouts/{payout}/approve", "minh"),
    ("get", "/payouts/{payout}/send-back", "minh"),
    ("get", "/payouts/{payout}/reprepare", "hoa"),
    ("get", "/payouts/{payout}/pay", "tuyet"),
    ("post", "/payouts/{payout}/pay", "tuyet"),
    ("post", "/payouts/{payout}/send", "tuyet"),
    ("get", "/payments/{payment}/hold", "hoa"),
    ("post", "/payments/{payment}/release", "hoa"),
    ("get", "/payments/{payment}/fail", "tuyet"),
    ("post", "/lines/1/plan", "hoa"),
]


@pytest.mark.parametrize(("method", "path", "name"), PAGES)
def test_a_page_is_for_its_role_and_its_ward(who, as_user, crew, decision, method, path, name):
    payout_id = prepared_payout(decision, crew)
    address = path.format(decision=decision, payout=payout_id, payment=planned(decision)[0])
    assert getattr(who["lan"], method)(address).status_code == 403
    role = {"hoa": Role.ACCOUNTANT, "minh": Role.ACCOUNT_HOLDER, "tuyet": Role.CASHIER}[name]
    actor("thu", role, agency=make_agency("thanh-xuan"))
    assert getattr(as_user("thu"), method)(address).status_code == 404
    if method == "get":
        assert getattr(who[name], method)(address).status_code == 200


def test_another_ward_reads_no_paper(as_user, crew, decision):
    payout_id = prepared_payout(decision, crew)
    actor("thu", Role.ACCOUNTANT, agency=make_agency("thanh-xuan"))
    for path in ("", "/sheet.pdf", "/slips.pdf"):
        assert as_user("thu").get(f"/payouts/{payout_id}{path}").status_code == 404
    assert db.session.scalars(select(Access)).first() is None
