"""How the history says what happened to a fund."""

from flask_babel import lazy_gettext as _l

FUND_SAYS = {
    "fund:opened": _l("Đã mở nguồn kinh phí"),
    "fund:received": _l("Đã ghi nhận tiền, hàng vào nguồn"),
    "fund:closed": _l("Đã khóa sổ nguồn kinh phí"),
    "fund:reopened": _l("Đã mở lại sổ nguồn kinh phí"),
    "fund:reversed": _l("Đã ghi bút toán đảo"),
    "fund:transferred_in": _l("Đã nhận chuyển từ nguồn khác"),
    "fund:transferred_out": _l("Đã chuyển khỏi nguồn"),
}
FUND_FIELDS = {
    "closed_to": _l("Đã khóa sổ đến hết ngày"),
    "counterpart": _l("Nguồn đối ứng"),
}
FUND_SENTENCES = {
    "ceiling_reached": _l(
        "Nguồn này chỉ được cam kết đến {ceiling}; còn cam kết được {left}, lần này cần {asked}. Chưa ghi gì; hãy"
        " giảm số đề nghị, chọn nguồn khác, hoặc xin bổ sung bằng một nguồn mới."
    ),
}
