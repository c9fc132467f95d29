"""Minh of the ward enters, Hà of the city confirms; one resolution waits."""

import pytest

from aid.domain.agencies import AgencyKind
from aid.domain.roles import Role
from aid.services import policy_entries
from tests.factories.policies import a_document
from tests.factories.users import actor, make_agency, place_of


@pytest.fixture
def minh(app, clock):
    app.config["WTF_CSRF_ENABLED"] = False
    return actor("minh", Role.REVIEWER, full_name="Trần Văn Minh")


@pytest.fixture
def reviewer(minh, as_user):
    return as_user("minh")


@pytest.fixture
def ha(minh):
    office = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"), name="Sở Y tế Hà Nội")
    return actor("ha", Role.CITY, agency=office, full_name="Mai Thị Hà")


@pytest.fixture
def city(ha, as_user):
    return as_user("ha")


@pytest.fixture
def policy_id(minh):
    return policy_entries.create_policy(a_document(number="09/NQ-HĐND"), actor=minh, owner="law")
