"""Anybody may ask what a household is given; nothing of what was typed is kept, stored or sent elsewhere."""

import logging

import pytest
from sqlalchemy import event

from aid import create_app
from aid.extensions import db
from aid.web.calculator.pages import BRAKE
from aid.web.forms.calculator_rows import MOST_PEOPLE
from config import config_for_tests
from tests.factories.calculator import FAMILY, FATHER, FIRE, asking
from tests.web.test_sign_in import token_of


@pytest.fixture(autouse=True)
def _fresh_brake():
    BRAKE.clear()
    yield
    BRAKE.clear()


@pytest.fixture
def ask(client):
    return asking(client)


def test_the_page_opens_for_a_stranger_with_today_and_ha_noi(client, clock):
    clock("2026-09-15T08:00+07:00")
    page = client.get("/calculator")
    assert page.status_code == 200
    assert 'value="15/09/2026"' in page.text and 'value="Thành phố Hà Nội (01)"' in page.text
    assert "Phường Khương Đình, Thành phố Hà Nội (00364)" in page.text


def test_a_family_sees_sum_clause_reasons_refusals_and_what_to_bring(ask):
    page = ask(FAMILY)
    assert page.status_code == 200
    for wanted in (
        "22.000.000 đ",
        "30 kg gạo",
        "1 người chết × 50 × 440.000 đồng = 22.000.000 đồng",
        '<span lang="vi">Điều 14 khoản 1</span>. Đây là mức tối thiểu.',
        '<span lang="vi">20/2021/NĐ-CP, Chính phủ, 15/03/2021</span>. Cộng: <span class="money">22.000.000 đ, 30 kg',
        "(Điều 2 khoản 2, văn bản số 20/2021/NĐ-CP)",
        "người 1, 43 tuổi",
        "Vì sao?",
        "Nguyên nhân: hỏa hoạn",
        "Điều trị 2 ngày; Nghị định yêu cầu từ 3 ngày trở lên",
        "người 2, sinh năm 1983",
        "Giấy ra viện ghi đủ số ngày điều trị",
        "Giấy chứng nhận hộ nghèo",
        "Mẫu 04",
        "Mẫu 5a, 5b",
        "Tính theo quy định vào ngày 12/09/2023.",
        "Mức chuẩn 440.000 đ theo NQ 09/2021/NQ-HĐND.",
        "UBND phường, xã xem xét giấy tờ và ra quyết định",
    ):
        assert wanted in page.says, wanted
    assert "Chỉ là ước tính" not in page.says


def test_enter_in_a_field_asks_and_adds_no_row(client, ask):
    """A browser presses the first button of a form when somebody hits Enter."""
    for page in (client.get("/calculator").text, ask(FAMILY).text):
        form = page.partition('<form class="post-form calculator"')[2].partition("</form>")[0]
        first = form.partition("<button")[2].partition("</button>")[0]
        assert "Tính mức hỗ trợ" in first and "name=" not in first and "formaction" not in first


def test_what_was_typed_is_still_in_the_form(ask):
    page = ask(FAMILY).says
    for kept in ('value="43"', 'value="1983"', 'value="12/9/2023"', '<option selected value="tenant">'):
        assert kept in page, kept


def test_the_same_explanation_is_there_in_english(ask):
    page = ask(FAMILY | {"told_in": "en"}).says
    assert "1 × 50 × 440,000 VND = 22,000,000 VND" in page and "Burial support" in page
    assert '<li lang="en">Cause: fire' in page and "Giải thích bằng tiếng Việt" in page


def test_who_died_after_days_in_hospital_was_injured_too(ask):
    page = ask(FIRE | FATHER | {"people-0-days": "4"}).says
    assert "4.400.000 đ" in page and "22.000.000 đ" in page and "26.400.000 đ" in page


def test_sixteen_years_are_sixteen_years_and_fifteen_are_a_child(ask):
    orphan = FIRE | {"people-0-lost_parents": "2", "people-0-alone": "y"}
    assert "16 tuổi; chỉ dành cho người dưới 16 tuổi" in ask(orphan | {"people-0-age": "16"}).says
    page = ask(orphan | {"people-0-age": "15"}).says
    assert "hiện vật" in page and "chỉ dành cho người dưới" not in page


def test_a_leap_day_is_no_trouble(ask):
    assert ask(FAMILY | {"occurred_on": "29/2/2024"}).status_code == 200


def test_nothing_typed_is_asked_for_and_a_person_with_harm_needs_an_age(ask):
    page = ask({"people-0-happened": "dead"})
    assert page.status_code == 422
    for wanted in ("Hãy chọn: Chuyện gì đã xảy ra.", "Hãy điền: Ngày xảy ra.", "Hãy ghi tuổi hoặc năm sinh"):
        assert wanted in page.says
    assert "Chưa tính được. Những gì đã nhập vẫn còn nguyên." in page.says


def test_a_place_nobody_knows_and_one_of_many_are_said_so(ask):
    assert "Không tìm thấy “Xyz” vào ngày 12/09/2023" in ask(FAMILY | {"place": "Xyz"}).says
    many = ask(FAMILY | {"place": "Tân Lập"})
    assert many.status_code == 422 and "Có nhiều nơi tên “Tân Lập”" in many.says
    assert ask(FAMILY | {"place": "TP Hà Nội"}).status_code == 200


def test_one_more_person_is_a_button_and_nothing_is_lost(ask):
    page = ask(FAMILY | {"more": "people"})
    assert page.status_code == 200
    assert 'name="people-2-age"' in page.says and 'value="1983"' in page.says
    assert "22.000.000" not in page.says and "Lỗi" not in page.says


def test_a_household_has_an_end(ask):
    rows = {f"people-{number}-age": "30" for number in range(MOST_PEOPLE)}
    full = ask(FIRE | rows | {"more": "people"}).says
    assert f"people-{MOST_PEOPLE}-age" not in full and "Thêm người" not in full
    crowd = FIRE | {f"people-{number}-age": "30" for number in range(MOST_PEOPLE + 5)}
    page = ask(crowd)
    assert page.status_code == 422 and f"Trang này tính cho nhiều nhất {MOST_PEOPLE} người" in page.says


def test_what_nobody_confirmed_is_left_out_and_named_and_an_estimate_is_loud(ask):
    after = FAMILY | {"occurred_on": "10/11/2026"}
    page = ask(after).says
    assert "Chưa tính các văn bản chưa xác nhận" in page and "335/2026/NĐ-CP" in page
    assert "32.500.000" not in page
    guess = ask(after | {"with_unconfirmed": "y"}).says
    assert "Chỉ là ước tính" in guess and "32.500.000 đ" in guess
    assert guess.count("chưa xác nhận – chỉ để ước tính") == guess.count('<li class="entitlement">') - guess.count(
        "Cần có:"
    )


def test_the_norm_of_the_place_counts_and_a_missing_one_is_said(ask):
    page = ask(FAMILY | {"place": "Đà Nẵng", "occurred_on": "6/11/2025"}).says
    assert "25.000.000 đ" in page and "chưa nhập mức chuẩn riêng" in page


def test_nothing_is_stored_logged_or_kept_by_the_browser(ask, watch, caplog):
    caplog.set_level(logging.DEBUG)
    page = ask(FAMILY | {"place": "Phường Khương Đình"})
    assert page.status_code == 200 and not watch.tables
    assert page.headers["Cache-Control"] == "no-store"
    assert "Khương Đình" not in caplog.text and "1983" not in caplog.text


def test_no_word_of_the_visitor_reaches_the_database(app, ask):
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(f"{given[2]} {given[3]}"))
    ask(FAMILY | {"place": "Phường Khương Đình"})
    assert seen and not [text for text in seen if "Khương Đình" in text or "00364" in text]


def test_without_a_database_the_policies_of_the_release_count(tmp_path):
    nowhere = create_app(config_for_tests(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "files"))
    assert "22.000.000 đ" in asking(nowhere.test_client())(FAMILY).says
    assert not (tmp_path / "none.db").exists()


def test_one_address_cannot_ask_without_end(client):
    token = token_of(client.get("/calculator").text)
    answers = [client.post("/calculator", data={"csrf_token": token, "more": "1"}).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60 and answers[60] == 429
    assert client.post("/calculator/facts", data={"csrf_token": token}).status_code == 429
    assert client.get("/calculator").status_code == 200


HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\x00b", "\u202e1", "x" * 6_000, "9" * 400)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_text(ask, text):
    fields = ("kind", "occurred_on", "place", "poverty_class", "degree", "tenure", "short_of_food", "food_months")
    rows = ("age", "happened", "days", "severity", "lost_parents")
    page = ask({name: text for name in fields} | {f"people-0-{name}": text for name in rows} | {"told_in": text})
    assert page.status_code == 422
    assert "<script>alert" not in page.says and "<img src=x" not in page.says
    assert len(page.says) < 150_000


def test_rows_with_strange_numbers_do_not_break_the_page(ask):
    page = ask(FIRE | {"people-99999999-age": "3", "people--1-age": "3", "people-x-age": "3"})
    assert page.status_code in {200, 422}


def test_the_way_to_the_page_stands_on_the_sign_in_page(client):
    assert 'href="/calculator"' in client.get("/login").text


def test_a_tick_with_a_hand_made_value_is_drawn_as_a_tick(client):
    values = {"csrf_token": token_of(client.get("/calculator").text), "essentials": "a\x00b", "kind": "fire"}
    answer = client.post("/calculator", data=values)
    assert answer.status_code in {200, 422}
    assert "\x00" not in answer.text
