"""Norms as dated series, one per scope: the standard amount of social assistance, and which is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aid.domain.errors import Refusal

SCOPES = ("central", "city")


@dataclass(frozen=True)
class Norm:
    """The standard amount of social assistance (đồng) from a day on; `citation` is the document's full name.

    A central norm has no `province_code`, a city's own has one of two digits.
    """

    scope: str
    amount: int
    valid_from: date
    basis: str
    confirmed: bool
    province_code: str = ""
    citation: str = ""


def norm_on(day: date, norms: Iterable[Norm], province: str = "") -> Norm:
    """Return the norm in force on `day`: the higher of the latest central one and the province's latest own one.

    Of two equal ones the city's is named. Refuses `no_norm_in_force` (day). Basis: NQ 63/2025/NQ-HĐND, the central
    norm applies where it is higher.
    """
    latest: dict[str, Norm] = {}
    for norm in norms:
        if norm.valid_from <= day and norm.province_code in ("", province):
            held = latest.get(norm.scope)
            if held is None or held.valid_from <= norm.valid_from:
                latest[norm.scope] = norm
    if not latest:
        raise Refusal("no_norm_in_force", day=day)
    return max(latest.values(), key=lambda norm: (norm.amount, norm.scope == "city"))


def check_entry(norm: Norm, known: Iterable[Norm]) -> None:
    """Refuse a norm that cannot continue its series; `known` are all norms, those that wait among them.

    Refusals: `norm_scope_unknown` (scope), `amount_not_positive`, `norm_basis_missing`, `norm_overlaps` (day) where
    the series has a norm from that day, `norm_backwards` (day) where it has a later one. Basis: design.md 4.3, an old
    case computes as it did.
    """
    if norm.scope not in SCOPES:
        raise Refusal("norm_scope_unknown", scope=norm.scope)
    if norm.amount <= 0:
        raise Refusal("amount_not_positive")
    if not norm.basis:
        raise Refusal("norm_basis_missing")
    series = [one.valid_from for one in known if _series(one) == _series(norm)]
    if norm.valid_from in series:
        raise Refusal("norm_overlaps", day=norm.valid_from)
    if series and norm.valid_from < max(series):
        raise Refusal("norm_backwards", day=max(series))


def without(norm: Norm, norms: Iterable[Norm]) -> tuple[Norm, ...]:
    """Return the norms without the one of the same series and day."""
    return tuple(one for one in norms if (_series(one), one.valid_from) != (_series(norm), norm.valid_from))


def _series(norm: Norm) -> tuple[str, str]:
    return norm.scope, norm.province_code
