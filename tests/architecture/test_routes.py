import pytest

from aid.domain.roles import Action

# Pages for everybody: the sign-in itself, the public look-ups, what a monitor asks, and our own static files.
PUBLIC = {
    "static",
    "amounts.read",
    "assets.show",
    "preferences.save",
    "sign_in.sign_in",
    "sign_in.sign_out",
    "sign_in.accept_invitation",
    "health.alive",
    "health.ready",
    "calculator.show",
    "calculator.compute",
    "calculator.facts",
    "calculator.answer",
    "verify.show",
    "verify.compare",
}


@pytest.fixture
def rules(app):
    return [rule for rule in app.url_map.iter_rules()]


def test_every_page_says_which_action_it_is_or_is_public(app, rules):
    unmarked = sorted(
        {
            rule.endpoint
            for rule in rules
            if not isinstance(getattr(app.view_functions[rule.endpoint], "action", None), Action)
        }
        - PUBLIC
    )
    assert not unmarked, unmarked


def test_no_page_is_both_public_and_guarded(app, rules):
    both = [
        rule.endpoint
        for rule in rules
        if rule.endpoint in PUBLIC and hasattr(app.view_functions[rule.endpoint], "action")
    ]
    assert not both, both


def test_a_page_that_changes_something_is_asked_for_by_post(rules):
    wrong = [rule.rule for rule in rules if rule.methods & {"PUT", "DELETE", "PATCH"}]
    assert not wrong, wrong


def test_every_public_page_is_there(app):
    gone = PUBLIC - set(app.view_functions)
    assert not gone, gone
