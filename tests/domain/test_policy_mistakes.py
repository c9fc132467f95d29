"""Mistakes people make in a policy file: each is refused where it stands, with what to do about it."""

import copy

import pytest

from aid.domain.errors import Refusal
from aid.domain.exclusions import check_together
from aid.domain.policy_documents import read_norms, read_policy
from tests.domain.test_policies import policy_giving

FIXED = {"kind": "fixed", "amount": 5}
BILL = {"kind": "actual_cost"}
STAY = {"kind": "tiers", "by": "inpatient_days"}
SEVERITY = {"kind": "tiers", "by": "severity"}


def refusal_of(document):
    with pytest.raises(Refusal) as caught:
        read_policy(document)
    assert caught.value.code == "policy_unreadable"
    return tuple(caught.value.facts[name] for name in ("path", "problem", "cure"))


def two(first, second, amount=FIXED, **more):
    """A policy of the benefits x and y, each with keys of its own."""
    document = policy_giving(amount, **more)
    (benefit,) = document["benefits"]
    document["benefits"] = [{**benefit, **first}, {**copy.deepcopy(benefit), "code": "y", **second}]
    return document


def ref(benefit, policy="THU"):
    return {"policy": policy, "benefit": benefit}


def tiers(*rows, **kind):
    return {**STAY, **kind, "tiers": list(rows)}


def tier(least=None, most=None, severity=None, amount=5):
    row = {"from": least, "to": most, "from_severity": severity, "amount": amount}
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.parametrize(
    ("document", "path", "problem", "cure"),
    [
        pytest.param(
            policy_giving(FIXED, valid={"from": "2026-02-01", "to": "2026-01-31"}),
            "valid.to", "đứng trước ngày đầu", "sửa ngày cuối", id="days the wrong way round",
        ),
        pytest.param(
            policy_giving(
                FIXED, bases=[{"rank": "policy", "text": "Căn cứ A", "from": "2026-02-01", "to": "2026-01-31"}]
            ),
            "bases[0].to", "đứng trước ngày đầu", "sửa from hoặc to", id="days of a basis the wrong way round",
        ),
        pytest.param(policy_giving(FIXED, places=["1"]), "places[0]", "mã lạ '1'", "2 chữ số", id="strange place"),
        pytest.param(
            two({}, {"code": "x"}), "benefits[1].code", "'x' dùng hai lần", "mã riêng", id="one code for two benefits"
        ),
        pytest.param(
            policy_giving(FIXED, when=[{"rule": "treated"}, {"rule": "treated"}]),
            "benefits[0].when[1].rule", "treated ghi hai lần", "bỏ dòng thừa", id="a condition twice",
        ),
        pytest.param(
            policy_giving(FIXED, when=[{"rule": "sex_in", "value": []}]),
            "benefits[0].when[0].value", "chưa chọn giá trị", "ít nhất một", id="a condition nobody can meet",
        ),
        pytest.param(
            policy_giving(FIXED, when=[{"rule": "age_at_least", "value": 16}, {"rule": "age_below", "value": 16}]),
            "benefits[0].when", "age_at_least 16 và age_below 16", "sửa một trong hai", id="nobody is of that age",
        ),
        pytest.param(
            policy_giving(
                FIXED, when=[{"rule": "members_at_least", "value": 3}, {"rule": "members_at_most", "value": 2}]
            ),
            "benefits[0].when", "loại trừ nhau", "sửa một trong hai", id="no household is of that size",
        ),
        pytest.param(
            policy_giving(FIXED, who="building", when=[{"rule": "habitable"}, {"rule": "not_habitable"}]),
            "benefits[0].when", "habitable và not_habitable", "bỏ một trong hai", id="conditions against each other",
        ),
        pytest.param(
            policy_giving(FIXED, when=[{"rule": "lost_parents_at_least", "value": 3}]),
            "benefits[0].when[0].value", "ngoài giới hạn", "từ 0 đến 2", id="more than two parents",
        ),
        pytest.param(
            two({}, {"floor": True, "amount": {"kind": "in_kind", "text": "Chăn"}}),
            "benefits[1].floor", "hiện vật", "bỏ floor", id="a floor of goods",
        ),
        pytest.param(
            two({}, {"group": "g", "who": "hungry", "amount": {"kind": "rice", "kg": 15, "months": 3}}),
            "benefits[1].group", "chỉ so được tiền", "bỏ group", id="rice in a group",
        ),
        pytest.param(
            policy_giving(BILL, who="treatment_bill", benefits=[
                {"code": "x", "title": "x", "clause": "x", "who": "treatment_bill", "amount": BILL, "group": "g"}
            ]),
            "benefits[0].group", "một người hoặc một hộ", "bỏ group", id="bills of many in a group",
        ),
        pytest.param(
            two({}, {"not_with": [ref("y")]}),
            "benefits[1].not_with[0]", "trỏ tới chính nó", "chế độ khác", id="yields to itself",
        ),
        pytest.param(
            two({}, {"amount": {"kind": "up_to", "amount": 5, "over": [ref("x"), ref("y")]}}),
            "benefits[1].amount.over[1]", "trỏ tới chính nó", "chế độ khác", id="tops up itself",
        ),
        pytest.param(
            two({}, {"not_with": [ref("z")]}),
            "benefits[1].not_with[0].benefit", "không có chế độ 'z'", "chọn: x, y", id="yields to nothing of its own",
        ),
        pytest.param(
            two({"not_with": [ref("E14", "ND20-2021"), ref("y"), ref("E14", "ND20-2021")]}, {}),
            "benefits[0].not_with[2]", "ND20-2021 E14 ghi hai lần", "bỏ dòng thừa", id="yields to one twice",
        ),
        pytest.param(
            two({}, {"not_with": [ref("x")], "amount": {"kind": "up_to", "amount": 5, "over": [ref("x")]}}),
            "benefits[1].not_with[0]", "vừa bù thêm vừa loại trừ", "over hoặc not_with", id="yields to what it tops up",
        ),
        pytest.param(
            two({"group": "g"}, {"group": "g", "not_with": [ref("x")]}),
            "benefits[1].not_with[0]", "cùng một nhóm", "bỏ not_with hoặc bỏ group", id="yields within its group",
        ),
        pytest.param(
            two({"not_with": [ref("y")]}, {"not_with": [ref("x")]}),
            "benefits[0]", "x, y chờ nhau thành vòng", "bỏ not_with hoặc over", id="two yield to each other",
        ),
        pytest.param(
            policy_giving(tiers(tier(3), tier(7), tier(7))),
            "benefits[0].amount.tiers[2].from", "trùng với bậc trước", "bỏ một bậc", id="the same tier twice",
        ),
        pytest.param(
            policy_giving(tiers(tier(7), tier(3))),
            "benefits[0].amount.tiers[1].from", "thấp hơn bậc trước", "từ thấp đến cao", id="tiers downwards",
        ),
        pytest.param(
            policy_giving(tiers(tier(3, 7), tier(7))),
            "benefits[0].amount.tiers[1].from", "chồng lên bậc trước (đến 7)", "ghi from: 8", id="tiers overlap",
        ),
        pytest.param(
            policy_giving(tiers(tier(3, 6), tier(8))),
            "benefits[0].amount.tiers[1].from", "hở với bậc trước (đến 6)", "ghi from: 7", id="tiers with a gap",
        ),
        pytest.param(
            policy_giving(tiers(tier(3, 2))),
            "benefits[0].amount.tiers[0].to", "nhỏ hơn from", "sửa from hoặc to", id="a tier backwards",
        ),
        pytest.param(
            policy_giving(tiers(tier(3, 6), tier(7), tier(9))),
            "benefits[0].amount.tiers[1].to", "thiếu, trong khi bậc khác có to", "mọi bậc trước", id="one end missing",
        ),
        pytest.param(
            policy_giving(tiers()), "benefits[0].amount.tiers", "chưa có bậc nào", "ít nhất một bậc", id="no tiers"
        ),
        pytest.param(
            policy_giving(tiers(tier(1, severity=None), tier(severity="severe"), by="living_members")),
            "benefits[0].amount.tiers[1].from_severity", "by: living_members", "from bằng số", id="harm by people",
        ),
        pytest.param(
            policy_giving(tiers(tier(1), **SEVERITY)),
            "benefits[0].amount.tiers[0].from", "không ghi bằng số", "ghi from_severity", id="a number for harm",
        ),
        pytest.param(
            policy_giving(tiers(tier(severity="critical"), tier(3))),
            "benefits[0].amount.tiers[1].from", "sau bậc theo mức độ", "theo ngày lên trước", id="days above harm",
        ),
        pytest.param(
            policy_giving(tiers(tier(severity="critical"), tier(severity="severe"), **SEVERITY)),
            "benefits[0].amount.tiers[1].from_severity", "thấp hơn bậc trước", "từ thấp đến cao", id="harm downwards",
        ),
        pytest.param(
            policy_giving({"kind": "up_to", "amount": 5, "over": []}),
            "benefits[0].amount.over", "chưa có chế độ nào", "kind: fixed", id="tops up nothing",
        ),
        pytest.param(
            policy_giving({"kind": "share", "amount": 5, "among": 6}),
            "benefits[0].amount.among", "chưa đến 1 đồng", "giảm số phần", id="a share of nothing",
        ),
        pytest.param(
            policy_giving({**BILL, "at_least": 5, "at_least_times": 5}, who="treatment_bill"),
            "benefits[0].amount.at_least", "hai mức tối thiểu", "giữ một", id="two floors",
        ),
        pytest.param(
            policy_giving({**BILL, "at_least": 5, "at_most": 4}, who="treatment_bill"),
            "benefits[0].amount.at_most", "thấp hơn mức tối thiểu", "sửa at_most", id="a cap under its floor",
        ),
        pytest.param(
            policy_giving(
                {**BILL, "caps": [{"cost": "burial", "amount": 5}, {"cost": "burial", "amount": 6}]}, who="funeral_bill"
            ),
            "benefits[0].amount.caps[1].cost", "hai mức trần cho burial", "giữ một", id="two caps for one cost",
        ),
        pytest.param(
            policy_giving({**FIXED, "months": 3}),
            "benefits[0].amount.months", "không dùng với kind: fixed", "kind: monthly, rice", id="a key of other kinds",
        ),
        pytest.param(
            policy_giving({"kind": "monthly", "amount": 5}),
            "benefits[0].amount.months", "thiếu months", "thêm khóa months", id="months not said",
        ),
        pytest.param(
            policy_giving({"kind": "fixed", "amount": -5}),
            "benefits[0].amount.amount", "-5 nằm ngoài giới hạn", "từ 1 đến", id="a negative amount",
        ),
        pytest.param(
            policy_giving(FIXED, titel_en="A", tilte="B"),
            "titel_en", "khóa lạ titel_en", "sửa thành title_en", id="a slip of the pen",
        ),
        pytest.param(
            {key: value for key, value in policy_giving(FIXED, titl="A").items() if key != "title"},
            "titl", "khóa lạ titl", "sửa thành title", id="a slip of the pen where a key is needed",
        ),
        pytest.param(
            policy_giving(FIXED, colour="red"), "colour", "khóa lạ colour", "bỏ khóa này", id="a key nobody knows"
        ),
        pytest.param(
            two({"clause": None}, {}), "benefits[0].clause", "không phải là chữ", "ghi một đoạn chữ", id="no clause"
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_where_it_stands_with_its_cure(document, path, problem, cure):
    found = refusal_of(document)
    assert found[0] == path
    assert problem in found[1]
    assert cure in found[2]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(policy_giving(FIXED, valid={"from": "2026-01-31", "to": "2026-01-31"}), id="one day"),
        pytest.param(
            policy_giving(FIXED, when=[{"rule": "age_at_least", "value": 15}, {"rule": "age_below", "value": 16}]),
            id="one year of age",
        ),
        pytest.param(
            policy_giving(
                FIXED, when=[{"rule": "members_at_least", "value": 3}, {"rule": "members_at_most", "value": 3}]
            ),
            id="one size of a household",
        ),
        pytest.param(policy_giving(tiers(tier(3, 3), tier(4, 4), tier(5))), id="tiers of one day each"),
        pytest.param(policy_giving(tiers(tier(3, 6), tier(7, 9))), id="tiers that end"),
        pytest.param(policy_giving(tiers(tier(3, 6), tier(7), tier(severity="critical"))), id="days, then harm"),
        pytest.param(policy_giving({"kind": "share", "amount": 6, "among": 6}), id="a share of one đồng"),
        pytest.param(policy_giving({**BILL, "at_least": 5, "at_most": 5}, who="treatment_bill"), id="a fixed bill"),
        pytest.param(two({"group": "g"}, {"group": "g"}), id="a group"),
        pytest.param(two({"group": "g"}, {}), id="a group whose other benefit is in another document"),
        pytest.param(two({"group": "g"}, {"group": "h", "not_with": [ref("x")]}), id="yields to another group"),
        pytest.param(two({}, {"not_with": [ref("x"), ref("E14", "ND20-2021")]}), id="yields to two"),
        pytest.param(
            two({}, {"who": "hungry", "amount": {"kind": "rice", "kg": 15, "months": 3}, "floor": True}), id="rice"
        ),
    ],
)
def test_what_only_looks_like_a_mistake_is_read(document):
    assert read_policy(document).code == "THU"


def test_policies_that_wait_for_each_other_are_refused_together():
    one = read_policy(two({"not_with": [ref("y", "HAI")]}, {}))
    other = read_policy({**two({}, {"not_with": [ref("x")]}), "code": "HAI", "benefits": [
        {"code": "y", "title": "Thử", "clause": "Điều 1", "who": "injured",
         "amount": {"kind": "up_to", "amount": 5, "over": [ref("x")]}},
    ]})  # fmt: skip
    check_together([one])
    check_together([other])
    with pytest.raises(Refusal) as caught:
        check_together([one, other])
    assert caught.value.code == "exclusions_cyclic"
    assert caught.value.facts == {"policies": "THU, HAI", "benefits": "THU x, HAI y"}


def test_a_norm_is_said_once_for_a_day_and_names_its_province():
    central = {"scope": "central", "amount": 5, "from": "2026-01-01", "basis": "NĐ"}
    city = {**central, "scope": "city", "province": "01"}
    assert len(read_norms({"norms": [central, city, {**city, "province": "48"}]})) == 3
    for rows, path in (([central, city, city], "norms[2].from"), ([{**city, "province": "1"}], "norms[0].province")):
        with pytest.raises(Refusal) as caught:
            read_norms({"norms": rows})
        assert caught.value.facts["path"] == path
        assert caught.value.facts["cure"]
