"""What an e-mail says: codes, counts, days and a link, never a name, since a mailbox is outside the office's walls."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from aid.domain.dates import show
from aid.domain.work import PAGES, WorkKind

_SAYS: dict[str, str] = {
    "change:city_agreed": "Việc sửa đổi, thu hồi {code} đã có ý kiến của thành phố, chờ anh/chị xem xét, ký",
    "change:initialled": "Việc sửa đổi, thu hồi {code} đã được ký nháy, chờ anh/chị xem xét, ký",
    "change:issued": "Quyết định sửa đổi, thu hồi {code} đã được phát hành",
    "change:refused": "Việc sửa đổi, thu hồi {code} không được phê duyệt",
    "change:returned": "Việc sửa đổi, thu hồi {code} bị trả lại để bổ sung",
    "change:reviewed": "Việc sửa đổi, thu hồi {code} chờ anh/chị xem xét, ký",
    "change:seconded": "Việc sửa đổi, thu hồi {code} đã có đồng ý của người ký thứ hai, chờ anh/chị xem xét, ký",
    "change:signed": "Việc sửa đổi, thu hồi {code} đã ký, chờ cấp số",
    "change:submitted": "Việc sửa đổi, thu hồi {code} chờ anh/chị thẩm định",
    "decision:issued": "Quyết định {code} đã được phát hành",
    "dossier:city_agreed": "Hồ sơ {code} đã có ý kiến của thành phố, chờ anh/chị xem xét, ký",
    "dossier:initialled": "Hồ sơ {code} đã được ký nháy, chờ anh/chị xem xét, ký",
    "dossier:refused": "Hồ sơ {code} không được phê duyệt",
    "dossier:returned": "Hồ sơ {code} bị trả lại để bổ sung",
    "dossier:reviewed": "Hồ sơ {code} chờ anh/chị xem xét, ký",
    "dossier:seconded": "Hồ sơ {code} đã có đồng ý của người ký thứ hai, chờ anh/chị xem xét, ký",
    "dossier:signed": "Hồ sơ {code} đã ký, chờ cấp số và phát hành",
    "dossier:submitted": "Hồ sơ {code} chờ anh/chị thẩm định",
    "incident:reported": "Vụ việc {code} vừa được báo, chờ xác nhận",
    "paper:made_final": "Giấy tờ của {code} đã chốt, chờ cấp số",
    "paper:numbered": "Giấy tờ {code} chờ anh/chị ký số",
    "paper:signed_by_signer": "Giấy tờ {code} đã có chữ ký số của người ký, chờ chữ ký số của cơ quan",
    "payment:failed": "Một khoản chi theo {code} không thành",
    "payout:approved": "Đợt chi theo {code} đã duyệt, chờ chi tiền",
    "payout:paid": "Đợt chi theo {code} đã chi xong",
    "payout:prepared": "Đợt chi theo {code} chờ anh/chị duyệt chi",
    "payout:sent_back": "Đợt chi theo {code} bị trả lại",
}
_STEPS: dict[WorkKind, str] = {
    WorkKind.INCIDENT_CONFIRM: "Xác nhận vụ việc",
    WorkKind.INCIDENT_REGISTER: "Ghi các hộ bị thiệt hại",
    WorkKind.CASE_RECORD: "Ghi nhận, tính hỗ trợ",
    WorkKind.CASE_RECOMPUTE: "Tính lại: có người còn trong viện",
    WorkKind.CASE_PROPOSE: "Đưa vào hồ sơ trình",
    WorkKind.DOSSIER_MEND: "Bổ sung hồ sơ bị trả lại",
    WorkKind.DOSSIER_SUBMIT: "Hoàn thành và trình hồ sơ",
    WorkKind.DOSSIER_REVIEW: "Thẩm định hồ sơ",
    WorkKind.DOSSIER_INITIAL: "Ký nháy hồ sơ",
    WorkKind.DOSSIER_SECOND: "Đồng ý với tư cách người ký thứ hai",
    WorkKind.DOSSIER_AGREE: "Cho ý kiến của thành phố",
    WorkKind.DOSSIER_SIGN: "Xem xét, ký",
    WorkKind.DOSSIER_ISSUE: "Cấp số, phát hành",
    WorkKind.DECISION_SIGN: "Ký số quyết định",
    WorkKind.DECISION_SEAL: "Ký số của cơ quan",
    WorkKind.CHANGE_MEND: "Sửa quyết định sửa đổi, thu hồi bị trả lại",
    WorkKind.CHANGE_SUBMIT: "Trình quyết định sửa đổi, thu hồi",
    WorkKind.CHANGE_REVIEW: "Thẩm định sửa đổi, thu hồi quyết định",
    WorkKind.CHANGE_INITIAL: "Ký nháy sửa đổi, thu hồi quyết định",
    WorkKind.CHANGE_SECOND: "Đồng ý sửa đổi, thu hồi với tư cách người ký thứ hai",
    WorkKind.CHANGE_AGREE: "Cho ý kiến của thành phố về sửa đổi, thu hồi",
    WorkKind.CHANGE_SIGN: "Xem xét, ký sửa đổi, thu hồi quyết định",
    WorkKind.CHANGE_ISSUE: "Cấp số quyết định sửa đổi, thu hồi",
    WorkKind.CHANGE_E_SIGN: "Ký số quyết định sửa đổi, thu hồi",
    WorkKind.CHANGE_E_SEAL: "Ký số của cơ quan: quyết định sửa đổi, thu hồi",
    WorkKind.PAPER_NUMBER: "Cấp số giấy tờ",
    WorkKind.PAPER_SIGN: "Ký số giấy tờ",
    WorkKind.PAPER_SEAL: "Ký số của cơ quan: giấy tờ",
    WorkKind.PAYMENT_PREPARE: "Lập đợt chi trả",
    WorkKind.PAYMENT_MEND: "Xử lý khoản chi không thành",
    WorkKind.PAYMENT_HELD: "Giải quyết khoản đang tạm giữ",
    WorkKind.PAYOUT_APPROVE: "Duyệt chi",
    WorkKind.PAYOUT_PAY: "Chi tiền",
    WorkKind.PAYOUT_CONFIRM: "Ghi kết quả ngân hàng",
    WorkKind.POLICY_CONFIRM: "Xác nhận chính sách",
    WorkKind.DOCUMENT_ANSWER: "Trả kết quả một cửa",
    WorkKind.DOCUMENT_CHASE: "Chờ người nộp bổ sung",
}
_FOOT = "Thư tự động của Kịp Thời. Nội dung đầy đủ chỉ xem được sau khi đăng nhập; đổi cách nhận thư ở trang Tài khoản."
_MOST_LINES = 20


class Letter(NamedTuple):
    """One e-mail before it has an address."""

    subject: str
    body: str


class Waiting(NamedTuple):
    """One line of the digest: what is to be done, on what, until when."""

    kind: WorkKind
    id: int
    code: str
    due_on: date | None


def of_event(action: str, code: str, link: str) -> Letter:
    """Return the letter that tells of one event of `domain.notices.RULES`."""
    says = _SAYS[action].format(code=code)
    return Letter(f"[Kịp Thời] {says}", f"{says}.\n\nXem: {link}\n\n{_FOOT}\n")


def of_morning(day: date, waiting: Sequence[Waiting], base_url: str) -> Letter:
    """Return the digest of one morning: how many are late or due today, then what is due first."""
    late = sum(1 for one in waiting if one.due_on and one.due_on < day)
    today = sum(1 for one in waiting if one.due_on == day)
    head = f"{len(waiting)} việc đang chờ: {late} quá hạn, {today} hết hạn hôm nay"
    lines = [_line(one, day, base_url) for one in waiting[:_MOST_LINES]]
    if len(waiting) > _MOST_LINES:
        lines.append(f"… và {len(waiting) - _MOST_LINES} việc nữa: {base_url}/")
    body = "\n".join([f"Sáng {show(day)}: {head}.", "", *lines, "", _FOOT, ""])
    return Letter(f"[Kịp Thời] {show(day)}: {head}", body)


def _line(one: Waiting, day: date, base_url: str) -> str:
    if one.due_on is None:
        due = ""
    elif one.due_on < day:
        due = f" (QUÁ HẠN, hạn {show(one.due_on)})"
    else:
        due = f" (hạn {show(one.due_on)})"
    return f"- {_STEPS[one.kind]}: {one.code}{due}\n  {base_url}{PAGES[one.kind].format(id=one.id)}"
