"""Reading decisions: the register, one decision with its payments, and what anybody may know about one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from aid.domain.agencies import NumberSource
from aid.domain.dossiers import DecisionState
from aid.domain.errors import Missing
from aid.domain.payouts import LIVE_STATES, PaymentState
from aid.extensions import db
from aid.models.cases import Case
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.incidents import Incident
from aid.models.payouts import Payment
from aid.models.users import Agency, User
from aid.queries.areas import within


@dataclass(frozen=True)
class DecisionFilter:
    """What the register is narrowed to; nothing given is everything."""

    q: str = ""
    year: int | None = None


class DecisionRow(NamedTuple):
    """One line of the register; `total` is in `unit`."""

    id: int
    full_number: str
    issued_on: date
    title: str
    agency: str
    state: DecisionState
    unit: str
    total: int
    households: int
    signer: str


class DecisionList(NamedTuple):
    """One page of the register and how many decisions there are in all."""

    rows: Sequence[DecisionRow]
    total: int


class DecisionLineRow(NamedTuple):
    """One frozen line with where its money stands; `payment_state` is None once a payment was called off."""

    position: int
    case_id: int
    case_code: str
    beneficiary: str
    title: str
    clause: str
    amount: int
    payee: str
    payment_state: PaymentState | None
    payout_id: int | None
    paid_on: date | None


@dataclass(frozen=True)
class DecisionView:
    """One decision; `content` is what the paper says, amounts are in `unit`."""

    id: int
    full_number: str
    year: int
    book: str
    issued_on: date
    state: DecisionState
    agency_id: int
    agency: str
    dossier_id: int
    dossier_code: str
    incident_id: int
    incident_title: str
    fund_id: int
    fund_name: str
    unit: str
    total: int
    signed_by: int
    signer: str
    signer_title: str
    verify_code: str
    content: dict[str, Any]
    content_sha256: str
    pdf_sha256: str | None
    renderer: str
    rendered_at: datetime | None
    replaces_id: int | None
    lines: Sequence[DecisionLineRow]

    @property
    def households(self) -> int:
        """How many households it is for."""
        return len({line.case_id for line in self.lines})

    @property
    def paid(self) -> int:
        """What of it has been paid."""
        return sum(line.amount for line in self.lines if line.payment_state is PaymentState.PAID)


def listed(wanted: DecisionFilter, *, area: set[int] | None, limit: int, offset: int = 0) -> DecisionList:
    """Return one page of the register of the agencies in `area`, the newest number first."""
    which = and_(within(Decision.agency_id, area), *_narrowed(wanted))
    rows = db.session.execute(
        select(
            Decision.id, Decision.full_number, Decision.issued_on, Dossier.title, Agency.name, Decision.state,
            Decision.unit, Decision.total, _households(), User.full_name,
        )
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .join(Agency, Agency.id == Decision.agency_id)
        .join(User, User.id == Decision.signed_by)
        .where(which)
        .order_by(Decision.year.desc(), Decision.issued_on.desc(), Decision.number.desc(), Decision.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    counted = select(func.count(Decision.id)).join(Dossier, Dossier.id == Decision.dossier_id).where(which)
    return DecisionList([DecisionRow._make(row) for row in rows], db.session.scalar(counted) or 0)


def years(*, area: set[int] | None) -> Sequence[int]:
    """Return the years of the register, the newest first."""
    wanted = select(Decision.year).where(within(Decision.agency_id, area)).distinct().order_by(Decision.year.desc())
    return list(db.session.scalars(wanted))


def shown(decision_id: int, *, area: set[int] | None) -> DecisionView:
    """Return one decision of the agencies in `area`; Missing where there is none."""
    found = db.session.execute(
        _whole().where(Decision.id == decision_id, within(Decision.agency_id, area))
    ).one_or_none()
    if found is None:
        raise Missing(f"Decision {decision_id}")
    decision, agency, dossier, incident, fund, signer = found
    return DecisionView(
        id=decision.id,
        full_number=decision.full_number,
        year=decision.year,
        book=decision.book,
        issued_on=decision.issued_on,
        state=decision.state,
        agency_id=decision.agency_id,
        agency=agency.name,
        dossier_id=dossier.id,
        dossier_code=dossier.code,
        incident_id=incident.id,
        incident_title=incident.title,
        fund_id=fund.id,
        fund_name=fund.name,
        unit=decision.unit,
        total=decision.total,
        signed_by=signer.id,
        signer=signer.full_name,
        signer_title=signer.title,
        verify_code=decision.verify_code,
        content=decision.content,
        content_sha256=decision.content_sha256,
        pdf_sha256=decision.pdf_sha256,
        renderer=decision.renderer,
        rendered_at=decision.rendered_at,
        replaces_id=decision.replaces_id,
        lines=_lines(decision.id),
    )


def own_numbers(agency_id: int) -> bool:
    """Say whether an agency takes its numbers from its own book."""
    source = db.session.scalar(select(Agency.number_source).where(Agency.id == agency_id))
    return source is NumberSource.OURS


def id_of(number: int, *, year: int, agency: str, book: str | None = None) -> int:
    """Return the decision with this number; Missing where there is none, or two and no `book` tells them apart."""
    wanted = (
        select(Decision.id)
        .join(Agency, Agency.id == Decision.agency_id)
        .where(Decision.number == number, Decision.year == year, Agency.code == agency)
    )
    found = list(db.session.scalars(wanted.where(Decision.book == book) if book else wanted))
    if len(found) != 1:
        raise Missing(f"{number}/{year} {agency} {book or ''}".strip())
    return found[0]


def _whole() -> Select[Decision, Agency, Dossier, Incident, Fund, User]:
    return (
        select(Decision, Agency, Dossier, Incident, Fund, User)
        .join(Agency, Agency.id == Decision.agency_id)
        .join(Dossier, Dossier.id == Decision.dossier_id)
        .join(Incident, Incident.id == Dossier.incident_id)
        .join(Fund, Fund.id == Dossier.fund_id)
        .join(User, User.id == Decision.signed_by)
    )


def _lines(decision_id: int) -> list[DecisionLineRow]:
    live = aliased(Payment)
    rows = db.session.execute(
        select(DecisionLine, Entitlement, live)
        .join(Entitlement, Entitlement.id == DecisionLine.entitlement_id)
        .outerjoin(live, (live.decision_line_id == DecisionLine.id) & live.state.in_(LIVE_STATES))
        .where(DecisionLine.decision_id == decision_id)
        .order_by(DecisionLine.position)
    ).all()
    codes = _case_codes({entitlement.case_id for _, entitlement, _ in rows})
    return [
        DecisionLineRow(
            position=line.position,
            case_id=entitlement.case_id,
            case_code=codes[entitlement.case_id],
            beneficiary=line.beneficiary,
            title=entitlement.title,
            clause=entitlement.clause,
            amount=line.amount,
            payee=payment.payee if payment else "",
            payment_state=payment.state if payment else None,
            payout_id=payment.payout_id if payment else None,
            paid_on=payment.paid_on if payment else None,
        )
        for line, entitlement, payment in rows
    ]


def _case_codes(case_ids: set[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Case.id, Case.code).where(Case.id.in_(case_ids))).all())


def _households() -> Any:
    return (
        select(func.count(func.distinct(Entitlement.case_id)))
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .where(DecisionLine.decision_id == Decision.id)
        .correlate(Decision)
        .scalar_subquery()
    )


def _narrowed(wanted: DecisionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        named = Decision.lines.any(DecisionLine.beneficiary.icontains(wanted.q, autoescape=True))
        columns = (Decision.full_number, Dossier.title, Dossier.code)
        found.append(or_(named, *(column.icontains(wanted.q, autoescape=True) for column in columns)))
    if wanted.year is not None:
        found.append(Decision.year == wanted.year)
    return found
