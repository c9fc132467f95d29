"""What a route asks, in the reader's words: on the page of what goes by it, with who gave it, and as one line."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain.approval_routes import APPROVAL_STEPS, Approval, Route, asked_by, check_hand_of_initial
from aid.domain.dossiers import DossierState
from aid.domain.duties import Duty
from aid.domain.errors import Refusal
from aid.domain.roles import Actor
from aid.queries.approval_routes import names_of
from aid.queries.approvals import ApprovalRow, area_of
from aid.queries.duty_rules import apart_on
from aid.web.dossier_page import Link, OnItsWay, barred_by
from aid.web.filters import day, moment
from aid.web.labels import label
from aid.web.messages import sentence
from aid.web.parts import TaskItem
from aid.web.people_words import in_place_of

# The minutes come first, and initials say whose they are.
_SAID_APART = frozenset({Approval.INITIAL, Approval.MEETING})


class Words(NamedTuple):
    """What giving an approval is called on its button, and what comes after it."""

    path: str
    verb: object
    then: object


GIVING = {
    Approval.INITIAL: Words("initial", _l("Ký nháy"), _l("Tên và giờ ký nháy được giữ trong hồ sơ.")),
    Approval.SECOND: Words(
        "second", _l("Đồng ý, người ký thứ hai"), _l("Sau đó một người ký duyệt khác mới ký ban hành.")
    ),
    Approval.CITY: Words("agree", _l("Ghi ý kiến của thành phố"), _l("Số, ngày văn bản được giữ trong hồ sơ.")),
}


class Section(NamedTuple):
    """The approvals of a dossier, what the reader may give now, whether the signature still waits.

    `barred` says why the reader, who agreed as the second signer, leaves the signature to another; "" for the others.
    """

    rows: Sequence[TaskItem]
    links: Sequence[Link]
    waits: bool
    barred: str


def section_of(subject: OnItsWay, rows: Sequence[ApprovalRow], actor: Actor, *, page: str = "dossiers") -> Section:
    """Return what the route asks of a dossier or a change as its page shows it; without a route nothing."""
    given = [step for step in APPROVAL_STEPS if _may_give(Approval(step.step), subject, rows, actor)]
    links = [_link(step.step, f"/{page}/{subject.id}") for step in given]
    items = [_item(row) for row in rows]
    agreed = subject.state is DossierState.REVIEWED and any(
        row.approval is Approval.SECOND and row.done_by == actor.user_id for row in rows
    )
    barred = sentence(Refusal("second_signer_signs")) if agreed else ""
    return Section(items, links, any(row.done_at is None for row in rows), barred)


def way_of(route: Route | None) -> str:
    """Return by whom a dossier goes, as one line from the officer to the number."""
    names = names_of({one.user_id for one in route.initials} | _by_name(route)) if route else {}
    asked = asked_by(route, meets=True) if route else ()
    meeting = [_("họp bình xét")] if route and route.meeting else []
    between = [*_initials(route, names), *(label(one.approval) for one in asked if one.approval not in _SAID_APART)]
    review = _whose(_("thẩm định"), names.get(route.reviewer_id or 0, "") if route else "")
    sign = _whose(_("ký ban hành"), names.get(route.signer_id or 0, "") if route else "")
    return " → ".join([*meeting, _("cán bộ lập"), review, *between, sign, _("văn thư cấp số")])


def _initials(route: Route | None, names: Mapping[int, str]) -> list[str]:
    """Return who initials: one after the other where the route keeps an order, else all in one."""
    said = [f"{names.get(one.user_id, '')} ({one.post})" for one in route.initials] if route else []
    if route is None or not said:
        return []
    return [_("ký nháy: %(who)s", who=who) for who in (said if route.in_order else [", ".join(said)])]


def _by_name(route: Route) -> set[int]:
    return {one for one in (route.reviewer_id, route.signer_id) if one is not None}


def _whose(step: str, name: str) -> str:
    return f"{step}: {name}" if name else step


def _may_give(approval: Approval, dossier: OnItsWay, rows: Sequence[ApprovalRow], actor: Actor) -> bool:
    step = next(step for step in APPROVAL_STEPS if step.step == approval)
    area = area_of(actor, approval)
    if dossier.state is not DossierState.REVIEWED or not actor.may(step.action):
        return False
    if area is not None and dossier.agency_id not in area:
        return False
    if _speaks_for_two(approval, dossier, actor):
        return False
    if barred_by(step, dossier.held_by, actor, apart_on(dossier.agency_id, clock.today())):
        return False
    mine = [row for row in rows if row.approval is approval and row.is_due and _is_whose(row, actor)]
    return any(not _in_one_hand(row, dossier, rows, actor) for row in mine)


def _is_whose(row: ApprovalRow, actor: Actor) -> bool:
    return row.user_id is None or actor.user_id in row.hands


def _in_one_hand(row: ApprovalRow, dossier: OnItsWay, rows: Sequence[ApprovalRow], actor: Actor) -> bool:
    """Say whether an initial would be the second of one person, or given in another's place by who prepared it."""
    if row.approval is not Approval.INITIAL:
        return False
    has_given = any(one.approval is Approval.INITIAL and one.done_by == actor.user_id for one in rows)
    held = dossier.held_by(actor.user_id)
    try:
        check_hand_of_initial(held, stands_in=row.user_id != actor.user_id, has_given=has_given)
    except Refusal:
        return True
    return False


def _speaks_for_two(approval: Approval, dossier: OnItsWay, actor: Actor) -> bool:
    """Say whether the actor is the one named to sign, or of the office that asks the city."""
    if approval is Approval.SECOND:
        named = dossier.named.get(Duty.SIGN)
        return named is not None and named.user_id == actor.user_id
    return approval is Approval.CITY and (actor.agency_id == dossier.agency_id or bool(dossier.held_by(actor.user_id)))


def _link(step: str, page: str) -> Link:
    words = GIVING[Approval(step)]
    return Link(step, f"{page}/{words.path}", str(words.verb), str(words.then))


def _item(row: ApprovalRow) -> TaskItem:
    what = label(row.approval)
    title = what[:1].upper() + what[1:]
    whom = f"{row.name} ({row.post})" if row.name else ""
    if row.done_at is None:
        return TaskItem(title, "todo" if row.is_due else "blocked", reason=_waits(row, whom))
    paper = row.document_number and row.document_day
    said = (
        _("văn bản số %(number)s ngày %(day)s", number=row.document_number, day=day(row.document_day)) if paper else ""
    )
    is_own = row.user_id in {None, row.done_by}
    by = row.done_name if is_own else _("%(name)s thay %(whom)s", name=row.done_name, whom=row.name)
    parts = (by, row.post, said, moment(row.done_at))
    return TaskItem(title, "done", reason=", ".join(part for part in parts if part))


def _waits(row: ApprovalRow, whom: str) -> str:
    """Say for whom it waits, who may give it in that place now, and that an earlier initial comes first."""
    if not whom:
        return _("Đang chờ.")
    others = in_place_of(row.user_id, row.name, row.hands) if row.user_id else ()
    says = _("Chờ %(whom)s.", whom=whom) if row.is_due else _("Tới lượt %(whom)s sau ký nháy phía trên.", whom=whom)
    in_place = _("Ký nháy thay được: %(names)s.", names=", ".join(others)) if others else ""
    return f"{says} {in_place}".strip()
