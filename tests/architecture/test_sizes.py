import ast
import re

import pytest

from config import ROOT
from tests.architecture.source import place, python_files, templates, tree_of

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_VIEW = 25
LINES_OF_A_TEMPLATE = 150
CODE = ("aid", "migrations/env.py", "benchmarks", "tests", "config.py", "wsgi.py")
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "manager.py", "common.py", "misc.py"}


def _length(node: ast.AST) -> int:
    """Lines of a function with its decorators left out and its docstring counted."""
    return node.end_lineno - node.lineno + 1


def _functions(*roots):
    for path in python_files(*roots):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def _is_view(node: ast.FunctionDef) -> bool:
    return any(
        "route" in ast.unparse(decorator) or ".get(" in ast.unparse(decorator) or ".post(" in ast.unparse(decorator)
        for decorator in node.decorator_list
    )


def test_no_file_is_longer_than_a_person_reads_at_once():
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files(*CODE)
        if (count := len(path.read_text("utf-8").splitlines())) > LINES_OF_A_FILE
    }
    assert not long, long


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{place(path, node)} {node.name}: {_length(node)}"
        for path, node in _functions(*CODE)
        if _length(node) > LINES_OF_A_FUNCTION
    ]
    assert not long, long


def test_a_view_only_loads_calls_and_answers():
    long = [
        f"{place(path, node)} {node.name}: {_length(node)}"
        for path, node in _functions("aid/web")
        if _is_view(node) and _length(node) > LINES_OF_A_VIEW
    ]
    assert not long, long


def test_no_template_is_longer_than_a_person_reads_at_once():
    long = {
        str(path.relative_to(ROOT)): count
        for path in templates()
        if (count := len(path.read_text("utf-8").splitlines())) > LINES_OF_A_TEMPLATE
    }
    assert not long, long


def test_a_file_is_named_for_what_it_knows():
    found = [str(path.relative_to(ROOT)) for path in python_files("aid", "tests") if path.name in FORBIDDEN_NAMES]
    assert not found, found


IMPORT = re.compile(r"{%-?\s*from\s+[\"'][^\"']+[\"']\s+import\s+([^%]+?)\s*(?:with(?:out)? context)?\s*-?%}")


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_macro_a_template_imports_is_used(path):
    text = path.read_text("utf-8")
    rest = IMPORT.sub("", text)
    imported = [name.split(" as ")[-1].strip() for names in IMPORT.findall(text) for name in names.split(",")]
    unused = [name for name in imported if not re.search(rf"\b{name}\b", rest)]
    assert not unused, unused


@pytest.mark.parametrize("layer", ["domain", "services", "queries"])
def test_every_public_function_of_a_layer_promises_something(layer):
    silent = [
        f"{place(path, node)} {node.name}"
        for path in python_files(f"aid/{layer}")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node) is None
    ]
    assert not silent, silent
