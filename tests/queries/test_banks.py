"""Our VietQR and our search for banks against the package the table comes from."""

from random import Random

import pytest
from vietnam_qr_pay import BanksObject, QRPay

from aid.domain.vietqr import plain_purpose, vietqr
from aid.queries.banks import banks


@pytest.mark.parametrize(
    ("written", "bin_"),
    [("Vietcombank", "970436"), ("VCB", "970436"), ("NH Ngoại thương", "970436"), ("NHNo&PTNT", "970405"),
     ("Agribank CN Thanh Xuân", "970405"), ("BIDV - Chi nhánh Hà Nội", "970418"), ("NH Công thương", "970415"),
     ("Vietin", "970415"), ("Quân đội", "970422"), ("MB", "970422"), ("Á Châu", "970416"), ("Techcombank", "970407"),
     ("Sài Gòn - Hà Nội", "970443"), ("Sài Gòn Thương Tín", "970403")],
)  # fmt: skip
def test_names_as_people_write_them(written, bin_):
    assert banks().find(written).bin == bin_


@pytest.mark.parametrize(
    "written", ["BVB", "Kookmin", "Kho bạc Nhà nước", "Ngân hàng Chính sách xã hội", "ví MoMo Thanh"]
)
def test_what_is_not_one_bank_for_certain_has_no_code(written):
    assert banks().find(written) is None


@pytest.mark.parametrize("bank", [bank for bank in BanksObject.values() if bank.bin and bank.viet_qr_status >= 0])
def test_every_bank_is_found_by_its_short_and_its_full_name(bank):
    assert banks().find(bank.short_name).bin == bank.bin
    assert banks().find(bank.name).bin == bank.bin


def test_no_bank_is_ever_taken_for_another():
    for bank in BanksObject.values():
        for name in (bank.short_name, bank.name, bank.code.value, bank.key.value):
            found = banks().find(name)
            assert found is None or found.bin == bank.bin, name


def test_two_thousand_codes_are_those_of_the_package():
    dice = Random(29)
    bins = sorted({bank.bin for bank in BanksObject.values() if bank.bin})
    for _turn in range(2000):
        account = "".join(dice.choices("0123456789", k=dice.randint(1, 19)))
        amount = dice.choice([None, dice.randint(1, 10 ** dice.randint(1, 13) - 1)])
        said = plain_purpose("".join(dice.choices("Hỗ trợ khẩn cấp 0123456789", k=dice.randint(0, 25))))
        bin_ = dice.choice(bins)
        theirs = QRPay.init_viet_qr(bin_, account, str(amount) if amount else None, said or None).build()
        assert vietqr(bin_, account, amount, said) == theirs
