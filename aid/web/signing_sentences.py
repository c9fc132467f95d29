"""Sentences of the refusals of digital signatures: keys, tokens, pictures, files from other tools."""

from flask_babel import lazy_gettext as _l

SIGNING_SENTENCES = {
    "already_signed": _l("Văn bản đã có chữ ký số này. Không ký thêm; hãy tải lại trang để xem bản mới nhất."),
    "certificate_expired": _l(
        "Chứng thư số đã hết hạn từ {day}. Chưa ký, văn bản giữ nguyên; hãy gia hạn rồi đưa tệp khóa mới lên trang"
        " Chữ ký số."
    ),
    "certificate_not_for_signing": _l(
        "Chứng thư số này không được cấp để ký. Chưa có gì thay đổi; hãy dùng chứng thư có mục đích ký số."
    ),
    "certificate_not_yet_valid": _l(
        "Chứng thư số chỉ có hiệu lực từ {day}. Chưa có gì thay đổi; hãy chờ đến lúc đó hoặc dùng chứng thư khác."
    ),
    "disk_full": _l(
        "Ổ đĩa của máy chủ đã đầy nên không lưu được. Hồ sơ, quyết định vẫn ở nguyên bước trước; hãy báo quản"
        " trị giải phóng chỗ trống rồi làm lại."
    ),
    "file_other_content": _l(
        "Tệp này không phải bản mới nhất của văn bản kèm thêm chữ ký: nội dung đã khác. Tệp không được nhận, văn bản"
        " giữ nguyên; hãy tải lại bản mới nhất, chỉ ký, không lưu lại bằng phần mềm khác, rồi tải lên."
    ),
    "file_without_signature": _l(
        "Tệp này chưa có chữ ký số mới nào. Tệp không được nhận; hãy ký bằng công cụ của cơ quan rồi tải lên lại."
    ),
    "key_file_damaged": _l(
        "Tệp khóa bị hỏng hoặc không phải tệp PKCS#12 (.p12, .pfx). Chưa ký, văn bản giữ nguyên; hãy đưa lại tệp"
        " khóa gốc ở trang Chữ ký số."
    ),
    "key_file_without_key": _l(
        "Tệp này không có đủ khóa riêng và chứng thư. Chưa lưu; hãy xuất lại tệp .p12 gồm cả khóa riêng."
    ),
    "key_kind_unknown": _l("Loại khóa trong tệp không dùng để ký PDF được. Chưa lưu; hãy dùng khóa RSA hoặc ECDSA."),
    "key_password_wrong": _l(
        "Mật khẩu tệp khóa không đúng. Chưa ký, văn bản giữ nguyên; hãy gõ lại mật khẩu của tệp .p12 (không phải"
        " mật khẩu đăng nhập)."
    ),
    "key_too_weak": _l("Khóa chỉ dài {bits} bit, quá yếu. Chưa lưu; hãy dùng khóa RSA từ {least} bit trở lên."),
    "key_not_on_call": _l(
        "Khóa và con dấu của cơ quan không thay trong lượt trực. Chưa có gì thay đổi; hãy để văn thư làm việc này."
    ),
    "not_the_signer": _l("Văn bản ghi người ký là {signer}; chỉ người đó ký số được. Chưa có gì thay đổi."),
    "signer_not_told_apart": _l(
        "Cơ quan có nhiều người tên {signer} và giấy tờ này, lập từ bản trước, chỉ ghi tên. Chưa có gì thay đổi; hãy"
        " hủy giấy tờ này rồi lập lại để ghi đúng người ký."
    ),
    "paper_damaged": _l(
        "Không đọc được tệp PDF này: tệp bị hỏng hoặc bị cắt. Văn bản giữ nguyên; hãy tải lại tệp rồi thử lại."
    ),
    "paper_moved_on": _l(
        "Trong lúc đó đã có bản ký mới hơn của văn bản. Chữ ký vừa rồi không được lưu; hãy tải lại trang rồi ký"
        " trên bản mới nhất."
    ),
    "paper_not_drawn": _l(
        "Bản PDF của văn bản đang được lập nên chưa ký được. Chưa có gì thay đổi; hãy thử lại sau ít giây."
    ),
    "paper_number_first": _l(
        "Văn bản chưa có số nên chưa ký số được: chữ ký phải bao trùm số và ngày. Chưa có gì thay đổi; văn thư hãy cấp"
        " số trước."
    ),
    "paper_without_space": _l(
        "Bản PDF này không có chỗ dành cho chữ ký (lập từ phiên bản trước). Văn bản giữ nguyên; hãy tải về, ký bằng"
        " công cụ của cơ quan rồi tải lên."
    ),
    "picture_not_clear": _l(
        "Ảnh phải có nền trong suốt. Ảnh chưa được lưu; hãy tách nền, chỉ để lại nét mực, rồi lưu dạng PNG."
    ),
    "picture_not_png": _l("Ảnh phải là tệp PNG nền trong suốt. Ảnh chưa được lưu; hãy lưu lại dạng PNG."),
    "picture_too_small": _l(
        "Phần có nét mực chỉ {width} × {height} điểm ảnh, in ra sẽ vỡ. Ảnh chưa được lưu; hãy quét lại, cạnh dài từ"
        " {least} điểm ảnh."
    ),
    "seal_not_red": _l("Ảnh con dấu phải màu đỏ. Ảnh chưa được lưu; hãy quét màu con dấu thật rồi tách nền."),
    "seal_width_unlikely": _l(
        "Bề rộng con dấu phải từ {least} đến {most} mm. Ảnh chưa được lưu; hãy đo con dấu thật rồi ghi lại."
    ),
    "signature_broken": _l(
        "Chữ ký của {name} không còn đúng với nội dung tệp. Tệp không được nhận, văn bản giữ nguyên; hãy tải lại bản"
        " mới nhất và ký lại."
    ),
    "signature_not_blue": _l(
        "Ảnh chữ ký phải là mực xanh. Ảnh chưa được lưu; hãy ký bút mực xanh trên giấy trắng, quét màu rồi tách nền."
    ),
    "signature_not_wanted": _l(
        "Loại văn bản này không có chữ ký số ấy: được ký tay, hoặc chỉ người ký ký. Chưa có gì thay đổi; hãy in ra và"
        " ký như thường."
    ),
    "signature_out_of_time": _l(
        "Chữ ký của {name} được ký ngoài thời hạn của chứng thư ({first} – {last}). Tệp không được nhận, văn bản giữ"
        " nguyên; hãy ký lại bằng chứng thư còn hạn."
    ),
    "signatures_not_as_wanted": _l(
        "Tệp có {found} chữ ký mới, cần đúng {wanted}. Tệp không được nhận; hãy tải lại bản mới nhất và chỉ ký phần của"
        " mình."
    ),
    "signed_by_somebody_else": _l(
        "Tệp do {name} ký, không phải chứng thư đã đăng ký của {holder}. Tệp không được nhận, văn bản giữ nguyên;"
        " hãy ký đúng chứng thư, hoặc đăng ký chứng thư mới ở trang Chữ ký số."
    ),
    "signer_certificate_unknown": _l(
        "Chữ ký của {name} đứng trước chữ ký cơ quan nhưng người ký chưa đăng ký chứng thư. Tệp không được nhận; hãy để"
        " người ký tự tải bản đã ký lên, hoặc đăng ký chứng thư."
    ),
    "signer_signs_first": _l("Người ký ký số trước, cơ quan ký sau. Chưa có gì thay đổi; hãy chờ người ký."),
    "signing_key_missing": _l(
        "Chưa có khóa ký số. Chưa có gì thay đổi; hãy đưa tệp khóa hoặc chọn thiết bị ở trang Chữ ký số."
    ),
    "signing_picture_missing": _l(
        "Chưa có ảnh chữ ký, ảnh con dấu. Chưa có gì thay đổi; hãy đưa ảnh PNG lên trang Chữ ký số."
    ),
    "signing_secret_needed": _l("Hãy gõ mật khẩu tệp khóa hoặc mã PIN. Chưa ký, văn bản giữ nguyên."),
    "token_certificate_changed": _l(
        "Thiết bị hoặc tệp khóa nay mang chứng thư khác với chứng thư đã đăng ký của {holder}. Chưa ký; hãy đăng ký lại"
        " ở trang Chữ ký số."
    ),
    "token_key_missing": _l(
        "Trên thiết bị “{token}” không dùng được khóa “{label}”. Chưa ký, văn bản giữ nguyên; hãy xem lại tên khóa,"
        " cắm lại thiết bị rồi thử lại."
    ),
    "token_missing": _l(
        "Không thấy thiết bị ký số “{token}” trên máy chủ. Chưa ký, văn bản giữ nguyên; hãy cắm lại thiết bị rồi thử"
        " lại."
    ),
    "token_module_missing": _l(
        "Máy chủ chưa có trình điều khiển thiết bị ký số. Chưa ký, văn bản giữ nguyên; hãy nhờ quản trị đặt"
        " AID_PKCS11_MODULE."
    ),
    "token_pin_locked": _l(
        "Thiết bị “{token}” đã bị khóa vì gõ sai mã PIN nhiều lần. Chưa ký; hãy nhờ nơi cấp mở khóa thiết bị."
    ),
    "token_pin_wrong": _l(
        "Mã PIN của thiết bị “{token}” không đúng. Chưa ký, văn bản giữ nguyên; hãy gõ lại, sai nhiều lần thiết bị"
        " sẽ tự khóa."
    ),
    "unsigned_by_agency": _l(
        "Quyết định số {number} đã được người ký ký số nhưng chưa có chữ ký số của cơ quan nên chưa chi, chưa"
        " công bố được. Chưa có gì thay đổi; văn thư hãy mở quyết định và ký số của cơ quan, hoặc tải lên bản đã ký"
        " bằng công cụ khác."
    ),
    "unsigned_by_signer": _l(
        "Quyết định số {number} đã có số nhưng người ký chưa ký số nên chưa chi, chưa công bố được. Chưa có gì thay"
        " đổi; người ký hãy mở quyết định và ký số (hoặc tải lên bản đã ký bằng công cụ khác), rồi văn thư ký số của"
        " cơ quan."
    ),
}
