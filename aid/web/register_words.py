"""The registers, numbers and the calendar in the reader's words: labels, sentences of the trail, answers of a rule."""

from flask_babel import lazy_gettext as _l

REGISTER_STATES = {
    "IncomingState": {
        "open": (_l("đang giải quyết"), "soon"),
        "waiting": (_l("chờ bổ sung"), "info"),
        "answered": (_l("đã trả"), "done"),
    },
    "EntryState": {
        "numbered": (_l("đã cấp số, chờ ký"), "soon"),
        "issued": (_l("đã phát hành"), "done"),
        "cancelled": (_l("đã hủy số"), "late"),
    },
}

REGISTER_WORDS = {
    "ChangeKind": {
        "amend": _l("quyết định sửa đổi, bổ sung"),
        "revoke": _l("quyết định thu hồi"),
    },
    "Replaced": {
        "cancel": _l("chưa chi: dừng chi"),
        "keep": _l("đã chi: giữ nguyên"),
        "recover": _l("đã chi sai: phải thu hồi"),
        "none": _l("không còn khoản chi"),
    },
    "Treatment": {
        "cancel": _l("dừng chi, trả lại nguồn"),
        "recover": _l("đã chi, phải thu hồi"),
        "none": _l("không còn khoản chi"),
    },
    "IncomingKind": {
        "list_5": _l("danh sách 5a, 5b của tổ trưởng"),
        "form_04": _l("tờ khai Mẫu 04 (mai táng)"),
        "form_06": _l("tờ khai Mẫu 06 (nhà ở)"),
        "hospital_letter": _l("giấy ra viện, văn bản của cơ sở y tế"),
        "police_confirmation": _l("xác nhận của công an"),
        "other": _l("văn bản khác"),
    },
    "ClockName": {
        "received_on": _l("thời hạn từ danh sách của tổ trưởng"),
        "applied_on": _l("thời hạn từ đơn, tờ khai của hộ"),
    },
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
    "change:issued": _l("Đã cấp số, phát hành quyết định sửa đổi, thu hồi"),
    "change:prepared": _l("Đã lập bản nháp quyết định sửa đổi, thu hồi"),
    "change:refused": _l("Không phê duyệt việc sửa đổi, thu hồi"),
    "change:rendered": _l("Đã lập bản PDF của quyết định sửa đổi, thu hồi"),
    "change:reopened": _l("Đã mở lại bản nháp để sửa"),
    "change:returned": _l("Đã trả lại bản nháp để bổ sung"),
    "change:reviewed": _l("Đã thẩm định việc sửa đổi, thu hồi"),
    "change:rewritten": _l("Đã viết lại bản nháp"),
    "change:signed": _l("Đã ký quyết định sửa đổi, thu hồi"),
    "change:submitted": _l("Đã trình thẩm định việc sửa đổi, thu hồi"),
    "decision:amended": _l("Quyết định đã được sửa đổi bằng quyết định sau"),
    "decision:revoked": _l("Quyết định đã bị thu hồi bằng quyết định sau"),
    "case:clock_paused": _l("Thời hạn tạm dừng, chờ bổ sung giấy tờ"),
    "case:clock_resumed": _l("Đã bổ sung; thời hạn chạy tiếp"),
    "document:answered": _l("Đã trả kết quả cho người nộp"),
    "document:more_asked": _l("Đã yêu cầu bổ sung"),
    "document:more_came": _l("Đã nhận bổ sung"),
    "document:received": _l("Đã tiếp nhận, vào sổ văn bản đến"),
    "agency:book_rule_set": _l("Đã đặt cách đánh số và trình tự ký"),
    "calendar:day_cleared": _l("Đã bỏ một ngày khỏi lịch làm việc"),
    "calendar:day_set": _l("Đã đặt một ngày làm việc hoặc ngày nghỉ"),
    "document:number_cancelled": _l("Đã hủy số văn bản; số vẫn nằm trong sổ"),
    "document:numbered": _l("Đã cấp số văn bản"),
    "document:taken_in": _l("Đã đưa các quyết định cũ vào sổ văn bản đi"),
    "dossier:order_chosen": _l("Đã chọn trình tự ký"),
}

REGISTER_SUCCESS = {
    "change_prepared": _l("Đã lưu bản nháp. Hãy xem lại nội dung rồi trình thẩm định."),
    "change_stepped": _l("Đã ghi."),
    "replacement_prepared": _l("Đã lập hồ sơ thay thế theo số liệu hôm nay. Hãy xem lại rồi trình thẩm định."),
    "document_answered": _l("Đã ghi kết quả trả cho người nộp."),
    "document_received": _l("Đã vào sổ văn bản đến số {number}. Hãy in giấy tiếp nhận và hẹn trả."),
    "more_asked": _l("Đã ghi yêu cầu bổ sung. Giấy tiếp nhận in lại có ghi những gì cần bổ sung."),
    "more_came": _l("Đã ghi nhận bổ sung; ngày hẹn trả đã tính lại."),
    "book_rule_set": _l("Đã đặt cách đánh số và trình tự ký từ ngày đó."),
    "calendar_day_cleared": _l("Đã bỏ ngày này; lịch trở lại như của chương trình."),
    "calendar_day_set": _l("Đã lưu. Từ nay các thời hạn được tính theo ngày này."),
    "document_cancelled": _l("Đã hủy số. Số vẫn nằm trong sổ với lý do và không được cấp lại."),
    "document_numbered": _l("Đã cấp số {number}."),
    "order_chosen": _l("Đã chọn trình tự ký."),
}

REGISTER_SENTENCES = {
    "change_empty": _l(
        "Quyết định sửa đổi chưa nói sửa gì. Chưa có gì được lưu; hãy ghi nội dung sửa đổi hoặc chọn khoản không hỗ"
        " trợ nữa."
    ),
    "change_is_revocation": _l(
        "Bỏ tất cả các khoản là thu hồi quyết định. Chưa có gì được lưu; hãy chọn thu hồi, hoặc để lại ít nhất một"
        " khoản."
    ),
    "change_open": _l(
        "Quyết định này đang có một bản sửa đổi, thu hồi, thay thế chưa xong. Không lập thêm; hãy mở bản đó trên trang"
        " quyết định."
    ),
    "replacement_outdated": _l(
        "Hồ sơ hoặc việc chi trả của {name} đã đổi từ lúc lập quyết định thay thế. Chưa có gì thay đổi; hãy trả lại để"
        " người lập mở hồ sơ và bấm Lập lại theo số liệu hôm nay."
    ),
    "change_outdated": _l(
        "Việc chi trả của {beneficiary} đã đổi từ lúc trình, nên số tiền trên quyết định không còn đúng. Chưa có gì"
        " thay đổi; hãy trả lại để người lập trình lại."
    ),
    "line_withdrawn": _l(
        "Khoản này đã bị bỏ bằng quyết định sửa đổi Quyết định {number}. Chưa lập khoản chi; hãy xem quyết định sau."
    ),
    "nothing_to_recover": _l(
        "Khoản của {beneficiary} chưa chi nên không có gì phải thu hồi. Chưa có gì được lưu; hãy bỏ chọn khoản đó."
    ),
    "payment_at_bank": _l(
        "Khoản của {beneficiary} đã gửi ngân hàng, chưa biết kết quả. Chưa có gì thay đổi; hãy ghi kết quả của ngân"
        " hàng trước."
    ),
    "already_cancelled": _l("Số {number} đã hủy từ trước. Không ghi thêm; hãy tải lại trang để xem lý do."),
    "document_after_arrival": _l(
        "Văn bản ghi ngày {day}, sau ngày đến {received_on}. Chưa vào sổ; hãy xem lại hai ngày này."
    ),
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
    "paper_without_number": _l("Giấy này không có số văn bản. Chưa cấp số; hãy chọn tờ trình, biên bản hoặc công văn."),
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
    "register_empty": _l("Sổ không có dòng nào như đang lọc, chưa có gì để in. Hãy bỏ bớt điều kiện lọc rồi in lại."),
    "register_of_several": _l(
        "Mỗi cơ quan có sổ riêng, in dưới tên cơ quan ấy. Hãy chọn một cơ quan ở ô Sổ của cơ quan rồi in lại;"
        " bảng Excel thì tải được cho mọi cơ quan."
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
