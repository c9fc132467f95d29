import pytest

from config import ROOT, Config, SettingsError

SAFE = {
    "SECRET_KEY": "m3p0XwTz7yQ9rLk2vBn8sDf4gHj6aCe1",
    "AID_BASE_URL": "https://khancap.example.vn",
}


def test_an_office_starts_with_its_own_keys_and_https():
    config = Config.from_env(SAFE)
    assert not config.demo
    assert config.for_flask()["SESSION_COOKIE_SECURE"] is True
    assert config.trusted_hosts == ["khancap.example.vn"]


def test_the_demo_starts_without_any_setting_but_its_name():
    config = Config.from_env({"AID_DEMO": "1"})
    assert config == Config.from_env({"AID_DEMO": "1"})
    assert config.for_flask()["SESSION_COOKIE_SECURE"] is False
    assert "127.0.0.1" in config.trusted_hosts


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"SECRET_KEY": ""}, "SECRET_KEY is missing", id="no session key"),
        pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY is too weak", id="short key"),
        pytest.param({"SECRET_KEY": "a" * 64}, "SECRET_KEY is too weak", id="one letter"),
        pytest.param(
            {"SECRET_KEY": Config.from_env({"AID_DEMO": "1"}).secret_key}, "too weak or public", id="the demo's key"
        ),
        pytest.param({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on", id="debugger"),
        pytest.param({"AID_BASE_URL": "http://khancap.example.vn"}, "AID_BASE_URL", id="plain HTTP"),
        pytest.param({"AID_BASE_URL": ""}, "AID_BASE_URL", id="no address"),
        pytest.param({"AID_TODAY": "2026-09-15T08:00+07:00"}, "only with AID_DEMO=1", id="shifted clock"),
        pytest.param({"AID_SIGNING_MINUTES": "-5"}, "AID_SIGNING_MINUTES", id="minutes below zero"),
        pytest.param({"AID_SIGNING_MINUTES": "600"}, "AID_SIGNING_MINUTES", id="a key open all day"),
        pytest.param({"AID_TRUST_ROOTS": "no/such/folder"}, "AID_TRUST_ROOTS", id="no folder of roots"),
        pytest.param({"AID_DEMO": "yes"}, "write 1 for yes", id="misspelt boolean"),
        pytest.param({"AID_DEMO": "1", "AID_TODAY": "2026-09-15T08:00"}, "2026-09-15T08:00", id="no zone"),
        pytest.param({"AID_DEMO": "1", "AID_TODAY": "tomorrow"}, "'tomorrow'", id="not a day"),
        pytest.param({"DATABASE_URL": "mysql://x/y"}, "mysql", id="unknown database"),
        pytest.param({"DATABASE_URL": "sqlite://"}, "without a file", id="money in memory"),
        pytest.param({"DATABASE_URL": "nonsense"}, "cannot be read", id="unreadable address"),
    ],
)
def test_what_is_insecure_or_unclear_is_refused_with_a_sentence(changed, told):
    with pytest.raises(SettingsError, match=told):
        Config.from_env({**SAFE, **changed})


def test_a_relative_file_lies_below_the_repository_wherever_the_program_is_started():
    assert Config.from_env(SAFE).database_url == f"sqlite:///{ROOT}/instance/aid.db"
    config = Config.from_env({**SAFE, "DATABASE_URL": "sqlite:///data/x.db", "AID_FILES": "data/files"})
    assert config.database_url == f"sqlite:///{ROOT}/data/x.db"
    assert config.files == ROOT / "data" / "files"


def test_an_absolute_file_stays_where_it_is():
    config = Config.from_env({**SAFE, "DATABASE_URL": "sqlite:////srv/aid.db", "AID_FILES": "/srv/files"})
    assert config.database_url == "sqlite:////srv/aid.db"
    assert str(config.files) == "/srv/files"


def test_postgresql_is_spoken_by_psycopg_and_keeps_its_password():
    for scheme in ("postgresql", "postgresql+psycopg"):
        config = Config.from_env({**SAFE, "DATABASE_URL": f"{scheme}://aid:secret@db/aid"})
        assert config.database_url == "postgresql+psycopg://aid:secret@db/aid"
        assert not config.is_sqlite


def test_signing_asks_every_time_and_trusts_nobody_until_the_office_says_otherwise(tmp_path):
    plain = Config.from_env(SAFE)
    assert (plain.signing_minutes, plain.trust_roots, plain.pkcs11_module) == (0, None, None)
    told = {"AID_SIGNING_MINUTES": "15", "AID_TRUST_ROOTS": str(tmp_path), "AID_PKCS11_MODULE": "/usr/lib/token.so"}
    config = Config.from_env(SAFE | told)
    assert (config.signing_minutes, config.trust_roots) == (15, tmp_path)
    assert config.pkcs11_module == "/usr/lib/token.so"


@pytest.mark.parametrize("text", ["-1", "two", "65", "1.5"])
def test_a_senseless_number_of_workers_is_refused(text):
    with pytest.raises(SettingsError, match="AID_WORKERS"):
        Config.from_env({"AID_DEMO": "1", "AID_WORKERS": text})


def test_workers_may_run_elsewhere():
    assert Config.from_env({"AID_DEMO": "1"}).workers == 1
    assert Config.from_env({"AID_DEMO": "1", "AID_WORKERS": "0"}).workers == 0
