"""What changed a line since it was computed, in words: a fact with its value before and now, a policy, or a norm."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.comparisons import Change, FactChange
from aid.domain.fact_words import WORDS
from aid.domain.facts import Cost, Elsewhere, Received
from aid.web.filters import day, money, number, quantity
from aid.web.i18n import LANGUAGES, language
from aid.web.labels import label

_FACTS = {
    "age": _l("tuổi"),
    "agency": _l("tên cơ quan đã hỗ trợ"),
    "amount": _l("số tiền"),
    "applied_on": _l("ngày nhận đơn"),
    "at_scene": _l("sống tại nơi xảy ra vụ việc"),
    "away_from_home": _l("xảy ra ngoài nơi cư trú"),
    "birth": _l("ngày sinh"),
    "cause": _l("nguyên nhân của vụ việc"),
    "code": _l("mã vụ việc"),
    "decided_on": _l("ngày tính"),
    "degree": _l("mức độ thiệt hại nhà"),
    "essentials": _l("thiếu nhu yếu phẩm"),
    "food_months": _l("số tháng thiếu lương thực"),
    "habitable": _l("nhà còn ở được"),
    "has_relatives": _l("có người thân thích"),
    "house_type": _l("loại nhà"),
    "inpatient_days": _l("số ngày điều trị"),
    "lost_parents": _l("số cha, mẹ đã mất"),
    "occurred_on": _l("ngày xảy ra vụ việc"),
    "other_home": _l("có nhà khác"),
    "payee": _l("bên nhận tiền"),
    "place": _l("nơi xảy ra"),
    "poverty_class": _l("diện hộ"),
    "pupil": _l("đang đi học"),
    "received_on": _l("ngày nhận danh sách"),
    "relation": _l("quan hệ với chủ hộ"),
    "relatives_care": _l("có người thân thích chăm sóc"),
    "relocation_order": _l("phải di dời khẩn cấp"),
    "residence": _l("cư trú"),
    "severity": _l("mức độ thương tích"),
    "sex": _l("giới tính"),
    "short_of_food": _l("số người thiếu lương thực"),
    "temporary_shelter": _l("cần chỗ ở tạm"),
    "tenure": _l("quyền sở hữu nhà"),
    "treated": _l("phải điều trị"),
    "unclaimed_body": _l("không có người thân thích lo mai táng"),
}
_CAME = {
    "harms.dead": _l("ghi thêm: {who} chết"),
    "harms.injured": _l("ghi thêm: {who} bị thương"),
    "harms.missing": _l("ghi thêm: {who} mất tích"),
    "members": _l("thêm người: {who}"),
}
_WENT = {
    "harms.dead": _l("bỏ ghi: {who} chết"),
    "harms.injured": _l("bỏ ghi: {who} bị thương"),
    "harms.missing": _l("bỏ ghi: {who} mất tích"),
    "members": _l("bớt người: {who}"),
}


def causes_in_words(causes: Iterable[Iterable[Change]], names: Mapping[str, str]) -> list[str]:
    """Return each cause as a clause; changes that only act together stand in one. `names` by person id as text."""
    found = [_(" và ").join(_said(change, names) for change in cause) for cause in causes]
    return [text[:1].upper() + text[1:] for text in found]


def _said(change: Change, names: Mapping[str, str]) -> str:
    if not isinstance(change, FactChange):
        return _rule(change.kind, change.code, change.before is None, change.after is None)
    who = names.get(change.member or "", _("một người"))
    if change.field == change.piece[0] and change.field not in _FACTS:
        return _piece(change, who)
    name = change.field.rpartition(".")[2]
    told = _(
        "%(fact)s: trước %(before)s, nay %(after)s",
        fact=_FACTS.get(name, name),
        before=_value(name, change.before),
        after=_value(name, change.after),
    )
    return f"{who}, {told}" if change.member else told


def _rule(kind: str, code: str, is_new: bool, is_gone: bool) -> str:
    if kind == "norm":
        return _("mức chuẩn trợ giúp xã hội đã thay đổi")
    if is_new:
        return _("có thêm chính sách %(code)s", code=code)
    return _("chính sách %(code)s không còn", code=code) if is_gone else _("chính sách %(code)s đã thay đổi", code=code)


def _piece(change: FactChange, who: str) -> str:
    is_new = change.before is None
    piece = change.after if is_new else change.before
    if isinstance(piece, Cost):
        told = {"cost": label(piece.kind, "CostKind"), "sum": money(piece.amount)}
        return _("ghi thêm chi phí %(cost)s %(sum)s", **told) if is_new else _("bỏ chi phí %(cost)s %(sum)s", **told)
    if isinstance(piece, Elsewhere):
        return _elsewhere(piece, who, is_new)
    if isinstance(piece, Received):
        told = {"policy": piece.policy, "benefit": piece.benefit, "sum": money(piece.amount)}
        if is_new:
            return _("đã nhận %(sum)s theo %(policy)s, %(benefit)s", **told)
        return _("không còn tính %(sum)s đã nhận theo %(policy)s, %(benefit)s", **told)
    words = (_CAME if is_new else _WENT).get(change.field, _FACTS.get(change.field, change.field))
    return str(words).format(who=who)


def _elsewhere(piece: Elsewhere, who: str, is_new: bool) -> str:
    told = {
        "number": piece.number,
        "day": day(piece.decided_on),
        "agency": piece.agency,
        "sum": quantity(piece.amount, piece.unit),
        "who": who if piece.member else _("hộ"),
    }
    if is_new:
        return _("quyết định số %(number)s ngày %(day)s của %(agency)s đã hỗ trợ %(who)s %(sum)s", **told)
    return _("không còn tính %(sum)s của quyết định số %(number)s ngày %(day)s, %(agency)s (%(who)s)", **told)


def _value(name: str, value: Any) -> str:
    if name == "amount":
        return money(value)
    known = WORDS.get(name, {})
    if value in known:
        return known[value][LANGUAGES.index(language())]
    if value is None:
        return _("chưa ghi")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return str(value) if name == "birth" else number(value)
    return str(value)
