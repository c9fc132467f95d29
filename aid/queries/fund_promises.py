"""What a fund has promised before any decision is issued."""

from sqlalchemy import func, select

from aid.domain.dossiers import DossierState
from aid.domain.replacements import Replaced
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.models.replacements import ReplacedLine


def signed_not_issued(fund_id: int) -> int:
    """Return what signed dossiers will take of a fund once they are issued, in its unit.

    What the decisions they replace give back is left out.
    """
    signed = (Dossier.fund_id == fund_id) & (Dossier.state == DossierState.SIGNED)
    total = db.session.scalar(select(func.sum(Dossier.total)).where(signed)) or 0
    freed = select(func.sum(ReplacedLine.amount)).join(Dossier, Dossier.id == ReplacedLine.dossier_id)
    back = db.session.scalar(freed.where(signed, ReplacedLine.treatment == Replaced.CANCEL)) or 0
    return int(total) - int(back)
