"""The start page: what waits for the person who is looking, due first."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from aid import clock
from aid.domain.calendar import days_left
from aid.domain.dossiers import DossierState
from aid.domain.payouts import PaymentState
from aid.domain.roles import Action, Actor
from aid.domain.work import PAGES, WorkKind
from aid.queries.areas import visible_agencies
from aid.queries.delegations import on_call
from aid.queries.office_days import office_calendar
from aid.queries.payers import may_report
from aid.queries.waiting import queues
from aid.queries.work import WorkItem, kinds_for, work_of
from aid.web.filters import Deadline, deadline_of
from aid.web.forms.base import FilterForm
from aid.web.forms.fields import ChoiceField, known
from aid.web.pagination import Pages, page_of
from aid.web.security import allow, current_actor
from aid.web.work_words import MISSING, STEPS

blueprint = Blueprint("my_work", __name__)


_FURTHEST = 100


# Where many dossiers are taken at once: always there for whose work it is, of a route only while something waits.
BULK = (
    ("/dossiers/bulk/review", _l("Thẩm định nhiều hồ sơ"), Action.DOSSIER_REVIEW, None),
    ("/dossiers/bulk/initial", _l("Ký nháy nhiều hồ sơ"), Action.DOSSIER_INITIAL, WorkKind.DOSSIER_INITIAL),
    ("/dossiers/bulk/second", _l("Đồng ý nhiều hồ sơ"), Action.DOSSIER_SIGN, WorkKind.DOSSIER_SECOND),
    ("/dossiers/bulk/sign", _l("Ký nhiều hồ sơ"), Action.DOSSIER_SIGN, None),
    ("/batches/issue", _l("Cấp số nhiều hồ sơ"), Action.DECISION_ISSUE, WorkKind.DOSSIER_ISSUE),
)


# Where everything that waits for a step is listed.
LISTS = {
    WorkKind.DOSSIER_SUBMIT: ("/dossiers", Action.DOSSIER_SEE, DossierState.DRAFT),
    WorkKind.DOSSIER_MEND: ("/dossiers", Action.DOSSIER_SEE, DossierState.RETURNED),
    WorkKind.DOSSIER_REVIEW: ("/dossiers", Action.DOSSIER_SEE, DossierState.SUBMITTED),
    WorkKind.DOSSIER_INITIAL: ("/dossiers", Action.DOSSIER_SEE, DossierState.REVIEWED),
    WorkKind.DOSSIER_SECOND: ("/dossiers", Action.DOSSIER_SEE, DossierState.REVIEWED),
    WorkKind.DOSSIER_AGREE: ("/dossiers", Action.DOSSIER_SEE, DossierState.REVIEWED),
    WorkKind.DOSSIER_SIGN: ("/dossiers", Action.DOSSIER_SEE, DossierState.REVIEWED),
    WorkKind.DOSSIER_ISSUE: ("/dossiers", Action.DOSSIER_SEE, DossierState.SIGNED),
    WorkKind.PAYOUT_APPROVE: ("/payouts", Action.PAYOUT_SEE, PaymentState.PREPARED),
    WorkKind.PAYOUT_PAY: ("/payouts", Action.PAYOUT_SEE, PaymentState.APPROVED),
    WorkKind.PAYOUT_CONFIRM: ("/payouts", Action.PAYOUT_SEE, PaymentState.SENT),
}


class WorkRow(NamedTuple):
    """One line as the page shows it."""

    step: str
    href: str
    title: str
    code: str
    about: str
    amount: int | None
    unit: str
    deadline: Deadline | None


class WorkFilterForm(FilterForm):
    kind = ChoiceField(_l("Loại việc"), coerce=WorkKind)

    def __init__(self, kinds: list[WorkKind]) -> None:
        super().__init__()
        known(self.kind, [("", _l("Mọi việc")), *((kind.value, STEPS[kind]) for kind in kinds)])


@blueprint.get("/")
@allow(Action.ACCOUNT_USE)
def index() -> str:
    actor, page = current_actor(), page_of(request.args)
    page = page._replace(number=min(page.number, _FURTHEST))
    kinds = kinds_for(actor)
    form = WorkFilterForm(kinds)
    kind = form.kind.data if form.validate() else None
    items, is_more = work_of(actor, kind=kind, limit=page.limit, offset=page.offset)
    # How much there is in all is not counted: the list must stay as fast as it is short.
    pages = Pages(page, page.offset + len(items) + is_more)
    rows = [_row(item) for item in items]
    return render_template(
        "my_work/index.html",
        rows=rows,
        pressing=_pressing(items),
        pages=pages,
        filters=form,
        several=len(kinds) > 1,
        may_report=may_report(actor),
        may_receive=actor.may(Action.DOCUMENT_RECEIVE),
        on_call=on_call(actor.agency_id, at=clock.now()),
        turns=actor.on_call,
        sees_all=actor.may(Action.DOSSIER_SEE),
        many=_many(actor, {item.kind for item in items}),
    )


@blueprint.get("/waiting")
@allow(Action.DOSSIER_SEE)
def waiting() -> str:
    rows = queues(visible_agencies(current_actor()), today=clock.today())
    several = len({row.office for row in rows}) > 1
    return render_template("my_work/waiting.html", rows=rows, steps=STEPS, several=several, lists=_lists())


def _lists() -> dict[WorkKind, str]:
    """Return the lists in which the reader finds what waits for a step."""
    actor = current_actor()
    return {kind: f"{href}?state={state}" for kind, (href, action, state) in LISTS.items() if actor.may(action)}


def _many(actor: Actor, present: set[WorkKind]) -> list[tuple[str, object]]:
    return [(href, text) for href, text, action, kind in BULK if actor.may(action) and kind in {None, *present}]


def _row(item: WorkItem) -> WorkRow:
    about = MISSING.get(item.about, item.about) if item.kind is WorkKind.CASE_RECORD else item.about
    return WorkRow(
        step=str(STEPS[item.kind]),
        href=PAGES[item.kind].format(id=item.id),
        title=item.title,
        code=item.code,
        about=str(about or ""),
        amount=item.amount,
        unit=item.unit,
        deadline=_deadline(item),
    )


def _pressing(items: Sequence[WorkItem]) -> tuple[int, int]:
    """Return how many of the rows are past their day, and how many end today: the late ones are always on top."""
    today = clock.today()
    dated = [item.due_on for item in items if item.due_on is not None]
    return sum(day < today for day in dated), sum(day == today for day in dated)


def _deadline(item: WorkItem) -> Deadline | None:
    if item.due_on is None:
        return None
    left = days_left(clock.today(), item.due_on, item.due_unit, office_calendar())
    return deadline_of(left, item.due_unit, item.due_on)
