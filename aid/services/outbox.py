"""The outbox: an e-mail is a row of the transaction that caused it, and leaves the office afterwards, or again.

A worker that is killed between the mail server's yes and our note of it sends once more, under the same Message-ID,
by which mail programs drop a double. What no server takes after twelve tries is kept as failed and shown.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from aid import clock
from aid.domain.notices import MOST_TRIES, MailState, wait_after
from aid.extensions import db, settings
from aid.models.notices import Mail
from aid.services.transaction import load_for_update, transaction

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
_LONGEST_ERROR = 500
_REFUSED_FOR_GOOD = 500
_TIMEOUT_SECONDS = 20

Send = Callable[[EmailMessage], object]


class _Taken(NamedTuple):
    """A mail that is this worker's until its lease runs out."""

    id: int
    address: str
    subject: str
    body: str
    message_id: str
    created_at: datetime


def send_due(limit: int = 50, *, send: Send | None = None) -> int:
    """Send what is due, oldest first, and return how many the mail server took; a failure waits for its next try.

    `send` stands in for the mail server of the settings (AID_SMTP).
    """
    if _next(db.session()) is None:
        return 0
    if send is not None:
        return _send_all(send, limit)
    try:
        with _server() as server:
            return _send_all(server.send_message, limit)
    except (OSError, smtplib.SMTPException):
        logger.exception("The mail server could not be reached")
        return 0


def _send_all(send: Send, limit: int) -> int:
    sent = 0
    for _ in range(limit):
        taken = _take()
        if taken is None:
            break
        try:
            send(_message(taken))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            _note_failure(taken.id, error)
        else:
            _note_sent(taken.id)
            sent += 1
    return sent


def _next(session: Session) -> int | None:
    wanted = select(Mail.id).where(Mail.state == MailState.WAITING, Mail.next_try_at <= clock.now())
    return session.scalar(wanted.order_by(Mail.next_try_at, Mail.id).limit(1).with_for_update(skip_locked=True))


def _take() -> _Taken | None:
    with transaction() as session:
        mail_id = _next(session)
        if mail_id is None:
            return None
        mail = load_for_update(session, Mail, mail_id)
        mail.tries += 1
        mail.next_try_at = clock.now() + LEASE
        return _Taken(mail.id, mail.address, mail.subject, mail.body, mail.message_id, mail.created_at)


def _message(mail: _Taken) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings().mail_from
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(clock.local(mail.created_at))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


def _note_sent(mail_id: int) -> None:
    with transaction() as session:
        mail = load_for_update(session, Mail, mail_id)
        mail.state, mail.sent_at, mail.error = MailState.SENT, clock.now(), ""


def _note_failure(mail_id: int, error: Exception) -> None:
    with transaction() as session:
        mail = load_for_update(session, Mail, mail_id)
        mail.error = f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
        if _is_final(error) or mail.tries >= MOST_TRIES:
            mail.state = MailState.FAILED
        else:
            mail.next_try_at = clock.now() + timedelta(seconds=wait_after(mail.tries))


def _is_final(error: Exception) -> bool:
    """Say whether it will never go: nobody there, or an address no letter can be written to."""
    if isinstance(error, ValueError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    return False


@contextmanager
def _server() -> Iterator[smtplib.SMTP]:
    parts = urlsplit(settings().smtp or "")
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "", parts.port or 0, timeout=_TIMEOUT_SECONDS) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
