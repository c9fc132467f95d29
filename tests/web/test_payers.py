"""What the pages offer the front on the ward's cases: its own dossier and nothing of the ward's."""

import re

import pytest

from aid.domain.agencies import AgencyKind
from aid.domain.roles import Role
from aid.queries import entitlements
from aid.services import funds
from tests.factories.dossiers import lines_for, make_dossier, make_fund, make_staff
from tests.factories.entitlements import make_assessed_case
from tests.factories.users import actor, make_agency, place_of

WORKS = (Role.OFFICER, Role.CLERK)


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def family(staff):
    return make_assessed_case(staff.officer)


@pytest.fixture
def cuc(staff, as_user):
    """Cúc prepares for the front of the ward."""
    actor("cuc", *WORKS, agency=make_agency("mttq-khuong-dinh", kind=AgencyKind.FRONT))
    return as_user("cuc")


def told(response):
    return re.sub(r"[\s\xa0]+", " ", response.get_data(as_text=True))


def test_the_front_opens_the_case_reads_every_line_and_can_change_none(cuc, family):
    page = told(cuc.get(f"/cases/{family.case_id}"))
    assert "Hỗ trợ chi phí mai táng" in page
    assert "chờ MTTQ" in page
    assert "Lập hồ sơ trình" in page
    for way in ("/payee", "/raise", "/harms/", f"/cases/{family.case_id}/compute"):
        assert f'{way}"' not in page


def test_the_front_is_offered_its_rounds_and_not_the_decree(cuc, family):
    oanh = actor("oanh", Role.ACCOUNTANT, agency=make_agency("mttq-khuong-dinh"))
    funds.open_fund(funds.NewFund("MTTQ", "Quỹ cứu trợ phường", "MTTQ_PHUONG"), actor=oanh)
    page = told(cuc.get(f"/incidents/{family.incident_id}/dossiers/new"))
    assert 'value="MTTQ-KH-2023-1"' in page
    assert 'value="ND20-2021"' not in page


def test_the_ward_is_offered_the_decree_and_not_the_rounds(staff, family, as_user):
    make_fund(staff)
    page = told(as_user("lan").get(f"/incidents/{family.incident_id}/dossiers/new"))
    assert 'value="ND20-2021"' in page
    assert 'value="MTTQ-KH-2023-1"' not in page


def test_the_front_is_not_asked_to_report_incidents(cuc, family, as_user):
    assert "/incidents/new" not in told(cuc.get("/"))
    assert "/incidents/new" not in told(cuc.get("/incidents"))
    assert "/incidents/new" in told(as_user("lan").get("/"))


def test_money_of_the_ward_is_not_there_for_the_front(staff, family, as_user):
    fund_id, dossier_id = make_fund(staff, code="NS-RIENG"), make_dossier(staff, until="submit")
    front = make_agency("mttq-khuong-dinh", kind=AgencyKind.FRONT)
    actor("oanh", Role.REVIEWER, Role.ACCOUNTANT, agency=front)
    oanh = as_user("oanh")
    for address in (f"/funds/{fund_id}", f"/dossiers/{dossier_id}", f"/dossiers/{dossier_id}/review"):
        assert oanh.get(address).status_code == 404, address
    assert "NS-RIENG" not in told(oanh.get("/funds"))


@pytest.mark.parametrize("kind", [AgencyKind.FRONT, AgencyKind.RED_CROSS])
def test_who_helps_in_another_place_finds_no_case(family, as_user, kind):
    actor("ba", *WORKS, agency=make_agency("noi-khac", kind=kind, place=place_of("00004")))
    ba = as_user("ba")
    for address in (f"/cases/{family.case_id}", f"/incidents/{family.incident_id}", "/households/1"):
        assert ba.get(address).status_code == 404, address
    assert "Trần Văn An" not in told(ba.get("/search?q=Trần"))


def test_the_red_cross_of_the_place_sees_the_case_and_may_not_name_a_payee(family, as_user):
    actor("man", *WORKS, agency=make_agency("ctd-khuong-dinh", kind=AgencyKind.RED_CROSS))
    man = as_user("man")
    assert man.get(f"/cases/{family.case_id}").status_code == 200
    line = lines_for(family.case_id)[0]
    assert man.get(f"/entitlements/{line.id}/payee").status_code == 404


def test_the_sum_of_a_case_is_split_by_who_pays_and_loses_nothing(family, staff):
    shown = entitlements.of_case(family.case_id)
    payers = [share.payers for share in shown.shares if share.unit == "VND"]
    assert payers == [(), (AgencyKind.FRONT,)]
    assert sum(share.amount for share in shown.shares if share.unit == "VND") == shown.totals["VND"]
    donated = [line.amount for line in shown.lines if line.policy.startswith("MTTQ") and line.unit == "VND"]
    assert next(share.amount for share in shown.shares if share.payers) == sum(donated) > 0


def test_the_case_page_says_who_pays_how_much(staff, family, as_user):
    page = told(as_user("lan").get(f"/cases/{family.case_id}"))
    assert "Trong đó Ủy ban nhân dân chi" in page
    assert "Trong đó Mặt trận Tổ quốc chi từ tiền ủng hộ" in page
