"""The headers of every answer: no inline code, no third party, no framing, nothing personal kept by a cache."""

from flask import Flask, Response, current_app, request, session

from aid.extensions import settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# A paper shown by the browser's own reader, which frames it for itself.
PDF_POLICY = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
}
_ONE_YEAR = "max-age=31536000; includeSubDomains"
_UNSIGNED = frozenset({"static", "assets.show"})


def add_headers(response: Response) -> Response:
    """Add what is missing; a view that set a header itself keeps its own."""
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if not settings().demo:
        response.headers.setdefault("Strict-Transport-Security", _ONE_YEAR)
    if request.endpoint not in _UNSIGNED and "Cache-Control" not in response.headers and _is_signed_in():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_signed_in() -> bool:
    """Read the session only: an answer to a broken database must not ask the database."""
    return not current_app.session_interface.is_null_session(session) and "_user_id" in session


def register(app: Flask) -> None:
    app.after_request(add_headers)
