"""One decision in place of another: what becomes of each line, and the article that says so."""

from datetime import date

import pytest

from aid.domain.decision_changes import OldDecision
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState
from aid.domain.replacements import GRANTED_ANEW, LineReplaced, Replaced, article_of_replacement, replaced_by

OLD = OldDecision(
    "05/QĐ-UBND", date(2026, 9, 18), "Chủ tịch Ủy ban nhân dân phường Khương Đình",
    "Về việc hỗ trợ khẩn cấp đối với các hộ gia đình", "VND",
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "recover", "becomes"),
    [
        (PaymentState.PLANNED, False, Replaced.CANCEL),
        (PaymentState.FAILED, False, Replaced.CANCEL),
        (PaymentState.PAID, False, Replaced.KEEP),
        (PaymentState.PAID, True, Replaced.RECOVER),
        (None, False, Replaced.NONE),
    ],
)
def test_what_was_paid_is_kept_unless_somebody_says_it_was_wrong(state, recover, becomes):
    assert replaced_by(state, "Trần Văn An", recover=recover) is becomes
    assert (becomes in GRANTED_ANEW) is (becomes is not Replaced.KEEP)


@pytest.mark.parametrize(
    ("state", "recover", "code"),
    [
        (PaymentState.SENT, False, "payment_at_bank"),
        (PaymentState.PLANNED, True, "nothing_to_recover"),
        (None, True, "nothing_to_recover"),
    ],
)
def test_money_at_the_bank_waits_and_what_was_not_paid_cannot_come_back(state, recover, code):
    with pytest.raises(Refusal, match=code):
        replaced_by(state, "Trần Văn An", recover=recover)


def test_the_article_names_the_old_decision_its_money_and_each_difference():
    lines = [
        LineReplaced("Trần Văn An", 10_000_000, Replaced.CANCEL, 12_000_000),
        LineReplaced("Lê Thị Bình", 3_000_000, Replaced.KEEP),
        LineReplaced("Phạm Văn Cường", 5_000_000, Replaced.RECOVER, 2_000_000),
        LineReplaced("Đỗ Thị Dung", 1_000_000, Replaced.RECOVER, 4_000_000),
        LineReplaced("Vũ Văn Em", 2_000_000, Replaced.RECOVER),
        LineReplaced("Hà Thị Gấm", 2_000_000, Replaced.RECOVER, 2_000_000),
    ]
    first, off, kept, back = article_of_replacement(OLD, "Sai danh sách. ", lines)
    assert first == (
        "Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 18 tháng 9 năm 2026 của Chủ tịch Ủy ban nhân dân phường"
        " Khương Đình về việc hỗ trợ khẩn cấp đối với các hộ gia đình. Lý do: Sai danh sách."
    )
    assert off.startswith("Khoản chưa chi theo Quyết định số 05/QĐ-UBND 10.000.000 đồng (Bằng chữ: Mười triệu đồng)")
    assert kept.endswith("giữ nguyên, không chi lại, gồm Lê Thị Bình: 3.000.000 đồng.")
    assert back.startswith("Khoản đã chi phải thu hồi 10.000.000 đồng")
    for said in (
        "Phạm Văn Cường: đã chi 5.000.000 đồng, nay hỗ trợ 2.000.000 đồng, chênh lệch giảm 3.000.000 đồng",
        "Đỗ Thị Dung: đã chi 1.000.000 đồng, nay hỗ trợ 4.000.000 đồng, chênh lệch tăng 3.000.000 đồng",
        "Vũ Văn Em: đã chi 2.000.000 đồng, nay không hỗ trợ",
        "Hà Thị Gấm: đã chi 2.000.000 đồng, nay hỗ trợ 2.000.000 đồng.",
    ):
        assert said in back


def test_an_unpaid_decision_speaks_of_nothing_but_the_replacement():
    assert len(article_of_replacement(OLD, "Sai tên", [LineReplaced("Trần Văn An", 0, Replaced.NONE)])) == 1
