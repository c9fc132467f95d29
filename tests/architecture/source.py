"""What the gates read: our own files, as text and as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from config import ROOT

PROGRAM = ("aid", "migrations", "benchmarks", "config.py", "wsgi.py")
_SKIPPED = {".venv", ".git", "instance", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def python_files(*roots: str) -> list[Path]:
    """Every Python file below these files or folders of the repository."""
    found: list[Path] = []
    for root in roots:
        path = ROOT / root
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in found if path.exists() and not _SKIPPED & set(path.parts)]


def templates() -> list[Path]:
    """Every page, macro and paper."""
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def all_texts() -> Iterator[tuple[Path, str]]:
    """Every text file that is or will be committed."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not _SKIPPED & set(path.relative_to(ROOT).parts):
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def calls_in(path: Path) -> Iterator[ast.Call]:
    """Every call in one file."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """`db.session.commit` for such an expression; what is not a name is left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def place(path: Path, node: ast.AST) -> str:
    """Where a finding is, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
