"""Every step the trail records can be read: a sentence per action, a label per changed field."""

import ast
import re
from datetime import UTC, datetime

from aid.domain.dossiers import DOSSIER_STEPS
from aid.domain.roles import Action
from aid.queries.trail import Happened
from aid.web.history import FIELDS, SAYS, timeline_of
from aid.web.labels import LABELS
from tests.architecture.source import calls_in, dotted, place, python_files, tree_of

_ACTION = re.compile(r"[a-z_]+:[a-z_]+")


def _recorded():
    for path in python_files("aid/services"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ACTION.fullmatch(node.value):
                yield place(path, node), node.value


def test_every_recorded_action_has_a_sentence():
    wanted = [(where, action) for where, action in _recorded() if action not in set(Action)]
    assert wanted
    assert not [found for found in wanted if found[1] not in SAYS]


def _built():
    """Actions put together while running (`f"dossier:{target}"`), as patterns."""
    for path in python_files("aid/services"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z_]+" for part in node.values]
                if re.fullmatch(r"([a-z_]+|\[a-z_\]\+)+:([a-z_]+|\[a-z_\]\+)+", "".join(parts)):
                    yield re.compile("".join(parts))


def test_every_sentence_belongs_to_a_recorded_action():
    recorded, patterns = {action for _where, action in _recorded()}, list(_built())
    assert not {action for action in set(SAYS) - recorded if not any(pattern.fullmatch(action) for pattern in patterns)}


def test_every_action_built_while_running_has_a_sentence():
    assert not [pattern for pattern in _built() if not any(pattern.fullmatch(action) for action in SAYS)]


def test_every_state_a_dossier_comes_to_has_a_sentence():
    targets = {step.target for step in DOSSIER_STEPS if step.step != "reopen"}
    assert not {f"dossier:{target.value}" for target in targets} - set(SAYS)


def test_every_changed_field_has_a_label():
    missing = [
        f"{place(path, key)} {key.value}"
        for path in python_files("aid/services")
        for call in calls_in(path)
        if dotted(call.func).rpartition(".")[2] == "record"
        for keyword in call.keywords
        if keyword.arg in {"before", "after"} and isinstance(keyword.value, ast.Dict)
        for key in keyword.value.keys
        if isinstance(key, ast.Constant) and key.value not in FIELDS
    ]
    assert not missing


def test_every_group_of_a_field_has_labels():
    assert not {field.group for field in FIELDS.values()} - set(LABELS) - {""}


def _happened(**values):
    told = {"who": "Lan", "title": "kế toán", "reason": "", "before": {}, "after": {}, **values}
    return Happened(
        1, datetime(2026, 9, 15, 1, tzinfo=UTC), action="fund:received", subject="funds", subject_id=1, **told
    )


def test_the_timeline_shows_what_changed_in_the_readers_words(app):
    with app.test_request_context():
        (item,) = timeline_of(
            [
                _happened(
                    before={"amount": None, "method": "cash", "document": "PT 01"},
                    after={"amount": 1500000, "method": "bank", "document": "PT 01", "paid_on": "2026-09-15"},
                )
            ]
        )
    assert item.who == "Lan, kế toán"
    assert item.changes == [
        ("Số lượng", "—", "1.500.000"),
        ("Hình thức chi", "tiền mặt", "chuyển khoản"),
        ("Ngày chi", "—", "15/09/2026"),
    ]


def test_the_program_itself_is_named_as_the_system(app):
    with app.test_request_context():
        (item,) = timeline_of([_happened(who="", title="")])
    assert item.who == "Hệ thống"
