"""What somebody pastes into a policy never stops the computations of the families, on either database."""

import pytest
from sqlalchemy import func, select

from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.policies import Policy
from aid.services import entitlements, policy_entries
from aid.services.policy_files import document_from_text
from aid.services.policy_loading import load_file
from tests.factories.entitlements import khuong_dinh_family
from tests.factories.policies import a_benefit, a_document
from tests.factories.users import actor

pytestmark = pytest.mark.usefixtures("app")

HEAD = """code: NQ-THU
kind: visit
issuer: P
title: T
valid: {from: 2023-01-01}
reference_day: occurred_on
"""
LONG = {
    "code": a_document(code="X" * 41),
    "title": a_document(title="T" * 301),
    "benefits[0].code": a_document(benefits=[a_benefit("b" * 33)]),
    "benefits[0].title": a_document(benefits=[a_benefit(title="T" * 301)]),
    "benefits[0].clause": a_document(benefits=[a_benefit(clause="Điều 2 " * 29)]),
    "incidents": a_document(incidents=["KHUONG\u202e-HA"]),
    "half an incident": a_document(incidents=["\ud800"]),
    "no incident at all": a_document(incidents=["\0"]),
}


@pytest.mark.parametrize("name", LONG)
def test_a_draft_that_no_line_can_hold_is_refused_and_the_families_are_still_computed(name):
    with pytest.raises(Refusal) as caught:
        policy_entries.create_policy(LONG[name], actor=actor("minh", Role.REVIEWER), owner="law")
    assert caught.value.code == "policy_unreadable"
    assert str(caught.value.facts["path"]).startswith(name) or " " in name
    assert not db.session.scalar(select(func.count()).where(Policy.code.in_(["NQ-THU", "X" * 41])))
    db.session.rollback()
    entitlements.compute(khuong_dinh_family().case_id, actor=actor("lan", Role.OFFICER))


def test_half_a_character_in_a_file_is_told_with_its_line():
    with pytest.raises(Refusal) as caught:
        document_from_text(HEAD + 'incidents: ["\\ud800"]\nbenefits: []\n')
    assert (caught.value.code, caught.value.facts["line"]) == ("policy_unreadable", 7)


def test_a_clause_that_is_too_long_is_told_with_file_and_line():
    benefit = (
        "benefits:\n  - code: a\n    title: A\n    clause: %s\n    who: dead\n    amount: {kind: fixed, amount: 5}\n"
    )
    text = HEAD + benefit % ("x" * 201)
    with pytest.raises(Refusal) as caught:
        load_file(text.encode(), "nq.yaml")
    assert (caught.value.facts["line"], "200 ký tự" in caught.value.facts["cure"]) == (10, True)
