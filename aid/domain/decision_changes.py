"""Changing an issued decision: only a later decision does it, and money follows the state of each payment.

NĐ 30/2020 Điều 18.3: an issued document with wrong content is amended or replaced by one of equal form. What was not
paid is called off and its promise released; what was paid is named as an amount to return; what is at the bank waits.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from aid.domain.decision_wording import GIVEN, in_figures_and_words
from aid.domain.decisions import day_words
from aid.domain.dossiers import DecisionState
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState


class ChangeKind(StrEnum):
    """What a later decision does to an earlier one."""

    AMEND = "amend"
    REVOKE = "revoke"


class Treatment(StrEnum):
    """What becomes of one line that is taken out of a decision."""

    CANCEL = "cancel"
    RECOVER = "recover"
    NONE = "none"


class OldDecision(NamedTuple):
    """The decision that is changed, as the paper names it."""

    number: str
    day: date
    issuer: str
    subject: str
    unit: str


class WithdrawnLine(NamedTuple):
    """One line that is taken out: for whom, how much, and what becomes of it."""

    beneficiary: str
    amount: int
    treatment: Treatment


RESULT: dict[ChangeKind, DecisionState] = {
    ChangeKind.AMEND: DecisionState.AMENDED,
    ChangeKind.REVOKE: DecisionState.REVOKED,
}
_S = PaymentState
TREATMENTS: dict[PaymentState | None, Treatment] = {
    **dict.fromkeys((_S.PLANNED, _S.PREPARED, _S.APPROVED, _S.HELD, _S.FAILED), Treatment.CANCEL),
    _S.PAID: Treatment.RECOVER,
    None: Treatment.NONE,
}
_VERBS = {ChangeKind.AMEND: "sửa đổi, bổ sung", ChangeKind.REVOKE: "thu hồi"}


def treatment_of(state: PaymentState | None, beneficiary: str) -> Treatment:
    """Return what becomes of a line by its payment; None is one that was called off or came back.

    Refusal `payment_at_bank` (beneficiary) where the bank has not said yet what became of it.
    """
    if state not in TREATMENTS:
        raise Refusal("payment_at_bank", beneficiary=beneficiary)
    return TREATMENTS[state]


def check_changeable(state: DecisionState, number: str) -> None:
    """Refuse to change what no longer holds: Refusal `decision_not_in_force` (number)."""
    if state is DecisionState.REVOKED:
        raise Refusal("decision_not_in_force", number=number)


def check_plan(kind: ChangeKind, *, reason: str, wording: str, lines: int, of: int) -> None:
    """Refuse a change without its reason, an amendment that changes nothing or takes everything out.

    Refusal `reason_missing`, `change_empty`, `change_is_revocation`.
    """
    if not reason.strip():
        raise Refusal("reason_missing")
    if kind is ChangeKind.REVOKE:
        return
    if not lines and not wording.strip():
        raise Refusal("change_empty")
    if lines == of:
        raise Refusal("change_is_revocation")


def sum_of_change(kind: ChangeKind, *, decided: int, left: int) -> int:
    """Return by which sum a change goes its way: an amendment by what is `left`, a revocation by all `decided`.

    A revocation does not become a smaller matter because an amendment went before it.
    """
    return decided if kind is ChangeKind.REVOKE else left


def subject_of_change(kind: ChangeKind, old: OldDecision) -> str:
    """Trích yếu: "Về việc thu hồi Quyết định số 05/QĐ-UBND ngày …", without a full stop."""
    return f"Về việc {_VERBS[kind]} {_named(old)}"


def articles_of_change(
    kind: ChangeKind, old: OldDecision, lines: Sequence[WithdrawnLine], *, wording: str, reason: str,
    executors: Sequence[str],
) -> tuple[tuple[str, ...], ...]:  # fmt: skip
    """The articles, each a tuple of paragraphs without its number; the last ends with "./."."""
    first = (_first(kind, old, reason), *_taken_out(kind, old, lines))
    changed = ((wording.strip().rstrip(".").strip() + ".",),) if wording.strip() else ()
    rest = () if kind is ChangeKind.REVOKE else ((f"Các nội dung khác của {_named(old)} giữ nguyên hiệu lực.",),)
    return (first, *changed, _money(old, lines), *rest, (_execution(executors),))


def _named(old: OldDecision) -> str:
    return f"Quyết định số {old.number} {day_words(old.day)} của {old.issuer}"


def _first(kind: ChangeKind, old: OldDecision, reason: str) -> str:
    verb = _VERBS[kind][:1].upper() + _VERBS[kind][1:]
    subject = old.subject[:1].lower() + old.subject[1:]
    return f"{verb} {_named(old)} {subject}. Lý do: {reason.strip().rstrip('.')}."


def _taken_out(kind: ChangeKind, old: OldDecision, lines: Sequence[WithdrawnLine]) -> tuple[str, ...]:
    if kind is ChangeKind.REVOKE or not lines:
        return ()
    names = "; ".join(f"{line.beneficiary}: {in_figures_and_words(line.amount, old.unit)}" for line in lines)
    return (f"Bỏ các khoản sau trong Quyết định số {old.number}: {names}.",)


def _money(old: OldDecision, lines: Sequence[WithdrawnLine]) -> tuple[str, ...]:
    called_off = sum(line.amount for line in lines if line.treatment is Treatment.CANCEL)
    to_return = [line for line in lines if line.treatment is Treatment.RECOVER]
    said, given = [], GIVEN[old.unit]
    if called_off:
        said.append(
            f"Khoản chưa {given.verb} {in_figures_and_words(called_off, old.unit)} không {given.verb} nữa và trả lại"
            f" {given.source}."
        )
    if to_return:
        total = sum(line.amount for line in to_return)
        names = "; ".join(f"{line.beneficiary}: {in_figures_and_words(line.amount, old.unit)}" for line in to_return)
        said.append(f"Khoản đã {given.verb} phải thu hồi {in_figures_and_words(total, old.unit)}, gồm {names}.")
    return tuple(said) or ("Việc sửa đổi không làm thay đổi số tiền, hiện vật đã quyết định.",)


def _execution(executors: Sequence[str]) -> str:
    named = ", ".join(executors)
    return (
        f"Quyết định này có hiệu lực kể từ ngày ký. {named} và các hộ gia đình, cá nhân có liên quan chịu trách nhiệm"
        " thi hành Quyết định này./."
    )
