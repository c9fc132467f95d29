"""What a policy must keep to when it is entered, beyond being readable: lengths, and what can be weighed together.

Asked of what comes in, not of what is stored, so that a document of an older release never stops a computation.
"""

from collections.abc import Iterable, Iterator

from aid.domain.amounts import UNIT_OF
from aid.domain.errors import Refusal
from aid.domain.policies import Benefit, Policy
from aid.domain.subjects import PERSONS

LONGEST_CODE, LONGEST_TITLE = 40, 300
LONGEST_BENEFIT_CODE, LONGEST_CLAUSE = 32, 200


def check_entered(policy: Policy, others: Iterable[Policy]) -> None:
    """Refuse a policy whose lines could not be kept, or that weighs what cannot be weighed against each other.

    `others` are the policies beside it. Refusal `policy_unreadable` (path, problem, cure).
    """
    for path, text, longest in _texts(policy):
        if len(text) > longest:
            raise _refusal(path, f"dài {len(text)} ký tự", f"viết gọn lại, nhiều nhất {longest} ký tự")
    known = {(one.code, benefit.code): benefit for one in (*others, policy) for benefit in one.benefits}
    for number, benefit in enumerate(policy.benefits):
        _check_level(f"benefits[{number}].amount.over", benefit, known)
        _check_group(f"benefits[{number}].group", benefit, known.values())


def _texts(policy: Policy) -> Iterator[tuple[str, str, int]]:
    """Yield what every line and dossier of the policy repeats: its path, the text, and how long it may be."""
    yield "code", policy.code, LONGEST_CODE
    yield "title", policy.title, LONGEST_TITLE
    for number, benefit in enumerate(policy.benefits):
        at = f"benefits[{number}]"
        yield f"{at}.code", benefit.code, LONGEST_BENEFIT_CODE
        yield f"{at}.title", benefit.title, LONGEST_TITLE
        yield f"{at}.clause", benefit.clause, LONGEST_CLAUSE


def _check_level(at: str, benefit: Benefit, known: dict[tuple[str, str], Benefit]) -> None:
    for number, ref in enumerate(benefit.amount.over):
        other = known.get((ref.policy, ref.benefit))
        if other and other.amount.kind in UNIT_OF:
            problem = f"{ref.policy} {ref.benefit} là hiện vật, không trừ được vào tiền"
            raise _refusal(f"{at}[{number}]", problem, "chỉ ghi các chế độ bằng tiền")


def _check_group(at: str, benefit: Benefit, known: Iterable[Benefit]) -> None:
    mates = [other for other in known if benefit.group and other.group == benefit.group]
    if any((other.who in PERSONS) != (benefit.who in PERSONS) for other in mates):
        problem = f"nhóm {benefit.group} gộp mức của một người với mức của cả hộ"
        raise _refusal(at, problem, "đặt nhóm riêng cho người và cho hộ, hoặc dùng not_with")


def _refusal(path: str, problem: str, cure: str) -> Refusal:
    return Refusal("policy_unreadable", path=path, problem=problem, cure=cure)
