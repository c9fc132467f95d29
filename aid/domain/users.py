"""What an account must be: its name, its roles, its password.

Passwords follow NIST SP 800-63B-4: length instead of composition, no rotation, every letter of every language; one
password and nothing else signs in, so it has at least 15 characters. Code points of the composed text are counted.
"""

import re
from collections.abc import Collection
from datetime import timedelta
from unicodedata import normalize

from aid.domain.errors import Refusal
from aid.domain.names import fold
from aid.domain.roles import Role

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 128
_FEWEST_SIGNS = 5

ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_ACCOUNT = 10
# One office stands behind one address: ten mistyped passwords in a storm must not shut out all its people.
ATTEMPTS_PER_ADDRESS = 30

SIGN_IN_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(hours=72)

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


def username_from(text: str) -> str:
    """Return a user name in the form in which it is kept and looked up: small ASCII letters, digits, . _ -

    Refusal `username_unreadable` with `text`.
    """
    name = text.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise Refusal("username_unreadable", text=text)
    return name


def composed(password: str) -> str:
    """Return a password as it is hashed: the same whether the keyboard sends composed letters or loose marks."""
    return normalize("NFC", password)


def check_password(password: str, *names: str) -> None:
    """Refuse a password that is too short, too long, or guessed from the person's own names.

    Refusal `password_too_short` (`least`), `password_too_long` (`most`), `password_too_simple`.
    """
    text = composed(password)
    if len(text) < SHORTEST_PASSWORD:
        raise Refusal("password_too_short", least=SHORTEST_PASSWORD)
    if len(text) > LONGEST_PASSWORD:
        raise Refusal("password_too_long", most=LONGEST_PASSWORD)
    left = _letters(text)
    for name in sorted(map(_letters, names), key=len, reverse=True):
        left = left.replace(name, "") if name else left
    if len(set(left)) < _FEWEST_SIGNS:
        raise Refusal("password_too_simple")


def check_roles(roles: Collection[Role]) -> None:
    """Refuse a person without any role, and an administrator who holds power over cases.

    Refusal `roles_missing`, `administrator_stands_alone`.
    """
    if not roles:
        raise Refusal("roles_missing")
    if Role.ADMINISTRATOR in roles and len(set(roles)) > 1:
        raise Refusal("administrator_stands_alone")


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if not sign.isspace())
