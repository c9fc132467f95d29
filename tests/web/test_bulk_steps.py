"""A storm night: the reviewer and the chairman take many like dossiers at once, and look at the odd one by itself."""

import re

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Initial, Route
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import CaseMember, Harm
from aid.models.dossiers import Dossier
from aid.services import bulk_steps, dossiers
from aid.services.approval_routes import add_route
from aid.services.bulk_steps import Pick
from tests.factories.dossiers import dossier_of, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency
from tests.web.test_sign_in import token_of

MILLION = 1_000_000


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def three(staff):
    fund_id = make_fund(staff)
    return [_clean(make_dossier(staff, fund_id, until="submit")) for _ in range(3)]


def _clean(dossier_id):
    """Each family has its own people and its papers."""
    case_id = dossier_of(dossier_id).lines[0].entitlement.case_id
    for member in db.session.scalars(select(CaseMember).where(CaseMember.case_id == case_id)):
        member.person.birth_date = None
        member.person.birth_year = 1900 + 10 * dossier_id
    for harm in db.session.scalars(select(Harm).where(Harm.case_id == case_id)):
        harm.paper = "Giấy ra viện 12"
    db.session.commit()
    return dossier_id


def _states(ids):
    return [dossier_of(ident).state for ident in ids]


def _picks(page):
    return re.findall(r'name="pick" value="(\d+-\d+)"', page)


def _act(browser, step, picks):
    address = f"/dossiers/bulk/{step}/confirm"
    page = browser.get(address, query_string={"pick": picks}).text
    sent = dict(re.findall(r'name="(picks-\d+)" value="([^"]+)"', page))
    assert browser.post(address, data={"csrf_token": token_of(page), **sent}).status_code == 303
    return browser.get(f"/dossiers/bulk/{step}").text


def test_like_dossiers_stand_together_and_go_on_together(staff, three, as_user):
    minh = as_user("minh")
    page = minh.get("/dossiers/bulk/review").text
    assert len(_picks(page)) == 3
    assert "3 hồ sơ, 3 hộ" in page
    assert "Đã thông qua và trình ký 3 hồ sơ." in _act(minh, "review", _picks(page))
    assert _states(three) == [DossierState.REVIEWED] * 3
    hoa = as_user("hoa")
    assert "Đã ký 3 hồ sơ." in _act(hoa, "sign", _picks(hoa.get("/dossiers/bulk/sign").text))
    assert _states(three) == [DossierState.SIGNED] * 3


def test_a_storm_of_dossiers_is_initialled_agreed_and_signed_together(staff, as_user):
    binh = actor("binh", Role.APPROVER, agency=make_agency(), title="Phó Chủ tịch", signing_form="kt")
    asked = {"initials": (Initial(staff.clerk.user_id, "Chánh Văn phòng"),), "second_signer": True}
    add_route(Route(clock.today(), "Quy chế số 15", **asked), actor=staff.approver)
    fund_id = make_fund(staff)
    ids = [_clean(make_dossier(staff, fund_id, until="submit")) for _ in range(2)]
    minh, tu, second, hoa = (as_user(name) for name in ("minh", "tu", "binh", "hoa"))
    assert "Ký nháy nhiều hồ sơ" not in tu.get("/").text
    _act(minh, "review", _picks(minh.get("/dossiers/bulk/review").text))
    assert _picks(hoa.get("/dossiers/bulk/sign").text) == []
    assert "Ký nháy nhiều hồ sơ" in tu.get("/").text
    assert "Đã ký nháy 2 hồ sơ." in _act(tu, "initial", _picks(tu.get("/dossiers/bulk/initial").text))
    assert _picks(tu.get("/dossiers/bulk/initial").text) == []
    page = _act(second, "second", _picks(second.get("/dossiers/bulk/second").text))
    assert "Đã đồng ý với tư cách người ký thứ hai: 2 hồ sơ." in page
    assert _picks(second.get("/dossiers/bulk/sign").text) == []
    page = f"/dossiers/{ids[0]}"
    assert f'href="{page}/sign"' in hoa.get(page).text
    assert f'href="{page}/sign"' not in second.get(page).text
    assert "đã đồng ý với tư cách người ký thứ hai nên không ký ban hành" in second.get(page).text
    _act(hoa, "sign", _picks(hoa.get("/dossiers/bulk/sign").text))
    assert _states(ids) == [DossierState.SIGNED] * 2
    assert binh.user_id not in {dossier_of(ident).signed_by for ident in ids}


def test_what_was_not_picked_stays(staff, three, as_user):
    minh = as_user("minh")
    picks = _picks(minh.get("/dossiers/bulk/review").text)
    _act(minh, "review", picks[:1])
    assert _states(three) == [DossierState.REVIEWED, DossierState.SUBMITTED, DossierState.SUBMITTED]


def test_an_urgent_dossier_is_looked_at_by_itself(staff, as_user):
    fund_id = make_fund(staff)
    _clean(make_dossier(staff, fund_id, until="submit"))
    odd = _clean(make_dossier(staff, fund_id, until="submit", urgent_reason="Hộ mất nhà ngay trong đêm"))
    page = as_user("minh").get("/dossiers/bulk/review").text
    assert len(_picks(page)) == 1
    assert "Cần xem riêng từng hồ sơ" in page
    assert f'href="/dossiers/{odd}"' in page
    assert "Hộ mất nhà ngay trong đêm" in page


def test_a_dossier_that_changed_since_the_page_is_left_and_the_rest_go_on(staff, three, as_user):
    minh = as_user("minh")
    picks = [Pick(ident, dossier_of(ident).version) for ident in three]
    dossiers.return_to_officer(three[1], reason="Thiếu giấy", actor=staff.reviewer)
    dossiers.reopen(three[1], actor=staff.officer)
    dossiers.submit(three[1], actor=staff.officer)
    outcomes = bulk_steps.take_all("review", picks, actor=staff.reviewer)
    assert [one.refusal and one.refusal.code for one in outcomes] == [None, "stale_edit", None]
    assert _states(three)[1] is DossierState.SUBMITTED
    assert "còn nguyên" not in minh.get("/dossiers/bulk/review").text


def test_twice_does_no_harm(staff, three):
    picks = [Pick(ident, dossier_of(ident).version) for ident in three]
    bulk_steps.take_all("review", picks, actor=staff.reviewer)
    again = bulk_steps.take_all("review", picks, actor=staff.reviewer)
    assert all(one.refusal for one in again)
    assert _states(three) == [DossierState.REVIEWED] * 3


def test_signing_many_never_promises_more_than_the_fund_has(staff):
    """Each alone fits into the fund, all three do not: the third stays."""
    fund_id = make_fund(staff, 60 * MILLION)
    ids = [make_dossier(staff, fund_id, until="review") for _ in range(3)]
    picks = [Pick(ident, dossier_of(ident).version) for ident in ids]
    assert all(dossier_of(ident).total <= 60 * MILLION < 3 * dossier_of(ident).total for ident in ids)
    outcomes = bulk_steps.take_all("sign", picks, actor=staff.approver)
    assert [one.refusal and one.refusal.code for one in outcomes] == [None, None, "fund_too_small"]


def test_another_office_is_missing_before_anything_happens(staff, three):
    elsewhere = actor("ngoai", Role.REVIEWER, agency=make_agency("xa-khac"))
    with pytest.raises(Missing):
        bulk_steps.take_all("review", [Pick(three[0], 2)], actor=elsewhere)
    assert _states(three) == [DossierState.SUBMITTED] * 3


def test_who_prepared_them_is_not_offered_them(staff, as_user):
    both = actor("van", Role.OFFICER, Role.REVIEWER)
    make_dossier(staff._replace(officer=both), until="submit")
    assert _picks(as_user("van").get("/dossiers/bulk/review").text) == []


def test_picks_that_mean_nothing_lead_back(staff, three, as_user):
    minh = as_user("minh")
    for pick in ("x", "1", "1-x", "999999-1", "1-2-3", "٣-١"):
        assert minh.get("/dossiers/bulk/review/confirm", query_string={"pick": pick}).status_code == 303
    assert db.session.query(Dossier).count() == 3
