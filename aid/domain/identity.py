"""The personal identity number: 12 digits that tell province of birth registration, century, sex and year.

`PPP G YY NNNNNN` (NĐ 137/2015 Điều 13, TT 59/2021/TT-BCA). There is no check digit. The codes of the 63 provinces stay
valid after the mergers of 2025; a person registered abroad carries a country's code, above the provinces'. A birth year
or a sex that differs from the number is a warning and never blocks aid: papers are wrong more often than people.
"""

import unicodedata
from dataclasses import dataclass

from aid.domain.errors import Refusal

LENGTH = 12
_OLD_CARD_LENGTH = 9
_LOWEST_COUNTRY_CODE = 100
_IGNORED = {"Zs", "Cc", "Cf", "Pd"}  # spaces, line ends, invisible signs, hyphens

PROVINCES = {
    "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang", "010": "Lào Cai",
    "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên",
    "020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc", "027": "Bắc Ninh",
    "030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam", "036": "Nam Định",
    "037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh", "044": "Quảng Bình", "045": "Quảng Trị",
    "046": "Huế", "048": "Đà Nẵng", "049": "Quảng Nam", "051": "Quảng Ngãi", "052": "Bình Định", "054": "Phú Yên",
    "056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận", "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk",
    "067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước", "072": "Tây Ninh", "074": "Bình Dương",
    "075": "Đồng Nai", "077": "Bà Rịa - Vũng Tàu", "079": "Hồ Chí Minh", "080": "Long An", "082": "Tiền Giang",
    "083": "Bến Tre", "084": "Trà Vinh", "086": "Vĩnh Long", "087": "Đồng Tháp", "089": "An Giang", "091": "Kiên Giang",
    "092": "Cần Thơ", "093": "Hậu Giang", "094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau",
}  # fmt: skip


@dataclass(frozen=True)
class Identity:
    """What a well-formed number says; `province` is None for a birth registered abroad, `sex` is "m" or "f"."""

    number: str
    place_code: str
    province: str | None
    sex: str
    birth_year: int


def parse(number: str) -> Identity:
    """Return what the number says; spaces, dots and hyphens are ignored.

    Refuses `identity_not_12_digits`, `identity_old_card` (9 digits, invalid since 2025), `identity_unknown_province`.
    The facts never carry the number itself, since refusals are written to logs.
    """
    digits = compact(number)
    if not (digits.isascii() and digits.isdigit() and len(digits) == LENGTH):
        is_old_card = digits.isascii() and digits.isdigit() and len(digits) == _OLD_CARD_LENGTH
        raise Refusal("identity_old_card" if is_old_card else "identity_not_12_digits", typed=len(digits))
    place_code = digits[:3]
    if place_code not in PROVINCES and int(place_code) < _LOWEST_COUNTRY_CODE:
        raise Refusal("identity_unknown_province", place_code=place_code)
    century_and_sex = int(digits[3])
    return Identity(
        number=digits,
        place_code=place_code,
        province=PROVINCES.get(place_code),
        sex="f" if century_and_sex % 2 else "m",
        birth_year=1900 + 100 * (century_and_sex // 2) + int(digits[4:6]),
    )


def warnings(identity: Identity, birth_year: int | None, sex: str | None) -> tuple[str, ...]:
    """Return the codes of what differs from the number: `identity_birth_year_differs`, `identity_sex_differs`."""
    found = []
    if birth_year is not None and birth_year != identity.birth_year:
        found.append("identity_birth_year_differs")
    if sex in ("m", "f") and sex != identity.sex:
        found.append("identity_sex_differs")
    return tuple(found)


def mask(number: str) -> str:
    """Return the number as lists show it, "001*******89"; anything that is not 12 long is hidden whole."""
    digits = compact(number)
    if len(digits) != LENGTH:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (LENGTH - 5)}{digits[-2:]}"


def compact(number: str) -> str:
    """Return the number without the spaces, dots and hyphens that people write between the digits."""
    typed = unicodedata.normalize("NFKC", number)
    return "".join(sign for sign in typed if unicodedata.category(sign) not in _IGNORED and sign != ".")
