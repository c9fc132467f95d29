"""Every sum of money is typed the same way, and what the program understood stands under it."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest
from wtforms.fields.core import UnboundField

from aid import clock
from aid.web import forms
from aid.web.filters import day
from aid.web.forms.fields import MoneyField
from tests.factories.funds import MILLION, make_crew, make_fund

# What an officer would read as a sum of money; kilograms and counts have their own field.
SUM = re.compile(r"tiền|Tổng hồ sơ|Mức (đề nghị|chuẩn một tháng|phải)|không quá$|nhiều nhất mỗi người")


def _fields():
    for found in walk_packages(forms.__path__, "aid.web.forms."):
        for name, made in vars(import_module(found.name)).items():
            for attribute, field in vars(made).items() if isinstance(made, type) else ():
                if isinstance(field, UnboundField) and made.__module__ == found.name:
                    yield f"{found.name}.{name}.{attribute}", field


@pytest.fixture
def hoa(app, as_user):
    app.config["WTF_CSRF_ENABLED"] = False
    crew = make_crew()
    make_fund(crew.accountant, 100 * MILLION)
    return as_user("hoa")


def test_every_sum_of_every_form_is_the_tolerant_field(app):
    with app.test_request_context():
        sums = {name: field for name, field in _fields() if field.args and SUM.search(str(field.args[0]))}
        assert len(sums) >= 15
        assert [name for name, field in sums.items() if not issubclass(field.field_class, MoneyField)] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("15tr", "15.000.000\u00a0đ (Mười lăm triệu đồng)"),
        ("2 tỷ 500", "2.500.000.000\u00a0đ (Hai tỷ năm trăm triệu đồng)"),
        ("", ""),
    ],
)
def test_what_is_typed_is_said_back_at_once(client, text, says):
    assert client.get("/amounts/read", query_string={"text": text}).json == {"says": says, "read": True}


def test_what_has_two_meanings_is_asked_back_with_its_cure(client):
    told = client.get("/amounts/read", query_string={"text": "2 tỷ 5"}).json
    assert told["read"] is False
    assert "2 tỷ 500 triệu" in told["says"]


def test_a_refused_form_says_the_sum_it_read(hoa):
    page = hoa.post("/funds/1/receive", data={"amount": "15tr", "day": "", "document": "PT 02"})
    assert "15.000.000\u00a0đ (Mười lăm triệu đồng)</output>" in page.get_data(as_text=True)


def test_a_confirmation_repeats_the_sum_in_words(hoa):
    values = {"amount": "1tr5", "day": day(clock.today()), "document": "PT 02", "note": ""}
    page = hoa.post("/funds/1/receive", data=values).get_data(as_text=True)
    assert "1.500.000\u00a0đ" in page
    assert "Một triệu năm trăm nghìn đồng" in page


def test_an_unread_sum_keeps_what_was_typed_and_says_nothing_under_it(hoa):
    page = hoa.post("/funds/1/receive", data={"amount": "1.500", "day": "", "document": ""}).get_data(as_text=True)
    assert 'value="1.500"' in page
    assert re.search(r'<output class="field__echo"[^>]*></output>', page)
