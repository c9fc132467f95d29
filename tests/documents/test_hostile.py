"""Hostile texts in every field of every paper: nothing is opened, nothing leaves its place. bin/trial tries all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import HTML

from aid.documents.engine import RenderError, draw
from tests.documents.hostile import COUNT, PAPERS, Canary, Hostile, canary, harm_of, hostile, in_turn

ROUNDS = range(0, COUNT, 60)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with canary() as address:
        yield address


@pytest.fixture(autouse=True)
def _no_hits() -> None:
    Canary.hits.clear()


def test_there_are_three_hundred_different_texts(address):
    assert len(set(hostile(address))) == COUNT == 300


def test_the_canary_hears_the_renderer_as_it_comes(address):
    """The seeded bug: WeasyPrint with the fetcher it comes with, and the texts as markup."""
    for text in hostile(address):
        if text.startswith(("<img", "<link", "<style", "<object", "<embed", "<svg")):
            HTML(string=text.replace("\ud800", "")).write_pdf()
    assert len(set(Canary.hits)) >= 10


def test_a_text_that_became_markup_is_seen():
    page = '<p style="position:absolute;left:-3cm">x</p><a href="https://kipthoi.example/">y</a>'
    assert harm_of(HTML(string=page).write_pdf()) == {"letters beside the margins", "a link or a field"}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_no_field_of_a_paper_reaches_out_or_leaves_its_place(paper: Hostile, address):
    texts = hostile(address)
    for first in ROUNDS:
        assert harm_of(paper.draw(in_turn(texts, first))) == set(), first
    assert Canary.hits == []


def test_every_paper_that_can_be_drawn_is_tried():
    drawn = {
        part.name
        for file in Path("aid/documents").glob("*.py")
        for part in ast.parse(file.read_text("utf-8")).body
        if isinstance(part, ast.FunctionDef) and part.name.startswith("render_")
    }
    source = Path("tests/documents/hostile.py").read_text("utf-8")
    assert {name for name in drawn if f"{name}(" not in source} == set()


@pytest.mark.parametrize("address_of", ["{canary}/x", "file:///etc/passwd", "data:image/png;base64,AAAA", "ftp://x/y"])
def test_a_page_that_asks_for_something_is_an_ordinary_error(address_of: str, address):
    with pytest.raises(RenderError):
        draw(f'<html><body><img src="{address_of.format(canary=address)}"/></body></html>', "decision.html")
    assert Canary.hits == []
