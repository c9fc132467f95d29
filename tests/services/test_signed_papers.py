"""Changes of decisions and papers of the process are signed like decisions, and a fault leaves each where it was."""

from dataclasses import replace

import pytest
from obstore.exceptions import GenericError
from obstore.store import LocalStore
from sqlalchemy import text

from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.domain.signatures import Part, SigningState, Subject, Way
from aid.extensions import db, settings
from aid.models.decision_changes import DecisionChange
from aid.models.outgoing import OutgoingDocument
from aid.queries.public_decisions import by_code
from aid.queries.signables import files_of, signable
from aid.services import check, paper_views, papers, signatures, signing_keys
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from aid.web.messages import sentence
from tests.factories import pki
from tests.factories.dossiers import make_dossier, make_fund
from tests.factories.signing import (
    HOA,
    WARD,
    Office,
    by_other_tool,
    code_of,
    make_office,
    posted_notice,
    revoked,
    stored,
    to_sign,
)
from tests.factories.users import actor, make_agency

ALL = (Subject.DECISION, Subject.CHANGE, Subject.PAPER)
OTHERS = (Subject.CHANGE, Subject.PAPER)


@pytest.fixture
def office(app):
    return make_office()


def _sign(office: Office, ident, of, part=Part.SIGNER, secret=pki.PASSWORD):
    who = {Part.SIGNER: office.signer, Part.AGENCY: office.clerk}[part]
    signatures.sign(ident, part, secret, of=of, actor=who)


def _names(ident, of):
    return [one.name for one in files_of(ident, of=of)[-1].found]


@pytest.mark.parametrize("of", OTHERS)
def test_the_signer_signs_then_the_clerk_and_what_is_given_out_bears_both(office, of):
    ident = to_sign(office, of)
    assert code_of(_sign, office, ident, of, Part.AGENCY) == "signer_signs_first"
    _sign(office, ident, of)
    _sign(office, ident, of, Part.AGENCY)
    assert _names(ident, of) == [HOA, WARD] and signable(of, ident).newest == files_of(ident, of=of)[-1].sha256
    assert code_of(_sign, office, ident, of) == "already_signed"
    db.session.rollback()
    assert check.run().findings == []


@pytest.mark.parametrize("of", OTHERS)
def test_a_file_signed_with_the_wards_own_tool_is_taken_and_another_is_not(office, of):
    ident = to_sign(office, of)
    drawn = stored(signable(of, ident).pdf_sha256)
    take = signatures.take_signed
    wrong = by_other_tool(drawn, person="Kẻ Khác")
    refused = code_of(take, ident, Part.SIGNER, "a.pdf", wrong, of=of, actor=office.signer)
    assert (refused, files_of(ident, of=of)) == ("signed_by_somebody_else", [])
    other = by_other_tool(stored(signable(Subject.DECISION, office.decision_id).pdf_sha256))
    assert code_of(take, ident, Part.SIGNER, "a.pdf", other, of=of, actor=office.signer) == "file_other_content"
    take(ident, Part.AGENCY, "a.pdf", by_other_tool(drawn, agency=WARD), of=of, actor=office.clerk)
    assert [file.way for file in files_of(ident, of=of)] == [Way.UPLOADED] * 2 and _names(ident, of) == [HOA, WARD]


def test_a_paper_gets_its_number_before_it_is_signed_and_opens_as_signed(office):
    paper_id = posted_notice(office, numbered=False)
    assert code_of(_sign, office, paper_id, Subject.PAPER) == "paper_number_first"
    number_paper(paper_id, Numbering(), actor=office.clerk)
    _sign(office, paper_id, Subject.PAPER)
    opened = paper_views.opened(paper_id, actor=office.clerk).data
    assert opened == stored(files_of(paper_id, of=Subject.PAPER)[-1].sha256)


def test_only_who_is_named_on_a_paper_signs_it_and_only_in_the_own_office(office):
    paper_id = posted_notice(office)
    deputy = actor("pho", Role.APPROVER)
    refused = code_of(signatures.sign, paper_id, Part.SIGNER, "x", of=Subject.PAPER, actor=deputy)
    assert refused == "not_the_signer"
    officer = office.staff.officer
    assert code_of(signatures.sign, paper_id, Part.SIGNER, "x", of=Subject.PAPER, actor=officer) == "action_not_allowed"
    stranger = actor("la", Role.APPROVER, agency=make_agency("khac"))
    for of, ident in ((Subject.PAPER, paper_id), (Subject.CHANGE, revoked(office))):
        with pytest.raises(Missing):
            signatures.sign(ident, Part.SIGNER, "x", of=of, actor=stranger)


def test_a_department_signs_its_proposal_alone_and_minutes_are_signed_by_hand(office):
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-9"))
    proposal = papers.start("proposal", dossier_id, {}, actor=office.staff.officer)
    papers.finalise(proposal, actor=office.staff.officer)
    number_paper(proposal, Numbering(), actor=office.clerk)
    head = office.staff.reviewer
    signing_keys.register_file(Part.SIGNER, pki.key_file(pki.identity(head.name)), pki.PASSWORD, actor=head)
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=head)
    signatures.sign(proposal, Part.SIGNER, pki.PASSWORD, of=Subject.PAPER, actor=head)
    assert code_of(_sign, office, proposal, Subject.PAPER, Part.AGENCY) == "signature_not_wanted"
    by_hand = {"began": "8 giờ", "venue": "Nhà văn hóa", "present": "Ông Năm", "period": "03 ngày"}
    minutes = papers.start("posting_start", dossier_id, by_hand, actor=office.staff.officer)
    papers.finalise(minutes, actor=office.staff.officer)
    number_paper(minutes, Numbering(), actor=office.clerk)
    assert code_of(_sign, office, minutes, Subject.PAPER) == "signature_not_wanted"


def test_a_draft_or_a_void_paper_is_not_signed(office):
    paper_id = posted_notice(office)
    papers.void(paper_id, "Sai địa điểm", actor=office.staff.officer)
    with pytest.raises(Missing):
        _sign(office, paper_id, Subject.PAPER)


def test_verify_tells_of_an_electronic_revocation_whether_it_is_signed(office):
    change_id = revoked(office)
    change = db.session.get_one(DecisionChange, change_id)
    code, entry_id = change.verify_code, change.entry_id
    assert by_code(code).lacks is None
    db.session.get_one(OutgoingDocument, entry_id).signing_order = "electronic"
    db.session.commit()
    assert by_code(code).lacks is SigningState.UNSIGNED
    _sign(office, change_id, Subject.CHANGE)
    assert by_code(code).lacks is SigningState.UNSEALED
    _sign(office, change_id, Subject.CHANGE, Part.AGENCY)
    assert by_code(code).lacks is None


def _as_it_was(ident, of, drawn):
    db.session.rollback()
    assert files_of(ident, of=of) == [] and signable(of, ident).pdf_sha256 == drawn
    db.session.rollback()
    assert check.run().findings == []


@pytest.mark.parametrize("of", ALL)
def test_a_wrong_password_a_damaged_or_expired_key_and_a_full_disk_leave_it_where_it_was(
    office, of, app, clock, monkeypatch
):
    ident = to_sign(office, of)
    drawn = signable(of, ident).pdf_sha256

    def full(_store, _place, _data):
        raise GenericError("No space left on device (os error 28)")

    def said(refusal):
        with app.test_request_context():
            return sentence(refusal)

    faults = (
        ("key_password_wrong", "sai mật khẩu", lambda patched: None),
        (
            "key_file_damaged",
            pki.PASSWORD,
            lambda patched: patched.setattr(signing_keys, "_unsealed", lambda _key: b"hong"),
        ),
        ("disk_full", pki.PASSWORD, lambda patched: patched.setattr(LocalStore, "put", full)),
        ("certificate_expired", pki.PASSWORD, lambda patched: clock("2037-01-02T08:00+07:00")),
    )
    for code, secret, break_it in faults:
        with monkeypatch.context() as patched, pytest.raises(Exception, match=code) as refused:
            break_it(patched)
            _sign(office, ident, of, secret=secret)
        words = said(refused.value)
        assert "giữ nguyên" in words or "nguyên bước trước" in words
    clock("2026-11-25T08:00+07:00")
    _as_it_was(ident, of, drawn)
    _sign(office, ident, of)
    assert len(files_of(ident, of=of)) == 1


@pytest.mark.parametrize("of", ALL)
def test_a_lost_token_leaves_it_where_it_was(office, of, app, token):
    app.config["AID"] = replace(settings(), pkcs11_module=token.module)
    signing_keys.register_token(Part.SIGNER, token.name, token.label, token.pin, actor=office.signer)
    ident = to_sign(office, of)
    drawn = signable(of, ident).pdf_sha256
    assert code_of(_sign, office, ident, of, secret="11111111") == "token_pin_wrong"
    token.take_out()
    assert code_of(_sign, office, ident, of, secret=token.pin) in {"token_missing", "token_key_missing"}
    _as_it_was(ident, of, drawn)


def test_the_database_keeps_signed_files_of_papers(office):
    paper_id = posted_notice(office)
    _sign(office, paper_id, Subject.PAPER)
    for statement in ("UPDATE signed_files SET sha256 = 'x'", "DELETE FROM signed_files"):
        with pytest.raises(Exception, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()
    assert len(files_of(paper_id, of=Subject.PAPER)) == 1
