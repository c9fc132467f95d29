"""The sentences of the Refusal codes about papers and their templates; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

PAPER_SENTENCES = {
    "chaired_by_victim": _l(
        "{name} thuộc hộ được bình xét nên không chủ trì họp. Nội dung đã nhập vẫn còn; hãy ghi người khác chủ trì."
    ),
    "paper_without_damage": _l(
        "Hồ sơ hộ chưa ghi thiệt hại về người, nhà ở nên chưa lập được biên bản. Hãy ghi thiệt hại trước."
    ),
    "paper_without_dead": _l("Hồ sơ hộ không ghi người chết nên không lập Mẫu 04. Hãy ghi diễn biến của họ trước."),
    "paper_without_house": _l("Hồ sơ hộ chưa ghi thiệt hại nhà ở nên chưa lập được Mẫu 06. Hãy ghi nhà ở trước."),
    "paper_without_households": _l("Vụ việc chưa có hộ nào nên chưa lập được giấy này. Hãy ghi nhận các hộ trước."),
    "paper_without_needs": _l("Chưa hộ nào được ghi thiếu đói, thiếu nhu yếu phẩm. Hãy ghi nhu cầu ở hồ sơ hộ trước."),
    "paper_without_tenants": _l("Mọi người trong hộ đều thường trú tại đây nên không phải hỏi nơi khác."),
    "paper_not_draft": _l("Giấy này {state} nên không sửa được. Nội dung được giữ nguyên; hãy hủy rồi lập giấy mới."),
    "paper_not_final": _l("Giấy này chưa chốt nên chưa cấp số. Chưa có gì thay đổi; hãy chốt trước."),
    "paper_not_yours": _l("Giấy này do {roles} lập. Chưa có gì thay đổi; hãy chuyển cho người có trách nhiệm."),
    "paper_numbered": _l("Giấy này đã có số {number}. Chưa có gì thay đổi; số đã cấp không đổi."),
    "paper_unanswered": _l("Còn {count} mục bắt buộc chưa điền. Bản thảo vẫn còn; hãy điền cho đủ rồi chốt."),
    "paper_void": _l("Giấy này đã hủy từ trước. Chưa có gì thay đổi."),
}
