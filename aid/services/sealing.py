"""Key files at rest: encrypted once more with a key of the server, on top of their own password.

The key comes from SECRET_KEY, so a copy of the database alone gives nobody even the chance to guess passwords. Each
seal names what it belongs to: moved to another row, it does not open.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from aid.domain.errors import Refusal
from aid.extensions import settings

_NONCE = 12
_PURPOSE = b"aid signing keys 1"


def seal(data: bytes, *, of: str) -> str:
    """Return the bytes sealed, as text; `of` names what they belong to."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, data, of.encode())).decode()


def unseal(text: str, *, of: str) -> bytes:
    """Return what was sealed for `of`. Refusal `key_file_damaged` where it was changed, moved, or sealed elsewhere."""
    try:
        raw = base64.b64decode(text, validate=True)
        return _cipher().decrypt(raw[:_NONCE], raw[_NONCE:], of.encode())
    except (InvalidTag, ValueError) as error:
        raise Refusal("key_file_damaged") from error


def _cipher() -> AESGCM:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings().secret_key.encode())
    return AESGCM(derived)
