"""Replacing an issued decision: one later decision takes the whole of it back and grants anew, in one act.

NĐ 30/2020 Điều 18.3: a wrong document is amended or replaced by one of equal form. What was not paid is called off and
granted anew from the facts of today. What was paid is never undone silently: it stays paid and is not granted again,
or, where it was wrong, it is named to be returned and granted anew in the right amount; the paper says the difference.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from aid.domain.decision_changes import OldDecision, Treatment, treatment_of
from aid.domain.decision_wording import GIVEN, figures, in_figures_and_words
from aid.domain.decisions import day_words
from aid.domain.errors import Refusal
from aid.domain.payouts import PaymentState

ON_DOCUMENTS = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


class Replaced(StrEnum):
    """What becomes of one line of the replaced decision: its payment called off, kept, to be returned, or none."""

    CANCEL = "cancel"
    KEEP = "keep"
    RECOVER = "recover"
    NONE = "none"


# The lines that are granted anew; a kept one stays with what was paid.
GRANTED_ANEW = frozenset({Replaced.CANCEL, Replaced.RECOVER, Replaced.NONE})
_UNPAID = {Treatment.CANCEL: Replaced.CANCEL, Treatment.NONE: Replaced.NONE}


class LineReplaced(NamedTuple):
    """One line of the replaced decision: what becomes of it, and what is granted for it `anew` (in its unit)."""

    beneficiary: str
    amount: int
    treatment: Replaced
    anew: int = 0


def replaced_by(state: PaymentState | None, beneficiary: str, *, recover: bool) -> Replaced:
    """Return what becomes of a line by its payment; None is one that was called off or came back.

    `recover` says that what was paid was wrong. Refusals `payment_at_bank`, `nothing_to_recover` (beneficiary).
    """
    treatment = treatment_of(state, beneficiary)
    if treatment is Treatment.RECOVER:
        return Replaced.RECOVER if recover else Replaced.KEEP
    if recover:
        raise Refusal("nothing_to_recover", beneficiary=beneficiary)
    return _UNPAID[treatment]


def article_of_replacement(old: OldDecision, reason: str, lines: Sequence[LineReplaced]) -> tuple[str, ...]:
    """Return the article that replaces the earlier decision and says what becomes of its money."""
    named = f"Quyết định số {old.number} {day_words(old.day)} của {old.issuer}"
    subject = old.subject[:1].lower() + old.subject[1:]
    first = f"Quyết định này thay thế {named} {subject}. Lý do: {reason.strip().rstrip('.')}."
    said = (_called_off(old, lines), _kept(old, lines), *_recovered(old, lines))
    return (first, *(sentence for sentence in said if sentence))


def _called_off(old: OldDecision, lines: Sequence[LineReplaced]) -> str:
    total = sum(line.amount for line in lines if line.treatment is Replaced.CANCEL)
    if not total:
        return ""
    verb = GIVEN[old.unit].verb
    money = in_figures_and_words(total, old.unit)
    return f"Khoản chưa {verb} theo Quyết định số {old.number} {money} không {verb} nữa."


def _kept(old: OldDecision, lines: Sequence[LineReplaced]) -> str:
    kept = [line for line in lines if line.treatment is Replaced.KEEP]
    if not kept:
        return ""
    total = in_figures_and_words(sum(line.amount for line in kept), old.unit)
    names = "; ".join(f"{line.beneficiary}: {figures(line.amount, old.unit)}" for line in kept)
    verb = GIVEN[old.unit].verb
    return f"Khoản đã {verb} theo Quyết định số {old.number} {total} giữ nguyên, không {verb} lại, gồm {names}."


def _recovered(old: OldDecision, lines: Sequence[LineReplaced]) -> tuple[str, ...]:
    back = [line for line in lines if line.treatment is Replaced.RECOVER]
    if not back:
        return ()
    total = in_figures_and_words(sum(line.amount for line in back), old.unit)
    names = "; ".join(_difference(line, old.unit) for line in back)
    return (f"Khoản đã {GIVEN[old.unit].verb} phải thu hồi {total}, gồm {names}.",)


def _difference(line: LineReplaced, unit: str) -> str:
    """ "Trần Văn A: đã chi 10.000.000 đồng, nay hỗ trợ 8.000.000 đồng, chênh lệch giảm 2.000.000 đồng"."""
    was = f"{line.beneficiary}: đã {GIVEN[unit].verb} {figures(line.amount, unit)}"
    if not line.anew:
        return f"{was}, nay không hỗ trợ"
    rest = line.anew - line.amount
    way = f", chênh lệch {'tăng' if rest > 0 else 'giảm'} {figures(abs(rest), unit)}" if rest else ""
    return f"{was}, nay hỗ trợ {figures(line.anew, unit)}{way}"
