"""Whose letterhead a paper bears: the office itself, or the department that prepares its dossiers."""

from typing import NamedTuple

from aid.models.users import Agency


class Letterhead(NamedTuple):
    """The head of a paper: who stands above, who issues it, with which symbol, and how its head signs."""

    parent: str | None
    agency: tuple[str, ...]
    symbol: str
    issuer: str
    head: str


def of_office(agency: Agency, abbreviation: str) -> Letterhead:
    """Return the head of the office's own paper: "…/TB-UBND", or "…/UBND-VHXH" for a công văn."""
    symbol = _short(agency)
    named = f"{abbreviation}-{symbol}" if abbreviation else f"{symbol}-{drafter(agency)}".rstrip("-")
    return Letterhead(agency.parent_line, tuple(agency.letterhead.splitlines()), named, agency.name, agency.head_title)


def of_department(agency: Agency, abbreviation: str) -> Letterhead:
    """Return the head of the department's paper, where the proposer leads one; else that of the office."""
    title = _title_of_proposer(agency)
    if not title:
        return of_office(agency, abbreviation)._replace(head=agency.proposer.upper())
    parent = " ".join(agency.letterhead.splitlines())
    symbol = f"{abbreviation}-{drafter(agency) or _short(agency)}"
    return Letterhead(parent, (agency.department.upper(),), symbol, agency.department, title.upper())


def drafter(agency: Agency) -> str:
    """Return the short name of the unit that drafts: "VHXH" of "VT, VHXH"."""
    return agency.archive.removeprefix("VT").strip(" ,")


def filed(agency: Agency) -> str:
    """Return the last line of Nơi nhận: "Lưu: VT, VHXH"."""
    return f"Lưu: {agency.archive}"


def _short(agency: Agency) -> str:
    return agency.symbol.partition("-")[2] or agency.symbol


def _title_of_proposer(agency: Agency) -> str:
    """ "Trưởng phòng" of "Trưởng phòng Văn hóa - Xã hội" where the department is "Phòng Văn hóa - Xã hội"."""
    own_name = agency.department.partition(" ")[2]
    return agency.proposer.removesuffix(own_name).strip() if own_name and agency.proposer.endswith(own_name) else ""
