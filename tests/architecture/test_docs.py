"""The pages people read beside the program: their links lead somewhere, their button words are the program's."""

import io
import re

import pytest
from babel.messages.pofile import read_po

from config import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
HANDBOOK = sorted((ROOT / "docs/handbook").glob("*.md"))
# Words set bold for weight, not as a name on a screen.
STRESSED = {"báo"}


def _name(path) -> str:
    return str(path.relative_to(ROOT))


def _words(document) -> set[str]:
    return set(re.findall(r"\*\*(.+?)\*\*", document.read_text("utf-8")))


@pytest.mark.parametrize("document", PAGES, ids=_name)
def test_every_link_and_picture_is_there(document):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", document.read_text("utf-8"))
    gone = [
        link for pair in links for link in pair if link and "://" not in link and not (document.parent / link).exists()
    ]
    assert not gone, gone


@pytest.fixture(scope="module")
def on_screen():
    catalogue = read_po(io.BytesIO((ROOT / "aid/translations/en/LC_MESSAGES/messages.po").read_bytes()))
    sentences = {message.id for message in catalogue if message.id}
    # "Lập đợt chi: %(n)s khoản" is read as "Lập đợt chi".
    return sentences | {re.split(r"[:;(%]", sentence)[0].strip() for sentence in sentences}


@pytest.mark.parametrize("document", HANDBOOK, ids=_name)
def test_the_handbook_calls_a_button_as_the_screen_does(document, on_screen):
    unknown = sorted(_words(document) - STRESSED - on_screen)
    assert not unknown, unknown
