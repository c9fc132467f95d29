"""The work list and the search answer alike on both databases."""

from datetime import date

import pytest

from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.payouts import PaymentState
from aid.domain.roles import Role
from aid.domain.work import DONE_BY, WorkKind
from aid.extensions import db
from aid.models.dossiers import DossierDuty
from aid.queries.search import found
from aid.queries.work import kinds_for, work_of
from aid.services.policy_entries import confirm_policy, create_policy, discard_version, save_policy
from tests.factories import entitlements as made
from tests.factories.policies import a_document, a_text
from tests.factories.users import actor, make_agency
from tests.web.test_my_work import a_dossier, a_line, payments_in


@pytest.fixture
def lan(app):
    return actor("lan", *Role)


def test_dated_work_comes_first_and_pages_follow_each_other_without_a_gap(lan):
    days = [date(2026, 9, day) for day in (3, 1, 2)]
    for number, due in enumerate([None, None, *days]):
        a_line(f"Hộ {number}", due)
    rows, is_more = work_of(lan)
    assert [row.title for row in rows] == ["Hộ 3", "Hộ 4", "Hộ 2", "Hộ 0", "Hộ 1"]
    assert [row.due_on for row in rows] == [*sorted(days), None, None]
    assert not is_more
    pages = [work_of(lan, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [row for page, _ in pages for row in page] == list(rows)
    assert [more for _, more in pages] == [True, True, False]


def test_every_kind_of_work_can_be_read_and_has_one_action(lan):
    assert list(DONE_BY) == list(WorkKind) == kinds_for(lan)
    for kind in WorkKind:
        assert work_of(lan, kind=kind) == ([], False)


def test_a_barred_duty_hides_the_dossier_and_a_held_one_does_not(lan):
    dossier = a_dossier(DossierState.REVIEWED, due=date(2026, 9, 1))
    assert [row.kind for row in work_of(lan)[0]] == [WorkKind.DOSSIER_SIGN]
    duty = DossierDuty(dossier_id=dossier.id, user_id=lan.user_id, duty=Duty.SIGN, held=False)
    db.session.add(duty)
    db.session.commit()
    assert work_of(lan)[0] == []


@pytest.mark.parametrize("state", [PaymentState.PLANNED, PaymentState.FAILED, PaymentState.APPROVED])
def test_payments_are_summed_up_per_decision_or_payout(lan, state):
    payments_in(state)
    (row,) = work_of(lan)[0]
    assert (row.amount, row.unit, row.due_unit) == (22_000_000, "VND", "working_day")


def test_a_search_answers_in_groups(lan):
    made.make_case({"name": "Nguyễn Thị Mẫu Hoà", "born_in": 1980})
    made.make_case({"name": "Nguyễn Thị Mẫu", "born_in": 1981})
    (people,) = found("mau hoa", actor=lan)
    assert [hit.title for hit in people.hits] == ["Nguyễn Thị Mẫu Hoà"]
    assert people.hits[0].about.startswith("1980")
    assert [group.kind for group in found("KHUONG-HA", actor=lan)] == ["incident", "case"]
    assert found("%_", actor=lan) == []


@pytest.fixture
def minh(app):
    return actor("minh", Role.REVIEWER)


def waiting_policies(who):
    return [row.code for row in work_of(who, kind=WorkKind.POLICY_CONFIRM)[0]]


def test_a_policy_waits_for_whoever_confirms_its_owners_documents(minh):
    head, city = actor("hoa", Role.APPROVER), actor("dung", Role.CITY)
    create_policy(a_document("KH-PHUONG", number="1/KH"), actor=minh, owner="own")
    law = create_policy(a_document("NQ-THANH-PHO"), actor=minh, owner="law")
    assert (waiting_policies(head), waiting_policies(city)) == (["KH-PHUONG"], ["NQ-THANH-PHO"])
    elsewhere = actor("an", Role.APPROVER, agency=make_agency("khuong-trung"))
    assert waiting_policies(elsewhere) == []
    confirm_policy(law, 1, actor=city, text=a_text())
    assert waiting_policies(city) == []


def test_a_changed_policy_waits_again_but_never_for_who_changed_it(minh):
    city, other = actor("dung", Role.CITY), actor("giang", Role.CITY)
    policy_id = create_policy(a_document(), actor=minh, owner="law")
    confirm_policy(policy_id, 1, actor=city, text=a_text())
    save_policy(policy_id, a_document(title="Hỗ trợ khẩn cấp, sửa đổi"), base_version=1, actor=city)
    assert (waiting_policies(city), waiting_policies(other)) == ([], ["NQ-THU"])
    discard_version(policy_id, 2, actor=other)
    assert waiting_policies(other) == []
