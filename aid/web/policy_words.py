"""Labels of policies, benefits, rules and norms, and what the trail says of them; joined by `labels` and `history`."""

from typing import Any

from flask_babel import lazy_gettext as _l

POLICY_STATES = {
    "PolicyState": {
        "draft": (_l("chờ xác nhận"), "soon"),
        "confirmed": (_l("đang áp dụng"), "done"),
        "ended": (_l("hết hiệu lực"), "plain"),
    },
}

POLICY_WORDS: dict[str, dict[str, Any]] = {}

POLICY_SAYS = {
    "norm:shipped": _l("Đã nạp mức chuẩn kèm theo chương trình"),
    "policy:renewed": _l("Đã cập nhật chính sách theo bản phát hành mới"),
    "policy:shipped": _l("Đã nạp chính sách kèm theo chương trình"),
}
