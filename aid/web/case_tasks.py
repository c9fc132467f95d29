"""The task list of a case in words, with the place where each task is done."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from aid.domain.case_tasks import Task, TaskFacts, next_task, tasks_of
from aid.domain.cases import CaseState
from aid.domain.roles import Action, Actor
from aid.queries.case_views import CaseView
from aid.queries.entitlement_lines import LineView
from aid.queries.payers import kind_of
from aid.web.case_page import CaseSteps
from aid.web.parts import TaskItem

_TITLES = {
    "members": _l("Ghi người trong hộ"),
    "identity": _l("Bổ sung ngày sinh, danh tính"),
    "papers": _l("Ghi ngày nhận danh sách, đơn"),
    "harm": _l("Ghi thiệt hại về người"),
    "damage": _l("Ghi thiệt hại về nhà ở"),
    "needs": _l("Ghi nhu cầu trước mắt"),
    "computed": _l("Tính các khoản hỗ trợ"),
    "payee": _l("Ghi người nhận từng khoản"),
    "dossier": _l("Lập hồ sơ trình"),
}
_REASONS = {
    "members_recorded": _l("Đã ghi {about} người; thêm người nếu còn thiếu."),
    "nobody": _l("Chưa ghi ai."),
    "birth_unknown": _l("Chưa có ngày hoặc năm sinh: {about}."),
    "not_identified": _l("Chưa rõ danh tính: {about}."),
    "list_not_received": _l("Chưa ghi ngày phường nhận danh sách của tổ trưởng."),
    "application_missing": _l("Có người chết hoặc mất tích nên cần đơn Mẫu 04."),
    "paper_missing": _l("Chưa có giấy tờ chứng minh: {about}."),
    "damage_paper_missing": _l("Chưa ghi giấy tờ chứng minh thiệt hại về nhà."),
    "nothing_recorded": _l("Chưa ghi thiệt hại hay nhu cầu nào."),
    "nothing_recorded_yet": _l("Ghi ít nhất một trong ba: người, nhà ở, nhu cầu."),
    "not_computed": _l("Cần tính các khoản hỗ trợ trước."),
    "payee_missing": _l("{about} khoản chưa có người nhận."),
    "no_line": _l("Hộ không có khoản nào được hưởng."),
    "lines_left": _l("{about} khoản chưa vào hồ sơ trình nào."),
    "others_pay": _l("{about} khoản do MTTQ, Hội Chữ thập đỏ chi; phường không phải chờ."),
}


class NextStep(NamedTuple):
    """The one filled button of the page; `posts` where it acts at once instead of opening a form."""

    title: str
    href: str
    then: str
    posts: bool


def tasks_in_words(case: CaseView, facts: TaskFacts, steps: CaseSteps) -> tuple[list[TaskItem], NextStep | None]:
    """Return the task list with links for those who may follow them, and the first task that waits."""
    tasks = tasks_of(facts)
    where = _places(case) if steps.can_edit else {}
    items = [TaskItem(_title(task), task.state.value, _href(task, where), _reason(task)) for task in tasks]
    first = next_task(tasks) if where else None
    return items, _next(case, first, where) if first else None


def _next(case: CaseView, task: Task, where: Mapping[str, str]) -> NextStep:
    title = _title(task)
    if task.code == "computed":
        then = gettext("Cho thấy hộ này được hưởng gì, theo điều nào, và vì sao.")
        return NextStep(title, url_for("entitlements.compute", case_id=case.id), then, posts=True)
    return NextStep(title, _href(task, where) or "", _reason(task), posts=False)


def help_step(case: CaseView, actor: Actor, lines: Iterable[LineView]) -> NextStep | None:
    """Return the step of who manages donated money: a dossier of the lines that wait for it; None where none do."""
    if case.agency_id == actor.agency_id or not actor.may(Action.DOSSIER_PREPARE):
        return None
    kind = kind_of(actor.agency_id)
    waiting = [line for line in lines if kind in line.waits_for and line.where.state == "open" and line.confirmed]
    if not waiting or case.state is CaseState.RECORDING:
        return None
    then = gettext("%(n)s khoản của hộ này chờ nguồn của cơ quan bạn.", n=len(waiting))
    href = url_for("dossiers.new", incident_id=case.incident_id)
    return NextStep(str(_TITLES["dossier"]), href, then, posts=False)


def _title(task: Task) -> str:
    """Return what to do; of an entry that only lacks its proof, that and not another entry."""
    return gettext("Bổ sung giấy tờ chứng minh") if task.reason == "paper_missing" else str(_TITLES[task.code])


def _href(task: Task, where: Mapping[str, str]) -> str | None:
    """Return where a task is done; a paper that is missing is added to an entry that is already there."""
    return "#people" if where and task.reason == "paper_missing" else where.get(task.code)


def _places(case: CaseView) -> dict[str, str]:
    named = {"papers": "cases.papers", "damage": "cases.damage", "needs": "cases.needs", "harm": "harms.new"}
    return {
        **{code: url_for(endpoint, case_id=case.id) for code, endpoint in named.items()},
        "members": url_for("households.add_person", case_id=case.id),
        "identity": "#people",
        "computed": "#entitlements",
        "payee": "#entitlements",
        "dossier": url_for("dossiers.new", incident_id=case.incident_id),
    }


def _reason(task: Task) -> str:
    return str(_REASONS[task.reason]).format(about=", ".join(task.about)) if task.reason else ""
