"""What the gates before the signature look at, read from the rows of one dossier."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from aid.domain.dossiers import DossierState
from aid.domain.gates import GateFacts, Lack
from aid.extensions import db
from aid.models.policies import Policy
from aid.queries import duplicates
from aid.queries.bulk_steps import signed_not_issued
from aid.queries.dossier_views import DossierView, LineRow
from aid.queries.relations import officers_of, related
from aid.queries.uncounted_aid import refusals_of


def facts_of(dossier: DossierView, *, also: Collection[int] = ()) -> GateFacts:
    """Return by gate what a dossier lacks; `also` are people who are about to act on it."""
    codes = {line.case_code: line.case_id for line in dossier.lines}
    same = duplicates.of_cases(dossier.incident_id, dossier.case_ids)
    tied = related(dossier.id, officers_of(dossier.id) | set(also))
    unknown = refusals_of([line.entitlement_id for line in dossier.lines]) if dossier.is_open else {}
    return GateFacts(
        evidence=[Lack(code, _case(codes[code])) for code in dossier.without_evidence],
        payee=[_line(line) for line in dossier.lines if not line.payee],
        undisputed=[_line(line) for line in dossier.lines if line.is_disputed],
        current=[_line(line) for line in dossier.lines if not line.is_current],
        elsewhere=[_line(line) for line in dossier.lines if line.entitlement_id in unknown],
        duplicates=[Lack(f"{one.name} ({one.other_code})", _case(one.case_id)) for one in same],
        raised=[_line(line) for line in dossier.lines if line.amount > line.computed and not line.raised_reason],
        related=[Lack(f"{one.officer} – {one.case_code}", _case(one.case_id)) for one in tied],
        policy=() if dossier.policy_confirmed else [Lack(dossier.policy_code, f"/policies/{_policy(dossier)}")],
        money=_short(dossier),
    )


def _short(dossier: DossierView) -> Sequence[Lack]:
    if not dossier.is_open:
        return ()
    own = dossier.total if dossier.state is DossierState.SIGNED else 0
    promised = signed_not_issued(dossier.fund_id) - own
    missing = dossier.total - (dossier.available - promised)
    return [Lack(str(missing), f"/funds/{dossier.fund_id}")] if missing > 0 else ()


def _policy(dossier: DossierView) -> int:
    return db.session.scalars(select(Policy.id).where(Policy.code == dossier.policy_code)).one()


def _line(line: LineRow) -> Lack:
    return Lack(line.beneficiary or line.head, _case(line.case_id))


def _case(case_id: int) -> str:
    return f"/cases/{case_id}"
