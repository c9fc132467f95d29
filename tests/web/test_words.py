"""Labels, filters and sentences."""

import importlib
import pkgutil
from datetime import UTC, date, datetime
from enum import StrEnum
from string import Formatter

import pytest

from aid import domain
from aid.domain import facts
from aid.domain.bank_files import Cell, LayoutCode
from aid.domain.batches import BatchStep
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.gates import Gate
from aid.domain.incidents import CAUSE_OF
from aid.domain.notices import MailState
from aid.domain.papers import Family
from aid.domain.relations import Tie
from aid.domain.roles import Action, Role
from aid.domain.runs import RunState
from aid.domain.signatures import Match, Subject
from aid.domain.work import WorkKind
from aid.web.filters import day, deadline_of, moment, money, number, quantity, slug
from aid.web.labels import LABELS, TONES, label, tone
from aid.web.messages import SUCCESS, sentence, success
from aid.web.navigation import LONGEST, menu
from aid.web.work_words import STEPS
from tests.web.sample_pages import Lan, add_samples

# Neither actions nor how far a run has come are shown: pages name buttons and progress themselves. Kinds of work are
# named in aid/web/work_words.py. A letter is shown only where it failed; gates have their own words, and how a paper is
# laid out, what a file matches, what ties somebody and what is signed are told in sentences. Columns and layouts of a
# bank's file are named where the layouts are chosen.
UNSHOWN = {Action, BatchStep, Cell, Family, Gate, LayoutCode, MailState, Match, RunState, Subject, Tie, WorkKind}


def _enums() -> list[type[StrEnum]]:
    modules = [importlib.import_module(f"aid.domain.{found.name}") for found in pkgutil.iter_modules(domain.__path__)]
    return sorted(
        {
            thing
            for module in modules
            for thing in vars(module).values()
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__module__ == module.__name__
        }
        - UNSHOWN,
        key=lambda kind: kind.__name__,
    )


@pytest.mark.parametrize("kind", _enums(), ids=lambda kind: kind.__name__)
def test_every_value_has_its_label(app, kind):
    assert set(LABELS[kind.__name__]) == {value.value for value in kind}


def test_every_kind_of_work_has_its_words_and_its_page():
    assert set(STEPS) == set(WorkKind)


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("IncidentKind", facts.CAUSES),
        ("IncidentKind", tuple(CAUSE_OF)),
        ("PovertyClass", facts.POVERTY_CLASSES),
        ("Sex", facts.SEXES),
        ("Relation", facts.RELATIONS),
        ("Residence", facts.RESIDENCES),
        ("HarmKind", (*facts.HARM_KINDS, "found")),
        ("Severity", facts.SEVERITIES),
        ("DamageDegree", facts.DEGREES),
        ("HouseType", facts.HOUSE_TYPES),
        ("Tenure", facts.TENURES),
        ("CostKind", facts.COST_KINDS),
        ("Payee", facts.COST_PAYEES),
    ],
)
def test_every_fact_of_the_contract_has_its_label(group, values):
    assert set(LABELS[group]) == set(values)


def test_a_plain_string_must_name_its_group(app):
    assert label("fire", "IncidentKind") == "cháy"
    assert tone("returned", "DossierState") == "late"
    with pytest.raises(ValueError, match="group"):
        label("fire")


def test_tones_are_the_five_of_the_look():
    assert {tone for rows in TONES.values() for tone in rows.values()} <= {"late", "soon", "done", "info", "plain"}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: money(1_234_567), "1.234.567\u00a0đ"),
        (lambda: money(-5_000), "-5.000\u00a0đ"),
        (lambda: number(0), "0"),
        (lambda: quantity(30, "kg_rice"), "30\u00a0kg\u00a0gạo"),
        (lambda: day(date(2026, 1, 5)), "05/01/2026"),
        (lambda: day(datetime(2026, 9, 12, 17, 30, tzinfo=UTC)), "13/09/2026"),
        (lambda: day(None), "–"),
        (lambda: moment(datetime(2026, 9, 12, 17, 30, tzinfo=UTC)), "00:30 13/09/2026"),
        (lambda: slug("Đợt chi 12/9: Hộ nghèo"), "dot-chi-12-9-ho-ngheo"),
    ],
)
def test_a_value_is_written_the_vietnamese_way(app, shown, expected):
    assert shown() == expected


@pytest.mark.parametrize(
    ("left", "unit", "says", "tone"),
    [
        (3, "working_day", "còn 3 ngày làm việc", "plain"),
        (1, "day", "còn 1 ngày", "soon"),
        (0, "day", "hôm nay là hạn chót", "soon"),
        (-2, "day", "quá hạn 2 ngày", "late"),
    ],
)
def test_what_is_left_is_said_in_words(app, left, unit, says, tone):
    assert deadline_of(left, unit) == (says, tone)


def test_no_clock_no_deadline(app):
    assert deadline_of(None) is None


def test_a_sentence_tells_its_facts_in_words(app):
    says = sentence(Refusal("duty_excluded", held=Duty.PREPARE, needed=Duty.SIGN))
    assert "“lập hồ sơ”" in says
    assert "“ký quyết định”" in says


def test_a_year_is_not_grouped_and_an_amount_is(app, monkeypatch):
    monkeypatch.setitem(SUCCESS, "told", "{year}: {amount}")
    assert success("told", year=2026, amount=2026) == "2026: 2.026"


@pytest.mark.parametrize("key", SUCCESS)
def test_every_success_can_be_said(app, key):
    names = {part[1] for part in Formatter().parse(str(SUCCESS[key])) if part[1]}
    assert success(key, **dict.fromkeys(names, "x"))


@pytest.mark.parametrize("role", Role)
def test_a_menu_is_short_and_leads_somewhere(app, role):
    add_samples(app)
    with app.test_request_context("/incidents/3"):
        items = menu(Lan.actor._replace(roles=frozenset({role})))
    assert 1 <= len(items) <= LONGEST
    assert [item.href for item in items if item.current] in (["/incidents"], [])
