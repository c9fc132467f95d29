"""Two clerks sign for the agency at the same moment: one file is kept, the other clerk is told."""

from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.domain.signatures import Part
from aid.extensions import db
from aid.queries.signables import files_of
from aid.services import check, signatures
from tests.factories import pki
from tests.factories.signing import make_office, sign
from tests.factories.users import actor


def test_two_clerks_who_seal_at_once_leave_one_sealed_file(app, together):
    office = make_office()
    sign(office)
    thuy = actor("thuy", Role.CLERK)

    def seals(clerk):
        return lambda: signatures.sign(office.decision_id, Part.AGENCY, pki.PASSWORD, actor=clerk)

    outcomes = together(seals(office.clerk), seals(thuy))
    refused = [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]
    assert outcomes.count(None) == 1 and len(refused) == 1
    assert refused[0] in {"paper_moved_on", "already_signed"}
    assert [file.part for file in files_of(office.decision_id)] == [Part.SIGNER, Part.AGENCY]
    db.session.rollback()
    assert check.run().findings == []
