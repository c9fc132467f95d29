"""What bears digital signatures, in one shape: its files so far, whose signatures stand on it and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from aid.domain.errors import Missing
from aid.domain.paper_content import content_from_data
from aid.domain.papers import PaperState, kind_of
from aid.domain.roles import Action
from aid.domain.signatures import ORDER, Part, Subject, from_data
from aid.extensions import db
from aid.models.decision_changes import DecisionChange
from aid.models.decisions import Decision
from aid.models.papers import Paper
from aid.models.signatures import DecisionFile, SignedFile
from aid.models.users import User
from aid.queries.signatures import FileView

MODELS: dict[Subject, Any] = {Subject.DECISION: Decision, Subject.CHANGE: DecisionChange, Subject.PAPER: Paper}
_FILES: dict[Subject, tuple[Any, Any]] = {
    Subject.DECISION: (DecisionFile, DecisionFile.decision_id),
    Subject.CHANGE: (SignedFile, SignedFile.change_id),
    Subject.PAPER: (SignedFile, SignedFile.paper_id),
}


@dataclass(frozen=True)
class Signable:
    """One paper to be signed; `signer` is the name printed on it, `signed_by` the person where the rows know one.

    Of a paper that names somebody whom the rows do not tell from a namesake it is None, and nobody signs it here.

    `order` is empty for a paper that is signed by hand. `number` is "" before the register gave one.
    """

    subject: Subject
    id: int
    agency_id: int
    number: str
    signer: str
    signed_by: int | None
    may_sign: Action
    order: tuple[Part, ...]
    pdf_sha256: str | None
    needs_number: bool
    files: Sequence[FileView]

    @property
    def done(self) -> frozenset[Part]:
        """Whose signatures it bears."""
        return frozenset(file.part for file in self.files)

    @property
    def newest(self) -> str | None:
        """The file that is given out: the last signed one, else the one that was drawn."""
        return self.files[-1].sha256 if self.files else self.pdf_sha256


def signable(subject: Subject, ident: int) -> Signable:
    """Return a paper as it is to be signed; Missing where there is none, or nothing of it is settled yet."""
    row = db.session.get(MODELS[subject], ident, populate_existing=True)
    if row is None or not _is_settled(subject, row):
        raise Missing(f"{subject} {ident}")
    return _PARTS[subject](row)


def files_of(ident: int, *, of: Subject = Subject.DECISION) -> Sequence[FileView]:
    """Return the signed files of a decision or another paper, the newest last."""
    kind, column = _FILES[of]
    rows: Sequence[Any] = db.session.execute(
        select(kind, User.full_name)
        .outerjoin(User, User.id == kind.created_by)
        .where(column == ident)
        .order_by(kind.position)
    ).all()
    return [
        FileView(
            row.position, row.part, row.way, row.sha256, row.size, row.created_at, name or "", from_data(row.found)
        )
        for row, name in rows
    ]


def new_file(subject: Subject, ident: int, **values: Any) -> DecisionFile | SignedFile:
    """Return the row of a signed file, not added to anything yet."""
    kind, column = _FILES[subject]
    made: DecisionFile | SignedFile = kind(**{column.key: ident}, **values)
    return made


def _is_settled(subject: Subject, row: Any) -> bool:
    if subject is Subject.PAPER:
        return row.state is PaperState.FINAL and row.content is not None
    return row.content is not None


def _decision(row: Decision) -> Signable:
    signer = db.session.get_one(User, row.signed_by).full_name
    return Signable(
        Subject.DECISION, row.id, row.agency_id, row.full_number, signer, row.signed_by, Action.DOSSIER_SIGN, ORDER,
        row.pdf_sha256, False, files_of(row.id, of=Subject.DECISION),
    )  # fmt: skip


def _change(row: DecisionChange) -> Signable:
    signer = db.session.get_one(User, row.signed_by).full_name
    return Signable(
        Subject.CHANGE, row.id, row.agency_id, row.full_number, signer, row.signed_by, Action.DOSSIER_SIGN, ORDER,
        row.pdf_sha256, False, files_of(row.id, of=Subject.CHANGE),
    )  # fmt: skip


def _paper(row: Paper) -> Signable:
    kind = kind_of(row.kind)
    content = content_from_data(row.content or {})
    signer = content.signatures[0].name if kind.signatures else ""
    may_sign = Action.DOSSIER_REVIEW if kind.is_departments else Action.DOSSIER_SIGN
    return Signable(
        Subject.PAPER, row.id, row.agency_id, row.number or "", signer, signer_of(row, signer), may_sign,
        kind.signatures, row.pdf_sha256, kind.is_numbered, files_of(row.id, of=Subject.PAPER),
    )  # fmt: skip


def signer_of(row: Paper, printed: str) -> int | None:
    """Return who signs a paper; of one that kept the name alone the one person of the office who has it."""
    return row.signer_id or (sole_bearer(row.agency_id, printed) if printed else None)


def sole_bearer(agency_id: int, name: str) -> int | None:
    """Return the one person of an office who has a name, None where there is nobody or a namesake."""
    wanted = select(User.id).where(User.agency_id == agency_id, User.full_name == name, User.disabled_at.is_(None))
    found = list(db.session.scalars(wanted))
    return found[0] if len(found) == 1 else None


_PARTS: dict[Subject, Any] = {Subject.DECISION: _decision, Subject.CHANGE: _change, Subject.PAPER: _paper}
