"""Bytes kept under their SHA-256: the name proves the content, so what was kept can be trusted or is reported."""

import hashlib
import os
import re
from pathlib import Path

from obstore.exceptions import NotFoundError
from obstore.store import LocalStore

from aid.domain.errors import Missing

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DamagedFile(Exception):
    """What lies under this digest is not what was kept."""


def put(store_root: Path | str, data: bytes) -> str:
    """Keep the bytes and give their SHA-256; the same bytes are one file, and a killed process leaves none half."""
    digest = hashlib.sha256(data).hexdigest()
    place = _place(digest)
    LocalStore(store_root, mkdir=True).put(place, data)
    with (Path(store_root) / place).open("rb") as kept:
        os.fsync(kept.fileno())
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
