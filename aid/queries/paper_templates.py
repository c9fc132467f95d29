"""Reading the templates of an office: one row per kind, the versions of one kind, one version with its text."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from aid.domain.errors import Missing
from aid.domain.papers import KINDS
from aid.extensions import db
from aid.models.papers import Paper, PaperTemplate
from aid.models.users import User
from aid.queries.papers import template_in_force

SHIPPED = 0


class KindRow(NamedTuple):
    """One kind: the number of the version in force (0: that of the program), and the newest that waits, if any."""

    kind: str
    in_force: int
    waiting: int | None


class VersionRow(NamedTuple):
    """One version as its page shows it; `number` 0 is the program's, whose text the documents layer has."""

    kind: str
    number: int
    source: str
    note: str
    written_at: datetime | None
    written_by: str
    author_id: int | None
    adopted_at: datetime | None
    adopted_by: str
    withdrawn_at: datetime | None
    id: int | None


def kinds_of(agency_id: int) -> Sequence[KindRow]:
    """Return every kind of paper with what is in force for an office and what waits for a second person."""
    wanted = select(PaperTemplate).where(PaperTemplate.agency_id == agency_id).order_by(PaperTemplate.number)
    versions = list(db.session.scalars(wanted))
    return [_kind_row(kind, agency_id, [one for one in versions if one.kind == kind]) for kind in KINDS]


def _kind_row(kind: str, agency_id: int, versions: Sequence[PaperTemplate]) -> KindRow:
    used = template_in_force(db.session(), agency_id, kind)
    newest = versions[-1] if versions else None
    waits = newest is not None and newest.adopted_at is None and newest.withdrawn_at is None
    return KindRow(kind, used.number if used else SHIPPED, newest.number if newest and waits else None)


def versions_of(agency_id: int, kind: str) -> Sequence[VersionRow]:
    """Return the versions of an office's template of a kind, newest first, that of the program last."""
    author, adopter = aliased(User), aliased(User)
    rows = db.session.execute(
        select(PaperTemplate, author.full_name, adopter.full_name)
        .outerjoin(author, author.id == PaperTemplate.created_by)
        .outerjoin(adopter, adopter.id == PaperTemplate.adopted_by)
        .where(PaperTemplate.agency_id == agency_id, PaperTemplate.kind == kind)
        .order_by(PaperTemplate.number.desc())
    )
    found = [_version(row, name or "", by or "") for row, name, by in rows]
    shipped = VersionRow(kind, SHIPPED, "", "", None, "", None, None, "", None, None)
    return [*found, shipped]


def version_of(agency_id: int, kind: str, number: int) -> VersionRow:
    """Return one version; Missing where the office has none of this number."""
    for row in versions_of(agency_id, kind):
        if row.number == number:
            return row
    raise Missing(f"Template {kind} {number}")


def number_in_force(agency_id: int, kind: str) -> int:
    """Return the number of the version in force, 0 for the template of the program."""
    used = template_in_force(db.session(), agency_id, kind)
    return used.number if used else SHIPPED


def latest_paper(agency_id: int, kind: str) -> int | None:
    """Return the id of the office's newest paper of a kind, on which a template is looked at."""
    wanted = select(Paper.id).where(Paper.agency_id == agency_id, Paper.kind == kind).order_by(Paper.id.desc())
    found: int | None = db.session.scalar(wanted.limit(1))
    return found


def _version(row: PaperTemplate, author: str, adopter: str) -> VersionRow:
    return VersionRow(
        kind=row.kind,
        number=row.number,
        source=row.source,
        note=row.note,
        written_at=row.created_at,
        written_by=author,
        author_id=row.created_by,
        adopted_at=row.adopted_at,
        adopted_by=adopter,
        withdrawn_at=row.withdrawn_at,
        id=row.id,
    )
