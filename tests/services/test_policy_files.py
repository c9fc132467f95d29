import json
from datetime import date

import pytest

from aid.domain.errors import Refusal
from aid.domain.policies import BenefitRef
from aid.domain.policy_documents import read_policy
from aid.services.place_codes import province_of
from aid.services.policy_files import (
    document_from_text,
    shipped_documents,
    shipped_norms,
    shipped_policies,
    template_documents,
    text_from_document,
)

SMALL = """
code: PHUONG-THAM
kind: visit
issuer: Ủy ban nhân dân phường
title: Thăm hỏi
valid: {from: 2026-01-01}
reference_day: occurred_on
benefits:
  - {code: tham, title: Thăm hỏi, clause: Kế hoạch, who: dead, amount: {kind: fixed, amount: 2000000}}
"""
TAKEN = SMALL.partition("benefits:")[0] + "benefits_as: {policy: ND20-2021, note: x}\n"


def test_the_policies_of_the_contract_are_shipped():
    state = {policy.code: policy.confirmed for policy in shipped_policies()}
    assert state == {
        "ND20-2021": True, "ND335-2026": False, "HN-NQ24-2023": True, "TX-2023": True, "MTTQ-KH-2023-1": True,
        "MTTQ-KH-2023-2": True,
    }  # fmt: skip
    benefits = {policy.code: [benefit.code for benefit in policy.benefits] for policy in shipped_policies()}
    assert benefits["HN-NQ24-2023"] == ["1", "2", "3", "4", "5", "6", "7"]
    assert set(benefits["ND20-2021"]) == {
        "E12a", "E12b", "E12c", "E13", "E13b", "E14", "E14b", "E15a", "E15b", "E15c", "E16", "E17",
    }  # fmt: skip
    assert benefits["MTTQ-KH-2023-1"] == ["dead", "injured", "resident"]
    assert benefits["MTTQ-KH-2023-2"] == ["resident", "dead", "injured", "orphan", "child"]


def test_every_shipped_up_to_benefit_names_benefits_that_exist():
    known = {BenefitRef(policy.code, benefit.code) for policy in shipped_policies() for benefit in policy.benefits}
    named = {ref for policy in shipped_policies() for benefit in policy.benefits for ref in benefit.amount.over}
    assert named and named <= known


def test_every_shipped_benefit_says_which_funds_may_pay_it():
    assert all(benefit.fund_kinds for policy in shipped_policies() for benefit in policy.benefits)


def test_the_norms_of_the_contract_are_shipped_with_their_confirmation():
    assert [(norm.amount, norm.confirmed) for norm in shipped_norms()] == [
        (270_000, True), (360_000, True), (440_000, True), (500_000, True), (650_000, True), (540_000, False),
    ]  # fmt: skip


def test_a_shipped_document_can_be_stored_and_read_back():
    stored = json.loads(json.dumps(shipped_documents()["ND335-2026"], ensure_ascii=False))
    (shipped,) = [policy for policy in shipped_policies() if policy.code == "ND335-2026"]
    assert read_policy(document_from_text(json.dumps(stored))) == shipped
    assert "benefits_as" not in stored


@pytest.mark.parametrize("code", sorted(shipped_documents()))
def test_a_document_written_out_and_loaded_again_is_the_same(code):
    document = shipped_documents()[code]
    text = text_from_document(document)
    assert document_from_text(text) == document
    assert text.startswith(f"code: {code}\nkind: ")
    assert text_from_document(document_from_text(text)) == text


def test_templates_are_there_to_be_copied_and_are_no_policies():
    templates = template_documents()
    assert templates and not set(templates) & set(shipped_documents())
    assert all(document_from_text(text_from_document(one)) == one for one in templates.values())


def test_a_policy_needs_no_programmer():
    policy = read_policy(document_from_text(SMALL))
    assert (policy.code, policy.confirmed, policy.benefits[0].amount.amount) == ("PHUONG-THAM", False, 2_000_000)
    assert document_from_text(SMALL)["valid"] == {"from": "2026-01-01"}


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        (SMALL.replace("kind: visit", "kind: : visit"), "tham.yaml, dòng 3", "hai chấm"),
        (SMALL + "code: HAI\n", "tham.yaml, dòng 10", "viết hai lần"),
        (SMALL.replace("who: dead", "who: ghosts"), "tham.yaml, dòng 9, benefits[0].who", "ghosts"),
        (SMALL.replace("amount: 2000000", "amount: 2.0"), "tham.yaml, dòng 9, benefits[0].amount.amount", "2.0"),
        (SMALL + "benefits_as: {policy: ND20-2021, note: x}\n", "tham.yaml, dòng 10, benefits_as", "vừa lấy"),
        (TAKEN.replace("ND20-2021", "NONE"), "tham.yaml, dòng 8, benefits_as", "không rõ"),
        (TAKEN.replace("{policy: ND20-2021, note: x}", "ND20-2021"), "tham.yaml, dòng 8, benefits_as", "không rõ"),
        (TAKEN.replace("ND20-2021", "[ND20-2021]"), "tham.yaml, dòng 8, benefits_as", "không rõ"),
        ("- một\n- danh sách\n", "tham.yaml, dòng 1", "không phải là một chính sách"),
        ("", "tham.yaml, dòng 1", "không phải là một chính sách"),
        ("a: \x00", "tham.yaml", "có ký tự không đọc được"),
        ("!!python/object/apply:os.system [id]", "tham.yaml, dòng 1", None),
    ],
)
def test_a_broken_file_is_refused_by_name_and_line(text, where, problem):
    with pytest.raises(Refusal) as caught:
        document_from_text(text, "tham.yaml")
    assert caught.value.code == "policy_unreadable"
    assert caught.value.facts["path"].startswith(where)
    assert problem is None or problem in caught.value.facts["problem"]
    assert caught.value.facts["cure"]


@pytest.mark.parametrize(
    ("code", "day", "province"),
    [
        ("01", "2023-09-12", "01"),
        ("01", "2026-09-12", "01"),
        ("00364", "2023-09-12", "01"),
        ("00364", "2026-09-12", "01"),
        ("02", "2025-06-30", "02"),
    ],
)
def test_a_place_lies_in_its_province_on_that_day(code, day, province):
    assert province_of(code, date.fromisoformat(day)) == province


@pytest.mark.parametrize(("code", "day"), [("02", "2025-07-01"), ("99", "2026-01-01"), ("99999", "2023-01-01")])
def test_a_place_that_was_not_there_that_day_is_unknown(code, day):
    with pytest.raises(Refusal, match="place_unknown"):
        province_of(code, date.fromisoformat(day))
