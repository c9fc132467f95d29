"""Keys that sign, behind one interface: a PKCS#12 file and a PKCS#11 token give the same kind of signer.

pyHanko's own signer of a key file reads the private key again for every signature, twice, which costs five times what
a signature costs. Ours reads it once, and answers the measuring run with as many empty bytes.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, Protocol, cast

import pkcs11
from asn1crypto import keys as asn1_keys
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID
from pkcs11.exceptions import PinIncorrect, PinLenRange, PinLocked, PKCS11Error
from pyhanko.sign import signers
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from aid.domain.errors import Refusal

LARGEST_KEY_FILE = 64 * 1024
_LEAST_RSA_BITS = 2048
_TOKENS = threading.Lock()

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Certificate:
    """Whose key it is; instants are UTC, `der` is the certificate itself."""

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime
    der: bytes


class Signer(Protocol):
    """What a paper is signed with: whose it is, and the signer that pyHanko takes, ready for one signature or many."""

    @property
    def certificate(self) -> Certificate: ...

    def ready(self) -> AbstractContextManager[signers.Signer]: ...


class _CachedKeySigner(signers.SimpleSigner):
    """pyHanko's signer with the private key loaded once."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, others: list[x509.Certificate]) -> None:
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(one) for one in (certificate, *others)])
        super().__init__(_asn1(certificate), asn1_keys.PrivateKeyInfo.load(der), store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(_signature_length(self._key))
        return self.sign_raw(data, digest_algorithm)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        algorithm = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), algorithm)
        return self._key.sign(data, ec.ECDSA(algorithm))


class KeyFileSigner:
    """A signer whose key came out of a PKCS#12 file and stays in this object."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, others: list[x509.Certificate]) -> None:
        self.certificate = certificate_of(certificate)
        self._signer = _CachedKeySigner(key, certificate, others)

    @contextmanager
    def ready(self) -> Iterator[signers.Signer]:
        """Give the signer of pyHanko."""
        yield self._signer


@dataclass(frozen=True)
class TokenPlace:
    """Where a key lies: the module of the token's maker, the token's label, the label of key and certificate."""

    module: str
    token: str
    label: str


class TokenSigner:
    """A signer whose key never leaves its token; the token is asked anew for every signature."""

    def __init__(self, place: TokenPlace, pin: str) -> None:
        self._place, self._pin = place, pin
        with self.ready() as signer:
            own = cast(asn1_x509.Certificate, signer.signing_cert)
        self.certificate = certificate_of(x509.load_der_x509_certificate(own.dump()))

    @contextmanager
    def ready(self) -> Iterator[signers.Signer]:
        """Open the token and give the signer; one at a time, since modules are not made for threads.

        Refusals `token_module_missing`, `token_missing`, `token_pin_wrong`, `token_pin_locked`, `token_key_missing`.
        """
        with _TOKENS, _clear_words(self._place):
            session = _session(self._place, self._pin)
            try:
                signer = PKCS11Signer(session, cert_label=self._place.label, key_label=self._place.label)
                _ = signer.signing_cert
                yield signer
            finally:
                session.close()


def open_key_file(data: bytes, password: str, *, now: datetime) -> KeyFileSigner:
    """Open a PKCS#12 file.

    Refusals `key_file_damaged`, `key_password_wrong`, `key_file_without_key`, `key_kind_unknown`, `key_too_weak`,
    `certificate_expired`, `certificate_not_yet_valid`, `certificate_not_for_signing`.
    """
    _check_shape(data)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as error:
        raise Refusal("key_password_wrong") from error
    if key is None or certificate is None:
        raise Refusal("key_file_without_key")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Refusal("key_kind_unknown")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _LEAST_RSA_BITS:
        raise Refusal("key_too_weak", bits=key.key_size, least=_LEAST_RSA_BITS)
    check_certificate(certificate, now=now)
    return KeyFileSigner(key, certificate, others)


def open_token(place: TokenPlace, pin: str, *, now: datetime) -> TokenSigner:
    """Open a key on a token. Refusals: those of `TokenSigner.ready`, and of the certificate as in `open_key_file`."""
    signer = TokenSigner(place, pin)
    check_certificate(x509.load_der_x509_certificate(signer.certificate.der), now=now)
    return signer


def check_certificate(certificate: x509.Certificate, *, now: datetime) -> None:
    """Refuse a certificate with which nothing may be signed now."""
    if now > certificate.not_valid_after_utc:
        raise Refusal("certificate_expired", day=certificate.not_valid_after_utc)
    if now < certificate.not_valid_before_utc:
        raise Refusal("certificate_not_yet_valid", day=certificate.not_valid_before_utc)
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Refusal("certificate_not_for_signing")


def certificate_of(certificate: x509.Certificate) -> Certificate:
    """Return what a certificate says, as plain values."""
    der = certificate.public_bytes(Encoding.DER)
    return Certificate(
        name=_part(certificate.subject, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string(),
        organisation=_part(certificate.subject, NameOID.ORGANIZATION_NAME),
        issuer=_part(certificate.issuer, NameOID.COMMON_NAME) or certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:X}",
        fingerprint=sha256(der).hexdigest(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        der=der,
    )


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _check_shape(data: bytes) -> None:
    """Tell a file that is no whole PKCS#12 from one that only its password opens."""
    try:
        asn1_pkcs12.Pfx.load(data, strict=True)["version"].native  # noqa: B018 - reading it is the test
    except (ValueError, TypeError) as error:
        raise Refusal("key_file_damaged") from error


def _signature_length(key: PrivateKey) -> int:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.key_size // 8
    # Two numbers of the curve's length, each with its head, and the head of the pair.
    return 2 * ((key.key_size + 7) // 8 + 3) + 4


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


@cache
def _module(path: str) -> Any:
    return pkcs11.lib(path)


def _session(place: TokenPlace, pin: str) -> pkcs11.Session:
    """Open the token; a token that was taken out or put in since is seen, because the module looks again."""
    try:
        module = _module(place.module)
    except (PKCS11Error, OSError, RuntimeError) as error:
        raise Refusal("token_module_missing") from error
    module.reinitialize()
    tokens = [slot.get_token() for slot in module.get_slots(token_present=True)]
    token = next((one for one in tokens if one.label.rstrip("\0 ") == place.token), None)
    if token is None:
        raise Refusal("token_missing", token=place.token)
    return token.open(user_pin=pin)


@contextmanager
def _clear_words(place: TokenPlace) -> Iterator[None]:
    try:
        yield
    except (PinIncorrect, PinLenRange) as error:
        raise Refusal("token_pin_wrong", token=place.token) from error
    except PinLocked as error:
        raise Refusal("token_pin_locked", token=place.token) from error
    except PKCS11Error as error:
        raise Refusal("token_key_missing", token=place.token, label=place.label) from error
