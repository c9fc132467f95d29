"""The front replaces a decision of its own on donated money: another legal person, on cases that the ward keeps."""

import pytest
from sqlalchemy import select

from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing
from aid.domain.payouts import PaymentState
from aid.extensions import db
from aid.models.cases import Case, Evaluation
from aid.models.decisions import Decision, DecisionLine
from aid.models.funds import Fund
from aid.models.payouts import Payment
from aid.queries.replacements import of_dossier
from aid.services import check, dossiers, replacements
from aid.services.replacements import ReplacementPlan
from tests.factories.dossiers import dossier_of, make_staff
from tests.factories.entitlements import make_assessed_case
from tests.factories.front import MILLION, donated, issue_of_front, make_front, make_relief, name_who_receives

WHY = ReplacementPlan("Ghi nhầm đợt phân phối")


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def front(staff):
    return make_front()


@pytest.fixture
def family(staff):
    made = make_assessed_case(staff.officer)
    name_who_receives(made)
    return made


@pytest.fixture
def decision_id(front, family):
    dossier_id = dossiers.prepare(donated(family, make_relief(front)), actor=front.officer)
    return issue_of_front(dossier_id, front)


def _payments(decision_id):
    wanted = select(Payment.state).join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
    return set(db.session.scalars(wanted.where(DecisionLine.decision_id == decision_id)))


def test_the_front_takes_its_decision_back_and_grants_the_same_people_anew(front, family, decision_id):
    computed = db.session.scalars(select(Evaluation.id).where(Evaluation.case_id == family.case_id)).all()
    dossier_id = replacements.prepare(decision_id, WHY, actor=front.officer)
    assert all(line.anew for line in of_dossier(dossier_id).lines)
    new_id = issue_of_front(dossier_id, front)
    db.session.rollback()
    old, new = db.session.get_one(Decision, decision_id), db.session.get_one(Decision, new_id)
    assert (old.state, new.replaces_id, new.total) == (DecisionState.REVOKED, decision_id, 120 * MILLION)
    assert new.agency_id == front.officer.agency_id == dossier_of(dossier_id).agency_id
    assert (_payments(decision_id), _payments(new_id)) == ({PaymentState.CANCELLED}, {PaymentState.PLANNED})
    fund = db.session.scalars(select(Fund).where(Fund.agency_id == front.officer.agency_id)).one()
    assert (fund.reserved, fund.spent) == (120 * MILLION, 0)
    # The case is the ward's: the front computes nothing in it.
    assert db.session.scalars(select(Evaluation.id).where(Evaluation.case_id == family.case_id)).all() == computed
    assert db.session.get_one(Case, family.case_id).agency_id != front.officer.agency_id
    assert check.run().findings == []


def test_neither_the_ward_nor_the_front_replaces_a_decision_of_the_other(staff, front, decision_id):
    with pytest.raises(Missing):
        replacements.prepare(decision_id, WHY, actor=staff.officer)
    assert db.session.get_one(Decision, decision_id).state is DecisionState.IN_FORCE
