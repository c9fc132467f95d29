"""The registers, numbers and the calendar in the reader's words: labels, sentences of the trail, answers of a rule."""

from flask_babel import lazy_gettext as _l

REGISTER_STATES = {
    "EntryState": {
        "numbered": (_l("đã cấp số, chờ ký"), "soon"),
        "issued": (_l("đã phát hành"), "done"),
        "cancelled": (_l("đã hủy số"), "late"),
    },
}

REGISTER_WORDS = {
    "DocumentKind": {
        "decision": _l("quyết định"),
        "proposal": _l("tờ trình"),
        "report": _l("báo cáo"),
        "minutes": _l("biên bản"),
        "notice": _l("thông báo"),
        "invitation": _l("giấy mời"),
        "plan": _l("kế hoạch"),
        "letter": _l("công văn"),
        "other": _l("văn bản khác"),
    },
    "BookRun": {
        "each_kind": _l("mỗi loại văn bản một dãy số"),
        "all_kinds": _l("một dãy số chung cho mọi loại văn bản"),
    },
    "SigningOrder": {
        "paper": _l("ký giấy: ký trước, cấp số và ngày sau, rồi đóng dấu"),
        "electronic": _l("ký số: cấp số trước, người ký, rồi cơ quan"),
    },
}

REGISTER_SAYS = {
    "agency:book_rule_set": _l("Đã đặt cách đánh số và trình tự ký"),
    "calendar:day_cleared": _l("Đã bỏ một ngày khỏi lịch làm việc"),
    "calendar:day_set": _l("Đã đặt một ngày làm việc hoặc ngày nghỉ"),
    "document:number_cancelled": _l("Đã hủy số văn bản; số vẫn nằm trong sổ"),
    "document:numbered": _l("Đã cấp số văn bản"),
    "document:taken_in": _l("Đã đưa các quyết định cũ vào sổ văn bản đi"),
    "dossier:order_chosen": _l("Đã chọn trình tự ký"),
}

REGISTER_SUCCESS = {
    "book_rule_set": _l("Đã đặt cách đánh số và trình tự ký từ ngày đó."),
    "calendar_day_cleared": _l("Đã bỏ ngày này; lịch trở lại như của chương trình."),
    "calendar_day_set": _l("Đã lưu. Từ nay các thời hạn được tính theo ngày này."),
    "document_cancelled": _l("Đã hủy số. Số vẫn nằm trong sổ với lý do và không được cấp lại."),
    "document_numbered": _l("Đã cấp số {number}."),
    "order_chosen": _l("Đã chọn trình tự ký."),
}

REGISTER_SENTENCES = {
    "already_cancelled": _l("Số {number} đã hủy từ trước. Không ghi thêm; hãy tải lại trang để xem lý do."),
    "decision_keeps_number": _l(
        "Số {number} thuộc một quyết định đã phát hành nên không hủy số được. Chưa có gì thay đổi; muốn dừng hiệu lực,"
        " hãy lập quyết định thu hồi, sửa đổi hoặc thay thế."
    ),
    "dossier_keeps_number": _l(
        "Số {number} đang chờ ký cùng hồ sơ. Chưa có gì thay đổi; khi hồ sơ được trả lại hoặc không phê duyệt, số tự"
        " hủy với lý do đó."
    ),
    "number_comes_first": _l(
        "Văn bản này ký số, mà chữ ký số phải bao trùm số và ngày. Chưa ký; hãy để văn thư cấp số trước, hoặc chọn"
        " trình tự ký giấy cho văn bản này."
    ),
    "number_form": _l(
        "“{text}” không phải số văn bản. Nội dung đã nhập vẫn còn; hãy ghi số, ví dụ 123, hoặc cả ký hiệu, ví dụ"
        " 123/{symbol}."
    ),
    "number_given": _l(
        "Văn bản đã được cấp số {number} trước khi ký. Chưa có gì thay đổi; hãy để trống ô số và ô ngày để phát hành"
        " với số đó."
    ),
    "order_settled": _l(
        "Văn bản đã có số nên không đổi trình tự ký được nữa. Chưa có gì thay đổi; nếu số sai, hãy trả lại hồ sơ để số"
        " được hủy với lý do."
    ),
    "paper_day_ahead": _l("Ngày {day} chưa tới. Chưa cấp số; hãy ghi ngày hôm nay hoặc ngày đã ký."),
    "paper_day_before_signing": _l(
        "Ngày {day} sớm hơn ngày ký ({signed_on}). Chưa cấp số; hãy chọn ngày từ {signed_on} trở đi."
    ),
    "paper_day_late": _l(
        "Văn bản giấy phải được cấp số và ngày chậm nhất ngày làm việc sau khi ký, tức {last}; ngày {day} là muộn. Chưa"
        " cấp số; hãy chọn ngày đến {last}, hoặc ghi lý do cấp số muộn."
    ),
    "rule_backdated": _l(
        "Ngày {day} đã qua: cách đánh số không đổi ngược cho các số đã cấp. Chưa có gì được lưu; hãy chọn từ hôm nay."
    ),
    "rule_basis_missing": _l("Chưa ghi văn bản quy định. Chưa có gì được lưu; hãy ghi số, ngày của văn bản đó."),
    "rule_exists": _l("Ngày này đã có một quy định khác. Chưa có gì được lưu; hãy chọn ngày khác."),
    "run_changes_at_new_year": _l(
        "Năm {year} đã có số văn bản, hoặc ngày đổi không phải 01/01: đổi dãy số giữa năm sẽ làm trùng số. Chưa có gì"
        " được lưu; hãy đổi từ ngày 01/01 của năm sau."
    ),
    "subject_missing": _l("Chưa ghi trích yếu. Chưa cấp số; hãy ghi văn bản này về việc gì."),
    "symbol_form": _l(
        "Ký hiệu “{symbol}” chưa đúng thể thức. Chưa cấp số; ký hiệu gồm các nhóm chữ nối bằng gạch ngang, không có"
        " dấu cách, ví dụ TTr-UBND."
    ),
    "too_many_to_print": _l(
        "Sổ có hơn {most} dòng nên không in thành một tệp. Hãy lọc theo năm, loại văn bản, hoặc tải bảng Excel."
    ),
}
