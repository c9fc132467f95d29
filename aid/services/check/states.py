"""States that belong together: dossier and decision, decision and lines, payment and entries, payout and members.

Each rule is a query that finds the rows which break it; a clean database gives none.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, String, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.decision_changes import ChangeKind
from aid.domain.dossiers import DossierState
from aid.domain.ledger import EntryKind
from aid.domain.payouts import PaymentState
from aid.models.approval_routes import DossierApproval
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.funds import Entry
from aid.models.papers import Paper
from aid.models.payouts import Payment, Payout
from aid.models.signatures import DecisionFile, SignedFile
from aid.services import trail
from aid.services.check.findings import Finding
from aid.services.check.reading import rows_of

_S = PaymentState
_APPROVED = (_S.APPROVED, _S.SENT, _S.PAID, _S.FAILED, _S.RETURNED)


class _Rule(NamedTuple):
    code: str
    table: str
    broken: Callable[[], Select[Any]]
    says: str


def _issued_without_decision() -> Select[Any]:
    has = exists().where(Decision.dossier_id == Dossier.id)
    return select(Dossier.id).where((Dossier.state == DossierState.ISSUED) != has)


def _dossier_total() -> Select[Any]:
    lines = select(func.coalesce(func.sum(DossierLine.amount), 0)).where(
        DossierLine.dossier_id == Dossier.id, DossierLine.live
    )
    is_open = Dossier.state != DossierState.REFUSED
    return select(Dossier.id).where(is_open, Dossier.total != lines.scalar_subquery())


def _signer_missing() -> Select[Any]:
    return select(Dossier.id).where(
        Dossier.state.in_((DossierState.SIGNED, DossierState.ISSUED)), Dossier.signed_by.is_(None)
    )


def _signed_while_waited_for() -> Select[Any]:
    row = DossierApproval
    waits = exists().where(
        row.dossier_id == Dossier.id, row.change_id.is_(None), row.done_at.is_(None), row.voided_at.is_(None)
    )
    return select(Dossier.id).where(Dossier.state.in_((DossierState.SIGNED, DossierState.ISSUED)), waits)


def _change_signed_while_waited_for() -> Select[Any]:
    row = DossierApproval
    waits = exists().where(row.change_id == DecisionChange.id, row.done_at.is_(None), row.voided_at.is_(None))
    return select(DecisionChange.id).where(DecisionChange.state.in_((DossierState.SIGNED, DossierState.ISSUED)), waits)


def _decision_total() -> Select[Any]:
    lines = select(func.coalesce(func.sum(DecisionLine.amount), 0)).where(DecisionLine.decision_id == Decision.id)
    return select(Decision.id).where(Decision.total != lines.scalar_subquery())


def _line_without_payment() -> Select[Any]:
    return select(DecisionLine.id).where(~exists().where(Payment.decision_line_id == DecisionLine.id))


def _payment_amount() -> Select[Any]:
    return (
        select(Payment.id)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .where(Payment.amount != DecisionLine.amount)
    )


def _payment_entries() -> Select[Any]:
    """A paid payment has one SPEND of its amount, a returned one a RETURN too, a cancelled one a RELEASE only."""

    def posted(kind: EntryKind) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((Entry.kind == kind, Entry.amount), else_=0)), 0)

    def wanted(*states: PaymentState) -> ColumnElement[int]:
        return case((Payment.state.in_(states), Payment.amount), else_=0)

    return (
        select(Payment.id)
        .outerjoin(Entry, Entry.payment_id == Payment.id)
        .group_by(Payment.id, Payment.state, Payment.amount)
        .having(
            or_(
                posted(EntryKind.SPEND) != wanted(_S.PAID, _S.RETURNED),
                posted(EntryKind.RETURN) != wanted(_S.RETURNED),
                posted(EntryKind.RELEASE) != wanted(_S.CANCELLED),
            )
        )
    )


def _payout_member() -> Select[Any]:
    return (
        select(Payment.id)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Payout, Payment.payout_id == Payout.id)
        .where(Payout.decision_id != DecisionLine.decision_id)
    )


def _payout_fund() -> Select[Any]:
    return (
        select(Payout.id)
        .join(Decision, Payout.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .where(Payout.fund_id != Dossier.fund_id)
    )


def _payout_not_approved() -> Select[Any]:
    return (
        select(Payment.id)
        .join(Payout, Payment.payout_id == Payout.id)
        .where(Payment.state.in_(_APPROVED), Payout.approved_by.is_(None))
    )


def _signed_from_nowhere() -> Select[Any]:
    """A signed file is the one before it with signatures: the first rests on what was drawn, each on another's file."""
    before = aliased(DecisionFile)
    rests = exists().where(
        before.decision_id == DecisionFile.decision_id,
        before.position == DecisionFile.position - 1,
        before.sha256 == DecisionFile.based_on,
    )
    drawn = (DecisionFile.position == 1) & (DecisionFile.based_on == func.coalesce(Decision.pdf_sha256, ""))
    wanted = select(DecisionFile.id).join(Decision, Decision.id == DecisionFile.decision_id)
    return wanted.where(~drawn, ~rests)


def _other_signed_from_nowhere() -> Select[Any]:
    """The same for a change or a paper, whose drawn file the register may have replaced before anybody signed."""
    before = aliased(SignedFile)
    rests = exists().where(
        or_(before.change_id == SignedFile.change_id, before.paper_id == SignedFile.paper_id),
        before.position == SignedFile.position - 1,
        before.sha256 == SignedFile.based_on,
    )
    drawn = (SignedFile.position == 1) & (
        SignedFile.based_on == func.coalesce(DecisionChange.pdf_sha256, Paper.pdf_sha256, "")
    )
    wanted = select(SignedFile.id).outerjoin(DecisionChange, DecisionChange.id == SignedFile.change_id)
    return wanted.outerjoin(Paper, Paper.id == SignedFile.paper_id).where(~drawn, ~rests)


def _decision_state() -> Select[Any]:
    """A decision is amended or revoked where an issued later decision changes or replaces it, and only there."""

    def changed(kind: ChangeKind) -> ColumnElement[bool]:
        of_it = (DecisionChange.decision_id == Decision.id) & (DecisionChange.kind == kind)
        return exists().where(of_it, DecisionChange.state == DossierState.ISSUED)

    newer = aliased(Decision)
    is_revoked = changed(ChangeKind.REVOKE) | exists().where(newer.replaces_id == Decision.id)
    is_amended = changed(ChangeKind.AMEND)
    wanted = case((is_revoked, "revoked"), (is_amended, "amended"), else_="in_force")
    return select(Decision.id).where(cast(Decision.state, String) != wanted)


_RULES = (
    _Rule("decision_state", "decisions", _decision_state, "Hiệu lực của quyết định khác với quyết định sau nó."),
    _Rule("dossier_decision", "dossiers", _issued_without_decision, "Hồ sơ và quyết định không khớp: thiếu hoặc thừa."),
    _Rule("dossier_total", "dossiers", _dossier_total, "Tổng của hồ sơ khác tổng các dòng."),
    _Rule("dossier_signer", "dossiers", _signer_missing, "Hồ sơ đã ký nhưng không có người ký."),
    _Rule("approval_waiting", "dossiers", _signed_while_waited_for, "Hồ sơ đã ký khi trình tự duyệt còn chờ."),
    _Rule(
        "approval_waiting",
        "decision_changes",
        _change_signed_while_waited_for,
        "Quyết định sửa đổi, thu hồi đã ký khi trình tự duyệt còn chờ.",
    ),
    _Rule("decision_total", "decisions", _decision_total, "Tổng của quyết định khác tổng các dòng."),
    _Rule("signed_file", "decision_files", _signed_from_nowhere, "Bản đã ký không nối với bản ngay trước nó."),
    _Rule("signed_file", "signed_files", _other_signed_from_nowhere, "Bản đã ký không nối với bản ngay trước nó."),
    _Rule("line_without_payment", "decision_lines", _line_without_payment, "Dòng quyết định không có khoản chi."),
    _Rule("payment_amount", "payments", _payment_amount, "Khoản chi khác số tiền của dòng quyết định."),
    _Rule("payment_entries", "payments", _payment_entries, "Trạng thái khoản chi không khớp các bút toán."),
    _Rule("payout_member", "payments", _payout_member, "Khoản chi nằm trong đợt chi của quyết định khác."),
    _Rule("payout_fund", "payouts", _payout_fund, "Đợt chi dùng nguồn khác nguồn của hồ sơ."),
    _Rule("payout_not_approved", "payments", _payout_not_approved, "Khoản chi đi tiếp khi đợt chi chưa được duyệt."),
)


_FROZEN: tuple[tuple[str, Any, str], ...] = (
    ("decisions", Decision, "Nội dung quyết định khác lúc ban hành."),
    ("decision_changes", DecisionChange, "Nội dung quyết định sửa đổi, thu hồi khác lúc ban hành."),
    ("papers", Paper, "Nội dung giấy tờ khác lúc chốt."),
)


def check(connection: Connection) -> Iterator[Finding]:
    """Yield rows whose states contradict each other, and decisions whose content is not the one that was frozen."""
    for rule in _RULES:
        for row in rows_of(connection, rule.broken()):
            yield Finding(rule.code, rule.table, str(row["id"]), rule.says)
    for table, model, says in _FROZEN:
        frozen = select(model.id, model.content, model.content_sha256).where(model.content_sha256.is_not(None))
        for row in rows_of(connection, frozen):
            if trail.digest(row["content"]) != row["content_sha256"]:
                yield Finding("content_changed", table, str(row["id"]), says)
