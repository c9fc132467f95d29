"""The answer of the public calculator as the page shows it: lines, refusals, papers, in the language asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext

from aid.domain.entitlements import Document, Line, Refused
from aid.domain.norms import Norm
from aid.domain.policies import Policy
from aid.domain.reasons import tell
from aid.services.calculator import Calculation
from aid.web.calculator.words import NEEDED, PAPERS, WHERE
from aid.web.filters import day, money, quantity
from aid.web.labels import label
from aid.web.parts import Reason

Who = Callable[[str], str]


class Given(NamedTuple):
    """One thing the household gets; `grounds` are why, `until` by when it is to be decided,
    `note` what the document leaves open."""

    title: str
    who: str
    amount: str
    says: str
    source: str
    grounds: Sequence[Reason]
    until: str
    note: str
    is_floor: bool
    is_estimate: bool


class Giver(NamedTuple):
    """One document with what it gives; `issued` is who issued it, its number and day, `note` what it leaves open."""

    title: str
    issued: str
    note: str
    totals: Sequence[str]
    lines: Sequence[Given]


class NotGiven(NamedTuple):
    """One thing that was considered and is not given, and what would be needed."""

    title: str
    who: str
    says: str
    source: str
    needed: str


class Step(NamedTuple):
    """Where to go for some of the lines, and what to bring."""

    where: str
    papers: Sequence[str]


class Answer(NamedTuple):
    """The whole answer."""

    language: str
    totals: Sequence[str]
    givers: Sequence[Giver]
    refusals: Sequence[NotGiven]
    steps: Sequence[Step]
    basis: Sequence[str]
    is_estimate: bool
    left_out: Sequence[str]


def answer_of(calculation: Calculation, who: Who, place: str, language: str) -> Answer:
    """Return the answer to draw; `who` names the person of a ref, `place` is what the place is called."""
    found = calculation.evaluation
    norm = found.norm
    return Answer(
        language=language,
        totals=_totals(found.totals),
        givers=_givers(found.lines, {policy.code: policy for policy in calculation.asked}, who, language),
        refusals=[_not_given(refused, who, language) for refused in found.refusals],
        steps=_steps(found.lines),
        basis=[
            gettext("Nơi xảy ra: %(place)s.", place=place),
            gettext("Tính theo quy định vào ngày %(day)s.", day=day(found.on)),
            *(_norm(norm, calculation.has_own_norm) if norm else [gettext("Chưa có mức chuẩn cho ngày này.")]),
        ],
        is_estimate=not found.confirmed,
        left_out=[_policy(policy) for policy in calculation.left_out],
    )


def _givers(lines: Iterable[Line], asked: Mapping[str, Policy], who: Who, language: str) -> list[Giver]:
    """Return the lines by their document, in the order of the answer."""
    found: list[Giver] = []
    for code, group in groupby(lines, key=lambda line: line.policy):
        own, notes = list(group), {benefit.code: benefit.note for benefit in asked[code].benefits}
        sums: Counter[str] = Counter()
        for line in own:
            sums[line.unit] += line.amount
        document = own[0].document
        told = [_given(line, notes[line.benefit], who, language) for line in own]
        found.append(Giver(_title(document, language), _issued(document), asked[code].note, _totals(sums), told))
    return found


def _totals(sums: Mapping[str, int]) -> list[str]:
    return [quantity(amount, unit) for unit, amount in sums.items() if unit != "in_kind"]


def _given(line: Line, note: str, who: Who, language: str) -> Given:
    return Given(
        title=_title(line, language),
        who=who(line.member) if line.member else "",
        amount=gettext("hiện vật") if line.unit == "in_kind" else quantity(line.amount, line.unit),
        says=tell(line.working, language),
        source=line.clause,
        grounds=[
            *(Reason(tell(ground, language), ground.clause) for ground in line.grounds),
            *([Reason(line.text, line.clause)] if line.text else []),
        ],
        until=_until(line),
        note=note,
        is_floor=line.floor,
        is_estimate=not line.confirmed,
    )


def _not_given(refused: Refused, who: Who, language: str) -> NotGiven:
    return NotGiven(
        title=_title(refused, language),
        who=who(refused.member) if refused.member else "",
        says=tell(refused.reason, language),
        source=_source(refused, language),
        needed=str(NEEDED.get(refused.code, "")),
    )


def _title(named: Line | Refused | Document, language: str) -> str:
    return named.title_en if language == "en" and named.title_en else named.title


def _source(found: Refused, language: str) -> str:
    """Return clause and document; a plan without a number goes by its title."""
    number = found.document.number
    if number and number in found.clause:
        return found.clause
    if number:
        return gettext("%(clause)s, văn bản số %(number)s", clause=found.clause, number=number)
    return f"{found.clause}, {_title(found.document, language)}"


def _issued(document: Document) -> str:
    parts = (document.number, document.issuer, day(document.signed_on) if document.signed_on else "")
    return ", ".join(part for part in parts if part)


def _until(line: Line) -> str:
    if line.limit is None:
        return ""
    return gettext(
        "Hạn ra quyết định: %(n)s %(unit)s, kể từ %(paper)s.",
        n=line.limit.days,
        unit=label(line.limit.unit, "LimitUnit"),
        paper=label(line.limit.start, "ReferenceDay"),
    )


def _steps(lines: Iterable[Line]) -> list[Step]:
    """Return each way once, in the order of the lines, with the papers of all lines that go it."""
    ways: dict[str, dict[str, Any]] = {}
    for line in lines:
        papers = ways.setdefault(line.limit.start if line.limit else "occurred_on", {})
        if line.purpose in PAPERS:
            papers[line.purpose] = PAPERS[line.purpose]
    return [Step(str(WHERE[start]), [str(paper) for paper in papers.values()]) for start, papers in ways.items()]


def _norm(norm: Norm, has_own: bool) -> list[str]:
    says = [gettext("Mức chuẩn %(amount)s theo %(basis)s.", amount=money(norm.amount), basis=norm.basis)]
    if not norm.confirmed:
        says.append(gettext("Mức chuẩn này chưa xác nhận."))
    if not has_own:
        says.append(gettext("Tỉnh, thành phố chưa nhập mức chuẩn riêng nên dùng mức của trung ương."))
    return says


def _policy(policy: Policy) -> str:
    return f"{policy.number or policy.code}: {policy.title}"
