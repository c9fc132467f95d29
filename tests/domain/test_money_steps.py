"""The tables of payments, dossiers and duties are complete: nobody gets stuck, nothing is named twice."""

from datetime import date
from itertools import product

import pytest

from aid.domain.cases import CASE_STEPS, CaseState
from aid.domain.dossiers import DOSSIER_STEPS, OPEN_STATES, DossierState
from aid.domain.duties import HARD_PAIRS, Duty, check_duty, excluded_by
from aid.domain.errors import Refusal
from aid.domain.incidents import INCIDENT_STEPS, IncidentState
from aid.domain.ledger import MOVES, SIGN, Account, EntryKind, Totals, check_ceiling, check_closing, check_open, post
from aid.domain.payouts import LIVE_STATES, OUT_STATES, PAYMENT_STEPS, UNPAID_STATES, PaymentState
from aid.domain.transitions import next_state, steps_from

MACHINES = [
    (PAYMENT_STEPS, PaymentState, PaymentState.PLANNED, {PaymentState.CANCELLED, PaymentState.RETURNED}),
    (DOSSIER_STEPS, DossierState, DossierState.DRAFT, {DossierState.ISSUED, DossierState.REFUSED}),
    (CASE_STEPS, CaseState, CaseState.RECORDING, {CaseState.CLOSED, CaseState.WITHDRAWN}),
    (INCIDENT_STEPS, IncidentState, IncidentState.REPORTED, {IncidentState.CLOSED, IncidentState.DISMISSED}),
]


@pytest.mark.parametrize(("table", "states", "_first", "final"), MACHINES)
def test_every_state_has_an_exit_or_is_final(table, states, _first, final):
    assert {state for state in states if not steps_from(table, state)} == final


@pytest.mark.parametrize(("table", "states", "first", "_final"), MACHINES)
def test_every_state_is_reached(table, states, first, _final):
    reached, before = {first}, set()
    while reached != before:
        before = set(reached)
        reached |= {step.target for step in table if step.source in reached}
    assert reached == set(states)


@pytest.mark.parametrize("table", [machine[0] for machine in MACHINES])
def test_a_step_leads_from_a_state_to_one_place_only(table):
    pairs = [(step.step, step.source) for step in table]
    assert len(pairs) == len(set(pairs))


def test_what_the_table_does_not_name_is_refused():
    names = {step.step for step in PAYMENT_STEPS}
    known = {(step.step, step.source) for step in PAYMENT_STEPS}
    for name, state in product(names, PaymentState):
        if (name, state) not in known:
            with pytest.raises(Refusal, match="step_not_possible"):
                next_state(PAYMENT_STEPS, state, name, "lý do")


@pytest.mark.parametrize("step", [step for step in PAYMENT_STEPS if step.needs_reason])
def test_a_step_that_needs_a_reason_is_refused_without_one(step):
    with pytest.raises(Refusal, match="reason_missing"):
        next_state(PAYMENT_STEPS, step.source, step.step, " \n")


def test_what_is_sent_is_only_ever_paid_or_failed():
    assert {step.target for step in steps_from(PAYMENT_STEPS, "sent")} == {PaymentState.PAID, PaymentState.FAILED}


def test_nothing_is_paid_that_was_not_approved():
    assert {step.source for step in PAYMENT_STEPS if step.target is PaymentState.PAID} == {"approved", "sent"}
    assert {step.source for step in PAYMENT_STEPS if step.target is PaymentState.APPROVED} == {"prepared"}


def test_the_sets_of_states_hold_together():
    assert UNPAID_STATES < LIVE_STATES
    assert {PaymentState.PAID} == LIVE_STATES - UNPAID_STATES
    assert not OUT_STATES & {PaymentState.PLANNED, PaymentState.PREPARED, PaymentState.APPROVED}
    assert set(DossierState) - {DossierState.ISSUED, DossierState.REFUSED} == OPEN_STATES


# design.md 4.5, written out once more by hand.
HARD = {
    ("prepare", "review"),
    ("prepare", "sign"),
    ("review", "sign"),
    ("prepare", "approve_payment"),
    ("prepare", "pay"),
    ("review", "pay"),
    ("control", "approve_payment"),
    ("control", "pay"),
    ("approve_payment", "pay"),
    ("sign", "pay"),
}


@pytest.mark.parametrize(("held", "needed"), list(product(Duty, Duty)))
def test_every_ordered_pair_of_duties_is_decided_as_the_law_of_the_house_says(held, needed):
    if (held, needed) in HARD or (needed, held) in HARD:
        with pytest.raises(Refusal, match="duty_excluded"):
            check_duty(needed, [held])
        assert needed in excluded_by(held)
    else:
        check_duty(needed, [held])
        assert needed not in excluded_by(held)


def test_no_pair_stands_there_twice():
    assert len(HARD_PAIRS) == len(HARD) == 10


# What each kind of entry does to what is available, by hand.
EFFECTS = {"receive": 5, "transfer_out": -5, "reserve": -5, "release": 5, "spend": 0, "return": 5}


@pytest.mark.parametrize("kind", EntryKind)
def test_an_entry_moves_what_is_available_as_it_should(kind):
    start = Totals(received=100, reserved=20)
    after = post(start, kind, 5)
    assert after.available - start.available == EFFECTS[kind]
    assert post(after, kind, 5, reversing=True) == start


def test_every_account_and_kind_is_in_the_tables():
    assert set(MOVES) == set(EntryKind)
    assert set(SIGN) == set(Account)


@pytest.mark.parametrize("kind", [EntryKind.RESERVE, EntryKind.TRANSFER_OUT])
def test_a_fund_never_goes_below_zero(kind):
    assert post(Totals(received=5), kind, 5).available == 0
    with pytest.raises(Refusal, match="fund_too_small"):
        post(Totals(received=5), kind, 6)


@pytest.mark.parametrize("amount", [0, -1])
@pytest.mark.parametrize("kind", EntryKind)
def test_an_entry_is_above_zero(kind, amount):
    with pytest.raises(Refusal, match="amount_not_positive"):
        post(Totals(received=100, reserved=20), kind, amount)


@pytest.mark.parametrize(
    ("day", "closed_to", "is_open"),
    [
        (date(2026, 8, 31), None, True),
        (date(2026, 8, 31), date(2026, 8, 31), False),
        (date(2026, 9, 1), date(2026, 8, 31), True),
    ],
    ids=["nothing closed", "last closed day", "first open day"],
)
def test_an_entry_is_dated_in_an_open_period(day, closed_to, is_open):
    if is_open:
        check_open(day, closed_to)
    else:
        with pytest.raises(Refusal, match="period_closed"):
            check_open(day, closed_to)


@pytest.mark.parametrize(
    ("last_day", "closed_to", "code"),
    [
        (date(2026, 8, 30), None, "closing_not_month_end"),
        (date(2026, 9, 30), None, "closing_too_early"),
        (date(2026, 8, 31), date(2026, 8, 31), "closing_not_later"),
        (date(2026, 8, 31), date(2026, 7, 31), None),
        (date(2024, 2, 29), None, None),
    ],
)
def test_books_are_closed_at_the_end_of_a_month_that_is_over(last_day, closed_to, code):
    today = date(2026, 9, 30)
    if code is None:
        check_closing(last_day, today=today, closed_to=closed_to)
    else:
        with pytest.raises(Refusal, match=code):
            check_closing(last_day, today=today, closed_to=closed_to)


@pytest.mark.parametrize(
    ("before", "after", "ceiling", "is_kept"),
    [(0, 5, None, True), (0, 5, 5, True), (0, 6, 5, False), (7, 6, 5, True), (7, 7, 5, True), (7, 8, 5, False)],
    ids=["no ceiling", "last dong", "one beyond", "coming down", "unmoved", "further beyond"],
)
def test_nothing_is_promised_beyond_the_ceiling(before, after, ceiling, is_kept):
    totals = Totals(received=100, reserved=before), Totals(received=100, reserved=after)
    if is_kept:
        check_ceiling(*totals, ceiling)
    else:
        with pytest.raises(Refusal, match="ceiling_reached"):
            check_ceiling(*totals, ceiling)
