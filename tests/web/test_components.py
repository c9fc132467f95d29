"""The components on their sample pages: what stands there, and that it is sound HTML (the client checks that)."""

import re

import pytest

from tests.web.sample_pages import add_samples

TYPED = {"what": "  Cháy nhà  ", "kind": "fire", "on": "12/9/2026", "amount": "15 triệu", "residence": "permanent"}


@pytest.fixture
def lan(app, browser_of):
    add_samples(app)
    return browser_of()


def _send(lan, **typed):
    page = lan.get("/sample/form").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    return lan.post("/sample/form", data={**TYPED, "csrf_token": token, **typed}).text


@pytest.mark.parametrize("name", ["case", "form", "list", "pay", "open"])
def test_a_sample_page_is_sound(lan, name):
    assert lan.get(f"/sample/{name}").status_code == 200


def test_money_and_days_are_written_the_vietnamese_way(lan):
    page = lan.get("/sample/case").text
    assert "65.000.000\u00a0đ" in page
    assert "16/09/2026" in page
    assert "08:05 13/09/2026" in page


def test_a_blocked_task_has_its_reason_and_no_link(lan):
    page = lan.get("/sample/case").text
    assert "Còn thiếu giấy ra viện" in page
    assert "Trình thẩm định</a>" not in page.partition("task-list")[2]


def test_an_empty_table_says_so(lan):
    assert "Chưa nhận khoản hỗ trợ nào khác." in lan.get("/sample/case").text


def test_all_faults_are_told_at_once_and_what_was_typed_stays(lan):
    page = _send(lan, on="31/2/2026", amount="1.500", residence="", kind="")
    assert "<title>Lỗi:" in page
    for field in ("on", "amount", "residence", "kind"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page
    assert 'value="31/2/2026"' in page
    assert 'value="1.500"' in page
    assert 'value="Cháy nhà"' in page


def test_an_optional_field_that_cannot_be_read_is_told(lan):
    page = _send(lan, people="ba", phone="12", identity="123", born="5/1/26", hour="25:00")
    assert page.count("field__error") == 5


def test_an_empty_field_asks_to_be_filled_in_or_chosen(lan):
    page = _send(lan, what="  ", kind="")
    assert "Hãy điền: Chuyện gì xảy ra." in page
    assert "Hãy chọn: Loại vụ việc." in page


def test_a_refusal_stands_beside_its_field_or_above_the_form(lan):
    page = _send(lan)
    assert 'href="#amount">Số tiền phải lớn hơn 0.' in page
    assert "<li>Bước này cần lý do bằng văn bản." in page


def test_a_value_outside_the_list_is_refused(lan):
    assert "Hãy chọn một mục trong danh sách." in _send(lan, residence="palace")


def test_the_page_links_keep_the_filter(lan):
    page = lan.get("/sample/list?q=Lan&page=2").text
    assert "/sample/list?q=Lan&amp;page=3" in page
    assert "/sample/list?q=Lan&amp;page=1" in page


@pytest.mark.parametrize("number", ["0", "-3", "x", "٣", "99999999999", "7.5"])
def test_a_page_number_that_is_none_is_the_first(lan, number):
    assert "Trang 1 trên 7" in lan.get(f"/sample/list?page={number}").text


def test_the_confirmation_repeats_name_and_amount_and_has_one_filled_button(lan):
    page = lan.get("/sample/pay").text
    assert "Bà Nguyễn Thị Mẫu" in page
    assert "65.000.000\u00a0đ" in page
    assert page.count("button--main") == 1


def test_a_signed_in_page_has_a_way_out_and_is_not_kept(lan):
    page = lan.get("/sample/case").text
    assert re.search(r'<form method="post" action="/logout">', page)
    assert "Lê Thị Lan" in page
