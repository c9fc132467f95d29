"""A policy that is entered keeps to what its lines can hold and to what can be weighed against each other."""

import pytest

from aid.domain.entry_checks import check_entered
from aid.domain.errors import Refusal
from aid.domain.policy_documents import read_policy
from aid.services.policy_files import shipped_policies, template_documents
from tests.domain.test_never_more_than_the_level import benefits, fixed, level
from tests.domain.test_policies import policy_giving

RICE = {"kind": "rice", "kg": 15, "months": 3}


def path_of(document, *others):
    with pytest.raises(Refusal) as caught:
        check_entered(read_policy(document), [read_policy(other) for other in others])
    assert caught.value.code == "policy_unreadable"
    return caught.value.facts["path"]


@pytest.mark.parametrize(
    ("path", "longest"),
    [("code", 40), ("title", 300), ("benefits[0].code", 32), ("benefits[0].title", 300), ("benefits[0].clause", 200)],
)
def test_a_text_that_every_line_repeats_has_an_end(path, longest):
    document = policy_giving(fixed(5))
    holder = document["benefits"][0] if "." in path else document
    holder[path.rpartition(".")[2]] = "x" * longest
    check_entered(read_policy(document), ())
    holder[path.rpartition(".")[2]] += "x"
    assert path_of(document) == path


def test_rice_of_the_same_or_another_document_is_taken_off_no_money():
    document = benefits({"code": "u", "who": "household", "amount": level(9, "r")},
                        {"code": "r", "who": "hungry", "amount": RICE})  # fmt: skip
    assert path_of(document) == "benefits[0].amount.over[0]"
    other = policy_giving(RICE, who="hungry", code="GAO")
    apart = benefits({"amount": {"kind": "up_to", "amount": 9, "over": [{"policy": "GAO", "benefit": "x"}]}})
    assert path_of(apart, other) == "benefits[0].amount.over[0]"
    check_entered(read_policy(apart), [read_policy(policy_giving(fixed(5), code="GAO"))])
    check_entered(read_policy(apart), ())


def test_a_group_weighs_persons_against_persons_and_households_against_households():
    of_household = policy_giving(fixed(5), who="household", code="HO")
    of_household["benefits"][0]["group"] = "g"
    of_person = benefits({"group": "g"})
    assert path_of(of_person, of_household) == "benefits[0].group"
    check_entered(read_policy(benefits({"group": "khác"})), [read_policy(of_household)])
    check_entered(
        read_policy(policy_giving(fixed(5))), [read_policy(policy_giving(fixed(5), who="household", code="HO"))]
    )


def test_all_that_ships_keeps_to_it():
    known = shipped_policies()
    for policy in (*known, *(read_policy(document) for document in template_documents().values())):
        check_entered(policy, known)


@pytest.mark.parametrize("sign", ["\u202e", "\0", "\ud800", "\u200b"])
def test_a_sign_nobody_sees_is_no_part_of_an_incidents_code(sign):
    with pytest.raises(Refusal) as caught:
        read_policy(policy_giving(fixed(5), incidents=["CHAY-2026", f"CHAY{sign}-2026"]))
    assert (caught.value.code, caught.value.facts["path"]) == ("policy_unreadable", "incidents")
