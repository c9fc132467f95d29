"""Reviewing or signing many like dossiers at once: what is unusual is set apart, and the sum is said before."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request

from aid import clock
from aid.domain.approval_routes import Approval
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.roles import Action
from aid.queries import bulk_steps as reading
from aid.queries import duplicates, gates
from aid.queries.dossier_views import DossierView
from aid.services import bulk_steps
from aid.services.bulk_steps import Outcome
from aid.web.bulk_words import done_says, left_says, words_of
from aid.web.dossier_page import gate_of, unusual_of
from aid.web.forms.dossiers import PicksForm
from aid.web.security import allow, current_actor

blueprint = Blueprint("bulk_steps", __name__)

_MOST_TOLD = 5


class Bulk(NamedTuple):
    """One step that can be taken on many dossiers: where they stand, and what it needs."""

    step: str
    action: Action
    state: DossierState
    duty: Duty | None
    approval: Approval | None = None


class Group(NamedTuple):
    """Dossiers alike: one policy, one fund, the same benefits; sums in the fund's unit."""

    dossiers: Sequence[DossierView]
    benefits: Sequence[str]

    @property
    def first(self) -> DossierView:
        return self.dossiers[0]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.dossiers)

    @property
    def households(self) -> int:
        return sum(one.households for one in self.dossiers)


class Apart(NamedTuple):
    """A dossier to be looked at by itself, and why."""

    dossier: DossierView
    why: Sequence[str]


STEPS = (
    Bulk("review", Action.DOSSIER_REVIEW, DossierState.SUBMITTED, Duty.REVIEW),
    Bulk("initial", Action.DOSSIER_INITIAL, DossierState.REVIEWED, None, Approval.INITIAL),
    Bulk("second", Action.DOSSIER_SIGN, DossierState.REVIEWED, Duty.SIGN, Approval.SECOND),
    Bulk("sign", Action.DOSSIER_SIGN, DossierState.REVIEWED, Duty.SIGN),
)


def index(bulk: Bulk) -> str:
    """Show the dossiers that wait, the like ones together and the unusual ones apart."""
    alike, apart = _sorted(bulk, _waiting(bulk))
    return render_template("bulk_steps/index.html", bulk=bulk, words=words_of(bulk.step), groups=alike, apart=apart)


def confirm(bulk: Bulk) -> Any:
    """Repeat what was chosen with its sum, and take the step on all of it."""
    form = PicksForm(data={"picks": request.args.getlist("pick")})
    chosen = _chosen(bulk, form.versions())
    if form.validate_on_submit():
        _tell(bulk, bulk_steps.take_all(bulk.step, form.picks_of(), actor=current_actor()))
        return redirect(f"/dossiers/bulk/{bulk.step}", 303)
    if not chosen:
        return redirect(f"/dossiers/bulk/{bulk.step}", 303)
    page = render_template(
        "bulk_steps/confirm.html",
        bulk=bulk,
        words=words_of(bulk.step),
        form=form,
        groups=_groups(chosen),
        picks=[f"{one.id}-{one.version}" for one in chosen],
    )
    return page, 422 if form.is_submitted() else 200


def _waiting(bulk: Bulk) -> Sequence[DossierView]:
    return reading.waiting(current_actor(), bulk.state, bulk.duty, bulk.approval)


def _sorted(bulk: Bulk, waiting: Sequence[DossierView]) -> tuple[Sequence[Group], Sequence[Apart]]:
    told = [Apart(one, _why(bulk, one)) for one in waiting]
    return _groups([one.dossier for one in told if not one.why]), [one for one in told if one.why]


def _why(bulk: Bulk, dossier: DossierView) -> Sequence[str]:
    """Return what a careful eye should rest on; nothing where the dossier is like the others.

    Who initials or agrees does not wait for the others whom the route asks.
    """
    same = duplicates.of_cases(dossier.incident_id, dossier.case_ids)
    unusual = [one.says for one in unusual_of(dossier, same, clock.today()) if one.tone != "late"]
    facts = gates.facts_of(dossier, also=[current_actor().user_id])
    if bulk.approval is not None:
        facts = facts._replace(initials=(), second_signer=(), city=())
    gate = gate_of(dossier, facts)
    return [*(item.reason for item in gate if item.state != "done"), *unusual]


def _groups(chosen: Sequence[DossierView]) -> Sequence[Group]:
    alike: dict[tuple[str, int, tuple[str, ...]], list[DossierView]] = defaultdict(list)
    for one in chosen:
        benefits = tuple(sorted({line.title for line in one.lines}))
        alike[one.policy_code, one.fund_id, benefits].append(one)
    return [Group(found, benefits) for (_, _, benefits), found in alike.items()]


def _chosen(bulk: Bulk, versions: dict[int, int]) -> Sequence[DossierView]:
    """Return the picked dossiers that still wait as the page showed them, in its order."""
    waiting = _waiting(bulk) if versions else ()
    return [one for one in waiting if versions.get(one.id) == one.version]


def _tell(bulk: Bulk, outcomes: Sequence[Outcome]) -> None:
    done = [one for one in outcomes if one.refusal is None]
    left = [one for one in outcomes if one.refusal is not None]
    if done:
        flash(done_says(bulk.step, len(done)), "done")
    for one in left[:_MOST_TOLD]:
        flash(left_says(one), "late")
    if len(left) > _MOST_TOLD:
        flash(left_says(None, len(left) - _MOST_TOLD), "late")


def _add(bulk: Bulk) -> None:
    for name, path, view, methods in (
        (bulk.step, "", index, ["GET"]),
        (f"{bulk.step}_confirm", "/confirm", confirm, ["GET", "POST"]),
    ):
        made: Any = partial(view, bulk)
        made.__name__, made.__module__ = name, __name__
        rule = f"/dossiers/bulk/{bulk.step}{path}"
        blueprint.add_url_rule(rule, endpoint=name, view_func=allow(bulk.action)(made), methods=methods)


for _bulk in STEPS:
    _add(_bulk)
