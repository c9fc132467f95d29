"""The task list of a case in words, with the place where each task is done."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import lazy_gettext as _l

from aid.domain.case_tasks import Task, TaskFacts, TaskState, tasks_of
from aid.queries.case_views import CaseView
from aid.web.case_page import CaseSteps
from aid.web.parts import TaskItem

_TITLES = {
    "members": _l("Người trong hộ"),
    "identity": _l("Ngày sinh, danh tính"),
    "papers": _l("Ngày nhận danh sách, đơn"),
    "harm": _l("Thiệt hại về người"),
    "damage": _l("Thiệt hại về nhà ở"),
    "needs": _l("Nhu cầu trước mắt"),
    "computed": _l("Tính các khoản hỗ trợ"),
    "payee": _l("Người nhận từng khoản"),
    "dossier": _l("Đưa vào hồ sơ trình"),
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
}


def task_items(case: CaseView, facts: TaskFacts, steps: CaseSteps) -> list[TaskItem]:
    """Return the task list in words, with links for those who may follow them."""
    where = _places(case) if steps.can_edit else {}
    return [
        TaskItem(str(_TITLES[task.code]), task.state.value, where.get(task.code), _reason(task))
        for task in tasks_of(facts)
    ]


def next_task(items: Sequence[TaskItem]) -> TaskItem | None:
    """Return the first task that waits to be done; it is the one filled button of the page."""
    return next((item for item in items if item.state == TaskState.TODO and item.href), None)


def _places(case: CaseView) -> dict[str, str]:
    named = {"papers": "cases.papers", "damage": "cases.damage", "needs": "cases.needs", "harm": "harms.new"}
    return {
        **{code: url_for(endpoint, case_id=case.id) for code, endpoint in named.items()},
        "members": url_for("households.add_person", case_id=case.id),
        "identity": "#people",
        "computed": "#entitlements",
        "payee": "#entitlements",
        "dossier": url_for("incidents.show", incident_id=case.incident_id),
    }


def _reason(task: Task) -> str:
    return str(_REASONS[task.reason]).format(about=", ".join(task.about)) if task.reason else ""
