"""Changes of decisions and documents at the desk stand in My work of whoever must act, and call them."""

from datetime import timedelta

import pytest

from aid import clock
from aid.domain.decision_changes import ChangeKind
from aid.domain.incoming import IncomingKind
from aid.domain.roles import Role
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.incoming import IncomingDocument
from aid.models.notices import Notice
from aid.queries.incoming import IncomingFilter, listed
from aid.queries.waiting import queues
from aid.queries.work import work_of
from aid.services import decision_changes, incoming
from aid.services.decision_changes import ChangePlan
from aid.services.incoming import ArrivalValues
from aid.services.numbering import Numbering
from tests.factories.dossiers import make_decision, make_fund, make_staff
from tests.factories.users import actor

_CHANGES = {kind for kind in WorkKind if kind.value.startswith("change_")}
_DESK = {WorkKind.DOCUMENT_ANSWER, WorkKind.DOCUMENT_CHASE}


@pytest.fixture
def staff(app):
    return make_staff()


def _waits(who, kinds=_CHANGES):
    db.session.rollback()
    return [row for row in work_of(who)[0] if row.kind in kinds]


def test_a_revocation_goes_from_list_to_list_and_from_bell_to_bell(staff):
    decision_id = make_decision(staff, make_fund(staff))
    plan = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
    change_id = decision_changes.prepare(decision_id, plan, actor=staff.officer)
    way = (
        ("submit", staff.officer, WorkKind.CHANGE_SUBMIT),
        ("review", staff.reviewer, WorkKind.CHANGE_REVIEW),
        ("sign", staff.approver, WorkKind.CHANGE_SIGN),
    )
    for step, who, kind in way:
        (row,) = _waits(who)
        assert (row.kind, row.id, row.code, row.about) == (kind, change_id, "01/QĐ-UBND", "Ban hành nhầm hộ")
        assert kind in {queue.kind for queue in queues({who.agency_id}, today=clock.today())}
        decision_changes.take_step(change_id, step, actor=who)
        assert _waits(who) == []
    assert _called(staff.clerk) == ["change:signed"]
    assert [row.kind for row in _waits(staff.clerk)] == [WorkKind.CHANGE_ISSUE]
    decision_changes.issue(change_id, Numbering(), actor=staff.clerk)
    assert _called(staff.clerk) == _waits(staff.clerk) == []
    assert "change:issued" in [notice.action for notice in _notices(staff.officer)]


def test_a_change_that_came_back_is_its_officers_work_and_says_why(staff):
    decision_id = make_decision(staff, make_fund(staff))
    plan = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
    change_id = decision_changes.prepare(decision_id, plan, actor=staff.officer)
    decision_changes.take_step(change_id, "submit", actor=staff.officer)
    assert _called(staff.reviewer) == ["change:submitted"]
    decision_changes.take_step(change_id, "return", reason="Chưa rõ", actor=staff.reviewer)
    assert [row.kind for row in _waits(staff.officer)] == [WorkKind.CHANGE_MEND]
    assert _notices(staff.officer)[-1].reason == "Chưa rõ" and _called(staff.reviewer) == []


def test_who_prepared_a_change_is_not_called_to_review_it(staff):
    everything = actor("tatca", Role.OFFICER, Role.REVIEWER)
    decision_id = make_decision(staff, make_fund(staff))
    plan = ChangePlan(ChangeKind.REVOKE, "Ban hành nhầm hộ")
    change_id = decision_changes.prepare(decision_id, plan, actor=everything)
    decision_changes.take_step(change_id, "submit", actor=everything)
    assert _waits(everything) == [] and _called(everything) == []


def _notices(who):
    db.session.rollback()
    return db.session.query(Notice).filter_by(user_id=who.user_id, subject="decision_changes").order_by(Notice.id).all()


def _called(who):
    return [one.action for one in _notices(who) if one.asks and one.settled_at is None]


def test_the_desk_sees_what_it_must_answer_the_late_one_first_and_what_it_waits_for(staff):
    desk = actor("mot", Role.ONE_STOP)
    late, soon, asked = (
        incoming.register(ArrivalValues(IncomingKind.LIST_5, "Tổ trưởng tổ 5", f"Danh sách {place}"), actor=desk)
        for place in ("một", "hai", "ba")
    )
    db.session.get_one(IncomingDocument, late).due_on = clock.today() - timedelta(days=3)
    db.session.commit()
    incoming.ask_for_more(asked, "Giấy xác nhận của công an", actor=desk)
    rows = _waits(desk, _DESK)
    assert [(row.kind, row.id) for row in rows] == [
        (WorkKind.DOCUMENT_ANSWER, late), (WorkKind.DOCUMENT_ANSWER, soon), (WorkKind.DOCUMENT_CHASE, asked),
    ]  # fmt: skip
    assert rows[0].due_on < clock.today() <= rows[1].due_on and rows[0].due_unit == "day"
    assert (rows[0].about, rows[2].about) == ("Tổ trưởng tổ 5", "Giấy xác nhận của công an")
    incoming.answer(late, "Đã trả quyết định", actor=desk)
    assert late not in [row.id for row in _waits(desk, _DESK)]
    assert _waits(staff.reviewer, _DESK) == []


def test_a_form_whose_clock_stands_still_has_no_days_left(staff):
    """A household's own form waits without a day; the urgent list of the head of the neighbourhood keeps running."""
    desk = actor("mot", Role.ONE_STOP)
    form, urgent = (
        incoming.register(ArrivalValues(kind, "Bà Mẫu", "Giấy tờ"), actor=desk)
        for kind in (IncomingKind.FORM_06, IncomingKind.LIST_5)
    )
    for document_id in (form, urgent):
        incoming.ask_for_more(document_id, "Ảnh nhà", actor=desk)
    rows = {row.id: row for row in _waits(desk, _DESK)}
    assert rows[form].due_on is None and rows[urgent].due_on is not None
    assert "/" in rows[form].code
    shown = {row.id: row.is_paused for row in listed(IncomingFilter(), area=None, limit=9).rows}
    assert shown == {form: True, urgent: False}
    incoming.more_came(form, actor=desk)
    assert {row.id: row.due_on for row in _waits(desk, _DESK)}[form] is not None
