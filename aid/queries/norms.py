"""Norms as their pages show them: the series, and one norm with who entered and who confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.domain.norms import Norm as NormValue
from aid.domain.policy_steps import may_discard_norm
from aid.domain.roles import Action, Actor
from aid.extensions import db
from aid.models.places import Place
from aid.models.policies import Norm
from aid.models.users import User
from aid.queries.policies import norm_in


@dataclass(frozen=True)
class NormView:
    """One norm (đồng a month). `computes` says whether it is in use, `is_shipped` whether the program brought it."""

    id: int
    norm: NormValue
    province: str
    computes: bool
    is_shipped: bool
    entered_at: datetime
    entered_by: str
    entered_by_id: int | None
    entered_in: int | None
    confirmed_at: datetime | None
    confirmed_by: str
    file_name: str
    until: date | None

    def may_confirm(self, actor: Actor) -> bool:
        """Say whether this reader may confirm it: not who entered it."""
        return not self.norm.confirmed and self.entered_by_id != actor.user_id and actor.may(Action.NORM_CONFIRM)

    def may_discard(self, actor: Actor) -> bool:
        """Say whether this reader may take it out again."""
        may_enter = not self.norm.confirmed and not self.is_shipped and actor.may(Action.NORM_ENTER)
        return may_enter and may_discard_norm(actor, self.entered_in)


def list_norms() -> Sequence[NormView]:
    """Return every norm, the latest first; `until` is the day from which the next of its series follows."""
    entered, confirmed = aliased(User), aliased(User)
    rows = db.session.execute(
        select(Norm, entered.full_name, entered.agency_id, confirmed.full_name)
        .outerjoin(entered, entered.id == Norm.created_by)
        .outerjoin(confirmed, confirmed.id == Norm.confirmed_by)
        .order_by(Norm.valid_from.desc(), Norm.scope, Norm.province_code)
        .execution_options(populate_existing=True)
    ).all()
    codes = {norm.province_code for norm, *_ in rows} - {""}
    places = db.session.execute(
        select(Place.province_code, Place.province).where(Place.province_code.in_(codes)).order_by(Place.valid_from)
    )
    names = {code: province for code, province in places}
    nexts: dict[tuple[str, str], date] = {}
    found = []
    for norm, who, office, by in rows:
        key = (norm.scope, norm.province_code)
        found.append(_view(norm, who or "", office, by or "", names.get(norm.province_code, ""), nexts.get(key)))
        nexts[key] = norm.valid_from
    return found


def norm_view(norm_id: int) -> NormView:
    """Return one norm; Missing where there is none."""
    found = next((view for view in list_norms() if view.id == norm_id), None)
    if found is None:
        raise Missing(f"Norm {norm_id}")
    return found


def _view(row: Norm, who: str, office: int | None, by: str, province: str, until: date | None) -> NormView:
    return NormView(
        id=row.id,
        norm=norm_in(row),
        province=province,
        computes=row.confirmed or row.created_by is None,
        is_shipped=row.created_by is None,
        entered_at=row.created_at,
        entered_by=who,
        entered_by_id=row.created_by,
        entered_in=office,
        confirmed_at=row.confirmed_at,
        confirmed_by=by,
        file_name=row.file_name or "",
        until=until,
    )
