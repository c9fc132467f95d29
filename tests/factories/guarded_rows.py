"""A row in each guarded table that the story of the check does not reach by itself."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.documents import storage
from aid.domain.approval_routes import Approval
from aid.domain.delegations import DelegationForm
from aid.domain.duties import Duty
from aid.domain.duty_rules import PairRule
from aid.domain.papers import PaperState
from aid.domain.roles import Role
from aid.extensions import settings
from aid.models.approval_routes import ApprovalRoute, DossierApproval
from aid.models.bank_files import AccountName, BankFile
from aid.models.decisions import Decision
from aid.models.delegations import Delegation, OnCall, TurnRole
from aid.models.dossiers import Dossier
from aid.models.duty_rules import DutyRule
from aid.models.papers import Paper, PaperTemplate
from aid.models.payouts import Payment, Payout
from aid.models.return_marks import ReturnMark
from aid.models.signatures import DecisionFile, Part, SigningKey, SigningPicture, Way

_DIGEST = "0" * 64
MONEY_CHANGES = {
    "account_names": "holder = 'Người khác'",
    "bank_files": "total = total + 1",
    "fund_transfers": "created_by = NULL",
}


def add_rows(session: Session, crew: Any, made: dict[str, Any]) -> None:
    """Add them as rows; the caller records the event that seals them."""
    agency_id, dossier_id = crew.officer.agency_id, session.scalars(select(Dossier.id)).first()
    decision = session.scalars(select(Decision).order_by(Decision.id)).first()
    drawn = storage.put(settings().files, b"%PDF-1.7 as drawn")
    decision.pdf_sha256 = decision.pdf_sha256 or drawn
    session.add(
        Delegation(
            agency_id=agency_id,
            principal_id=crew.officer.user_id,
            deputy_id=crew.cashier.user_id,
            form=DelegationForm.DEPUTY,
            first_on=clock.today(),
            last_on=clock.today(),
            policies=[],
            document="QĐ 12",
            **made,
        )
    )
    hours = {"begins_at": clock.now(), "ends_at": clock.now() + timedelta(hours=8)}
    turn = OnCall(agency_id=agency_id, user_id=crew.cashier.user_id, phone="0912345678", **hours, **made)
    session.add(turn)
    session.flush()
    whose = {"user_id": crew.cashier.user_id, "for_id": crew.officer.user_id, "role": Role.OFFICER}
    session.add(TurnRole(on_call_id=turn.id, agency_id=agency_id, **whose, **hours, **made))
    pair = {"duty": Duty.ISSUE, "other": Duty.PAY, "rule": PairRule.TOGETHER, "first_on": clock.today()}
    session.add(DutyRule(agency_id=agency_id, document="QĐ 15", reason="Một văn thư", **pair, **made))
    session.add(PaperTemplate(agency_id=agency_id, kind="agreement", number=1, source="x", sha256=_DIGEST, **made))
    values = {"kind": "proposal", "dossier_id": dossier_id, "answers": {}, "state": PaperState.DRAFT}
    session.add(Paper(agency_id=agency_id, **values, **made))
    _add_key(session, agency_id, made)
    _add_route(session, agency_id, dossier_id, made)
    session.add(ReturnMark(dossier_id=dossier_id, round=1, field="facts", note="Thiếu giấy ra viện", **made))
    session.add(SigningPicture(agency_id=agency_id, sha256=_DIGEST, width=1, height=1, width_mm=36, **made))
    signed = storage.put(settings().files, b"%PDF-1.7 as signed")
    _add_bank_file(session, made)
    file = {"position": 1, "part": Part.SIGNER, "way": Way.PKCS12, "sha256": signed, "based_on": decision.pdf_sha256}
    session.add(DecisionFile(decision_id=decision.id, size=1, found=[], **file, **made))


def _add_bank_file(session: Session, made: dict[str, Any]) -> None:
    sent = storage.put(settings().files, b"STT;...")
    session.add(
        BankFile(
            payout_id=session.scalars(select(Payout.id)).first(),
            layout="csv_utf8",
            count=1,
            total=1,
            sha256=sent,
            **made,
        )
    )
    named = {
        "payment_id": session.scalars(select(Payment.id).where(Payment.payout_id.is_not(None))).first(),
        "bank": "VCB",
        "account": "1",
        "holder": "A",
    }
    session.add(AccountName(note="", **named, **made))


def _add_key(session: Session, agency_id: int, made: dict[str, Any]) -> None:
    session.add(
        SigningKey(
            agency_id=agency_id,
            way=Way.PKCS12,
            sealed="x",
            name="Cơ quan",
            organisation="UBND",
            issuer="CA",
            serial="1",
            fingerprint=_DIGEST,
            valid_from=clock.now(),
            valid_to=clock.now(),
            **made,
        )
    )


def _add_route(session: Session, agency_id: int, dossier_id: int | None, made: dict[str, Any]) -> None:
    """Add a rule, and what it asked of a dossier before it went back once."""
    route = ApprovalRoute(agency_id=agency_id, valid_from=clock.today(), initials=[], basis="Quy chế", **made)
    session.add(route)
    session.flush()
    asked = {"route_id": route.id, "round": 1, "position": 1, "approval": Approval.SECOND}
    session.add(DossierApproval(dossier_id=dossier_id, voided_at=clock.now(), **asked))
