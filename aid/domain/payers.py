"""Whose money a benefit is: the kinds of funds that may pay it say which kinds of agencies can.

The front and the Red Cross are other legal persons than the people's committee, with money of their own (NĐ 93/2021).
What only they can pay is no work of the ward, however long they take.
"""

from collections.abc import Collection

from aid.domain.agencies import AgencyKind

AUTHORITIES = frozenset({AgencyKind.WARD, AgencyKind.DISTRICT, AgencyKind.CITY})
"""The people's committees: they own incidents and cases."""

HELD_BY: dict[AgencyKind, frozenset[str]] = {
    AgencyKind.FRONT: frozenset({"QUY_CUU_TRO_MTTQ_TP", "BAN_VAN_DONG", "MTTQ_PHUONG"}),
    AgencyKind.RED_CROSS: frozenset({"CHU_THAP_DO"}),
}
"""The agencies that manage donated money, each with the kinds of funds that nobody else can hold."""

_DONATED = frozenset().union(*HELD_BY.values())


def can_pay(kind: AgencyKind, fund_kinds: Collection[str]) -> bool:
    """Say whether an agency of this kind can hold a fund that may pay a benefit; what names no fund is the ward's."""
    if kind in HELD_BY:
        return not HELD_BY[kind].isdisjoint(fund_kinds)
    return not fund_kinds or any(source not in _DONATED for source in fund_kinds)


def waits_for(fund_kinds: Collection[str]) -> tuple[AgencyKind, ...]:
    """Return who can pay a benefit that no people's committee can; empty where a ward can."""
    if can_pay(AgencyKind.WARD, fund_kinds):
        return ()
    return tuple(kind for kind in HELD_BY if can_pay(kind, fund_kinds))
