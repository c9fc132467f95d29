"""What goes wrong while signing leaves the decision and its dossier where they were, and the next try works."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from obstore.exceptions import GenericError
from obstore.store import LocalStore
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.signatures import Part, Way
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.queries.signables import files_of
from aid.services import check, signatures, signing_keys
from aid.services.transaction import transaction
from aid.web.messages import sentence
from config import ROOT
from tests.factories import pki
from tests.factories.dossiers import dossier_of, make_decision, make_staff
from tests.factories.signing import code_of, drawn_of, make_office, sign

FULL = "Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"

# Signs in a process of its own that is killed when the signed file lies in the store and the decision does not know it.
_KILLED = """
import os, signal, sys
from pathlib import Path
from aid import create_app
from aid.documents import storage
from aid.domain.roles import Actor, Role
from aid.domain.signatures import Part
from aid.services import signatures
from config import config_for_tests

url, files, decision_id, user_id, agency_id, password = sys.argv[1:]
app = create_app(config_for_tests(url, Path(files)))
put = storage.put

def put_and_die(root, data):
    put(root, data)
    os.kill(os.getpid(), signal.SIGKILL)

with app.app_context():
    storage.put = put_and_die
    hoa = Actor(int(user_id), int(agency_id), "Hoa", "", frozenset({Role.APPROVER}))
    signatures.sign(int(decision_id), Part.SIGNER, password, actor=hoa)
"""


@pytest.fixture
def office(app):
    return make_office()


def _as_it_was(office, drawn):
    decision = db.session.get_one(Decision, office.decision_id, populate_existing=True)
    assert decision.pdf_sha256 == drawn and files_of(office.decision_id) == []
    assert dossier_of(decision.dossier_id).state is DossierState.ISSUED
    db.session.rollback()
    assert check.run().findings == []


def test_a_full_disk_says_so_and_changes_nothing(office, app, monkeypatch):
    drawn = drawn_of(office)

    def full(_store, _place, _data):
        raise GenericError(FULL)

    with monkeypatch.context() as patched:
        patched.setattr(LocalStore, "put", full)
        with pytest.raises(Refusal) as refused:
            sign(office)
    assert refused.value.code == "disk_full"
    with app.test_request_context():
        assert "đã đầy" in sentence(refused.value) and "nguyên bước trước" in sentence(refused.value)
    _as_it_was(office, drawn)
    sign(office)


def test_a_database_without_room_says_so_and_keeps_what_it_had(office):
    """On SQLite a real limit of its file; on PostgreSQL the words its server uses."""
    drawn = drawn_of(office)

    def fill(session):
        if session.get_bind().dialect.name == "sqlite":
            pages = session.scalar(text("PRAGMA page_count"))
            session.execute(text(f"PRAGMA max_page_count = {pages}"))
            session.execute(text("UPDATE users SET title = :long"), {"long": "x" * 10_000_000})
            raise AssertionError("The file grew beyond its limit.")
        raise OperationalError("INSERT", {}, Exception("could not extend file: No space left on device"))

    with pytest.raises(Refusal, match="disk_full"), transaction() as session:
        fill(session)
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA max_page_count = 1073741823"))
    db.session.rollback()
    _as_it_was(office, drawn)


def test_a_killed_process_leaves_the_decision_unsigned_and_the_next_try_works(office, app):
    drawn = drawn_of(office)
    db.session.rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    given = [url, str(settings().files), str(office.decision_id), *map(str, office.signer[:2]), pki.PASSWORD]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run([sys.executable, "-c", _KILLED, *given], env=environment, capture_output=True, timeout=120)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    _as_it_was(office, drawn)
    sign(office)
    assert len(files_of(office.decision_id)) == 1


def test_a_lost_token_or_a_missing_module_leaves_the_decision_unsigned(app, token):
    app.config["AID"] = replace(settings(), pkcs11_module=token.module)
    staff = make_staff()
    decision_id, hoa = make_decision(staff), staff.of("sign")
    signing_keys.register_token(Part.SIGNER, token.name, token.label, token.pin, actor=hoa)
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=hoa)
    assert code_of(signatures.sign, decision_id, Part.SIGNER, "11111111", actor=hoa) == "token_pin_wrong"
    app.config["AID"] = replace(settings(), pkcs11_module=None)
    assert code_of(signatures.sign, decision_id, Part.SIGNER, token.pin, actor=hoa) == "token_module_missing"
    app.config["AID"] = replace(settings(), pkcs11_module=token.module)
    signatures.sign(decision_id, Part.SIGNER, token.pin, actor=hoa)
    (file,) = files_of(decision_id)
    assert file.way is Way.PKCS11 and file.found[0].name == pki.identity().name
    token.take_out()
    refused = code_of(signing_keys.register_token, Part.SIGNER, token.name, token.label, token.pin, actor=hoa)
    assert refused == "token_missing"


def test_another_certificate_under_the_same_name_is_noticed(app, monkeypatch):
    staff = make_staff()
    decision_id, hoa = make_decision(staff), staff.of("sign")
    signing_keys.register_file(Part.SIGNER, pki.key_file(pki.identity("Người Khác")), pki.PASSWORD, actor=hoa)
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=hoa)
    monkeypatch.setattr(signing_keys, "_unsealed", lambda _key: pki.key_file(pki.identity()))
    assert code_of(signatures.sign, decision_id, Part.SIGNER, pki.PASSWORD, actor=hoa) == "token_certificate_changed"
    assert files_of(decision_id) == []
