"""Examining the signatures of a PDF: who, when, whether what was signed is unchanged, whether the certificate is known.

A certificate is judged at the time the signature tells, since nobody else's time stands in the file. Nothing is
fetched from the network: roots of trust are files that the office chose.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from aid.documents.signers import certificate_of
from aid.domain.errors import Refusal
from aid.domain.signatures import SignatureFound, Since, trust_of

_ENDINGS = {".pem", ".crt", ".cer", ".der"}
_SINCE = {
    ModificationLevel.NONE: Since.NOTHING,
    ModificationLevel.LTA_UPDATES: Since.SIGNATURES,
    ModificationLevel.FORM_FILLING: Since.SIGNATURES,
}
# Square points: a tenth of a page of A4.
_LARGEST_PICTURE = 50_000

Roots = Sequence[asn1_x509.Certificate]


def roots_in(folder: Path | None) -> Roots:
    """Return the certificates in a folder of PEM and DER files; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(str(path) for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    return tuple(load_certs_from_pemder(files))


def examine(pdf: bytes, roots: Roots = (), *, now: datetime) -> tuple[SignatureFound, ...]:
    """Return every signature of a PDF in the order of the file; `now` stands in where a signature tells no time.

    Refusal `paper_damaged` for what cannot be read.
    """
    with _readable(), _quiet():
        reader = PdfFileReader(BytesIO(pdf))
        return tuple(_found(one, roots, now) for one in reader.embedded_regular_signatures)


def examine_added(ours: bytes, theirs: bytes, roots: Roots = (), *, now: datetime) -> tuple[SignatureFound, ...]:
    """Return the signatures that `theirs` adds to our file.

    Refusals `file_other_content` where it is not our file, byte for byte, with signatures and nothing else after it,
    and `paper_damaged`.
    """
    if not theirs.startswith(ours):
        raise Refusal("file_other_content")
    with _readable(), _quiet():
        before = PdfFileReader(BytesIO(ours))
        after = PdfFileReader(BytesIO(theirs))
        known = len(before.embedded_regular_signatures)
        _check_only_signatures(after, before.xrefs.total_revisions)
        added = after.embedded_regular_signatures[known:]
        _check_small(before, after, len(added))
        return tuple(_found(one, roots, now) for one in added)


def _check_only_signatures(reader: PdfFileReader, revisions: int) -> None:
    if reader.xrefs.total_revisions == revisions:
        return
    base = reader.get_historical_resolver(revisions - 1)
    _give_empty_form(base, reader)
    review = DEFAULT_DIFF_POLICY.review_file(reader, base)
    if isinstance(review, SuspiciousModification) or review.modification_level not in _SINCE:
        raise Refusal("file_other_content")


def _check_small(before: PdfFileReader, after: PdfFileReader, signatures: int) -> None:
    """Refuse pictures that could hide what the paper says: a large one, or one that belongs to no signature.

    A field nobody signed in, and a second picture of a field, show on the page like a signature's own.
    """
    known = {reference for reference, _ in _pictures(before)}
    added = [area for reference, area in _pictures(after) if reference not in known and area > 0]
    if len(added) > signatures or any(area > _LARGEST_PICTURE for area in added):
        raise Refusal("file_other_content")


def _pictures(reader: PdfFileReader) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield each mark that lies on a page, as the page names it, and how much of the page it covers."""
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        marks = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
        for place in range(len(marks)):
            left, bottom, right, top = (float(side) for side in marks[place]["/Rect"])
            mark = marks.raw_get(place)
            named = mark.idnum if isinstance(mark, generic.IndirectObject) else -place
            yield (number, named), abs((right - left) * (top - bottom))


def _give_empty_form(base: HistoricalResolver, reader: PdfFileReader) -> None:
    """Let a paper that never had a form count as one with an empty form: the reviewer knows no form that begins.

    Only the reviewer's own picture of the older revision is filled in, with the one flag that says "signed"; whatever
    else a new form brings (a form in XML, say) is a difference.
    """
    if "/AcroForm" in base.root or "/AcroForm" not in reader.root:
        return
    added = reader.root["/AcroForm"]
    kept = {key: added.raw_get(key) for key in ("/SigFlags",) if key in added}
    empty = {**kept, "/Fields": generic.ArrayObject()}
    base.root["/AcroForm"] = generic.DictionaryObject({generic.pdf_name(key): value for key, value in empty.items()})


def _found(signature: EmbeddedPdfSignature, roots: Roots, now: datetime) -> SignatureFound:
    told = signature.self_reported_timestamp
    certificate = certificate_of(x509.load_der_x509_certificate(signature.signer_cert.dump()))
    status = _status(signature, roots, told or now)
    in_time = certificate.valid_from <= (told or now) <= certificate.valid_to
    intact = status is not None and status.intact and status.valid
    return SignatureFound(
        name=certificate.name,
        organisation=certificate.organisation,
        issuer=certificate.issuer,
        serial=certificate.serial,
        fingerprint=certificate.fingerprint,
        signed_at=told,
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        intact=intact,
        whole=status is not None and status.coverage is not None and status.coverage.name == "ENTIRE_FILE",
        since=_since(status),
        trust=trust_of(chained=status is not None and status.trusted, in_time=in_time),
    )


def _status(signature: EmbeddedPdfSignature, roots: Roots, moment: datetime) -> PdfSignatureStatus | None:
    """What pyHanko says; None for a signature whose make it refuses altogether."""
    context = ValidationContext(
        trust_roots=list(roots), allow_fetching=False, moment=moment, best_signature_time=moment
    )
    try:
        return validate_pdf_signature(signature, context)
    except SignatureValidationError:
        return None


def _since(status: PdfSignatureStatus | None) -> Since:
    if status is None or not status.docmdp_ok or status.modification_level is None:
        return Since.OTHER
    return _SINCE.get(status.modification_level, Since.OTHER)


@contextmanager
def _readable() -> Iterator[None]:
    """A file from outside may break the reader in any way; it is then a damaged file and nothing more."""
    try:
        yield
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("paper_damaged") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """pyHanko logs a whole stack for each change it finds; what was found is the answer, not an error of ours."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
