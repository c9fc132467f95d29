"""For whom something waits, in words: who holds the role or is named, and beside them who is on call in whose place."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _

from aid.queries.approval_routes import names_of
from aid.queries.on_call import OnDuty, taking_the_place_of
from aid.queries.waiting import Turn
from aid.web.labels import label


def waits_for(turn: Turn | None) -> str:
    """Return for whom a dossier waits, as a sentence; "" where it waits for nobody."""
    if turn is None:
        return ""
    names = with_on_call(turn.people, turn.on_call)
    if turn.role is None:
        return _("Đang chờ %(names)s.", names=names)
    nobody = _("chưa có người giữ vai trò này")
    return _("Đang chờ %(role)s: %(names)s.", role=label(turn.role), names=names or nobody)


def with_on_call(people: Sequence[str], on_call: Sequence[OnDuty]) -> str:
    """Return names in a row, those on call with whose place they take."""
    return ", ".join([*people, *(on_call_words(one.name, one.for_name) for one in on_call)])


def on_call_words(name: str, for_name: str) -> str:
    """Return who is on call and in whose place."""
    return _("%(name)s (trực thay %(other)s)", name=name, other=for_name)


def in_place_of(user_id: int, name: str, hands: Collection[int]) -> list[str]:
    """Return who of `hands` may act for a person: deputies by name, those on call with whose place they take."""
    on_call = taking_the_place_of(user_id)
    others = sorted(names_of(set(hands) - {user_id}).items())
    return [on_call_words(other, name) if other_id in on_call else other for other_id, other in others]
