"""The books: totals equal the sum of entries, nothing is below zero, promises equal what is still to be paid."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.ledger import MOVES, REVERSIBLE, Account, EntryKind, Totals
from aid.domain.payouts import UNPAID_STATES, PaymentState
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.funds import Entry, Fund, FundTransfer
from aid.models.incidents import Incident
from aid.models.payouts import Payment
from aid.services.check.findings import Finding
from aid.services.check.reading import rows_of

_PROMISES = {EntryKind.RESERVE: 1, EntryKind.RELEASE: -1, EntryKind.SPEND: -1}


def check(connection: Connection, funds: list[dict[str, Any]]) -> Iterator[Finding]:
    """Yield what does not add up; `funds` gets the books of every fund, by code."""
    sums, promised = _sums(connection), _promised(connection)
    accounts = [account.value for account in Account]
    wanted = select(Fund.id, Fund.code, Fund.unit, *(getattr(Fund, name) for name in accounts), Fund.ceiling).order_by(
        Fund.code
    )
    for row in rows_of(connection, wanted):
        totals = Totals(*(row[name] for name in accounts))
        funds.append({"code": row["code"], "unit": row["unit"], **totals._asdict(), "available": totals.available})
        if row["ceiling"] is not None and totals.promised > row["ceiling"]:
            says = f"Nguồn {row['code']} đã cam kết {totals.promised}, vượt trần {row['ceiling']}."
            yield Finding("ceiling_passed", "funds", str(row["id"]), says)
        yield from _check_fund(row["id"], row["code"], totals, sums[row["id"]], promised.get(row["id"], 0))
    yield from _check_promises(connection)
    yield from _check_reversals(connection)
    yield from _check_transfers(connection)
    yield from _check_closed(connection)


def _check_fund(ident: int, code: str, totals: Totals, summed: dict[Account, int], promised: int) -> Iterator[Finding]:
    for account in Account:
        kept = getattr(totals, account.value)
        if kept != summed[account]:
            says = f"Nguồn {code}: tổng {account.value} là {kept}, cộng bút toán được {summed[account]}."
            yield Finding("ledger_total", "funds", str(ident), says)
    if totals.available < 0 or min(totals) < 0:
        yield Finding("ledger_negative", "funds", str(ident), f"Nguồn {code} có số âm.")
    if totals.reserved != promised:
        says = f"Nguồn {code} giữ chỗ {totals.reserved}, các khoản chưa chi cộng được {promised}."
        yield Finding("ledger_reserved", "funds", str(ident), says)


def _sums(connection: Connection) -> dict[int, dict[Account, int]]:
    sums: dict[int, dict[Account, int]] = defaultdict(lambda: defaultdict(int))
    is_reversal = Entry.reverses_id.is_not(None)
    wanted = select(Entry.fund_id, Entry.kind, is_reversal, func.sum(Entry.amount)).group_by(
        Entry.fund_id, Entry.kind, is_reversal
    )
    for fund_id, kind, reversing, amount in connection.execute(wanted):
        for account, sign in MOVES[EntryKind(kind)].items():
            sums[fund_id][account] += -sign * int(amount) if reversing else sign * int(amount)
    return sums


def _promised(connection: Connection) -> dict[int, int]:
    wanted = (
        select(Dossier.fund_id, func.sum(Payment.amount))
        .select_from(Payment)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Decision, DecisionLine.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .where(Payment.state.in_(UNPAID_STATES))
        .group_by(Dossier.fund_id)
    )
    return {fund_id: int(amount) for fund_id, amount in connection.execute(wanted)}


def _check_promises(connection: Connection) -> Iterator[Finding]:
    """Per decision: what was reserved and neither released nor spent is what its payments still have to pay."""
    moved = case({kind.value: Entry.amount * sign for kind, sign in _PROMISES.items()}, value=Entry.kind, else_=0)
    entries = select(Entry.decision_id, func.sum(moved).label("amount")).group_by(Entry.decision_id).subquery()
    open_amount = case((Payment.state.in_(UNPAID_STATES), Payment.amount), else_=0)
    owed = (
        select(DecisionLine.decision_id, func.sum(func.coalesce(open_amount, 0)).label("amount"))
        .outerjoin(Payment, Payment.decision_line_id == DecisionLine.id)
        .group_by(DecisionLine.decision_id)
        .subquery()
    )
    reserved, left = func.coalesce(entries.c.amount, 0), func.coalesce(owed.c.amount, 0)
    wanted = (
        select(Decision.id, Decision.full_number, reserved.label("reserved"), left.label("owed"))
        .outerjoin(entries, entries.c.decision_id == Decision.id)
        .outerjoin(owed, owed.c.decision_id == Decision.id)
        .where(reserved != left)
        .order_by(Decision.id)
    )
    for row in rows_of(connection, wanted):
        says = f"Quyết định {row['full_number']} giữ chỗ {row['reserved']}, còn phải chi {row['owed']}."
        yield Finding("decision_promise", "decisions", str(row["id"]), says)


def _check_reversals(connection: Connection) -> Iterator[Finding]:
    wrong = aliased(Entry)
    differs = or_(
        wrong.fund_id != Entry.fund_id,
        wrong.kind != Entry.kind,
        wrong.amount != Entry.amount,
        wrong.reverses_id.is_not(None),
        Entry.kind.not_in(REVERSIBLE),
    )
    wanted = select(Entry.id).join(wrong, and_(Entry.reverses_id == wrong.id, differs)).order_by(Entry.id)
    for row in rows_of(connection, wanted):
        yield Finding("reversal_wrong", "entries", str(row["id"]), "Bút toán đảo không khớp bút toán nó nêu tên.")


def _check_transfers(connection: Connection) -> Iterator[Finding]:
    """Two halves mirror each other: same amount, day, unit and agency, another fund; undone together or not at all."""
    gone, come, undone, undone_too = aliased(Entry), aliased(Entry), aliased(Entry), aliased(Entry)
    giver, taker = aliased(Fund), aliased(Fund)
    unlike = or_(
        gone.kind != EntryKind.TRANSFER_OUT,
        come.kind != EntryKind.RECEIVE,
        gone.amount != come.amount,
        gone.day != come.day,
        gone.fund_id == come.fund_id,
        giver.unit != taker.unit,
        giver.agency_id != taker.agency_id,
        undone.id.is_(None) != undone_too.id.is_(None),
    )
    wanted = (
        select(FundTransfer.id)
        .join(gone, FundTransfer.out_entry_id == gone.id)
        .join(come, FundTransfer.in_entry_id == come.id)
        .join(giver, gone.fund_id == giver.id)
        .join(taker, come.fund_id == taker.id)
        .outerjoin(undone, undone.reverses_id == gone.id)
        .outerjoin(undone_too, undone_too.reverses_id == come.id)
        .where(unlike)
        .order_by(FundTransfer.id)
    )
    for row in rows_of(connection, wanted):
        yield Finding("transfer_unlike", "fund_transfers", str(row["id"]), "Hai vế của khoản chuyển nguồn lệch nhau.")


def _check_closed(connection: Connection) -> Iterator[Finding]:
    """No entry dated in a closed period was written after the closing."""
    late = and_(Entry.fund_id == Fund.id, Entry.day <= Fund.closed_to, Entry.created_at > Fund.closed_at)
    for row in rows_of(connection, select(Entry.id).join(Fund, late).order_by(Entry.id)):
        yield Finding("closed_period", "entries", str(row["id"]), "Bút toán ghi vào kỳ đã khóa sổ.")


def positions(connection: Connection) -> list[dict[str, Any]]:
    """Return for each incident and each day money was paid on: the đồng paid up to that day and not returned."""
    by_day = (
        select(Incident.code, Payment.paid_on, func.sum(Payment.amount).label("amount"))
        .select_from(Payment)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .join(Decision, DecisionLine.decision_id == Decision.id)
        .join(Dossier, Decision.dossier_id == Dossier.id)
        .join(Incident, Dossier.incident_id == Incident.id)
        .where(Payment.state == PaymentState.PAID, Payment.paid_on.is_not(None), Decision.unit == "VND")
        .group_by(Incident.code, Payment.paid_on)
        .order_by(Incident.code, Payment.paid_on)
    )
    found: list[dict[str, Any]] = []
    for code, day, amount in connection.execute(by_day):
        before = found[-1]["amount"] if found and found[-1]["incident"] == code else 0
        found.append({"incident": code, "on": str(day), "amount": before + int(amount)})
    return found
