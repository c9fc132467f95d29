"""Who signs in which order, where pictures stand, and which file from outside is taken for ours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import product

import pytest

from aid.documents.signature_places import (
    POINTS_PER_MM,
    Box,
    Ink,
    check_picture,
    check_seal_width,
    seal_box,
    signature_box,
)
from aid.domain.errors import Refusal
from aid.domain.outgoing import SigningOrder
from aid.domain.papers import kind_of
from aid.domain.signatures import (
    ORDER,
    Part,
    SignatureFound,
    SigningState,
    Since,
    Trust,
    annex_line,
    as_data,
    check_added,
    check_signed,
    check_turn,
    from_data,
    missing_up_to,
    parts_missing,
    signing_state,
    trust_of,
    turn,
)

HOA = SignatureFound(
    name="Nguyễn Thị Hoa", organisation="UBND", issuer="Gốc", serial="1A", fingerprint="hoa",
    signed_at=datetime(2026, 9, 15, 2, tzinfo=UTC), valid_from=datetime(2020, 1, 1, tzinfo=UTC),
    valid_to=datetime(2030, 1, 1, tzinfo=UTC), intact=True, whole=False, since=Since.SIGNATURES, trust=Trust.UNKNOWN,
)  # fmt: skip
WARD = replace(HOA, name="UBND phường", fingerprint="ward", whole=True, since=Since.NOTHING)
KNOWN = {Part.SIGNER: ("hoa", "Nguyễn Thị Hoa"), Part.AGENCY: ("ward", "UBND phường")}


def code_of(call, *given):
    with pytest.raises(Refusal) as refused:
        call(*given)
    return refused.value.code


def test_the_signer_comes_first_and_then_the_agency():
    assert turn(()) is Part.SIGNER
    assert turn({Part.SIGNER}) is Part.AGENCY
    assert turn(set(Part)) is None
    check_turn(Part.SIGNER, ())
    check_turn(Part.AGENCY, {Part.SIGNER})


@pytest.mark.parametrize(
    ("part", "done", "code"),
    [
        (Part.AGENCY, (), "signer_signs_first"),
        (Part.SIGNER, (Part.SIGNER,), "already_signed"),
        (Part.AGENCY, ORDER, "already_signed"),
    ],
)
def test_nobody_signs_out_of_turn_or_twice(part, done, code):
    assert code_of(check_turn, part, done) == code


def test_a_file_for_the_agency_may_bring_the_missing_signature_of_the_signer_too():
    assert missing_up_to(Part.AGENCY, ()) == ORDER
    assert missing_up_to(Part.AGENCY, (Part.SIGNER,)) == (Part.AGENCY,)
    assert missing_up_to(Part.SIGNER, ()) == (Part.SIGNER,)
    assert code_of(missing_up_to, Part.SIGNER, (Part.SIGNER,)) == "already_signed"


def test_both_signatures_from_outside_are_taken_where_both_are_known():
    check_added([HOA, WARD], ORDER, KNOWN)
    check_added([HOA], (Part.SIGNER,), KNOWN)
    check_added([HOA], (Part.SIGNER,), {})


@pytest.mark.parametrize(
    ("added", "wanted", "known", "code"),
    [
        pytest.param([], (Part.SIGNER,), KNOWN, "file_without_signature", id="nothing was signed"),
        pytest.param([HOA, WARD], (Part.SIGNER,), KNOWN, "signatures_not_as_wanted", id="one too many"),
        pytest.param([WARD], (Part.SIGNER,), KNOWN, "signed_by_somebody_else", id="the wrong person"),
        pytest.param([WARD, HOA], ORDER, KNOWN, "signed_by_somebody_else", id="the wrong order"),
        pytest.param([HOA, WARD], ORDER, {}, "signer_certificate_unknown", id="nobody vouches for the first"),
        pytest.param([replace(HOA, intact=False)], (Part.SIGNER,), KNOWN, "signature_broken", id="broken"),
        pytest.param(
            [replace(HOA, trust=Trust.OUT_OF_TIME)], (Part.SIGNER,), KNOWN, "signature_out_of_time", id="expired"
        ),
        pytest.param([replace(HOA, since=Since.OTHER)], (Part.SIGNER,), {}, "signature_broken", id="changed since"),
    ],
)
def test_other_signatures_are_refused(added, wanted, known, code):
    assert code_of(check_added, added, wanted, known) == code


def test_what_was_found_survives_as_json():
    kept = (HOA, replace(WARD, signed_at=None))
    assert from_data(as_data(kept)) == kept
    assert as_data(kept)[0]["signed_at"] == "2026-09-15T02:00:00+00:00"


def test_the_line_on_an_annex_has_the_zone_of_viet_nam():
    at = datetime(2026, 1, 5, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=7)))
    assert annex_line("05/QĐ-UBND", at) == "Số: 05/QĐ-UBND; 05/01/2026; 09:30:15+07:00"
    with pytest.raises(ValueError, match="zone"):
        annex_line("05/QĐ-UBND", datetime(2026, 1, 5))


def test_time_comes_before_trust():
    told = {
        (chained, in_time): trust_of(chained=chained, in_time=in_time) for chained, in_time in product((0, 1), (0, 1))
    }
    assert told == {
        (0, 0): Trust.OUT_OF_TIME, (1, 0): Trust.OUT_OF_TIME, (0, 1): Trust.UNKNOWN, (1, 1): Trust.TRUSTED,
    }  # fmt: skip


SPACE = Box(300, 95, 553, 173)


@pytest.mark.parametrize("ratio", [0.5, 1, 2.5, 4, 30])
def test_a_signature_stands_in_the_middle_of_its_space_in_its_own_shape(ratio):
    box = signature_box(SPACE, ratio)
    assert box.width / box.height == pytest.approx(ratio)
    assert (box.left + box.right) / 2 == pytest.approx((SPACE.left + SPACE.right) / 2)
    assert (box.bottom + box.top) / 2 == pytest.approx((SPACE.bottom + SPACE.top) / 2)
    assert SPACE.bottom < box.bottom and box.top < SPACE.top and box.width <= 60 * POINTS_PER_MM + 1e-9


@pytest.mark.parametrize(("width_mm", "ratio"), [(36, 1), (40, 1), (30, 1.2)])
def test_a_seal_has_its_real_size_and_covers_a_third_of_the_signature_on_its_left(width_mm, ratio):
    signature = signature_box(SPACE, 2.5)
    box = seal_box(signature, width_mm=width_mm, ratio=ratio)
    assert box.width / POINTS_PER_MM == pytest.approx(width_mm)
    assert box.height == pytest.approx(box.width / ratio)
    assert (box.right - signature.left) / signature.width == pytest.approx(1 / 3)
    assert box.left < signature.left
    assert (box.bottom + box.top) / 2 == pytest.approx((signature.bottom + signature.top) / 2)


GOOD = Ink(width=460, height=170, clear=0.9, blue=1.0, red=0.0)


@pytest.mark.parametrize(
    ("part", "ink", "code"),
    [
        pytest.param(Part.SIGNER, GOOD._replace(width=120, height=110), "picture_too_small", id="a stamp of a photo"),
        pytest.param(Part.SIGNER, GOOD._replace(height=20), "picture_too_small", id="a line"),
        pytest.param(Part.SIGNER, GOOD._replace(clear=0.0), "picture_not_clear", id="a white ground"),
        pytest.param(Part.SIGNER, GOOD._replace(blue=0.1), "signature_not_blue", id="black ink"),
        pytest.param(Part.AGENCY, GOOD, "seal_not_red", id="a blue seal"),
    ],
)
def test_a_picture_that_no_paper_may_show_is_refused(part, ink, code):
    assert code_of(check_picture, part, ink) == code


def test_a_blue_signature_and_a_red_seal_are_taken():
    check_picture(Part.SIGNER, GOOD)
    check_picture(Part.AGENCY, GOOD._replace(blue=0.0, red=0.9))


def test_a_seal_is_neither_a_coin_nor_a_plate():
    for width in (20, 36, 60):
        check_seal_width(width)
    for width in (0, 19, 61, 360):
        with pytest.raises(Refusal, match="seal_width_unlikely"):
            check_seal_width(width)


@pytest.mark.parametrize(
    ("order", "done", "missing", "state", "code"),
    [
        (SigningOrder.PAPER, (), (), None, None),
        (SigningOrder.ELECTRONIC, (), ORDER, SigningState.UNSIGNED, "unsigned_by_signer"),
        (SigningOrder.ELECTRONIC, (Part.SIGNER,), (Part.AGENCY,), SigningState.UNSEALED, "unsigned_by_agency"),
        (SigningOrder.ELECTRONIC, ORDER, (), None, None),
    ],
)
def test_a_number_alone_makes_no_electronic_paper(order, done, missing, state, code):
    assert parts_missing(order, done) == missing
    assert signing_state(missing) is state
    if code is None:
        check_signed("01/QĐ-UBND", missing)
    else:
        assert code_of(check_signed, "01/QĐ-UBND", missing) == code


@pytest.mark.parametrize(
    ("kind", "order"),
    [("notice", ORDER), ("confirmation_request", ORDER), ("proposal", (Part.SIGNER,)), ("posting_start", ())],
)
def test_a_paper_bears_the_signatures_of_its_kind_and_no_other(kind, order):
    assert kind_of(kind).signatures == order
    assert turn((), order) is (Part.SIGNER if order else None)
    if Part.AGENCY not in order:
        assert code_of(check_turn, Part.AGENCY, {Part.SIGNER}, order) == "signature_not_wanted"
        assert code_of(missing_up_to, Part.AGENCY, {Part.SIGNER}, order) == "signature_not_wanted"
