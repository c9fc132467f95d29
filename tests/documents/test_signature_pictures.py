"""A picture of a signature or a seal is looked at before a paper shows it."""

from io import BytesIO

import pytest
from PIL import Image

from aid.documents.signature_pictures import picture_from
from aid.domain.errors import Refusal
from aid.domain.signatures import Part
from tests.factories import pki


def test_a_picture_is_cut_to_its_ink():
    kept = picture_from(Part.SIGNER, "ky.png", pki.drawing())
    with Image.open(BytesIO(kept.png)) as picture:
        assert picture.size == (kept.width, kept.height) < (600, 240)
        assert picture.mode == "RGBA"


@pytest.mark.parametrize(
    ("part", "data", "code"),
    [
        pytest.param(Part.SIGNER, pki.drawing((10, 10, 10)), "signature_not_blue", id="black"),
        pytest.param(Part.AGENCY, pki.drawing(), "seal_not_red", id="a signature for a seal"),
        pytest.param(Part.SIGNER, pki.png(Image.new("RGB", (600, 240), "white")), "picture_not_clear", id="white"),
        pytest.param(
            Part.SIGNER, pki.png(Image.new("RGBA", (600, 240), (0, 0, 0, 0))), "picture_not_clear", id="empty"
        ),
        pytest.param(Part.SIGNER, pki.drawing(size=(150, 90)), "picture_too_small", id="small"),
    ],
)
def test_a_picture_is_refused_with_its_reason(part, data, code):
    with pytest.raises(Refusal) as refused:
        picture_from(part, "anh.png", data)
    assert refused.value.code == code


def test_a_photo_is_no_transparent_picture():
    photo = BytesIO()
    Image.new("RGB", (600, 240), "blue").save(photo, "JPEG")
    with pytest.raises(Refusal, match="picture_not_png"):
        picture_from(Part.SIGNER, "anh.jpg", photo.getvalue())
