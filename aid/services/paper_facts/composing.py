"""Joining the values of one kind with the head of the office to the whole content of a paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from aid.domain.paper_content import PaperContent, PaperTable, Signature
from aid.domain.papers import kind_of
from aid.models.users import Agency
from aid.services.paper_facts.letterheads import Letterhead, of_department, of_office
from aid.services.signers import Block


@dataclass(frozen=True)
class Composed:
    """What a composer gives: everything but the head."""

    subject: str
    facts: Mapping[str, Any]
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    tables: tuple[PaperTable, ...] = ()
    by_department: bool = False
    signed_by: Block | None = None


class Written(NamedTuple):
    """A whole paper as plain values, and the block of who signs it for the office, if anybody does."""

    content: PaperContent
    signed_by: Block | None


# session, the row the paper is about, what its maker typed, the office -> the values
Composer = Callable[[Session, Any, Mapping[str, str], Agency], Composed]


def compose(
    session: Session, code: str, subject: Any, answers: Mapping[str, str], agency: Agency, composer: Composer
) -> Written:
    """Return the whole content of a paper as plain values; later changes of the rows change nothing in it."""
    kind = kind_of(code)
    made = composer(session, subject, answers, agency)
    head = letterhead(agency, kind.abbreviation, by_department=made.by_department)
    content = PaperContent(
        kind=code,
        name=kind.name,
        subject=made.subject,
        parent_agency=head.parent,
        agency=head.agency,
        place=agency.dateline,
        symbol=head.symbol if kind.is_numbered else "",
        issuer=head.issuer,
        department=agency.department,
        addressees=made.addressees,
        recipients=made.recipients,
        signatures=made.signatures,
        facts={"place": agency.dateline, "agency_name": agency.name, **made.facts},
        tables=made.tables,
    )
    return Written(content, made.signed_by)


def letterhead(agency: Agency, abbreviation: str, *, by_department: bool) -> Letterhead:
    """Return the head under which a paper goes out."""
    return of_department(agency, abbreviation) if by_department else of_office(agency, abbreviation)
