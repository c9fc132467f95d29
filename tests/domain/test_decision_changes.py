"""What a later decision may do, what it says, and what becomes of each payment."""

from datetime import date

import pytest

from aid.domain.decision_changes import (
    ChangeKind,
    OldDecision,
    Treatment,
    WithdrawnLine,
    articles_of_change,
    check_changeable,
    check_plan,
    subject_of_change,
    sum_of_change,
    treatment_of,
)
from aid.domain.dossiers import DecisionState
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState

OLD = OldDecision(
    "05/QĐ-UBND", date(2026, 1, 5), "Chủ tịch Ủy ban nhân dân phường Thử", "Về việc hỗ trợ khẩn cấp các hộ", "VND"
)
UNPAID = WithdrawnLine("Ông Thử", 20_000_000, Treatment.CANCEL)
PAID = WithdrawnLine("Bà Mẫu", 5_000_000, Treatment.RECOVER)


@pytest.mark.parametrize("state", [*PaymentState, None])
def test_every_payment_has_its_end_but_the_one_at_the_bank(state):
    if state in {PaymentState.SENT, PaymentState.CANCELLED, PaymentState.RETURNED}:
        with pytest.raises(Refusal, match="payment_at_bank"):
            treatment_of(state, "Ông Thử")
    else:
        assert treatment_of(state, "Ông Thử") in Treatment


def test_what_was_revoked_is_not_changed_again():
    check_changeable(DecisionState.AMENDED, "05/QĐ-UBND")
    with pytest.raises(Refusal, match="decision_not_in_force"):
        check_changeable(DecisionState.REVOKED, "05/QĐ-UBND")


@pytest.mark.parametrize(
    ("kind", "reason", "wording", "lines", "code"),
    [
        (ChangeKind.REVOKE, " ", "", 2, "reason_missing"),
        (ChangeKind.REVOKE, "Nhầm", "", 2, None),
        (ChangeKind.AMEND, "Nhầm", " ", 0, "change_empty"),
        (ChangeKind.AMEND, "Nhầm", "Sửa tên", 0, None),
        (ChangeKind.AMEND, "Nhầm", "", 1, None),
        (ChangeKind.AMEND, "Nhầm", "", 2, "change_is_revocation"),
    ],
)
def test_a_change_changes_something_and_not_everything(kind, reason, wording, lines, code):
    if code is None:
        check_plan(kind, reason=reason, wording=wording, lines=lines, of=2)
        return
    with pytest.raises(Refusal, match=code):
        check_plan(kind, reason=reason, wording=wording, lines=lines, of=2)


def test_the_paper_names_the_decision_it_changes():
    named = "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân phường Thử"
    assert subject_of_change(ChangeKind.REVOKE, OLD) == f"Về việc thu hồi {named}"
    assert subject_of_change(ChangeKind.AMEND, OLD) == f"Về việc sửa đổi, bổ sung {named}"


def _said(kind, lines, wording=""):
    articles = articles_of_change(kind, OLD, lines, wording=wording, reason="Ban hành nhầm.", executors=("Văn phòng",))
    assert articles[-1][-1].endswith("./.")
    return [" ".join(article) for article in articles]


def test_a_revocation_says_what_is_not_paid_and_what_comes_back():
    first, money, execution = _said(ChangeKind.REVOKE, [UNPAID, PAID])
    assert first.startswith("Thu hồi Quyết định số 05/QĐ-UBND")
    assert "Lý do: Ban hành nhầm." in first
    assert "20.000.000 đồng" in money
    assert "phải thu hồi 5.000.000 đồng" in money
    assert "Bà Mẫu" in money
    assert "Văn phòng" in execution


def test_an_amendment_names_its_lines_its_words_and_what_stays():
    first, words, money, rest, _ = _said(ChangeKind.AMEND, [UNPAID], "Sửa “Thử” thành “Thự”.")
    assert "Ông Thử: 20.000.000 đồng" in first
    assert words == "Sửa “Thử” thành “Thự”."
    assert "trả lại nguồn kinh phí" in money
    assert "giữ nguyên hiệu lực" in rest


def test_words_alone_move_no_money():
    first, _, money, *_ = _said(ChangeKind.AMEND, [], "Sửa tên")
    assert "Bỏ các khoản" not in first
    assert "không làm thay đổi số tiền" in money


@pytest.mark.parametrize(
    ("kind", "left", "sum_"), [(ChangeKind.AMEND, 10, 10), (ChangeKind.AMEND, 100, 100), (ChangeKind.REVOKE, 10, 100)]
)
def test_an_amendment_counts_what_it_leaves_and_a_revocation_all_that_was_decided(kind, left, sum_):
    assert sum_of_change(kind, decided=100, left=left) == sum_


def test_what_an_amendment_takes_out_is_taken_out_of_the_old_decision():
    """ "Quyết định này" is the amendment itself: it would take away what it never granted."""
    first, *_ = _said(ChangeKind.AMEND, [UNPAID])
    assert "Bỏ các khoản sau trong Quyết định số 05/QĐ-UBND: Ông Thử: 20.000.000 đồng" in first
    assert "theo Quyết định này" not in first


def test_rice_is_handed_out_and_goes_back_to_the_rice():
    rice, lines = OLD._replace(unit="kg_rice"), [UNPAID._replace(amount=45), PAID._replace(amount=30)]
    articles = articles_of_change(ChangeKind.REVOKE, rice, lines, wording="", reason="Nhầm.", executors=())
    called_off, to_return = articles[1]
    assert "Khoản chưa cấp 45 kg gạo" in called_off
    assert called_off.endswith("không cấp nữa và trả lại nguồn gạo.")
    assert "Khoản đã cấp phải thu hồi 30 kg gạo" in to_return
