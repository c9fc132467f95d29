"""The table of papers: who makes which, what must be answered, and that a frozen content comes back as it was."""

import json
from datetime import date

import pytest

from aid.domain.errors import Missing, Refusal
from aid.domain.paper_content import (
    PaperContent,
    PaperTable,
    Signature,
    TableColumn,
    content_as_data,
    content_from_data,
    file_stem,
)
from aid.domain.papers import (
    KINDS,
    Ask,
    Family,
    PaperKind,
    PaperState,
    PaperSubject,
    answers_for,
    check_draft,
    check_maker,
    kind_of,
    kinds_about,
    rows_of,
    unanswered,
)
from aid.domain.roles import MAY, Action, Actor, Role

MINUTES = PaperKind(
    "minutes", "BIÊN BẢN", PaperSubject.INCIDENT, Family.MINUTES, frozenset({Role.OFFICER}), "BB",
    (Ask("chair"), Ask("more", "long", required=False)),
)  # fmt: skip


def lan(*roles: Role) -> Actor:
    return Actor(1, 1, "Lan", "Công chức", frozenset(roles))


def content(**changes: object) -> PaperContent:
    values = {
        "kind": "proposal", "name": "TỜ TRÌNH", "subject": "Về việc hỗ trợ", "parent_agency": None,
        "agency": ("PHÒNG VĂN HÓA - XÃ HỘI",), "place": "Khương Đình", "symbol": "TTr-VHXH", "issuer": "Phòng",
        "department": "Phòng", "addressees": ("Chủ tịch",), "recipients": ("Như trên",),
        "signatures": (Signature(("TRƯỞNG PHÒNG",), "Lê Đức Minh"),), "facts": {"help": "hỗ trợ", "rows": ["một"]},
        "tables": (PaperTable((TableColumn("stt", "STT", "centre"),), ({"stt": "1"},), "1"),),
    }  # fmt: skip
    return PaperContent(**(values | changes))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_whoever_makes_a_kind_may_open_the_pages_of_papers(kind):
    assert kind.makers
    assert kind.makers <= MAY[Action.PAPER_MAKE] & MAY[Action.PAPER_SEE]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_stands_under_its_subject_and_asks_nothing_twice(kind):
    assert kind in kinds_about(kind.subject)
    assert kind_of(kind.code) is kind
    codes = [ask.code for ask in kind.asks]
    assert len(codes) == len(set(codes))
    assert {ask.shape for ask in kind.asks} <= {"line", "area", "long"}


def test_an_unknown_kind_or_question_is_not_there():
    with pytest.raises(Missing):
        kind_of("love-letter")
    with pytest.raises(Missing):
        MINUTES.ask("weather")
    assert MINUTES.ask("more").shape == "long"


def test_a_kind_is_made_by_its_makers_only():
    check_maker(MINUTES, lan(Role.OFFICER, Role.CLERK))
    with pytest.raises(Refusal) as refusal:
        check_maker(MINUTES, lan(Role.ACCOUNTANT))
    assert refusal.value.code == "paper_not_yours"


@pytest.mark.parametrize("state", [state for state in PaperState if state is not PaperState.DRAFT])
def test_only_a_draft_is_changed(state):
    check_draft(PaperState.DRAFT)
    with pytest.raises(Refusal) as refusal:
        check_draft(state)
    assert refusal.value.code == "paper_not_draft"


def test_answers_are_trimmed_and_what_was_not_asked_is_left_out():
    given = answers_for(MINUTES, {"chair": " Đỗ Văn Lộc ", "weather": "mưa"})
    assert given == {"chair": "Đỗ Văn Lộc", "more": ""}
    assert unanswered(MINUTES, given) == ()
    assert unanswered(MINUTES, {"chair": " "}) == ("chair",)


def test_rows_are_lines_with_something_in_them():
    assert rows_of("một\n\n  hai \n") == ("một", "hai")


def test_a_frozen_content_comes_back_from_json_as_it_was():
    given = content(number="41/TTr-VHXH", day=date(2026, 1, 4))
    assert content_from_data(json.loads(json.dumps(content_as_data(given)))) == given
    assert content_from_data(json.loads(json.dumps(content_as_data(content())))) == content()


@pytest.mark.parametrize("change", [{"version": 2}, {"extra": 1}])
def test_a_content_of_somebody_else_is_an_error(change):
    with pytest.raises(ValueError, match="not the content"):
        content_from_data({**content_as_data(content()), **change})


def test_a_file_is_named_by_kind_row_and_number():
    assert file_stem(content(), "12") == "proposal-12"
    assert file_stem(content(number="41/TTr-VHXH"), "12") == "proposal-12-41"
