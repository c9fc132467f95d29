"""What every test shares; each family of fixtures has its file in tests/fixtures."""

pytest_plugins = [
    "tests.fixtures.postgres",
    "tests.fixtures.databases",
    "tests.fixtures.application",
    "tests.fixtures.browsing",
    "tests.fixtures.threads",
]
