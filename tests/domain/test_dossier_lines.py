"""Which lines a dossier carries: one incident, one policy, one fund, and somebody to pay."""

import pytest

from aid.domain.dossier_lines import Candidate, Target, check_line
from aid.domain.errors import Refusal

LINE = Candidate(
    beneficiary="Nguyễn Thị Hoa",
    policy_code="ND20-2021",
    incident_id=1,
    unit="VND",
    amount=6_500_000,
    confirmed=True,
    is_live=True,
    is_assessed=True,
    payee="Nguyễn Thị Hoa",
    is_disputed=False,
)
DOSSIER = Target(policy_code="ND20-2021", incident_id=1, unit="VND", source="NS_PHUONG", fund_kinds=("NS_PHUONG",))


def test_a_line_of_the_same_matter_with_a_payee_is_carried():
    check_line(LINE, DOSSIER)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_live": False}, "line_superseded"),
        ({"is_assessed": False}, "case_changed"),
        ({"policy_code": "TX-2023"}, "line_of_other_dossier_kind"),
        ({"incident_id": 2}, "line_of_other_dossier_kind"),
        ({"confirmed": False}, "policy_not_confirmed"),
        ({"unit": "kg_rice"}, "fund_unit_differs"),
        ({"amount": 0}, "nothing_to_pay"),
        ({"payee": ""}, "payee_missing"),
        ({"is_disputed": True}, "payee_disputed"),
    ],
)
def test_a_line_is_refused_with_the_name_of_who_it_is_for(change, code):
    with pytest.raises(Refusal) as refused:
        check_line(LINE._replace(**change), DOSSIER)
    assert (refused.value.code, refused.value.facts) == (code, {"beneficiary": "Nguyễn Thị Hoa"})


def test_a_fund_of_another_kind_may_not_pay():
    with pytest.raises(Refusal) as refused:
        check_line(LINE, DOSSIER._replace(source="CHU_THAP_DO"))
    assert refused.value.code == "fund_may_not_pay"
