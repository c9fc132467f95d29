"""Two decisions with invented people: one household, and a list of fifty-six."""

from dataclasses import replace
from datetime import date

from aid.documents.sign_sheet import SheetContent, SheetRow
from aid.documents.slip import SlipContent
from aid.domain.decision_wording import Award, Payment, annex_title, articles_for, recipients_for, subject_for
from aid.domain.decisions import AnnexRow, DecisionContent, authority_line, document_title, number_text, signing_lines

ISSUER = "Chủ tịch Ủy ban nhân dân phường Khương Đình"
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025",
    "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội "
    "đối với đối tượng bảo trợ xã hội; Nghị định số 76/2024/NĐ-CP ngày 01 tháng 7 năm 2024 của Chính phủ sửa đổi, "
    "bổ sung một số điều của Nghị định số 20/2021/NĐ-CP",
)
PROPOSAL = "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường tại Tờ trình số 41/TTr-VHXH ngày 04 tháng 01 năm 2026"
EXECUTORS = (
    "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường",
    "Trưởng phòng Văn hóa - Xã hội",
    "Trưởng phòng Kinh tế, Hạ tầng và Đô thị",
)
PAYMENT = Payment(
    "nguồn ngân sách phường năm 2026", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "bank"
)
OTHERS = ("Chủ tịch, các Phó Chủ tịch UBND phường", "Kho bạc Nhà nước khu vực")
CAUSE = "do hỏa hoạn ngày 03 tháng 01 năm 2026 tại phường Khương Đình"

_FAMILY = ("Ngô", "Hoàng", "Huỳnh", "Dương", "Bùi", "Võ", "Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ")
_GIVEN = ("Quỳnh Lợi", "Ngọc Dũng", "Ngọc Uyển", "Minh Cường", "Thị Xuyến", "Hữu Nghĩa", "Thị Mỹ Phượng", "Văn Đoàn")


def row(stt: int, **changes: object) -> AnnexRow:
    base = AnnexRow(
        stt=stt,
        name=f"{_FAMILY[stt % 12]} {_GIVEN[stt % 8]}",
        birth=f"{stt % 28 + 1:02d}/{stt % 12 + 1:02d}/{1950 + stt}",
        identity=f"001{stt % 2:01d}{50 + stt % 50:02d}{stt * 7919 % 1000000:06d}",
        address=f"Số {stt + 2}, ngõ 29 phố Khương Hạ, tổ {stt % 9 + 1}",
        category="Người chết do hỏa hoạn",
        ground="1 người × 23.000.000 đồng = 23.000.000 đồng (khoản 6 Điều 1 Nghị quyết số 24/NQ-HĐND)",
        amount=23_000_000,
        payee=f"{_FAMILY[(stt + 5) % 12]} {_GIVEN[(stt + 3) % 8]} (con)" if stt % 3 == 0 else "",
        account=f"{4294916953 + stt}, Vietcombank",
    )
    return replace(base, **changes)


ONE = row(
    1,
    name="Lê Văn Nghĩa",
    address="số 58 phố Khương Hạ, tổ 5, phường Khương Đình",
    ground="1 hộ × 40.000.000 đồng = 40.000.000 đồng (khoản 1 Điều 15 Nghị định số 20/2021/NĐ-CP)",
    amount=40_000_000,
)


def decision(*rows: AnnexRow, unit: str = "VND", form: str = "deputy", **changes: object) -> DecisionContent:
    award = Award("hỗ trợ khẩn cấp", CAUSE, unit, rows or (ONE,), len(rows) or 1, (len(rows) or 1) * 3, "hộ ông")
    base = DecisionContent(
        parent_agency=None,
        agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
        place="Khương Đình",
        number=number_text(5, "QĐ-UBND"),
        symbol="QĐ-UBND",
        day=date(2026, 1, 5),
        subject=subject_for(award),
        authority=authority_line(ISSUER),
        issuer=ISSUER,
        grounds=GROUNDS,
        proposal=PROPOSAL,
        articles=articles_for(award, PAYMENT, EXECUTORS),
        recipients=recipients_for(unit_symbol="VHXH", others=OTHERS),
        signing=signing_lines(form),
        signer="Trần Thị Mỹ Phượng",
        unit=unit,
        total=award.total,
        title=document_title(number_text(5, "QĐ-UBND"), subject_for(award)),
        annex=tuple(rows) if len(rows) > 1 else (),
        annex_title=annex_title(award),
        verify_code="K7M4-Q2XP",
        verify_url="https://kipthoi.example/verify/K7M4Q2XP",
    )
    return replace(base, **changes)


def many(count: int = 56, **changes: object) -> DecisionContent:
    return decision(*(row(stt) for stt in range(1, count + 1)), **changes)


def sheet(count: int = 56, **changes: object) -> SheetContent:
    rows = tuple(
        SheetRow(item.stt, item.name, item.identity, item.address, item.amount, item.payee)
        for item in (row(stt) for stt in range(1, count + 1))
    )
    base = SheetContent(
        agency=("ỦY BAN NHÂN DÂN", "PHƯỜNG KHƯƠNG ĐÌNH"),
        place="Khương Đình",
        code="KH-2026-03",
        decision_number="05/QĐ-UBND",
        decision_day=date(2026, 1, 5),
        issuer=ISSUER,
        purpose="tiền hỗ trợ khẩn cấp",
        unit="VND",
        total=sum(item.amount for item in rows),
        rows=rows,
    )
    return replace(base, **changes)


def slip(**changes: object) -> SlipContent:
    base = SlipContent(
        unit_name="Ủy ban nhân dân phường Khương Đình",
        unit_code="1099999",
        number="PC-0012",
        day=date(2026, 1, 6),
        receiver="Lê Văn Nghĩa",
        identity="001151007919",
        address="số 58 phố Khương Hạ, tổ 5, phường Khương Đình",
        reason="Hỗ trợ khẩn cấp theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của "
        "Chủ tịch Ủy ban nhân dân phường Khương Đình",
        unit="VND",
        amount=40_000_000,
        enclosed="01 chứng từ gốc (Quyết định số 05/QĐ-UBND)",
    )
    return replace(base, **changes)
