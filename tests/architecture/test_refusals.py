"""Every "no" a rule can say has its sentence, and no sentence waits for a rule that is gone."""

import ast
import string

from aid.web.messages import SENTENCES
from tests.architecture.source import calls_in, dotted, place, python_files


def _refusals():
    for path in python_files("aid"):
        for call in calls_in(path):
            if dotted(call.func).rpartition(".")[2] == "Refusal" and call.args:
                yield path, call


def _codes(node: ast.expr) -> set[str]:
    """The codes written in the call itself; one that is looked up in a table is found among all strings."""
    if isinstance(node, ast.IfExp):
        return _codes(node.body) | _codes(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _all_strings() -> set[str]:
    skipped = {"messages.py", "sentences.py", "case_sentences.py", "signing_sentences.py"}
    return {
        node.value
        for path in python_files("aid")
        if path.name not in skipped
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_refusal_has_a_sentence():
    missing = [
        f"{place(path, call)} {code}"
        for path, call in _refusals()
        for code in _codes(call.args[0])
        if code not in SENTENCES
    ]
    assert not missing, missing


def test_every_sentence_belongs_to_a_refusal():
    unused = sorted(set(SENTENCES) - _all_strings())
    assert not unused, unused


def test_a_sentence_uses_only_facts_that_the_rule_gives():
    given: dict[str, list[set[str]]] = {}
    for _path, call in _refusals():
        for code in _codes(call.args[0]):
            if all(keyword.arg for keyword in call.keywords):
                given.setdefault(code, []).append({keyword.arg for keyword in call.keywords})
    wrong = [
        f"{code}: {sorted(wanted - facts)}"
        for code, sentence in SENTENCES.items()
        for facts in given.get(code, [])
        if (wanted := {name for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}) - facts
    ]
    assert not wrong, wrong
