"""Opened keys, kept for a short while in the memory of this process only, for the sign-in that opened them.

How long is the office's setting; without it every signature asks for its password. What is kept is the opened key under
the token of the sign-in and the number of the key, so that signing out, another device or a new key asks again.
"""

import threading
from datetime import datetime, timedelta
from typing import NamedTuple

from aid import clock
from aid.documents.signers import Signer
from aid.extensions import settings


class _Kept(NamedTuple):
    signer: Signer
    until: datetime


_LOCK = threading.Lock()
_kept: dict[tuple[str, int], _Kept] = {}


def keep(sign_in: str, key_id: int, signer: Signer) -> None:
    """Keep an opened key for the minutes of the setting; with none, or without a sign-in, keep nothing."""
    minutes = settings().signing_minutes
    if minutes and sign_in:
        with _LOCK:
            _drop_old()
            _kept[sign_in, key_id] = _Kept(signer, clock.now() + timedelta(minutes=minutes))


def kept(sign_in: str, key_id: int) -> Signer | None:
    """Return the key that this sign-in opened a short while ago, None where the password is needed."""
    with _LOCK:
        _drop_old()
        found = _kept.get((sign_in, key_id))
        return found.signer if found else None


def forget_all() -> None:
    """Close every key."""
    with _LOCK:
        _kept.clear()


def _drop_old() -> None:
    now = clock.now()
    for name in [name for name, one in _kept.items() if one.until <= now]:
        del _kept[name]
