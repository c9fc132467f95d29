"""The other way round: Vietnamese words back to the number, written without a look at `aid.domain.words`.

It accepts the one official spelling of each number and nothing else: a missing "không trăm", a "mười năm" or a "hai
mươi một" is an error here, so that agreeing with this parser means being right in value and in form.
"""

import re

_ALONE = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_AFTER_MUOI = {**_ALONE, "lăm": 5}
del _AFTER_MUOI["năm"]
_AFTER_MUOI_CAO = {"mốt": 1, "hai": 2, "ba": 3, "tư": 4, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_HUNDREDS = {"không": 0, **_ALONE}


def number_of(words: str) -> int:
    """Return the number these words stand for; ValueError when they are not its official spelling."""
    if words == "không":
        return 0
    if words.startswith("âm "):
        return -number_of(words.removeprefix("âm "))
    return _above(words, inner=False) or _fail(words)


def _above(words: str, *, inner: bool) -> int:
    """Read "… tỷ …": what stands before the last tỷ counts billions."""
    before, found, after = words.rpartition(" tỷ")
    if not found:
        return _below_a_billion(words, inner=inner)
    rest = _below_a_billion(after.removeprefix(" "), inner=True) if after else 0
    return _above(before, inner=inner) * 10**9 + rest


def _below_a_billion(words: str, *, inner: bool) -> int:
    total = 0
    for name, size in ((" triệu", 10**6), (" nghìn", 10**3)):
        before, found, after = words.partition(name)
        if found:
            total += _group(before, inner=inner) * size
            words, inner = after.removeprefix(" "), True
    return total + (_group(words, inner=inner) if words else 0)


def _group(words: str, *, inner: bool) -> int:
    """Read 1 to 999; an inner group must name its hundreds, an outer one may not name none."""
    before, found, after = words.partition(" trăm")
    if not found:
        if inner:
            raise ValueError(f"no hundreds in {words!r}")
        return _tens(words)
    hundreds = _HUNDREDS[before] if before in _HUNDREDS else _fail(words)
    if hundreds == 0 and (not inner or not after):
        raise ValueError(f"empty hundreds in {words!r}")
    return hundreds * 100 + (_after_hundreds(after.removeprefix(" ")) if after else 0)


def _after_hundreds(words: str) -> int:
    if words.startswith("linh "):
        return _look_up(_ALONE, words.removeprefix("linh "))
    value = _tens(words)
    return value if value >= 10 else _fail(words)


def _tens(words: str) -> int:
    if match := re.fullmatch(r"mười(?: (\w+))?", words):
        return 10 + (_look_up(_AFTER_MUOI, match[1]) if match[1] else 0)
    if match := re.fullmatch(r"(\w+) mươi(?: (\w+))?", words):
        tens = _look_up(_ALONE, match[1])
        unit = _look_up(_AFTER_MUOI_CAO, match[2]) if match[2] else 0
        return tens * 10 + unit if tens > 1 else _fail(words)
    return _look_up(_ALONE, words)


def _look_up(table: dict[str, int], word: str) -> int:
    return table[word] if word in table else _fail(word)


def _fail(words: str) -> int:
    raise ValueError(f"not an official spelling: {words!r}")
