"""Vietnamese is written in the code; English is complete beside it."""

import ast
import io
import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from config import ROOT
from tests.architecture.source import place, python_files, templates, tree_of

CATALOGUE = ROOT / "aid/translations/en/LC_MESSAGES/messages.po"
KEYWORDS = {name: None for name in ("_", "_l", "gettext", "lazy_gettext")}
VIETNAMESE = re.compile("[À-ỹĐđ]")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
# The product's name, the language's own name, the letter that folds to d, and the purposes kept in the access log.
SAME_IN_EVERY_LANGUAGE = {"Kịp Thời", "· Kịp Thời", "Tiếng Việt", "đĐ", "sửa thông tin", "hồ sơ hộ"}


@pytest.fixture(scope="module")
def catalogue():
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="en")


@pytest.fixture(scope="module")
def sentences():
    """Every sentence that the code and the templates hand to gettext."""
    methods, options = parse_mapping_cfg(io.StringIO((ROOT / "babel.cfg").read_text("utf-8")))
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {row[2] for row in found}


def _is_ours(folder: str) -> bool:
    return not folder.endswith(("/.venv", "/.git", "/instance", "/tests", "/__pycache__"))


def _is_foreign(text: str) -> bool:
    return bool(VIETNAMESE.search(text)) and text.strip() not in SAME_IN_EVERY_LANGUAGE


def test_every_sentence_is_in_the_english_catalogue(catalogue, sentences):
    missing = sorted(sentences - {message.id for message in catalogue if message.id})
    assert not missing, f"run the commands of babel.cfg and translate: {missing}"


def test_the_catalogue_holds_no_sentence_that_nobody_says(catalogue, sentences):
    left = sorted({message.id for message in catalogue if message.id} - sentences)
    assert not left, left


def test_every_english_sentence_is_there_and_sure(catalogue):
    wrong = [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)]
    assert not wrong, wrong


def test_english_keeps_the_facts_of_the_sentence(catalogue):
    wrong = [
        (message.id, message.string)
        for message in catalogue
        if sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(message.string))
    ]
    assert not wrong, wrong


def test_english_sentences_are_english(catalogue):
    """A quoted word or a Vietnamese name may stay; a sentence copied from the left may not."""
    copied = [message.id for message in catalogue if message.id == message.string and len(message.id.split()) > 1]
    assert not copied, copied


def _untranslated(node: nodes.Node, inside: bool = False):
    """Vietnamese text of a template outside `_()`, as (line, text)."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
        inside = True
    if isinstance(node, nodes.TemplateData):
        texts = re.split(r"<[^>]*?(?:>|=\")|\"[^<>]*>|<[^>]*$", node.data)
        yield from ((node.lineno, text.strip()) for text in texts if _is_foreign(text))
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and not inside and _is_foreign(node.value):
        yield node.lineno, node.value
    for child in node.iter_child_nodes():
        yield from _untranslated(child, inside)


def test_no_page_says_vietnamese_past_the_catalogue():
    reader = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in templates()
        if path.suffix == ".html" and "documents" not in path.parts
        for line, text in _untranslated(reader.parse(path.read_text("utf-8")))
    ]
    assert not found, found


def _wrapped(tree: ast.Module) -> set[int]:
    """The constants inside a gettext call, and the docstrings."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
            inside |= {id(child) for child in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
    return inside


def test_no_view_says_vietnamese_past_the_catalogue():
    found = [
        f"{place(path, node)}: {node.value}"
        for path in python_files("aid/web")
        for wrapped in [_wrapped(tree_of(path))]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in wrapped
        if _is_foreign(node.value)
    ]
    assert not found, found
