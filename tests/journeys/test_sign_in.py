import pytest

from aid.domain.roles import Role
from tests.factories.users import PASSWORD, make_user
from tests.journeys.desk import at_desk


@pytest.fixture(scope="module")
def filled(office):
    with office.inside():
        make_user("canbo", Role.OFFICER, password=PASSWORD)


def test_lan_signs_in_and_out(browser, address):
    with at_desk(browser, address, "canbo") as lan:
        lan.open("/account")
        assert "Nguyễn Thị Canbo" in lan.text
