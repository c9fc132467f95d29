"""The menus: at most seven words for the daily work, and the rules behind it; each shown to whom it opens."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

from aid.domain.roles import Action, Actor

LONGEST = 7
Item = tuple[Any, str, Action]
_ITEMS = (
    (_l("Việc của tôi"), "/", Action.ACCOUNT_USE),
    (_l("Vụ việc"), "/incidents", Action.INCIDENT_SEE),
    (_l("Hộ dân"), "/households", Action.CASE_SEE),
    (_l("Hồ sơ trình"), "/dossiers", Action.DOSSIER_SEE),
    (_l("Quyết định"), "/decisions", Action.DECISION_SEE),
    (_l("Nguồn kinh phí"), "/funds", Action.FUND_SEE),
    (_l("Chi trả"), "/payouts", Action.PAYOUT_SEE),
    (_l("Người dùng"), "/users", Action.USER_MANAGE),
)

_RULES = (
    (_l("Văn bản đến"), "/incoming", Action.DOCUMENT_SEE_IN),
    (_l("Văn bản đi"), "/outgoing", Action.DOCUMENT_SEE),
    (_l("Lô văn bản"), "/batches", Action.DECISION_ISSUE),
    (_l("Chính sách"), "/policies", Action.POLICY_SEE),
    (_l("Mẫu giấy tờ"), "/paper-templates", Action.PAPER_SEE),
    (_l("Mức chuẩn"), "/norms", Action.POLICY_SEE),
    (_l("Trình tự duyệt"), "/approval-routes", Action.APPROVAL_SET),
    (_l("Lịch làm việc"), "/calendar", Action.CALENDAR_SET),
    (_l("Ủy quyền ký"), "/delegations", Action.DELEGATION_ENTER),
    (_l("Lịch trực"), "/on-call", Action.INCIDENT_SEE),
    (_l("Phân công, kiêm nhiệm"), "/duty-rules", Action.DUTY_RULE_SEE),
    (_l("Tra cứu"), "/calculator", Action.ACCOUNT_USE),
    (_l("Chữ ký số của tôi"), "/signing/mine", Action.PAPER_SIGN),
    (_l("Chữ ký số của cơ quan"), "/signing/agency", Action.DECISION_ISSUE),
)


class MenuItem(NamedTuple):
    """One word of the menu."""

    word: str
    href: str
    current: bool


def menu(actor: Actor) -> list[MenuItem]:
    """Return the menu of a person, in the order of the work."""
    return _open_to(actor, _ITEMS)[:LONGEST]


def second_menu(actor: Actor) -> list[MenuItem]:
    """Return what is looked up beside the work: policies, norms, the calculator."""
    return _open_to(actor, _RULES)


def _open_to(actor: Actor, items: Iterable[Item]) -> list[MenuItem]:
    mine = [(word, href) for word, href, action in items if actor.may(action) and _is_there(href)]
    return [MenuItem(str(word), href, _is_current(href)) for word, href in mine]


def _is_there(href: str) -> bool:
    """Say whether the program has this page: a menu never leads nowhere."""
    try:
        current_app.url_map.bind("here").match(href, method="GET")
    except RoutingException:
        return True
    except HTTPException:
        return False
    return True


def _is_current(href: str) -> bool:
    return request.path == href or (href != "/" and request.path.startswith(href + "/"))
