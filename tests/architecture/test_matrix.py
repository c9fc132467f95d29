"""Every page × every role × own and other office: who gets in, who is sent away, and that nothing changes for those.

The expectations come from `matrix.py` (page → action) and MAY (action → roles), never from the page itself.
"""

import hashlib
from itertools import product

import pytest
from sqlalchemy import select
from werkzeug.routing import BuildError

from aid.domain.roles import MAY, SEES_EVERY_AGENCY, Action, Role
from aid.extensions import db
from aid.models.base import Base
from tests.architecture.matrix import EXPECTED, MAKERS, OF_NO_OFFICE, make_world
from tests.factories.users import make_agency, make_user

NOT_COMPARED = {"places", "place_successors", "user_sessions", "login_attempts", "accesses"}
# Their file or paper is not in this small world, or the step is not possible at this stage.
MAY_BE_MISSING = {
    "paper_signatures.changes_e_seal", "paper_signatures.changes_e_seal_file", "paper_signatures.changes_e_sign",
    "paper_signatures.changes_e_sign_file", "paper_signatures.changes_file", "paper_signatures.changes_show",
    "paper_signatures.papers_e_seal", "paper_signatures.papers_e_seal_file", "paper_signatures.papers_e_sign",
    "paper_signatures.papers_e_sign_file", "paper_signatures.papers_file", "paper_signatures.papers_show",
    "changes.paper",
    "incoming_papers.scan",
    "attachments.show", "bank_files.download", "decisions.paper", "decisions.public_paper", "norms.signed_text",
    "payouts.slip",
    "payouts.slips", "policies.signed_text", "signatures.file", "signatures.show", "signing_keys.agency_give_up",
    "signing_keys.agency_picture", "signing_keys.mine_give_up", "signing_keys.mine_picture",
}  # fmt: skip


def pages(app, method=None):
    """Every guarded (endpoint, rule, method)."""
    found = [
        (rule.endpoint, rule, verb)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for verb in sorted(rule.methods & {"GET", "POST"})
        if isinstance(getattr(app.view_functions[rule.endpoint], "action", None), Action)
    ]
    return [one for one in found if method in {None, one[2]}]


def address_of(app, rule):
    """The address of a page in the world, filled by the maker of each of its parameters."""
    values = {}
    for name in sorted(rule.arguments):
        converter = rule._converters[name]
        if name not in MAKERS and not hasattr(converter, "items"):
            raise AssertionError(f"{rule.rule}: MAKERS has no {name!r}")
        values[name] = sorted(converter.items)[0] if hasattr(converter, "items") else MAKERS[name]()
    try:
        return app.url_map.bind("localhost").build(rule.endpoint, values)
    except BuildError as error:
        raise AssertionError(f"{rule.rule}: {error}") from error


def digest():
    """A digest of every row that a step may change."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_COMPARED]
    rows = [(t.name, sorted(map(repr, db.session.execute(select(t))))) for t in tables]
    db.session.rollback()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def everybody(as_user, **more):
    """A person of each role, each at a computer of their own."""
    for role in Role:
        make_user(f"as_{role.value}", role, **more)
    return {role: as_user(f"as_{role.value}") for role in Role}


@pytest.fixture
def world(app, clock):
    app.config["WTF_CSRF_ENABLED"] = False
    make_world()
    return {(endpoint, rule.rule, verb): address_of(app, rule) for endpoint, rule, verb in pages(app)}


def test_every_page_stands_in_the_matrix_with_the_action_it_says(app):
    says = {endpoint: app.view_functions[endpoint].action for endpoint, _, _ in pages(app)}
    assert {name: says.get(name) for name in says.keys() ^ EXPECTED.keys()} == {}
    assert says == EXPECTED


def test_every_parameter_has_a_maker(app):
    names = {
        name for _, rule, _ in pages(app) for name in rule.arguments if not hasattr(rule._converters[name], "items")
    }
    assert names <= MAKERS.keys()


def test_a_visitor_is_sent_to_sign_in_and_changes_nothing(app, world, client):
    before, wrong = digest(), []
    for (_, _, verb), address in world.items():
        answer = client.open(address, method=verb)
        if answer.status_code != 302 or not answer.location.startswith("/login?next="):
            wrong.append((verb, address, answer.status_code))
    assert not wrong, wrong
    assert digest() == before


def test_a_wrong_role_gets_403_everywhere_and_changes_nothing(world, as_user):
    browsers = everybody(as_user)
    before, wrong = digest(), []
    for role, browser in browsers.items():
        for (endpoint, _, verb), address in world.items():
            if role in MAY[EXPECTED[endpoint]]:
                continue
            status = browser.open(address, method=verb).status_code
            if status != 403:
                wrong.append((role.value, verb, address, status))
    assert not wrong, wrong
    assert digest() == before


def test_the_right_role_of_the_own_office_gets_in(world, as_user):
    wrong = []
    for role, browser in everybody(as_user).items():
        for (endpoint, _, verb), address in world.items():
            if verb == "POST" or role not in MAY[EXPECTED[endpoint]]:
                continue
            status = browser.get(address).status_code
            allowed = {200, 302, 303, 409} | ({404} if endpoint in MAY_BE_MISSING else set())
            if status not in allowed:
                wrong.append((role.value, address, status))
    assert not wrong, wrong


def test_a_row_of_another_office_is_not_there_and_stays_as_it_is(app, world, as_user):
    browsers = everybody(as_user, agency=make_agency("ha-dinh"))
    before, wrong = digest(), []
    owned = {rule.rule for _, rule, _ in pages(app) if rule.arguments - OF_NO_OFFICE}
    for role, ((endpoint, rule, verb), address) in product(sorted(set(Role) - SEES_EVERY_AGENCY), world.items()):
        if rule not in owned or role not in MAY[EXPECTED[endpoint]]:
            continue
        status = browsers[role].open(address, method=verb).status_code
        if status != 404:
            wrong.append((role.value, verb, address, status))
    assert not wrong, wrong
    assert digest() == before
