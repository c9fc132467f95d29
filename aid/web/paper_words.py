"""What papers and the questions of their makers are called on a screen."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from aid.domain.papers import KINDS


class AskWords(NamedTuple):
    """The label of a question and what helps to answer it."""

    label: object
    hint: object = ""


PAPER_STATES = {
    "PaperState": {
        "draft": (_l("đang soạn"), "plain"),
        "final": (_l("đã chốt"), "done"),
        "void": (_l("đã hủy"), "late"),
    }
}

KIND_WORDS = {
    "proposal": _l("Tờ trình đề nghị hỗ trợ"),
    "meeting": _l("Biên bản họp bình xét"),
    "damage_minutes": _l("Biên bản xác minh thiệt hại"),
    "confirmation_request": _l("Công văn đề nghị xác nhận chưa hưởng"),
    "agreement": _l("Văn bản thỏa thuận cử người đại diện nhận"),
    "proxy": _l("Giấy ủy quyền nhận hỗ trợ"),
    "form_04": _l("Mẫu 04: Tờ khai hỗ trợ chi phí mai táng"),
    "form_5a": _l("Mẫu 5a: Danh sách hộ thiếu đói, thiếu nhu yếu phẩm"),
    "form_5b": _l("Mẫu 5b: Danh sách người thiếu đói, thiếu nhu yếu phẩm"),
    "form_06": _l("Mẫu 06: Tờ khai hỗ trợ về nhà ở"),
    "notice": _l("Thông báo niêm yết công khai"),
    "posting_start": _l("Biên bản niêm yết"),
    "posting_end": _l("Biên bản kết thúc niêm yết"),
    "pay_list": _l("Danh sách chi trả (đầy đủ)"),
    "pay_list_public": _l("Danh sách chi trả (công khai)"),
    "invitation": _l("Giấy mời nhận tiền"),
}

_EACH_LINE = _l("Mỗi dòng một mục.")
_NAME_AND_TITLE = _l("Họ tên, chức vụ, cách nhau bằng dấu phẩy.")
ASK_WORDS = {
    "account": AskWords(_l("Số tài khoản, ngân hàng")),
    "addressee": AskWords(
        _l("Gửi cơ quan"), _l("Ủy ban nhân dân nơi thường trú; nhiều nơi thì cách nhau bằng dấu chấm phẩy.")
    ),
    "against": AskWords(_l("Ý kiến không đồng ý, bảo lưu"), _EACH_LINE),
    "answer_by": AskWords(_l("Trả lời trước"), _l("Ví dụ: ngày 10 tháng 9 năm 2026.")),
    "began": AskWords(_l("Thời gian bắt đầu"), _l("Ví dụ: 19 giờ 30 phút, ngày 09 tháng 9 năm 2026.")),
    "bring": AskWords(_l("Giấy tờ cần mang theo"), _l("Ví dụ: căn cước; giấy ủy quyền nếu nhận thay.")),
    "burial": AskWords(_l("Thời gian, địa điểm mai táng")),
    "chair": AskWords(
        _l("Chủ trì (chủ tọa)"), _l("Họ tên, chức vụ, cách nhau bằng dấu phẩy. Người thuộc hộ bị nạn không chủ trì.")
    ),
    "complaints": AskWords(_l("Ý kiến nhận được"), _l("Mỗi dòng một ý kiến; để trống nếu không có.")),
    "contact": AskWords(_l("Liên hệ"), _l("Họ tên, chức vụ, điện thoại.")),
    "ended": AskWords(_l("Thời gian kết thúc"), _l("Ví dụ: 20 giờ 45 phút, ngày 09 tháng 9 năm 2026.")),
    "findings": AskWords(_l("Kết quả xem xét tại chỗ"), _EACH_LINE),
    "giver": AskWords(_l("Người ủy quyền")),
    "giver_identity": AskWords(_l("Số định danh của người ủy quyền")),
    "group": AskWords(_l("Tổ dân phố"), _l("Ví dụ: Tổ dân phố số 8.")),
    "heirs": AskWords(_l("Những người thỏa thuận"), _l("Mỗi dòng một người: họ tên, quan hệ.")),
    "identity": AskWords(_l("Số định danh của người nhận, người khai")),
    "land_officer": AskWords(_l("Công chức địa chính - xây dựng"), _NAME_AND_TITLE),
    "meeting_says": AskWords(_l("Kết luận của cuộc họp tổ dân phố"), _l("Để trống thì ghi tay.")),
    "more": AskWords(_l("Ý kiến, đề xuất thêm"), _l("In thành một đoạn trước câu đề nghị.")),
    "opinions": AskWords(_l("Ý kiến tại cuộc họp"), _EACH_LINE),
    "organisation": AskWords(_l("Cơ quan, tổ chức đứng ra mai táng"), _l("Để trống nếu là gia đình, cá nhân.")),
    "outcome": AskWords(_l("Kết luận"), _EACH_LINE),
    "period": AskWords(_l("Thời gian niêm yết"), _l("Ví dụ: từ ngày 09 đến hết ngày 11 tháng 9 năm 2026.")),
    "police": AskWords(_l("Công an phường"), _NAME_AND_TITLE),
    "present": AskWords(
        _l("Thành phần tham dự"),
        _l("Mỗi dòng một người: họ tên, chức vụ (tổ trưởng, bí thư chi bộ, ban công tác mặt trận, cảnh sát khu vực)."),
    ),
    "reason": AskWords(_l("Lý do ủy quyền")),
    "received": AskWords(_l("Hỗ trợ về nhà ở đã nhận"), _l("Để trống nếu chưa nhận.")),
    "relation": AskWords(_l("Quan hệ"), _l("Với người được hỗ trợ, người ủy quyền hoặc người chết.")),
    "representative": AskWords(_l("Người nhận thay, người khai")),
    "residence": AskWords(_l("Nơi thường trú, nơi ở của người khai")),
    "secretary": AskWords(_l("Thư ký"), _NAME_AND_TITLE),
    "until": AskWords(_l("Thời hạn ủy quyền"), _l("Để trống: đến khi nhận xong.")),
    "venue": AskWords(_l("Địa điểm")),
    "when": AskWords(_l("Thời gian mời đến"), _l("Ví dụ: 8 giờ 30 phút, ngày 15 tháng 9 năm 2026.")),
    "witnesses": AskWords(_l("Người chứng kiến"), _l("Mỗi dòng một người: họ tên, chức vụ.")),
}

SUBJECT_WORDS = {
    "incident": _l("Vụ việc"),
    "case": _l("Hồ sơ hộ"),
    "dossier": _l("Hồ sơ trình"),
    "payout": _l("Đợt chi"),
}

PAPER_WORDS = {"PaperSubject": SUBJECT_WORDS, "PaperKind": {code: KIND_WORDS[code] for code in KINDS}}

PAPER_SUCCESS = {
    "template_adopted": _l("Đã cho áp dụng. Giấy lập từ nay dùng mẫu này."),
    "template_saved": _l("Đã lưu bản mới, chưa áp dụng. Hãy xem trước rồi nhờ người khác cho áp dụng."),
    "template_withdrawn": _l("Đã thôi áp dụng bản này."),
    "paper_begun": _l("Đã lập bản thảo. Hãy xem lại rồi chốt."),
    "paper_changed": _l("Đã lưu nội dung."),
    "paper_final": _l("Đã chốt. Nội dung không đổi được nữa; có thể in ký."),
    "paper_voided": _l("Đã hủy giấy này; nội dung vẫn được giữ."),
}

PAPER_SAYS = {
    "paper_template:adopted": _l("Đã cho áp dụng một mẫu giấy tờ"),
    "paper_template:withdrawn": _l("Đã thôi áp dụng một mẫu giấy tờ"),
    "paper_template:written": _l("Đã soạn một mẫu giấy tờ"),
    "paper:begun": _l("Đã lập bản thảo giấy tờ"),
    "paper:changed": _l("Đã sửa bản thảo giấy tờ"),
    "paper:made_final": _l("Đã chốt giấy tờ"),
    "paper:numbered": _l("Giấy tờ đã có số và ngày"),
    "paper:rendered": _l("Đã lập bản PDF của giấy tờ"),
    "paper:voided": _l("Đã hủy giấy tờ"),
}

# What a changed field is called, and the group of labels of its coded values.
PAPER_FIELDS = {
    "paper_kind": (_l("Loại giấy tờ"), "PaperKind"),
    "word_copies": (_l("Cho tải bản Word"),),
    "template_number": (_l("Bản mẫu"),),
    "paper_number": (_l("Số, ký hiệu"),),
}
