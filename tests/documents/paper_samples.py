"""One content of every kind of paper, with invented people: what an office's template is tried on, too."""

from dataclasses import replace
from typing import Any

from aid.domain.paper_content import PaperContent, PaperTable, Signature, TableColumn
from aid.domain.papers import kind_of
from tests.documents.papers import GROUNDS, ISSUER, row

OFFICE = ("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH")
DEPARTMENT = "Phòng Văn hóa - Xã hội"

_COLUMNS = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Họ và tên", glance=82),
    TableColumn("address", "Địa chỉ", glance=64),
    TableColumn("ground", "Nội dung, mức hỗ trợ"),
    TableColumn("amount", "Số tiền (đồng)", "number"),
)


def people(count: int) -> PaperTable:
    rows = [row(stt) for stt in range(1, count + 1)]
    cells = tuple(
        {"stt": str(one.stt), "name": one.name, "address": one.address, "ground": one.ground, "amount": "23.000.000"}
        for one in rows
    )
    return PaperTable(_COLUMNS, cells, f"{23_000_000 * count:,}".replace(",", "."))


def _base(kind: str, **changes: Any) -> PaperContent:
    named = kind_of(kind)
    content = PaperContent(
        kind=kind,
        name=named.name,
        subject="",
        parent_agency=None,
        agency=OFFICE,
        place="Khương Đình",
        symbol=f"{named.abbreviation}-UBND" if named.abbreviation else "",
        issuer="Ủy ban nhân dân phường Khương Đình",
        department=DEPARTMENT,
        addressees=(),
        recipients=(),
        signatures=(),
        facts={"place": "Khương Đình", "agency_name": "Ủy ban nhân dân phường Khương Đình"},
    )
    facts = {**content.facts, **changes.pop("facts", {})}
    return replace(content, facts=facts, **changes)


def proposal(count: int = 12, **changes: Any) -> PaperContent:
    base = _base(
        "proposal",
        subject="Về việc trợ giúp xã hội khẩn cấp đối với các hộ gia đình, cá nhân bị thiệt hại do hỏa hoạn "
        "ngày 03 tháng 01 năm 2026 tại số 29 ngách 70 phố Khương Hạ",
        parent_agency="ỦY BAN NHÂN DÂN PHƯỜNG KHƯƠNG ĐÌNH",
        agency=("PHÒNG VĂN HÓA - XÃ HỘI",),
        symbol="TTr-VHXH",
        addressees=(ISSUER,),
        recipients=("Như trên", "Lưu: VT, VHXH"),
        signatures=(Signature(("TRƯỞNG PHÒNG",), "Lê Đức Minh"),),
        tables=(people(count),) if count > 1 else (),
        facts={
            "grounds_of_law": list(GROUNDS),
            "help": "trợ giúp xã hội khẩn cấp",
            "happened": "Ngày 03 tháng 01 năm 2026, tại số 29 ngách 70 phố Khương Hạ xảy ra hỏa hoạn, làm 02 người "
            "chết, 05 người bị thương.",
            "described": "Đám cháy bắt đầu khoảng 23 giờ, lan nhanh qua các căn hộ tầng trên.",
            "proposed": f"Đề nghị trợ giúp xã hội khẩn cấp cho {count:02d} hộ gia đình với {count:02d} người, cụ thể:",
            "reasons": [],
            "money": "Kinh phí thực hiện từ nguồn ngân sách phường năm 2026.",
            "procedure": "Tổ dân phố đã lập danh sách, tổ chức họp bình xét; công chức chuyên môn đã kiểm tra.",
            "more": "",
            "total": "276.000.000 đồng",
        },
    )
    return replace(base, **changes)


SAMPLES: dict[str, Any] = {"proposal": proposal}


def sample(kind: str, **changes: Any) -> PaperContent:
    return SAMPLES[kind](**changes)
