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
}

ASK_WORDS = {
    "more": AskWords(_l("Ý kiến, đề xuất thêm"), _l("In thành một đoạn trước câu đề nghị.")),
}

SUBJECT_WORDS = {
    "incident": _l("Vụ việc"),
    "case": _l("Hồ sơ hộ"),
    "dossier": _l("Hồ sơ trình"),
    "payout": _l("Đợt chi"),
}

PAPER_WORDS = {"PaperSubject": SUBJECT_WORDS, "PaperKind": {code: KIND_WORDS[code] for code in KINDS}}

PAPER_SUCCESS = {
    "paper_begun": _l("Đã lập bản thảo. Hãy xem lại rồi chốt."),
    "paper_changed": _l("Đã lưu nội dung."),
    "paper_final": _l("Đã chốt. Nội dung không đổi được nữa; có thể in ký."),
    "paper_voided": _l("Đã hủy giấy này; nội dung vẫn được giữ."),
}

PAPER_SAYS = {
    "paper:begun": _l("Đã lập bản thảo giấy tờ"),
    "paper:changed": _l("Đã sửa bản thảo giấy tờ"),
    "paper:made_final": _l("Đã chốt giấy tờ"),
    "paper:numbered": _l("Giấy tờ đã có số và ngày"),
    "paper:rendered": _l("Đã lập bản PDF của giấy tờ"),
    "paper:voided": _l("Đã hủy giấy tờ"),
}
