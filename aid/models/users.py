"""Agencies and the people who sign in; people are disabled, never deleted, and agencies keep their days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aid.domain.agencies import AgencyKind, NumberSource
from aid.domain.names import sort_key
from aid.domain.roles import Role
from aid.models.base import Base, Choice, Instant, SortKey, one_of
from aid.models.places import Place


class Agency(Base):
    """An office with its letterhead, its signing titles and its document book.

    `letterhead`, `executors` and `recipients` hold one line each per row of text; `payer` hands the money out together
    with `department`, which prepares the dossiers.
    """

    __tablename__ = "agencies"
    __table_args__ = (one_of("kind", AgencyKind), one_of("number_source", NumberSource))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[AgencyKind] = mapped_column(Choice(AgencyKind))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    parent_line: Mapped[str | None] = mapped_column(String(200))
    letterhead: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(String(200))
    dateline: Mapped[str] = mapped_column(String(120))
    head_title: Mapped[str] = mapped_column(String(120))
    symbol: Mapped[str] = mapped_column(String(32))
    archive: Mapped[str] = mapped_column(String(64))
    proposer: Mapped[str] = mapped_column(String(200))
    executors: Mapped[str] = mapped_column(Text)
    payer: Mapped[str] = mapped_column(String(200), default="")
    department: Mapped[str] = mapped_column(String(200), default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    word_copies: Mapped[bool] = mapped_column(default=False, server_default="0")
    number_source: Mapped[NumberSource] = mapped_column(Choice(NumberSource), default=NumberSource.OURS)

    place: Mapped[Place] = relationship()


def _key_of_name(context: Any) -> str:
    return sort_key(context.get_current_parameters()["full_name"])


class User(Base):
    """A person who signs in, or an invented person of the past who no longer can."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(SortKey, default=_key_of_name)
    title: Mapped[str] = mapped_column(String(120))
    signing_form: Mapped[str | None] = mapped_column(String(32))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)

    agency: Mapped[Agency] = relationship()
    roles: Mapped[list["UserRole"]] = relationship(order_by="UserRole.role", cascade="all, delete-orphan")


class UserRole(Base):
    """One role a person holds."""

    __tablename__ = "user_roles"
    __table_args__ = (one_of("role", Role),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(Choice(Role), primary_key=True)


class UserSession(Base):
    """One sign-in; the cookie carries its token, whose digest stands here, so that it can be ended on the server."""

    __tablename__ = "user_sessions"
    __table_args__ = (Index("ix_user_sessions_user_id", "user_id"),)

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    user: Mapped[User] = relationship()


class LoginAttempt(Base):
    """A failed sign-in, counted per account and per address."""

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("ix_login_attempts_username_at", "username", "at"),
        Index("ix_login_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
