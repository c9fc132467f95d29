"""Funds with money in them, and issued decisions that draw on them, for stories that begin where money starts to move.

The way of a dossier to its decision is another story: here its rows are made directly, in one transaction.
"""

from secrets import token_hex
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.domain.cases import CaseState
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.duties import Duty
from aid.domain.incidents import IncidentState
from aid.domain.ledger import EntryKind
from aid.domain.names import fold
from aid.domain.roles import Actor, Role
from aid.extensions import db, settings
from aid.models.cases import Case, Evaluation
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierDuty, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Household, Person
from aid.models.incidents import Attachment, Incident, Purpose
from aid.models.outgoing import OutgoingDocument
from aid.models.payouts import Payment, Payout
from aid.services import fund_transfers, funds, payments, payouts, postings
from aid.services.duties import take
from aid.services.numbers import take_number
from aid.services.postings import Posting
from aid.services.trail import digest
from aid.services.transaction import transaction
from tests.factories.users import actor, make_agency, place_of

MILLION = 1_000_000


class Crew(NamedTuple):
    """The people money passes by; each is somebody else."""

    officer: Actor
    accountant: Actor
    holder: Actor
    cashier: Actor
    approver: Actor
    clerk: Actor


def make_crew() -> Crew:
    """Lan prepares, Hoa keeps the accounts, Minh approves the payment, Tuyết pays; Bình signs, Vân issues."""
    return Crew(
        actor("lan", Role.OFFICER),
        actor("hoa", Role.ACCOUNTANT),
        actor("minh", Role.ACCOUNT_HOLDER),
        actor("tuyet", Role.CASHIER),
        actor("binh", Role.APPROVER),
        actor("van", Role.CLERK),
    )


def make_fund(accountant: Actor, received: int = 100 * MILLION, *, code: str = "NS-2026", unit: str = "VND") -> int:
    """A fund of the accountant's agency with something in it."""
    values = funds.NewFund(code, f"Kinh phí hỗ trợ khẩn cấp {code}", "NS_PHUONG", unit)
    fund_id = funds.open_fund(values, actor=accountant)
    if received:
        funds.receive(fund_id, funds.Movement(received, clock.today(), "Giấy báo có 01"), actor=accountant)
    return fund_id


def pass_on(accountant: Actor) -> tuple[int, int]:
    """Two more funds of the accountant's agency, the first of which gave the second a part of what it had."""
    pair = make_fund(accountant, MILLION, code="PHU-1"), make_fund(accountant, 0, code="PHU-2")
    fund_transfers.transfer(*pair, funds.Movement(MILLION // 4, clock.today(), "QĐ 16"), actor=accountant)
    return pair


def make_decision(fund_id: int, amounts: list[int], *, crew: Crew, receivers: dict[str, Any] | None = None) -> int:
    """An issued decision with one household per amount; its total is reserved and its payments are planned."""
    with transaction() as session:
        decision = _decision(session, fund_id, sum(amounts), crew)
        for position, amount in enumerate(amounts, 1):
            _line(session, decision, position, amount, receivers or {})
        session.flush()
        posting = Posting(EntryKind.RESERVE, decision.total, decision_id=decision.id)
        postings.post(session, fund_id, posting, actor=crew.officer)
        payments.plan(session, decision, actor=crew.officer)
        return decision.id


def _decision(session: Session, fund_id: int, total: int, crew: Crew) -> Decision:
    agency = make_agency()
    fund = session.get_one(Fund, fund_id)
    dossier = _dossier(session, fund, total, crew)
    number = take_number(session, agency.id, "QD", clock.today())
    decision = Decision(
        dossier_id=dossier.id, agency_id=agency.id, year=clock.today().year, book="QD", number=number,
        full_number=f"{number:02d}/QĐ-UBND", issued_on=clock.today(), signed_by=crew.approver.user_id, total=total,
        unit=fund.unit, content={"total": total}, content_sha256=digest({"total": total}),
        verify_code=f"MA-{dossier.id:06d}", state=DecisionState.IN_FORCE,
        pdf_sha256=keep(b"%PDF-1.7 a paper"), created_at=clock.now(), created_by=crew.clerk.user_id,
    )  # fmt: skip
    session.add(decision)
    session.flush()
    session.add(
        OutgoingDocument(
            agency_id=agency.id, year=decision.year, book="QD", number=number, symbol="QĐ-UBND",
            full_number=decision.full_number, kind="decision", subject="Hỗ trợ", day=decision.issued_on,
            signing_order="paper", state="issued", decision_id=decision.id, dossier_id=dossier.id,
            created_at=clock.now(), created_by=crew.clerk.user_id,
        )
    )  # fmt: skip
    return decision


def _dossier(session: Session, fund: Fund, total: int, crew: Crew) -> Dossier:
    incident = session.scalars(select(Incident)).first() or _incident(session, crew)
    dossier = Dossier(
        code=f"HS-{token_hex(6)}", agency_id=fund.agency_id, incident_id=incident.id,
        policy_code="ND20-2021", fund_id=fund.id, title="Hỗ trợ các hộ bị cháy", state=DossierState.ISSUED,
        total=total, signed_by=crew.approver.user_id, created_at=clock.now(), created_by=crew.officer.user_id,
    )  # fmt: skip
    session.add(dossier)
    session.flush()
    take(session, dossier.id, Duty.PREPARE, actor=crew.officer)
    take(session, dossier.id, Duty.SIGN, actor=crew.approver)
    take(session, dossier.id, Duty.ISSUE, actor=crew.clerk)
    return dossier


def _incident(session: Session, crew: Crew) -> Incident:
    incident = Incident(
        code="VV-01", agency_id=crew.officer.agency_id, kind="fire", title="Cháy nhà ngõ 29", folded="chay nha ngo 29",
        occurred_on=clock.today(),
        place_id=place_of().id, address="Ngõ 29", reported_at=clock.now(), state=IncidentState.CONFIRMED,
        created_at=clock.now(), created_by=crew.officer.user_id,
    )  # fmt: skip
    session.add(incident)
    session.flush()
    return incident


def _line(session: Session, decision: Decision, position: int, amount: int, receivers: dict[str, Any]) -> None:
    case = _case(session, decision, f"Trần Văn Số {position}", receivers.get("identity"))
    evaluation = Evaluation(case_id=case.id, facts={}, answer={}, created_at=clock.now(), created_by=None)
    session.add(evaluation)
    session.flush()
    entitlement = Entitlement(
        case_id=case.id, evaluation_id=evaluation.id, policy_code="ND20-2021", benefit="E15a", title="Hỗ trợ nhà ở",
        unit=decision.unit, count=1, rate=amount, computed=amount, amount=amount, floor=True,
        clause="Điều 15 khoản 1", says="1 hộ", confirmed=True, created_at=clock.now(), created_by=None,
        **receivers.get("payee", {}),
    )  # fmt: skip
    session.add(entitlement)
    session.flush()
    common = {"entitlement_id": entitlement.id, "position": position, "amount": amount}
    session.add(DossierLine(dossier_id=decision.dossier_id, live=True, **common))
    session.add(DecisionLine(decision_id=decision.id, beneficiary=case.head_name, **common))


def _case(session: Session, decision: Decision, name: str, identity: str | None) -> Case:
    made = {"created_at": clock.now(), "created_by": None}
    household = Household(agency_id=decision.agency_id, place_id=place_of().id, address="Số 5 ngõ 29", **made)
    session.add(household)
    session.flush()
    head = Person(
        household_id=household.id, full_name=name, folded=fold(name), sort_key=fold(name), birth_year=1970, sex="m",
        relation="head", identity_state="known" if identity else "none", identity_number=identity, **made,
    )  # fmt: skip
    case = Case(
        code=f"HO-{decision.dossier_id}-{household.id}", agency_id=decision.agency_id,
        incident_id=decision.dossier.incident_id, household_id=household.id, head_name=name,
        state=CaseState.ASSESSED, **made,
    )  # fmt: skip
    session.add_all([head, case])
    session.flush()
    return case


def planned(decision_id: int) -> list[int]:
    """The ids of all payments of a decision that are neither cancelled nor returned, in the decision's order."""
    wanted = (
        select(Payment.id)
        .join(DecisionLine, Payment.decision_line_id == DecisionLine.id)
        .where(DecisionLine.decision_id == decision_id, Payment.state.not_in(["cancelled", "returned"]))
        .order_by(DecisionLine.position)
    )
    return list(db.session.scalars(wanted))


def prepared_payout(decision_id: int, crew: Crew, method: str = "cash") -> int:
    """A payout of all planned payments of a decision."""
    return payouts.prepare(decision_id, planned(decision_id), payouts.PayMethod(method), actor=crew.accountant)


def approved_payout(decision_id: int, crew: Crew, method: str = "cash") -> int:
    """A payout the account holder approved, with its signed sheet where it is paid in cash."""
    payout_id = prepared_payout(decision_id, crew, method)
    payouts.approve(payout_id, actor=crew.holder)
    if method == "cash":
        add_signed_sheet(payout_id)
    return payout_id


def add_signed_sheet(payout_id: int) -> None:
    """The row of a scanned sheet; the bytes are not this story's matter."""
    sheet = Attachment(
        payout_id=payout_id,
        purpose=Purpose.SIGNED_SHEET,
        file_name="ky-nhan.jpg",
        media_type="image/jpeg",
        size=6,
        sha256=keep(b"a scan"),
        created_at=clock.now(),
        created_by=None,
    )
    with transaction() as session:
        session.add(sheet)


def keep(data: bytes) -> str:
    """Store bytes as the program does and return their SHA-256."""
    return storage.put(settings().files, data)


def totals_of(fund_id: int) -> postings.Totals:
    """What stands in the fund's books now."""
    db.session.rollback()
    return postings.totals_of(db.session.get_one(Fund, fund_id))


def payment_of(payment_id: int) -> Payment:
    """A payment as it stands in the database now."""
    db.session.rollback()
    return db.session.get_one(Payment, payment_id)


def payout_of(payout_id: int) -> Payout:
    """A payout as it stands in the database now."""
    db.session.rollback()
    return db.session.get_one(Payout, payout_id)


def duties_on(dossier_id: int, who: Actor) -> dict[Duty, bool]:
    """Which duties somebody holds (True) or is barred from (False)."""
    wanted = select(DossierDuty).where(DossierDuty.dossier_id == dossier_id, DossierDuty.user_id == who.user_id)
    return {row.duty: row.held for row in db.session.scalars(wanted)}
