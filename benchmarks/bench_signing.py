"""What a signature costs: ours with the key loaded once, pyHanko's plain signer, and the bare operation of the key.

Both put the same picture at the same place of the same paper, with an RSA-3072 key. Figures are CPU time of this
process, medians of one run in which they take turns: only the ratios mean something elsewhere.
"""

import statistics
import time
from collections.abc import Callable
from io import BytesIO

from aid.domain.signature_places import signature_box
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from aid import clock
from aid.documents.decision import render_decision
from aid.documents.examination import examine
from aid.documents.signers import open_key_file
from aid.documents.signing import SIGNER_FIELD, Picture, free_space, picture_style, sign_as_person
from tests.documents.papers import decision
from tests.factories import pki

TARGET = 0.2
_ROUNDS = 25
_BITS = 3072


def run() -> list[str]:
    """Lines for the reader: cost of a signature, ratio, physical limit, and what opening the key costs once."""
    paper, picture = render_decision(decision()), Picture(pki.drawing())
    person = pki.identity("Nguyễn Thị Hoa", bits=_BITS)
    data, now = pki.key_file(person), clock.now()
    signer = open_key_file(data, pki.PASSWORD, now=now)
    works: list[Callable[[], object]] = [
        lambda: sign_as_person(paper, signer, picture),
        _plain(paper, data, picture),
        _bare(person.key),
        lambda: open_key_file(data, pki.PASSWORD, now=now),
    ]
    for signed in (works[0](), works[1]()):
        if not all(one.holds for one in examine(signed, now=now)):
            raise RuntimeError("A signature that does not hold was timed.")
    ours, plain, bare, opened = _medians(works)
    verdict = "held" if ours / plain <= TARGET else "MISSED"
    return [
        f"PAdES signature with picture, RSA-{_BITS}, median CPU of {_ROUNDS}: "
        f"ours {_ms(ours)}, SimpleSigner {_ms(plain)}",
        f"  ours / SimpleSigner = {ours / plain:.2f} (at most {TARGET}: {verdict})",
        f"  physical limit, one raw RSA-{_BITS} operation: {_ms(bare)}; ours / limit = {ours / bare:.0f}",
        f"  opening the key file, once: {_ms(opened)}",
    ]


def main() -> None:
    """Print the lines."""
    print("\n".join(run()))


def _plain(paper: bytes, data: bytes, picture: Picture) -> Callable[[], bytes]:
    """pyHanko as its manual shows it: the signer of a PKCS#12 file, nothing reserved."""
    signer = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=pki.PASSWORD.encode())
    free = free_space(paper)
    left, bottom, right, top = map(round, signature_box(free.box, picture.ratio))

    def sign() -> bytes:
        pdf_signer = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=SIGNER_FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
            ),
            signer=signer,
            stamp_style=picture_style(picture)(),
            new_field_spec=fields.SigFieldSpec(SIGNER_FIELD, on_page=free.page, box=(left, bottom, right, top)),
        )
        return bytes(pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(paper))).getvalue())

    return sign


def _bare(key: rsa.RSAPrivateKey) -> Callable[[], bytes]:
    return lambda: key.sign(b"x" * 64, padding.PKCS1v15(), hashes.SHA256())


def _medians(works: list[Callable[[], object]]) -> list[float]:
    """Median CPU seconds of each work; they take turns, and the first turn warms up."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(-1, _ROUNDS):
        for work, spent in zip(works, times, strict=True):
            start = time.process_time()
            work()
            if turn >= 0:
                spent.append(time.process_time() - start)
    return [statistics.median(spent) for spent in times]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
