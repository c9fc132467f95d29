"""What a reader sees of a new version: which benefit, which clause, which figure."""

import copy

import pytest

from aid.domain.policy_changes import Difference, differences

BEFORE = {
    "code": "NQ-THU",
    "title": "Hỗ trợ khẩn cấp",
    "valid": {"from": "2023-01-01"},
    "causes": ["fire"],
    "bases": [{"rank": "policy", "text": "Nghị định A"}, {"rank": "local", "text": "Nghị quyết B"}],
    "benefits": [
        {
            "code": "1",
            "title": "Người chết",
            "amount": {"kind": "times_norm", "times": 50},
            "when": [{"rule": "at_home"}, {"rule": "inpatient_days_at_least", "value": 3}],
        },
        {
            "code": "2",
            "title": "Người bị thương",
            "amount": {
                "kind": "tiers",
                "by": "inpatient_days",
                "tiers": [
                    {"from": 3, "amount": 300},
                    {"from": 7, "amount": 400},
                    {"from_severity": "critical", "amount": 1},
                ],
            },
        },
    ],
}


def changed(change):
    after = copy.deepcopy(BEFORE)
    change(after)
    return differences(BEFORE, after)


def only(change):
    (one,) = changed(change)
    return one


def test_the_same_document_has_no_difference():
    assert differences(BEFORE, copy.deepcopy(BEFORE)) == []


@pytest.mark.parametrize("nothing", [None, [], {}], ids=repr)
def test_nothing_said_and_a_key_left_out_are_the_same(nothing):
    assert changed(lambda document: document.update(places=nothing)) == []


def test_a_new_title_shows_both():
    one = only(lambda document: document.update(title="Hỗ trợ đột xuất"))
    assert one == Difference("title", "", "title", "Hỗ trợ khẩn cấp", "Hỗ trợ đột xuất", "changed")


def test_a_last_day_that_is_added_has_nothing_before():
    one = only(lambda document: document["valid"].update(to="2025-12-31"))
    assert one == Difference("valid.to", "", "valid.to", None, "2025-12-31", "added")


def test_a_key_that_is_taken_out_has_nothing_after():
    one = only(lambda document: document.pop("causes"))
    assert (one.kind, one.before, one.after) == ("removed", ["fire"], None)


def test_causes_are_shown_as_whole_lists():
    one = only(lambda document: document["causes"].append("explosion"))
    assert (one.path, one.before, one.after) == ("causes", ["fire"], ["fire", "explosion"])


def test_a_benefit_put_in_between_is_one_difference():
    new = {"code": "1a", "title": "Người mất tích", "amount": {"kind": "fixed", "amount": 1}}
    one = only(lambda document: document["benefits"].insert(1, new))
    assert one == Difference("benefits[1a]", "1a", "", None, new, "added")


def test_a_benefit_taken_out_is_one_difference():
    one = only(lambda document: document["benefits"].pop(0))
    assert (one.benefit, one.kind, one.before["title"]) == ("1", "removed", "Người chết")


def test_a_figure_is_named_with_its_benefit():
    one = only(lambda document: document["benefits"][0]["amount"].update(times=60))
    assert one == Difference("benefits[1].amount.times", "1", "amount.times", 50, 60, "changed")


def test_another_kind_of_amount_is_shown_whole():
    fixed = {"kind": "fixed", "amount": 40_000_000}
    one = only(lambda document: document["benefits"][0].update(amount=fixed))
    assert (one.key, one.before["kind"], one.after) == ("amount", "times_norm", fixed)


def test_a_tier_is_named_by_where_it_begins():
    one = only(lambda document: document["benefits"][1]["amount"]["tiers"][1].update(amount=500))
    assert (one.path, one.key) == ("benefits[2].amount.tiers[7].amount", "amount.tiers.amount")
    severe = only(lambda document: document["benefits"][1]["amount"]["tiers"][2].update(amount=2))
    assert severe.path == "benefits[2].amount.tiers[critical].amount"


def test_a_condition_is_named_by_its_rule():
    one = only(lambda document: document["benefits"][0]["when"][1].update(value=7))
    assert (one.path, one.before, one.after) == ("benefits[1].when[inpatient_days_at_least].value", 3, 7)


def test_the_same_rule_twice_is_told_apart():
    def change(document):
        document["benefits"][0]["when"] += [{"rule": "at_home", "clause": "Điều 3"}, {"rule": "at_home"}]

    assert [one.path for one in changed(change)] == ["benefits[1].when[at_home #2]", "benefits[1].when[at_home #3]"]


def test_another_order_of_the_same_conditions_is_said_since_it_decides_the_refusal():
    one = only(lambda document: document["benefits"][0]["when"].reverse())
    assert (one.path, one.benefit, one.key) == ("benefits[1].when.order", "1", "when.order")
    assert one.after == ["inpatient_days_at_least", "at_home"]


def test_a_first_condition_where_there_was_none_is_added():
    one = only(lambda document: document["benefits"][1].update(when=[{"rule": "treated"}]))
    assert (one.path, one.kind, one.after) == ("benefits[2].when[treated]", "added", {"rule": "treated"})


def test_a_list_that_became_something_else_is_shown_whole():
    one = only(lambda document: document["benefits"][0].update(when="luôn luôn"))
    assert (one.key, one.kind) == ("when", "changed")


def test_a_group_that_became_a_word_is_shown_whole():
    one = only(lambda document: document.update(valid="2023"))
    assert (one.path, one.before, one.after) == ("valid", {"from": "2023-01-01"}, "2023")


def test_a_basis_is_matched_by_its_text():
    one = only(lambda document: document["bases"].pop(0))
    assert (one.path, one.kind) == ("bases[Nghị định A]", "removed")
