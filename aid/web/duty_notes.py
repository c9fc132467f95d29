"""What a page says where one person does two duties that are apart by themselves: before the step, and after it."""

from collections.abc import Iterable

from flask_babel import gettext as _

from aid import clock
from aid.domain.duties import Duty
from aid.domain.duty_rules import permitting
from aid.domain.roles import Actor
from aid.queries.duty_rules import rules_of
from aid.queries.trail import Happened
from aid.web.labels import label

_JOINED = frozenset({"dossier:duties_joined", "change:duties_joined"})


def joined_in_words(events: Iterable[Happened]) -> list[str]:
    """Return a sentence for each time one person did two duties that are apart by themselves, from the trail."""
    return [
        _(
            "%(who)s làm cả %(duties)s, theo %(document)s. Lý do: %(reason)s",
            who=event.who,
            duties=_both(event.after["duties"]),
            document=event.after["duty_rule"],
            reason=event.reason,
        )
        for event in events
        if event.action in _JOINED
    ]


def foreseen(duty: Duty | None, held: Iterable[Duty], actor: Actor) -> str:
    """Return what the actor is told before joining two duties under a rule of the office; "" where none is needed."""
    already = set(held)
    if duty is None or not already or duty in already:
        return ""
    found = permitting(rules_of(actor.agency_id), duty, already, clock.today())
    return " ".join(
        _(
            "Anh/chị đã làm phần việc “%(held)s”. Cơ quan cho phép một người làm cả “%(duty)s” theo %(document)s; việc"
            " kiêm nhiệm được ghi vào nhật ký hồ sơ.",
            held=label(other),
            duty=label(duty),
            document=rule.document,
        )
        for other, rule in found
    )


def _both(duties: Iterable[str]) -> str:
    one, other = (label(Duty(duty)) for duty in duties)
    return _("“%(one)s” và “%(other)s”", one=one, other=other)
