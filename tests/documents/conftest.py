import pytest

from aid.documents.decision import render_decision
from tests.documents.papers import decision, many
from tests.documents.reading import Paper


@pytest.fixture(scope="session")
def one() -> Paper:
    return Paper(render_decision(decision()))


@pytest.fixture(scope="session")
def fifty_six() -> Paper:
    return Paper(render_decision(many()))
