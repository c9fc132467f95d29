"""The trail in the reader's words: one past-tense sentence per action, one label per changed field.

A vertical that records a new action or field adds its line here; tests/web/test_history.py finds what is missing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.queries.trail import Happened
from aid.web.filters import day, moment, number
from aid.web.labels import LABELS
from aid.web.parts import TimelineItem

SAYS = {
    "case:computed": _l("Đã tính các khoản hỗ trợ"),
    "case:file_added": _l("Đã thêm tệp vào hồ sơ hộ"),
    "dossier:line_taken_out": _l("Đã rút một khoản khỏi hồ sơ trình"),
    "entitlement:payee_named": _l("Đã ghi người nhận thay"),
    "entitlement:raised": _l("Đã nâng mức hỗ trợ"),
    "fund:opened": _l("Đã mở nguồn kinh phí"),
    "fund:received": _l("Đã ghi nhận tiền, hàng vào nguồn"),
    "fund:reversed": _l("Đã ghi bút toán đảo"),
    "fund:transferred_out": _l("Đã chuyển khỏi nguồn"),
    "incident:closed": _l("Đã kết thúc vụ việc"),
    "incident:confirmed": _l("Đã xác nhận vụ việc"),
    "incident:corrected": _l("Đã sửa thông tin vụ việc"),
    "incident:dismissed": _l("Không xử lý vụ việc này"),
    "incident:file_added": _l("Đã thêm tệp vào vụ việc"),
    "incident:reported": _l("Đã báo vụ việc"),
    "norm:shipped": _l("Đã nạp mức chuẩn kèm theo chương trình"),
    "payment:cancelled": _l("Đã hủy khoản chi"),
    "payment:confirmed": _l("Ngân hàng đã báo có, khoản chi hoàn thành"),
    "payment:failed": _l("Ngân hàng báo chi không thành"),
    "payment:held": _l("Đã tạm giữ khoản chi"),
    "payment:hold_released": _l("Đã bỏ tạm giữ khoản chi"),
    "payment:paid": _l("Đã chi tiền mặt"),
    "payment:planned_again": _l("Đã đưa khoản chi về danh sách chờ chi"),
    "payment:returned": _l("Đã thu hồi khoản chi"),
    "payments:planned": _l("Đã lập các khoản phải chi theo quyết định"),
    "payout:approved": _l("Đã duyệt chi"),
    "payout:file_added": _l("Đã thêm tệp vào đợt chi"),
    "payout:paid": _l("Đã ghi kết quả chi tiền mặt"),
    "payout:prepared": _l("Đã lập đợt chi"),
    "payout:reprepared": _l("Đã rút đợt chi về để lập lại"),
    "payout:sent": _l("Đã gửi lệnh chuyển khoản"),
    "payout:sent_back": _l("Đã trả lại đợt chi"),
    "policy:renewed": _l("Đã cập nhật chính sách theo bản phát hành mới"),
    "policy:shipped": _l("Đã nạp chính sách kèm theo chương trình"),
}


class Field(NamedTuple):
    """What a changed field is called, and the group of labels of its coded values."""

    label: object
    group: str = ""


FIELDS = {
    "added": Field(_l("Khoản mới")),
    "address": Field(_l("Địa chỉ")),
    "amount": Field(_l("Số lượng")),
    "available": Field(_l("Còn được dùng")),
    "basis": Field(_l("Căn cứ")),
    "case_state": Field(_l("Trạng thái hồ sơ hộ"), "CaseState"),
    "code": Field(_l("Mã")),
    "confirmed": Field(_l("Đã xác nhận")),
    "count": Field(_l("Số khoản")),
    "day": Field(_l("Ngày")),
    "dead": Field(_l("Số người chết")),
    "description": Field(_l("Diễn biến")),
    "disputed": Field(_l("Đang tranh chấp")),
    "document": Field(_l("Chứng từ")),
    "due_on": Field(_l("Hạn")),
    "file": Field(_l("Tệp")),
    "incident_kind": Field(_l("Loại vụ việc"), "IncidentKind"),
    "incident_state": Field(_l("Trạng thái vụ việc"), "IncidentState"),
    "injured": Field(_l("Số người bị thương")),
    "kept": Field(_l("Khoản giữ nguyên")),
    "kind": Field(_l("Loại bút toán"), "EntryKind"),
    "lat": Field(_l("Vĩ độ")),
    "lon": Field(_l("Kinh độ")),
    "method": Field(_l("Hình thức chi"), "PayMethod"),
    "missing": Field(_l("Số người mất tích")),
    "name": Field(_l("Tên")),
    "occurred_at": Field(_l("Giờ xảy ra")),
    "occurred_on": Field(_l("Ngày xảy ra")),
    "paid_on": Field(_l("Ngày chi")),
    "payee": Field(_l("Người nhận")),
    "payee_paper": Field(_l("Giấy tờ của người nhận")),
    "payee_relation": Field(_l("Quan hệ với người được hỗ trợ")),
    "payment_state": Field(_l("Trạng thái khoản chi"), "PaymentState"),
    "place": Field(_l("Phường, xã")),
    "proof": Field(_l("Chứng từ chi")),
    "reporter": Field(_l("Người báo")),
    "reporter_phone": Field(_l("Điện thoại người báo")),
    "sha256": Field(_l("Mã băm của tệp")),
    "source": Field(_l("Nguồn"), "FundSource"),
    "superseded": Field(_l("Khoản được thay")),
    "title": Field(_l("Tên vụ việc")),
    "total": Field(_l("Tổng")),
    "unit": Field(_l("Đơn vị"), "Unit"),
}


def timeline_of(events: Iterable[Happened]) -> list[TimelineItem]:
    """Return events as the timeline macro draws them."""
    return [
        TimelineItem(
            at=event.at,
            who=", ".join(part for part in (event.who, event.title) if part) or _("Hệ thống"),
            says=str(SAYS.get(event.action, event.action)),
            note=event.reason,
            changes=_changes(event.before, event.after),
        )
        for event in events
    ]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    names = [*before, *(name for name in after if name not in before)]
    return [
        (str(_field(name).label), _shown(name, before.get(name)), _shown(name, after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _field(name: str) -> Field:
    return FIELDS.get(name, Field(name))


def _shown(name: str, value: Any) -> str:
    """Return a plain value of the trail in the reader's words."""
    group = _field(name).group
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return ", ".join(_shown(name, part) for part in value)
    if group:
        return str(LABELS[group].get(str(value), value))
    return number(value) if isinstance(value, int) else _text(str(value))


def _text(value: str) -> str:
    """Return text as it stands, but a day or an instant in ISO form as the office writes it."""
    try:
        return day(date.fromisoformat(value)) if len(value) == 10 else moment(datetime.fromisoformat(value))
    except ValueError:
        return value
