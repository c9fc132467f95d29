"""The reader's theme and language, kept in two cookies on this device."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from aid.extensions import settings
from aid.web import i18n
from aid.web.addresses import own_path
from aid.web.frame import THEME_COOKIE, THEMES

blueprint = Blueprint("preferences", __name__)

_ONE_YEAR = 365 * 24 * 3600
_CHOICES = {"theme": (THEME_COOKIE, THEMES), "language": (i18n.COOKIE, i18n.LANGUAGES)}


@blueprint.post("/preferences")
def save() -> BaseResponse:
    response = redirect(own_path(request.form.get("next", "/")), 303)
    for name, (cookie, allowed) in _CHOICES.items():
        if (chosen := request.form.get(name)) in allowed:
            response.set_cookie(
                cookie, chosen, max_age=_ONE_YEAR, secure=not settings().demo, httponly=True, samesite="Lax"
            )
    return response
