"""Which language a page speaks: the reader's choice, else Vietnamese.

English is British English, because only there day and month stand in the order of the papers.
"""

from flask import Flask, has_request_context, request

LANGUAGES = ("vi", "en")
COOKIE = "language"
_LOCALE_OF = {"vi": "vi", "en": "en_GB"}


def language() -> str:
    """Return the language of this request."""
    chosen = request.cookies.get(COOKIE, "vi") if has_request_context() else "vi"
    return chosen if chosen in LANGUAGES else "vi"


def locale() -> str:
    """Return the locale that Babel uses for this request."""
    return _LOCALE_OF[language()]


def register(app: Flask) -> None:
    app.extensions["babel"].locale_selector = locale
