"""What changed between two versions of a policy, in the words of its page: once before, once after."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.policy_changes import Difference, differences
from aid.domain.shapes import as_day
from aid.queries.policies import policies_known
from aid.queries.policy_choices import incident_names, place_names
from aid.web.filters import day
from aid.web.labels import label
from aid.web.policies.benefit_words import amount_of, conditions_of, limit_of
from aid.web.policies.names import Names, names_of, ref_name
from aid.web.policies.shown import span

Data = Mapping[str, Any]


class Change(NamedTuple):
    """One thing that changed: whose it is (a benefit, or nothing for the document), and how it reads on both sides."""

    where: str
    what: str
    before: str
    after: str


_WORDS = {
    "amount": _l("Mức hỗ trợ"),
    "bases": _l("Căn cứ"),
    "causes": _l("Nguyên nhân"),
    "clause": _l("Điều, khoản"),
    "code": _l("Mã"),
    "coverage_day": _l("Xét thuộc văn bản này theo"),
    "floor": _l("Mức tối thiểu"),
    "fund_kinds": _l("Nguồn chi"),
    "group": _l("Chỉ lấy mức cao nhất trong nhóm"),
    "incidents": _l("Vụ việc"),
    "issuer": _l("Cơ quan ban hành"),
    "kind": _l("Loại văn bản"),
    "limit": _l("Thời hạn quyết định"),
    "not_with": _l("Không hưởng cùng"),
    "note": _l("Điều còn phải xác nhận"),
    "noun": _l("Gọi người hưởng là"),
    "noun_en": _l("Người hưởng, bằng tiếng Anh"),
    "number": _l("Số, ký hiệu"),
    "order": _l("Thứ tự"),
    "places": _l("Nơi áp dụng"),
    "purpose": _l("Mục đích"),
    "reference_day": _l("Mức tính theo"),
    "signed_on": _l("Ngày ban hành"),
    "text": _l("Nguyên văn hoặc tóm tắt"),
    "title": _l("Tên"),
    "title_en": _l("Tên bằng tiếng Anh"),
    "valid": _l("Áp dụng"),
    "when": _l("Điều kiện"),
    "who": _l("Cho ai"),
}
_GROUPS = {
    "coverage_day": "ReferenceDay",
    "kind": "PolicyKind",
    "purpose": "BenefitPurpose",
    "reference_day": "ReferenceDay",
    "who": "PolicySubject",
}


def changes_in_words(before: Data, after: Data) -> list[Change]:
    """Return what changed from one document to the next, each thing once."""
    names = names_of(policies_known())
    seen: set[tuple[str, str]] = set()
    changes = []
    for found in differences(dict(before), dict(after)):
        top = found.key.partition(".")[0]
        if top != _NOT_EDITED and (found.benefit, top) not in seen:
            seen.add((found.benefit, top))
            changes.append(
                _of_benefit(found, top, before, after, names) if found.benefit else _of_head(top, before, after)
            )
    return changes


def _of_head(key: str, before: Data, after: Data) -> Change:
    if key == "benefits":
        return Change("", _("Thứ tự các khoản"), _order(before), _order(after))
    shown = _HEAD.get(key, _plain)
    return Change("", _named(key), shown(key, before.get(key)), shown(key, after.get(key)))


def _of_benefit(found: Difference, key: str, before: Data, after: Data, names: Names) -> Change:
    old, new = _benefit(before, found.benefit), _benefit(after, found.benefit)
    where = str((new or old)["title"])
    if not found.key:
        return Change(where, _("Khoản hỗ trợ"), _whole(old, names), _whole(new, names))
    if key in _LINES:
        before_lines, after_lines = _LINES[key](old, names), _LINES[key](new, names)
        return Change(where, _named(key), _without(before_lines, after_lines), _without(after_lines, before_lines))
    return Change(where, _named(key), _part(key, old, names), _part(key, new, names))


def _without(lines: Sequence[str], others: Sequence[str]) -> str:
    """Return the lines that the other version does not have; all of them where only their order changed."""
    own = [line for line in lines if line not in others]
    return "; ".join(own or (lines if sorted(lines) == sorted(others) else ()))


def _whole(benefit: Data, names: Names) -> str:
    return f"{benefit['clause']}: {'; '.join(amount_of(benefit, names))}" if benefit else ""


def _part(key: str, benefit: Data, names: Names) -> str:
    if key in _BENEFIT:
        return _BENEFIT[key](benefit, names)
    return _plain(key, benefit.get(key))


def _conditions(benefit: Data, _names: Names) -> list[str]:
    return [f"{says} ({clause})" if clause else says for says, clause in conditions_of(benefit)]


def _refs(benefit: Data, names: Names) -> str:
    return "; ".join(ref_name(ref, names) for ref in benefit.get("not_with") or ())


def _funds(benefit: Data, _names: Names) -> str:
    return ", ".join(label(kind, "FundSource") for kind in benefit.get("fund_kinds") or ())


def _plain(key: str, value: Any) -> str:
    if value in (None, "", [], False):
        return ""
    if value is True:
        return _("có")
    if key in _GROUPS:
        return label(value, _GROUPS[key])
    if as_day(value) is not None:
        return day(as_day(value))
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _places(_key: str, codes: Any) -> str:
    names = place_names(codes) if codes else {}
    return ", ".join(names.get(code, code) for code in codes or ())


def _incidents(_key: str, codes: Any) -> str:
    names = incident_names(codes) if codes else {}
    return ", ".join(names.get(code, code) for code in codes or ())


def _causes(_key: str, causes: Any) -> str:
    return ", ".join(label(cause, "IncidentKind") for cause in causes or ())


def _valid(_key: str, valid: Any) -> str:
    return span(valid.get("from"), valid.get("to")) if valid else ""


def _bases(_key: str, bases: Any) -> str:
    return "; ".join(str(basis["text"]) for basis in bases or ())


_HEAD: dict[str, Callable[[str, Any], str]] = {
    "bases": _bases,
    "causes": _causes,
    "incidents": _incidents,
    "places": _places,
    "valid": _valid,
}
_BENEFIT: dict[str, Callable[[Data, Names], str]] = {
    "fund_kinds": _funds,
    "limit": lambda benefit, names: limit_of(benefit),
    "not_with": _refs,
}
# What is read line by line: only the lines that changed are told.
_LINES: dict[str, Callable[[Data, Names], list[str]]] = {"amount": amount_of, "when": _conditions}
# Whether a document is confirmed is no part of what a person edits.
_NOT_EDITED = "confirmed"


def _order(document: Data) -> str:
    return ", ".join(str(benefit["title"]) for benefit in document.get("benefits") or ())


def _benefit(document: Data, code: str) -> Data:
    """Return the benefit of a code; the difference adds a number where a code comes twice."""
    benefits: Sequence[Data] = document.get("benefits") or ()
    return next((benefit for benefit in benefits if benefit["code"] == code), {})


def _named(key: str) -> str:
    return str(_WORDS.get(key, key))
