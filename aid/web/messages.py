"""What the program says after an act: the sentence of a refusal, or of a success."""

from datetime import date, datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from aid.domain.errors import Refusal
from aid.web.filters import day, moment, number
from aid.web.labels import LABELS, label
from aid.web.sentences import SENTENCES

SUCCESS = {
    "agency_saved": _l("Đã lưu cơ quan {name}."),
    "password_changed": _l("Đã đổi mật khẩu; các thiết bị khác đã bị đăng xuất."),
    "password_set": _l("Đã đặt mật khẩu. Hãy đăng nhập."),
    "signed_out": _l("Đã đăng xuất."),
    "signed_out_everywhere": _l("Đã đăng xuất mọi thiết bị. Hãy đăng nhập lại."),
    "user_added": _l("Đã thêm {name}. Hãy đưa liên kết đặt mật khẩu cho người đó."),
    "user_changed": _l("Đã lưu thay đổi của {name}."),
    "user_disabled": _l("Đã khóa tài khoản của {name}; mọi thiết bị của người đó đã bị đăng xuất."),
    "user_enabled": _l("Đã mở lại tài khoản của {name}."),
    "user_roles_changed": _l("Đã đổi vai trò của {name}; người đó cần đăng nhập lại."),
    "preferences_saved": _l("Đã đổi cách hiển thị trên máy này."),
}

# Numbers that name something are not grouped: the year 2026 is no 2.026.
_AS_IT_IS = frozenset({"id", "number", "year"})


def sentence(refusal: Refusal) -> str:
    """Return what a refusal says to the person who is looking."""
    return _filled(SENTENCES[refusal.code], refusal.facts)


def success(key: str, **facts: object) -> str:
    """Return what an act that succeeded says."""
    return _filled(SUCCESS[key], facts)


def _filled(text: object, facts: dict[str, object]) -> str:
    return str(text).format(**{name: str(fact) if name in _AS_IT_IS else _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> str:
    """Return a fact in the reader's words."""
    if isinstance(fact, StrEnum) and type(fact).__name__ in LABELS:
        return label(fact)
    if isinstance(fact, datetime):
        return moment(fact)
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, int) and not isinstance(fact, bool):
        return number(fact)
    return ", ".join(_shown(part) for part in fact) if isinstance(fact, list | tuple | frozenset) else str(fact)
