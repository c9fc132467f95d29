"""The trail in the reader's words: one past-tense sentence per action, one label per changed field.

A vertical that records a new action or field adds its line here; tests/web/test_history.py finds what is missing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.queries.trail import Happened
from aid.web.account_words import ACCOUNT_SAYS
from aid.web.approval_words import APPROVAL_FIELDS, APPROVAL_SAYS
from aid.web.bank_file_words import BANK_FILE_SAYS
from aid.web.batch_words import BATCH_FIELDS, BATCH_SAYS
from aid.web.delegation_words import DELEGATION_FIELDS, DELEGATION_SAYS
from aid.web.duty_rule_words import DUTY_RULE_FIELDS, DUTY_RULE_SAYS
from aid.web.filters import day, moment, number
from aid.web.fund_words import FUND_FIELDS, FUND_SAYS
from aid.web.labels import LABELS
from aid.web.paper_words import PAPER_FIELDS, PAPER_SAYS
from aid.web.parts import TimelineItem
from aid.web.policies.words import POLICY_SAYS
from aid.web.register_words import REGISTER_SAYS
from aid.web.relation_sentences import RELATION_SAYS
from aid.web.signing_words import SIGNING_SAYS

SAYS = (
    ACCOUNT_SAYS
    | BANK_FILE_SAYS
    | BATCH_SAYS
    | FUND_SAYS
    | POLICY_SAYS
    | APPROVAL_SAYS
    | REGISTER_SAYS
    | DELEGATION_SAYS
    | DUTY_RULE_SAYS
    | PAPER_SAYS
    | SIGNING_SAYS
    | RELATION_SAYS
    | {
        "case:closed": _l("Đã kết thúc hồ sơ hộ"),
        "case:cost_recorded": _l("Đã ghi một chi phí"),
        "case:cost_removed": _l("Đã xóa một chi phí"),
        "case:damage_recorded": _l("Đã ghi thiệt hại về nhà ở"),
        "case:harm_corrected": _l("Đã sửa diễn biến của một người"),
        "case:harm_recorded": _l("Đã ghi diễn biến của một người"),
        "case:harm_removed": _l("Đã xóa diễn biến của một người"),
        "case:member_left_out": _l("Đã bỏ một người ra khỏi hồ sơ"),
        "case:member_recorded": _l("Đã ghi thông tin của một người trong vụ việc"),
        "case:needs_recorded": _l("Đã ghi nhu cầu trước mắt"),
        "case:papers_recorded": _l("Đã ghi ngày nhận giấy tờ"),
        "case:registered": _l("Đã ghi nhận hộ và mở hồ sơ"),
        "case:reopened": _l("Hồ sơ trở lại đang ghi nhận vì dữ kiện đã đổi"),
        "case:withdrawn": _l("Đã rút hồ sơ hộ"),
        "household:corrected": _l("Đã sửa thông tin hộ"),
        "household:head_named": _l("Đã đổi chủ hộ"),
        "person:added": _l("Đã thêm một người vào hộ"),
        "person:corrected": _l("Đã sửa thông tin một người"),
        "case:computed": _l("Đã tính các khoản hỗ trợ"),
        "case:file_added": _l("Đã thêm tệp vào hồ sơ hộ"),
        "decision:issued": _l("Đã vào sổ, cấp số, phát hành quyết định"),
        "decision:replaced": _l("Đã thay thế bằng quyết định khác"),
        "decision:rendered": _l("Đã lập bản PDF của quyết định"),
        "dossier:issued": _l("Hồ sơ đã thành quyết định"),
        "dossier:lines_changed": _l("Đã sửa hồ sơ"),
        "dossier:prepared": _l("Đã lập hồ sơ trình"),
        "dossier:refused": _l("Không phê duyệt hồ sơ"),
        "dossier:reopened": _l("Đã mở lại hồ sơ để sửa"),
        "dossier:replaces": _l("Đã lập hồ sơ thay thế quyết định"),
        "dossier:returned": _l("Đã trả lại hồ sơ để bổ sung"),
        "dossier:reviewed": _l("Đã thẩm định, trình ký"),
        "dossier:signed": _l("Đã ký ban hành"),
        "dossier:submitted": _l("Đã trình thẩm định"),
        "demo:begun": _l("Bắt đầu nạp dữ liệu mẫu"),
        "demo:loaded": _l("Đã nạp xong dữ liệu mẫu"),
        "dossier:line_taken_out": _l("Đã rút một khoản khỏi hồ sơ trình"),
        "entitlement:payee_named": _l("Đã ghi người nhận"),
        "entitlement:raised": _l("Đã nâng mức hỗ trợ"),
        "incident:closed": _l("Đã kết thúc vụ việc"),
        "incident:confirmed": _l("Đã xác nhận vụ việc"),
        "incident:corrected": _l("Đã sửa thông tin vụ việc"),
        "incident:dismissed": _l("Không xử lý vụ việc này"),
        "incident:file_added": _l("Đã thêm tệp vào vụ việc"),
        "incident:reported": _l("Đã báo vụ việc"),
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
    }
)

# Whole numbers that are no quantity: 1960 is not written 1.960.
_YEARS = frozenset({"birth_year", "year"})


class Field(NamedTuple):
    """What a changed field is called, and the group of labels of its coded values."""

    label: object
    group: str = ""


FIELDS = {
    **{
        name: Field(*parts)
        for name, parts in (BATCH_FIELDS | DELEGATION_FIELDS | DUTY_RULE_FIELDS | PAPER_FIELDS).items()
    },
    "answer": Field(_l("Kết quả đã trả")),
    "asked_on": Field(_l("Ngày yêu cầu bổ sung")),
    "came_on": Field(_l("Ngày bổ sung")),
    "clock_pauses": Field(_l("Thời hạn tạm dừng")),
    "incoming_kind": Field(_l("Loại giấy tờ"), "IncomingKind"),
    "starts": Field(_l("Bắt đầu thời hạn"), "ClockName"),
    "wanted": Field(_l("Cần bổ sung")),
    "change_kind": Field(_l("Loại quyết định"), "ChangeKind"),
    "decision_state": Field(_l("Hiệu lực"), "DecisionState"),
    "book_run": Field(_l("Dãy số"), "BookRun"),
    "document_kind": Field(_l("Loại văn bản"), "DocumentKind"),
    "entry_state": Field(_l("Tình trạng số"), "EntryState"),
    "signing_order": Field(_l("Trình tự ký"), "SigningOrder"),
    "works": Field(_l("Ngày làm việc")),
    "account": Field(_l("Số tài khoản")),
    "account_changed": Field(_l("Đổi số tài khoản")),
    **{name: Field(words) for name, words in APPROVAL_FIELDS.items()},
    **{name: Field(words) for name, words in FUND_FIELDS.items()},
    "account_name": Field(_l("Tên chủ tài khoản")),
    "admitted_on": Field(_l("Ngày vào viện")),
    "applied_on": Field(_l("Ngày nhận đơn")),
    "at_scene": Field(_l("Sống tại nơi xảy ra")),
    "away_from_home": Field(_l("Ngoài nơi cư trú")),
    "bank": Field(_l("Ngân hàng")),
    "birth_date": Field(_l("Ngày sinh")),
    "birth_year": Field(_l("Năm sinh")),
    "certificate": Field(_l("Chứng thư")),
    "cost_kind": Field(_l("Chi phí"), "CostKind"),
    "cost_payee": Field(_l("Ai đã chi trả"), "Payee"),
    "degree": Field(_l("Mức độ thiệt hại"), "DamageDegree"),
    "discharged_on": Field(_l("Ngày ra viện")),
    "essentials": Field(_l("Thiếu nhu yếu phẩm")),
    "facility": Field(_l("Cơ sở y tế")),
    "food_months": Field(_l("Số tháng thiếu lương thực")),
    "full_name": Field(_l("Họ và tên")),
    "habitable": Field(_l("Nhà còn ở được")),
    "happened_on": Field(_l("Ngày xảy ra")),
    "harm_kind": Field(_l("Diễn biến"), "HarmKind"),
    "has_relatives": Field(_l("Có người thân thích")),
    "head": Field(_l("Chủ hộ")),
    "home_place": Field(_l("Nơi thường trú")),
    "holder": Field(_l("Tên chủ tài khoản")),
    "house_type": Field(_l("Loại nhà"), "HouseType"),
    "identity_number": Field(_l("Số định danh")),
    "identity_state": Field(_l("Danh tính"), "IdentityState"),
    "invoice": Field(_l("Hóa đơn")),
    "lost_parents": Field(_l("Số bố, mẹ đã mất")),
    "mark": Field(_l("Đặc điểm nhận dạng")),
    "number_changed": Field(_l("Đổi số định danh")),
    "other_home": Field(_l("Có nhà khác")),
    "paper": Field(_l("Giấy tờ")),
    "person": Field(_l("Người")),
    "phone": Field(_l("Điện thoại")),
    "policy_state": Field(_l("Trạng thái chính sách"), "PolicyState"),
    "policy_version": Field(_l("Phiên bản")),
    "poverty_class": Field(_l("Diện hộ"), "PovertyClass"),
    "poverty_evidence": Field(_l("Giấy tờ diện hộ")),
    "pupil": Field(_l("Đang đi học")),
    "received_on": Field(_l("Ngày nhận danh sách")),
    "relation": Field(_l("Quan hệ với chủ hộ"), "Relation"),
    "relatives_care": Field(_l("Có người thân chăm sóc")),
    "relocation_order": Field(_l("Lệnh di dời")),
    "residence": Field(_l("Cư trú"), "Residence"),
    "severity": Field(_l("Mức độ thương tích"), "Severity"),
    "sex": Field(_l("Giới tính"), "Sex"),
    "short_of_food": Field(_l("Số người thiếu lương thực")),
    "temporary_shelter": Field(_l("Cần chỗ ở tạm")),
    "tenure": Field(_l("Tư cách ở"), "Tenure"),
    "treated": Field(_l("Có điều trị")),
    "unidentified_code": Field(_l("Mã người chưa rõ danh tính")),
    "added": Field(_l("Khoản mới")),
    "address": Field(_l("Địa chỉ")),
    "amount": Field(_l("Số lượng")),
    "available": Field(_l("Còn được dùng")),
    "basis": Field(_l("Căn cứ")),
    "cases": Field(_l("Số hồ sơ hộ")),
    "changed_cases": Field(_l("Số hồ sơ có thay đổi")),
    "left_cases": Field(_l("Số hồ sơ để nguyên")),
    "case_state": Field(_l("Trạng thái hồ sơ hộ"), "CaseState"),
    "code": Field(_l("Mã")),
    "confirmed": Field(_l("Đã xác nhận")),
    "count": Field(_l("Số khoản")),
    "day": Field(_l("Ngày")),
    "dead": Field(_l("Số người chết")),
    "description": Field(_l("Diễn biến vụ việc")),
    "disputed": Field(_l("Đang tranh chấp")),
    "document": Field(_l("Chứng từ")),
    "dossier_state": Field(_l("Trạng thái hồ sơ"), "DossierState"),
    "due_on": Field(_l("Hạn")),
    "file": Field(_l("Tệp")),
    "incident_kind": Field(_l("Loại vụ việc"), "IncidentKind"),
    "incident_state": Field(_l("Trạng thái vụ việc"), "IncidentState"),
    "injured": Field(_l("Số người bị thương")),
    "kept": Field(_l("Khoản giữ nguyên")),
    "kind": Field(_l("Loại bút toán"), "EntryKind"),
    "last_day": Field(_l("Ngày cuối")),
    "lat": Field(_l("Vĩ độ")),
    "lon": Field(_l("Kinh độ")),
    "method": Field(_l("Hình thức chi"), "PayMethod"),
    "missing": Field(_l("Số người mất tích")),
    "name": Field(_l("Tên")),
    "number": Field(_l("Số, ký hiệu")),
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
    "signing_form": Field(_l("Thể thức ký")),
    "roles": Field(_l("Vai trò"), "Role"),
}


# Kept in the trail for the check, not for the eye.
HIDDEN = frozenset({"sha256"})


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
        if name not in HIDDEN and before.get(name) != after.get(name)
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
    if isinstance(value, int):
        return str(value) if name in _YEARS else number(value)
    return _text(str(value))


def _text(value: str) -> str:
    """Return text as it stands, but a day or an instant in ISO form as the office writes it."""
    try:
        return day(date.fromisoformat(value)) if len(value) == 10 else moment(datetime.fromisoformat(value))
    except ValueError:
        return value
