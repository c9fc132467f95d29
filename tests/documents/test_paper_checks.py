"""What an office may write into a template, and the line and cure of what it may not."""

import pytest

from aid.documents.paper_checks import check_template, parts, placeholders
from aid.documents.paper_sandbox import TooMuch, filled, shipped_source
from aid.domain.errors import Refusal
from aid.domain.papers import KINDS

HEAD = '{% extends "papers/_named.html" %}\n{% block body %}\n'
END = "\n{% endblock %}\n"


def body(text):
    return f"{HEAD}{text}{END}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_templates_say_nothing_an_office_may_not(kind):
    check_template(kind, shipped_source(kind))


def test_placeholders_and_parts_are_listed_for_the_writer():
    assert {"addressees", "help", "total", "tables", "number"} <= set(placeholders("proposal"))
    assert {"text", "heading", "address", "listed", "closing"} <= set(parts())


REFUSED = {
    "broken": ("{{ text('một' }}", "template_unreadable"),
    "unknown name": ("{{ text(salary) }}", "template_unknown_name"),
    "python attribute": ("{{ text(help.__class__) }}", "template_forbidden"),
    "method": ("{{ help.upper() }}", "template_forbidden"),
    "include": ('{% include "decision.html" %}', "template_forbidden"),
    "import": ('{% from "_head.html" import paper_head %}', "template_forbidden"),
    "macro": ("{% macro again() %}{{ again() }}{% endmacro %}", "template_forbidden"),
    "set": ("{% set more = help %}", "template_forbidden"),
    "multiplication": ("{{ 'x' * 100000000 }}", "template_forbidden"),
    "power": ("{{ 9 ** 99999999 }}", "template_forbidden"),
    "range": ("{% for one in range(100000) %}x{% endfor %}", "template_forbidden"),
    "literal list": ("{% for one in [1, 2] %}x{% endfor %}", "template_forbidden"),
    "recursive loop": ("{% for one in addressees recursive %}{{ loop(addressees) }}{% endfor %}", "template_forbidden"),
    "safe": ("{{ help|safe }}", "template_forbidden"),
    "attribute of filter": ("{{ addressees|map(attribute='x')|join }}", "template_forbidden"),
    "script": ("<script>alert(1)</script>", "template_element_forbidden"),
    "image": ('<img src="http://127.0.0.1/x">', "template_element_forbidden"),
    "style": ('<p style="background:url(file:///etc/passwd)">a</p>', "template_element_forbidden"),
    "link": ('<link rel="stylesheet" href="http://127.0.0.1/x">', "template_element_forbidden"),
    "style element": ("<style>p { color: red }</style>", "template_element_forbidden"),
    "handler": ('<p onclick="x()">a</p>', "template_element_forbidden"),
    "frame": ('<iframe src="file:///etc/passwd"></iframe>', "template_element_forbidden"),
    "kept as it stands": ('{% raw %}{{ <img src="x"> }}{% endraw %}', "template_element_forbidden"),
    "comment that is none": ("""{{ "}}{#" }}<p style="color:white">a</p>{{ "#}" }}""", "template_element_forbidden"),
    "comment of a browser": ("<!--><p style='color:white'>a</p>-->", "template_element_forbidden"),
    "value as attribute": ("<p {{ help }}>a</p>", "template_element_forbidden"),
    "value in attribute": ('<p class="{{ help }}">a</p>', "template_element_forbidden"),
    "attribute by turns": (
        '<p {% if help %}class="{% endif %} style=color:white class=" ">a</p>',
        "template_element_forbidden",
    ),
    "broken attribute": ("""<p class="a"'style="color:white">a</p>""", "template_element_forbidden"),
    "never closed": ('<p class="', "template_element_forbidden"),
    "endless cell": ('<table><tr><td colspan="99999999">a</td></tr></table>', "template_element_forbidden"),
    "endless number": ('{{ "%0300000000d"|format(1) }}', "template_forbidden"),
    "width by value": ('{{ ("%0" ~ total ~ "d")|format(1) }}', "template_forbidden"),
    "endless text": ("{{ help|join(help|join(help|join(help))) }}", "template_forbidden"),
    "text by steps": ("{{ help|join('0123456789')|join('0123456789') }}", "template_forbidden"),
    "long between": ("{{ addressees|join('123456789012345678901') }}", "template_forbidden"),
    "work without text": ("{% for a in help %}{% for b in help %}{% endfor %}{% endfor %}", "template_forbidden"),
    "same rows again": (
        "{% for a in tables %}{% for b in a.rows %}{% for c in a.rows %}{% endfor %}{% endfor %}{% endfor %}",
        "template_forbidden",
    ),
    "wrong part": ("{{ text(heading) }}{{ text(no_such(1)) }}", "template_forbidden"),
    "missing argument": ("{{ text() }}", "template_unknown_name"),
    "missing attribute": ("{{ tables[0].columns[0].salary }}", "template_unknown_name"),
    "missing row": ("{{ listed(tables[7]) }}", "template_unknown_name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_allowed_is_refused_with_its_line(name):
    text, code = REFUSED[name]
    with pytest.raises(Refusal) as refusal:
        check_template("proposal", body(text))
    assert refusal.value.code == code
    assert refusal.value.facts["line"] == 3


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "template_empty"),
        ("<p>x</p>", "template_without_layout"),
        ('{% extends "decision.html" %}', "template_forbidden"),
        ('{% extends "../css/list.css" %}', "template_forbidden"),
        (body("x" * 70_000), "template_too_long"),
        (
            body(
                "{% for a in addressees %}{% for b in a %}{% for c in b %}{% for d in c %}"
                "x{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
            ),
            "template_too_deep",
        ),
    ],
    ids=["empty", "no layout", "foreign layout", "path", "long", "deep"],
)
def test_a_template_that_is_none_is_refused(source, code):
    with pytest.raises(Refusal) as refusal:
        check_template("proposal", source)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 5000,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% if help %}" * 500 + "{% endif %}" * 500,
        "x" * 300,
    ],
    ids=["elements", "brackets", "questions", "word"],
)
def test_what_the_program_would_break_under_is_refused_in_a_sentence(text):
    with pytest.raises(Refusal, match=r"template_endless|template_not_drawn"):
        check_template("proposal", body(text))


def test_a_writer_may_still_join_format_and_repeat():
    check_template(
        "proposal",
        body(
            "<p class='text'>{{ addressees|join('; ') }} {{ '%02d'|format(3) }}</p>"
            "{% for table in tables %}{% for row in table.rows %}<p>{{ loop.index }}</p>{% endfor %}{% endfor %}"
        ),
    )


def test_a_layout_of_another_family_is_an_offices_choice():
    check_template("proposal", shipped_source("proposal").replace("_named", "_dispatch"))


def test_work_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr("aid.documents.paper_sandbox.SECONDS", 0.0)
    with pytest.raises(TooMuch):
        filled("{% for one in many %}{{ one }}{% endfor %}", {"many": list(range(1000))})
    monkeypatch.setattr("aid.documents.paper_sandbox.LONGEST_PAGE", 10)
    with pytest.raises(TooMuch):
        filled("{{ one }}", {"one": "x" * 100})


def test_a_value_is_never_read_as_a_template_or_an_element():
    page = filled("<p>{{ name }}</p>", {"name": "{{ 7 * 7 }}<img src=x>"})
    assert page == "<p>{{ 7 * 7 }}&lt;img src=x&gt;</p>"
