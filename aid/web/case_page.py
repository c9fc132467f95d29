"""What the page of one case says of the household and its people, in words, and which steps are open."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.cases import CASE_STEPS
from aid.domain.harms import Standing
from aid.domain.roles import Action, Actor
from aid.domain.transitions import steps_from
from aid.queries.areas import visible_agencies
from aid.queries.case_views import CaseView, HarmRow, MemberRow
from aid.queries.entitlement_lines import Clock, LineView
from aid.queries.incoming import IncomingRow
from aid.services.phones import show as show_phone
from aid.web.filters import day, number
from aid.web.labels import label
from aid.web.parts import Fact

_WARNINGS = {
    "identity_birth_year_differs": _l("Năm sinh khác với số định danh"),
    "identity_sex_differs": _l("Giới tính khác với số định danh"),
}
_LOST = {1: _l("mất bố hoặc mẹ"), 2: _l("mất cả bố và mẹ")}


class CaseSteps(NamedTuple):
    """The steps open to a person on this case."""

    can_edit: bool
    can_register: bool
    can_close: bool
    can_withdraw: bool
    sees_numbers: bool


class Person(NamedTuple):
    """One person in words; `tags` are (text, tone)."""

    row: MemberRow
    line: str
    identity: str
    residence: str
    contact: str
    tags: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    harms: Sequence[tuple[int, str]]


def steps_of_case(case: CaseView, actor: Actor) -> CaseSteps:
    """Return what the actor may do: steps of the table, in the own agency only."""
    is_own = case.agency_id == actor.agency_id
    steps = {t.step for t in steps_from(CASE_STEPS, case.state) if is_own and actor.may(t.action)}
    is_worked_on = is_own and case.is_live
    return CaseSteps(
        can_edit=is_worked_on and actor.may(Action.CASE_ASSESS),
        can_register=is_worked_on and actor.may(Action.HOUSEHOLD_REGISTER),
        can_close="close" in steps,
        can_withdraw="withdraw" in steps,
        sees_numbers=is_own or case.agency_id in (visible_agencies(actor) or {case.agency_id}),
    )


def due_of(lines: Iterable[LineView]) -> Clock | None:
    """Return the clock that ends first among the lines not yet decided; the ward is not late with donated money."""
    own = [line for line in lines if line.is_undecided and not line.waits_for]
    running = [line.clock for line in own if line.clock and line.clock.due_on]
    return min(running, key=lambda found: found.due_on or date.max, default=None)


def people_of(case: CaseView) -> list[Person]:
    """Return the people of the case in words, the head first."""
    return [_person(row, [harm for harm in case.harms if harm.person_id == row.person_id]) for row in case.members]


def household_facts(case: CaseView, can_edit: bool) -> list[Fact]:
    """Return the household as it will stand in the decision."""
    change = url_for("households.edit", household_id=case.household_id) if can_edit else None
    poverty = label(case.poverty_class, "PovertyClass")
    if case.poverty_evidence:
        poverty = f"{poverty} ({case.poverty_evidence})"
    return [
        Fact(_("Chủ hộ"), case.head_name),
        Fact(_("Địa chỉ"), f"{case.address}, {case.ward}", change),
        Fact(_("Điện thoại"), show_phone(case.phone) if case.phone else _("chưa ghi"), change),
        Fact(_("Diện hộ"), poverty, change),
    ]


def _started(when: date | None, clock_name: str, papers: Sequence[IncomingRow]) -> str:
    """Return the day a clock started, and the paper that started it where the one-stop desk received it."""
    paper = next((row for row in papers if row.starts == clock_name), None)
    if when is None or paper is None:
        return day(when)
    return _(
        "%(day)s, theo %(paper)s, số đến %(number)s/%(year)s",
        day=day(when), paper=label(paper.kind), number=paper.number, year=paper.year,
    )  # fmt: skip


def _waiting(papers: Sequence[IncomingRow]) -> list[Fact]:
    """Return what the household was asked to bring and has not brought."""
    lacks = [row for row in papers if row.lacks]
    return [Fact(_("Chờ bổ sung"), row.lacks, url_for("incoming.show", document_id=row.id), _("Mở")) for row in lacks]


def assessment_facts(case: CaseView, can_edit: bool, papers: Sequence[IncomingRow] = ()) -> list[Fact]:
    """Return papers, damage and needs in words; `papers` are the documents that came in for the case."""

    def link(endpoint: str) -> str | None:
        return url_for(endpoint, case_id=case.id) if can_edit else None

    return [
        Fact(_("Nhận danh sách"), _started(case.received_on, "received_on", papers), link("cases.papers")),
        Fact(_("Nhận đơn"), _started(case.applied_on, "applied_on", papers), link("cases.papers")),
        *_waiting(papers),
        Fact(_("Nhà ở"), _damage(case), link("cases.damage")),
        Fact(_("Nhu cầu"), _needs(case), link("cases.needs")),
    ]


def harm_says(harm: HarmRow) -> str:
    """Return one entry of the history as a sentence."""
    parts = [f"{day(harm.happened_on)}: {label(harm.kind, 'HarmKind')}"]
    if harm.kind == "injured":
        parts.append(label(harm.severity, "Severity"))
        parts.append(_stay(harm))
    if harm.away_from_home:
        parts.append(_("ngoài nơi cư trú"))
    if not harm.relatives_care:
        parts.append(_("không có người thân thích chăm sóc"))
    parts.append(harm.paper or _("chưa có giấy tờ"))
    return ", ".join(part for part in parts if part)


def _stay(harm: HarmRow) -> str:
    if harm.admitted_on is None:
        return _("có điều trị") if harm.treated else _("không phải điều trị")
    values = {"came": day(harm.admitted_on), "days": number(harm.days), "facility": harm.facility or _("cơ sở y tế")}
    if harm.discharged_on is None:
        return _("%(facility)s từ %(came)s, đang điều trị, %(days)s ngày", **values)
    return _("%(facility)s từ %(came)s đến %(went)s, %(days)s ngày", went=day(harm.discharged_on), **values)


def _person(row: MemberRow, harms: Sequence[HarmRow]) -> Person:
    return Person(
        row=row,
        line=", ".join(part for part in (label(row.relation, "Relation"), born(row), _sex(row)) if part),
        identity=_identity(row),
        residence=", ".join(part for part in (label(row.residence, "Residence"), row.home_place) if part),
        contact=", ".join(part for part in (show_phone(row.phone) if row.phone else "", _account(row)) if part),
        tags=[*_standing_tags(row.standing), *_member_tags(row)],
        warnings=[str(_WARNINGS[code]) for code in row.warnings],
        harms=[(harm.id, harm_says(harm)) for harm in harms],
    )


def born(row: MemberRow) -> str:
    """Return when a person was born, as far as it is known."""
    if row.birth_date:
        return _("sinh %(on)s", on=day(row.birth_date))
    return _("sinh năm %(year)s", year=row.birth_year) if row.birth_year else _("chưa rõ ngày sinh")


def _sex(row: MemberRow) -> str:
    return label(row.sex, "Sex") if row.sex else ""


def _account(row: MemberRow) -> str:
    return f"{row.bank} {row.account}" if row.account else ""


def _identity(row: MemberRow) -> str:
    if row.identity_state == "unidentified":
        return _("Đặc điểm: %(mark)s", mark=row.mark) if row.mark else label(row.identity_state, "IdentityState")
    number = row.identity or label(row.identity_state, "IdentityState")
    return _("Số định danh: %(identity)s", identity=number)


def _standing_tags(standing: Standing) -> list[tuple[str, str]]:
    tags = []
    if standing.dead:
        tags.append((label("dead", "HarmKind"), "late"))
    if standing.missing:
        tags.append((label("missing", "HarmKind"), "late"))
    if standing.injured:
        words = [label("injured", "HarmKind"), label(standing.severity, "Severity")]
        if standing.inpatient_days:
            words.append(_("%(n)s ngày điều trị", n=number(standing.inpatient_days)))
        tags.append((", ".join(words), "soon"))
    if standing.still_in:
        tags.append((_("còn trong viện"), "info"))
    return tags


def _member_tags(row: MemberRow) -> list[tuple[str, str]]:
    told = [
        (not row.at_scene, _("không ở nơi xảy ra")),
        (row.pupil, _("đang đi học")),
        (row.lost_parents > 0, str(_LOST.get(row.lost_parents, ""))),
        (not row.has_relatives, _("không có người thân thích")),
    ]
    return [(text, "plain") for is_so, text in told if is_so]


def _damage(case: CaseView) -> str:
    found = case.damage
    if found is None:
        return _("chưa ghi")
    if found.degree == "none":
        return label("none", "DamageDegree")
    told = [
        label(found.degree, "DamageDegree"),
        _("nhà %(kind)s", kind=label(found.house_type, "HouseType")),
        label(found.tenure, "Tenure"),
        _("có nhà khác") if found.other_home else _("không có nhà khác"),
        _("còn ở được") if found.habitable else _("không ở được"),
        _("phải di dời khẩn cấp") if found.relocation_order else "",
        found.paper or _("chưa có giấy tờ"),
    ]
    return ", ".join(part for part in told if part)


def _needs(case: CaseView) -> str:
    found = case.need
    if found is None:
        return _("chưa ghi")
    food = _("%(n)s người thiếu lương thực trong %(months)s tháng", n=found.short_of_food, months=found.food_months)
    told = [
        food if found.short_of_food else "",
        _("thiếu nhu yếu phẩm") if found.essentials else "",
        _("cần chỗ ở tạm") if found.temporary_shelter else "",
    ]
    return ", ".join(part for part in told if part) or _("không thiếu gì")
