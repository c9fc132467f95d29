"""The banks of Việt Nam with the BIN a transfer finds them by, from the table of the package `vietnam-qr-pay`."""

from functools import cache

from vietnam_qr_pay import BanksObject

from aid.domain.banks import Bank, BankNames

# Names people write and the table does not know.
_MORE_NAMES = {
    "970436": ("Ngoại thương", "NHNT"),
    "970405": ("Nông nghiệp", "NHNo", "NHNo&PTNT", "VBARD"),
    "970418": ("Đầu tư", "Đầu tư và phát triển"),
    "970415": ("Công thương", "Vietin", "CTG", "ICB"),
    "970407": ("Kỹ thương", "TCB"),
    "970422": ("Quân đội", "MB"),
    "970423": ("Tiên Phong", "TPB"),
    "970432": ("Thịnh Vượng", "VPB"),
    "970441": ("Quốc tế", "VIB"),
}


@cache
def banks() -> BankNames:
    """Return the table; banks that take no such transfer are not in it."""
    known = [bank for bank in BanksObject.values() if bank.bin and bank.viet_qr_status >= 0]
    current_first = sorted(known, key=lambda bank: bool(bank.deprecated))
    return BankNames(
        Bank(
            bank.bin,
            bank.short_name,
            (
                bank.code.value,
                bank.key.value,
                bank.name,
                *(word.strip() for word in (bank.keywords or "").split(",") if word.strip()),
                *_MORE_NAMES.get(bank.bin, ()),
            ),
        )
        for bank in current_first
    )
