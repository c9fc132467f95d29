"""Who is here, and which pages are open to whom.

The cookie carries the random token of a sign-in; its row decides at every request whether the person is still here,
so that signing out, disabling and a changed role work at once and an old cookie is worth nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from flask import abort, redirect, request, session
from flask_login import UserMixin, current_user
from flask_wtf.csrf import CSRFError

from aid import clock
from aid.domain.roles import Action, Actor
from aid.extensions import login_manager
from aid.queries import users
from aid.web import errors
from aid.web.addresses import parts_of

logger = logging.getLogger(__name__)

View = Callable[..., Any]

# Twelve hours is a shift in a storm; the row ends there, unused or not.
IDLE_LIMIT = timedelta(hours=4)
_SEEN = "_seen"
_SEEN_STEP = timedelta(minutes=5)


class SignedInUser(UserMixin):
    """What Flask-Login keeps for the length of a request."""

    def __init__(self, token: str, found: users.SignedIn) -> None:
        self.token = token
        self.actor = found.actor
        self.office = found.office

    def get_id(self) -> str:
        return self.token


def allow(action: Action) -> Callable[[View], View]:
    """Open a view to those whose role may do `action`: others get 403, visitors the sign-in page."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            current_user.actor = current_actor().doing(action)
            if not current_actor().may(action):
                logger.warning("Denied: user %s, action %s", current_actor().user_id, action.value)
                abort(403)
            return view(*args, **values)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return mark


def current_actor() -> Actor:
    """Return the person who is signed in; only for views behind `allow`."""
    return cast(Actor, current_user.actor)


def _to_sign_in() -> Any:
    """Send a visitor to the sign-in page; what was typed under a sign-in that ran out is kept on a page."""
    if request.method == "POST" and "_user_id" in session:
        page, _ = errors.expired(CSRFError())
        return page, 401
    back = request.full_path.rstrip("?") if request.method == "GET" else parts_of(request.referrer or "").path
    return redirect(f"/login?{urlencode({'next': back or '/'})}")


@login_manager.user_loader
def _load(token: str) -> SignedInUser | None:
    if _has_been_away():
        return None
    found = users.signed_in(token)
    return SignedInUser(token, found) if found else None


def _has_been_away() -> bool:
    """Say whether the person was idle too long; the signed cookie knows, so that looking writes no row."""
    now = clock.now()
    seen = datetime.fromisoformat(session[_SEEN]) if _SEEN in session else now
    if now - seen > IDLE_LIMIT:
        return True
    if _SEEN not in session or now - seen > _SEEN_STEP:
        session[_SEEN] = now.isoformat()
    return False
