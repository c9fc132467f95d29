"""Bytes kept under their SHA-256: the name proves the content, so what was kept can be trusted or is reported."""

import errno
import hashlib
import os
import re
from pathlib import Path

from obstore.exceptions import GenericError, NotFoundError
from obstore.store import LocalStore

from aid.domain.errors import Missing, Refusal

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# The store tells the number only in its text.
_FULL_TEXTS = tuple(f"(os error {number})" for number in _FULL)


class DamagedFile(Exception):
    """What lies under this digest is not what was kept."""


def put(store_root: Path | str, data: bytes) -> str:
    """Keep the bytes and give their SHA-256; the same bytes are one file, and a killed process leaves none half.

    Refusal `disk_full` where there is no room left for them.
    """
    digest = hashlib.sha256(data).hexdigest()
    place = _place(digest)
    try:
        LocalStore(store_root, mkdir=True).put(place, data)
        with (Path(store_root) / place).open("rb") as kept:
            os.fsync(kept.fileno())
    except (GenericError, OSError) as error:
        if getattr(error, "errno", None) in _FULL or any(text in str(error) for text in _FULL_TEXTS):
            raise Refusal("disk_full") from error
        raise
    return digest


def get(store_root: Path | str, digest: str) -> bytes:
    """The bytes of a digest; ValueError for anything else, Missing when none are kept, DamagedFile when changed."""
    place = _place(digest)
    try:
        data = bytes(LocalStore(store_root, mkdir=True).get(place).bytes())
    except (NotFoundError, FileNotFoundError) as error:
        raise Missing(digest) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise DamagedFile(digest)
    return data


def _place(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise ValueError("A file is asked for by its SHA-256 only.")
    return f"{digest[:2]}/{digest}"
