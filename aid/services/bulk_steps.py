"""Reviewing or signing many dossiers at once: each is a transaction of its own, and one refusal stops no other."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol

from aid.domain.approval_routes import Approval
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.dossiers import Dossier
from aid.services import dossiers
from aid.services.approvals import give


class _Verb(Protocol):
    def __call__(self, dossier_id: int, *, version: int, actor: Actor) -> None: ...


_VERBS: dict[str, _Verb] = {
    "review": dossiers.review,
    "initial": partial(give, approval=Approval.INITIAL),
    "second": partial(give, approval=Approval.SECOND),
    "sign": dossiers.sign,
}


class Pick(NamedTuple):
    """One dossier in the version that the page showed."""

    dossier_id: int
    version: int


class Outcome(NamedTuple):
    """What became of one dossier: `refusal` says why it was left as it was, None where the step was taken."""

    code: str
    total: int
    refusal: Refusal | None


def take_all(step: str, picks: Sequence[Pick], *, actor: Actor) -> list[Outcome]:
    """Take `review`, `initial`, `second` or `sign` on each pick, in order, and return what became of each.

    Totals are in the fund's unit.
    A dossier is left as it was with the refusal of the single step (`dossiers.review`, `approvals.give`,
    `dossiers.sign`).
    Missing, before anything is done, where a pick is of another office.
    """
    codes = {}
    for pick in picks:
        dossier = db.session.get(Dossier, pick.dossier_id)
        if dossier is None or dossier.agency_id != actor.agency_id:
            raise Missing(f"Dossier {pick.dossier_id}")
        codes[pick.dossier_id] = (dossier.code, dossier.total)
    return [Outcome(*codes[pick.dossier_id], _take(step, pick, actor)) for pick in dict.fromkeys(picks)]


def _take(step: str, pick: Pick, actor: Actor) -> Refusal | None:
    try:
        _VERBS[step](pick.dossier_id, version=pick.version, actor=actor)
    except Refusal as refusal:
        return refusal
    return None
