import pytest

from aid.domain.errors import Refusal
from aid.domain.urgency import check_urgent, urgent_ground


@pytest.mark.parametrize("clause", ["Điều 12 khoản 1", "Điều 13 khoản 2", "Điều 14 khoản 1", "Điều 14"])
def test_food_injury_and_burial_may_go_the_urgent_way(clause):
    check_urgent("ND20-2021", [clause])


@pytest.mark.parametrize(
    ("policy", "clauses", "named"),
    [
        ("ND20-2021", ["Điều 15 khoản 1"], "Điều 15 khoản 1"),
        ("ND20-2021", ["Điều 12 khoản 1", "Điều 16", "Điều 16"], "Điều 16"),
        ("ND20-2021", ["Điều 120"], "Điều 120"),
        ("ND20-2021", ["khoản 1 Điều 12"], "khoản 1 Điều 12"),
        ("HN-NQ24-2023", ["Điều 12 khoản 1"], "Điều 12 khoản 1"),
    ],
    ids=["housing", "children among others", "a longer number", "written otherwise", "another document"],
)
def test_other_help_waits_for_the_meeting(policy, clauses, named):
    with pytest.raises(Refusal) as refused:
        check_urgent(policy, clauses)
    assert (refused.value.code, refused.value.facts) == ("urgent_not_for_this", {"clauses": named})


def test_the_ground_of_an_urgent_decision_is_one_line_without_a_mark():
    ground = urgent_ground("Gia đình mất nhà\ntrong đêm.")
    assert "khoản 2 Điều 17" in ground
    assert ground.endswith("Gia đình mất nhà trong đêm)")
