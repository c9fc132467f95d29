"""Opens one uploaded file in a process of its own; a bomb or a crash ends this process and nothing else.

Run by path with `python -I`, so it may import nothing of the program. The kind is the first argument, the bytes come
on standard input. Exit 0: fine, and a picture comes back on standard output, smaller and without EXIF, GPS or XMP; for
the kind "text" it is the text printed in a PDF.
Exit 3: refused, with one word and perhaps a number on standard error. Anything else: the file broke the reader.
"""

import io
import resource
import sys
from typing import Any, NoReturn

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000
MOST_PAGES = 200
MOST_LETTERS = 20_000
TEXT = "text"
REFUSED = 3
_MEMORY = 1024 * 1024 * 1024
_SECONDS = 10
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 85},
}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(word: str, number: int = 0) -> NoReturn:
    sys.stderr.write(f"{word} {number}")
    sys.exit(REFUSED)


def _picture(kind: str, data: bytes) -> bytes:
    from PIL import Image, ImageOps

    # The cap is our own: Pillow warns from 89 million pixels on and raises only from 179 million.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            _refuse("too_many_pixels", width * height)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        has_alpha = kind != "image/jpeg" and turned.has_transparency_data
        plain = turned.convert("RGBA" if has_alpha else "RGB")
    # A fresh picture carries the pixels and nothing else: no EXIF, no XMP, no profile, no comment.
    fresh = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    kept = io.BytesIO()
    fresh.save(kept, _FORMATS[kind], **_SAVE[_FORMATS[kind]])
    return kept.getvalue()


def _paper(data: bytes) -> bytes:
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _refuse("locked" if "assword" in str(error) else "broken")
    pages = len(paper)
    if pages > MOST_PAGES:
        _refuse("too_many_pages", pages)
    if pages == 0:
        _refuse("broken")
    for number in range(pages):
        paper[number].close()
    paper.close()
    return b""


def _text(data: bytes) -> bytes:
    """What is printed in a paper, as far as anybody needs to read to find its code."""
    import pypdfium2

    said: list[str] = []
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        _refuse("broken")
    for number in range(min(len(paper), MOST_PAGES)):
        said.append(paper[number].get_textpage().get_text_bounded()[:MOST_LETTERS])
    return "\n".join(said).encode()


_WORK = {"application/pdf": _paper, TEXT: _text}


def main() -> None:
    """Read, check, answer."""
    _limit()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    try:
        kept = _WORK[kind](data) if kind in _WORK else _picture(kind, data)
    except (OSError, SyntaxError, ValueError, MemoryError, ArithmeticError, LookupError, TypeError):
        _refuse("broken")
    sys.stdout.buffer.write(kept)


if __name__ == "__main__":
    main()
