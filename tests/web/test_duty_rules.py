"""The administrator enters what the chairman laid down; who issued then pays, and everybody who looks sees why."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.duty_rules import DutyRule
from aid.web.filters import day
from tests.factories.duty_rules import JOINED_BY, JOINED_WHY, lay_down
from tests.factories.funds import MILLION, approved_payout, make_crew, make_decision, make_fund, payout_of
from tests.factories.users import actor, make_agency

PAGE = "/duty-rules"


@pytest.fixture
def crew(app):
    app.config["WTF_CSRF_ENABLED"] = False
    both = actor("kiem", Role.CLERK, Role.CASHIER)
    actor("quantri", Role.ADMINISTRATOR)
    return make_crew()._replace(clerk=both, cashier=both)


@pytest.fixture
def payout(crew):
    return approved_payout(make_decision(make_fund(crew.accountant), [20 * MILLION], crew=crew), crew)


def _text(answer):
    return answer.get_data(as_text=True).replace("\xa0", " ")


def _rule(crew, **more):
    values = {"agency_id": crew.clerk.agency_id, "pair": "issue/pay", "first_on": day(clock.today()), "last_on": ""}
    return values | {"document": JOINED_BY, "reason": JOINED_WHY} | more


def test_until_a_rule_is_entered_who_issued_sees_why_somebody_else_pays(as_user, crew, payout):
    page = _text(as_user("kiem").get(f"/payouts/{payout}"))
    assert "phần việc “chi tiền” do người khác làm" in page
    assert "Ghi nhận đã chi" not in page


def test_the_whole_way_over_the_pages(as_user, crew, payout):
    admin, both = as_user("quantri"), as_user("kiem")
    assert "một người làm được cả hai" in _text(admin.get(f"{PAGE}/new"))
    assert admin.post(f"{PAGE}/new", data=_rule(crew)).status_code == 303
    assert JOINED_WHY in _text(admin.get(PAGE))
    before = _text(both.get(f"/payouts/{payout}"))
    assert f"Cơ quan cho phép một người làm cả “chi tiền” theo {JOINED_BY}" in before
    paid = {"payments": [row.id for row in payout_of(payout).payments], "proof": "DS 01", "confirmed": "yes"}
    assert both.post(f"/payouts/{payout}/pay", data=paid | {"paid_on": day(clock.today())}).status_code == 302
    after = _text(as_user("minh").get(f"/payouts/{payout}"))
    assert f"làm cả “phát hành” và “chi tiền”, theo {JOINED_BY}. Lý do: {JOINED_WHY}" in after


def test_what_a_rule_refuses_is_said_beside_the_field(as_user, crew):
    admin = as_user("quantri")
    for change, says in (
        ({"first_on": day(clock.today() - timedelta(days=1))}, "đã qua"),
        ({"last_on": day(clock.today() - timedelta(days=1))}, "ngày"),
        ({"pair": "prepare/sign"}, "chọn"),
        ({"document": " "}, "Văn bản"),
    ):
        answer = admin.post(f"{PAGE}/new", data=_rule(crew, **change))
        assert answer.status_code == 422, change
        assert says in _text(answer)
    assert db.session.scalars(select(DutyRule)).all() == []


def test_it_is_ended_with_a_reason_and_the_list_shows_it(as_user, crew):
    rule = lay_down(crew.clerk.agency_id, actor("quantri2", Role.ADMINISTRATOR))
    admin = as_user("quantri")
    assert admin.post(f"{PAGE}/{rule}/end", data={"last_on": day(clock.today()), "reason": ""}).status_code == 422
    early = {"last_on": day(clock.today() - timedelta(days=2)), "reason": "Thủ quỹ đi làm lại"}
    assert admin.post(f"{PAGE}/{rule}/end", data=early).status_code == 422
    ended = early | {"last_on": day(clock.today())}
    assert admin.post(f"{PAGE}/{rule}/end", data=ended).status_code == 303
    assert "Kết thúc: Thủ quỹ đi làm lại" in _text(admin.get(PAGE))
    assert admin.get(f"{PAGE}/{rule + 1}/end").status_code == 404


def test_an_office_reads_its_own_rules_and_the_inspector_all(as_user, crew):
    other = make_agency("xa-khac")
    lay_down(other.id, actor("quantri3", Role.ADMINISTRATOR))
    actor("thanhtra", Role.AUDITOR)
    assert JOINED_WHY not in _text(as_user("kiem").get(PAGE))
    assert JOINED_WHY in _text(as_user("thanhtra").get(PAGE))
    assert as_user("kiem").get(f"{PAGE}/new").status_code == 403
