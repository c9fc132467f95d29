from datetime import timedelta

import pytest

from aid import clock
from aid.domain.ledger import Totals
from aid.domain.roles import Role
from aid.services import funds
from aid.web.filters import day
from tests.factories.funds import MILLION, make_crew, make_decision, make_fund, totals_of
from tests.factories.users import actor, make_agency


@pytest.fixture
def crew(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return make_crew()


@pytest.fixture
def fund(crew):
    return make_fund(crew.accountant, 100 * MILLION)


@pytest.fixture
def hoa(as_user, crew):
    return as_user("hoa")


def _movement(**values):
    return {"amount": "5.000.000", "day": day(clock.today()), "document": "PT 02", "note": "", **values}


def test_the_list_shows_each_fund_with_what_is_left(hoa, fund, crew):
    make_decision(fund, [30 * MILLION], crew=crew)
    page = hoa.get("/funds").get_data(as_text=True)
    assert "NS-2026" in page
    assert "70.000.000" in page


def test_the_list_is_narrowed_by_its_address(hoa, fund, crew):
    make_fund(crew.accountant, 0, code="GAO-01", unit="kg_rice")
    page = hoa.get("/funds?q=GAO").get_data(as_text=True)
    assert "GAO-01" in page
    assert "NS-2026" not in page
    assert "NS-2026" in hoa.get("/funds?unit=VND&source=NS_PHUONG&page=1").get_data(as_text=True)


def test_the_page_of_a_fund_shows_who_draws_on_it_and_every_entry(hoa, fund, crew):
    make_decision(fund, [30 * MILLION], crew=crew)
    page = hoa.get(f"/funds/{fund}").get_data(as_text=True)
    assert "01/QĐ-UBND" in page
    assert "Giấy báo có 01" in page
    assert "+100.000.000" in page
    assert "-30.000.000" in page


def test_a_receipt_is_asked_once_more_with_sum_and_name_before_it_is_posted(hoa, fund):
    asked = hoa.post(f"/funds/{fund}/receive", data=_movement())
    assert "Ghi sổ 5.000.000" in asked.get_data(as_text=True)
    assert totals_of(fund).received == 100 * MILLION
    posted = hoa.post(f"/funds/{fund}/receive", data=_movement(confirmed="yes"))
    assert posted.status_code == 302
    assert totals_of(fund).received == 105 * MILLION


def test_pressing_twice_posts_once(hoa, fund):
    for _press in range(2):
        again = hoa.post(f"/funds/{fund}/receive", data=_movement(confirmed="yes"))
    assert "đã có trong sổ" in again.get_data(as_text=True)
    assert totals_of(fund).received == 105 * MILLION


def test_all_faults_come_at_once_and_what_was_typed_stays(hoa, fund):
    page = hoa.post(f"/funds/{fund}/receive", data=_movement(amount="nhiều", day="32/1/2026", document=""))
    text = page.get_data(as_text=True)
    assert "nhiều" in text
    assert "32/1/2026" in text
    assert "Hãy điền: Chứng từ." in text
    assert totals_of(fund).received == 100 * MILLION


def test_rice_is_counted_in_kilograms(hoa, crew):
    rice = make_fund(crew.accountant, 0, code="GAO-01", unit="kg_rice")
    asked = hoa.post(f"/funds/{rice}/receive", data=_movement(amount="1500"))
    assert "1.500\xa0kg\xa0gạo" in asked.get_data(as_text=True)
    hoa.post(f"/funds/{rice}/receive", data=_movement(amount="1500", confirmed="yes"))
    assert totals_of(rice) == Totals(received=1500)


def test_money_is_passed_on(hoa, fund):
    hoa.post(f"/funds/{fund}/transfer", data=_movement(confirmed="yes"))
    assert totals_of(fund).received == 95 * MILLION


def test_a_wrong_entry_is_reversed_with_its_reason(hoa, fund, crew):
    entry = funds.receive(fund, funds.Movement(MILLION, clock.today(), "PT 09"), actor=crew.accountant)
    assert "PT 09" in hoa.get(f"/entries/{entry}/reverse").get_data(as_text=True)
    hoa.post(f"/entries/{entry}/reverse", data={"reason": "ghi nhầm nguồn"})
    assert totals_of(fund).received == 100 * MILLION
    again = hoa.post(f"/entries/{entry}/reverse", data={"reason": "ghi nhầm nguồn"})
    assert "đã được đảo một lần" in again.get_data(as_text=True)


def test_a_fund_is_opened(hoa):
    values = {"code": "NS-2027", "name": "Kinh phí 2027", "source": "NS_PHUONG", "unit": "VND", "budget_line": ""}
    opened = hoa.post("/funds/new", data=values)
    assert opened.status_code == 302
    assert "Kinh phí 2027" in hoa.get(opened.location).get_data(as_text=True)
    assert "Mã nguồn kinh phí này đã có" in hoa.post("/funds/new", data=values).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/funds/{}/receive", "/funds/{}/transfer", "/funds/new"])
def test_the_wrong_role_is_turned_away(as_user, crew, fund, path):
    assert as_user("minh").get(path.format(fund)).status_code == 403


def test_another_ward_finds_nothing(as_user, crew, fund):
    actor("thu", Role.ACCOUNTANT, agency=make_agency("thanh-xuan"))
    thu = as_user("thu")
    assert thu.get(f"/funds/{fund}").status_code == 404
    assert thu.get(f"/funds/{fund}/receive").status_code == 404
    assert thu.post(f"/funds/{fund}/receive", data=_movement(confirmed="yes")).status_code == 404
    assert "NS-2026" not in thu.get("/funds").get_data(as_text=True)


def test_the_city_reads_but_does_not_post(as_user, crew, fund):
    actor("thanhpho", Role.CITY, agency=make_agency("ha-noi"))
    city = as_user("thanhpho")
    page = city.get(f"/funds/{fund}").get_data(as_text=True)
    assert "Ghi nhận vào nguồn" not in page
    assert city.post(f"/funds/{fund}/receive", data=_movement(confirmed="yes")).status_code == 403


def test_money_goes_to_another_fund_of_the_ward_and_both_pages_name_the_other(hoa, fund, crew):
    other = make_fund(crew.accountant, 0, code="NS-DP")
    values = _movement(to=str(other))
    assert "NS-DP" in hoa.post(f"/funds/{fund}/transfer", data=values).get_data(as_text=True)
    hoa.post(f"/funds/{fund}/transfer", data={**values, "confirmed": "yes"})
    assert totals_of(other) == Totals(received=5_000_000)
    assert "NS-DP</a>" in hoa.get(f"/funds/{fund}").get_data(as_text=True)
    assert "NS-2026</a>" in hoa.get(f"/funds/{other}").get_data(as_text=True)


def test_a_fund_of_the_front_is_not_offered_and_not_taken_when_sent_by_hand(hoa, fund):
    theirs = make_fund(actor("thu", Role.ACCOUNTANT, agency=make_agency("MTTQ")), 0, code="QUY-MTTQ")
    assert "QUY-MTTQ" not in hoa.get(f"/funds/{fund}/transfer").get_data(as_text=True)
    hoa.post(f"/funds/{fund}/transfer", data=_movement(to=str(theirs), confirmed="yes"))
    assert totals_of(theirs) == Totals()
    assert totals_of(fund) == Totals(received=100 * MILLION)
    for path in ("close", "reopen"):
        assert hoa.get(f"/funds/{theirs}/{path}").status_code == 404


def test_a_month_is_closed_and_opened_again_with_a_reason(hoa, fund):
    last = clock.today().replace(day=1) - timedelta(days=1)
    hoa.post(f"/funds/{fund}/close", data={"last_day": day(last)})
    assert "Đã khóa sổ" in hoa.get(f"/funds/{fund}").get_data(as_text=True)
    refused = hoa.post(f"/funds/{fund}/receive", data=_movement(day=day(last), confirmed="yes"))
    assert "đã khóa đến ngày" in refused.get_data(as_text=True)
    hoa.post(f"/funds/{fund}/reopen", data={"reason": "Sót giấy báo có"})
    assert "Sót giấy báo có" in hoa.get(f"/funds/{fund}").get_data(as_text=True)
