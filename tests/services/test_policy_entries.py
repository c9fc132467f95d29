"""A policy is entered by one person and confirmed by another, version by version."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.users import Agency
from aid.queries.policies import policies_known, policy_of
from aid.queries.policy_views import document_of, list_policies, policy_page, versions_of
from aid.services import check, policy_entries
from tests.factories.policies import a_benefit, a_document, a_text
from tests.factories.users import actor, make_agency, place_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def thu():
    """The reviewer of the ward, who enters."""
    return actor("thu", Role.REVIEWER)


@pytest.fixture
def city():
    office = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"))
    return actor("ha", Role.CITY, agency=office)


def refused(code, work):
    with pytest.raises(Refusal) as caught:
        work()
    assert caught.value.code == code, caught.value
    return caught.value.facts


def a_law(thu, **more):
    return policy_entries.create_policy(a_document(**more), actor=thu, owner="law")


def confirmed_law(thu, city, **more):
    policy_id = a_law(thu, **more)
    policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text())
    return policy_id


def test_the_reviewer_enters_a_resolution_and_the_city_confirms_it_with_its_text(thu, city):
    policy_id = a_law(thu)
    assert not policy_of("NQ-THU").confirmed
    policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text())
    page = policy_page(policy_id, actor=city)
    assert (page.state, page.confirmed, page.in_use, page.pending) == (PolicyState.CONFIRMED, True, 1, None)
    assert (page.confirmed_by, page.file.file_name) == ("Nguyễn Thị Ha", "nghi-quyet.pdf")
    assert policy_of("NQ-THU").confirmed
    assert check.run().findings == []


def test_who_entered_any_waiting_version_does_not_confirm_it(thu, city):
    """Ha of the city mends what Thu entered, so somebody else of the city has to confirm."""
    policy_id = a_law(thu)
    assert policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=city) == 2
    assert policy_entries.save_policy(policy_id, a_document(), base_version=2, actor=thu) == 3
    refused("entered_it_yourself", lambda: policy_entries.confirm_policy(policy_id, 3, actor=city, text=a_text()))
    assert not policy_page(policy_id, actor=city).may_confirm
    other = actor("son", Role.CITY, agency=agency_of(city))
    policy_entries.confirm_policy(policy_id, 3, actor=other, text=a_text())
    assert policy_of("NQ-THU").confirmed


def test_who_entered_an_earlier_confirmed_version_may_confirm_the_next(thu, city):
    policy_id = policy_entries.create_policy(a_document(), actor=city, owner="law")
    other = actor("son", Role.CITY, agency=agency_of(city))
    policy_entries.confirm_policy(policy_id, 1, actor=other, text=a_text())
    policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=thu)
    policy_entries.confirm_policy(policy_id, 2, actor=city, text=a_text())
    assert policy_of("NQ-THU").title == "Tên khác"


def test_a_change_to_a_confirmed_policy_waits(thu, city):
    policy_id = confirmed_law(thu, city)
    changed = a_document(benefits=[a_benefit(amount={"kind": "fixed", "amount": 3_000_000})])
    policy_entries.save_policy(policy_id, changed, base_version=1, actor=thu, note="Mức mới")
    assert policy_of("NQ-THU").benefits[0].amount.amount == 2_000_000
    page = policy_page(policy_id, actor=city)
    assert (page.in_use, page.pending, page.newest, page.confirmed) == (1, 2, 2, True)
    policy_entries.confirm_policy(policy_id, 2, actor=city, text=a_text("ban-2.pdf"))
    assert policy_of("NQ-THU").benefits[0].amount.amount == 3_000_000
    assert document_of(policy_id, 1)["benefits"][0]["amount"]["amount"] == 2_000_000
    told = [(one.number, one.note, one.entered_by, one.confirmed_by) for one in versions_of(policy_id)]
    assert told == [(2, "Mức mới", thu.name, city.name), (1, "", thu.name, city.name)]
    assert check.run().findings == []


def test_what_waits_may_be_discarded_and_the_confirmed_one_stays(thu, city):
    policy_id = confirmed_law(thu, city)
    policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=thu)
    policy_entries.discard_version(policy_id, 2, actor=thu)
    assert policy_of("NQ-THU").title == "Hỗ trợ khẩn cấp"
    assert policy_page(policy_id, actor=thu).pending is None
    refused("nothing_to_confirm", lambda: policy_entries.discard_version(policy_id, 1, actor=thu))
    refused("nothing_to_confirm", lambda: policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text()))
    assert policy_entries.save_policy(policy_id, a_document(title="Lần ba"), base_version=1, actor=thu) == 3
    assert check.run().findings == []


def test_nobody_discards_what_a_colleague_saved_meanwhile_unseen(thu, city):
    policy_id = confirmed_law(thu, city)
    policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=thu)
    policy_entries.save_policy(policy_id, a_document(title="Của Hà"), base_version=2, actor=city)
    refused("stale_edit", lambda: policy_entries.discard_version(policy_id, 2, actor=thu))
    assert policy_page(policy_id, actor=thu).pending == 3
    policy_entries.discard_version(policy_id, 3, actor=city)
    assert policy_page(policy_id, actor=thu).pending is None


def shipped_draft():
    """The decree that the release brings unconfirmed, for every office."""
    return next(row.id for row in list_policies(pending=True) if row.code == "ND335-2026")


def test_one_ward_does_not_take_the_shipped_draft_from_all_the_others(thu, city):
    policy_id = shipped_draft()
    page = policy_page(policy_id, actor=thu)
    assert (page.may_discard, page.discard.why_not.code, page.left_by_discard) == (False, "policy_shared_draft", 1)
    refused("policy_shared_draft", lambda: policy_entries.discard_version(policy_id, 1, actor=thu))
    assert "ND335-2026" in {policy.code for policy in policies_known()}
    assert policy_page(policy_id, actor=city).may_discard
    policy_entries.discard_version(policy_id, 1, actor=city)
    assert "ND335-2026" not in {policy.code for policy in policies_known()}
    assert check.run().findings == []


def test_a_ward_takes_its_own_typing_back_and_the_shipped_draft_computes_again(thu):
    policy_id = shipped_draft()
    shipped = document_of(policy_id, 1)
    policy_entries.save_policy(policy_id, shipped | {"title": "Gõ nhầm"}, base_version=1, actor=thu)
    assert (policy_of("ND335-2026").title, policy_page(policy_id, actor=thu).left_by_discard) == ("Gõ nhầm", 1)
    policy_entries.discard_version(policy_id, 2, actor=thu)
    page = policy_page(policy_id, actor=thu)
    assert (page.state, page.in_use, page.pending) == (PolicyState.DRAFT, 1, 1)
    assert policy_of("ND335-2026").title == shipped["title"]
    refused("policy_shared_draft", lambda: policy_entries.discard_version(policy_id, 1, actor=thu))
    assert check.run().findings == []


def test_a_ward_leaves_what_another_ward_entered(thu):
    """Bình of the next ward saves over Thu's draft: neither takes the other's version away."""
    neighbour = actor("binh", Role.REVIEWER, agency=make_agency("phuong-ben"))
    policy_id = a_law(thu)
    policy_entries.save_policy(policy_id, a_document(title="Của Bình"), base_version=1, actor=neighbour)
    refused("policy_shared_draft", lambda: policy_entries.discard_version(policy_id, 2, actor=thu))
    policy_entries.discard_version(policy_id, 2, actor=neighbour)
    assert policy_of("NQ-THU").title == "Hỗ trợ khẩn cấp"
    refused("policy_shared_draft", lambda: policy_entries.discard_version(policy_id, 1, actor=neighbour))
    policy_entries.discard_version(policy_id, 1, actor=thu)
    assert policy_page(policy_id, actor=thu).state is PolicyState.ENDED


def test_an_office_discards_every_version_of_its_own_plan(thu):
    policy_id = policy_entries.create_policy(a_document(places=["00364"]), actor=thu, owner="own")
    policy_entries.save_policy(policy_id, a_document(places=["00364"], title="x"), base_version=1, actor=thu)
    assert policy_page(policy_id, actor=thu).left_by_discard is None
    policy_entries.discard_version(policy_id, 2, actor=thu)
    assert policy_page(policy_id, actor=thu).state is PolicyState.ENDED


def test_a_draft_that_is_discarded_is_computed_no_more(thu, city):
    policy_id = a_law(thu)
    policy_entries.discard_version(policy_id, 1, actor=thu)
    assert "NQ-THU" not in {policy.code for policy in policies_known()}
    refused("step_not_possible", lambda: policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text()))
    refused(
        "step_not_possible",
        lambda: policy_entries.save_policy(policy_id, a_document(title="x"), base_version=1, actor=thu),
    )
    assert [row.code for row in list_policies(state=PolicyState.ENDED)] == ["NQ-THU"]


def test_an_ended_policy_holds_to_its_last_day_and_takes_no_change(thu, city):
    policy_id = confirmed_law(thu, city)
    policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=thu)
    refused("action_not_allowed", lambda: policy_entries.end_policy(policy_id, date(2026, 6, 30), "x", actor=thu))
    refused("reason_missing", lambda: policy_entries.end_policy(policy_id, date(2026, 6, 30), " ", actor=city))
    facts = refused(
        "policy_ends_before_it_begins",
        lambda: policy_entries.end_policy(policy_id, date(2022, 12, 31), "Nhầm", actor=city),
    )
    assert facts["first"] == date(2023, 1, 1)
    policy_entries.end_policy(policy_id, date(2026, 6, 30), "Thay bằng nghị quyết mới", actor=city)
    assert (policy_of("NQ-THU").valid_to, policy_of("NQ-THU").confirmed) == (date(2026, 6, 30), True)
    page = policy_page(policy_id, actor=city)
    assert (page.state, page.ended_reason, page.pending) == (PolicyState.ENDED, "Thay bằng nghị quyết mới", None)
    again = {"base_version": 1, "actor": thu}
    refused("step_not_possible", lambda: policy_entries.save_policy(policy_id, a_document(title="x"), **again))
    assert check.run().findings == []


def test_nobody_confirms_without_the_text_or_a_version_he_has_not_read(thu, city):
    policy_id = a_law(thu)
    refused("policy_text_missing", lambda: policy_entries.confirm_policy(policy_id, 1, actor=city, text=None))
    policy_entries.save_policy(policy_id, a_document(title="Tên khác"), base_version=1, actor=thu)
    refused("stale_edit", lambda: policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text()))
    refused(
        "stale_edit", lambda: policy_entries.save_policy(policy_id, a_document(title="y"), base_version=1, actor=thu)
    )


def test_a_policy_without_benefits_or_of_a_paper_already_in_force_is_not_confirmed(thu, city):
    empty = a_law(thu, code="NQ-RONG", benefits=[])
    refused("policy_has_no_benefits", lambda: policy_entries.confirm_policy(empty, 1, actor=city, text=a_text()))
    confirmed_law(thu, city)
    again = a_law(thu, code="NQ-LAI", number="NQ-THU/NQ-HĐND", valid={"from": "2026-01-01"})
    facts = refused("policy_overlaps", lambda: policy_entries.confirm_policy(again, 1, actor=city, text=a_text()))
    assert facts["policy"] == "NQ-THU"
    earlier = a_law(thu, code="NQ-CU", number="NQ-THU/NQ-HĐND", valid={"from": "2022-01-01", "to": "2022-12-31"})
    policy_entries.confirm_policy(earlier, 1, actor=city, text=a_text())


def test_code_and_owner_stay(thu, city):
    policy_id = a_law(thu)
    refused("policy_code_taken", lambda: a_law(thu))
    other = {"base_version": 1, "actor": thu}
    refused("policy_code_fixed", lambda: policy_entries.save_policy(policy_id, a_document("KHAC"), **other))
    assert policy_entries.save_policy(policy_id, a_document(), **other) == 1


def test_a_wards_own_plan_holds_in_the_ward_and_its_chairman_confirms_it(thu, city):
    own = {"actor": thu, "owner": "own"}
    policy_id = policy_entries.create_policy(a_document(), **own)
    assert document_of(policy_id, 1)["places"] == ["00364"]
    facts = refused(
        "policy_outside_area", lambda: policy_entries.create_policy(a_document("KHAC", places=["01"]), **own)
    )
    assert facts["place"] == "01"
    refused("policy_not_yours", lambda: policy_entries.confirm_policy(policy_id, 1, actor=city, text=a_text()))
    stranger = actor("binh", Role.APPROVER, agency=make_agency("bach-mai"))
    refused("policy_not_yours", lambda: policy_entries.confirm_policy(policy_id, 1, actor=stranger, text=a_text()))
    chairman = actor("hoa", Role.APPROVER, agency=agency_of(thu))
    policy_entries.confirm_policy(policy_id, 1, actor=chairman, text=a_text())
    assert policy_page(policy_id, actor=thu).owner == agency_of(thu).name


@pytest.mark.parametrize("kind", sorted((AgencyKind.FRONT, AgencyKind.RED_CROSS)))
def test_the_front_and_the_red_cross_enter_and_confirm_their_rounds_themselves(thu, kind):
    office = make_agency("quy", kind=kind)
    preparer, head = actor("mai", Role.OFFICER, agency=office), actor("khoi", Role.APPROVER, agency=office)
    policy_id = policy_entries.create_policy(a_document(kind="distribution_plan"), actor=preparer, owner="own")
    refused("action_not_allowed", lambda: policy_entries.confirm_policy(policy_id, 1, actor=preparer, text=a_text()))
    policy_entries.confirm_policy(policy_id, 1, actor=head, text=a_text())
    assert policy_of("NQ-THU").confirmed
    refused("policy_not_yours", lambda: policy_entries.create_policy(a_document("L"), actor=preparer, owner="law"))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REVIEWER, Role.CITY}))
def test_nobody_else_enters_a_policy(role):
    person = actor("ai", role)
    refused("action_not_allowed", lambda: policy_entries.create_policy(a_document(), actor=person, owner="law"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policies SET title = 'Khác' WHERE code = 'NQ-THU'",
        "UPDATE policies SET version = 7 WHERE code = 'NQ-THU'",
        "UPDATE policies SET confirmed_by = created_by WHERE code = 'NQ-THU'",
        "UPDATE policies SET ended_on = '2026-01-01' WHERE code = 'NQ-THU'",
    ],
)
def test_a_change_by_hand_is_found(thu, city, statement):
    confirmed_law(thu, city)
    db.session.execute(text(statement))
    db.session.commit()
    assert {(finding.code, finding.table) for finding in check.run().findings} == {("row_changed", "policies")}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policy_versions SET document = '{}'",
        "UPDATE policy_versions SET confirmed_by = created_by",
        "UPDATE policy_versions SET discarded_at = confirmed_at",
        "UPDATE policy_versions SET created_by = NULL",
        "DELETE FROM policy_versions",
    ],
)
def test_the_database_keeps_a_confirmed_version_as_it_is(thu, city, statement):
    policy_id = confirmed_law(thu, city)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(f"{statement} WHERE policy_id = {policy_id}"))
    db.session.rollback()


def agency_of(person):
    return db.session.get_one(Agency, person.agency_id)
