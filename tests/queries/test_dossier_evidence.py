"""What the signer is told about missing proofs concerns the lines of this dossier only."""

from sqlalchemy import select

from aid.extensions import db
from aid.models.cases import Harm
from aid.queries import dossiers as dossier_views
from aid.services import dossiers
from tests.factories.dossiers import make_fund, make_staff, plan_of
from tests.factories.entitlements import lines_of, make_assessed_case


def test_the_paper_of_the_dead_is_enough_for_the_burial_while_the_injured_waits_for_hers(app):
    staff = make_staff()
    made = make_assessed_case(staff.officer)
    father = made.people["An"]
    burial = lines_of(made.case_id)["ND20-2021", "E14", father]
    plan = plan_of([burial.id], made.incident_id, make_fund(staff))
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    _papers("")
    assert dossier_views.shown(dossier_id, area=None).without_evidence

    _papers("Trích lục khai tử", Harm.person_id == father)
    assert not dossier_views.shown(dossier_id, area=None).without_evidence


def _papers(paper, *which):
    for harm in db.session.scalars(select(Harm).where(*which)):
        harm.paper = paper
    db.session.commit()
