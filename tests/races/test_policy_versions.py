"""Two people at one policy at the same moment: one is first, the other is told, and no version is lost."""

from functools import partial

import pytest
from sqlalchemy import select

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.policies import Policy, PolicyVersion
from aid.queries.policy_views import document_of, policy_page
from aid.services import check, policy_entries
from aid.services.policy_loading import load_policy
from tests.factories.policies import a_document, a_text
from tests.factories.users import actor, make_agency, place_of

TITLES = ("Hỗ trợ hộ cháy nhà", "Hỗ trợ người bị thương", "Hỗ trợ người chết")


@pytest.fixture
def thu(app):
    return actor("thu", Role.REVIEWER)


@pytest.fixture
def city(app):
    """Two people of the city, who confirm."""
    office = make_agency("tp", kind=AgencyKind.CITY, place=place_of("01"))
    return [actor(name, Role.CITY, agency=office) for name in ("ha", "son")]


@pytest.fixture
def policy_id(thu):
    return policy_entries.create_policy(a_document(), actor=thu, owner="law")


def codes_of(outcomes):
    """The codes of what was refused; anything else that failed fails the test."""
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(one, Refusal) for one in failed), failed
    return [one.code for one in failed]


def rows(policy_id):
    db.session.rollback()
    wanted = select(PolicyVersion).where(PolicyVersion.policy_id == policy_id).order_by(PolicyVersion.number)
    return db.session.get_one(Policy, policy_id), list(db.session.scalars(wanted))


def save(policy_id, title, thu, base=1):
    return lambda: policy_entries.save_policy(policy_id, a_document(title=title), base_version=base, actor=thu)


def confirm(policy_id, person, text, number=1):
    return lambda: policy_entries.confirm_policy(policy_id, number, actor=person, text=text)


def test_of_those_who_save_at_once_one_is_first_and_the_others_see_it(together, thu, policy_id):
    outcomes = together(*(save(policy_id, title, thu) for title in TITLES))
    assert codes_of(outcomes) == ["stale_edit", "stale_edit"]
    row, versions = rows(policy_id)
    assert [version.number for version in versions] == [1, 2]
    assert row.title == versions[-1].document["title"]
    assert row.title in TITLES
    assert check.run().findings == []


def test_of_two_who_confirm_at_once_one_does(together, city, policy_id):
    outcomes = together(*(confirm(policy_id, person, a_text(f"{person.name}.pdf")) for person in city))
    assert codes_of(outcomes) == ["nothing_to_confirm"]
    row, versions = rows(policy_id)
    assert row.confirmed_by == versions[0].confirmed_by
    assert row.confirmed_by in [person.user_id for person in city]
    assert check.run().findings == []


def test_nobody_confirms_what_somebody_is_changing_unseen(together, thu, city, policy_id):
    """Either the text that was read is confirmed and the change waits, or the change is first and has to be read."""
    outcomes = together(confirm(policy_id, city[0], a_text()), save(policy_id, TITLES[0], thu))
    refused = codes_of(outcomes)
    row, versions = rows(policy_id)
    assert [version.number for version in versions] == [1, 2]
    confirmed = [version.number for version in versions if version.confirmed_at]
    if refused:
        assert (refused, confirmed, row.version) == (["stale_edit"], [], 2)
    else:
        assert (confirmed, row.version, policy_page(policy_id, actor=thu).pending) == ([1], 1, 2)
        assert document_of(policy_id, 1)["title"] == row.title


def test_what_is_discarded_while_somebody_confirms_it_is_one_or_the_other(together, thu, city, policy_id):
    discard = partial(policy_entries.discard_version, policy_id, 1, actor=thu)
    refused = codes_of(together(discard, confirm(policy_id, city[0], a_text())))
    assert len(refused) == 1
    _, (version,) = rows(policy_id)
    assert (version.confirmed_at is None) is not (version.discarded_at is None)
    assert check.run().findings == []


def test_the_same_code_entered_twice_at_once_is_one_policy(together, thu):
    create = [
        partial(policy_entries.create_policy, a_document("NQ-HAI", title=title), actor=thu, owner="law")
        for title in TITLES
    ]
    assert codes_of(together(*create)) == ["policy_code_taken"] * 2
    found = db.session.scalars(select(Policy).where(Policy.code == "NQ-HAI")).all()
    assert len(found) == 1
    assert check.run().findings == []


def test_a_file_loaded_while_the_same_policy_is_changed_loses_nothing(together, thu, policy_id):
    load = partial(load_policy, a_document(title=TITLES[1]))
    refused = codes_of(together(load, save(policy_id, TITLES[0], thu)))
    _, versions = rows(policy_id)
    titles = [version.document["title"] for version in versions[1:]]
    assert TITLES[1] in titles
    assert len(titles) == 2 - len(refused)
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
