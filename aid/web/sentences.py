"""One sentence for every Refusal code: what happened, what was kept, what to do.

A fact of the refusal stands in braces. A test compares these codes with the codes the rules raise.
"""

from flask_babel import lazy_gettext as _l

from aid.web.account_words import ACCOUNT_SENTENCES
from aid.web.approval_words import APPROVAL_SENTENCES
from aid.web.bank_file_words import BANK_FILE_SENTENCES
from aid.web.batch_words import BATCH_SENTENCES
from aid.web.case_sentences import CASE_SENTENCES
from aid.web.delegation_words import DELEGATION_SENTENCES
from aid.web.duty_rule_words import DUTY_RULE_SENTENCES
from aid.web.fund_words import FUND_SENTENCES
from aid.web.paper_sentences import PAPER_SENTENCES
from aid.web.policies.sentences import POLICY_SENTENCES
from aid.web.register_words import REGISTER_SENTENCES
from aid.web.relation_sentences import RELATION_SENTENCES
from aid.web.signing_sentences import SIGNING_SENTENCES

SENTENCES = {
    **APPROVAL_SENTENCES,
    **ACCOUNT_SENTENCES,
    **BANK_FILE_SENTENCES,
    **BATCH_SENTENCES,
    **CASE_SENTENCES,
    **DELEGATION_SENTENCES,
    **DUTY_RULE_SENTENCES,
    **FUND_SENTENCES,
    **PAPER_SENTENCES,
    **POLICY_SENTENCES,
    **REGISTER_SENTENCES,
    **SIGNING_SENTENCES,
    **RELATION_SENTENCES,
    "account_incomplete": _l(
        "Ngân hàng và số tài khoản phải đi cùng nhau. Nội dung đã nhập vẫn còn; hãy ghi cả hai hoặc để trống cả hai."
    ),
    "account_missing": _l(
        "Chưa có số tài khoản của {payee} nên không chuyển khoản được. Chưa lập đợt chi; hãy bổ sung tài"
        " khoản hoặc chọn tiền mặt."
    ),
    "action_not_allowed": _l(
        "Vai trò của anh/chị không được làm việc này. Chưa có gì thay đổi; hãy chuyển cho người có trách nhiệm."
    ),
    "address_unreadable": _l(
        "Địa chỉ thư “{text}” không đúng dạng. Lựa chọn cũ vẫn còn; hãy ghi ví dụ canbo@phuong.gov.vn, hoặc để trống."
    ),
    "agency_exists": _l("Mã cơ quan này đã có. Chưa có gì được lưu; hãy chọn mã khác hoặc sửa cơ quan đã có."),
    "already_decided": _l("Khoản hỗ trợ này đã có quyết định. Chưa có gì thay đổi; hãy mở quyết định đã ban hành."),
    "already_planned": _l("Khoản này đã có một lệnh chi đang hiệu lực. Không tạo thêm; hãy xem đợt chi trả đã lập."),
    "already_reversed": _l("Bút toán này đã được đảo một lần. Không ghi thêm; hãy tải lại trang để xem bút toán đảo."),
    "amount_ambiguous": _l(
        "Số tiền “{text}” có thể hiểu nhiều cách. Hãy ghi đủ chữ số, ví dụ 1.500.000, hoặc ghi kèm đơn vị, ví"
        " dụ 1.500 đồng, 1,5 triệu, 2 tỷ 500 triệu."
    ),
    "amount_decimals": _l("Số tiền “{text}” có phần lẻ của đồng. Tiền chỉ ghi bằng đồng chẵn, ví dụ 15.000.000."),
    "amount_negative": _l("Số tiền “{text}” là số âm. Hãy ghi số tiền không có dấu trừ."),
    "amount_not_positive": _l("Số tiền phải lớn hơn 0. Hãy nhập lại."),
    "amount_too_large": _l("Số tiền “{text}” lớn hơn mức ghi được ({largest} đồng). Hãy kiểm tra lại số chữ số."),
    "amount_unreadable": _l(
        "Không đọc được số tiền “{text}”. Nội dung đã nhập vẫn còn; hãy ghi ví dụ 15.000.000 hoặc 15 triệu."
    ),
    "below_floor": _l(
        "Mức đề nghị thấp hơn mức tối thiểu {least} đồng. Chưa có gì thay đổi; hãy ghi từ {least} đồng trở lên."
    ),
    "birth_year_needs_4_digits": _l(
        "Năm sinh trong “{text}” chỉ có hai chữ số. Hãy ghi đủ bốn chữ số, ví dụ 1926 hoặc 2026."
    ),
    "busy": _l("Hệ thống đang bận ghi việc khác. Chưa có gì thay đổi; hãy thử lại sau ít giây."),
    "case_exists": _l("Hộ này đã có hồ sơ trong vụ việc. Không tạo thêm; hãy mở hồ sơ đã có."),
    "count_negative": _l("Số người không thể là số âm. Hãy nhập 0 hoặc số lớn hơn."),
    "date_impossible": _l(
        "Không có ngày “{text}” trên lịch. Hãy xem lại: ngày ghi trước, tháng ghi sau, năm từ 1900 đến 2100."
    ),
    "date_unreadable": _l(
        "Không đọc được ngày “{text}”. Hãy ghi ngày trước, tháng sau, ví dụ 5/1/2026, hoặc “hôm nay”, “hôm qua”."
    ),
    "date_without_year": _l("Ngày “{text}” thiếu năm. Hãy ghi đủ ngày, tháng, năm, ví dụ 5/1/2026."),
    "day_before_last_number": _l(
        "Ngày {day} sớm hơn ngày của số liền trước trong sổ ({last_day}). Chưa cấp số; hãy chọn ngày từ"
        " {last_day} trở đi."
    ),
    "day_in_future": _l("Ngày {day} chưa tới. Nội dung đã nhập vẫn còn; hãy xem lại ngày này."),
    "days_reversed": _l(
        "Ngày kết thúc {last} sớm hơn ngày bắt đầu {first}. Chưa có gì được lưu; hãy xem lại hai ngày này."
    ),
    "decision_not_in_force": _l(
        "Quyết định {number} không còn hiệu lực nên không được chi. Chưa có gì thay đổi; hãy mở quyết định thay thế."
    ),
    "demo_cut_off": _l("Lần nạp dữ liệu mẫu trước bị ngắt giữa chừng; hãy xóa cơ sở dữ liệu này rồi nạp lại."),
    "demo_over_real_data": _l("Đã có dữ liệu khác, được giữ nguyên; hãy nạp dữ liệu mẫu vào cơ sở dữ liệu trống."),
    "document_missing": _l(
        "Chưa ghi chứng từ. Chưa có gì được lưu; hãy ghi số, ngày của giấy báo có, phiếu thu hoặc văn bản kèm theo."
    ),
    "duty_excluded": _l(
        "Anh/chị đã làm phần việc “{held}” trong hồ sơ này nên không được làm phần việc “{needed}”. Chưa có"
        " gì thay đổi; hãy chuyển cho người khác."
    ),
    "duty_taken": _l(
        "Anh/chị vừa nhận một phần việc khác trong hồ sơ này nên không được làm phần việc này. Chưa có gì"
        " thay đổi; hãy tải lại trang."
    ),
    "entry_exists": _l(
        "Chứng từ {document} ngày {day} với đúng số này đã có trong sổ. Không ghi thêm; nếu là khoản khác,"
        " hãy ghi rõ số chứng từ."
    ),
    "entry_not_reversible": _l(
        "Chỉ đảo được khoản nhận vào hoặc chuyển đi chưa bị đảo. Chưa có gì thay đổi; khoản theo quyết định"
        " thì hủy hoặc thu hồi ở đợt chi."
    ),
    "facts_unreadable": _l(
        "Không đọc được dữ kiện tại {path}: {problem}. Chưa có gì được tính; hãy {cure} rồi thử lại."
    ),
    "file_broken": _l(
        "Tệp “{name}” bị hỏng hoặc không mở được. Tệp này chưa được lưu; hãy chụp, quét lại hoặc chọn tệp khác."
    ),
    "file_damaged": _l(
        "Tệp “{name}” trong kho không còn đúng như lúc lưu nên không được gửi ra. Hãy báo người quản trị khôi"
        " phục từ bản sao lưu."
    ),
    "file_empty": _l("Tệp “{name}” không có nội dung. Tệp này chưa được lưu; hãy chọn lại tệp."),
    "file_locked": _l(
        "Tệp “{name}” có mật khẩu nên không mở được. Tệp này chưa được lưu; hãy bỏ mật khẩu rồi gửi lại."
    ),
    "file_name_disagrees": _l(
        "Tên tệp “{name}” không đúng với nội dung ({found}). Tệp này chưa được lưu; hãy gửi tệp gốc, chưa đổi tên."
    ),
    "file_picture_too_large": _l(
        "Ảnh “{name}” có {found} điểm ảnh, quá mức {most}. Ảnh này chưa được lưu; hãy giảm cỡ ảnh rồi gửi lại."
    ),
    "file_too_large": _l(
        "Tệp “{name}” lớn quá {largest} MB. Tệp này chưa được lưu; hãy chọn tệp nhỏ hơn hoặc giảm cỡ."
    ),
    "file_too_many_pages": _l(
        "Tệp “{name}” có {found} trang, quá mức {most} trang. Tệp này chưa được lưu; hãy tách thành nhiều tệp."
    ),
    "file_two_in_one": _l(
        "Tệp “{name}” không chỉ là một tệp PDF: trong đó còn giấu nội dung loại khác. Tệp này chưa được lưu;"
        " hãy quét lại giấy tờ thành PDF mới."
    ),
    "file_type_not_allowed": _l(
        "Tệp “{name}” không thuộc loại được nhận. Tệp này chưa được lưu; chỉ nhận ảnh JPG, PNG, WebP và tệp PDF."
    ),
    "closing_not_later": _l("Sổ đã khóa đến ngày {closed_to}. Chưa có gì thay đổi; hãy chọn một tháng sau đó."),
    "closing_not_month_end": _l("Chỉ khóa sổ đến ngày cuối tháng. Chưa có gì thay đổi; hãy ghi ngày cuối của tháng."),
    "closing_too_early": _l("Tháng này chưa hết nên chưa khóa sổ được. Chưa có gì thay đổi; hãy chọn tháng đã qua."),
    "fund_code_taken": _l("Mã nguồn kinh phí này đã có. Chưa mở nguồn nào; hãy chọn mã khác."),
    "funds_differ_in_unit": _l(
        "Hai nguồn không cùng đơn vị tính. Chưa ghi bút toán nào; hãy chọn nguồn nhận cùng đơn vị tính."
    ),
    "period_closed": _l(
        "Sổ của nguồn đã khóa đến ngày {closed_to}, không ghi được ngày {day}. Chưa ghi gì; hãy ghi vào ngày của kỳ"
        " đang mở, hoặc kế toán mở lại sổ kèm lý do."
    ),
    "period_not_closed": _l("Sổ của nguồn này chưa khóa kỳ nào. Không có gì thay đổi; hãy tải lại trang."),
    "transfer_to_itself": _l("Nguồn nhận trùng nguồn chuyển. Chưa ghi bút toán nào; hãy chọn nguồn nhận khác."),
    "fund_incomplete": _l("Thiếu mã, tên, loại nguồn hoặc đơn vị tính. Chưa mở nguồn nào; hãy điền đủ rồi gửi lại."),
    "fund_may_not_pay": _l(
        "Nguồn kinh phí đã chọn không được chi khoản của {beneficiary}. Chưa có gì thay đổi; hãy chọn nguồn khác."
    ),
    "fund_too_small": _l(
        "Nguồn kinh phí không đủ: cần {asked}, còn {available}. Chưa có gì thay đổi; hãy chọn nguồn khác hoặc"
        " bổ sung nguồn."
    ),
    "fund_unit_differs": _l(
        "Khoản của {beneficiary} khác đơn vị với nguồn (tiền và gạo phải lập hồ sơ riêng). Chưa có gì thay"
        " đổi; hãy chọn nguồn khác."
    ),
    "hour_in_future": _l(
        "Giờ xảy ra chưa tới: bây giờ là {now}. Nội dung đã nhập vẫn còn; hãy xem lại giờ, hoặc để trống nếu chưa rõ."
    ),
    "hour_unreadable": _l("Không đọc được giờ “{text}”. Hãy ghi ví dụ 23:22 hoặc 23h22; nếu chưa rõ giờ thì để trống."),
    "identity_not_12_digits": _l(
        "Số định danh cá nhân phải có đúng 12 chữ số; ô này có {typed} ký tự. Nếu chưa có số, hãy chọn “chưa có số”."
    ),
    "identity_old_card": _l(
        "Số này có 9 chữ số, là số chứng minh nhân dân cũ, không còn giá trị. Hãy ghi số định danh 12 chữ số,"
        " hoặc chọn “chưa có số”."
    ),
    "identity_unknown_province": _l(
        "Ba chữ số đầu “{place_code}” không phải mã tỉnh, thành phố hay quốc gia nào. Hãy xem lại số trên thẻ căn cước."
    ),
    "incident_code_taken": _l("Mã vụ việc này đã có. Chưa có gì được lưu; hãy chọn mã khác."),
    "incident_finished": _l("Vụ việc này {state} nên không sửa được nữa. Chưa có gì thay đổi."),
    "incident_has_cases": _l(
        "Vụ việc này còn {cases} hồ sơ hộ đang mở nên không thể bỏ qua. Chưa có gì thay đổi; hãy rút các hồ"
        " sơ đó trước."
    ),
    "incident_has_open_work": _l(
        "Chưa kết thúc được vụ việc: còn {cases} hồ sơ hộ, {dossiers} hồ sơ trình, {payments} khoản chi chưa"
        " xong ({named}). Chưa có gì thay đổi; hãy hoàn tất rồi kết thúc."
    ),
    "invitation_over": _l(
        "Liên kết đặt mật khẩu này đã dùng, đã quá hạn hoặc không đúng. Mật khẩu chưa thay đổi; hãy xin người"
        " quản trị một liên kết mới."
    ),
    "kind_unknown": _l("Không có loại vụ việc “{kind}”. Hãy chọn một loại trong danh sách."),
    "name_missing": _l("Chưa có họ tên. Chưa có gì được lưu; hãy ghi họ tên."),
    "no_signing_form": _l(
        "Tài khoản của anh/chị chưa có thể thức ký (CHỦ TỊCH, KT. CHỦ TỊCH …). Chưa ký; hãy nhờ quản trị bổ sung."
    ),
    "not_a_floor": _l("Mức của khoản “{title}” là mức cố định, không nâng được. Chưa có gì thay đổi."),
    "not_yourself": _l(
        "Không ai tự đổi quyền hay khóa tài khoản của chính mình. Chưa có gì thay đổi; hãy nhờ một người quản trị khác."
    ),
    "nothing_chosen": _l("Chưa chọn khoản nào. Chưa có gì thay đổi; hãy đánh dấu ít nhất một khoản."),
    "nothing_to_pay": _l("Khoản của {beneficiary} không có số tiền để chi. Hãy bỏ khoản này khỏi hồ sơ."),
    "nothing_to_print": _l("Đợt chi này không còn khoản nào để in. Hãy mở quyết định để xem các khoản đang chờ chi."),
    "number_is_ours": _l("Sổ số do hệ thống cấp nên không nhập số bằng tay. Chưa cấp số; hãy để trống ô số."),
    "number_needed": _l("Cơ quan dùng số của hệ thống văn bản thành phố. Chưa phát hành; hãy nhập số quyết định."),
    "number_taken": _l("Số quyết định này đã có trong sổ. Chưa có gì thay đổi; hãy kiểm tra lại số."),
    "own_successor": _l(
        "Một cơ quan không thể kế thừa chính mình, kể cả qua cơ quan khác. Chưa có gì được lưu; hãy chọn lại"
        " cơ quan kế thừa."
    ),
    "paid_before_decision": _l(
        "Ngày chi {day} sớm hơn ngày quyết định ({issued_on}). Chưa ghi sổ; hãy xem lại ngày trên chứng từ."
    ),
    "password_too_long": _l("Mật khẩu dài quá {most} ký tự. Mật khẩu chưa thay đổi; hãy chọn mật khẩu ngắn hơn."),
    "password_too_short": _l(
        "Mật khẩu cần ít nhất {least} ký tự. Mật khẩu chưa thay đổi; hãy ghép bốn từ tiếng Việt không liên"
        " quan với nhau."
    ),
    "password_too_simple": _l(
        "Mật khẩu này dễ đoán. Mật khẩu chưa thay đổi; hãy chọn mật khẩu không chứa tên mình và không lặp đi"
        " lặp lại vài ký tự."
    ),
    "password_wrong": _l("Mật khẩu hiện tại chưa đúng. Mật khẩu chưa thay đổi; hãy gõ lại."),
    "payee_disputed": _l(
        "Người nhận khoản của {beneficiary} đang có tranh chấp nên không được chi. Chưa có gì thay đổi; hãy"
        " bỏ khoản này ra và giải quyết tranh chấp trước."
    ),
    "payee_in_payout": _l(
        "Khoản này đã vào một đợt chi nên chưa đổi được người nhận. Chưa có gì thay đổi; hãy nhờ kế toán rút"
        " khoản đó về trước."
    ),
    "payee_missing": _l(
        "Khoản của {beneficiary} chưa có người nhận. Chưa có gì thay đổi; hãy ghi người nhận ở hồ sơ hộ rồi lập lại."
    ),
    "payee_paper_missing": _l(
        "{payee} không có trong hộ. Nội dung đã nhập vẫn còn; hãy ghi giấy tờ cho phép nhận thay (văn bản"
        " thỏa thuận, giấy ủy quyền, trích lục giám hộ)."
    ),
    "phone_unreadable": _l(
        "Không đọc được số điện thoại này. Hãy ghi đủ các chữ số, ví dụ 0912 345 678, hoặc +84 912 345 678."
    ),
    "place_in_other_province": _l(
        "“{place}” thuộc tỉnh, thành phố khác. Nội dung đã nhập vẫn còn; hãy chọn phường, xã trong địa bàn của cơ quan."
    ),
    "place_not_valid_on": _l(
        "Ngày {day} chưa có hoặc không còn “{place}”. Nội dung đã nhập vẫn còn; hãy chọn phường, xã theo tên"
        " lúc đó: {instead}."
    ),
    "place_unknown": _l(
        "Không có đơn vị hành chính mã {code} vào ngày {day}. Chưa có gì được tính; hãy xem lại mã và ngày."
    ),
    "point_incomplete": _l(
        "Tọa độ phải có đủ vĩ độ và kinh độ, ví dụ 20.9968, 105.8134. Hãy ghi đủ hai số hoặc để trống."
    ),
    "point_outside": _l(
        "Tọa độ này nằm ngoài Việt Nam. Hãy xem lại: vĩ độ trước, kinh độ sau, ví dụ 20.9968, 105.8134."
    ),
    "point_unreadable": _l(
        "Không đọc được tọa độ “{text}”. Hãy ghi vĩ độ trước, kinh độ sau, ví dụ 20.9968, 105.8134, hoặc để trống."
    ),
    "proof_missing": _l(
        "Chưa ghi chứng từ chi. Chưa ghi sổ; hãy ghi số danh sách ký nhận, phiếu chi hoặc mã giao dịch ngân hàng."
    ),
    "reason_missing": _l("Bước này cần lý do bằng văn bản. Chưa có gì thay đổi; hãy ghi lý do rồi thực hiện lại."),
    "roles_missing": _l(
        "Chưa chọn vai trò nào. Chưa có gì được lưu; hãy chọn ít nhất một vai trò, hoặc khóa tài khoản."
    ),
    "sign_in_wrong": _l("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại."),
    "signed_sheet_missing": _l(
        "Chưa có bản quét danh sách đã ký nhận. Chưa ghi sổ; hãy tải danh sách có chữ ký lên đợt chi này trước."
    ),
    "signing_form_unknown": _l("Không có thể thức ký “{form}”. Chưa có gì được lưu; hãy chọn trong danh sách."),
    "split_among_nobody": _l(
        "Chưa có người nhận nào để chia đều. Số tiền chưa được chia; hãy chọn ít nhất một người nhận."
    ),
    "split_of_negative": _l("Không thể chia đều một số tiền âm. Chưa có gì được chia; hãy kiểm tra lại tổng số tiền."),
    "stale_edit": _l(
        "Có người khác vừa sửa thông tin này. Nội dung anh/chị nhập vẫn còn trên trang; hãy mở lại trang ở"
        " thẻ mới để xem bản mới rồi sửa tiếp."
    ),
    "step_not_possible": _l(
        "Bước này không thực hiện được vì hồ sơ đang ở trạng thái khác. Chưa có gì thay đổi; hãy tải lại"
        " trang để xem trạng thái mới."
    ),
    "too_many_attempts": _l("Đã thử quá nhiều lần. Tài khoản không bị khóa; hãy đợi {minutes} phút rồi đăng nhập lại."),
    "too_many_files": _l("Quá {most} tệp. Các tệp gửi thêm chưa được lưu; hãy gửi ít tệp hơn."),
    "ward_ambiguous": _l("Có nhiều nơi tên “{text}”. Hãy chọn đúng một nơi, kèm mã: {choices}."),
    "ward_unknown": _l(
        "Không tìm thấy phường, xã “{text}” vào ngày đó. Nội dung đã nhập vẫn còn; hãy chọn trong danh sách"
        " gợi ý hoặc ghi mã năm chữ số."
    ),
    "wrong_method": _l("Đợt chi này là {method}. Chưa có gì thay đổi; hãy dùng đúng bước của hình thức đó."),
}
