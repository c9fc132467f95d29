"""A mistake of a policy's document in the words of the form: its keys and values as the fields call them."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from aid.domain.amounts import AMOUNTS
from aid.domain.conditions import RULES
from aid.domain.errors import Refusal
from aid.domain.subjects import SUBJECTS
from aid.web.labels import label

_FIELDS = {
    "among": _l("Chia cho bao nhiêu phần"),
    "amount": _l("Số tiền"),
    "at_least": _l("Ít nhất bao nhiêu tiền"),
    "at_least_times": _l("Ít nhất bao nhiêu lần mức chuẩn"),
    "at_most": _l("Nhiều nhất bao nhiêu tiền"),
    "by": _l("Tính thế nào"),
    "floor": _l("Mức tối thiểu"),
    "from": _l("Từ"),
    "from_severity": _l("Từ mức độ thương tích"),
    "group": _l("Nhóm chỉ lấy mức cao nhất"),
    "kind": _l("Tính thế nào"),
    "not_with": _l("Không hưởng cùng"),
    "over": _l("Trừ phần đã được hưởng theo"),
    "to": _l("Đến"),
    "who": _l("Dành cho ai"),
}
_WORD = re.compile(r"(?<!\w)[a-z][a-z_]*(?!\w)")


def fault_says(refusal: Refusal) -> str:
    """Return problem and cure of a `policy_unreadable` as a sentence of the form."""
    facts = {key: _WORD.sub(_named, str(refusal.facts[key])) for key in ("problem", "cure")}
    says = gettext("%(problem)s. Cách sửa: %(cure)s.", **facts)
    return says[:1].upper() + says[1:]


def _named(word: re.Match[str]) -> str:
    """Return what the form calls a key or a value; a word it does not know stays."""
    key = word[0]
    if key in _FIELDS:
        return f"“{_FIELDS[key]}”"
    groups = (("PolicyRule", RULES), ("PolicySubject", SUBJECTS), ("AmountKind", AMOUNTS))
    return next((f"“{label(key, group)}”" for group, table in groups if key in table), key)
