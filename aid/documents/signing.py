"""Signing a PDF (PAdES) with a picture in its place, as a further revision: the bytes before stay as they were.

A paper says itself where its signature goes: the free space between title and name carries two anchors, which the
renderer keeps in the file as named destinations. Any paper with such a space can be signed, not only decisions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count, takewhile

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.stamp import BaseStampStyle, StaticContentStamp, StaticStampStyle

from aid.documents.signature_places import Box, seal_box, signature_box
from aid.documents.signers import Signer
from aid.domain.errors import Refusal

SPACE = "chu-ky"
SIGNER_FIELD, AGENCY_FIELD = "ChuKyNguoiKy", "ChuKyCoQuan"
# Room for the signature in the file, in hexadecimal signs: measured once, so that no key signs twice.
ROOM = 16_384


@dataclass(frozen=True)
class Place:
    """A box on a page of a paper, pages counted from 0."""

    page: int
    box: Box


@dataclass(frozen=True)
class Picture:
    """A transparent PNG; `width_mm` is the real width of a seal, None for a signature, which takes its space."""

    png: bytes
    width_mm: int | None = None

    @property
    def ratio(self) -> float:
        """Width by height."""
        with Image.open(BytesIO(self.png)) as image:
            return image.width / image.height


def sign_as_person(pdf: bytes, signer: Signer, picture: Picture, *, space: str = SPACE) -> bytes:
    """Return the paper with a person's signature between title and name. Refusals: `sign`, `paper_without_space`.

    A paper with a page for each receiver is one file under one signature: the picture stands on the other pages too, as
    a part of what is signed. The seal comes later and cannot: such pages are printed and sealed by hand (Điều 18.5).
    """
    further = [Place(one.page, signature_box(one.box, picture.ratio)) for one in _further(pdf, space)]
    free = free_space(pdf, space)
    place = Place(free.page, signature_box(free.box, picture.ratio))
    drawn = _drawn_at(pdf, picture, further) if further else pdf
    return sign(drawn, signer, field=SIGNER_FIELD, place=place, style=picture_style(picture))


def sign_as_agency(pdf: bytes, signer: Signer, picture: Picture, *, space: str = SPACE) -> bytes:
    """Return the paper with the agency's signature, its seal over a third of the person's from the left.

    Refusals: `sign`, `paper_without_space`.
    """
    signature = _first_signature(pdf) or free_space(pdf, space)
    box = seal_box(signature.box, width_mm=picture.width_mm or 0, ratio=picture.ratio)
    return sign(pdf, signer, field=AGENCY_FIELD, place=Place(signature.page, box), style=picture_style(picture))


def sign(pdf: bytes, signer: Signer, *, field: str, place: Place, style: Callable[[], BaseStampStyle]) -> bytes:
    """Return the paper with one more signature, shown at a place.

    `style` makes a new style each time: one that is used again carries names of the file before into the next. Refusal
    `paper_damaged` for what is no whole PDF; those of the signer.
    """
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        left, bottom, right, top = map(round, place.box)
        named = fields.SigFieldSpec(field, on_page=place.page, box=(left, bottom, right, top))
    except PdfReadError as error:
        raise Refusal("paper_damaged") from error
    wanted = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", embed_validation_info=False
    )
    with signer.ready() as ready:
        pdf_signer = signers.PdfSigner(wanted, signer=ready, stamp_style=style(), new_field_spec=named)
        return bytes(pdf_signer.sign_pdf(writer, bytes_reserved=ROOM).getvalue())


def _drawn_at(pdf: bytes, picture: Picture, places: Sequence[Place]) -> bytes:
    """Return the paper with one picture more on the pages of these places, which are of one size."""
    box = places[0].box
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stamp = StaticContentStamp(writer, picture_style(picture)(), BoxConstraints(width=box.width, height=box.height))
    for one in places:
        stamp.apply(one.page, round(one.box.left), round(one.box.bottom))
    drawn = BytesIO()
    writer.write(drawn)
    return drawn.getvalue()


def _further(pdf: bytes, space: str) -> list[Place]:
    """Return the spaces beside the first that a paper keeps, in their order."""
    known = _destinations(_reader(pdf))
    names = takewhile(known.__contains__, (f"{space}-{number}" for number in count(2)))
    return [_space(known, name) for name in names]


def free_space(pdf: bytes, space: str = SPACE) -> Place:
    """Return the space between title and name that a paper keeps free.

    Refusals `paper_without_space`, `paper_damaged`.
    """
    return _space(_destinations(_reader(pdf)), space)


def _space(points: dict[str, tuple[int, float, float]], space: str) -> Place:
    begins, ends = points.get(space), points.get(f"{space}-het")
    if begins is None or ends is None or begins[0] != ends[0]:
        raise Refusal("paper_without_space")
    page, left, top = begins
    _, right, bottom = ends
    return Place(page, Box(left, bottom, right, top))


def _reader(pdf: bytes) -> PdfFileReader:
    try:
        return PdfFileReader(BytesIO(pdf))
    except PdfReadError as error:
        raise Refusal("paper_damaged") from error


def _destinations(reader: PdfFileReader) -> dict[str, tuple[int, float, float]]:
    """Name -> page, x, y of every named destination."""
    try:
        listed = list(reader.root["/Names"]["/Dests"]["/Names"])
    except KeyError:
        return {}
    pages = {_page_reference(reader, number): number for number in range(int(reader.root["/Pages"]["/Count"]))}
    found = {}
    for name, target in zip(listed[0::2], listed[1::2], strict=True):
        page = target.raw_get(0).reference
        found[str(name)] = (pages[page], float(target[2]), float(target[3]))
    return found


def _page_reference(reader: PdfFileReader, number: int) -> object:
    return reader.find_page_for_modification(number)[0].reference


def _first_signature(pdf: bytes) -> Place | None:
    """Where the first visible signature of a file stands."""
    reader = _reader(pdf)
    for signature in reader.embedded_regular_signatures:
        widget = signature.sig_field
        box = Box(*(float(side) for side in widget.get("/Rect", (0, 0, 0, 0))))
        if box.width > 0 and box.height > 0 and "/P" in widget:
            pages = [_page_reference(reader, number) for number in range(int(reader.root["/Pages"]["/Count"]))]
            return Place(pages.index(widget.raw_get("/P").reference), box)
    return None


def picture_style(picture: Picture) -> Callable[[], StaticStampStyle]:
    def make() -> StaticStampStyle:
        with Image.open(BytesIO(picture.png)) as image:
            image.load()
        return StaticStampStyle(
            border_width=0,
            background=PdfImage(image),
            background_opacity=1.0,
            background_layout=SimpleBoxLayoutRule(
                x_align=AxisAlignment.ALIGN_MID,
                y_align=AxisAlignment.ALIGN_MID,
                inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
            ),
        )

    return make
