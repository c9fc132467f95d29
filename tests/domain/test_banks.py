import pytest

from aid.domain.banks import Bank, BankNames

BANKS = BankNames(
    [
        Bank("970436", "Vietcombank", ("VCB", "Ngân hàng TMCP Ngoại thương Việt Nam")),
        Bank("970429", "SCB", ("Ngân hàng TMCP Sài Gòn",)),
        Bank("970443", "SHB", ("Ngân hàng TMCP Sài Gòn - Hà Nội",)),
        Bank("970454", "BVBank", ("BVB",)),
        Bank("970438", "BaoViet Bank", ("BVB",)),
        Bank("970436", "Vietcombank cũ"),
    ]
)


@pytest.mark.parametrize(
    "written",
    ["Vietcombank", "VCB", "vcb ", "NH Ngoại thương", "NHTMCP Ngoại Thương VN", "970436", "Vietcombank CN Thanh Xuân",
     "VCB - Chi nhánh Hà Nội", "VIETCOMBANK (Hà Nội)", "Vietcombank PGD Khương Đình", "Vietcom bank"],
)  # fmt: skip
def test_one_bank_under_the_names_people_write(written):
    assert BANKS.find(written) == Bank("970436", "Vietcombank", ("VCB", "Ngân hàng TMCP Ngoại thương Việt Nam"))


@pytest.mark.parametrize("written", ["", "Bank", "Ngân hàng", "NH Việt Nam", "BVB", "Kho bạc Nhà nước", "Viet"])
def test_what_is_no_bank_or_could_be_two_is_none(written):
    assert BANKS.find(written) is None


def test_the_longer_name_is_not_cut_down_to_another_bank():
    assert BANKS.find("NH Sài Gòn - Hà Nội CN Thanh Xuân").bin == "970443"
    assert BANKS.find("NH Sài Gòn").bin == "970429"
    assert BANKS.find("Sài Gòn - Hà Nội Thanh Xuân") is None
