"""Every Vietnamese letter in four styles, from one typeface, and amounts that read the same in figures and words."""

import re
import unicodedata

import pytest

from aid.documents.decision import render_decision
from aid.documents.engine import draw
from aid.domain.words import words
from tests.documents.papers import decision, row
from tests.documents.reading import Paper

_BASES = "aăâeêioôơuưy"
_MARKS = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(
    unicodedata.normalize("NFC", letter)
    for base in _BASES + _BASES.upper()
    for letter in (base, *(base + mark for mark in _MARKS))
    if letter not in "aeiouyAEIOUY"
) + "đĐ"  # fmt: skip


def test_there_are_134_letters_with_marks() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize(
    ("tag", "face"),
    [("span", "Tinos"), ("b", "Tinos-Bold"), ("i", "Tinos-Italic"), ("b><i", "Tinos-Bold-Italic")],
)
def test_each_letter_is_drawn_by_tinos_in_each_style(tag: str, face: str) -> None:
    closing = "".join(f"</{part}>" for part in reversed(tag.split("><")))
    line = f"<p><{tag}>{' '.join(LETTERS)}{closing}</p>"
    page = f'<html lang="vi"><head><title>t</title></head><body>{line}</body></html>'
    paper = Paper(draw(page, "decision.html"))
    drawn = [char for char in paper.chars() if not char["text"].isspace()]
    assert {char["fontname"].partition("+")[2] for char in drawn} == {face}
    assert {char["text"] for char in drawn} == set(LETTERS)


def test_decomposed_letters_are_put_together() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Mỹ Hậu")
    text = Paper(render_decision(decision(signer=name))).text()
    assert "Nguyễn Thị Mỹ Hậu" in text


AMOUNTS = [1, 15_000, 1_050_000, 5_400_000, 22_600_000, 25_040_000, 104_000_000, 1_000_001, 1_234_567_891]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_figures_and_words_are_the_same_amount(amount: int) -> None:
    text = Paper(render_decision(decision(row(1, amount=amount)))).text()
    found = re.search(r"số tiền ([\d.]+) đồng \(Bằng chữ: ([^)]+) đồng\)", text)
    assert found
    assert int(found[1].replace(".", "")) == amount
    assert found[2].lower() == words(amount)
