"""What the numbers of an amount must not say: tiers with gaps or overlaps, limits that cross."""

from aid.domain.policies import AmountRule, Tier
from aid.domain.shapes import Shape

_WITH_SEVERITY = ("severity", "inpatient_days")


def check_amount(shape: Shape, rule: AmountRule) -> None:
    """Refuse an amount whose numbers contradict each other (path, problem, cure)."""
    if rule.kind == "tiers":
        _check_tiers(shape, rule)
    if rule.kind == "up_to" and not rule.over:
        raise shape.refuse("over", "chưa có chế độ nào được bù thêm", "ghi chế độ được bù, hoặc chọn kind: fixed")
    if rule.kind == "share" and rule.amount < rule.among:
        raise shape.refuse("among", "mỗi phần chưa đến 1 đồng", "giảm số phần hoặc tăng số tiền")
    if rule.at_least and rule.at_least_times:
        raise shape.refuse("at_least", "hai mức tối thiểu cùng lúc", "giữ một: at_least hoặc at_least_times")
    if rule.at_most and rule.at_most < rule.at_least:
        raise shape.refuse("at_most", "mức tối đa thấp hơn mức tối thiểu", "sửa at_most hoặc at_least")
    kinds = [kind for kind, _ in rule.caps]
    for number, kind in enumerate(kinds):
        if kind in kinds[:number]:
            raise shape.refuse(f"caps[{number}].cost", f"hai mức trần cho {kind}", "giữ một mức trần cho mỗi loại")


def _check_tiers(shape: Shape, rule: AmountRule) -> None:
    if not rule.tiers:
        raise shape.refuse("tiers", "chưa có bậc nào", "ghi ít nhất một bậc")
    for number, tier in enumerate(rule.tiers):
        at = f"tiers[{number}]"
        if tier.severity and rule.by not in _WITH_SEVERITY:
            raise shape.refuse(f"{at}.from_severity", f"không dùng được với by: {rule.by}", "ghi from bằng số")
        if rule.by == "severity" and not tier.severity:
            raise shape.refuse(f"{at}.from", "mức độ thương tích không ghi bằng số", "ghi from_severity")
        if tier.most is not None and tier.most < tier.least:
            raise shape.refuse(f"{at}.to", "nhỏ hơn from của cùng bậc", "sửa from hoặc to")
        if number:
            _check_next(shape, at, rule.tiers[number - 1], tier)
    _check_ends(shape, [tier for tier in rule.tiers if not tier.severity])


def _check_next(shape: Shape, at: str, before: Tier, tier: Tier) -> None:
    """Refuse a tier that does not stand above the one written before it."""
    if bool(before.severity) != bool(tier.severity):
        if before.severity:
            raise shape.refuse(f"{at}.from", "đứng sau bậc theo mức độ thương tích", "đưa các bậc theo ngày lên trước")
        return
    key = "from_severity" if tier.severity else "from"
    if tier.least == before.least:
        raise shape.refuse(f"{at}.{key}", "trùng với bậc trước", "bỏ một bậc hoặc sửa from")
    if tier.least < before.least:
        raise shape.refuse(f"{at}.{key}", "thấp hơn bậc trước", "xếp các bậc từ thấp đến cao")
    if before.most is not None and tier.least <= before.most:
        raise shape.refuse(f"{at}.from", f"chồng lên bậc trước (đến {before.most})", f"ghi from: {before.most + 1}")
    if before.most is not None and tier.least > before.most + 1:
        raise shape.refuse(f"{at}.from", f"hở với bậc trước (đến {before.most})", f"ghi from: {before.most + 1}")


def _check_ends(shape: Shape, tiers: list[Tier]) -> None:
    """Refuse tiers of which only some say where they end; the last may stay open."""
    if any(tier.most is not None for tier in tiers):
        for number, tier in enumerate(tiers[:-1]):
            if tier.most is None:
                raise shape.refuse(f"tiers[{number}].to", "thiếu, trong khi bậc khác có to", "ghi to cho mọi bậc trước")
