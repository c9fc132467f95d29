"""Whole numbers read aloud in Vietnamese, as official papers write them.

The school norm of the North: linh, nghìn, tỷ, tư, lăm, mốt. Every inner group is read in full, also its empty hundreds,
so that nobody can hear another number (documents.md 4.1). Libraries were tried and left: they drop "không trăm".
"""

BILLION = 1_000_000_000

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
_UNIT_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}


def words(number: int) -> str:
    """Return the number as it is read aloud, without a unit: 1050 is "một nghìn không trăm năm mươi"."""
    if number < 0:
        return "âm " + words(-number)
    return " ".join(_read(number, leading=True)) or _DIGITS[0]


def _read(number: int, *, leading: bool) -> list[str]:
    """Return the words of a number; above a billion the same reading repeats before "tỷ"."""
    billions, rest = divmod(number, BILLION)
    said = [*_read(billions, leading=leading), "tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            said += _read_group(group, leading=leading and not said)
            said += [name] if name else []
    return said


def _read_group(group: int, *, leading: bool) -> list[str]:
    """Return the words of 1 to 999; an inner group says its hundreds even when there are none."""
    hundreds, rest = divmod(group, 100)
    if not hundreds and leading:
        return _read_tens(rest, after_hundreds=False)
    return [_DIGITS[hundreds], "trăm", *_read_tens(rest, after_hundreds=True)]


def _read_tens(number: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        linh = ["linh"] if after_hundreds else []
        return [*linh, _DIGITS[unit]] if unit else []
    if tens == 1:
        said = ["mười"]
        last = "lăm" if unit == 5 else _DIGITS[unit]
    else:
        said = [_DIGITS[tens], "mươi"]
        last = _UNIT_AFTER_TENS.get(unit, _DIGITS[unit])
    return [*said, last] if unit else said
