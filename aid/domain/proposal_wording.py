"""What a tờ trình says of the way that was gone before it: which papers came, whether neighbours met, who looked.

Only what the dossier can show is said. NĐ 20/2021 Điều 12.3 asks for a bình xét; Điều 17.2 leaves it out for very
urgent cases, with a reason; a dossier that has neither minutes nor that reason says that it has no minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from aid.domain.decisions import day_words

URGENT_LAW = "khoản 2 Điều 17 Nghị định số 20/2021/NĐ-CP"


class Minutes(NamedTuple):
    """Minutes of a bình xét: their number and day, either of them empty where the paper has none."""

    number: str = ""
    day: date | None = None


@dataclass(frozen=True)
class WayGone:
    """What happened before the proposal; `by` names the document the amounts follow.

    `lists_on` and `applied_on` are the days on which the tổ trưởng's lists and the households' own papers came.
    `law_asks`: the amounts are those of the decree, which asks for a bình xét.
    """

    by: str
    urgent_reason: str = ""
    minutes: Sequence[Minutes] = ()
    lists_on: Sequence[date] = ()
    applied_on: Sequence[date] = ()
    law_asks: bool = False


def way_gone(way: WayGone) -> str:
    """Return the paragraph on what was done before the proposal, as whole sentences."""
    checked = f"Công chức chuyên môn đã kiểm tra hồ sơ, đối chiếu điều kiện, mức hỗ trợ theo {way.by}."
    return " ".join(part for part in (_papers_came(way), _meeting(way), checked) if part)


def _papers_came(way: WayGone) -> str:
    came = (("danh sách của tổ trưởng tổ dân phố", way.lists_on), ("đơn, tờ khai của hộ gia đình", way.applied_on))
    told = [f"{what} {_days(days)}" for what, days in came if days]
    return f"Đã nhận {'; nhận '.join(told)}." if told else ""


def _meeting(way: WayGone) -> str:
    if way.urgent_reason:
        reason = " ".join(way.urgent_reason.split()).rstrip(".;")
        return f"Trường hợp khẩn cấp, giải quyết không qua bước họp bình xét theo {URGENT_LAW}. Lý do: {reason}."
    if way.minutes:
        return f"Đã họp bình xét ({'; '.join(map(_cited, way.minutes))})."
    return "Hồ sơ không có biên bản họp bình xét." if way.law_asks else ""


def _cited(minutes: Minutes) -> str:
    number = f"số {minutes.number}" if minutes.number else ""
    day = day_words(minutes.day) if minutes.day else ""
    return " ".join(part for part in ("Biên bản", number, day) if part) if number or day else "biên bản chưa có số"


def _days(days: Iterable[date]) -> str:
    known = sorted(set(days))
    if len(known) == 1:
        return day_words(known[0])
    return f"từ {day_words(known[0])} đến {day_words(known[-1])}"
