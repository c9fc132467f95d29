"""The sentences of the Refusal codes about papers and their templates; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

PAPER_SENTENCES = {
    "word_not_asked": _l("Cơ quan chưa bật bản Word. Chưa có gì thay đổi; người quản trị bật ở trang cơ quan."),
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
    "template_element_forbidden": _l(
        "Dòng {line}: mẫu không dùng được {element}. Nội dung đã nhập vẫn còn; hãy bỏ, chỉ giữ chữ, đoạn, bảng."
    ),
    "template_empty": _l("Mẫu đang trống. Chưa có gì được lưu; hãy bắt đầu từ mẫu kèm chương trình."),
    "template_endless": _l("Mẫu làm ra quá nhiều chữ hoặc chạy quá lâu. Nội dung đã nhập vẫn còn; hãy bớt phần lặp."),
    "template_forbidden": _l(
        "Dòng {line}: mẫu không dùng được {what}. Nội dung đã nhập vẫn còn; hãy dùng chỗ điền, phần có sẵn, for, if."
    ),
    "template_in_force": _l("Bản này đã được cho áp dụng. Chưa có gì thay đổi."),
    "template_not_drawn": _l("Dòng {line}: không in được mẫu. Nội dung đã nhập vẫn còn; hãy sửa dòng này."),
    "template_same_person": _l("Anh/chị đã soạn bản này nên người khác cho áp dụng. Chưa có gì thay đổi."),
    "template_too_deep": _l("Dòng {line}: quá {most} vòng lặp lồng nhau. Nội dung đã nhập vẫn còn; hãy tách bớt."),
    "template_too_long": _l("Mẫu dài quá {most} KB. Nội dung đã nhập vẫn còn; hãy rút gọn."),
    "template_unchanged": _l("Mẫu không khác bản mới nhất nên không lưu thêm."),
    "template_unknown_name": _l(
        "Dòng {line}: không có chỗ điền “{name}”. Nội dung đã nhập vẫn còn; hãy chọn trong danh sách chỗ điền."
    ),
    "template_unreadable": _l("Dòng {line}: mẫu viết chưa đúng ({says}). Nội dung đã nhập vẫn còn; hãy sửa dòng này."),
    "template_withdrawn": _l("Bản này đã thôi áp dụng. Chưa có gì thay đổi; hãy lưu lại thành bản mới."),
    "template_without_layout": _l(
        "Mẫu phải bắt đầu bằng dòng extends với một trong: {names}. Nội dung đã nhập vẫn còn; hãy thêm dòng đó."
    ),
    "paper_without_tenants": _l("Mọi người trong hộ đều thường trú tại đây nên không phải hỏi nơi khác."),
    "paper_not_draft": _l("Giấy này {state} nên không sửa được. Nội dung được giữ nguyên; hãy hủy rồi lập giấy mới."),
    "paper_not_final": _l("Giấy này chưa chốt nên chưa cấp số. Chưa có gì thay đổi; hãy chốt trước."),
    "paper_not_yours": _l("Giấy này do {roles} lập. Chưa có gì thay đổi; hãy chuyển cho người có trách nhiệm."),
    "paper_signer_not_in_force": _l(
        "Ngày {day} {name} không ký theo thể thức in trên giấy này: ủy quyền không có hiệu lực trong ngày đó. Chưa cấp"
        " số; hãy chọn đúng ngày ký, hoặc hủy giấy này và lập lại."
    ),
    "paper_numbered": _l("Giấy này đã có số {number}. Chưa có gì thay đổi; số đã cấp không đổi."),
    "paper_unanswered": _l("Còn {count} mục bắt buộc chưa điền. Bản thảo vẫn còn; hãy điền cho đủ rồi chốt."),
    "paper_void": _l("Giấy này đã hủy từ trước. Chưa có gì thay đổi."),
}
