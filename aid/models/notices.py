"""What a person is told in the program and by e-mail; the mails lie here until a mail server took them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aid.domain.notices import MailChoice, MailState
from aid.models.base import Base, Choice, Instant, one_of


class Notice(Base):
    """One thing one person is told of; `settled_at`: what it asked for was done by somebody."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_user_id", "user_id", "id"),
        Index(
            "ix_notices_unread",
            "user_id",
            sqlite_where=text("read_at IS NULL AND settled_at IS NULL"),
            postgresql_where=text("read_at IS NULL AND settled_at IS NULL"),
        ),
        Index("ix_notices_matter", "matter", "matter_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int]
    matter: Mapped[str] = mapped_column(String(64))
    matter_id: Mapped[int]
    code: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text, default="")
    asks: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)


class MailWish(Base):
    """Where and how often a person wants e-mail; who has no row gets none."""

    __tablename__ = "mail_wishes"
    __table_args__ = (one_of("choice", MailChoice),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    choice: Mapped[MailChoice] = mapped_column(Choice(MailChoice))


class Digest(Base):
    """The morning of one person whose digest was written: once a day, however often it is tried."""

    __tablename__ = "digests"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class Mail(Base):
    """One e-mail in the outbox; `message_id` stays the same however often it is sent, so that a double is dropped."""

    __tablename__ = "mails"
    __table_args__ = (
        one_of("state", MailState),
        UniqueConstraint("message_id", name="uq_mails_message_id"),
        Index("ix_mails_state", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(120))
    state: Mapped[MailState] = mapped_column(Choice(MailState))
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
