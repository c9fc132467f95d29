"""Hoa brings her key and picture, the clerk the ward’s; passwords are kept nowhere, opened keys for a short while."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from aid.domain.errors import Missing
from aid.domain.signatures import Part
from aid.extensions import db, settings
from aid.models.events import Event
from aid.models.signatures import SigningKey
from aid.queries.signatures import Holder, key_of
from aid.services import check, signing_keys, signing_memory
from tests.factories import pki
from tests.factories.dossiers import make_staff
from tests.factories.signing import (
    HOA,
    WARD,
    code_of,
    equip,
    further,
    make_office,
    sign,
)


@pytest.fixture(autouse=True)
def _no_key_stays_open():
    signing_memory.forget_all()
    yield
    signing_memory.forget_all()


@pytest.fixture
def office(app):
    return make_office()


def test_a_key_file_is_kept_sealed_and_its_password_nowhere(office):
    row = db.session.scalars(select(SigningKey).where(SigningKey.user_id == office.signer.user_id)).one()
    assert pki.key_file(pki.identity(HOA))[:40].hex() not in row.sealed
    everything = repr(db.session.execute(select(SigningKey.__table__)).all())
    everything += repr(db.session.execute(select(Event.__table__)).all())
    assert pki.PASSWORD not in everything


def test_a_sealed_key_moved_to_another_row_does_not_open(office):
    rows = db.session.scalars(select(SigningKey).order_by(SigningKey.id)).all()
    hoa, ward = ({"id": row.id, "sealed": row.sealed} for row in rows)
    db.session.rollback()
    swap = text("UPDATE signing_keys SET sealed = :sealed WHERE id = :id")
    db.session.execute(swap, {"sealed": ward["sealed"], "id": hoa["id"]})
    db.session.commit()
    assert code_of(sign, office) == "key_file_damaged"
    db.session.rollback()
    assert ("row_changed", "signing_keys") in {(one.code, one.table) for one in check.run().findings}


def test_a_new_key_takes_the_place_of_the_old_one_and_both_stay_known(office):
    new = pki.identity("Nguyễn Thị Hoa (gia hạn)")
    signing_keys.register_file(Part.SIGNER, pki.key_file(new), pki.PASSWORD, actor=office.signer)
    assert key_of(Holder(office.signer.agency_id, office.signer.user_id)).name == new.name
    assert len(db.session.scalars(select(SigningKey)).all()) == 3
    signing_keys.give_up(Part.SIGNER, actor=office.signer)
    assert key_of(Holder(office.signer.agency_id, office.signer.user_id)) is None
    assert code_of(sign, office) == "signing_key_missing"
    with pytest.raises(Missing):
        signing_keys.give_up(Part.SIGNER, actor=office.signer)


@pytest.mark.parametrize(
    ("data", "password", "code"),
    [
        pytest.param(lambda: b"khong phai", pki.PASSWORD, "key_file_damaged", id="no key file"),
        pytest.param(lambda: pki.key_file(pki.identity(HOA))[:-30], pki.PASSWORD, "key_file_damaged", id="cut off"),
        pytest.param(lambda: b"0" * 70_000, pki.PASSWORD, "key_file_damaged", id="too large"),
        pytest.param(lambda: pki.key_file(pki.identity(HOA)), "sai", "key_password_wrong", id="wrong password"),
        pytest.param(
            lambda: pki.key_file(pki.identity("Cũ", valid_to=datetime(2021, 1, 1, tzinfo=UTC))), pki.PASSWORD,
            "certificate_expired", id="expired",
        ),
        pytest.param(
            lambda: pki.key_file(pki.identity("Mới", valid_from=datetime(2035, 1, 1, tzinfo=UTC))), pki.PASSWORD,
            "certificate_not_yet_valid", id="not yet valid",
        ),
        pytest.param(
            lambda: pki.key_file(pki.identity("Mã hóa", for_signing=False)), pki.PASSWORD,
            "certificate_not_for_signing", id="for encryption only",
        ),
        pytest.param(lambda: pki.key_file(pki.identity("Yếu", bits=1024)), pki.PASSWORD, "key_too_weak", id="too weak"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_sign_is_refused_when_it_is_brought(app, data, password, code):
    hoa = make_staff().of("sign")
    assert code_of(signing_keys.register_file, Part.SIGNER, data(), password, actor=hoa) == code
    assert db.session.scalars(select(SigningKey)).all() == []


def test_an_opened_key_is_kept_for_its_sign_in_and_a_short_while_only(office, app, clock):
    app.config["AID"] = replace(settings(), signing_minutes=10)
    clock("2030-01-02T08:00+07:00")
    sign(office, sign_in="phiên 1")
    second = further(office)
    assert code_of(sign, second, secret="", sign_in="phiên 2") == "signing_secret_needed"
    sign(second, secret="", sign_in="phiên 1")
    third = further(office)
    clock("2030-01-02T08:11+07:00")
    assert code_of(sign, third, secret="", sign_in="phiên 1") == "signing_secret_needed"


def test_without_the_setting_every_signature_asks(office):
    sign(office, sign_in="phiên 1")
    assert code_of(sign, further(office), secret="", sign_in="phiên 1") == "signing_secret_needed"


def test_pictures_are_checked_and_shown_to_their_holder(office):
    assert signing_keys.picture_bytes(Part.SIGNER, actor=office.signer).startswith(b"\x89PNG")
    assert code_of(
        signing_keys.keep_picture, Part.AGENCY, "d.png", pki.seal(), width_mm=400, actor=office.clerk
    ) == "seal_width_unlikely"  # fmt: skip
    assert code_of(
        signing_keys.keep_picture, Part.SIGNER, "k.png", pki.seal(), actor=office.signer
    ) == "signature_not_blue"  # fmt: skip


def test_equipping_twice_keeps_one_live_key_each(office):
    equip(office, pki.identity(HOA), pki.identity(WARD))
    live = db.session.scalars(select(SigningKey).where(SigningKey.ended_at.is_(None))).all()
    assert sorted(row.name for row in live) == [HOA, WARD]
