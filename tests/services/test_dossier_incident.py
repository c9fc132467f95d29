"""Only what has been confirmed to have happened leads to a decision."""

import pytest

from aid.domain.dossiers import DossierState
from aid.domain.errors import Refusal
from aid.domain.incidents import IncidentState
from aid.extensions import db
from aid.services import dossiers
from tests.factories.dossiers import dossier_of, make_dossier, make_staff


def test_a_dossier_of_an_incident_nobody_confirmed_is_not_submitted(app):
    staff = make_staff()
    dossier_id = make_dossier(staff)
    dossier_of(dossier_id).incident.state = IncidentState.REPORTED
    db.session.commit()
    with pytest.raises(Refusal, match="incident_not_confirmed"):
        dossiers.submit(dossier_id, actor=staff.officer)
    assert dossier_of(dossier_id).state is DossierState.DRAFT
