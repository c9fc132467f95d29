"""Telling people: the notices of a transaction are written with it, so that none is lost and none is told too early.

They follow from the events of the trail (`domain.notices.RULES`), so a step that is in the trail reaches whom it
concerns whichever service took it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select, true, update
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.duties import Duty
from aid.domain.notices import ANSWERS, RULES, MailChoice, Rule
from aid.models.decision_changes import ChangeDuty, DecisionChange
from aid.models.decisions import Decision, DecisionLine
from aid.models.delegations import TurnRole
from aid.models.dossiers import Dossier, DossierDuty
from aid.models.events import Event
from aid.models.incidents import Incident
from aid.models.notices import MailWish, Notice
from aid.models.papers import Paper
from aid.models.payouts import Payment, Payout
from aid.models.users import User, UserRole
from aid.queries.approvals import approvers_waited_for
from aid.queries.duty_rules import is_barred, is_barred_on_change
from aid.queries.named_steps import named_of
from aid.queries.on_call import runs
from aid.queries.papers import subject_of
from aid.queries.routed import Routed
from aid.services import telling_papers
from aid.services.letters import post_notice
from aid.services.trail import pending

_LONGEST = Notice.title.type.length


class _Matter(NamedTuple):
    """What an event is about: the office, the row people know it by, and the dossier whose duties count."""

    kind: str
    id: int
    agency_id: int
    code: str
    title: str
    dossier_id: int | None
    change_id: int | None = None

    def duties(self) -> tuple[type[DossierDuty] | type[ChangeDuty], ColumnElement[bool]]:
        """The table of the duties that count for it, and the condition that one is of this matter."""
        if self.change_id is not None:
            return ChangeDuty, ChangeDuty.change_id == self.change_id
        return DossierDuty, DossierDuty.dossier_id == self.dossier_id

    def routed(self, session: Session) -> Routed | None:
        """What goes by a route: the change, or the dossier."""
        if self.change_id is not None:
            return session.get_one(DecisionChange, self.change_id)
        return session.get(Dossier, self.dossier_id) if self.dossier_id else None


def tell(session: Session) -> None:
    """Write the notices of this transaction's events, and settle what the same matters asked for before."""
    for event in pending(session):
        rule = RULES.get(event.action)
        matter = _matter_of(session, event) if rule or event.action in ANSWERS else None
        if matter is None:
            continue
        _settle(session, matter)
        if rule is None:
            continue
        is_called = matter.kind != "papers" or telling_papers.calls(session, event.action, matter.id)
        for user_id in _told(session, rule, matter, event.actor_id) if is_called else ():
            session.add(_notice(event, rule, matter, user_id))
        session.flush()
        _mail(session, event)


def _matter_of(session: Session, event: Event) -> _Matter | None:
    if event.subject == "incidents":
        row = session.get_one(Incident, event.subject_id)
        return _Matter("incidents", row.id, row.agency_id, row.code, row.title, None)
    if event.subject == "papers":
        return _paper(session, session.get_one(Paper, event.subject_id))
    if event.subject == "decision_changes":
        return _change(session.get_one(DecisionChange, event.subject_id))
    dossier_id = _dossier_of(session, event)
    if dossier_id is None:
        return None
    dossier = session.get_one(Dossier, dossier_id)
    number = session.scalar(select(Decision.full_number).where(Decision.dossier_id == dossier_id))
    return _Matter("dossiers", dossier.id, dossier.agency_id, number or dossier.code, dossier.title, dossier.id)


def _change(row: DecisionChange) -> _Matter:
    """A later decision, known by its own number or by that of the decision it changes; its duties are its own."""
    old = row.decision
    code, title = row.full_number or old.full_number, old.dossier.title
    return _Matter("decision_changes", row.id, row.agency_id, code, title, old.dossier_id, row.id)


def _paper(session: Session, row: Paper) -> _Matter:
    """A paper, known by its number or, before it has one, by the code of what it is about."""
    code, title = row.number or subject_of(session, row)[1].code, (row.content or {}).get("subject") or ""
    return _Matter("papers", row.id, row.agency_id, code, title[:_LONGEST], None)


def _dossier_of(session: Session, event: Event) -> int | None:
    if event.subject == "dossiers":
        return event.subject_id
    of_decision = select(Decision.dossier_id)
    ways = {
        "decisions": of_decision.where(Decision.id == event.subject_id),
        "payouts": of_decision.join(Payout, Payout.decision_id == Decision.id).where(Payout.id == event.subject_id),
        "payments": of_decision.join(DecisionLine, DecisionLine.decision_id == Decision.id)
        .join(Payment, Payment.decision_line_id == DecisionLine.id)
        .where(Payment.id == event.subject_id),
    }
    return session.scalar(ways[event.subject]) if event.subject in ways else None


def _settle(session: Session, matter: _Matter) -> None:
    asked = (Notice.matter == matter.kind) & (Notice.matter_id == matter.id) & Notice.asks & Notice.settled_at.is_(None)
    session.execute(update(Notice).where(asked).values(settled_at=clock.now()))


def _told(session: Session, rule: Rule, matter: _Matter, actor_id: int | None) -> Sequence[int]:
    """Return the people a rule names, without who did it, who left, and who is barred from the next duty."""
    which: list[ColumnElement[bool]] = []
    subject = matter.routed(session)
    waited_for = approvers_waited_for(session, subject) if rule.route and subject else None
    if waited_for is not None:
        which.append(waited_for)
    elif rule.signer:
        which.append(telling_papers.signs(matter.id))
    elif rule.role is not None:
        which.append(_may_take(rule, matter) & _named(session, rule, matter))
    if rule.holds:
        kind, of_it = matter.duties()
        which.append(exists().where(of_it, kind.held, kind.duty.in_(rule.holds), kind.user_id == User.id))
    found: set[int] = set()
    for condition in which:
        wanted = select(User.id).where(User.disabled_at.is_(None), condition)
        found |= set(session.scalars(wanted))
    return sorted(found - {actor_id})


def _named(session: Session, rule: Rule, matter: _Matter) -> ColumnElement[bool]:
    """Return the condition that the route names nobody for the next duty, or this person or the principal."""
    subject = matter.routed(session)
    named = named_of(subject).get(rule.duty) if subject and rule.duty else None
    return true() if named is None else User.id.in_(named.hands)


def _may_take(rule: Rule, matter: _Matter) -> ColumnElement[bool]:
    has_role = exists().where(UserRole.user_id == User.id, UserRole.role == rule.role)
    turn = (TurnRole.user_id == User.id) & (TurnRole.role == rule.role) & runs(clock.now())
    here = User.agency_id == matter.agency_id
    if rule.duty is None:
        return here & or_(has_role, exists().where(turn))
    barred, place_barred = (_barred(rule.duty, matter, whose) for whose in (User.id, TurnRole.for_id))
    return here & or_(has_role, exists().where(turn, ~place_barred)) & ~barred


def _barred(duty: Duty, matter: _Matter, user_id: Any) -> ColumnElement[bool]:
    whose = {"user_id": user_id, "agency_id": matter.agency_id}
    if matter.change_id is not None:
        return is_barred_on_change(duty, **whose, change_id=matter.change_id, day=clock.today())
    return is_barred(duty, **whose, dossier_id=matter.dossier_id, day=clock.today())


def _notice(event: Event, rule: Rule, matter: _Matter, user_id: int) -> Notice:
    return Notice(
        user_id=user_id,
        action=event.action,
        subject=event.subject,
        subject_id=event.subject_id,
        matter=matter.kind,
        matter_id=matter.id,
        code=matter.code,
        title=matter.title,
        reason=event.reason,
        asks=rule.asks,
        by_id=event.actor_id,
        created_at=event.at,
    )


def _mail(session: Session, event: Event) -> None:
    """Put an e-mail into the outbox for those who want each notice; it names code and link, and no person."""
    wanted = (
        select(Notice, MailWish)
        .join(MailWish, MailWish.user_id == Notice.user_id)
        .where(
            Notice.action == event.action,
            Notice.subject == event.subject,
            Notice.subject_id == event.subject_id,
            Notice.created_at == event.at,
            MailWish.choice == MailChoice.EACH,
        )
    )
    for notice, wish in session.execute(wanted).all():
        post_notice(session, wish, notice)
