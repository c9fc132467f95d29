"""What a policy document must not say although each of its words is known: gaps, circles, contradictions.

Each check refuses with the path, what is wrong and how to mend it, in Vietnamese, like the reader of the words itself.
"""

from collections.abc import Sequence

from aid.domain.amounts import UNIT_OF
from aid.domain.exclusions import circle_in
from aid.domain.policies import Benefit, BenefitRef, Policy
from aid.domain.shapes import Shape

_BILLS_OF_MANY = ("treatment_bill", "funeral_bill")
_RANGES = (
    ("age_at_least", "age_below", 1),
    ("members_at_least", "members_at_most", 0),
    ("living_members_at_least", "living_members_at_most", 0),
    ("lost_parents_at_least", "lost_parents_at_most", 0),
)
"""A lower and an upper condition, and how much at least lies between them."""


def check_policy(top: Shape, policy: Policy) -> None:
    """Refuse a policy whose days, benefits or references contradict each other (path, problem, cure)."""
    if policy.valid_to and policy.valid_to < policy.valid_from:
        raise top.refuse("valid.to", "ngày cuối đứng trước ngày đầu", "sửa ngày cuối hoặc bỏ to nếu chưa hết hiệu lực")
    for number, basis in enumerate(policy.bases):
        if basis.valid_from and basis.valid_to and basis.valid_to < basis.valid_from:
            raise top.refuse(f"bases[{number}].to", "ngày cuối đứng trước ngày đầu", "sửa from hoặc to của căn cứ này")
    _check_codes(top, policy)
    for number, benefit in enumerate(policy.benefits):
        at = f"benefits[{number}]"
        _check_conditions(top, at, benefit)
        _check_money(top, at, benefit)
        _check_refs(top, f"{at}.not_with", policy, benefit, benefit.not_with)
        _check_refs(top, f"{at}.amount.over", policy, benefit, benefit.amount.over)
        _check_yields_once(top, at, policy, benefit)
    _check_circles(top, policy)


def _check_codes(top: Shape, policy: Policy) -> None:
    seen: set[str] = set()
    for number, benefit in enumerate(policy.benefits):
        if benefit.code in seen:
            raise top.refuse(f"benefits[{number}].code", f"mã {benefit.code!r} dùng hai lần", "mỗi chế độ một mã riêng")
        seen.add(benefit.code)


def _check_conditions(top: Shape, at: str, benefit: Benefit) -> None:
    values = {}
    for number, condition in enumerate(benefit.conditions):
        path = f"{at}.when[{number}]"
        if condition.rule in values:
            raise top.refuse(
                f"{path}.rule", f"điều kiện {condition.rule} ghi hai lần", "gộp thành một điều kiện, bỏ dòng thừa"
            )
        if condition.value == ():
            raise top.refuse(f"{path}.value", "chưa chọn giá trị nào", "ghi ít nhất một giá trị được chấp nhận")
        values[condition.rule] = condition.value
    for lower, upper, between in _RANGES:
        least, most = values.get(lower), values.get(upper)
        if isinstance(least, int) and isinstance(most, int) and least + between > most:
            raise top.refuse(f"{at}.when", f"{lower} {least} và {upper} {most} loại trừ nhau", "sửa một trong hai số")
    if "habitable" in values and "not_habitable" in values:
        raise top.refuse(f"{at}.when", "habitable và not_habitable loại trừ nhau", "bỏ một trong hai điều kiện")


def _check_money(top: Shape, at: str, benefit: Benefit) -> None:
    if benefit.floor and benefit.amount.kind == "in_kind":
        raise top.refuse(f"{at}.floor", "hiện vật không có mức tối thiểu", "bỏ floor hoặc chọn loại mức khác")
    if benefit.group and (benefit.amount.kind in UNIT_OF or benefit.who in _BILLS_OF_MANY):
        raise top.refuse(f"{at}.group", "nhóm chỉ so được tiền của một người hoặc một hộ", "bỏ group của chế độ này")


def _check_refs(top: Shape, at: str, policy: Policy, benefit: Benefit, refs: Sequence[BenefitRef]) -> None:
    own = {one.code for one in policy.benefits}
    for number, ref in enumerate(refs):
        path = f"{at}[{number}]"
        if (ref.policy, ref.benefit) == (policy.code, benefit.code):
            raise top.refuse(path, "chế độ trỏ tới chính nó", "ghi mã của một chế độ khác")
        if ref.policy == policy.code and ref.benefit not in own:
            raise top.refuse(
                f"{path}.benefit", f"văn bản này không có chế độ {ref.benefit!r}", f"chọn: {', '.join(sorted(own))}"
            )
        if ref in refs[:number]:
            raise top.refuse(path, f"{ref.policy} {ref.benefit} ghi hai lần", "bỏ dòng thừa")


def _check_yields_once(top: Shape, at: str, policy: Policy, benefit: Benefit) -> None:
    groups = {BenefitRef(policy.code, one.code): one.group for one in policy.benefits}
    for number, ref in enumerate(benefit.not_with):
        path = f"{at}.not_with[{number}]"
        if ref in benefit.amount.over:
            raise top.refuse(path, "vừa bù thêm vừa loại trừ cùng một chế độ", "giữ một trong hai: over hoặc not_with")
        if benefit.group and groups.get(ref) == benefit.group:
            raise top.refuse(path, "hai chế độ đã cùng một nhóm chỉ hưởng mức cao nhất", "bỏ not_with hoặc bỏ group")


def _check_circles(top: Shape, policy: Policy) -> None:
    circle = circle_in((policy,))
    if circle:
        first = circle[0].place[1]
        codes = ", ".join(placed.benefit.code for placed in circle)
        raise top.refuse(
            f"benefits[{first}]", f"các chế độ {codes} chờ nhau thành vòng", "bỏ not_with hoặc over ở một chế độ"
        )
