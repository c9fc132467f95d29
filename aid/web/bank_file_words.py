"""What the pages of bank files call their layouts and the reasons why a transfer stays out."""

from typing import Any

from flask_babel import lazy_gettext as _l

from aid.domain.bank_files import LayoutCode

LAYOUT_NAMES: dict[LayoutCode, Any] = {
    LayoutCode.CSV_UTF8: _l("CSV có dấu, ngăn bằng chấm phẩy (UTF-8)"),
    LayoutCode.CSV_PLAIN: _l("CSV chữ hoa không dấu, ngăn bằng phẩy (Windows-1252)"),
    LayoutCode.XLSX: _l("Excel (.xlsx)"),
}
HELD: dict[str, Any] = {
    "account_name_differs": _l("chủ tài khoản khác tên người nhận, chờ chủ tài khoản của đơn vị quyết định"),
    "account_unusable": _l("số tài khoản không đúng dạng (tối đa 19 chữ số hoặc chữ cái)"),
    "amount_too_large": _l("số tiền ngoài khoảng ngân hàng nhận"),
    "bank_not_known": _l("chưa rõ là ngân hàng nào; hãy ghi tên như “Vietcombank”"),
    "payee_unreadable": _l("tên người nhận không có chữ nào"),
}
