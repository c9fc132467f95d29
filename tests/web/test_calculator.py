"""Anybody may ask what a household is given; nothing of what was typed is kept, stored or sent elsewhere."""

import json
import logging

import pytest
from markupsafe import escape
from sqlalchemy import event, select

from aid.domain.fact_schema import facts_schema
from aid.extensions import db, settings
from aid.models.policies import Policy, PolicyState
from aid.services import trail
from aid.services.calculator import policies_to_ask
from aid.services.explaining import explain
from aid.services.fact_schema import fault_in_answer, fault_in_facts
from aid.services.transaction import transaction
from aid.web.calculator import BRAKE
from aid.web.forms.calculator_rows import MOST_PEOPLE
from tests.architecture.fact_docs import keys_of
from tests.web.test_sign_in import token_of

FIRE = {"kind": "fire", "occurred_on": "12/9/2023", "place": "Thành phố Hà Nội (01)"}
FATHER = {"people-0-age": "43", "people-0-happened": "dead"}
MOTHER = {"people-1-age": "1983", "people-1-happened": "injured", "people-1-days": "2", "people-1-severity": "light"}
FAMILY = FIRE | FATHER | MOTHER | {"poverty_class": "none", "degree": "total", "tenure": "tenant", "short_of_food": "2"}


@pytest.fixture(autouse=True)
def _fresh_brake():
    BRAKE.clear()
    yield
    BRAKE.clear()


@pytest.fixture
def ask(client):
    """Send the form as a browser does; the answer's status and its text with plain spaces."""

    def send(data, path="/calculator"):
        page = client.get("/calculator")
        sent = client.post(path, data={"csrf_token": token_of(page.text), **data})
        sent.says = sent.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")
        return sent

    return send


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


def test_the_facts_are_a_file_that_policy_explain_reads(ask):
    sent = ask(FAMILY, "/calculator/facts")
    assert sent.mimetype == "application/json"
    assert sent.headers["Content-Disposition"] == "attachment; filename=facts.json"
    data = json.loads(sent.data)
    assert fault_in_facts(data) is None
    assert explain(data, ("ND20-2021",)).totals == {"VND": 22_000_000, "kg_rice": 30}


# One household with every question of the page answered: a fire that has a resolution and plans of its own.
WHOLE = (
    FAMILY
    | {"incident": "KHUONG-HA-2023", "received_on": "13/9/2023", "applied_on": "20/9/2023", "decided_on": "25/9/2023"}
    | {"people-0-sex": "m", "people-0-relation": "head", "people-0-days": "1"}
    | {"people-1-sex": "f", "people-1-relation": "spouse", "people-1-residence": "temporary"}
    | {"people-2-age": "3/1/2012", "people-2-relation": "child", "people-2-pupil": "y", "people-2-lost_parents": "1"}
    | {"people-3-age": "70", "people-3-happened": "injured", "people-3-untreated": "y", "people-3-elsewhere": "y"}
    | {"house_type": "solid", "not_habitable": "y", "food_months": "1", "temporary_shelter": "y"}
    | {"costs-0-kind": "cremation", "costs-0-amount": "8.000.000", "costs-0-payee": "service_provider"}
    | {"received-0-benefit": "TX-2023/dead", "received-0-person": "1", "received-0-amount": "5.000.000"}
)


def test_every_fact_the_rules_know_can_be_said(ask):
    data = json.loads(ask(WHOLE, "/calculator/facts").data)
    household = data["household"]
    assert data["incident"]["code"] == "KHUONG-HA-2023" and data["decided_on"] == "2023-09-25"
    assert household["members"][2] == {
        "ref": "3", "birth_date": "2012-01-03", "relation": "child", "pupil": True, "lost_parents": 1,
    }  # fmt: skip
    assert household["members"][3]["at_scene"] is False and household["harms"][-1]["treated"] is False
    assert household["costs"] == [{"kind": "cremation", "amount": 8_000_000, "payee": "service_provider"}]
    assert household["received"] == [{"policy": "TX-2023", "benefit": "dead", "amount": 5_000_000, "member": "1"}]
    asked = {*data["incident"], *data, *household, *household["damage"], *household["needs"]}
    for rows in ("members", "harms", "costs", "received"):
        asked |= {key for row in household[rows] for key in row}
    rare = {"has_relatives", "away_from_home", "relatives_care", "unclaimed_body"}
    assert {key.path.rpartition(".")[2].removesuffix("[]") for key in keys_of(facts_schema())} - asked == rare
    alone = WHOLE | {"people-2-alone": "y", "people-0-away": "y", "people-0-alone": "y", "costs-0-unclaimed_body": "y"}
    assert all(f'"{key}": ' in ask(alone, "/calculator/facts").says for key in rare)


@pytest.mark.parametrize("more", [{}, {"with_unconfirmed": "y"}, {"occurred_on": "10/11/2026", "incident": ""}])
def test_the_answer_is_the_file_that_policy_explain_prints(app, ask, more):
    facts = ask(WHOLE | more, "/calculator/facts").get_data(as_text=True)
    sent = ask(WHOLE | more, "/calculator/answer")
    assert sent.headers["Content-Disposition"] == "attachment; filename=answer.json"
    named = [f"--policy={policy.code}" for policy in policies_to_ask()] if "with_unconfirmed" in more else []
    printed = app.test_cli_runner().invoke(args=["aid", "policy", "explain", "-", *named, "--json"], input=facts)
    assert sent.get_data(as_text=True) == printed.stdout
    assert fault_in_answer(sent.json) is None


def test_the_page_shows_every_line_and_refusal_of_the_answer(ask):
    answer, page = ask(WHOLE, "/calculator/answer").json, ask(WHOLE).says
    assert len(answer["lines"]) > 12 and len(answer["refusals"]) > 3
    assert page.count('<li class="entitlement">') == len(answer["lines"]) + len(answer["refusals"])
    for found in (*answer["lines"], *answer["refusals"]):
        assert str(escape(found["says"])) in page and str(escape(found["clause"])) in page
    assert f"{answer['totals']['VND']:,}".replace(",", ".") + " đ" in page
    assert "Second distribution" not in page and "Phân phối đợt 2" in page


def test_a_printed_answer_says_what_it_was_computed_from(ask):
    page = ask(WHOLE).says
    told = page[page.index("Tính theo những gì đã nhập") : page.index("Tính theo quy định vào ngày")]
    for wanted in ("Chuyện gì đã xảy ra: cháy", "Người 3", "Quan hệ với chủ hộ: con", "Số tiền: 8.000.000", "thuê"):
        assert wanted in told, wanted
    assert "csrf" not in told and "None" not in told and "Cách tính" not in told


def test_sums_for_nobody_are_said_beside_them(ask):
    page = ask(FAMILY | {"costs-0-amount": "1.000.000", "costs-0-person": "9", "people-1-age": "abc"})
    assert "Không đọc được “abc”. Hãy ghi tuổi, ví dụ 43, hoặc năm sinh." in page.says
    assert page.status_code == 422 and "Chưa ghi người số 9 ở trên." in page.says
    body = FAMILY | {"costs-0-amount": "1.000.000", "costs-0-unclaimed_body": "y", "people-0-happened": "missing"}
    assert "Hãy ghi số của người đã chết mà chi phí này dành cho." in ask(body).says
    unnamed = ask(FAMILY | {"received-0-amount": "5 triệu"})
    assert unnamed.status_code == 422 and "Hãy chọn khoản đã nhận." in unnamed.says
    assert "Không đọc được dữ kiện" not in page.says + unnamed.says


def test_one_more_sum_is_a_button_and_opens_its_part(ask):
    page = ask(FAMILY | {"costs-0-amount": "8.000.000", "more": "costs"}).says
    assert 'name="costs-1-amount"' in page and 'value="8.000.000"' in page
    assert ask(FAMILY | {"more": "nonsense"}).status_code == 200


def test_a_plan_an_office_is_still_writing_is_nobodys_business(app, ask):
    told = ask(WHOLE | {"with_unconfirmed": "y"}).says
    assert "Phân phối đợt 2" in told
    with transaction() as session:
        plan = session.scalars(select(Policy).where(Policy.code == "MTTQ-KH-2023-2")).one()
        plan.document = plan.document | {"confirmed": False}
        plan.state, plan.confirmed_at = PolicyState.DRAFT, None
        trail.record(session, None, "policy:renewed", plan, after={})
    told = ask(WHOLE | {"with_unconfirmed": "y"}).says
    assert "Phân phối đợt 2" not in told and "đợt 2" not in told


def test_facts_that_are_not_complete_are_no_file(ask):
    for path in ("/calculator/facts", "/calculator/answer"):
        sent = ask({}, path)
        assert sent.status_code == 422 and sent.mimetype == "text/html"


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


def test_without_a_database_the_policies_of_the_release_count(app, ask, tmp_path):
    with app.app_context():
        assert settings().database_url
    page = ask(FAMILY)
    assert "22.000.000 đ" in page.says


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
