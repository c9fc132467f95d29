import random
import unicodedata

import pytest

from aid.domain.names import clean, fold, initials, sort_key, text_key

# By tên, then họ, then đệm; checked by eye against the alphabet, word by word.
IN_ORDER = (
    "Nguyễn Văn A",
    "Lê An",
    "Nguyễn An",
    "Nguyễn Bảo An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Trần Thị An",
    "Bùi Văn Án",
    "Lê Thị Anh",
    "Nguyễn Ngọc Anh",
    "Nguyễn Văn Anh",
    "Phạm Thị Ảnh",
    "Đặng Thị Ánh",
    "Vũ Thị Ánh",
    "Nguyễn Văn Ăn",
    "Lê Văn Ân",
    "Trần Thị Ấn",
    "Nguyễn Văn Ba",
    "Nguyễn Văn Bà",
    "Nguyễn Văn Bả",
    "Nguyễn Văn Bã",
    "Nguyễn Văn Bá",
    "Nguyễn Văn Bạ",
    "Trần Văn Bách",
    "Trần Văn Bằng",
    "Trần Văn Bân",
    "Đỗ Văn Cường",
    "Đỗ Thị Dung",
    "Dương Văn Dũng",
    "Đỗ Văn Dũng",
    "Lê Văn Dũng",
    "Lê Văn Dương",
    "Nguyễn Thị Đào",
    "Nguyễn Văn Đạt",
    "Nguyễn Văn Đình",
    "Nguyễn Văn Đức",
    "Hoàng Thị E",
    "Hoàng Thị Ê",
    "Lê Thị Giang",
    "Lê Thị Hà",
    "Lê Thị Hạ",
    "Lê Thị Hai",
    "Lê Thị Hải",
    "Lê Thị Hoa",
    "Lê Thị Hòa",
    "Lê Thị Hỏa",
    "Lê Thị Hoài",
    "Lê Thị Hồng",
    "Lê Thị Hợp",
    "Lê Thị Huệ",
    "Lê Thị Hương",
    "Ngô Văn Khánh",
    "Ngô Thị Lan",
    "Ngô Thị Lành",
    "Ngô Thị Lê",
    "Ngô Thị Lý",
    "Ngô Văn Minh",
    "Phan Thị Na",
    "Phan Thị Nga",
    "Phan Thị Nhung",
    "Phan Văn Oai",
    "Phan Văn Ôn",
    "Phan Văn Ơn",
    "Phan Văn Phúc",
    "Quách Văn Quang",
    "Tạ Văn Sơn",
    "Tạ Văn Tâm",
    "Tạ Thị Thanh",
    "Tạ Thị Thảo",
    "Tạ Thị Thu",
    "Tạ Thị Thùy",
    "Tạ Thị Thủy",
    "Tạ Thị Thư",
    "Tạ Văn Tiến",
    "Tạ Văn Toàn",
    "Tạ Văn Tú",
    "Tạ Văn Tư",
    "Tống Văn Út",
    "Tống Văn Ước",
    "Võ Thị Vân",
    "Võ Thị Xuân",
    "Võ Thị Y",
    "Võ Thị Yến",
    "Võ Thị Ý Yến",
)


def test_a_list_of_names_is_sorted_as_a_vietnamese_office_does() -> None:
    shuffled = list(IN_ORDER)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == list(IN_ORDER)


def test_the_letters_stand_in_the_order_of_the_alphabet() -> None:
    letters = list("AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ")
    assert sorted(reversed(letters), key=sort_key) == letters


def test_the_tones_come_after_the_letters_in_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mài", "măng"]
    assert sorted(reversed(tones), key=sort_key) == tones


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa"),
        ("Lê Thị Thuỷ", "Lê Thị Thủy"),
        ("LÊ THỊ HÒA", "Lê Thị Hòa"),
        ("Lê  Thị Hòa ", "Lê Thị Hòa"),
        (unicodedata.normalize("NFD", "Đặng Thị Ước"), "Đặng Thị Ước"),
    ],
)
def test_two_spellings_of_one_name_sort_and_fold_alike(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize("name", [*IN_ORDER, "H'Hen Niê", "Müller Anna", "李 小龙", "Ông 2", "Anna-Lena"])
def test_a_sort_key_holds_only_signs_that_every_database_orders_alike(name: str) -> None:
    key = sort_key(name)
    assert key
    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_no_name_has_no_key() -> None:
    assert sort_key("  ") == ""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ánh", "dang thi anh"),
        ("ĐỖ VĂN ĐỨC", "do van duc"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("Nguyễn  Thị Thuỷ", "nguyen thi thuy"),
        (unicodedata.normalize("NFD", "Ước Mơ Ưỡn"), "uoc mo uon"),
        ("Quận Thanh Xuân, 29/70", "quan thanh xuan, 29/70"),
        ("", ""),
    ],
)
def test_folded_text_has_small_letters_without_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Nguyễn   Văn\tAn \n", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đặng Thị Ánh"), "Đặng Thị Ánh"),
        ("Nguyễn\u00a0Văn\u3000An", "Nguyễn Văn An"),
        ("Nguyễn\u200b Văn\ufeff A\u00adn", "Nguyễn Văn An"),
        ("An\u202e\x00\x07", "An"),
        ("A\u200b\u0301nh", "Ánh"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("\u200b", ""),
    ],
)
def test_a_name_is_kept_composed_and_without_invisible_signs(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Văn Ánh", "N.V.Á."), ("đặng thị hoa", "Đ.T.H."), ("Lan", "L."), ("", "")]
)
def test_a_public_list_shows_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_places_are_sorted_as_they_are_read() -> None:
    wards = ["Phường Ba Đình", "Phường Cầu Giấy", "Phường Đống Đa", "Phường Hà Đông", "Phường Yên Hòa", "Xã An Khánh"]
    assert sorted(reversed(wards), key=text_key) == wards
