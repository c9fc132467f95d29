"""The signer named in a decision signs, then the clerk for the ward; each file is kept, none is changed."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from aid.documents.examination import examine
from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.domain.signatures import Part, Trust, Way
from aid.extensions import db, settings
from aid.models.dossiers import DossierDuty
from aid.models.events import Event
from aid.models.signatures import DecisionFile
from aid.queries.signables import files_of
from aid.services import check, decisions, signatures, signing_keys
from tests.factories import pki
from tests.factories.dossiers import make_decision, make_dossier, make_staff
from tests.factories.signing import (
    HOA,
    NOW,
    WARD,
    code_of,
    drawn_of,
    make_office,
    sign,
    sign_both,
    stored,
)
from tests.factories.users import actor, make_agency


@pytest.fixture
def office(app):
    return make_office()


def test_two_signatures_make_two_further_files_and_the_first_stays(office):
    drawn = drawn_of(office)
    sign_both(office)
    hoa, ward = files_of(office.decision_id)
    assert (hoa.part, ward.part) == (Part.SIGNER, Part.AGENCY)
    assert hoa.way is ward.way is Way.PKCS12
    assert drawn_of(office) == drawn
    assert stored(hoa.sha256).startswith(stored(drawn))
    assert stored(ward.sha256).startswith(stored(hoa.sha256))
    assert signatures.newest(office.decision_id, drawn) == ward.sha256
    assert [one.name for one in ward.found] == [HOA, WARD]
    assert all(one.holds for one in examine(stored(ward.sha256), now=NOW))


def test_each_signature_stands_in_the_trail_and_the_check_proves_it(office):
    sign_both(office)
    told = db.session.scalars(select(Event.action).where(Event.action.like("decision:signed%")).order_by(Event.seq))
    assert list(told) == ["decision:signed_by_signer", "decision:signed_by_agency"]
    db.session.rollback()
    report = check.run()
    assert report.findings == []
    assert report.counts["decision_files"] == 2 and report.counts["signing_keys"] == 2


def test_the_check_misses_a_signed_file_that_is_gone_or_changed(office, app):
    sign_both(office)
    hoa, ward = files_of(office.decision_id)
    db.session.rollback()
    folder = settings().files
    (folder / hoa.sha256[:2] / hoa.sha256).unlink()
    (folder / ward.sha256[:2] / ward.sha256).write_bytes(b"%PDF-1.7")
    found = {(one.code, one.table) for one in check.run().findings}
    assert found == {("file_missing", "decision_files"), ("file_damaged", "decision_files")}


@pytest.mark.parametrize("statement", ["UPDATE decision_files SET sha256 = 'x'", "DELETE FROM decision_files"])
def test_the_database_itself_keeps_signed_files(office, statement):
    sign(office)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_only_the_signer_named_in_the_decision_signs_it(office):
    other = actor("phuong", Role.APPROVER, signing_form="deputy")
    assert code_of(sign, office, actor=other) == "not_the_signer"
    assert code_of(sign, office, actor=office.clerk) == "action_not_allowed"
    assert code_of(sign, office, Part.AGENCY, actor=office.signer) == "action_not_allowed"
    assert files_of(office.decision_id) == []


def test_another_ward_finds_nothing_to_sign(office):
    stranger = actor("xa", Role.CLERK, agency=make_agency("bach-mai"))
    with pytest.raises(Missing):
        sign(office, Part.AGENCY, actor=stranger)


def test_the_agency_signs_after_the_signer_and_nobody_twice(office):
    assert code_of(sign, office, Part.AGENCY) == "signer_signs_first"
    sign(office)
    assert code_of(sign, office) == "already_signed"
    sign(office, Part.AGENCY)
    assert code_of(sign, office, Part.AGENCY) == "already_signed"
    assert len(files_of(office.decision_id)) == 2


def test_who_signs_for_the_agency_takes_the_duty_of_issuing(office):
    sign(office)
    other = actor("thuy", Role.CLERK)
    sign(office, Part.AGENCY, actor=other)
    held = select(DossierDuty.duty).where(DossierDuty.user_id == other.user_id, DossierDuty.held)
    assert [duty.value for duty in db.session.scalars(held)] == ["issue"]


def test_a_paper_that_is_not_drawn_yet_is_not_signed(app, monkeypatch):
    staff = make_staff()
    with monkeypatch.context() as patched:
        patched.setattr(decisions, "render", lambda _decision_id: None)
        decision_id = decisions.issue(make_dossier(staff, until="sign"), actor=staff.clerk)
    refused = code_of(signatures.sign, decision_id, Part.SIGNER, "x", actor=staff.of("sign"))
    assert refused == "paper_not_drawn"


def test_without_key_picture_or_password_nothing_is_signed(app):
    staff = make_staff()
    decision_id, hoa = make_decision(staff), staff.of("sign")
    assert code_of(signatures.sign, decision_id, Part.SIGNER, "x", actor=hoa) == "signing_key_missing"
    signing_keys.register_file(Part.SIGNER, pki.key_file(pki.identity(HOA)), pki.PASSWORD, actor=hoa)
    assert code_of(signatures.sign, decision_id, Part.SIGNER, "x", actor=hoa) == "signing_picture_missing"
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=hoa)
    assert code_of(signatures.sign, decision_id, Part.SIGNER, "", actor=hoa) == "signing_secret_needed"
    assert files_of(decision_id) == []


def test_the_wrong_password_or_an_expired_certificate_leaves_the_decision_where_it_was(office, clock):
    before = drawn_of(office)
    assert code_of(sign, office, secret="sai") == "key_password_wrong"
    clock("2037-01-02T08:00+07:00")
    assert code_of(sign, office) == "certificate_expired"
    assert files_of(office.decision_id) == [] and drawn_of(office) == before


def test_roots_of_trust_are_files_by_setting(office, app, tmp_path):
    (tmp_path / "goc.pem").write_bytes(pki.root().certificate.public_bytes(Encoding.PEM))
    sign(office)
    newest = files_of(office.decision_id)[-1].sha256
    assert signatures.examined(newest)[0].trust is Trust.UNKNOWN
    app.config["AID"] = replace(settings(), trust_roots=tmp_path)
    assert signatures.examined(newest)[0].trust is Trust.TRUSTED


def test_signing_again_after_a_lost_race_works_on_the_newest_file(office, monkeypatch):
    """Between reading and joining somebody else's signature came first: ours is not kept."""
    made = signatures.sign_as_person

    def slow(pdf, signer, picture):
        signed = made(pdf, signer, picture)
        monkeypatch.setitem(signatures._SIGN, Part.SIGNER, made)
        sign(office)
        return signed

    monkeypatch.setitem(signatures._SIGN, Part.SIGNER, slow)
    assert code_of(sign, office) == "paper_moved_on"
    assert len(db.session.scalars(select(DecisionFile)).all()) == 1
    sign(office, Part.AGENCY)


def test_a_picture_that_is_gone_or_a_damaged_paper_is_told(office):
    drawn = drawn_of(office)
    (settings().files / drawn[:2] / drawn).write_bytes(b"%PDF-1.7 bent")
    assert code_of(sign, office) == "file_damaged"
