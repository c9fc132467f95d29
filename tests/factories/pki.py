"""A small public-key world made anew for each run: a root, people, an agency; pictures of a signature and a seal."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

PASSWORD = "mật khẩu tệp khóa"
_YEAR = timedelta(days=365)


class Identity(NamedTuple):
    """A key with its certificate."""

    name: str
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def root(name: str = "Gốc chứng thực thử nghiệm") -> Identity:
    key = _key(0)
    return Identity(name, key, _certificate(name, key, name, key, is_root=True))


@cache
def identity(
    name: str = "Nguyễn Thị Hoa",
    *,
    valid_from: datetime = datetime(2020, 1, 1, tzinfo=UTC),
    valid_to: datetime = datetime(2036, 1, 1, tzinfo=UTC),
    for_signing: bool = True,
    bits: int = 2048,
) -> Identity:
    """A certificate that the test's root gave somebody."""
    key = _key(abs(hash(name)) % 4 + 1) if bits == 2048 else rsa.generate_private_key(65537, bits)
    issuer = root()
    made = _certificate(
        name, key, issuer.name, issuer.key, valid_from=valid_from, valid_to=valid_to, for_signing=for_signing
    )
    return Identity(name, key, made)


def key_file(whose: Identity, password: str = PASSWORD) -> bytes:
    """The PKCS#12 file of an identity."""
    how = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(1)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(password.encode())
    )
    return pkcs12.serialize_key_and_certificates(
        whose.name.encode(), whose.key, whose.certificate, [root().certificate], how
    )


def drawing(colour: tuple[int, int, int] = (20, 40, 190), size: tuple[int, int] = (600, 240)) -> bytes:
    """A scribble on a transparent ground, with a margin to be cut off."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    wide, high = size
    points = [(wide * (i + 1) // 12, high // 2 + (high // 3) * (-1) ** i) for i in range(10)]
    pen.line(points, fill=(*colour, 255), width=10, joint="curve")
    return png(picture)


def seal(colour: tuple[int, int, int] = (215, 20, 30), size: int = 500) -> bytes:
    """A round red seal on a transparent ground."""
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((4, 4, size - 4, size - 4), outline=(*colour, 255), width=14)
    pen.ellipse((90, 90, size - 90, size - 90), outline=(*colour, 255), width=6)
    pen.regular_polygon((size // 2, size // 2, 80), 5, fill=(*colour, 255))
    return png(picture)


def png(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@cache
def _key(_number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    valid_from: datetime = datetime(2015, 1, 1, tzinfo=UTC),
    valid_to: datetime = datetime(2040, 1, 1, tzinfo=UTC),
    is_root: bool = False,
    for_signing: bool = True,
) -> x509.Certificate:
    usage = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    usage["data_encipherment"] = not for_signing and not is_root
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_to)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=for_signing and not is_root,
                content_commitment=for_signing and not is_root,
                key_cert_sign=is_root,
                crl_sign=is_root,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "UBND phường Khương Đình"),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        ]
    )


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """The file with an update behind its end, as a tool adds one."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()
