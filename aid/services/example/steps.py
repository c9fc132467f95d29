"""Steps that every story of the example walks: a household on the list, a dossier to its number, a payout to its end.

Each step goes through the service that the pages call, at the hour it happened.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from aid import clock
from aid.domain.households import HouseholdValues, PersonValues
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.cases import Case, CaseMember
from aid.models.decisions import DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.payouts import Payment
from aid.services import assessments, decisions, dossiers, households, payouts
from aid.services.assessments import MemberValues
from aid.services.dossiers import DossierPlan
from aid.services.example.cast import Hands
from aid.services.example.households import Home, Resident
from aid.services.payouts import Proof


@dataclass(frozen=True)
class Registered:
    """A household on the list: its case, and its people with their ids."""

    case_id: int
    home: Home
    people: tuple[tuple[int, Resident], ...]


def register(
    incident_id: int, home: Home, household: HouseholdValues, *, actor: Actor, residence: str = "permanent"
) -> Registered:
    """Register a household with all its people."""
    head, *others = home.people
    case_id = households.register(incident_id, household, _person(head, residence), actor=actor)
    for person in others:
        households.add_person(case_id, _person(person, residence), actor=actor)
    wanted = select(CaseMember.person_id).where(CaseMember.case_id == case_id).order_by(CaseMember.person_id)
    return Registered(case_id, home, tuple(zip(db.session.scalars(wanted), home.people, strict=True)))


def record_members(one: Registered, *, actor: Actor) -> None:
    """Record who goes to school and who lost a parent."""
    for person_id, person in one.people:
        if not person.died and (person.pupil or person.lost_parents):
            values = MemberValues(pupil=person.pupil, lost_parents=person.lost_parents)
            assessments.record_member(one.case_id, person_id, values, actor=actor)


def lines_of(
    incident_id: int, policy: str, benefits: Collection[str], people: Collection[int] | None = None
) -> tuple[int, ...]:
    """Return the ids of the lines of these benefits that stand, of everybody in an incident or of some people."""
    wanted = (
        select(Entitlement.id)
        .join(Case, Case.id == Entitlement.case_id)
        .where(Case.incident_id == incident_id, Entitlement.superseded_at.is_(None))
        .where(Entitlement.policy_code == policy, Entitlement.benefit.in_(benefits))
        .order_by(Entitlement.benefit, Entitlement.id)
    )
    if people is not None:
        wanted = wanted.where(Entitlement.person_id.in_(people))
    return tuple(db.session.scalars(wanted))


def submit(plan: DossierPlan, hands: Hands, at: datetime) -> int:
    """Prepare a dossier, send it to the reviewer and return its id."""
    with clock.at(at):
        dossier_id = dossiers.prepare(plan, actor=hands.officer)
        dossiers.submit(dossier_id, actor=hands.officer)
    return dossier_id


def review(dossier_id: int, hands: Hands, at: datetime) -> None:
    """Pass a dossier on to the signer."""
    with clock.at(at):
        dossiers.review(dossier_id, actor=hands.reviewer)


def sign(dossier_id: int, hands: Hands, at: datetime) -> None:
    """Sign a dossier."""
    with clock.at(at):
        dossiers.sign(dossier_id, actor=hands.signer)


def issue(dossier_id: int, hands: Hands, at: datetime) -> int:
    """Issue a decision and return its id."""
    with clock.at(at):
        return decisions.issue(dossier_id, actor=hands.clerk)


def prepare_payout(decision_id: int, hands: Hands, method: PayMethod, at: datetime) -> int:
    """Put all planned payments of a decision into one payout and return its id."""
    with clock.at(at):
        return payouts.prepare(decision_id, _planned(decision_id), method, actor=hands.accountant)


def approve_payout(payout_id: int, hands: Hands, at: datetime) -> None:
    """Approve a payout (duyệt chi)."""
    with clock.at(at):
        payouts.approve(payout_id, actor=hands.holder)


def pay_by_bank(payout_id: int, hands: Hands, at: datetime, proof: str) -> int:
    """Send an approved payout to the bank and record that all of it arrived; return the sum in đồng."""
    wanted = select(Payment.id).where(Payment.payout_id == payout_id).order_by(Payment.id)
    payment_ids = db.session.scalars(wanted).all()
    with clock.at(at):
        payouts.send(payout_id, actor=hands.cashier)
        return payouts.confirm_bank(payout_id, payment_ids, Proof(proof, clock.today()), actor=hands.cashier)


def _planned(decision_id: int) -> Sequence[int]:
    wanted = (
        select(Payment.id)
        .join(DecisionLine, DecisionLine.id == Payment.decision_line_id)
        .where(DecisionLine.decision_id == decision_id, Payment.state == PaymentState.PLANNED)
        .order_by(Payment.id)
    )
    return db.session.scalars(wanted).all()


def _person(person: Resident, residence: str) -> PersonValues:
    has_account = bool(person.account) and not person.died
    return PersonValues(
        full_name=person.name,
        birth_date=person.birth,
        sex=person.sex,
        identity_state="known" if person.number else "none",
        identity_number=person.number or None,
        relation=person.relation,
        residence=residence,
        bank=person.bank if has_account else "",
        account=person.account if has_account else "",
        account_name=person.name if has_account else "",
    )
