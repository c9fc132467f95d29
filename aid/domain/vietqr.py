"""VietQR, the code a bank's app reads to fill in a transfer (NAPAS 247 on EMVCo's merchant-presented code).

Every field is its two-figure number, its length in two figures and its value; the last one guards all before it.
"""

from aid.domain.errors import Refusal
from aid.domain.names import fold

LONGEST_PURPOSE, LONGEST_AMOUNT, LONGEST_ACCOUNT = 25, 13, 19
_SIGNS_OF_A_PURPOSE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ")


def vietqr(
    bin_: str, account: str, amount: int | None = None, purpose: str = "", *, version: str = "01", point: str = ""
) -> str:
    """Return the text of a transfer's code: to `account` at the bank of that BIN, of `amount` đồng where one is given.

    `point` is "12" for one use and "11" for any number; left out, a code with an amount is for one use.

    Refusal `transfer_code_impossible` with the `field` at fault: a BIN that is not six figures, an account longer than
    19 letters and figures, an amount below 1 or above 13 figures, a purpose that is not plain or longer than 25 signs.
    """
    _check(bin_, account, amount, purpose)
    bank = _field(0, bin_) + _field(1, account)
    transfer = _field(0, "A000000727") + _field(1, bank) + _field(2, "QRIBFTTA")
    said = (
        _field(0, version) + _field(1, point or ("12" if amount else "11")) + _field(38, transfer) + _field(53, "704")
    )
    said += (_field(54, str(amount)) if amount else "") + _field(58, "VN")
    said += _field(62, _field(8, purpose)) if purpose else ""
    return f"{said}6304{checksum(f'{said}6304'):04X}"


def plain_purpose(text: str) -> str:
    """Return a purpose as every bank takes it: capitals and figures without marks, at most 25 signs."""
    kept = "".join(sign if sign in _SIGNS_OF_A_PURPOSE else " " for sign in fold(text))
    return " ".join(kept.split())[:LONGEST_PURPOSE].strip().upper()


def checksum(text: str) -> int:
    """Return the CRC-16 of an ASCII text (polynomial 1021, started with FFFF, not reflected)."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc


def _field(number: int, value: str) -> str:
    return f"{number:02d}{len(value):02d}{value}"


def _check(bin_: str, account: str, amount: int | None, purpose: str) -> None:
    rules = {
        "bin": len(bin_) == 6 and bin_.isascii() and bin_.isdigit(),
        "account": 0 < len(account) <= LONGEST_ACCOUNT and account.isascii() and account.isalnum(),
        "amount": amount is None or 0 < amount < 10**LONGEST_AMOUNT,
        "purpose": len(purpose) <= LONGEST_PURPOSE and set(purpose) <= _SIGNS_OF_A_PURPOSE,
    }
    for field, is_right in rules.items():
        if not is_right:
            raise Refusal("transfer_code_impossible", field=field)
