"""Who reviews, initials, agrees and signs before a decision goes out: an agency's dated rules, by policy and amount.

A rule never changes: it is added from a day on and ended with a day. The one in force on the day a dossier is
submitted is frozen with the dossier; without one a dossier goes as always: prepared, reviewed, signed, issued.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.roles import Action
from aid.domain.transitions import Transition


class Approval(StrEnum):
    """What a route may ask for beside review and signature."""

    MEETING = "meeting"
    INITIAL = "initial"
    SECOND = "second"
    CITY = "city"


# What is given while a reviewed dossier waits for its signature; the minutes of the meeting come with the dossier.
APPROVAL_STEPS: tuple[Transition, ...] = tuple(
    Transition(approval, DossierState.REVIEWED, DossierState.REVIEWED, action, duty)
    for approval, action, duty in (
        (Approval.INITIAL, Action.DOSSIER_INITIAL, None),
        (Approval.SECOND, Action.DOSSIER_SIGN, Duty.SIGN),
        (Approval.CITY, Action.DOSSIER_AGREE, None),
    )
)

WITH_DOCUMENT = frozenset({Approval.MEETING, Approval.CITY})

# The duties a route may give to one person by name, and what everybody else is told.
NAMED_CODES = {Duty.REVIEW: "route_names_reviewer", Duty.SIGN: "route_names_signer"}


class Initial(NamedTuple):
    """A person who initials, and the post that makes it that person's to do."""

    user_id: int
    post: str


@dataclass(frozen=True)
class Route:
    """One rule: amounts in đồng, both ends included; no policy is every policy, no last day or amount is open.

    `reviewer_id` and `signer_id` name who alone does that step; None leaves it to everybody of the role.
    `in_order`: each initial waits for those before it; else all are asked at once.
    """

    valid_from: date
    basis: str
    policy_code: str = ""
    amount_from: int = 0
    amount_to: int | None = None
    initials: tuple[Initial, ...] = ()
    second_signer: bool = False
    city: bool = False
    meeting: bool = False
    reviewer_id: int | None = None
    signer_id: int | None = None
    in_order: bool = False
    valid_to: date | None = None
    id: int = 0

    @property
    def has_band(self) -> bool:
        """Say whether it is for some amounts only."""
        return self.amount_from > 0 or self.amount_to is not None


class Sum(NamedTuple):
    """What a dossier comes to; goods have no amount in đồng and go by the rules that have no band."""

    total: int
    unit: str = "VND"


class Asked(NamedTuple):
    """One thing the route asks of a dossier; `user_id` where it is asked of a person by name."""

    approval: Approval
    user_id: int | None = None
    post: str = ""


def check_route(route: Route, today: date) -> None:
    """Refuse a rule that cannot be.

    Codes: `rule_basis_missing`, `route_backdated`, `route_band_reversed`, `route_named_twice`, `route_one_hand` where
    one person would both review and sign.
    It holds from today on at the earliest, so that no dossier is judged by a rule nobody could know.
    """
    if not route.basis.strip():
        raise Refusal("rule_basis_missing")
    if route.valid_from < today:
        raise Refusal("route_backdated", today=today)
    if route.amount_to is not None and route.amount_to < route.amount_from:
        raise Refusal("route_band_reversed")
    people = [initial.user_id for initial in route.initials]
    if len(set(people)) < len(people):
        raise Refusal("route_named_twice")
    if route.reviewer_id is not None and route.reviewer_id == route.signer_id:
        raise Refusal("route_one_hand")


def check_named(duty: Duty, named: int | None, name: str, hands: Collection[int | None]) -> None:
    """Refuse a step to whom the route does not name: `route_names_reviewer` or `route_names_signer` (name).

    `hands` are the person who acts and whom that person stands in for: a deputy signs where the principal is named.
    """
    if named is not None and named not in hands:
        raise Refusal(NAMED_CODES[duty], name=name)


def check_turn_to_initial(before: Collection[str]) -> None:
    """Refuse an initial while one that comes before it is open: `initial_out_of_turn` (names of whom it waits for)."""
    if before:
        raise Refusal("initial_out_of_turn", names=", ".join(before))


def check_hand_of_initial(held: Collection[Duty], *, stands_in: bool, has_given: bool) -> None:
    """Refuse an initial that would leave the look of two people to one: `initial_in_one_hand`.

    Nobody initials twice, and who prepared it does not initial in the place of somebody who looks it over.
    """
    if has_given or (stands_in and Duty.PREPARE in held):
        raise Refusal("initial_in_one_hand")


def check_city_is_another(held: Collection[Duty], *, same_office: bool) -> None:
    """Refuse the city's agreement by the office that asks for it, or by who acted on it: `city_is_another`."""
    if same_office or held:
        raise Refusal("city_is_another")


def check_end(route: Route, last: date, today: date) -> None:
    """Refuse to end a rule with a day that is over, before it began, or twice: `route_end_over`, `route_ended`."""
    if route.valid_to is not None:
        raise Refusal("route_ended", day=route.valid_to)
    if last < max(today, route.valid_from):
        raise Refusal("route_end_over", first=max(today, route.valid_from))


def route_for(routes: Iterable[Route], day: date, policy_code: str, asked: Sum) -> Route | None:
    """Return the rule a dossier submitted on a day goes by, or None.

    A policy's own rule goes before one for every policy, then the one with the higher lower end, then the later one.
    """
    fitting = [route for route in routes if _covers(route, day, policy_code, asked)]
    return max(fitting, key=_narrow, default=None)


def asked_by(route: Route, *, meets: bool) -> tuple[Asked, ...]:
    """Return what a rule asks, in order; the urgent way (NĐ 20/2021 Điều 17.2) goes without the meeting (`meets`)."""
    wanted = [*(Asked(Approval.INITIAL, *initial) for initial in route.initials)]
    if route.meeting and meets:
        wanted.insert(0, Asked(Approval.MEETING))
    if route.second_signer:
        wanted.append(Asked(Approval.SECOND))
    if route.city:
        wanted.append(Asked(Approval.CITY))
    return tuple(wanted)


def _covers(route: Route, day: date, policy_code: str, asked: Sum) -> bool:
    in_force = route.valid_from <= day and (route.valid_to is None or day <= route.valid_to)
    return in_force and route.policy_code in {"", policy_code} and _in_band(route, asked)


def _in_band(route: Route, asked: Sum) -> bool:
    if asked.unit != "VND":
        return not route.has_band
    return route.amount_from <= asked.total and (route.amount_to is None or asked.total <= route.amount_to)


def _narrow(route: Route) -> tuple[bool, int, date, int]:
    return bool(route.policy_code), route.amount_from, route.valid_from, route.id
