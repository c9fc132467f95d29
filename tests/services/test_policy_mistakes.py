"""Mistakes in a policy file: each is refused with the file, the line and a cure an office can follow.

A mistake is a change of the file below; ¶ stands where the line begins that the refusal has to name.
"""

import pytest
from sqlalchemy import select

from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.policies import Policy
from aid.services.policy_files import document_from_text
from aid.services.policy_loading import load_file
from aid.web.messages import sentence

RIGHT = """\
code: NQ-THU
kind: resolution
number: 01/NQ-HĐND
issuer: Hội đồng nhân dân thành phố Hà Nội
signed_on: 2026-01-10
title: Hỗ trợ khẩn cấp
valid:
  from: 2026-02-01
  to: 2026-12-31
reference_day: occurred_on
places: ["01"]
causes: [fire, storm]
bases:
  - rank: policy
    text: Căn cứ Nghị định A
    from: 2026-01-01
    to: 2026-12-31
benefits:
  - code: dead
    title: Người chết
    clause: Điều 1
    who: dead
    when:
      - rule: age_at_least
        value: 16
      - {rule: sex_in, value: [f]}
    amount: {kind: fixed, amount: 5000000}
    fund_kinds: [NS_PHUONG]
    limit: {days: 3, unit: working_day, from: applied_on}
    group: nguoi-chet
  - code: dead_child
    title: Trẻ em chết
    clause: Điều 2
    who: dead_child
    amount: {kind: times_norm, times: 20}
    fund_kinds: [NS_PHUONG]
    group: nguoi-chet
  - code: injured
    title: Người bị thương
    clause: Điều 3
    who: injured
    amount:
      kind: tiers
      by: inpatient_days
      tiers:
        - {from: 3, to: 6, amount: 300000}
        - {from: 7, to: 9, amount: 400000}
        - {from: 10, amount: 1000000}
    fund_kinds: [NS_PHUONG]
  - code: bill
    title: Chi phí điều trị
    clause: Điều 4
    who: treatment_bill
    amount:
      kind: actual_cost
      at_most: 20000000
      caps:
        - {cost: treatment, amount: 10000000}
        - {cost: transport, amount: 2000000}
    fund_kinds: [NS_PHUONG]
  - code: level
    title: Hỗ trợ cho đủ mức
    clause: Điều 5
    who: injured
    amount:
      kind: up_to
      amount: 30000000
      over:
        - {policy: NQ-THU, benefit: injured}
        - {policy: ND20-2021, benefit: E13}
    fund_kinds: [NS_PHUONG]
  - code: food
    title: Lương thực
    clause: Điều 6
    who: hungry
    amount: {kind: rice, kg: 15, months: 3}
  - code: house
    title: Nhà ở
    clause: Điều 7
    who: house_destroyed
    amount: {kind: share, amount: 90000000, among: 3}
    fund_kinds: [NS_PHUONG]
    floor: true
    not_with:
      - {policy: NQ-THU, benefit: shelter}
  - code: shelter
    title: Chỗ ở tạm
    clause: Điều 8
    who: without_shelter
    amount: {kind: monthly, amount: 2000000, months: 6}
    fund_kinds: [NS_PHUONG]
"""
SHELTER = "  - code: shelter\n"
DEAD, BILL = "who: dead\n", "      at_most: 20000000"
LIMIT = "    limit: {days: 3, unit: working_day, from: applied_on}\n"
FOOD = "{kind: rice, kg: 15, months: 3}"
TIER = "        - {from: 7, to: 9, amount: 400000}"
MISTAKES = {
    # The document.
    "no code": ("code: NQ-THU\n", "¶", "thêm khóa code"),
    "a key twice": ("title: Hỗ trợ khẩn cấp", "title: A\n¶title: B", "bỏ một trong hai khóa title"),
    "an unknown key": ("kind: resolution", "kind: resolution\n¶colour: red", "bỏ khóa này"),
    "a key with a slip of the pen": ("issuer: Hội", "¶isuer: Hội", "sửa thành issuer"),
    "an unknown kind of document": ("kind: resolution", "¶kind: resolutoin", "chọn một trong: statutory, resolution"),
    "an empty title": ("title: Hỗ trợ khẩn cấp", '¶title: " "', "ghi một đoạn chữ"),
    "no validity": ("valid:\n  from: 2026-02-01\n  to: 2026-12-31\n", "", "thêm khóa valid"),
    "no first day": ("valid:\n  from: 2026-02-01", "¶valid:", "thêm khóa from"),
    "days backward": ("  to: 2026-12-31\nref", "¶  to: 2026-01-31\nref", "sửa ngày cuối hoặc bỏ to"),
    "a day that is none": ("  from: 2026-02-01", "¶  from: 2026-02-30", "ghi năm-tháng-ngày"),
    "a day the Vietnamese way": ("signed_on: 2026-01-10", "¶signed_on: 10/01/2026", "ghi năm-tháng-ngày"),
    "an unknown reference day": ("reference_day: occ", "¶reference_day: x_occ", "chọn một trong: occurred_on"),
    "a word for yes": ("places:", "¶confirmed: rồi\nplaces:", "ghi true hoặc false"),
    "a place of one digit": ('places: ["01"]', '¶places: ["1"]', "ghi mã tỉnh 2 chữ số"),
    "a place as a number": ('places: ["01"]', "¶places: [48]", "ghi [từ, từ]"),
    "an unknown cause": ("causes: [fire, storm]", "¶causes: [fire, strom]", "chọn trong: fire"),
    "a list that is none": ("causes: [fire, storm]", "¶causes: fire", "ghi [từ, từ]"),
    "an unknown rank of a basis": ("  - rank: policy", "  - ¶rank: high", "chọn một trong: authority"),
    "days of a basis backward": ("    to: 2026-12-31\nben", "¶    to: 2025-12-31\nben", "sửa from hoặc to"),
    "no benefits": (RIGHT[RIGHT.index("benefits:") :], "", "thêm khóa benefits"),
    "benefits that are no list": (RIGHT[RIGHT.index("benefits:") :], "¶benefits: nhiều", "ghi [ … ], có thể rỗng"),
    "benefits taken and written": (
        "benefits:", "¶benefits_as: {policy: ND20-2021, note: x}\nbenefits:", "giữ một trong hai",
    ),
    "taken from an unknown policy": (
        RIGHT[RIGHT.index("benefits:") :], "¶benefits_as: {policy: ND-20, note: x}", "với MÃ là một trong: ",
    ),
    # One benefit.
    "no clause": ("  - code: shelter\n    title: Chỗ ở tạm\n    clause: Điều 8\n", "  - ¶code: shelter\n    title: T\n",
                  "thêm khóa clause"),
    "one code for two benefits": ("  - code: shelter", "  - ¶code: food", "mỗi chế độ một mã riêng"),
    "an unknown subject": (f"    {DEAD}", "¶    who: deads\n", "chọn một trong: "),
    "an unknown purpose": (f"    {DEAD}", f"    {DEAD}¶    purpose: fun\n", "chọn một trong: burial"),
    "an unknown fund kind": ("    fund_kinds: [NS_PHUONG]\n" + LIMIT, "¶    fund_kinds: [NS_XA]\n", "chọn trong: "),
    "an unknown fact": ("rule: age_at_least", "¶rule: age_atleast", "chọn một trong: "),
    "an unknown value of a fact": ("{rule: sex_in, value: [f]}", "¶{rule: sex_in, value: [nữ]}", "chọn trong: m, f"),
    "a condition without its value": ("        value: 16\n", "", "thêm khóa value"),
    "a condition twice": ("{rule: sex_in, value: [f]}", "¶{rule: age_at_least, value: 18}", "gộp thành một"),
    "a condition nobody meets": ("{rule: sex_in, value: [f]}", "¶{rule: sex_in, value: []}", "ghi ít nhất một giá trị"),
    "conditions against each other": (
        "    when:\n      - rule: age_at_least",
        "¶    when:\n      - {rule: age_below, value: 16}\n      - rule: age_at_least", "sửa một trong hai số",
    ),
    "a fact of a person asked of a household": (
        "who: without_shelter\n", "who: without_shelter\n    when:\n      - ¶{rule: pupil}\n", "chọn who: ",
    ),
    # Amounts.
    "an unknown kind of amount": (FOOD, "¶{kind: gạo, kg: 15}", "chọn một trong: times_norm"),
    "a negative amount": ("amount: 5000000}", "¶amount: -5000000}", "ghi số từ 1 đến"),
    "an amount of nothing": ("amount: 5000000}", "¶amount: 0}", "ghi số từ 1 đến"),
    "a fraction": ("amount: 5000000}", "¶amount: 5000000.0}", "ghi số nguyên, không dấu chấm"),
    "an amount with points": ("amount: 5000000}", "¶amount: 5.000.000}", "ghi số nguyên, không dấu chấm"),
    "an amount with its unit": ("amount: 5000000}", "¶amount: 5 triệu}", "ghi số nguyên"),
    "an amount beyond all money": ("amount: 5000000}", "¶amount: 5000000000000000000}", "ghi số từ 1 đến"),
    "months of a fixed amount": ("{kind: fixed, amount", "¶{months: 2, kind: fixed, amount", "bỏ khóa này hoặc"),
    "rice in tonnes": (FOOD, "¶{kind: rice, kg: 15000, months: 3}", "ghi số từ 1 đến 1000"),
    "no months": (FOOD, "¶{kind: rice, kg: 15}", "thêm khóa months"),
    "a bill of a person": ("amount: {kind: fixed, amount: 5000000}", "¶amount: {kind: actual_cost}", "chọn who: "),
    "a floor of goods": (
        f"    amount: {FOOD}", "    amount: {kind: in_kind, text: Chăn}\n¶    floor: true", "bỏ floor hoặc",
    ),
    "a share smaller than one đồng": ("among: 3}", "¶among: 99000000}", "giảm số phần"),
    "no tier": (RIGHT[RIGHT.index("      tiers:") : RIGHT.index("    fund_kinds: [NS_PHUONG]\n  - code: bill")],
                "¶      tiers: []\n", "ghi ít nhất một bậc"),
    "a gap between tiers": (TIER, TIER.replace("- {from: 7", "- ¶{from: 8"), "ghi from: 7"),
    "tiers that overlap": (TIER, TIER.replace("- {from: 7", "- ¶{from: 6"), "ghi from: 7"),
    "a tier backward": (TIER, "        - ¶{from: 7, to: 5, amount: 400000}", "sửa from hoặc to"),
    "tiers downwards": (TIER, "        - ¶{from: 2, to: 2, amount: 400000}", "xếp các bậc từ thấp đến cao"),
    "a tier without its end": (TIER, "        - ¶{from: 7, amount: 400000}", "ghi to cho mọi bậc trước"),
    "tiers by an unknown measure": ("      by: inpatient_days", "¶      by: days", "chọn một trong: inpatient_days"),
    "a degree of harm for a number": ("{from: 10, amount", "¶{from_severity: grave, amount", "chọn một trong: light"),
    "a cap under its floor": (BILL, f"      at_least: 30000000\n¶{BILL}", "sửa at_most hoặc at_least"),
    "two floors": (BILL, f"¶      at_least: 5\n      at_least_times: 2\n{BILL}", "giữ một: at_least hoặc"),
    "two caps for one cost": ("{cost: transport", "¶{cost: treatment", "giữ một mức trần"),
    "a cap of an unknown cost": ("{cost: transport", "¶{cost: taxi", "chọn một trong: burial"),
    # Limits.
    "an unknown unit of the limit": (LIMIT, LIMIT.replace("    limit", "¶    limit").replace("working_day", "week"),
                                     "chọn một trong: day, working_day"),
    "a limit beyond a year": (LIMIT, LIMIT.replace("    limit", "¶    limit").replace("3", "400"), "từ 0 đến 366"),
    "a limit from an unknown paper": (LIMIT, LIMIT.replace("    limit", "¶    limit").replace("applied", "sent"),
                                      "chọn một trong: occurred_on"),
    "a limit without days": (LIMIT, "¶    limit: {unit: day, from: applied_on}\n", "thêm khóa days"),
    # Benefits among themselves.
    "rice in a group": (f"    amount: {FOOD}", f"    amount: {FOOD}\n¶    group: nguoi-chet", "bỏ group"),
    "yields to itself": ("{policy: NQ-THU, benefit: shelter}", "¶{policy: NQ-THU, benefit: house}", "chế độ khác"),
    "yields to nothing": ("{policy: NQ-THU, benefit: shelter}", "¶{policy: NQ-THU, benefit: tam}", "chọn: bill, dead"),
    "yields to one twice": (
        "      - {policy: NQ-THU, benefit: shelter}",
        "      - {policy: NQ-THU, benefit: shelter}\n      - ¶{policy: NQ-THU, benefit: shelter}", "bỏ dòng thừa",
    ),
    "yields within its group": (
        "    group: nguoi-chet\n  - code: injured",
        "    group: nguoi-chet\n    not_with:\n      - ¶{policy: NQ-THU, benefit: dead}\n  - code: injured",
        "bỏ not_with hoặc bỏ group",
    ),
    "a circle of exclusions": (
        SHELTER, "  - code: shelter\n    not_with: [{policy: NQ-THU, benefit: house}]\n", "bỏ not_with hoặc over",
    ),
    "tops up an unknown benefit": ("{policy: NQ-THU, benefit: injured}", "¶{policy: NQ-THU, benefit: x}", "chọn: bill"),
    "tops up nothing": (
        "      over:\n        - {policy: NQ-THU, benefit: injured}\n        - {policy: ND20-2021, benefit: E13}",
        "¶      over: []", "ghi chế độ được bù",
    ),
    "an unknown key of a reference": (
        "{policy: NQ-THU, benefit: injured}", "¶{policy: NQ-THU, benefit: injured, khoan: 1}", "bỏ khóa này",
    ),
    # The writing itself.
    "a colon in a text": ("title: Hỗ trợ khẩn cấp", "¶title: Hỗ trợ: khẩn cấp", "dấu nháy kép"),
    "a tab": ("  to: 2026-12-31\nref", "¶\tto: 2026-12-31\nref", "thay dấu tab bằng dấu cách"),
    "lines that do not stand straight": ("    clause: Điều 1\n", "¶     clause: Điều 1\n", ""),
    "a bracket left open": ("causes: [fire, storm]", "causes: [fire, storm\n¶bases2: x", "đóng dấu ngoặc"),
    "a quote left open": ("title: Chỗ ở tạm", 'title: "Chỗ ở tạm', "thêm dấu nháy"),
    "two documents in one file": ("kind: resolution", "kind: resolution\n¶---\nkind: visit", "mỗi văn bản một tệp"),
    "a reference inside the file": ("issuer: Hội", "¶issuer: &a Hội", "viết đầy đủ nội dung"),
    "a label of a type": ("issuer: Hội", "¶issuer: !!python/name Hội", "bỏ nhãn kiểu"),
    "a sign nobody can read": ("title: Hỗ trợ khẩn", "¶title: Hỗ\x00 trợ khẩn", "xóa ký tự lạ"),
    "a list for a document": (RIGHT, "¶- một\n- hai\n", "viết dưới dạng khóa: giá trị"),
    "an empty file": (RIGHT, "¶", "viết dưới dạng khóa: giá trị"),
}  # fmt: skip


def changed(old: str, new: str) -> tuple[str, int]:
    """The file with one change, and the line where ¶ stood in it; the whole document's line without ¶."""
    assert RIGHT.count(old) == 1, f"{RIGHT.count(old)} × {old!r}"
    text = RIGHT.replace(old, new)
    return text.replace("¶", ""), text.partition("¶")[0].count("\n") + 1 if "¶" in text else 0


def test_the_file_without_a_mistake_is_read():
    assert document_from_text(RIGHT)["code"] == "NQ-THU"
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("kind", sorted(MISTAKES))
def test_a_mistake_is_refused_with_file_line_and_cure(kind):
    old, new, cure = MISTAKES[kind]
    text, line = changed(old, new)
    with pytest.raises(Refusal) as caught:
        document_from_text(text, "nq-thu.yaml")
    facts = caught.value.facts
    assert caught.value.code == "policy_unreadable"
    assert facts["problem"]
    assert cure in facts["cure"], facts
    assert facts["path"].startswith(f"nq-thu.yaml, dòng {facts['line']}"), facts
    if line:
        assert facts["line"] == line, facts


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        pytest.param('["01"]', '¶["99"]', "sửa mã, hoặc bỏ mã này", id="an unknown place"),
        pytest.param(
            "{policy: ND20-2021, benefit: E13}", "¶{policy: ND-20, benefit: E13}", "nhập văn bản đó trước",
            id="tops up an unknown policy",
        ),
        pytest.param(
            "{policy: ND20-2021, benefit: E13}", "¶{policy: ND20-2021, benefit: D13}", "chọn: E12a, E12b",
            id="tops up an unknown benefit of another",
        ),
        pytest.param(
            "benefit: shelter}\n", "benefit: shelter}\n      - ¶{policy: TX-2023, benefit: quan-ao}\n", "chọn: ",
            id="yields to an unknown benefit of another",
        ),
    ],
)  # fmt: skip
def test_what_only_the_database_knows_is_refused_the_same_way(app, old, new, cure):
    text, line = changed(old, new)
    with pytest.raises(Refusal) as caught:
        load_file(text.encode(), "nq-thu.yaml")
    assert db.session.scalar(select(Policy.id).where(Policy.code == "NQ-THU")) is None
    with app.test_request_context():
        said = sentence(caught.value)
    assert f"nq-thu.yaml, dòng {line}, " in said
    assert cure in said
    assert said.endswith("rồi thử lại.")


def test_a_circle_through_another_document_is_refused_before_it_stops_every_computation(app):
    load_file(RIGHT.encode(), "nq-thu.yaml")
    yields = SHELTER + "    not_with: [{policy: %s, benefit: shelter}]\n"
    other = RIGHT.replace("NQ-THU", "NQ-HAI").replace("01/NQ", "02/NQ")
    load_file(other.replace(SHELTER, yields % "NQ-THU").encode(), "nq-hai.yaml")
    with pytest.raises(Refusal, match="exclusions_cyclic"):
        load_file(RIGHT.replace(SHELTER, yields % "NQ-HAI").encode(), "nq-thu.yaml")
