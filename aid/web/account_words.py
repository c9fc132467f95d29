"""What happened to offices and accounts, in the reader's words."""

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
