"""The words of the work list: what a kind of work asks for, what is missing."""

from flask_babel import lazy_gettext as _l

from aid.domain.work import WorkKind

# What is to be done; the page where it is done stands in `domain.work`.
STEPS = {
    WorkKind.INCIDENT_CONFIRM: _l("Xác nhận vụ việc"),
    WorkKind.INCIDENT_REGISTER: _l("Ghi các hộ bị thiệt hại"),
    WorkKind.CASE_RECORD: _l("Ghi nhận, tính hỗ trợ"),
    WorkKind.CASE_RECOMPUTE: _l("Tính lại: có người còn trong viện"),
    WorkKind.CASE_PROPOSE: _l("Đưa vào hồ sơ trình"),
    WorkKind.DOSSIER_MEND: _l("Bổ sung hồ sơ bị trả lại"),
    WorkKind.DOSSIER_SUBMIT: _l("Hoàn thành và trình hồ sơ"),
    WorkKind.DOSSIER_REVIEW: _l("Thẩm định hồ sơ"),
    WorkKind.DOSSIER_INITIAL: _l("Ký nháy hồ sơ"),
    WorkKind.DOSSIER_SECOND: _l("Đồng ý với tư cách người ký thứ hai"),
    WorkKind.DOSSIER_AGREE: _l("Cho ý kiến của thành phố"),
    WorkKind.DOSSIER_SIGN: _l("Xem xét, ký"),
    WorkKind.DOSSIER_ISSUE: _l("Cấp số, phát hành"),
    WorkKind.DECISION_SIGN: _l("Ký số quyết định"),
    WorkKind.DECISION_SEAL: _l("Ký số của cơ quan"),
    WorkKind.CHANGE_MEND: _l("Sửa quyết định sửa đổi, thu hồi bị trả lại"),
    WorkKind.CHANGE_SUBMIT: _l("Trình quyết định sửa đổi, thu hồi"),
    WorkKind.CHANGE_REVIEW: _l("Thẩm định sửa đổi, thu hồi quyết định"),
    WorkKind.CHANGE_INITIAL: _l("Ký nháy sửa đổi, thu hồi quyết định"),
    WorkKind.CHANGE_SECOND: _l("Đồng ý sửa đổi, thu hồi với tư cách người ký thứ hai"),
    WorkKind.CHANGE_AGREE: _l("Cho ý kiến của thành phố về sửa đổi, thu hồi"),
    WorkKind.CHANGE_SIGN: _l("Xem xét, ký sửa đổi, thu hồi quyết định"),
    WorkKind.CHANGE_ISSUE: _l("Cấp số quyết định sửa đổi, thu hồi"),
    WorkKind.CHANGE_E_SIGN: _l("Ký số quyết định sửa đổi, thu hồi"),
    WorkKind.CHANGE_E_SEAL: _l("Ký số của cơ quan: quyết định sửa đổi, thu hồi"),
    WorkKind.PAPER_NUMBER: _l("Cấp số giấy tờ"),
    WorkKind.PAPER_SIGN: _l("Ký số giấy tờ"),
    WorkKind.PAPER_SEAL: _l("Ký số của cơ quan: giấy tờ"),
    WorkKind.PAYMENT_PREPARE: _l("Lập đợt chi trả"),
    WorkKind.PAYMENT_MEND: _l("Xử lý khoản chi không thành"),
    WorkKind.PAYMENT_HELD: _l("Giải quyết khoản đang tạm giữ"),
    WorkKind.PAYOUT_APPROVE: _l("Duyệt chi"),
    WorkKind.PAYOUT_PAY: _l("Chi tiền"),
    WorkKind.PAYOUT_CONFIRM: _l("Ghi kết quả ngân hàng"),
    WorkKind.POLICY_CONFIRM: _l("Xác nhận chính sách"),
    WorkKind.DOCUMENT_ANSWER: _l("Trả kết quả một cửa"),
    WorkKind.DOCUMENT_CHASE: _l("Chờ người nộp bổ sung"),
}

MISSING = {
    "papers": _l("chưa ghi ngày nhận danh sách"),
    "harm": _l("chưa ghi thiệt hại, nhu cầu"),
    "compute": _l("chưa tính khoản hỗ trợ"),
}
