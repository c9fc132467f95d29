"""Reading what a person is told, and the letters no mail server took."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from aid.domain.notices import PAGES, MailChoice, MailState
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.notices import Mail, MailWish, Notice
from aid.models.users import User

_ENOUGH = 100


class NoticeRow(NamedTuple):
    """One notice of the list; `is_open`: neither read nor settled by somebody."""

    id: int
    action: str
    href: str
    code: str
    title: str
    reason: str
    by: str
    created_at: datetime
    is_open: bool
    is_settled: bool


class Wish(NamedTuple):
    """Where and how often a person wants e-mail."""

    address: str
    choice: MailChoice


class FailedMail(NamedTuple):
    """A letter that was given up: to whom, when, what the server said; never its text."""

    name: str
    address: str
    created_at: datetime
    error: str


def unread(user_id: int) -> int:
    """Return how many notices wait to be read, counted up to a hundred."""
    some = select(Notice.id).where(_open(user_id)).limit(_ENOUGH).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def listed(actor: Actor, *, limit: int, offset: int) -> tuple[Sequence[NoticeRow], int]:
    """Return one page of the actor's notices, the newest first, and how many there are."""
    mine = Notice.user_id == actor.user_id
    found = db.session.execute(
        select(Notice, User.full_name)
        .outerjoin(User, User.id == Notice.by_id)
        .where(mine)
        .order_by(Notice.id.desc())
        .limit(limit)
        .offset(offset)
    )
    rows = [_row(notice, by or "") for notice, by in found]
    return rows, db.session.scalar(select(func.count(Notice.id)).where(mine)) or 0


def wish_of(user_id: int) -> Wish:
    """Return where and how often somebody wants e-mail; nowhere where nothing was said."""
    row = db.session.get(MailWish, user_id)
    return Wish(row.address, row.choice) if row else Wish("", MailChoice.NONE)


def failed_mails(limit: int = 50) -> Sequence[FailedMail]:
    """Return the letters that were given up, the newest first."""
    found = db.session.execute(
        select(User.full_name, Mail.address, Mail.created_at, Mail.error)
        .join(User, User.id == Mail.user_id)
        .where(Mail.state == MailState.FAILED)
        .order_by(Mail.id.desc())
        .limit(limit)
    )
    return [FailedMail(*row) for row in found]


def _open(user_id: int) -> ColumnElement[bool]:
    return (Notice.user_id == user_id) & Notice.read_at.is_(None) & Notice.settled_at.is_(None)


def _row(notice: Notice, by: str) -> NoticeRow:
    return NoticeRow(
        id=notice.id,
        action=notice.action,
        href=PAGES[notice.subject].format(id=notice.subject_id),
        code=notice.code,
        title=notice.title,
        reason=notice.reason,
        by=by,
        created_at=notice.created_at,
        is_open=notice.read_at is None and notice.settled_at is None,
        is_settled=notice.settled_at is not None,
    )
