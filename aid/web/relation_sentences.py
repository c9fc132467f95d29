"""The sentences and the trail of the gates before a signature and of stepping aside."""

from flask_babel import lazy_gettext as _l

RELATION_SENTENCES = {
    "duplicates_undecided": _l(
        "Còn người có thể trùng chưa quyết định: {names}. Hồ sơ còn nguyên; hãy trả lại để cán bộ ghi là hai người"
        " khác nhau, hoặc bỏ người đó khỏi một trong hai hồ sơ."
    ),
    "evidence_missing": _l(
        "Chưa đủ giấy tờ chứng minh: {names}. Hồ sơ còn nguyên; hãy trả lại để cán bộ ghi ngày nhận danh sách và giấy"
        " tờ của từng thiệt hại."
    ),
    "officer_related": _l(
        "Người làm hồ sơ có liên quan đến người nhận: {names}. Hồ sơ còn nguyên; hãy chuyển cho người không liên quan."
    ),
    "raise_without_reason": _l("Mức nâng chưa ghi lý do: {names}. Hồ sơ còn nguyên; hãy trả lại để cán bộ ghi lý do."),
}

RELATION_SAYS = {
    "case:relation_declared": _l("Đã khai có người thân trong hộ này"),
    "user:contact_kept": _l("Đã lưu số của chính mình để đối chiếu"),
}
