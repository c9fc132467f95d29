"""What benefits have to do with each other: which is settled before which, and that no circle of them is left.

A benefit waits for those it yields to (`not_with`) and for those its level tops up (`over`); the benefits of one group
are settled together. So each is settled once, with everything it waits for known, in whatever order policies come.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from aid.domain.errors import Refusal
from aid.domain.policies import Benefit, BenefitRef, Policy

Key = tuple[str, str]
"""A benefit by the codes of its policy and its own; or the name of a group, after an empty word."""


class Placed(NamedTuple):
    """A benefit with its policy and where it stands: the policy's place among all, its own in the policy."""

    place: tuple[int, int]
    policy: Policy
    benefit: Benefit


def in_settling_order(policies: Iterable[Policy]) -> list[tuple[Placed, ...]]:
    """Return all benefits so that each comes after those it waits for; those of one group come together.

    Refuses `exclusions_cyclic` (policies, benefits): some wait for each other in a circle.
    """
    try:
        return _settled(policies)
    except _Circle as circle:
        raise _refusal(circle.members) from circle


def check_together(policies: Iterable[Policy]) -> None:
    """Refuse policies whose benefits yield to each other, or top each other up, in a circle.

    Refuses `exclusions_cyclic` (policies, benefits: the codes in the circle, in its order).
    """
    in_settling_order(policies)


def circle_in(policies: Iterable[Policy]) -> tuple[Placed, ...]:
    """Return the benefits of the first circle found, or none; those of one group stand together."""
    try:
        _settled(policies)
    except _Circle as circle:
        return circle.members
    return ()


def same_person(one: str, other: str) -> bool:
    """Tell whether two benefits meet: for the same person, or where one of them is for the whole household."""
    return one == other or not one or not other


class _Circle(Exception):
    """Benefits that wait for each other."""

    def __init__(self, members: tuple[Placed, ...]) -> None:
        super().__init__(members)
        self.members = members


def _settled(policies: Iterable[Policy]) -> list[tuple[Placed, ...]]:
    clusters: dict[Key, tuple[Placed, ...]] = {}
    for placed in _placed(policies):
        key = _cluster(placed.policy.code, placed.benefit)
        clusters[key] = (*clusters.get(key, ()), placed)
    cluster_of = {
        (placed.policy.code, placed.benefit.code): key for key, cluster in clusters.items() for placed in cluster
    }
    settled: dict[Key, tuple[Placed, ...]] = {}
    for key in clusters:
        _settle(key, clusters, cluster_of, settled, ())
    return list(settled.values())


def _placed(policies: Iterable[Policy]) -> Iterator[Placed]:
    for policy_place, policy in enumerate(policies):
        for place, benefit in enumerate(policy.benefits):
            yield Placed((policy_place, place), policy, benefit)


def _cluster(policy: str, benefit: Benefit) -> Key:
    return ("", benefit.group) if benefit.group else (policy, benefit.code)


def _waits_for(benefit: Benefit) -> tuple[BenefitRef, ...]:
    return benefit.not_with + benefit.amount.over


def _settle(
    key: Key,
    clusters: Mapping[Key, tuple[Placed, ...]],
    cluster_of: Mapping[Key, Key],
    settled: dict[Key, tuple[Placed, ...]],
    way: tuple[Key, ...],
) -> None:
    """Add the cluster to `settled` after all it waits for; `way` are the clusters that are waiting for it."""
    if key in settled:
        return
    if key in way:
        raise _Circle(tuple(placed for one in way[way.index(key) :] for placed in clusters[one]))
    for placed in clusters[key]:
        for ref in _waits_for(placed.benefit):
            other = cluster_of.get((ref.policy, ref.benefit))
            if other is not None:
                _settle(other, clusters, cluster_of, settled, (*way, key))
    settled[key] = clusters[key]


def _refusal(members: tuple[Placed, ...]) -> Refusal:
    policies = dict.fromkeys(placed.policy.code for placed in members)
    benefits = dict.fromkeys(f"{placed.policy.code} {placed.benefit.code}" for placed in members)
    return Refusal("exclusions_cyclic", policies=", ".join(policies), benefits=", ".join(benefits))
