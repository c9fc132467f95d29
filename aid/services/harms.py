"""Recording the dated history of the people of a case, and the costs with their invoices."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.errors import Missing, Refusal
from aid.domain.harms import HarmEntry, check_history, faults_of_entry, only_what_fits
from aid.domain.households import check_first
from aid.domain.roles import Action, Actor
from aid.models.cases import Case, CaseMember, Cost, Harm
from aid.services.areas import check_may
from aid.services.case_edits import facts_changed, open_case
from aid.services.edit_versions import check_edited_version
from aid.services.trail import record
from aid.services.transaction import transaction

_FIELDS = ("kind", "happened_on", "facility", "admitted_on", "discharged_on", "severity", "away_from_home",
           "relatives_care", "treated", "paper")  # fmt: skip


@dataclass(frozen=True)
class CostValues:
    """An actual cost in đồng with its invoice; `person_id` is the person it was for."""

    kind: str
    payee: str
    amount: int
    invoice: str = ""
    person_id: int | None = None
    unclaimed_body: bool = False


def record_harm(case_id: int, person_id: int, entry: HarmEntry, *, version: int | None = None, actor: Actor) -> int:
    """Add one entry to a person's history; return its id.

    Missing where the person is not in the case; Refusal of `faults_of_entry`, `check_history`, `harm_recorded_already`
    for the same entry twice, `stale_edit`, and those of an edit.
    """
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        member = _member(session, case_id, person_id)
        entry = only_what_fits(entry)
        if any(row.person_id == person_id and entry_of(row) == entry for row in case.harms):
            raise Refusal("harm_recorded_already", name=member.person.full_name)
        _check(case, person_id, entry, without=None)
        row = Harm(
            case_id=case_id, person_id=person_id, created_at=clock.now(), created_by=actor.user_id, **asdict(entry)
        )
        session.add(row)
        facts_changed(session, [case], actor=actor)
        record(session, actor, "case:harm_recorded", case, after=_told(_given(entry), member.person.full_name))
        return row.id


def correct_harm(case_id: int, harm_id: int, entry: HarmEntry, *, version: int | None = None, actor: Actor) -> None:
    """Correct one entry; the trail keeps what stood there. Refusals as for `record_harm`."""
    with transaction() as session:
        case = _case_for_edit(session, case_id, version, actor=actor)
        row = _harm(session, case_id, harm_id)
        entry = only_what_fits(entry)
        was = asdict(entry_of(row))
        changed = {name: value for name, value in asdict(entry).items() if was[name] != value}
        if not changed:
            return
        _check(case, row.person_id, entry, without=harm_id)
        for name, value in changed.items():
            setattr(row, name, value)
        facts_changed(session, [case], actor=actor)
        before = _told({name: was[name] for name in changed}, row.person.full_name)
        after = _told(changed, row.person.full_name)
        record(session, actor, "case:harm_corrected", case, before=before, after=after)


def remove_harm(case_id: int, harm_id: int, reason: str, *, actor: Actor) -> None:
    """Take out an entry that was recorded by mistake, with a reason; the trail keeps it.

    Refusal `reason_missing`, what the rest of the history refuses, and those of an edit.
    """
    with transaction() as session:
        case = _case_for_edit(session, case_id, None, actor=actor)
        if not reason.strip():
            raise Refusal("reason_missing")
        row = _harm(session, case_id, harm_id)
        check_history(entry_of(other) for other in case.harms if _is_other(other, row.person_id, harm_id))
        before = _told(asdict(entry_of(row)), row.person.full_name)
        session.delete(row)
        facts_changed(session, [case], actor=actor)
        record(session, actor, "case:harm_removed", case, reason=reason.strip(), before=before)


def record_cost(case_id: int, values: CostValues, *, actor: Actor) -> int:
    """Add an actual cost; return its id.

    Refusal `amount_not_positive`, `invoice_missing`, `cost_recorded_already` for the same invoice of the same kind
    and sum, and those of an edit; Missing where the person is not in the case.
    """
    if values.amount <= 0:
        raise Refusal("amount_not_positive")
    if not values.invoice:
        raise Refusal("invoice_missing")
    with transaction() as session:
        case = _case_for_edit(session, case_id, None, actor=actor)
        if values.person_id is not None:
            _member(session, case_id, values.person_id)
        if any(
            (row.kind, row.amount, row.invoice) == (values.kind, values.amount, values.invoice) for row in case.costs
        ):
            raise Refusal("cost_recorded_already", invoice=values.invoice)
        row = Cost(case_id=case_id, created_at=clock.now(), created_by=actor.user_id, **asdict(values))
        session.add(row)
        facts_changed(session, [case], actor=actor)
        record(session, actor, "case:cost_recorded", case, after=_noted_cost(row))
        return row.id


def remove_cost(case_id: int, cost_id: int, reason: str, *, actor: Actor) -> None:
    """Take out a cost that was recorded by mistake. Refusal `reason_missing`, and those of an edit."""
    with transaction() as session:
        case = _case_for_edit(session, case_id, None, actor=actor)
        if not reason.strip():
            raise Refusal("reason_missing")
        row = session.get(Cost, cost_id)
        if row is None or row.case_id != case_id:
            raise Missing(f"Cost {cost_id}")
        before = _noted_cost(row)
        session.delete(row)
        facts_changed(session, [case], actor=actor)
        record(session, actor, "case:cost_removed", case, reason=reason.strip(), before=before)


def entry_of(row: Harm) -> HarmEntry:
    """Return the value of a row."""
    return HarmEntry(**{name: getattr(row, name) for name in _FIELDS})


def _case_for_edit(session: Session, case_id: int, version: int | None, *, actor: Actor) -> Case:
    check_may(actor, Action.CASE_ASSESS)
    case = open_case(session, case_id, actor=actor)
    check_edited_version(session, case, version)
    return case


def _member(session: Session, case_id: int, person_id: int) -> CaseMember:
    member = session.get(CaseMember, (case_id, person_id))
    if member is None:
        raise Missing(f"Person {person_id} of case {case_id}")
    return member


def _harm(session: Session, case_id: int, harm_id: int) -> Harm:
    row = session.get(Harm, harm_id)
    if row is None or row.case_id != case_id:
        raise Missing(f"Harm {harm_id}")
    return row


def _check(case: Case, person_id: int, entry: HarmEntry, *, without: int | None) -> None:
    check_first(faults_of_entry(entry, today=clock.today(), incident_on=case.incident.occurred_on))
    others = [entry_of(row) for row in case.harms if _is_other(row, person_id, without)]
    check_history([*others, entry])


def _is_other(row: Harm, person_id: int, harm_id: int | None) -> bool:
    return row.person_id == person_id and row.id != harm_id


def _given(entry: HarmEntry) -> dict[str, Any]:
    told = asdict(entry)
    if entry.kind != "injured":
        del told["severity"], told["treated"]
    return {name: value for name, value in told.items() if value not in (None, "")}


def _told(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what the trail says of an entry: whose it is, and "kind" under a name of its own."""
    told = {("harm_kind" if key == "kind" else key): value for key, value in values.items()}
    return {"person": name, **told}


def _noted_cost(row: Cost) -> dict[str, Any]:
    return {"cost_kind": row.kind, "cost_payee": row.payee, "amount": row.amount, "invoice": row.invoice}
