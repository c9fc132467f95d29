"""Invented names, identity numbers and accounts of the example: the same in every load, and nobody's.

No number begins with 999 in the world: it is read like any other and can belong to no one. The names are common
syllables drawn with a fixed seed; no list of real people was ever used.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

_FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh",
    "Mai", "Đào", "Lương", "Cao", "Tạ", "Chu", "Lưu", "Tô", "Kiều",
)  # fmt: skip
_MIDDLES = {
    "m": ("Văn", "Đức", "Hữu", "Công", "Xuân", "Đình", "Trọng", "Bá"),
    "f": ("Thị", "Thu", "Ngọc", "Kim", "Bích", "Hồng", "Mỹ", "Diệu"),
}
_GIVEN = {
    "m": (
        "Bách", "Tấn", "Thuận", "Vĩnh", "Nghĩa", "Lộc", "Khải", "Hiển", "Tín", "Thạch", "Quý", "Sáng", "Luân", "Thắng",
        "Cường", "Đạt", "Toàn", "Việt", "Hiệp", "Khôi", "Bình", "An", "Chiến", "Lợi",
    ),
    "f": (
        "Diễm", "Sương", "Tuyết", "Thoa", "Nhạn", "Cúc", "Mơ", "Lài", "Hậu", "Thơm", "Xuyến", "Nhài", "Sen", "Liễu",
        "Ánh", "Đào", "Hiền", "Loan", "Nga", "Oanh", "Phượng", "Thủy", "Yến", "Vân",
    ),
}  # fmt: skip
_BANKS = ("Agribank", "BIDV", "Vietcombank", "VietinBank")
_NOBODYS = "999"


class Invention:
    """Gives one new name, number or account after another; no name comes twice."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._taken: set[str] = set()
        self._count = 0

    def family(self) -> str:
        """Return a family name, which the children of a household share."""
        return self._random.choice(_FAMILIES)

    def full_name(self, sex: str, family: str = "") -> str:
        """Return a name that was not given before."""
        name = next(name for name in self._names(sex, family) if name not in self._taken)
        self._taken.add(name)
        return name

    def born(self, year: int) -> date:
        """Return a day before September, so that who was born in 1980 was 43 in September 2023."""
        return date(year, self._random.randint(1, 8), self._random.randint(1, 28))

    def identity_number(self, sex: str, birth: date) -> str:
        """Return a number that agrees with sex and birth and can belong to no one."""
        self._count += 1
        century_and_sex = 2 * (birth.year // 100 - 19) + (sex == "f")
        return f"{_NOBODYS}{century_and_sex}{birth.year % 100:02d}{self._count:06d}"

    def account(self) -> tuple[str, str]:
        """Return a bank and an account number."""
        self._count += 1
        return self._random.choice(_BANKS), f"0000{self._random.randint(10**5, 10**6 - 1)}{self._count:04d}"

    def _names(self, sex: str, family: str) -> Iterator[str]:
        while True:
            parts = (family or self.family(), self._random.choice(_MIDDLES[sex]), self._random.choice(_GIVEN[sex]))
            yield " ".join(parts)
