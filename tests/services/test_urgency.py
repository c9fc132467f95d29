"""The way without the villagers' meeting: for which help, and what the paper says of it (NĐ 20/2021 Điều 17.2)."""

from dataclasses import replace

import pytest

from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.services import dossiers
from aid.services.dossier_headings import Heading
from tests.factories.dossiers import a_plan, dossier_of, make_decision, make_fund, make_staff


@pytest.fixture
def staff(app):
    return make_staff()


def test_the_paper_of_an_urgent_dossier_says_why_there_was_no_meeting(staff):
    fund_id = make_fund(staff)
    decision_id = make_decision(staff, fund_id, urgent_reason="Gia đình mất nhà")
    grounds = db.session.get_one(Decision, decision_id).content["grounds"]
    assert "khoản 2 Điều 17" in grounds[-1] and "Gia đình mất nhà" in grounds[-1]


def test_help_of_other_articles_does_not_go_without_the_meeting(staff):
    fund_id = make_fund(staff)
    plan = a_plan(staff, fund_id)
    line = db.session.get_one(Entitlement, plan.entitlement_ids[0])
    line.clause = "Điều 15 khoản 1"
    db.session.commit()
    with pytest.raises(Refusal, match="urgent_not_for_this") as refused:
        dossiers.prepare(replace(plan, urgent_reason="Mất nhà"), actor=staff.officer)
    assert refused.value.facts == {"clauses": "Điều 15 khoản 1"}
    dossier_id = dossiers.prepare(plan, actor=staff.officer)
    with pytest.raises(Refusal, match="urgent_not_for_this"):
        dossiers.change_lines(dossier_id, heading=Heading("Hỗ trợ", urgent_reason="Mất nhà"), actor=staff.officer)
    assert not dossier_of(dossier_id).urgent
