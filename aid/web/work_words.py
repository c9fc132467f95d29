"""The words of the work list: what a kind of work asks for, where it is done, what is missing."""

from flask_babel import lazy_gettext as _l

from aid.domain.work import WorkKind

# What is to be done, and the page where it is done.
STEPS = {
    WorkKind.INCIDENT_CONFIRM: (_l("Xác nhận vụ việc"), "/incidents/{id}"),
    WorkKind.INCIDENT_REGISTER: (_l("Ghi các hộ bị thiệt hại"), "/incidents/{id}"),
    WorkKind.CASE_RECORD: (_l("Ghi nhận, tính hỗ trợ"), "/cases/{id}"),
    WorkKind.CASE_RECOMPUTE: (_l("Tính lại: có người còn trong viện"), "/cases/{id}"),
    WorkKind.CASE_PROPOSE: (_l("Đưa vào hồ sơ trình"), "/cases/{id}"),
    WorkKind.DOSSIER_MEND: (_l("Bổ sung hồ sơ bị trả lại"), "/dossiers/{id}"),
    WorkKind.DOSSIER_SUBMIT: (_l("Hoàn thành và trình hồ sơ"), "/dossiers/{id}"),
    WorkKind.DOSSIER_REVIEW: (_l("Thẩm định hồ sơ"), "/dossiers/{id}"),
    WorkKind.DOSSIER_SIGN: (_l("Xem xét, ký"), "/dossiers/{id}"),
    WorkKind.DOSSIER_ISSUE: (_l("Cấp số, phát hành"), "/dossiers/{id}"),
    WorkKind.PAYMENT_PREPARE: (_l("Lập đợt chi trả"), "/decisions/{id}"),
    WorkKind.PAYMENT_MEND: (_l("Xử lý khoản chi không thành"), "/payouts/{id}"),
    WorkKind.PAYMENT_HELD: (_l("Giải quyết khoản đang tạm giữ"), "/decisions/{id}"),
    WorkKind.PAYOUT_APPROVE: (_l("Duyệt chi"), "/payouts/{id}"),
    WorkKind.PAYOUT_PAY: (_l("Chi tiền"), "/payouts/{id}"),
    WorkKind.PAYOUT_CONFIRM: (_l("Ghi kết quả ngân hàng"), "/payouts/{id}"),
    WorkKind.POLICY_CONFIRM: (_l("Xác nhận chính sách"), "/policies/{id}"),
}

MISSING = {
    "papers": _l("chưa ghi ngày nhận danh sách"),
    "harm": _l("chưa ghi thiệt hại, nhu cầu"),
    "compute": _l("chưa tính khoản hỗ trợ"),
}
