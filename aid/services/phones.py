"""Telephone numbers: read as people write them, kept as E.164, shown as people read them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from aid.domain.errors import Refusal

_HOME_REGION = "VN"


def normalise(text: str) -> str:
    """Return the number as E.164, "+84912345678"; spaces, dots, 0 and +84 are understood.

    Refuses `phone_unreadable`, without the number in its facts, since refusals are written to logs.
    """
    try:
        number = phonenumbers.parse(text, _HOME_REGION)
    except NumberParseException as unreadable:
        raise Refusal("phone_unreadable") from unreadable
    if number.extension or not phonenumbers.is_valid_number(number):
        raise Refusal("phone_unreadable")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def show(e164: str) -> str:
    """Return a kept number as it is dialled: "0912 345 678" at home, "+49 30 901820" abroad."""
    number = phonenumbers.parse(e164, None)
    at_home = phonenumbers.region_code_for_number(number) == _HOME_REGION
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
