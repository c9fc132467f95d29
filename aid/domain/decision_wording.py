"""The sentences of a decision: its subject, its three articles, who receives it.

Capitals follow NĐ 30/2020 Phụ lục II: "Ủy ban nhân dân phường", "Điều 3", "khoản 1 Điều 5", "Quyết định này".
"""

from dataclasses import dataclass
from typing import NamedTuple

from aid.domain.decisions import AnnexRow
from aid.domain.money import grouped
from aid.domain.words import words as spoken

ANNEX_TITLE = "Danh sách hộ gia đình, cá nhân được {help}"


@dataclass(frozen=True)
class UnitWords:
    """How amounts of one unit are written, granted, paid and announced on a paper."""

    figures: str
    words: str
    amount: str
    source: str
    column: str


class GivenWords(NamedTuple):
    """What the office does with an amount of one unit, and what it takes it from."""

    verb: str
    source: str


UNITS: dict[str, UnitWords] = {
    "VND": UnitWords("đồng", "đồng", "số tiền", "Kinh phí thực hiện", "Số tiền (đồng)"),
    "kg_rice": UnitWords("kg gạo", "ki-lô-gam gạo", "số lượng", "Gạo hỗ trợ", "Số gạo (kg)"),
}

# What is done with it, and where it goes back to when it is not given.
GIVEN: dict[str, GivenWords] = {
    "VND": GivenWords("chi", "nguồn kinh phí"),
    "kg_rice": GivenWords("cấp", "nguồn gạo"),
}

# How the receiver gets it; rice is always handed over.
METHODS: dict[str, str] = {
    "bank": "chi trả qua tài khoản của người thụ hưởng",
    "cash": "chi trả bằng tiền mặt, có danh sách ký nhận",
    "both": "chi trả qua tài khoản hoặc bằng tiền mặt, có danh sách ký nhận",
    "goods": "cấp phát trực tiếp, có danh sách ký nhận",
}


@dataclass(frozen=True)
class Award:
    """What is granted: `help` as "hỗ trợ khẩn cấp", `cause` as "do hỏa hoạn ngày 12 tháng 9 năm 2023 tại …".

    `addressed` stands before the only receiver's name ("hộ ông", "bà", "thân nhân ông"); `people` and `households`
    are counts over `rows`.
    """

    help: str
    cause: str
    unit: str
    rows: tuple[AnnexRow, ...]
    households: int
    people: int
    addressed: str = "ông (bà)"

    @property
    def total(self) -> int:
        """Sum of the rows in whole units."""
        return sum(row.amount for row in self.rows)


@dataclass(frozen=True)
class Payment:
    """Where it comes from and who pays: `source` as "nguồn ngân sách phường năm 2026", `method` a key of METHODS."""

    source: str
    payer: str
    partner: str
    method: str


def figures(amount: int, unit: str) -> str:
    """ "25.000.000 đồng" or "150 kg gạo"."""
    return f"{grouped(amount)} {UNITS[unit].figures}"


def words(amount: int, unit: str) -> str:
    """ "Hai mươi lăm triệu đồng" or "Một trăm năm mươi ki-lô-gam gạo"."""
    return f"{_sentence(spoken(amount))} {UNITS[unit].words}"


def in_figures_and_words(amount: int, unit: str) -> str:
    """ "25.000.000 đồng (Bằng chữ: Hai mươi lăm triệu đồng)"."""
    return f"{figures(amount, unit)} (Bằng chữ: {words(amount, unit)})"


def has_annex(award: Award) -> bool:
    """One receiver stands in Điều 1 itself; more are a list."""
    return len(award.rows) > 1


def annex_title(award: Award) -> str:
    """Title of the list; the paper prints it in capitals."""
    return ANNEX_TITLE.format(help=award.help)


def subject_for(award: Award) -> str:
    """Trích yếu: begins with "Về việc", has no full stop."""
    who = f"{award.addressed} {award.rows[0].name}" if not has_annex(award) else "các hộ gia đình, cá nhân"
    return f"Về việc {award.help} đối với {who} bị thiệt hại {award.cause}"


def articles_for(
    award: Award, payment: Payment, executors: tuple[str, ...], *, replacing: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    """The articles, each a tuple of paragraphs without its number; the last ends with "./.".

    Three, or four where the decision replaces another: `replacing` says which and what becomes of its money.
    """
    grant = _grant_to_many(award) if has_annex(award) else _grant_to_one(award)
    replaced = (replacing,) if replacing else ()
    return grant, (_payment(award, payment),), *replaced, (_execution(award, executors),)


def _grant_to_one(award: Award) -> tuple[str, ...]:
    row = award.rows[0]
    facts = [f"{award.addressed} {row.name}"]
    facts += [f"sinh ngày {row.birth}" if "/" in row.birth else f"sinh năm {row.birth}"] if row.birth else []
    facts += [f"số định danh cá nhân {row.identity}"] if row.identity else []
    facts += [f"cư trú tại {row.address}"] if row.address else []
    total = f"{UNITS[award.unit].amount} {in_figures_and_words(award.total, award.unit)}"
    first = f"{_sentence(award.help)} cho {', '.join(facts)}, bị thiệt hại {award.cause}, {total}."
    parts = [first]
    if row.ground:
        parts.append(f"Căn cứ tính: {row.ground}.")
    if row.payee:
        parts.append(f"Người nhận: {row.payee}.")
    return tuple(parts)


def _grant_to_many(award: Award) -> tuple[str, ...]:
    total = f"tổng {UNITS[award.unit].amount} {in_figures_and_words(award.total, award.unit)}"
    who = f"{_count(award.households)} hộ gia đình với {_count(award.people)} người"
    return (
        f"{_sentence(award.help)} cho {who} bị thiệt hại {award.cause}, {total}.",
        "Danh sách, mức hỗ trợ của từng hộ gia đình, cá nhân tại Phụ lục kèm theo Quyết định này.",
    )


def _payment(award: Award, payment: Payment) -> str:
    return (
        f"{UNITS[award.unit].source} từ {payment.source}. Giao {payment.payer} phối hợp với {payment.partner} "
        f"{METHODS[payment.method]} và thanh quyết toán theo quy định."
    )


def _execution(award: Award, executors: tuple[str, ...]) -> str:
    receivers = "các hộ gia đình, cá nhân có tên tại Phụ lục"
    last = receivers if has_annex(award) else f"{award.addressed} {award.rows[0].name}"
    return (
        f"Quyết định này có hiệu lực kể từ ngày ký. {', '.join(executors)} và {last} "
        "chịu trách nhiệm thi hành Quyết định này./."
    )


def recipients_for(*, unit_symbol: str, others: tuple[str, ...], article: int = 3) -> tuple[str, ...]:
    """Nơi nhận without dashes and stops: "Như Điều 3", the others, "Lưu: VT, VHXH" last."""
    return (f"Như Điều {article}", *others, f"Lưu: VT, {unit_symbol}")


def _count(number: int) -> str:
    return f"{number:02d}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
