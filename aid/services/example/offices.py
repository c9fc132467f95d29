"""The agencies of the example and the people who act in them; every name is invented.

Those of 2023 are past: their offices ended on 30/6/2025 and their accounts are shut. Those of 2026 sign in with the
demo's one password.
"""

from dataclasses import dataclass
from datetime import date

from aid.domain.places import NEW_FROM, OLD_FROM, OLD_TO
from aid.domain.roles import Role
from aid.models.users import AgencyKind

DISTRICT, OLD_WARD = "ubnd-thanh-xuan", "ubnd-00364-cu"
CAMPAIGN, RED_CROSS = "bvd-thanh-xuan", "ctd-thanh-xuan"
WARD, FRONT, CITY = "ubnd-00364", "mttq-00364", "ubnd-01"

_SINCE_2023 = date(2021, 1, 1)


@dataclass(frozen=True)
class Office:
    """An agency; `place` is the key of its administrative unit, the texts are those of its papers."""

    code: str
    name: str
    kind: AgencyKind
    place: tuple[str, date]
    valid_from: date
    valid_to: date | None
    letterhead: str
    authority: str
    dateline: str
    symbol: str
    archive: str
    proposer: str
    executors: str
    payer: str
    department: str
    head_title: str = "CHỦ TỊCH"
    recipients: str = ""
    parent_line: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who acts: account, office, how papers name them, and their roles."""

    username: str
    office: str
    full_name: str
    title: str
    roles: frozenset[Role]
    signing_form: str | None = None


OFFICES_2023 = (
    Office(
        code=DISTRICT,
        name="Ủy ban nhân dân quận Thanh Xuân",
        kind=AgencyKind.DISTRICT,
        place=("01", OLD_FROM),
        valid_from=_SINCE_2023,
        valid_to=OLD_TO,
        letterhead="ỦY BAN NHÂN DÂN\nQUẬN THANH XUÂN",
        authority="Chủ tịch Ủy ban nhân dân quận Thanh Xuân",
        dateline="Thanh Xuân",
        symbol="QĐ-UBND",
        archive="VT, LĐTBXH",
        proposer="Trưởng phòng Lao động - Thương binh và Xã hội",
        executors=(
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận\n"
            "Trưởng phòng Lao động - Thương binh và Xã hội\n"
            "Trưởng phòng Tài chính - Kế hoạch"
        ),
        payer="Phòng Tài chính - Kế hoạch",
        department="Phòng Lao động - Thương binh và Xã hội",
        recipients="Ủy ban nhân dân Thành phố (để báo cáo)\nỦy ban nhân dân phường Khương Đình",
    ),
    Office(
        code=OLD_WARD,
        name="Ủy ban nhân dân phường Khương Đình, quận Thanh Xuân",
        kind=AgencyKind.WARD,
        place=("00364", OLD_FROM),
        valid_from=_SINCE_2023,
        valid_to=OLD_TO,
        letterhead="ỦY BAN NHÂN DÂN\nPHƯỜNG KHƯƠNG ĐÌNH",
        authority="Chủ tịch Ủy ban nhân dân phường Khương Đình",
        dateline="Khương Đình",
        symbol="QĐ-UBND",
        archive="VT",
        proposer="Công chức Văn hóa - Xã hội",
        executors="Công chức Văn phòng - Thống kê\nCông chức Văn hóa - Xã hội",
        payer="Bộ phận Tài chính - Kế toán",
        department="công chức Văn hóa - Xã hội",
        parent_line="ỦY BAN NHÂN DÂN QUẬN THANH XUÂN",
    ),
    Office(
        code=CAMPAIGN,
        name="Ban Vận động tiếp nhận, phân phối nguồn ủng hộ quận Thanh Xuân",
        kind=AgencyKind.FRONT,
        place=("01", OLD_FROM),
        valid_from=_SINCE_2023,
        valid_to=OLD_TO,
        letterhead="BAN VẬN ĐỘNG TIẾP NHẬN,\nPHÂN PHỐI NGUỒN ỦNG HỘ\nQUẬN THANH XUÂN",
        authority="Trưởng Ban Vận động quận Thanh Xuân",
        dateline="Thanh Xuân",
        symbol="QĐ-BVĐ",
        archive="VT",
        proposer="Ủy ban Mặt trận Tổ quốc Việt Nam quận Thanh Xuân",
        executors="Văn phòng Ủy ban Mặt trận Tổ quốc Việt Nam quận",
        payer="Văn phòng Ủy ban Mặt trận Tổ quốc Việt Nam quận",
        department="Thường trực Ban Vận động",
        head_title="TRƯỞNG BAN",
        recipients="Ủy ban nhân dân quận (để báo cáo)\nỦy ban Mặt trận Tổ quốc Việt Nam phường Khương Đình",
    ),
    Office(
        code=RED_CROSS,
        name="Hội Chữ thập đỏ quận Thanh Xuân",
        kind=AgencyKind.RED_CROSS,
        place=("01", OLD_FROM),
        valid_from=_SINCE_2023,
        valid_to=OLD_TO,
        letterhead="HỘI CHỮ THẬP ĐỎ\nQUẬN THANH XUÂN",
        authority="Chủ tịch Hội Chữ thập đỏ quận Thanh Xuân",
        dateline="Thanh Xuân",
        symbol="QĐ-CTĐ",
        archive="VT",
        proposer="Thường trực Hội",
        executors="Văn phòng Hội Chữ thập đỏ quận",
        payer="Văn phòng Hội Chữ thập đỏ quận",
        department="Văn phòng Hội",
    ),
)
# The relief of the district's front went on in that of the new ward; the district's Red Cross has no successor.
SUCCEEDED = {DISTRICT: WARD, OLD_WARD: WARD, CAMPAIGN: FRONT}

OFFICES_2026 = (
    Office(
        code=WARD,
        name="Ủy ban nhân dân phường Khương Đình",
        kind=AgencyKind.WARD,
        place=("00364", NEW_FROM),
        valid_from=NEW_FROM,
        valid_to=None,
        letterhead="ỦY BAN NHÂN DÂN\nPHƯỜNG KHƯƠNG ĐÌNH",
        authority="Chủ tịch Ủy ban nhân dân phường Khương Đình",
        dateline="Khương Đình",
        symbol="QĐ-UBND",
        archive="VT, VHXH",
        proposer="Trưởng phòng Văn hóa - Xã hội",
        executors=(
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường\n"
            "Trưởng phòng Văn hóa - Xã hội\n"
            "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"
        ),
        payer="Phòng Kinh tế, Hạ tầng và Đô thị",
        department="Phòng Văn hóa - Xã hội",
        recipients="Đảng ủy, Hội đồng nhân dân phường (để báo cáo)\nỦy ban Mặt trận Tổ quốc Việt Nam phường",
    ),
    Office(
        code=FRONT,
        name="Ủy ban Mặt trận Tổ quốc Việt Nam phường Khương Đình",
        kind=AgencyKind.FRONT,
        place=("00364", NEW_FROM),
        valid_from=NEW_FROM,
        valid_to=None,
        letterhead="ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nPHƯỜNG KHƯƠNG ĐÌNH",
        authority="Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường Khương Đình",
        dateline="Khương Đình",
        symbol="QĐ-MTTQ",
        archive="VT",
        proposer="Ban Thường trực",
        executors="Văn phòng Ủy ban Mặt trận Tổ quốc Việt Nam phường",
        payer="Văn phòng Ủy ban Mặt trận Tổ quốc Việt Nam phường",
        department="Ban Công tác Mặt trận ở khu dân cư",
    ),
    Office(
        code=CITY,
        name="Ủy ban nhân dân thành phố Hà Nội",
        kind=AgencyKind.CITY,
        place=("01", NEW_FROM),
        valid_from=NEW_FROM,
        valid_to=None,
        letterhead="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI",
        authority="Chủ tịch Ủy ban nhân dân thành phố Hà Nội",
        dateline="Hà Nội",
        symbol="QĐ-UBND",
        archive="VT",
        proposer="Giám đốc Sở Y tế",
        executors="Chánh Văn phòng Ủy ban nhân dân Thành phố\nGiám đốc Sở Y tế\nGiám đốc Sở Tài chính",
        payer="Sở Tài chính",
        department="Sở Y tế",
    ),
)


def _person(
    username: str, office: str, full_name: str, title: str, *roles: Role, signing_form: str | None = None
) -> Person:
    return Person(username, office, full_name, title, frozenset(roles), signing_form)


PEOPLE_2023 = (
    _person("tx-canbo", DISTRICT, "Kiều Thu Nhạn", "Chuyên viên Phòng LĐTBXH", Role.OFFICER),
    _person("tx-truongphong", DISTRICT, "Tạ Đình Luân", "Trưởng phòng LĐTBXH", Role.REVIEWER),
    _person("tx-chutich", DISTRICT, "Lưu Hữu Vĩnh", "Chủ tịch", Role.APPROVER, signing_form="head"),
    _person("tx-vanthu", DISTRICT, "Chu Bích Xuyến", "Văn thư", Role.CLERK),
    _person("tx-ketoan", DISTRICT, "Mai Kim Thoa", "Kế toán", Role.ACCOUNTANT),
    _person("tx-chutaikhoan", DISTRICT, "Cao Xuân Hiển", "Chủ tài khoản", Role.ACCOUNT_HOLDER),
    _person("tx-thuquy", DISTRICT, "Đào Thị Lựu", "Thủ quỹ", Role.CASHIER),
    _person("bvd-canbo", CAMPAIGN, "Hà Thị Bưởi", "Ủy viên Ban Vận động", Role.OFFICER, Role.CLERK),
    _person("bvd-ketoan", CAMPAIGN, "Lục Thị Hòe", "Kế toán", Role.REVIEWER, Role.ACCOUNTANT),
    _person(
        "bvd-truongban", CAMPAIGN, "Ninh Văn Trạch", "Trưởng Ban", Role.APPROVER, Role.ACCOUNT_HOLDER,
        signing_form="head",
    ),
    _person("bvd-thuquy", CAMPAIGN, "Khúc Thị Nụ", "Thủ quỹ", Role.CASHIER),
    _person("ctd-canbo", RED_CROSS, "Tôn Nữ Mận", "Cán bộ Văn phòng Hội", Role.OFFICER, Role.CLERK),
    _person("ctd-ketoan", RED_CROSS, "Giáp Thị Cau", "Kế toán", Role.REVIEWER, Role.ACCOUNTANT),
    _person(
        "ctd-chutich", RED_CROSS, "Âu Đình Sấm", "Chủ tịch Hội", Role.APPROVER, Role.ACCOUNT_HOLDER,
        signing_form="head",
    ),
    _person("ctd-thuquy", RED_CROSS, "Viên Thị Nhãn", "Thủ quỹ", Role.CASHIER),
    _person("kd-canbo", OLD_WARD, "Tô Văn Sáng", "Công chức Văn hóa - Xã hội", Role.OFFICER),
)  # fmt: skip

PEOPLE_2026 = (
    _person("quantri", WARD, "Lý Trọng Khải", "Quản trị hệ thống", Role.ADMINISTRATOR),
    _person("canbo", WARD, "Trần Thu Lan", "Công chức Phòng Văn hóa - Xã hội", Role.OFFICER),
    _person("totruong", WARD, "Đỗ Văn Lộc", "Tổ trưởng tổ dân phố số 8", Role.NEIGHBOURHOOD_HEAD),
    _person("motcua", WARD, "Phạm Ngọc Diễm", "Công chức bộ phận một cửa", Role.ONE_STOP),
    _person("thamdinh", WARD, "Lê Đức Minh", "Trưởng phòng Văn hóa - Xã hội", Role.REVIEWER),
    _person("chutich", WARD, "Nguyễn Thị Hòa", "Chủ tịch", Role.APPROVER, signing_form="head"),
    _person("phochutich", WARD, "Vũ Công Bách", "Phó Chủ tịch", Role.APPROVER, signing_form="deputy"),
    _person("vanthu", WARD, "Ngô Hồng Sen", "Văn thư", Role.CLERK),
    _person("ketoan", WARD, "Hoàng Mỹ Hiền", "Kế toán", Role.ACCOUNTANT),
    _person("chutaikhoan", WARD, "Bùi Xuân Tín", "Chủ tài khoản", Role.ACCOUNT_HOLDER),
    _person("thuquy", WARD, "Dương Thị Liễu", "Thủ quỹ", Role.CASHIER),
    _person("canbomttq", FRONT, "Đặng Kim Cúc", "Ủy viên Thường trực", Role.OFFICER, Role.CLERK),
    _person("ketoanmttq", FRONT, "Phan Diệu Oanh", "Kế toán", Role.REVIEWER, Role.ACCOUNTANT),
    _person("mttq", FRONT, "Trịnh Bá Toàn", "Chủ tịch", Role.APPROVER, Role.ACCOUNT_HOLDER, signing_form="head"),
    _person("thuquymttq", FRONT, "Lương Thị Thơm", "Thủ quỹ", Role.CASHIER),
    _person("thanhpho", CITY, "Đinh Hữu Thắng", "Chuyên viên Sở Y tế", Role.CITY),
    _person("chuongtrinh", CITY, "Hoàng Thu Yến", "Văn phòng Ban Chỉ đạo Chương trình", Role.PROGRAMME),
    _person("thanhtra", CITY, "Phan Trọng Nghĩa", "Thanh tra viên", Role.AUDITOR),
)
