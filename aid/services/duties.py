"""Taking a duty on a dossier: the domain says no first, the key (dossier, user, duty) says no to a race.

Whether a soft pair is kept apart is read from the rules of the office on the day of the step (`duty_rules`). Where one
of them lets a person do both, the trail says so with the document and the reason of the rule.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.duties import ACTION_OF, SOFT_PAIRS, Duty, check_duty, excluded_by
from aid.domain.duty_rules import DutyRule, kept_apart, permitting
from aid.domain.roles import Actor
from aid.models.decision_changes import ChangeDuty, DecisionChange
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.users import User
from aid.queries.duty_rules import rules_of
from aid.services import trail
from aid.services.on_call import check_place
from aid.services.transaction import load_for_update


def take(session: Session, dossier_id: int, duty: Duty, *, actor: Actor) -> None:
    """Let the actor hold `duty` on a dossier, and bar the actor from every duty it excludes (design.md 4.5).

    Called inside the caller's transaction; taking a duty one already holds writes nothing. Refusal `duty_excluded`
    where the actor holds an excluding duty, `duty_kept_apart` where the office keeps a soft pair apart today; the
    constraint gives `duty_taken` where two requests of one person race. Where only a turn on call opens the step, what
    bars whom the actor stands in for bars the actor too: `place_barred`, `officer_related`, `turn_over`.
    """
    _hold(session, session.get_one(Dossier, dossier_id), duty, actor)


def take_on(session: Session, subject: Dossier | DecisionChange, duty: Duty, *, actor: Actor) -> None:
    """Let the actor hold `duty` on a dossier or on a change of a decision, as `take`."""
    _hold(session, subject, duty, actor)


def held_on(session: Session, subject: Dossier | DecisionChange, user_id: int) -> list[Duty]:
    """Return the duties one person holds on a dossier or on a change of a decision."""
    return sorted(duty for duty, is_held in _known(session, subject, user_id).items() if is_held)


def duties_of(session: Session, dossier_id: int, user_id: int) -> list[DossierDuty]:
    """Return the duties one person holds on a dossier or is barred from."""
    wanted = select(DossierDuty).where(DossierDuty.dossier_id == dossier_id, DossierDuty.user_id == user_id)
    return list(session.scalars(wanted.order_by(DossierDuty.duty)))


def _hold(session: Session, subject: Dossier | DecisionChange, duty: Duty, actor: Actor) -> None:
    rules = rules_of(actor.agency_id)
    if any(duty in pair for pair in SOFT_PAIRS | {rule.pair for rule in rules}):
        # No key stands behind a soft pair: two requests of one person queue up here.
        load_for_update(session, User, actor.user_id)
    known = _known(session, subject, actor.user_id)
    held, today = [other for other, is_held in known.items() if is_held], clock.today()
    apart = kept_apart(rules, today)
    check_duty(duty, held, apart)
    if place := actor.doing(ACTION_OF[duty]).acts_for:
        theirs = [other for other, is_held in _known(session, subject, place.for_id).items() if is_held]
        check_place(session, _dossier_id(subject), duty, theirs, apart, place)
    if duty in held:
        return
    # A barred row of the same duty would collide here: that is the database's own no.
    session.add(_row(subject, actor, duty, held=True))
    for other in sorted(excluded_by(duty) - known.keys()):
        session.add(_row(subject, actor, other, held=False))
    session.flush()
    for other, rule in permitting(rules, duty, held, today):
        _tell_joined(session, subject, (other, duty), rule, actor)


def _dossier_id(subject: Dossier | DecisionChange) -> int:
    return subject.id if isinstance(subject, Dossier) else subject.decision.dossier_id


def _known(session: Session, subject: Dossier | DecisionChange, user_id: int) -> dict[Duty, bool]:
    if isinstance(subject, Dossier):
        return {row.duty: row.held for row in duties_of(session, subject.id, user_id)}
    wanted = select(ChangeDuty).where(ChangeDuty.change_id == subject.id, ChangeDuty.user_id == user_id)
    return {row.duty: row.held for row in session.scalars(wanted)}


def _row(subject: Dossier | DecisionChange, actor: Actor, duty: Duty, *, held: bool) -> DossierDuty | ChangeDuty:
    if isinstance(subject, Dossier):
        return DossierDuty(dossier_id=subject.id, user_id=actor.user_id, duty=duty, held=held)
    return ChangeDuty(change_id=subject.id, user_id=actor.user_id, duty=duty, held=held)


def _tell_joined(
    session: Session, subject: Dossier | DecisionChange, pair: tuple[Duty, Duty], rule: DutyRule, actor: Actor
) -> None:
    action = "dossier:duties_joined" if isinstance(subject, Dossier) else "change:duties_joined"
    after = {"duties": list(pair), "duty_rule": rule.document}
    trail.record(session, actor, action, subject, reason=rule.reason, after=after)
