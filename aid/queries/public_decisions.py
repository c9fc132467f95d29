"""What anybody may know about a decision who holds its code: no name, and a sum only where many households share it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.signatures import SigningState, signing_state
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.entitlements import Entitlement
from aid.models.users import Agency
from aid.queries.signing_state import unsigned_parts, unsigned_parts_of_change

# With fewer households, each could work out what the others got.
MANY_HOUSEHOLDS = 3
_NOBODY = 0


class PublicDecision(NamedTuple):
    """A decision as its code shows it; `total` (in `unit`) is None where few households share it."""

    id: int
    full_number: str
    issued_on: date
    agency: str
    state: DecisionState
    replaced_by: str
    households: int
    total: int | None
    unit: str
    change_sha256: str | None = None
    change_id: int = _NOBODY
    is_change: bool = False
    lacks: SigningState | None = None
    is_replaced: bool = False


def by_code(code: str) -> PublicDecision | None:
    """Return the decision with this code, None where there is none; both take the same queries.

    A decision that amends or revokes another has its own code; `change_sha256` is its stored paper.
    """
    row = db.session.execute(
        select(Decision, Agency.name)
        .join(Agency, Agency.id == Decision.agency_id)
        .where(Decision.verify_code == spelt(code))
    ).one_or_none()
    decision_id = row[0].id if row else _NOBODY
    households = db.session.scalar(
        select(func.count(func.distinct(Entitlement.case_id)))
        .join(DecisionLine, DecisionLine.entitlement_id == Entitlement.id)
        .where(DecisionLine.decision_id == decision_id)
    )
    later = _later_number(decision_id)
    newer = db.session.scalar(select(Decision.full_number).where(Decision.replaces_id == decision_id))
    lacks = signing_state(unsigned_parts(decision_id))
    change = _change_by_code(code)
    if row is None:
        return change
    decision, agency = row
    return PublicDecision(
        id=decision.id,
        full_number=decision.full_number,
        issued_on=decision.issued_on,
        agency=agency,
        state=decision.state,
        replaced_by=newer or later or "",
        is_replaced=newer is not None,
        households=households or 0,
        total=decision.total if (households or 0) >= MANY_HOUSEHOLDS else None,
        unit=decision.unit,
        lacks=lacks,
    )


def _later_number(decision_id: int) -> str | None:
    """The number of the last decision that amends or revokes one."""
    wanted = select(DecisionChange.full_number).where(DecisionChange.decision_id == decision_id)
    issued = wanted.where(DecisionChange.state == DossierState.ISSUED).order_by(DecisionChange.id.desc())
    return db.session.scalar(issued.limit(1))


def _change_by_code(code: str) -> PublicDecision | None:
    found = db.session.execute(
        select(DecisionChange, Agency.name, Decision.unit)
        .join(Agency, Agency.id == DecisionChange.agency_id)
        .join(Decision, Decision.id == DecisionChange.decision_id)
        .where(DecisionChange.verify_code == spelt(code))
    ).one_or_none()
    if found is None:
        return None
    change, agency, unit = found
    if change.issued_on is None:
        return None
    return PublicDecision(
        id=_NOBODY,
        full_number=change.full_number,
        issued_on=change.issued_on,
        agency=agency,
        state=DecisionState.IN_FORCE,
        replaced_by="",
        households=0,
        total=None,
        unit=unit,
        change_sha256=change.pdf_sha256,
        change_id=change.id,
        lacks=signing_state(unsigned_parts_of_change(change.id)),
        is_change=True,
    )


def id_of_code(code: str) -> int | None:
    """Return the decision with this code, None where there is none."""
    return db.session.scalar(select(Decision.id).where(Decision.verify_code == spelt(code)))


def spelt(code: str) -> str:
    """Return a code as it is kept, however somebody typed it: capitals, groups of four with dashes."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())[:64]
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
