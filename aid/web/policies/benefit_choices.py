"""Whom a benefit is for and how it is counted, offered in plain words with an example each."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from aid.web.labels import lazy_label


class Option(NamedTuple):
    """One choice: its box, its words, and an example."""

    box: Any
    says: Any
    example: Any


class Offered(NamedTuple):
    """A benefit that may be named: its value in the form, its words, and the document it stands in."""

    value: str
    title: str
    clause: str
    document: str


class Group(NamedTuple):
    """Choices under one heading."""

    title: Any
    options: Sequence[Option]


_SUBJECTS = (
    (
        _l("Người bị thương"),
        (
            ("injured", _l("ví dụ: hỗ trợ người phải cấp cứu, điều trị")),
            ("injured_away", _l("ví dụ: người nơi khác bị nạn, không có người thân chăm sóc")),
            ("injured_child", _l("người dưới 16 tuổi bị thương")),
        ),
    ),
    (
        _l("Người chết, mất tích"),
        (
            ("dead", _l("ví dụ: hỗ trợ đại diện thân nhân người tử vong")),
            ("dead_or_missing", _l("ví dụ: chi phí mai táng theo Nghị định")),
            ("dead_child", _l("người dưới 16 tuổi đã chết")),
            ("unclaimed_dead", _l("tiền đưa cho cơ quan, người đứng ra mai táng")),
        ),
    ),
    (
        _l("Trẻ em, học sinh"),
        (
            ("pupil", _l("ví dụ: hỗ trợ học phí, chi phí học tập")),
            ("bereaved_child", _l("mất một hoặc cả hai; mức theo bậc được")),
            ("orphan", _l("chỉ trẻ mất cả hai")),
            ("child", _l("mọi người dưới 16 tuổi còn sống trong hộ")),
        ),
    ),
    (
        _l("Từng người trong hộ"),
        (
            ("resident", _l("ví dụ: ổn định cuộc sống cho người sống sót trong tòa nhà")),
            ("resident_or_dead", _l("tính cả người đã chết, ví dụ 144 người trong tòa nhà")),
            ("person", _l("không cần đang ở nơi xảy ra")),
            ("hungry", _l("ví dụ: 15 kg gạo mỗi người mỗi tháng")),
        ),
    ),
    (
        _l("Hộ gia đình"),
        (
            ("household", _l("mỗi hộ một lần, không cần điều kiện riêng")),
            ("without_shelter", _l("ví dụ: hỗ trợ tiền thuê nhà, tạm cư")),
            ("without_essentials", _l("ví dụ: chăn màn, nước uống, đồ dùng")),
            ("relocated", _l("có quyết định di dời của cơ quan có thẩm quyền")),
        ),
    ),
    (
        _l("Nhà ở"),
        (
            ("house_destroyed", _l("đổ, sập, trôi, cháy hoàn toàn")),
            ("house_damaged", _l("hư hỏng nặng, rất nặng")),
            ("building", _l("mọi mức hư hỏng, chỉ chủ nhà")),
        ),
    ),
    (
        _l("Hóa đơn, chứng từ"),
        (
            ("treatment_bill", _l("ví dụ: thanh toán cho bệnh viện")),
            ("funeral_bill", _l("ví dụ: thanh toán cho dịch vụ tang lễ, hỏa táng")),
        ),
    ),
    (_l("Khác"), (("decided_elsewhere", _l("chỉ ghi vào văn bản, ví dụ gạo dịp Tết")),)),
)
_MONEY = (
    (
        _l("Một số tiền"),
        (
            ("fixed", _l("ví dụ: 15 triệu đồng mỗi học sinh")),
            ("times_norm", _l("ví dụ: 50 lần mức chuẩn mỗi người chết")),
            ("up_to", _l("ví dụ: đủ 50 triệu đồng, trừ phần Nghị định và quận đã chi")),
            ("monthly", _l("ví dụ: 6 triệu đồng mỗi tháng trong 6 tháng")),
            ("share", _l("ví dụ: 1 tỷ đồng chia đều cho 20 hộ")),
        ),
    ),
    (
        _l("Nhiều bậc khác nhau"),
        (
            ("tiers:living_members", _l("ví dụ: hộ một người 9 triệu, từ hai người 36 triệu")),
            ("tiers:members", _l("tính cả người đã chết")),
            ("tiers:lost_parents", _l("ví dụ: mất một 70 triệu, mất cả hai 100 triệu")),
            ("tiers:inpatient_days", _l("ví dụ: 3–6 ngày 300 triệu, từ 7 ngày 400 triệu")),
            ("tiers:severity", _l("ví dụ: nhẹ 2 triệu, nặng 5 triệu")),
            ("tiers:age", _l("ví dụ: dưới 4 tuổi, từ 4 tuổi")),
        ),
    ),
    (
        _l("Theo chứng từ, bằng hiện vật"),
        (
            ("actual_cost", _l("trả theo hóa đơn; có thể đặt mức ít nhất, nhiều nhất")),
            ("rice", _l("ví dụ: 15 kg mỗi người mỗi tháng, nhiều nhất 3 tháng")),
            ("in_kind", _l("ví dụ: lều bạt, chăn màn, nước uống")),
        ),
    ),
)


def subject_groups(field: Any) -> list[Group]:
    """Return whom a benefit may be for; a word that has no example yet comes last."""
    return _groups(field, _SUBJECTS, lambda value: lazy_label(value, "PolicySubject"))


def kind_groups(field: Any) -> list[Group]:
    """Return how a benefit may be counted."""
    return _groups(field, _MONEY, kind_says)


def kind_says(value: str) -> Any:
    """Return what a kind of amount is called: tiers by what they go by."""
    kind, _colon, by = value.partition(":")
    return _l("Theo %(measure)s", measure=lazy_label(by, "Measure")) if by else lazy_label(kind, "AmountKind")


def benefit_groups(field: Any, offered: Iterable[Offered]) -> list[Group]:
    """Return the boxes of benefits under the documents they stand in."""
    boxes = {option.data: option for option in field}
    groups: dict[str, list[Option]] = {}
    for one in offered:
        groups.setdefault(one.document, []).append(Option(boxes[one.value], one.title, one.clause))
    return [Group(document, options) for document, options in groups.items()]


def _groups(field: Any, table: Iterable[tuple[Any, Any]], says: Any) -> list[Group]:
    boxes = {option.data: option for option in field}
    groups = [
        Group(title, [Option(boxes.pop(value), says(value), example) for value, example in rows])
        for title, rows in table
    ]
    rest = [Option(box, says(value), "") for value, box in boxes.items()]
    return [*groups, Group(_l("Cách khác"), rest)] if rest else groups
