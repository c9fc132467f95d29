"""Whatever an accountant does to two funds in any order, the books add up; and books that do not are noticed."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from aid.domain import ledger
from aid.domain.errors import Refusal
from aid.domain.ledger import EntryKind, Totals

FUNDS = st.sampled_from((0, 1))
AMOUNTS = st.integers(min_value=1, max_value=9)
FIRST = date(2026, 1, 1)
MONTH_ENDS = tuple(date(2026, month + 1, 1) - timedelta(days=1) for month in range(1, 4))
DAYS = st.integers(min_value=0, max_value=170).map(lambda days: FIRST + timedelta(days=days))
RUN = settings(
    max_examples=150,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
# What is planted is found at the first example that meets it, so that a far limit costs nothing.
PLANTED = settings(RUN, max_examples=3_000)


class Books(RuleBasedStateMachine):
    """Two funds as the domain keeps them, beside a till, a list of promises and a list of payments told by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.totals = [Totals(), Totals()]
        self.till, self.promises, self.paid = [0, 0], [[], []], [[], []]
        self.receipts: list[tuple[tuple[int, int], ...]] = []
        self.closed_to: list[date | None] = [None, None]
        self.outside = 0

    def _posted(
        self, day: date, *steps: tuple[int, EntryKind, int], lacks: bool = False, reversing: bool = False
    ) -> bool:
        """Post all steps or none of them, and say whether they were taken; `lacks` is what the till says of them."""
        after = list(self.totals)
        try:
            for fund, kind, amount in steps:
                ledger.check_open(day, self.closed_to[fund])
                after[fund] = ledger.post(after[fund], kind, amount, reversing=reversing)
        except Refusal as refused:
            reasons = {"period_closed": self._is_closed(day, steps), "fund_too_small": lacks}
            assert reasons[refused.code], refused
            return False
        assert not self._is_closed(day, steps)
        assert not lacks
        self.totals = after
        return True

    def _is_closed(self, day: date, steps: tuple[tuple[int, EntryKind, int], ...]) -> bool:
        ends = [self.closed_to[fund] for fund, _, _ in steps]
        return any(end is not None and day <= end for end in ends)

    def _left(self, fund: int) -> int:
        return self.till[fund] - sum(self.promises[fund])

    @rule(fund=FUNDS, amount=AMOUNTS, day=DAYS)
    def receive(self, fund: int, amount: int, day: date) -> None:
        if self._posted(day, (fund, EntryKind.RECEIVE, amount)):
            self.till[fund] += amount
            self.outside -= amount
            self.receipts.append(((fund, amount),))

    @rule(fund=FUNDS, amount=AMOUNTS, day=DAYS)
    def reserve(self, fund: int, amount: int, day: date) -> None:
        if self._posted(day, (fund, EntryKind.RESERVE, amount), lacks=amount > self._left(fund)):
            self.promises[fund].append(amount)

    @precondition(lambda self: any(self.promises))
    @rule(fund=FUNDS, day=DAYS)
    def release(self, fund: int, day: date) -> None:
        fund = fund if self.promises[fund] else 1 - fund
        if self._posted(day, (fund, EntryKind.RELEASE, self.promises[fund][-1])):
            self.promises[fund].pop()

    @precondition(lambda self: any(self.promises))
    @rule(fund=FUNDS, day=DAYS)
    def spend(self, fund: int, day: date) -> None:
        fund = fund if self.promises[fund] else 1 - fund
        if self._posted(day, (fund, EntryKind.SPEND, self.promises[fund][-1])):
            paid = self.promises[fund].pop()
            self.paid[fund].append(paid)
            self.till[fund] -= paid
            self.outside += paid

    @precondition(lambda self: any(self.paid))
    @rule(fund=FUNDS, day=DAYS)
    def give_back(self, fund: int, day: date) -> None:
        fund = fund if self.paid[fund] else 1 - fund
        if self._posted(day, (fund, EntryKind.RETURN, self.paid[fund][-1])):
            back = self.paid[fund].pop()
            self.till[fund] += back
            self.outside -= back

    @rule(fund=FUNDS, amount=AMOUNTS, day=DAYS)
    def transfer(self, fund: int, amount: int, day: date) -> None:
        steps = ((fund, EntryKind.TRANSFER_OUT, amount), (1 - fund, EntryKind.RECEIVE, amount))
        if self._posted(day, *steps, lacks=amount > self._left(fund)):
            self.till[fund] -= amount
            self.till[1 - fund] += amount
            self.receipts.append(((fund, -amount), (1 - fund, amount)))

    @precondition(lambda self: self.receipts)
    @rule(picked=st.integers(min_value=0, max_value=99), day=DAYS)
    def reverse(self, picked: int, day: date) -> None:
        wrong = self.receipts[picked % len(self.receipts)]
        kinds = {True: EntryKind.RECEIVE, False: EntryKind.TRANSFER_OUT}
        steps = [(fund, kinds[amount > 0], abs(amount)) for fund, amount in wrong]
        lacks = any(amount > self._left(fund) for fund, amount in wrong)
        if self._posted(day, *steps, lacks=lacks, reversing=True):
            self.receipts.remove(wrong)
            for fund, amount in wrong:
                self.till[fund] -= amount
                self.outside += amount

    @rule(fund=FUNDS, last_day=st.sampled_from(MONTH_ENDS))
    def close(self, fund: int, last_day: date) -> None:
        before = self.closed_to[fund]
        try:
            ledger.check_closing(last_day, today=date(2026, 6, 20), closed_to=before)
        except Refusal:
            assert before is not None and last_day <= before
        else:
            self.closed_to[fund] = last_day

    @rule(fund=FUNDS)
    def reopen(self, fund: int) -> None:
        self.closed_to[fund] = None

    @invariant()
    def the_books_say_what_lies_in_the_till(self) -> None:
        for fund, totals in enumerate(self.totals):
            assert totals.reserved == sum(self.promises[fund])
            assert totals.spent - totals.returned == sum(self.paid[fund])
            assert totals.available == self.till[fund] - sum(self.promises[fund]) >= 0

    @invariant()
    def no_dong_is_made_or_lost(self) -> None:
        assert sum(self.till) + self.outside == 0


def test_the_books_add_up_whatever_is_done_in_any_order() -> None:
    run_state_machine_as_test(Books, settings=RUN)


@pytest.mark.parametrize(
    ("kind", "moves"),
    [
        (EntryKind.SPEND, {ledger.Account.SPENT: +1}),
        (EntryKind.RETURN, {ledger.Account.RETURNED: -1}),
        (EntryKind.RELEASE, {ledger.Account.RECEIVED: +1}),
        (EntryKind.TRANSFER_OUT, {}),
    ],
    ids=["promise stays after paying", "return is taken off", "release is a gift", "giver keeps what it gave"],
)
def test_books_with_a_planted_mistake_are_caught(monkeypatch: pytest.MonkeyPatch, kind, moves) -> None:
    monkeypatch.setitem(ledger.MOVES, kind, moves)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Books, settings=PLANTED)


def test_a_closing_that_lets_entries_through_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "check_open", lambda day, closed_to: None)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Books, settings=PLANTED)
