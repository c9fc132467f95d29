from tests.architecture.state_docs import FILE, text


def test_the_page_of_states_says_what_the_tables_say(app):
    assert FILE.read_text("utf-8") == text(), "run: .venv/bin/python -m tests.architecture.state_docs"
