"""A decision waits for its signer's digital signature from the day he has a key, then for the clerk's."""

from aid.domain.signatures import Part, Subject
from aid.domain.work import WorkKind
from aid.queries.work import work_of
from aid.services import signatures
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.factories import pki
from tests.factories.dossiers import make_decision, make_fund, make_staff
from tests.factories.signing import Office, equip, further, make_office, posted_notice, revoked, sign

_OURS = {
    WorkKind.DECISION_SIGN, WorkKind.DECISION_SEAL, WorkKind.CHANGE_E_SIGN, WorkKind.CHANGE_E_SEAL,
    WorkKind.PAPER_NUMBER, WorkKind.PAPER_SIGN, WorkKind.PAPER_SEAL,
}  # fmt: skip


def _waits(actor):
    return [(row.kind, row.id) for row in work_of(actor)[0] if row.kind in _OURS]


def test_a_decision_goes_from_the_list_of_the_signer_to_that_of_the_clerk(app):
    staff = make_staff()
    old = Office(staff, make_decision(staff, make_fund(staff)), staff.of("sign"), staff.clerk)
    assert _waits(old.signer) == _waits(old.clerk) == []
    equip(old, pki.identity(), pki.identity("UBND phường"))
    office = further(old)
    assert _waits(office.signer) == [(WorkKind.DECISION_SIGN, office.decision_id)]
    assert _waits(office.clerk) == []
    sign(office)
    assert _waits(office.signer) == []
    assert _waits(office.clerk) == [(WorkKind.DECISION_SEAL, office.decision_id)]


def test_a_revocation_and_a_notice_go_the_same_way_the_notice_by_its_number_first(app):
    office = make_office()
    sign(office)
    sign(office, Part.AGENCY)
    change_id, paper_id = revoked(office), posted_notice(office, numbered=False)
    assert _waits(office.clerk) == [(WorkKind.PAPER_NUMBER, paper_id)]
    number_paper(paper_id, Numbering(), actor=office.clerk)
    assert _waits(office.signer) == [(WorkKind.CHANGE_E_SIGN, change_id), (WorkKind.PAPER_SIGN, paper_id)]
    for of, ident in ((Subject.CHANGE, change_id), (Subject.PAPER, paper_id)):
        signatures.sign(ident, Part.SIGNER, pki.PASSWORD, of=of, actor=office.signer)
    assert _waits(office.signer) == []
    assert _waits(office.clerk) == [(WorkKind.CHANGE_E_SEAL, change_id), (WorkKind.PAPER_SEAL, paper_id)]
    for of, ident in ((Subject.CHANGE, change_id), (Subject.PAPER, paper_id)):
        signatures.sign(ident, Part.AGENCY, pki.PASSWORD, of=of, actor=office.clerk)
    assert _waits(office.clerk) == []
