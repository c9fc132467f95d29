"""Hoa and the clerk with their keys and pictures, ready to sign a decision."""

from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

import pytest

from aid.documents import storage
from aid.documents.signers import open_key_file
from aid.documents.signing import Picture, sign_as_agency, sign_as_person
from aid.domain.decision_changes import ChangeKind
from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder
from aid.domain.roles import Actor
from aid.domain.signatures import Part, Subject
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.services import decision_changes, decisions, dossiers, numbers_ahead, papers, signatures, signing_keys
from aid.services.decision_changes import ChangePlan
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.factories import pki
from tests.factories.dossiers import Staff, make_decision, make_dossier, make_fund, make_staff

WARD = "UBND phường Khương Đình"
HOA = "Nguyễn Thị Hoa"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
_funds = count(2)


class Office(NamedTuple):
    """A ward that signs: its people, an issued decision, who signs and who seals."""

    staff: Staff
    decision_id: int
    signer: Actor
    clerk: Actor


def make_office(**keys: pki.Identity) -> Office:
    """An issued decision; its signer and the agency have a key file and a picture each."""
    staff = make_staff()
    office = Office(staff, make_decision(staff), staff.of("sign"), staff.clerk)
    equip(office, keys.get("person") or pki.identity(HOA), keys.get("ward") or pki.identity(WARD))
    return office


def make_electronic_office() -> Office:
    """The same, with a decision that got its number before anybody signed it."""
    staff = make_staff()
    office = Office(staff, electronic_decision(staff), staff.of("sign"), staff.clerk)
    equip(office, pki.identity(HOA), pki.identity(WARD))
    return office


def electronic_decision(staff: Staff) -> int:
    """An issued decision of the electronic order: initials, number, and its signatures to come."""
    dossier_id = make_dossier(staff, until="review")
    numbers_ahead.choose_order(dossier_id, SigningOrder.ELECTRONIC, actor=staff.clerk)
    dossiers.sign(dossier_id, actor=staff.approver)
    return decisions.issue(dossier_id, actor=staff.clerk)


def revoked(office: Office) -> int:
    """An issued revocation of the office's decision, to be signed like a decision."""
    plan = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
    change_id = decision_changes.prepare(office.decision_id, plan, actor=office.staff.officer)
    for step in ("submit", "review", "sign"):
        decision_changes.take_step(change_id, step, actor=office.staff.of(step))
    return decision_changes.issue(change_id, Numbering(), actor=office.clerk)


def posted_notice(office: Office, *, numbered: bool = True) -> int:
    """A final thông báo of a further dossier of the office, with its number."""
    answers = {"venue": "Nhà văn hóa tổ 5", "period": "từ ngày 10 đến ngày 12", "contact": "Bà Lan"}
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code=f"NS-{next(_funds)}"))
    paper_id = papers.start("notice", dossier_id, answers, actor=office.staff.officer)
    papers.finalise(paper_id, actor=office.staff.officer)
    if numbered:
        number_paper(paper_id, Numbering(), actor=office.clerk)
    return paper_id


def to_sign(office: Office, of: Subject) -> int:
    """Something of each sort that waits for its signer."""
    makes = {Subject.DECISION: lambda: office.decision_id}
    makes |= {Subject.CHANGE: lambda: revoked(office), Subject.PAPER: lambda: posted_notice(office)}
    return makes[of]()


def equip(office: Office, person: pki.Identity, ward: pki.Identity) -> None:
    """Give both their key files and pictures."""
    signing_keys.register_file(Part.SIGNER, pki.key_file(person), pki.PASSWORD, actor=office.signer)
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=office.signer)
    signing_keys.register_file(Part.AGENCY, pki.key_file(ward), pki.PASSWORD, actor=office.clerk)
    signing_keys.keep_picture(Part.AGENCY, "dau.png", pki.seal(), width_mm=36, actor=office.clerk)


def sign_both(office: Office) -> None:
    """Sign for the signer, then for the agency."""
    signatures.sign(office.decision_id, Part.SIGNER, pki.PASSWORD, actor=office.signer)
    signatures.sign(office.decision_id, Part.AGENCY, pki.PASSWORD, actor=office.clerk)


def stored(sha256):
    """The bytes of a stored file."""
    return storage.get(settings().files, sha256)


def drawn_of(office):
    """The SHA-256 of the file that was drawn."""
    db.session.rollback()
    return db.session.get_one(Decision, office.decision_id).pdf_sha256


def code_of(call, *given, **named):
    """The code with which a call is refused."""
    with pytest.raises(Refusal) as refused:
        call(*given, **named)
    return refused.value.code


def sign(office, part=Part.SIGNER, secret=pki.PASSWORD, **more):
    """Sign one part, as the person whose part it is."""
    who = {Part.SIGNER: office.signer, Part.AGENCY: office.clerk}[part]
    signatures.sign(office.decision_id, part, secret, **({"actor": who} | more))


def further(office):
    """The same office with a further decision."""
    fund_id = make_fund(office.staff, code=f"NS-{next(_funds)}")
    return office._replace(decision_id=make_decision(office.staff, fund_id))


def by_other_tool(pdf, *, agency=None, person=HOA):
    """A file as the ward's own tool gives it: signed by these."""
    hoa = open_key_file(pki.key_file(pki.identity(person)), pki.PASSWORD, now=NOW)
    signed = sign_as_person(pdf, hoa, Picture(pki.drawing()))
    if agency is None:
        return signed
    ward = open_key_file(pki.key_file(pki.identity(agency)), pki.PASSWORD, now=NOW)
    return sign_as_agency(signed, ward, Picture(pki.seal(), 36))
