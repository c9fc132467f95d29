"""What stands around every page: who is here, for which office, in which theme and language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask, request
from flask_babel import gettext
from flask_login import current_user

from aid import clock
from aid.domain.roles import Actor
from aid.extensions import settings
from aid.queries import notices
from aid.web import i18n
from aid.web.labels import label
from aid.web.navigation import MenuItem, menu, second_menu

THEMES = ("light", "dark", "sun")
THEME_COOKIE = "theme"


class Frame(NamedTuple):
    """The values that base.html draws."""

    office: str
    signed_in: bool
    who: str
    roles: str
    menu: Sequence[MenuItem]
    rules: Sequence[MenuItem]
    here: str
    theme: str
    themes: Sequence[tuple[str, str]]
    language: str
    languages: Sequence[tuple[str, str]]
    unread: int
    demo: bool
    shifted_to: datetime | None


def theme() -> str:
    """Return the theme this reader chose, else the light one."""
    chosen = request.cookies.get(THEME_COOKIE, THEMES[0])
    return chosen if chosen in THEMES else THEMES[0]


def frame() -> Frame:
    """Return the frame of this request."""
    actor: Actor | None = current_user.actor if current_user.is_authenticated else None
    return Frame(
        office=current_user.office if actor else "",
        signed_in=actor is not None,
        who=actor.name if actor else "",
        roles=(actor.title or _roles(actor)) if actor else "",
        menu=menu(actor) if actor else (),
        rules=second_menu(actor) if actor else (),
        here=request.full_path.rstrip("?") if request.method == "GET" else request.path,
        theme=theme(),
        themes=(("light", gettext("Sáng")), ("dark", gettext("Tối")), ("sun", gettext("Ngoài nắng"))),
        language=i18n.language(),
        languages=(("vi", "Tiếng Việt"), ("en", "English")),
        unread=notices.unread(actor.user_id) if actor else 0,
        demo=settings().demo,
        shifted_to=clock.now() if clock.is_shifted() else None,
    )


def _roles(actor: Actor) -> str:
    return ", ".join(label(role) for role in sorted(actor.roles))


def register(app: Flask) -> None:
    @app.context_processor
    def add_frame() -> dict[str, Any]:
        return {"frame": frame()}
