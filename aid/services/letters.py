"""Putting an e-mail into the outbox, as a row of the transaction that caused it; `outbox` sends it afterwards."""

from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from aid import clock
from aid.domain.mail_words import Letter, of_event
from aid.domain.notices import PAGES, MailState
from aid.extensions import settings
from aid.models.notices import Mail, MailWish, Notice


def post_notice(session: Session, wish: MailWish, notice: Notice) -> None:
    """Put the letter of one notice into the outbox, inside the caller's transaction; nothing without a mail server."""
    link = settings().base_url + PAGES[notice.subject].format(id=notice.subject_id)
    post(session, wish, of_event(notice.action, notice.code, link), key=f"notice-{notice.id}")


def post(session: Session, wish: MailWish, letter: Letter, *, key: str) -> None:
    """Put one letter into the outbox inside the caller's transaction; `key` makes its Message-ID, which is unique."""
    if settings().smtp is None:
        return
    host = urlsplit(settings().base_url).hostname
    session.add(
        Mail(
            user_id=wish.user_id,
            address=wish.address,
            subject=letter.subject,
            body=letter.body,
            message_id=f"<{key}@{host}>",
            state=MailState.WAITING,
            next_try_at=clock.now(),
            created_at=clock.now(),
        )
    )
