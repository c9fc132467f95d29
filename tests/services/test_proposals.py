"""A tờ trình and the bình xét: it cites minutes that stand, says that there are none, or why nobody met."""

from datetime import date

import pytest

from aid.domain.papers import KINDS
from aid.extensions import db
from aid.models.cases import Case
from aid.models.dossiers import Dossier
from aid.services import papers
from aid.services.paper_contents import content_now
from tests.factories.dossiers import make_dossier, make_fund, make_staff
from tests.factories.papers import answers_to

SEPTEMBER_14 = date(2023, 9, 14)


@pytest.fixture
def staff(app, clock):
    return make_staff()


def said(dossier_id, staff):
    content, _ = content_now(papers.start("proposal", dossier_id, {}, actor=staff.officer), actor=staff.officer)
    return content.facts["procedure"]


def minutes_of(dossier_id, staff, number=None, day=SEPTEMBER_14):
    incident_id = db.session.get_one(Dossier, dossier_id).incident_id
    paper_id = papers.start("meeting", incident_id, answers_to(KINDS["meeting"]), actor=staff.officer)
    papers.finalise(paper_id, actor=staff.officer)
    if number:
        papers.set_number(paper_id, number, day, actor=staff.clerk)
    return paper_id


def test_without_minutes_no_meeting_is_claimed(staff):
    text = said(make_dossier(staff), staff)
    assert "Hồ sơ không có biên bản họp bình xét." in text and "Đã họp" not in text
    assert "theo Nghị định số 20/2021/NĐ-CP." in text


def test_the_list_that_came_is_named_with_its_day(staff):
    dossier_id = make_dossier(staff)
    db.session.query(Case).one().received_on = SEPTEMBER_14
    db.session.commit()
    assert "danh sách của tổ trưởng tổ dân phố ngày 14 tháng 9 năm 2023" in said(dossier_id, staff)


def test_minutes_the_officer_entered_are_cited(staff):
    dossier_id = make_dossier(staff, meeting_number="03/BB-TDP5", meeting_on=SEPTEMBER_14)
    minutes_of(dossier_id, staff, "09/BB-UBND")
    text = said(dossier_id, staff)
    assert "Đã họp bình xét (Biên bản số 03/BB-TDP5 ngày 14 tháng 9 năm 2023)." in text and "09/BB" not in text


def test_minutes_written_here_are_cited_once_they_have_a_number(staff):
    dossier_id = make_dossier(staff)
    paper_id = minutes_of(dossier_id, staff)
    assert "Đã họp bình xét (biên bản chưa có số)." in said(dossier_id, staff)
    papers.set_number(paper_id, "09/BB-UBND", SEPTEMBER_14, actor=staff.clerk)
    assert "Đã họp bình xét (Biên bản số 09/BB-UBND ngày 14 tháng 9 năm 2023)." in said(dossier_id, staff)


def test_minutes_that_were_given_up_or_never_finished_are_no_meeting(staff):
    dossier_id = make_dossier(staff)
    papers.void(minutes_of(dossier_id, staff), "Ghi nhầm người dự", actor=staff.officer)
    incident_id = db.session.get_one(Dossier, dossier_id).incident_id
    papers.start("meeting", incident_id, answers_to(KINDS["meeting"]), actor=staff.officer)
    assert "không có biên bản" in said(dossier_id, staff)


def test_minutes_from_before_a_household_was_known_are_not_about_it(staff, clock):
    clock("2026-09-14T08:00+07:00")
    fund_id = make_fund(staff)
    known = make_dossier(staff, fund_id)
    minutes_of(known, staff, "09/BB-UBND")
    clock("2026-09-15T08:00+07:00")
    later = make_dossier(staff, fund_id)
    assert "Đã họp bình xét (Biên bản số 09/BB-UBND" in said(known, staff)
    assert "không có biên bản" in said(later, staff)


def test_an_urgent_dossier_says_its_reason_and_no_meeting(staff):
    text = said(make_dossier(staff, urgent_reason="Gia đình mất nhà"), staff)
    assert "không qua bước họp bình xét theo khoản 2 Điều 17" in text and "Lý do: Gia đình mất nhà." in text
    assert "Đã họp" not in text and "không có biên bản" not in text
