"""The pages for what went wrong, drawn from one template that needs nothing: no database, no session, no menu.

A form that was open longer than its session is not thrown away: what was typed is repeated, to be sent again.
"""

import logging
from typing import Any, NamedTuple

from flask import Flask, current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException

from aid.domain.errors import Missing, Refusal
from aid.web import i18n
from aid.web.addresses import parts_of
from aid.web.assets import asset_url
from aid.web.frame import theme
from aid.web.messages import sentence

logger = logging.getLogger(__name__)

_SECRETS = {"password", "current", "again"}
Answer = tuple[str, int]


class Page(NamedTuple):
    """The words of one error page."""

    title: Any
    lines: tuple[Any, ...]


_PAGES = {
    400: Page(
        _l("Yêu cầu chưa đúng"), (_l("Trình duyệt gửi đến điều chương trình không đọc được. Chưa có gì thay đổi."),)
    ),
    401: Page(_l("Cần đăng nhập"), (_l("Hãy đăng nhập rồi mở lại trang này."),)),
    403: Page(
        _l("Không có quyền"),
        (
            _l("Vai trò của anh/chị không mở được trang này. Chưa có gì thay đổi."),
            _l("Nếu cần, hãy hỏi người quản trị."),
        ),
    ),
    404: Page(
        _l("Không tìm thấy"),
        (_l("Không có trang này, hoặc nó thuộc địa bàn khác. Hãy kiểm tra lại địa chỉ hoặc tìm từ trang đầu."),),
    ),
    405: Page(_l("Không mở được theo cách này"), (_l("Hãy quay lại trang trước và bấm nút ở đó."),)),
    409: Page(_l("Không thực hiện được"), ()),
    413: Page(
        _l("Tệp gửi lên quá lớn"),
        (_l("Tổng các tệp một lần gửi tối đa 30 MB. Chưa có gì được lưu; hãy gửi ít tệp hơn."),),
    ),
    429: Page(_l("Thử quá nhiều lần"), (_l("Hãy đợi vài phút rồi thử lại."),)),
    500: Page(
        _l("Chương trình gặp lỗi"),
        (_l("Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị kèm giờ xảy ra."),),
    ),
}
_EXPIRED = Page(
    _l("Trang này mở đã lâu"),
    (_l("Phiên làm việc đã hết nên chưa lưu được."), _l("Nếu cần, hãy đăng nhập ở thẻ mới rồi quay lại trang này.")),
)


def register(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(Missing, missing)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broke)


def refused(refusal: Refusal) -> Answer:
    return _draw(409, _PAGES[409]._replace(lines=(sentence(refusal),)), back=_page_before())


def _page_before() -> str:
    """Return our own page on which the refused button stood, empty where it is not known."""
    if request.method != "POST" or not _is_from_here():
        return ""
    before = parts_of(request.referrer or "")
    # Two slashes at the beginning would name another site.
    path = "/" + before.path.lstrip("/") if before.path.strip("/") else ""
    return f"{path}?{before.query}" if path and before.query else path


def missing(_error: Missing) -> Answer:
    return _draw(404, _PAGES[404])


def failed(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return _draw(error.code, _PAGES.get(error.code, _PAGES[400 if error.code < 500 else 500]))


def broke(error: Exception) -> Answer:
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    logger.exception("A page failed: %s %s", request.method, request.path)
    return _draw(500, _PAGES[500])


def expired(_error: CSRFError) -> Answer:
    kept = _typed() if _is_from_here() else []
    page = _EXPIRED
    if kept:
        page = page._replace(lines=(*page.lines, _l("Những gì đã nhập vẫn còn; hãy bấm nút dưới đây để gửi lại.")))
    if any(file.filename for file in request.files.values()):
        page = page._replace(lines=(*page.lines, _l("Riêng các tệp phải chọn lại sau khi gửi.")))
    return _draw(400, page, kept=kept, token=generate_csrf() if kept else "")


def _typed() -> list[tuple[str, str]]:
    fields = request.form.items(multi=True)
    return [(name, text) for name, text in fields if name != "csrf_token" and name not in _SECRETS]


def _is_from_here() -> bool:
    """Only our own page may have its text repeated: another site's form must not become ours by a click."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return parts_of(origin).netloc == request.host


def _draw(status: int, page: Page, **more: Any) -> Answer:
    """Draw an error page without context processors: whatever broke must not break it again."""
    values = {
        "title": page.title,
        "lines": page.lines,
        "language": i18n.language(),
        "theme": theme(),
        "css": asset_url("app.css"),
        "icon": asset_url("icon.svg"),
        "kept": [],
        "token": "",
        "action": request.full_path.rstrip("?"),
        "again": gettext("Gửi lại"),
        "back": "",
        "back_text": gettext("Quay lại trang vừa mở"),
        "home": "/",
        "home_text": gettext("Về trang đầu"),
    }
    return current_app.jinja_env.get_template("errors/error.html").render(values | more), status
