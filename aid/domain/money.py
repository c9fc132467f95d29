"""Whole đồng: written in figures and in words, shared out, and read from what an officer typed.

Amounts are `int` đồng everywhere. Reading is strict, because a wrong guess would be somebody's money: WTForms reads
"5.000" as five and Babel reads "1.5" as fifteen. Here a dot groups thousands and a comma starts a fraction, as on
Vietnamese papers, and what a reader of English figures would understand differently is refused as ambiguous.
"""

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from aid.domain.errors import Refusal
from aid.domain.words import words as words

LARGEST = 999_999_999_999_999

_SCALES = {
    "nghìn": 1_000, "nghin": 1_000, "ngàn": 1_000, "ngan": 1_000, "k": 1_000,
    "triệu": 1_000_000, "trieu": 1_000_000, "tr": 1_000_000,
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
_SIGN = r"(?:đồng|dong|đ|₫|vnđ|vnd)"
_TYPED = re.compile(
    rf"(?P<lead>{_SIGN} ?)?(?P<minus>[-−])? ?(?P<figures>[0-9][0-9 .,]*?)"
    rf" ?(?P<scale>{'|'.join(_SCALES)})? ?(?P<sign>{_SIGN})?"
)
_SPOKEN = re.compile(r"(?P<steps>.*?)(?P<gap> ?)(?P<tail>[0-9]+|rưỡi)?(?P<sign> ?(?:đồng|dong|đ|₫|vnđ|vnd))?")
_WORDS = "|".join(_SCALES)
_STEPS = re.compile(rf"(?P<count>[0-9]+) ?(?P<scale>{_WORDS})(?![^\W\d_])")
_HALF = "rưỡi"
_PLAIN = re.compile(r"0|[1-9][0-9]*")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[ .,])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_DECIMAL = re.compile(r"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?P<mark>[.,])(?P<part>[0-9]+)")
_SMALLEST_CLEAR_GROUP = 10_000
_LONGEST_TEXT = 40
_FIGURES_OF_A_STEP = 3
_NO_BREAK_SPACE = "\u00a0"


class Split(NamedTuple):
    """`parts` equal shares of `each`, and the `remainder` that nobody got: smaller than `parts`."""

    each: int
    parts: int
    remainder: int


def in_words(amount: int) -> str:
    """Return đồng as a decision prints them: 1050000 is "Một triệu không trăm năm mươi nghìn đồng"."""
    spoken = words(amount)
    return f"{spoken[0].upper()}{spoken[1:]} đồng"


def grouped(number: int) -> str:
    """Return a whole number with a dot between groups of three: 1234567 is "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def dong(amount: int) -> str:
    """Return đồng as a screen shows them: "1.234.567 đ"."""
    return f"{grouped(amount)} đ"


def typed(amount: int) -> str:
    """Return đồng as a form field shows them, a spelling that `parse_amount` always reads back: 1500, 15.000."""
    return grouped(amount) if amount >= _SMALLEST_CLEAR_GROUP else str(amount)


def dong_paper(amount: int) -> str:
    """Return đồng as a paper prints them: "1.234.567 đồng", with a space that no line may break at."""
    return f"{grouped(amount)}{_NO_BREAK_SPACE}đồng"


def split_evenly(total: int, parts: int) -> Split:
    """Return equal whole shares and the remainder by name, so that no đồng is lost or invented.

    Refuses `split_among_nobody`, `split_of_negative`.
    """
    if parts < 1:
        raise Refusal("split_among_nobody", parts=parts)
    if total < 0:
        raise Refusal("split_of_negative", total=total)
    each, remainder = divmod(total, parts)
    return Split(each, parts, remainder)


def parse_amount(text: str) -> int:
    """Return đồng: accepts 15000000, 15.000.000, "15 triệu", "15tr", "1,5 triệu", "2 tỷ", with or without đ, đồng, VND.

    Also as it is spoken: "2 tỷ 500 triệu", "2 tỷ 500", "1tr5", "2 triệu rưỡi".
    Refuses `amount_unreadable`, `amount_ambiguous` (1.500 · 1.5 · 1,500 · 2 tỷ 5), `amount_decimals` (part of a đồng),
    `amount_negative`, `amount_too_large` (over 999.999.999.999.999).
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    match = _TYPED.fullmatch(typed) if len(typed) <= _LONGEST_TEXT else None
    if match is None:
        return _spoken(text, typed)
    if match["minus"]:
        raise Refusal("amount_negative", text=text)
    scale = _SCALES.get(match["scale"] or "", 1)
    amount = _value(text, match["figures"], scale, is_clear=bool(match["lead"] or match["sign"])) * scale
    if amount.denominator != 1:
        raise Refusal("amount_decimals", text=text)
    if amount > LARGEST:
        raise Refusal("amount_too_large", text=text, largest=LARGEST)
    return int(amount)


def _value(text: str, figures: str, scale: int, *, is_clear: bool) -> Fraction:
    """Return the figures as an exact number, before the word triệu or tỷ is applied."""
    if _PLAIN.fullmatch(figures):
        return Fraction(figures)
    if group := _GROUPED.fullmatch(figures):
        return _grouped_value(text, figures, group["mark"], scale, is_clear=is_clear)
    decimal = _DECIMAL.fullmatch(figures)
    if decimal is None:
        raise Refusal("amount_unreadable", text=text)
    if scale == 1 and not is_clear and "." not in decimal["whole"]:
        raise Refusal("amount_ambiguous", text=text)
    if decimal["mark"] == "." and "." in decimal["whole"]:
        raise Refusal("amount_unreadable", text=text)
    return Fraction(f"{decimal['whole'].replace('.', '')}.{decimal['part']}")


def _grouped_value(text: str, figures: str, mark: str, scale: int, *, is_clear: bool) -> Fraction:
    """Return the grouped figures; one group alone is a fraction in some eyes, so it must be plainly thousands."""
    value = Fraction(re.sub(r"[ .,]", "", figures))
    is_one_group = figures.count(mark) == 1
    is_plain_thousands = mark == " " or (mark == "." and scale == 1 and (is_clear or value >= _SMALLEST_CLEAR_GROUP))
    if is_one_group and not is_plain_thousands:
        raise Refusal("amount_ambiguous", text=text)
    return value


def _spoken(text: str, typed: str) -> int:
    """Return an amount said in steps from large to small: "2 tỷ 500 triệu", "2 tỷ 500", "1tr5", "2 triệu rưỡi"."""
    said = _SPOKEN.fullmatch(typed) if len(typed) <= _LONGEST_TEXT else None
    steps = list(_STEPS.finditer(said["steps"])) if said else []
    if said is None or not steps or _STEPS.sub("", said["steps"]).strip():
        raise Refusal("amount_unreadable", text=text)
    amount, last = 0, 10**_LONGEST_TEXT
    for step in steps:
        scale = _SCALES[step["scale"]]
        if _PLAIN.fullmatch(step["count"]) is None or int(step["count"]) * scale >= last:
            raise Refusal("amount_unreadable", text=text)
        amount, last = amount + int(step["count"]) * scale, scale
    amount += _tail(text, said, last)
    if amount > LARGEST:
        raise Refusal("amount_too_large", text=text, largest=LARGEST)
    return amount


def _tail(text: str, said: re.Match[str], scale: int) -> int:
    """Return what follows the last word: "rưỡi", three figures, or one figure that touches the word, as in 1tr5."""
    tail = said["tail"]
    if tail is None:
        return 0
    if tail == _HALF:
        return scale // 2
    touches = not said["gap"]
    if said["sign"] or not (len(tail) == _FIGURES_OF_A_STEP or (len(tail) == 1 and touches)):
        raise Refusal("amount_ambiguous", text=text)
    return int(tail.ljust(_FIGURES_OF_A_STEP, "0")) * scale // 1_000
