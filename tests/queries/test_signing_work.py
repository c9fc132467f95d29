"""A decision waits for its signer's digital signature from the day he has a key, then for the clerk's."""

from aid.domain.work import WorkKind
from aid.queries.work import work_of
from tests.factories import pki
from tests.factories.dossiers import make_decision, make_fund, make_staff
from tests.factories.signing import Office, equip, further, sign

_OURS = {WorkKind.DECISION_SIGN, WorkKind.DECISION_SEAL}


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
