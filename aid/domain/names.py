"""Vietnamese names: kept clean, found without accents, sorted by the alphabet, hidden on public lists.

Vietnamese people are sorted by their own name (tên, the last word), then the family name, then the middle words. The
alphabet has A Ă Â B C D Đ E Ê … as letters of their own; the five marks of tone only decide between words that are
spelled alike. "Hoà" and "Hòa" are one word in two spellings, so a tone counts for its word and not for its vowel.
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_LEVEL_TONE = "1"
_LETTER_MARKS = {"\u0302", "\u0306", "\u031b"}
_FOREIGN = "z"

# Two signs from "a" on for a letter, so that a shorter word ("0" follows) and a figure ("1…") come first.
_LETTER_RANK = {letter: f"{chr(ord('a') + rank // 10)}{rank % 10}" for rank, letter in enumerate(_ALPHABET)}


def clean(text: str) -> str:
    """Return the text as it is stored: NFC, one space between words, no control or invisible signs."""
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    visible = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def fold(text: str) -> str:
    """Return the text for searching: small letters, no marks, đ as d; "Hoà", "Hòa" and "HOA" fold alike."""
    parts = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def sort_key(full_name: str) -> str:
    """Return a key whose order as plain ASCII is the Vietnamese order of names: tên, then họ, then đệm.

    It holds only 0-9 and a-z, so that Python, SQLite and PostgreSQL (COLLATE "C") order it alike. Spellings that
    differ in capitals only share a key; break ties by id.
    """
    words = clean(full_name).lower().replace("-", " ").split()
    ordered = [*words[-1:], *words[:1], *words[1:-1]] if len(words) > 1 else words
    return "".join(_word_key(word) for word in ordered)


def text_key(text: str) -> str:
    """Return a key like `sort_key` for text that is read from its first word on: places, titles."""
    return "".join(_word_key(word) for word in clean(text).lower().replace("-", " ").split())


def initials(name: str) -> str:
    """Return what a public list may show of a name: "Nguyễn Văn Ánh" is "N.V.Á."."""
    return "".join(f"{word[0].upper()}." for word in clean(name).split())


def _word_key(word: str) -> str:
    """Return the letters of a word, then its tone, each closed by "0", which sorts before every letter."""
    letters, tones = [], []
    for sign in unicodedata.normalize("NFC", word):
        marks = unicodedata.normalize("NFD", sign)
        tones += [_TONES[mark] for mark in marks if mark in _TONES]
        letters.append(_letter_rank(marks))
    return f"{''.join(letters)}0{''.join(tones) or _LEVEL_TONE}0"


def _letter_rank(marks: str) -> str:
    """Return the place of one letter in the alphabet, of a figure before it, of a foreign sign after it."""
    letter = unicodedata.normalize("NFC", marks[0] + "".join(mark for mark in marks[1:] if mark in _LETTER_MARKS))
    rank = _LETTER_RANK.get(letter) or _LETTER_RANK.get(marks[0])
    if rank:
        return rank
    if marks[0].isascii():
        return f"1{marks[0]}" if marks[0].isdigit() else ""
    return f"{_FOREIGN}{ord(marks[0]):06x}"
