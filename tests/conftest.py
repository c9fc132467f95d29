"""What every test shares; each family of fixtures has its file in tests/fixtures."""

from hypothesis import settings

# How long one example takes says nothing on a machine that runs other tests at the same time.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

pytest_plugins = [
    "tests.fixtures.postgres",
    "tests.fixtures.databases",
    "tests.fixtures.application",
    "tests.fixtures.browsing",
    "tests.fixtures.threads",
    "tests.fixtures.tokens",
]


def pytest_addoption(parser):
    parser.addoption("--write-samples", action="store_true", help="write aid/documents/samples.json anew")
