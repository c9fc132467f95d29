"""The sentences of the Refusal codes about papers and their templates; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

PAPER_SENTENCES = {
    "paper_not_draft": _l("Giấy này {state} nên không sửa được. Nội dung được giữ nguyên; hãy hủy rồi lập giấy mới."),
    "paper_not_final": _l("Giấy này chưa chốt nên chưa cấp số. Chưa có gì thay đổi; hãy chốt trước."),
    "paper_not_yours": _l("Giấy này do {roles} lập. Chưa có gì thay đổi; hãy chuyển cho người có trách nhiệm."),
    "paper_numbered": _l("Giấy này đã có số {number}. Chưa có gì thay đổi; số đã cấp không đổi."),
    "paper_unanswered": _l("Còn {count} mục bắt buộc chưa điền. Bản thảo vẫn còn; hãy điền cho đủ rồi chốt."),
    "paper_void": _l("Giấy này đã hủy từ trước. Chưa có gì thay đổi."),
}
