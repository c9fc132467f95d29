"""An answer of `policy explain` in words, for people who read it in a terminal: Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator

from aid.domain.dates import show
from aid.domain.entitlements import Evaluation, Line, Refused
from aid.domain.explanations import explanation_as_data, tell_data
from aid.domain.money import grouped
from aid.domain.norms import Norm
from aid.web.forms.base import clean

_VI = {
    "on": "Ngày tính: {day}",
    "norm": "Mức chuẩn: {amount} đồng, theo {basis}{notes}",
    "no_norm": "Chưa có mức chuẩn cho ngày này.",
    "norm_unconfirmed": " (chưa xác nhận)",
    "norm_central": "; tỉnh, thành phố chưa nhập mức chuẩn riêng nên dùng mức của trung ương",
    "estimate": "Chính sách chưa được xác nhận: chỉ để ước tính, chưa dùng để ra quyết định.",
    "unconfirmed": "[chưa xác nhận – chỉ để ước tính] ",
    "due": "; hạn {day}",
    "total": "Cộng: {total} {unit}",
    "document": "Văn bản {policy}: {document}",
}
_EN = {
    "on": "Computed for: {day}",
    "norm": "Standard amount: {amount} VND, by {basis}{notes}",
    "no_norm": "No standard amount is known for this day.",
    "norm_unconfirmed": " (not confirmed)",
    "norm_central": "; the province's own standard is not entered, so the central one is used",
    "estimate": "A policy is not confirmed: an estimate only, no basis for a decision.",
    "unconfirmed": "[not confirmed – an estimate only] ",
    "due": "; due {day}",
    "total": "Total: {total} {unit}",
    "document": "Document {policy}: {document}",
}
_WORDS = {"vi": _VI, "en": _EN}


def told(evaluation: Evaluation, *, has_own_norm: bool, language: str = "vi") -> Iterator[str]:
    """Yield the answer line by line: what is given and what is not, each with its sentence, clause and document."""
    words = _WORDS[language]
    yield words["on"].format(day=show(evaluation.on))
    yield norm_line(evaluation.norm, has_own=has_own_norm, language=language) if evaluation.norm else words["no_norm"]
    if not evaluation.confirmed:
        yield words["estimate"]
    for line in evaluation.lines:
        due = words["due"].format(day=show(line.limit.due_on)) if line.limit else ""
        yield f"+ {_named(line)}: {'' if line.confirmed else words['unconfirmed']}{_says(line, language)}{due})"
    for refused in evaluation.refusals:
        yield f"- {_named(refused)}: {_says(refused, language)})"
    for unit, total in evaluation.totals.items():
        yield words["total"].format(total=_number(total, language), unit=unit)
    yield from _documents(evaluation, language)


def norm_line(norm: Norm, *, has_own: bool, language: str = "vi") -> str:
    """Return the norm (đồng) and its basis, and what is not certain about it."""
    words = _WORDS[language]
    notes = "" if norm.confirmed else words["norm_unconfirmed"]
    notes += "" if has_own else words["norm_central"]
    return words["norm"].format(amount=_number(norm.amount, language), basis=norm.basis, notes=notes)


def _named(found: Line | Refused) -> str:
    return f"{found.policy} {found.benefit}" + (f" {clean(found.member)}" if found.member else "")


def _says(found: Line | Refused, language: str) -> str:
    return f"{tell_data(explanation_as_data(found), language).says} ({found.clause}"


def _documents(evaluation: Evaluation, language: str) -> Iterator[str]:
    found: list[Line | Refused] = [*evaluation.lines, *evaluation.refusals]
    for code, one in {one.policy: one for one in found}.items():
        document = tell_data(explanation_as_data(one), language).document
        yield _WORDS[language]["document"].format(policy=code, document=document)


def _number(value: int, language: str) -> str:
    return f"{value:,}" if language == "en" else grouped(value)
