"""The urgent way of NĐ 20/2021 Điều 17.2: without the villagers' meeting, for the help of Điều 12, 13, 14 alone."""

import re
from collections.abc import Iterable

from aid.domain.errors import Refusal

# Which articles of which document may be decided without the meeting.
URGENT_ARTICLES: dict[str, frozenset[int]] = {"ND20-2021": frozenset({12, 13, 14})}
GROUND = (
    "Căn cứ khoản 2 Điều 17 Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ (trường hợp khẩn cấp,"
    " không qua bước họp bình xét: {reason})"
)

_ARTICLE = re.compile(r"Điều (\d+)")


def check_urgent(policy_code: str, clauses: Iterable[str]) -> None:
    """Refuse the urgent way for help it is not made for: `urgent_not_for_this` (clauses).

    A clause is as the policy names it, "Điều 13 khoản 1".
    """
    allowed = URGENT_ARTICLES.get(policy_code, frozenset())
    wrong = [clause for clause in dict.fromkeys(clauses) if _article(clause) not in allowed]
    if wrong:
        raise Refusal("urgent_not_for_this", clauses=", ".join(wrong))


def urgent_ground(reason: str) -> str:
    """Return the căn cứ an urgent decision carries beside its law; one line, without a closing mark."""
    return GROUND.format(reason=" ".join(reason.split()).rstrip(".;"))


def _article(clause: str) -> int | None:
    found = _ARTICLE.match(clause)
    return int(found[1]) if found else None
