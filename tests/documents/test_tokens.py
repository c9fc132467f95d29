"""A token signs through the same door as a key file; a lost, locked or foreign one says what is the matter."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aid.documents.decision import render_decision
from aid.documents.examination import examine
from aid.documents.signers import TokenPlace, open_token
from aid.documents.signing import Picture, sign_as_person
from aid.domain.errors import Refusal
from tests.documents.papers import decision
from tests.factories import pki

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def place(token):
    return TokenPlace(token.module, token.name, token.label)


def _code(place, pin, now=NOW):
    with pytest.raises(Refusal) as refused:
        open_token(place, pin, now=now)
    return refused.value.code


def test_a_token_signs_like_a_key_file(place, token):
    signer = open_token(place, token.pin, now=NOW)
    assert signer.certificate.name == pki.identity().name
    for _ in range(2):
        (found,) = examine(sign_as_person(render_decision(decision()), signer, Picture(pki.drawing())), now=NOW)
        assert found.holds and found.fingerprint == signer.certificate.fingerprint


def test_a_token_that_was_taken_out_is_missed_before_and_between_signatures(place, token):
    signer = open_token(place, token.pin, now=NOW)
    token.take_out()
    with pytest.raises(Refusal, match="token_missing"):
        sign_as_person(render_decision(decision()), signer, Picture(pki.drawing()))
    assert _code(place, token.pin) == "token_missing"


def test_wrong_pin_wrong_key_wrong_token_and_no_module_are_told_apart(place, token):
    assert _code(place, "11111111") == "token_pin_wrong"
    assert _code(replace(place, label="khac"), token.pin) == "token_key_missing"
    assert _code(replace(place, token="KHAC"), token.pin) == "token_missing"
    assert _code(replace(place, module="/khong/co/driver.so"), token.pin) == "token_module_missing"


def test_an_expired_certificate_on_a_token_does_not_sign(place, token):
    assert _code(place, token.pin, now=datetime(2037, 1, 1, tzinfo=UTC)) == "certificate_expired"
