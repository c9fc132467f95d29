"""What happened to offices and accounts, and what was refused there, in the reader's words."""

from flask_babel import lazy_gettext as _l

ACCOUNT_SAYS = {
    "agency:added": _l("Đã thêm cơ quan"),
    "agency:corrected": _l("Đã sửa thông tin cơ quan"),
    "user:added": _l("Đã thêm người dùng"),
    "user:corrected": _l("Đã sửa họ tên, chức danh hoặc thể thức ký"),
    "user:disabled": _l("Đã khóa tài khoản"),
    "user:enabled": _l("Đã mở lại tài khoản"),
    "user:invited": _l("Đã tạo liên kết đặt mật khẩu"),
    "user:password_set": _l("Đã đặt mật khẩu"),
    "user:roles_changed": _l("Đã đổi vai trò"),
}

ACCOUNT_SENTENCES = {
    "account_disabled": _l("Tài khoản này đang bị khóa. Chưa có gì thay đổi; hãy mở lại tài khoản trước."),
    "administrator_stands_alone": _l(
        "Tài khoản quản trị không kèm vai trò nào khác, để người quản trị không có quyền trên hồ sơ. Chưa có"
        " gì được lưu; hãy bỏ bớt vai trò, hoặc lập tài khoản riêng."
    ),
    "username_taken": _l("Tên đăng nhập đã có người dùng. Hãy chọn tên khác."),
    "username_unreadable": _l(
        "Tên đăng nhập “{text}” không dùng được. Hãy dùng từ 2 đến 64 chữ thường không dấu, chữ số, dấu chấm,"
        " gạch nối hoặc gạch dưới, bắt đầu bằng chữ hoặc số."
    ),
}
