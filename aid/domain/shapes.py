"""Plain data (what JSON or YAML gave) read key by key, strictly.

What is typed by hand and computed with must not be guessed: an unknown key, an unknown value, a fraction or a bad
date is refused with the path where it stands. The caller names the refusal's code; `problem` and `cure` are sentences
for whoever wrote the file, and show of a value only what fits into one.
"""

import re
import reprlib
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Final

from aid.domain.errors import Refusal

_MISSING: Final = object()
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
LARGEST = 999_999_999_999_999
_LONGEST_KEY = 60
# Closer than title and title_en are to each other, so that only a slip of the pen is taken for the missing key.
_SURELY_MEANT = 0.8


class Shape:
    """One mapping at a path; each reading takes its key, and `done` refuses the keys nobody asked for.

    With `seen`, for what a person confirms by reading it, a sign that nobody sees is refused in every text.
    """

    def __init__(self, code: str, data: object, path: str = "", *, seen: bool = False) -> None:
        self.code = code
        self.path = path
        self.seen = seen
        if not isinstance(data, dict):
            raise Refusal(code, path=path, problem="phải là một nhóm các khóa", cure="viết dưới dạng khóa: giá trị")
        self._left: dict[Any, Any] = dict(data)
        self._asked: list[str] = []

    def refuse(self, key: str, problem: str, cure: str) -> Refusal:
        """Return the refusal for `key` at this path."""
        return Refusal(self.code, path=self.at(key), problem=problem, cure=cure)

    def at(self, key: str) -> str:
        """Return the whole path of `key`."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Tell whether `key` is there and not yet read."""
        return self._left.get(key) is not None

    def text(self, key: str, default: Any = _MISSING) -> Any:
        """Return a text that is not empty."""
        value = self._take(key, default)
        if value is default:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, f"{shown(value)} không phải là chữ", "ghi một đoạn chữ trong dấu nháy")
        self._check_seen(key, value)
        return value

    def choice(self, key: str, allowed: Iterable[str], default: Any = _MISSING) -> Any:
        """Return one of the allowed words."""
        value = self._take(key, default)
        if value is default:
            return default
        words = tuple(allowed)
        if not isinstance(value, str) or value not in words:
            raise self.refuse(key, f"giá trị lạ {shown(value)}", f"chọn một trong: {', '.join(words)}")
        return value

    def choices(self, key: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """Return a list of words, each of them allowed; a missing list is empty."""
        value = self._take(key, [])
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
            raise self.refuse(key, f"{shown(value)} không phải là danh sách các từ", "ghi [từ, từ]")
        strange = [word for word in value if allowed is not None and word not in allowed]
        if strange:
            raise self.refuse(key, f"giá trị lạ {shown(strange[0])}", f"chọn trong: {', '.join(allowed or ())}")
        self._check_seen(key, "".join(value))
        return tuple(value)

    def whole(self, key: str, default: Any = _MISSING, *, least: int = 0, most: int = LARGEST) -> Any:
        """Return a whole number between `least` and `most`; a fraction, even 1.0, is refused."""
        value = self._take(key, default)
        if value is default:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(
                key, f"{shown(value)} không phải là số nguyên", "ghi số nguyên, không dấu chấm, không nháy"
            )
        if not least <= value <= most:
            raise self.refuse(key, f"{shown(value)} nằm ngoài giới hạn", f"ghi số từ {least} đến {most}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, f"{shown(value)} không phải là đúng hoặc sai", "ghi true hoặc false")
        return value

    def day(self, key: str, default: Any = _MISSING) -> Any:
        """Return a day written YYYY-MM-DD."""
        value = self._take(key, default)
        if value is default:
            return default
        read = as_day(value)
        if read is None:
            raise self.refuse(key, f"{shown(value)} không phải là một ngày", "ghi năm-tháng-ngày, ví dụ 2026-09-15")
        return read

    def part(self, key: str, default: Any = _MISSING) -> "Shape":
        """Return the mapping under `key`."""
        return Shape(self.code, self._take(key, default), self.at(key), seen=self.seen)

    def parts(self, key: str, default: Any = _MISSING) -> list["Shape"]:
        """Return the mappings in the list under `key`."""
        value = self._take(key, default)
        if not isinstance(value, list | tuple):
            raise self.refuse(key, "phải là một danh sách", "ghi [ … ], có thể rỗng")
        return [
            Shape(self.code, item, f"{self.at(key)}[{number}]", seen=self.seen) for number, item in enumerate(value)
        ]

    def done(self) -> None:
        """Refuse the keys that were not read."""
        for key in self._left:
            name = str(key)[:_LONGEST_KEY]
            close = get_close_matches(name, self._asked, n=1)
            told = f"sửa thành {close[0]}" if close else f"bỏ khóa này; ở đây chỉ có: {', '.join(self._asked)}"
            raise self.refuse(name, f"khóa lạ {name}", told)

    def _check_seen(self, key: str, text: str) -> None:
        if self.seen and any(is_hidden(sign) for sign in text):
            raise self.refuse(key, "có ký tự ẩn, làm chữ hiện khác với nội dung", "gõ lại chữ ở đây")

    def _take(self, key: str, default: Any) -> Any:
        self._asked.append(key)
        value = self._left.pop(key, default)
        if value is _MISSING:
            meant = get_close_matches(key, map(str, self._left), n=1, cutoff=_SURELY_MEANT)
            if meant:
                raise self.refuse(meant[0], f"khóa lạ {meant[0]}", f"sửa thành {key}")
            raise self.refuse(key, f"thiếu {key}", f"thêm khóa {key}")
        return value


def is_hidden(sign: str) -> bool:
    """Say whether a sign is not seen, or turns the signs beside it around (U+202E); line breaks and tabs are seen."""
    return sign not in "\n\t" and unicodedata.category(sign)[0] == "C"


def shown(value: object) -> str:
    """Return of a value what fits into a sentence."""
    return reprlib.repr(value)


def as_day(value: object) -> date | None:
    """Return the day of a date or of a text YYYY-MM-DD between 1900 and 2199, or None."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, date) or isinstance(value, datetime):
        return None
    return value if _FIRST_YEAR <= value.year <= _LAST_YEAR else None
