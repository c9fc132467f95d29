import pytest

from tests.architecture.source import calls_in, dotted, place, python_files

THE_ONE_PLACE = "aid/services/transaction.py"
ENDINGS = {"commit", "rollback"}
WRITING = {"add", "add_all", "delete", "merge", "flush", "bulk_save_objects", "bulk_insert_mappings"}
READING_LAYERS = ("aid/queries", "aid/documents", "aid/web", "aid/models", "aid/domain", "aid/extensions.py")


def _of_a_session(name: str) -> bool:
    owner, _, verb = name.rpartition(".")
    return owner.split(".")[-1] in {"session", "connection", "db"} and bool(verb)


def test_only_the_transaction_module_commits_or_rolls_back():
    found = [
        place(path, call)
        for path in python_files("aid")
        if not str(path).endswith(THE_ONE_PLACE)
        for call in calls_in(path)
        if dotted(call.func).rpartition(".")[2] in ENDINGS
    ]
    assert not found, found


@pytest.mark.parametrize("layer", READING_LAYERS)
def test_a_reading_layer_never_writes_rows(layer):
    found = [
        place(path, call)
        for path in python_files(layer)
        for call in calls_in(path)
        if _of_a_session(dotted(call.func)) and dotted(call.func).rpartition(".")[2] in WRITING
    ]
    assert not found, found


def test_queries_and_pages_build_no_writing_statement():
    found = [
        place(path, call)
        for path in python_files("aid/queries", "aid/web", "aid/documents")
        for call in calls_in(path)
        if dotted(call.func) in {"insert", "update", "delete", "sa.insert", "sa.update", "sa.delete"}
    ]
    assert not found, found
