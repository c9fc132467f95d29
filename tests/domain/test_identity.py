import pytest

from aid.domain import identity
from aid.domain.errors import Refusal
from aid.domain.identity import PROVINCES, Identity

# Invented numbers: the last digits were chosen so that they belong to nobody on any list of ours.
WOMAN_OF_1980 = "001180000001"


def test_a_number_tells_province_sex_and_birth_year() -> None:
    assert identity.parse(WOMAN_OF_1980) == Identity(WOMAN_OF_1980, "001", "Hà Nội", "f", 1980)


@pytest.mark.parametrize(
    ("number", "province", "sex", "birth_year"),
    [
        pytest.param("079000000001", "Hồ Chí Minh", "m", 1900, id="first year of the 1900s"),
        pytest.param("031199000001", "Hải Phòng", "f", 1999, id="last year of the 1900s"),
        pytest.param("048200000001", "Đà Nẵng", "m", 2000, id="first year of the 2000s"),
        pytest.param("096323000001", "Cà Mau", "f", 2023, id="a girl of the 2000s"),
        pytest.param("001400000001", "Hà Nội", "m", 2100, id="the 2100s"),
        pytest.param("001999000001", "Hà Nội", "f", 2399, id="the last the form can say"),
        pytest.param("107085000001", None, "m", 1985, id="registered abroad"),
    ],
)
def test_century_and_sex_share_one_digit(number: str, province: str | None, sex: str, birth_year: int) -> None:
    read = identity.parse(number)
    assert (read.province, read.sex, read.birth_year) == (province, sex, birth_year)


@pytest.mark.parametrize(
    "typed", ["001 180 000 001", "001.180.000.001", "001-180-000-001", " 001180000001\n", "００１180000001"]
)
def test_what_people_write_between_the_digits_is_ignored(typed: str) -> None:
    assert identity.parse(typed).number == WOMAN_OF_1980


def test_all_63_provinces_before_the_mergers_are_known() -> None:
    assert len(PROVINCES) == 63
    assert all(identity.parse(f"{code}180000001").province == name for code, name in PROVINCES.items())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "identity_not_12_digits"),
        ("00118000000", "identity_not_12_digits"),
        ("0011800000012", "identity_not_12_digits"),
        ("00118000000A", "identity_not_12_digits"),
        ("٠٠١١٨٠٠٠٠٠٠١", "identity_not_12_digits"),
        ("chưa có số", "identity_not_12_digits"),
        ("012345678", "identity_old_card"),
        ("012 345 678", "identity_old_card"),
        ("000180000001", "identity_unknown_province"),
        ("003180000001", "identity_unknown_province"),
        ("097180000001", "identity_unknown_province"),
        ("099180000001", "identity_unknown_province"),
    ],
)
def test_a_number_of_the_wrong_form_is_refused_without_repeating_it(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        identity.parse(typed)
    assert refused.value.code == code
    assert not typed or typed not in str(refused.value)


@pytest.mark.parametrize(
    ("birth_year", "sex", "codes"),
    [
        (1980, "f", ()),
        (1981, "f", ("identity_birth_year_differs",)),
        (1980, "m", ("identity_sex_differs",)),
        (1981, "m", ("identity_birth_year_differs", "identity_sex_differs")),
        (None, None, ()),
        (None, "m", ("identity_sex_differs",)),
        (1980, "", ()),
    ],
)
def test_what_differs_from_the_number_is_a_warning(
    birth_year: int | None, sex: str | None, codes: tuple[str, ...]
) -> None:
    assert identity.warnings(identity.parse(WOMAN_OF_1980), birth_year, sex) == codes


@pytest.mark.parametrize(
    ("number", "masked"),
    [("001180000089", "001*******89"), ("001 180 000 089", "001*******89"), ("012345678", "*********"), ("", "")],
)
def test_lists_show_three_digits_in_front_and_two_behind(number: str, masked: str) -> None:
    assert identity.mask(number) == masked
