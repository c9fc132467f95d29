"""A file signed with the ward’s own tool is taken or refused; a file at hand is known for what it is."""

import hashlib

import pytest
from sqlalchemy import insert

from aid.domain.signatures import Match, Part, Trust, Way
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.signatures import DecisionFile
from aid.queries.signables import files_of
from aid.services import check, signatures
from aid.services.recognising import recognise
from tests.factories.dossiers import make_decision, make_staff
from tests.factories.signing import (
    HOA,
    NOW,
    WARD,
    by_other_tool,
    code_of,
    drawn_of,
    further,
    make_office,
    sign,
    sign_both,
    stored,
)


@pytest.fixture
def office(app):
    return make_office()


def _take(office, data, part=Part.SIGNER):
    who = {Part.SIGNER: office.signer, Part.AGENCY: office.clerk}[part]
    signatures.take_signed(office.decision_id, part, "da-ky.pdf", data, actor=who)


def test_a_file_signed_with_the_wards_own_tool_is_taken(office):
    signed = by_other_tool(stored(drawn_of(office)))
    _take(office, signed)
    (file,) = files_of(office.decision_id)
    assert (file.part, file.way, file.sha256) == (Part.SIGNER, Way.UPLOADED, hashlib.sha256(signed).hexdigest())
    sign(office, Part.AGENCY)
    assert [one.name for one in files_of(office.decision_id)[-1].found] == [HOA, WARD]


def test_the_clerk_may_bring_both_signatures_at_once(office):
    _take(office, by_other_tool(stored(drawn_of(office)), agency=WARD), Part.AGENCY)
    hoa, ward = files_of(office.decision_id)
    assert (hoa.part, ward.part) == (Part.SIGNER, Part.AGENCY) and hoa.sha256 == ward.sha256
    db.session.rollback()
    assert check.run().findings == []


@pytest.mark.parametrize(
    ("change", "part", "code"),
    [
        pytest.param(lambda pdf: pdf, Part.SIGNER, "file_without_signature", id="unsigned"),
        pytest.param(
            lambda pdf: by_other_tool(pdf, person="Kẻ Khác"), Part.SIGNER, "signed_by_somebody_else", id="other"
        ),
        pytest.param(lambda pdf: by_other_tool(pdf, agency=WARD), Part.SIGNER, "signatures_not_as_wanted", id="both"),
        pytest.param(by_other_tool, Part.AGENCY, "signatures_not_as_wanted", id="the agency's is missing"),
        pytest.param(
            lambda pdf: by_other_tool(pdf, agency="Xã khác"), Part.AGENCY, "signed_by_somebody_else", id="other agency"
        ),
    ],
)
def test_a_file_with_other_signatures_is_refused(office, change, part, code):
    assert code_of(_take, office, change(stored(drawn_of(office))), part) == code
    assert files_of(office.decision_id) == []


def test_a_file_of_another_decision_or_an_older_version_is_refused(office):
    other = further(office)
    assert code_of(_take, office, by_other_tool(stored(drawn_of(other)))) == "file_other_content"
    signed_outside = by_other_tool(stored(drawn_of(office)), agency=WARD)
    sign(office)
    assert code_of(_take, office, signed_outside, Part.AGENCY) == "file_other_content"


def test_where_nobody_registered_a_certificate_the_signer_himself_vouches(app):
    staff = make_staff()
    decision_id = make_decision(staff)
    drawn = db.session.get_one(Decision, decision_id).pdf_sha256
    signed = by_other_tool(stored(drawn), agency=WARD)
    refused = code_of(signatures.take_signed, decision_id, Part.AGENCY, "a.pdf", signed, actor=staff.clerk)
    assert refused == "signer_certificate_unknown"
    signatures.take_signed(decision_id, Part.SIGNER, "a.pdf", by_other_tool(stored(drawn)), actor=staff.of("sign"))
    assert files_of(decision_id)[0].found[0].trust is Trust.UNKNOWN


def test_a_file_at_hand_is_known_for_what_it_is(office):
    drawn = drawn_of(office)
    sign_both(office)
    hoa, ward = files_of(office.decision_id)
    other = further(office)
    here = office.decision_id
    told = {
        "drawn": recognise(stored(drawn), here),
        "hoa": recognise(stored(hoa.sha256), here),
        "ward": recognise(stored(ward.sha256), here),
        "bent": recognise(stored(ward.sha256) + b"\n% more", here),
        "other": recognise(stored(drawn_of(other)), here),
        "other, bent": recognise(stored(drawn_of(other)) + b"\n% more", here),
        "none": recognise(b"%PDF-1.7 nothing", here),
        "photo": recognise(b"\x89PNG", here),
    }
    assert {name: found.match for name, found in told.items()} == {
        "drawn": Match.ORIGINAL, "hoa": Match.SIGNED, "ward": Match.SIGNED, "bent": Match.CHANGED,
        "other": Match.OTHER_DECISION, "other, bent": Match.OTHER_DECISION, "none": Match.UNKNOWN,
        "photo": Match.UNKNOWN,
    }  # fmt: skip
    assert told["hoa"].parts == (Part.SIGNER,) and told["ward"].parts == (Part.SIGNER, Part.AGENCY)
    assert recognise(stored(ward.sha256)).decision_id == here
    assert recognise(stored(ward.sha256) + b"\n% more").match is Match.CHANGED


def test_the_check_finds_a_signed_file_that_rests_on_nothing(office):
    drawn = drawn_of(office)
    db.session.execute(
        insert(DecisionFile).values(
            decision_id=office.decision_id, position=1, part="signer", way="uploaded", sha256=drawn, based_on="0" * 64,
            size=1, found=[], created_at=NOW,
        )
    )  # fmt: skip
    db.session.commit()
    assert {("signed_file", "decision_files"), ("row_without_event", "decision_files")} <= {
        (one.code, one.table) for one in check.run().findings
    }
