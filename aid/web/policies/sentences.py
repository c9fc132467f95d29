"""The sentences of the Refusal codes about policies, norms and what they give; see `sentences.py`."""

from flask_babel import lazy_gettext as _l

POLICY_SENTENCES = {
    "exclusions_cyclic": _l(
        "Các chế độ {benefits} của {policies} loại trừ hoặc bù cho nhau thành vòng, nên không biết chế độ nào tính"
        " trước. Chưa có gì thay đổi; hãy bỏ một trong các liên hệ đó rồi thử lại."
    ),
    "nothing_to_compute": _l(
        "Vụ việc này không có hồ sơ hộ đang mở nào đã ghi đủ để tính. Chưa có gì được tính; hãy ghi đủ thông tin của"
        " các hộ trước."
    ),
    "nothing_to_try": _l("Vụ việc này chưa có hồ sơ hộ nào để tính thử. Chưa có gì được tính; hãy chọn vụ việc khác."),
    "entered_it_yourself": _l(
        "Bạn đã nhập phiên bản này nên không xác nhận được. Phiên bản vẫn chờ; hãy nhờ người khác có thẩm quyền"
        " xác nhận."
    ),
    "no_norm_in_force": _l(
        "Chưa có mức chuẩn trợ giúp xã hội nào cho ngày {day}. Chưa có gì được tính; hãy nhập mức chuẩn hoặc"
        " chọn ngày khác."
    ),
    "norm_backwards": _l(
        "Đã có mức chuẩn cùng loại từ ngày {day}. Nội dung đã nhập vẫn còn; hãy chọn ngày sau ngày đó, vì hồ sơ cũ"
        " phải tính như lúc ấy."
    ),
    "norm_basis_missing": _l(
        "Chưa ghi số, ký hiệu văn bản. Nội dung đã nhập vẫn còn; hãy ghi văn bản quy định mức này."
    ),
    "norm_overlaps": _l(
        "Đã có mức chuẩn cùng loại từ đúng ngày này. Chưa có gì được lưu; hãy xem lại mức đang có trong danh sách, hoặc"
        " chọn ngày khác."
    ),
    "norm_scope_unknown": _l(
        "Mức chuẩn chỉ của trung ương hoặc của thành phố, tỉnh. Nội dung đã nhập vẫn còn; hãy chọn một trong hai."
    ),
    "norm_settled": _l(
        "Mức chuẩn này đã được xác nhận hoặc kèm theo chương trình nên không đổi được nữa. Hãy nhập một mức mới với"
        " ngày áp dụng sau đó."
    ),
    "nothing_to_confirm": _l(
        "Không có phiên bản nào đang chờ xác nhận. Chính sách được giữ nguyên; hãy sửa và lưu trước nếu cần đổi."
    ),
    "already_given_elsewhere": _l(
        "{beneficiary} đã được hỗ trợ ở nơi khác: {policy}, quyết định số {number} ngày {day} của {agency}; khoản này"
        " được tính khi chưa biết quyết định đó. Chưa có gì thay đổi; cán bộ thụ lý hãy bấm “Tính lại” ở trang hồ sơ"
        " hộ (hồ sơ đã trình thì trả lại trước), hoặc đối chiếu lại số định danh."
    ),
    "policy_code_fixed": _l(
        "Mã của chính sách là {policy} và không đổi được. Chưa có gì được lưu; hãy giữ mã này, hoặc nhập một"
        " chính sách mới với mã khác."
    ),
    "policy_code_taken": _l(
        "Đã có chính sách mang mã này. Chưa có gì được lưu; hãy sửa chính sách đang có, hoặc chọn một mã khác."
    ),
    "policy_ends_before_it_begins": _l(
        "Ngày cuối phải từ ngày bắt đầu hiệu lực {first} trở đi. Chính sách được giữ nguyên; hãy chọn ngày khác."
    ),
    "policy_has_no_benefits": _l(
        "Chính sách chưa có chế độ hỗ trợ nào nên chưa xác nhận được. Hãy thêm ít nhất một chế độ rồi xác nhận."
    ),
    "policy_not_confirmed": _l(
        "Khoản của {beneficiary} tính theo chính sách chưa được xác nhận, chỉ để ước tính. Chưa có gì thay"
        " đổi; hãy bỏ khoản này hoặc chờ xác nhận."
    ),
    "policy_changed_since": _l(
        "Chính sách {policy} đã có bản mới sau khi tính khoản của {beneficiary}. Chưa có gì thay đổi; hãy trả hồ sơ về,"
        " bỏ khoản này, tính lại cho hộ rồi trình lại."
    ),
    "policy_ended_since": _l(
        "Chính sách {policy} chỉ áp dụng đến {last} nên không còn cho khoản của {beneficiary}. Chưa có gì thay đổi; hãy"
        " trả hồ sơ về, bỏ khoản này rồi tính lại cho hộ."
    ),
    "policy_not_in_force": _l(
        "Chính sách {policy} chưa được xác nhận nên chưa dùng để ra quyết định. Hồ sơ được giữ nguyên; hãy"
        " chờ người có thẩm quyền xác nhận."
    ),
    "norm_not_yours": _l(
        "Mức chuẩn này do cơ quan khác nhập nên cơ quan bạn không bỏ được. Mức vẫn chờ xác nhận; hãy báo cơ quan đã"
        " nhập hoặc thành phố."
    ),
    "policy_shared_draft": _l(
        "Bản này dùng chung cho mọi phường, xã và không do cơ quan bạn nhập, nên chỉ thành phố bỏ được. Bản vẫn chờ xác"
        " nhận; nếu có chỗ sai, hãy sửa và lưu thành bản mới, hoặc báo thành phố."
    ),
    "policy_not_yours": _l(
        "Văn bản này không thuộc quyền của bạn: văn bản luật và của thành phố do thành phố xác nhận, kế hoạch riêng"
        " do cơ quan ban hành nhập và xác nhận. Chưa có gì thay đổi."
    ),
    "policy_outside_area": _l(
        "{place} nằm ngoài địa bàn của {office}. Chưa có gì được lưu; ở mục nơi áp dụng hãy ghi {own} hoặc một mã"
        " trong địa bàn."
    ),
    "policy_overlaps": _l(
        "Văn bản số {number} đã được nhập một lần và có hiệu lực trong cùng thời gian. Phiên bản vẫn chờ; hãy sửa"
        " ngày áp dụng, hoặc tìm bản kia theo số ở trang Chính sách rồi kết thúc bản đó trước."
    ),
    "policy_text_missing": _l(
        "Chưa đính kèm văn bản nên chưa xác nhận được. Hãy chọn tệp PDF hoặc ảnh chụp của văn bản rồi xác nhận lại."
    ),
    "place_not_found": _l(
        "Không tìm thấy “{text}” vào ngày {day}. Nội dung đã nhập vẫn còn; hãy chọn tỉnh, thành phố trong danh sách"
        " gợi ý, hoặc ghi mã của phường, xã."
    ),
    "policy_unknown": _l("Không có chính sách {policy}. Chưa có gì được tính; các chính sách hiện có: {known}."),
    "policy_unreadable": _l(
        "Không đọc được chính sách tại {path}: {problem}. Chưa có gì được lưu; hãy {cure} rồi thử lại."
    ),
}
