"""The words of bank files: layouts, reasons why a transfer stays out, refusals, events."""

from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.bank_files import LayoutCode

LAYOUT_NAMES: dict[LayoutCode, Any] = {
    LayoutCode.CSV_UTF8: _l("CSV có dấu, ngăn bằng chấm phẩy (UTF-8)"),
    LayoutCode.CSV_PLAIN: _l("CSV chữ hoa không dấu, ngăn bằng phẩy (Windows-1252)"),
    LayoutCode.XLSX: _l("Bảng tính Excel (.xlsx)"),
}
HELD: dict[str, Any] = {
    "account_name_differs": _l("chủ tài khoản khác tên người nhận, chờ chủ tài khoản của đơn vị quyết định"),
    "account_unusable": _l("số tài khoản không đúng dạng (tối đa 19 chữ số hoặc chữ cái)"),
    "amount_too_large": _l("số tiền ngoài khoảng ngân hàng nhận"),
    "bank_not_known": _l("chưa rõ là ngân hàng nào; hãy ghi tên như “Vietcombank”"),
    "payee_unreadable": _l("tên người nhận không có chữ nào"),
}

BANK_FILE_SENTENCES: dict[str, Any] = {
    "account_name_agrees": _l(
        "Tên chủ tài khoản và tên người nhận {payee} không khác nhau nên không có gì để chấp nhận. Chưa có gì thay đổi."
    ),
    "account_name_differs": _l(
        "Ngân hàng ghi chủ tài khoản là {holder}, người nhận là {payee}. Chưa gửi gì;"
        " chủ tài khoản xem và chấp nhận,"
        " hoặc kế toán rút khoản về ghi lại tài khoản."
    ),
    "bank_file_differs": _l(
        "Đợt chi vừa thay đổi: nay gửi được {count} khoản. Chưa lập tệp nào; hãy xem lại trang rồi lập lại."
    ),
    "nothing_to_send": _l(
        "Không có khoản nào gửi được: các khoản đã gửi rồi hoặc đang bị giữ lại. Chưa lập tệp nào;"
        " hãy xem lý do ở từng khoản."
    ),
    "transfer_code_impossible": _l("Không lập được mã VietQR: {field} không đúng dạng. Hãy xem lại số tài khoản."),
}
BANK_FILE_SAYS: dict[str, Any] = {
    "payment:account_accepted": _l("Đã chấp nhận tên chủ tài khoản khác tên người nhận"),
    "payment:account_name_noted": _l("Đã ghi tên chủ tài khoản theo ngân hàng"),
    "payout:bank_file_made": _l("Đã lập tệp chuyển khoản"),
}
