"""What a case is entitled to: computing it, raising a floor with a reason, naming who receives."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.domain.identity import mask
from aid.domain.payouts import PaymentState
from aid.domain.roles import Action, Actor
from aid.models.cases import Case
from aid.models.decisions import DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment
from aid.queries.payees import payee_of
from aid.services import dossier_lines, trail
from aid.services.areas import check_may, own_for_update
from aid.services.case_edits import check_no_dossier, check_still_with_officer, open_case
from aid.services.computing import compute_cases
from aid.services.edit_versions import check_edited_version
from aid.services.entitlement_lines import decided_among
from aid.services.people import mask_account
from aid.services.transaction import load_for_update, transaction

_PAYEE_STILL_OPEN = frozenset({PaymentState.PLANNED, PaymentState.FAILED})
_ENDED = (PaymentState.CANCELLED, PaymentState.RETURNED)


@dataclass(frozen=True)
class PayeeValues:
    """Who receives a line: how they stand to the person it is for and by which paper; bank and account together."""

    name: str
    relation: str = ""
    paper: str = ""
    identity: str = ""
    bank: str = ""
    account: str = ""
    disputed: bool = False


def compute(case_id: int, *, actor: Actor) -> int:
    """Compute the lines of a case from its facts and every policy that covers it; return the evaluation's id.

    Amounts are đồng, kilograms of rice, or none in kind. Equal lines stay, changed ones are superseded, lines of an
    issued decision never change. Refusals: `action_not_allowed`, `case_not_open`, `case_in_dossier`. Missing for
    another agency's case.
    """
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        case = open_case(session, case_id, actor=actor)
        (stored,) = compute_cases(session, [case], actor=actor)
        return stored.evaluation_id


def raise_amount(entitlement_id: int, amount: int, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Propose more than the floor (đồng) with a reason, or the floor itself again; a draft dossier follows.

    Refusals: `not_a_floor`, `below_floor` (least), `reason_missing`, `line_superseded`, `already_decided`,
    `case_in_dossier`, `stale_edit`. Basis: "tối thiểu" in Điều 13, 14, 15 NĐ 20/2021.
    """
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        row = _open_line(session, entitlement_id, version, actor=actor)
        _check_raise(row, amount, reason)
        if decided_among(session, [row]):
            raise Refusal("already_decided")
        check_no_dossier(session, row.case_id)
        before = row.amount
        row.amount = amount
        row.version += 1
        row.raised_reason = reason.strip() if amount > row.computed else ""
        _carry_to_draft(session, row)
        trail.record(
            session,
            actor,
            "entitlement:raised",
            row,
            reason=row.raised_reason,
            before={"amount": before},
            after={"amount": amount},
        )


def name_payee(entitlement_id: int, values: PayeeValues, *, version: int | None = None, actor: Actor) -> None:
    """Say who receives a line, by which paper, and whether that is disputed; a payment still to be prepared follows.

    Refusals: `payee_missing` (beneficiary), `payee_paper_missing` where somebody outside the household receives,
    `account_incomplete`, `line_superseded`, `case_in_dossier`, `payee_in_payout` once a payment is on its way,
    `stale_edit`.
    """
    check_may(actor, Action.CASE_ASSESS)
    with transaction() as session:
        row = _open_line(session, entitlement_id, version, actor=actor)
        _check_payee(row, values)
        if not decided_among(session, [row]):
            check_no_dossier(session, row.case_id)
        before, hidden = _payee_facts(row), (row.payee_identity, row.payee_account)
        row.payee_name, row.payee_relation, row.payee_paper = values.name, values.relation, values.paper
        row.payee_identity, row.payee_bank, row.payee_account = values.identity, values.bank, values.account
        row.payee_disputed, row.payee_named = values.disputed, True
        row.version += 1
        _carry_to_payment(session, row)
        after = _payee_facts(row) | _told_apart(hidden, row)
        trail.record(session, actor, "entitlement:payee_named", row, before=before, after=after)


def beneficiary_of(row: Entitlement) -> str:
    """Return the name a line is for: the person, or the head of the household."""
    return row.person.full_name if row.person else row.case.head_name


def _open_line(session: Session, entitlement_id: int, version: int | None, *, actor: Actor) -> Entitlement:
    """Lock the case and then its live line, in the order in which computing locks them."""
    case_id = session.scalar(select(Entitlement.case_id).where(Entitlement.id == entitlement_id))
    own_for_update(session, Case, case_id or 0, actor=actor)
    row = load_for_update(session, Entitlement, entitlement_id)
    if row.superseded_at is not None:
        raise Refusal("line_superseded", beneficiary=beneficiary_of(row))
    check_edited_version(session, row, version)
    return row


def _check_raise(row: Entitlement, amount: int, reason: str) -> None:
    if not row.floor:
        raise Refusal("not_a_floor", title=row.title)
    if amount < row.computed:
        raise Refusal("below_floor", least=row.computed)
    if amount > row.computed and not reason.strip():
        raise Refusal("reason_missing", step="raise")


def _check_payee(row: Entitlement, values: PayeeValues) -> None:
    if not values.name.strip():
        raise Refusal("payee_missing", beneficiary=beneficiary_of(row))
    of_household = {person.full_name for person in row.case.household.people}
    if values.name not in of_household and not values.paper.strip():
        raise Refusal("payee_paper_missing", payee=values.name)
    if bool(values.bank.strip()) != bool(values.account.strip()):
        raise Refusal("account_incomplete")


def _carry_to_draft(session: Session, row: Entitlement) -> None:
    line = session.scalars(
        select(DossierLine).where(DossierLine.entitlement_id == row.id, DossierLine.live)
    ).one_or_none()
    if line is None:
        return
    dossier = load_for_update(session, Dossier, line.dossier_id)
    check_still_with_officer(dossier)
    line.amount = row.amount
    session.flush()
    dossier_lines.recount(session, dossier)
    dossier.version += 1


def _carry_to_payment(session: Session, row: Entitlement) -> None:
    wanted = (
        select(Payment)
        .join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
        .where(DecisionLine.entitlement_id == row.id, Payment.state.not_in(_ENDED))
        .with_for_update(of=Payment)
    )
    payment = session.scalars(wanted).one_or_none()
    if payment is None:
        return
    if payment.state not in _PAYEE_STILL_OPEN:
        raise Refusal("payee_in_payout")
    for name, value in payee_of(row)._asdict().items():
        setattr(payment, name, value)


def _payee_facts(row: Entitlement) -> dict[str, object]:
    return {
        "payee": row.payee_name,
        "payee_relation": row.payee_relation,
        "payee_paper": row.payee_paper,
        "identity_number": mask(row.payee_identity),
        "bank": row.payee_bank,
        "account": mask_account(row.payee_account),
        "disputed": row.payee_disputed,
    }


def _told_apart(hidden: tuple[str, str], row: Entitlement) -> dict[str, object]:
    """Two numbers may look alike when hidden, so that they differ is said beside them."""
    pairs = (("number_changed", hidden[0], row.payee_identity), ("account_changed", hidden[1], row.payee_account))
    return {name: True for name, before, after in pairs if before != after}
