"""One sentence for every Refusal code: what happened, what was kept, what to do.

A fact of the refusal stands in braces. A test compares these codes with the codes the rules raise.
"""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "action_not_allowed": _l(
        "Vai trò của anh/chị không được làm việc này. Chưa có gì thay đổi; hãy chuyển cho người có trách"
        " nhiệm."
    ),
    "already_decided": _l("Khoản hỗ trợ này đã có quyết định. Chưa có gì thay đổi; hãy mở quyết định đã ban hành."),
    "already_planned": _l("Khoản này đã có một lệnh chi đang hiệu lực. Không tạo thêm; hãy xem đợt chi trả đã lập."),
    "amount_ambiguous": _l(
        "Số tiền “{text}” có thể hiểu nhiều cách. Hãy ghi đủ chữ số, ví dụ 1.500.000, hoặc ghi kèm đơn vị, ví"
        " dụ 1.500 đồng, 1,5 triệu."
    ),
    "amount_decimals": _l("Số tiền “{text}” có phần lẻ của đồng. Tiền chỉ ghi bằng đồng chẵn, ví dụ 15.000.000."),
    "amount_negative": _l("Số tiền “{text}” là số âm. Hãy ghi số tiền không có dấu trừ."),
    "amount_not_positive": _l("Số tiền phải lớn hơn 0. Hãy nhập lại."),
    "amount_too_large": _l("Số tiền “{text}” lớn hơn mức ghi được ({largest} đồng). Hãy kiểm tra lại số chữ số."),
    "amount_unreadable": _l(
        "Không đọc được số tiền “{text}”. Nội dung đã nhập vẫn còn; hãy ghi ví dụ 15.000.000 hoặc 15 triệu."
    ),
    "birth_year_needs_4_digits": _l(
        "Năm sinh trong “{text}” chỉ có hai chữ số. Hãy ghi đủ bốn chữ số, ví dụ 1926 hoặc 2026."
    ),
    "busy": _l("Hệ thống đang bận ghi việc khác. Chưa có gì thay đổi; hãy thử lại sau ít giây."),
    "case_exists": _l("Hộ này đã có hồ sơ trong vụ việc. Không tạo thêm; hãy mở hồ sơ đã có."),
    "date_impossible": _l(
        "Không có ngày “{text}” trên lịch. Hãy xem lại: ngày ghi trước, tháng ghi sau, năm từ 1900 đến 2100."
    ),
    "date_unreadable": _l(
        "Không đọc được ngày “{text}”. Hãy ghi ngày trước, tháng sau, ví dụ 5/1/2026, hoặc “hôm nay”, “hôm"
        " qua”."
    ),
    "date_without_year": _l("Ngày “{text}” thiếu năm. Hãy ghi đủ ngày, tháng, năm, ví dụ 5/1/2026."),
    "day_before_last_number": _l(
        "Ngày {day} sớm hơn ngày của số liền trước trong sổ ({last_day}). Chưa cấp số; hãy chọn ngày từ"
        " {last_day} trở đi."
    ),
    "duty_excluded": _l(
        "Anh/chị đã làm phần việc “{held}” trong hồ sơ này nên không được làm phần việc “{needed}”. Chưa có"
        " gì thay đổi; hãy chuyển cho người khác."
    ),
    "duty_taken": _l(
        "Anh/chị vừa nhận một phần việc khác trong hồ sơ này nên không được làm phần việc này. Chưa có gì"
        " thay đổi; hãy tải lại trang."
    ),
    "facts_unreadable": _l(
        "Không đọc được dữ kiện tại {path}: {problem}. Chưa có gì được tính; hãy {cure} rồi thử lại."
    ),
    "fund_too_small": _l(
        "Nguồn kinh phí không đủ: cần {asked}, còn {available}. Chưa có gì thay đổi; hãy chọn nguồn khác hoặc"
        " bổ sung nguồn."
    ),
    "hour_unreadable": _l("Không đọc được giờ “{text}”. Hãy ghi ví dụ 23:22 hoặc 23h22; nếu chưa rõ giờ thì để trống."),
    "identity_not_12_digits": _l(
        "Số định danh cá nhân phải có đúng 12 chữ số; ô này có {typed} ký tự. Nếu chưa có số, hãy chọn “chưa"
        " có số”."
    ),
    "identity_old_card": _l(
        "Số này có 9 chữ số, là số chứng minh nhân dân cũ, không còn giá trị. Hãy ghi số định danh 12 chữ số,"
        " hoặc chọn “chưa có số”."
    ),
    "identity_unknown_province": _l(
        "Ba chữ số đầu “{place_code}” không phải mã tỉnh, thành phố hay quốc gia nào. Hãy xem lại số trên thẻ"
        " căn cước."
    ),
    "line_exists": _l("Khoản hỗ trợ này đã được tính. Không tạo thêm; hãy tải lại trang."),
    "line_in_other_dossier": _l(
        "Khoản hỗ trợ này đã nằm trong một hồ sơ khác. Chưa có gì thay đổi; hãy tải lại trang để xem các"
        " khoản còn lại."
    ),
    "no_norm_in_force": _l(
        "Chưa có mức chuẩn trợ giúp xã hội nào cho ngày {day}. Chưa có gì được tính; hãy nhập mức chuẩn hoặc"
        " chọn ngày khác."
    ),
    "number_taken": _l("Số quyết định này đã có trong sổ. Chưa có gì thay đổi; hãy kiểm tra lại số."),
    "phone_unreadable": _l(
        "Không đọc được số điện thoại này. Hãy ghi đủ các chữ số, ví dụ 0912 345 678, hoặc +84 912 345 678."
    ),
    "place_unknown": _l(
        "Không có đơn vị hành chính mã {code} vào ngày {day}. Chưa có gì được tính; hãy xem lại mã và ngày."
    ),
    "policy_unknown": _l("Không có chính sách {policy}. Chưa có gì được tính; các chính sách hiện có: {known}."),
    "policy_unreadable": _l(
        "Không đọc được chính sách tại {path}: {problem}. Chưa có gì được lưu; hãy {cure} rồi thử lại."
    ),
    "reason_missing": _l("Bước này cần lý do bằng văn bản. Chưa có gì thay đổi; hãy ghi lý do rồi thực hiện lại."),
    "split_among_nobody": _l(
        "Chưa có người nhận nào để chia đều. Số tiền chưa được chia; hãy chọn ít nhất một người nhận."
    ),
    "split_of_negative": _l("Không thể chia đều một số tiền âm. Chưa có gì được chia; hãy kiểm tra lại tổng số tiền."),
    "step_not_possible": _l(
        "Bước này không thực hiện được vì hồ sơ đang ở trạng thái khác. Chưa có gì thay đổi; hãy tải lại"
        " trang để xem trạng thái mới."
    ),
    "username_taken": _l("Tên đăng nhập đã có người dùng. Hãy chọn tên khác."),
}
