"""An office writes its papers its own way: two people, versions, and papers that keep theirs."""

import pytest

from aid.documents.paper_sandbox import shipped_source
from aid.documents.papers import page_of
from aid.domain.errors import Missing, Refusal
from aid.domain.papers import KINDS
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.papers import Paper
from aid.queries import paper_templates as reading
from aid.services import check, paper_templates, papers
from aid.services.paper_contents import content_now
from tests.factories.dossiers import make_dossier, make_staff
from tests.factories.users import actor, make_agency

OURS = shipped_source("proposal").replace("kính trình", "trân trọng trình")


@pytest.fixture
def staff(app, clock):
    return make_staff()


def in_force(staff, source=OURS):
    number = paper_templates.save("proposal", source, base=0, actor=staff.officer)
    paper_templates.adopt("proposal", number, actor=staff.reviewer)
    return number


def a_proposal(staff):
    return papers.start("proposal", make_dossier(staff), {}, actor=staff.officer)


def says(paper_id, staff):
    return page_of(*content_now(paper_id, actor=staff.officer))


def test_a_version_is_used_only_once_a_second_person_adopted_it(staff):
    paper_id = a_proposal(staff)
    number = paper_templates.save("proposal", OURS, base=0, note="Lời văn", actor=staff.officer)
    assert "trân trọng trình" not in says(paper_id, staff)
    paper_templates.adopt("proposal", number, actor=staff.reviewer)
    assert "trân trọng trình" in says(paper_id, staff)
    assert check.run().findings == []


def test_who_wrote_a_version_does_not_put_it_in_force(staff):
    number = paper_templates.save("proposal", OURS, base=0, actor=staff.reviewer)
    with pytest.raises(Refusal) as refusal:
        paper_templates.adopt("proposal", number, actor=staff.reviewer)
    assert refusal.value.code == "template_same_person"


def test_a_final_paper_keeps_the_template_it_was_made_with(staff):
    first = a_proposal(staff)
    papers.finalise(first, actor=staff.officer)
    number = in_force(staff)
    assert "trân trọng trình" not in says(first, staff)
    second = papers.start("proposal", db.session.get_one(Paper, first).dossier_id, {}, actor=staff.officer)
    papers.finalise(second, actor=staff.officer)
    paper_templates.withdraw("proposal", number, actor=staff.reviewer)
    assert "trân trọng trình" in says(second, staff)


def test_a_withdrawn_version_gives_way_to_the_one_before_it(staff):
    in_force(staff)
    later = paper_templates.save("proposal", OURS.replace("trân trọng", "kính cẩn"), base=1, actor=staff.officer)
    paper_templates.adopt("proposal", later, actor=staff.reviewer)
    assert reading.number_in_force(staff.officer.agency_id, "proposal") == 2
    paper_templates.withdraw("proposal", later, actor=staff.reviewer)
    assert reading.number_in_force(staff.officer.agency_id, "proposal") == 1
    for act in (paper_templates.withdraw, paper_templates.adopt):
        with pytest.raises(Refusal) as refusal:
            act("proposal", later, actor=staff.reviewer)
        assert refusal.value.code == "template_withdrawn"


def test_two_who_write_at_once_do_not_overwrite_each_other(staff):
    paper_templates.save("proposal", OURS, base=0, actor=staff.officer)
    with pytest.raises(Refusal) as refusal:
        paper_templates.save("proposal", OURS + " ", base=0, actor=staff.reviewer)
    assert refusal.value.code == "stale_edit"
    with pytest.raises(Refusal) as refusal:
        paper_templates.save("proposal", OURS, base=1, actor=staff.reviewer)
    assert refusal.value.code == "template_unchanged"


def test_a_version_is_looked_at_on_the_newest_real_paper(staff):
    number = paper_templates.save("proposal", OURS, base=0, actor=staff.officer)
    data, is_real = paper_templates.looked_at("proposal", number, actor=staff.officer)
    assert (data[:4], is_real) == (b"%PDF", False)
    a_proposal(staff)
    _, is_real = paper_templates.looked_at("proposal", number, actor=staff.officer)
    assert is_real


def test_another_office_sees_and_uses_its_own_only(staff):
    in_force(staff)
    stranger = actor("la", Role.REVIEWER, agency=make_agency("ha-dinh"))
    assert reading.number_in_force(stranger.agency_id, "proposal") == 0
    with pytest.raises(Missing):
        paper_templates.adopt("proposal", 1, actor=stranger)
    assert [row.kind for row in reading.kinds_of(stranger.agency_id)] == list(KINDS)


def test_a_role_that_may_not_write_templates_is_refused(staff):
    with pytest.raises(Refusal) as refusal:
        paper_templates.save("proposal", OURS, base=0, actor=staff.accountant)
    assert refusal.value.code == "action_not_allowed"
