"""A decision as plain values, and the wording of a paper that a văn thư accepts.

What is decided is frozen here when the decision is issued: the paper is drawn from these
values alone, so a corrected name or a new norm never changes a decision of yesterday.
The forms are those of NĐ 30/2020/NĐ-CP, Phụ lục I and III (Mẫu 1.2).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

VERSION = 1

# Lines above the signer's name, by form (NĐ 30/2020 Phụ lục I, II.7.b).
SIGNING_FORMS: dict[str, tuple[str, ...]] = {
    "head": ("{head}",),
    "deputy": ("KT. {head}", "{own}"),
    "acting": ("Q. {head}",),
    "by_order": ("TL. {head}", "{own}"),
    "by_authority": ("TUQ. {head}", "{own}"),
    "collective": ("TM. {collective}", "{head}"),
    "collective_deputy": ("TM. {collective}", "KT. {head}", "{own}"),
}


@dataclass(frozen=True)
class AnnexRow:
    """One line of the annexed list: who, on which ground, how much, and who receives it instead."""

    stt: int
    name: str
    birth: str
    identity: str
    address: str
    category: str
    ground: str
    amount: int
    payee: str = ""
    account: str = ""
    note: str = ""


@dataclass(frozen=True)
class DecisionContent:
    """Everything the paper says. `total` and row amounts are whole units of `unit` (đồng or kilograms).

    `agency` is the issuing agency's name in capitals, in the lines it is to be broken into; `authority` stands in
    capitals over the căn cứ, `issuer` is the same name in a sentence. `number` and `day` are None on a draft.
    `grounds`, `proposal`, `recipients` carry no closing mark: the paper sets ";" and ".". `explanations` say of each
    line (`position`) why and how much (`aid.domain.explanations`); the paper does not print them.
    """

    parent_agency: str | None
    agency: tuple[str, ...]
    place: str
    number: str | None
    symbol: str
    day: date | None
    subject: str
    authority: str
    issuer: str
    grounds: tuple[str, ...]
    proposal: str | None
    articles: tuple[tuple[str, ...], ...]
    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    signer: str
    unit: str
    total: int
    title: str
    annex: tuple[AnnexRow, ...] = ()
    annex_title: str = ""
    verify_code: str = ""
    verify_url: str = ""
    explanations: tuple[dict[str, Any], ...] = field(default=(), hash=False)

    def __post_init__(self) -> None:
        if self.annex and sum(row.amount for row in self.annex) != self.total:
            raise ValueError("The rows of the annex do not add up to the total of the decision.")
        if not self.authority.startswith(self.signing[0].split(". ")[-1]):
            raise ValueError("The authority named above is not the one for whom is signed below.")


def content_as_data(content: DecisionContent) -> dict[str, Any]:
    """The content as JSON values, the day as an ISO date; `content_from_data` gives it back."""
    data = asdict(content)
    data["day"] = content.day.isoformat() if content.day else None
    return {"version": VERSION, **data}


def content_from_data(data: Mapping[str, Any]) -> DecisionContent:
    """The content that `content_as_data` described; an unknown or missing key is an error.

    Decisions of a release before explanations have none.
    """
    values = {name: _frozen(value) for name, value in data.items() if name != "version"}
    values.setdefault("explanations", ())
    if data.get("version") != VERSION or set(values) != {field.name for field in fields(DecisionContent)}:
        raise ValueError("This is not the content of a decision that this program wrote.")
    values["day"] = date.fromisoformat(data["day"]) if data["day"] else None
    values["annex"] = tuple(AnnexRow(**row) for row in data["annex"])
    return DecisionContent(**values)


def canonical_json(content: DecisionContent) -> str:
    """One spelling of the content for every process and database, so that it can be hashed."""
    return json.dumps(content_as_data(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _frozen(value: Any) -> Any:
    """Lists of a JSON document as tuples, at every depth."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def number_text(number: int, symbol: str) -> str:
    """The number as written on paper: "05/QĐ-UBND"; below ten it has a leading zero (II.3.b)."""
    return f"{number:02d}/{symbol}"


def day_words(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 have a leading zero (II.4.b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_line(place: str, day: date) -> str:
    """Place and day of a paper: "Khương Đình, ngày 05 tháng 01 năm 2026"."""
    return f"{place}, {day_words(day)}"


def signing_lines(
    form: str, *, head: str = "CHỦ TỊCH", own: str = "PHÓ CHỦ TỊCH", collective: str = "ỦY BAN NHÂN DÂN"
) -> tuple[str, ...]:
    """The lines over the signer's name for a form of SIGNING_FORMS; `own` is the signer's own title."""
    return tuple(line.format(head=head, own=own, collective=collective) for line in SIGNING_FORMS[form])


# Titles that keep their capitals behind "Phó" (Phụ lục II.V).
_TITLES = ("Chủ tịch", "Chánh Văn phòng", "Trưởng phòng", "Trưởng ban", "Giám đốc")


def title_in_text(signing_line: str) -> str:
    """The title of the line over a name as a text writes it: "KT. PHÓ CHỦ TỊCH" gives "Phó Chủ tịch"."""
    words = signing_line.rpartition(". ")[2].capitalize()
    for title in _TITLES:
        words = words.replace(title.lower(), title)
    return words


def document_title(number: str | None, subject: str) -> str:
    """Title in the PDF's properties: "Quyết định số 05/QĐ-UBND về việc …"."""
    named = f"Quyết định số {number}" if number else "Dự thảo quyết định"
    return f"{named} {subject[:1].lower()}{subject[1:]}"


def authority_line(issuer: str) -> str:
    """Who decides, in capitals: "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG KHƯƠNG ĐÌNH" (Mẫu 1.2, note 6)."""
    return issuer.upper()
