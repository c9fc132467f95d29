"""A policy is entered by one person and confirmed by another, version by version."""

import pytest

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.policy_steps import PolicyState
from aid.domain.roles import Role
from aid.queries.policies import policy_of
from aid.queries.policy_views import policy_page
from aid.services import check, policy_entries
from tests.factories.policies import a_document, a_text
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
