"""The daily digest: each morning, once, what waits for each person who wants it by e-mail."""

from datetime import date

from sqlalchemy import exists, select

from aid import clock
from aid.domain.mail_words import Waiting, of_morning
from aid.domain.notices import DIGEST_HOUR, MailChoice
from aid.extensions import db, settings
from aid.models.notices import Digest, MailWish
from aid.models.users import User
from aid.queries.users import actor_of
from aid.queries.work import work_of
from aid.services.letters import post
from aid.services.transaction import transaction

_MOST_COUNTED = 200


def write_due() -> int:
    """Write this morning's digests that are not written yet, and return how many letters were put into the outbox.

    Nothing before seven o'clock in Việt Nam, nothing without a mail server, no letter for whom nothing waits. Each
    person is a transaction of its own: a worker that was killed goes on with the rest, and nobody gets two.
    """
    if settings().smtp is None or clock.local(clock.now()).hour < DIGEST_HOUR:
        return 0
    day = clock.today()
    return sum(_write(user_id, day) for user_id in _without(day))


def _without(day: date) -> list[int]:
    written = exists().where(Digest.user_id == MailWish.user_id, Digest.day == day)
    wanted = (
        select(MailWish.user_id)
        .join(User, User.id == MailWish.user_id)
        .where(MailWish.choice != MailChoice.NONE, User.disabled_at.is_(None), ~written)
        .order_by(MailWish.user_id)
    )
    return list(db.session.scalars(wanted))


def _write(user_id: int, day: date) -> bool:
    items, _ = work_of(actor_of(user_id), kind=None, limit=_MOST_COUNTED, offset=0)
    with transaction() as session:
        if session.get(Digest, (user_id, day), with_for_update=True) is not None:
            return False
        session.add(Digest(user_id=user_id, day=day))
        wish = session.get_one(MailWish, user_id)
        if items:
            letter = of_morning(
                day, [Waiting(one.kind, one.id, one.code, one.due_on) for one in items], settings().base_url
            )
            post(session, wish, letter, key=f"digest-{user_id}-{day.isoformat()}")
        return bool(items)
