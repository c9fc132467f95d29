"""A benefit in words: whom, under which conditions, how much, by when; read from the document as it is stored."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from aid.domain.fact_words import SUBJECTS_EN
from aid.web.filters import money, number
from aid.web.i18n import language
from aid.web.labels import label
from aid.web.policies.names import Names, ref_name

Data = Mapping[str, Any]

# Which group of labels the values of a rule belong to.
RULE_GROUPS = {
    "cause_in": "LegalCause",
    "degree_in": "DamageDegree",
    "house_type_in": "HouseType",
    "household_has": "HarmKind",
    "payee_in": "Payee",
    "poverty_in": "PovertyClass",
    "relation_in": "Relation",
    "residence_in": "Residence",
    "severity_in": "Severity",
    "sex_in": "Sex",
    "tenure_in": "Tenure",
}
_WITH_NUMBER = {
    "inpatient_days_at_least": _l("Điều trị tại cơ sở y tế từ {n} ngày trở lên"),
    "age_at_least": _l("Từ {n} tuổi trở lên"),
    "age_below": _l("Dưới {n} tuổi"),
    "lost_parents_at_least": _l("Mất ít nhất {n} người trong cha, mẹ"),
    "lost_parents_at_most": _l("Mất nhiều nhất {n} người trong cha, mẹ"),
    "members_at_least": _l("Hộ có từ {n} người trở lên"),
    "members_at_most": _l("Hộ có nhiều nhất {n} người"),
    "living_members_at_least": _l("Hộ còn từ {n} người sống"),
    "living_members_at_most": _l("Hộ còn nhiều nhất {n} người sống"),
}
# How one of them is counted, where whom it concerns does not read well after "cho mỗi".
_EACH = {"household": _l("hộ"), "person": _l("người còn sống trong hộ")}
_FROM = {
    "inpatient_days": (_l("từ {least} ngày điều trị"), _l("từ {least} đến {most} ngày điều trị")),
    "lost_parents": (_l("mất {least} người trong cha, mẹ"), _l("mất từ {least} đến {most} người trong cha, mẹ")),
    "living_members": (_l("hộ còn từ {least} người sống"), _l("hộ còn từ {least} đến {most} người sống")),
    "members": (_l("hộ từ {least} người"), _l("hộ từ {least} đến {most} người")),
    "age": (_l("từ {least} tuổi"), _l("từ {least} đến {most} tuổi")),
    "severity": (_l("từ mức {least}"), _l("từ mức {least} đến mức {most}")),
}


def conditions_of(benefit: Data) -> list[tuple[str, str]]:
    """Return every condition as a sentence, with its own clause where it has one."""
    return [(condition_says(row["rule"], row.get("value")), row.get("clause", "")) for row in benefit.get("when") or ()]


def condition_says(rule: str, value: Any) -> str:
    """Return one condition as a sentence."""
    if rule in RULE_GROUPS:
        values = ", ".join(label(word, RULE_GROUPS[rule]) for word in value or ())
        return f"{label(rule, 'PolicyRule')}: {values}"
    if rule in _WITH_NUMBER:
        return str(_WITH_NUMBER[rule]).format(n=value)
    return label(rule, "PolicyRule")


def amount_of(benefit: Data, names: Names) -> list[str]:
    """Return how much is given, one line for each tier or cap."""
    amount = benefit["amount"]
    return _AMOUNTS[amount["kind"]](amount, _for_each(benefit), names)


def limit_of(benefit: Data) -> str:
    """Return by when a decision is due; nothing where no limit is set."""
    limit = benefit.get("limit")
    if not limit:
        return ""
    return _(
        "%(n)s %(unit)s, kể từ %(paper)s",
        n=limit["days"],
        unit=label(limit["unit"], "LimitUnit"),
        paper=label(limit["from"], "ReferenceDay"),
    )


def tier_says(by: str, tier: Data) -> str:
    """Return from where to where a tier goes."""
    if "from_severity" in tier:
        return _("mức độ %(severity)s", severity=label(tier["from_severity"], "Severity"))
    open_end, closed = _FROM[by]
    pattern = open_end if tier.get("to") in {None, tier["from"]} else closed
    return str(pattern).format(least=tier["from"], most=tier.get("to"))


def _for_each(benefit: Data) -> str:
    who = benefit["who"]
    if language() == "en" and who in SUBJECTS_EN:
        return _own_noun(benefit) or SUBJECTS_EN[who]
    return _own_noun(benefit) or str(_EACH.get(who) or label(who, "PolicySubject"))


def _own_noun(part: Data) -> str:
    """Return what the document calls those who receive, in the language of the page; empty where it does not say."""
    noun: str = part.get("noun_en" if language() == "en" else "noun") or ""
    return noun


def _each(says: str, noun: str) -> list[str]:
    return [_("%(amount)s cho mỗi %(noun)s", amount=says, noun=noun)]


def _times(times: int) -> str:
    return _("%(times)s × mức chuẩn trợ giúp xã hội", times=times)


def _times_norm(amount: Data, noun: str, _names: Names) -> list[str]:
    return _each(_times(amount["times"]), noun)


def _fixed(amount: Data, noun: str, _names: Names) -> list[str]:
    return _each(money(amount["amount"]), noun)


def _monthly(amount: Data, noun: str, _names: Names) -> list[str]:
    says = _("%(amount)s mỗi tháng, trong %(n)s tháng,", amount=money(amount["amount"]), n=amount["months"])
    return _each(says, noun)


def _tiers(amount: Data, _noun: str, _names: Names) -> list[str]:
    return [_tier(amount["by"], tier) for tier in amount["tiers"]]


def _tier(by: str, tier: Data) -> str:
    noun = _own_noun(tier)
    called = f" ({noun})" if noun else ""
    return f"{tier_says(by, tier)}{called}: {money(tier['amount'])}"


def _actual_cost(amount: Data, _noun: str, _names: Names) -> list[str]:
    lines = [_("Theo chi phí thực tế")]
    if amount.get("at_least_times"):
        lines.append(_("ít nhất %(least)s", least=_times(amount["at_least_times"])))
    if amount.get("at_least"):
        lines.append(_("ít nhất %(least)s", least=money(amount["at_least"])))
    if amount.get("at_most"):
        lines.append(_("nhiều nhất %(most)s", most=money(amount["at_most"])))
    caps = amount.get("caps") or ()
    return lines + [
        _("%(cost)s: nhiều nhất %(most)s mỗi người", cost=label(cap["cost"], "CostKind"), most=money(cap["amount"]))
        for cap in caps
    ]


def _rice(amount: Data, noun: str, _names: Names) -> list[str]:
    return [
        _(
            "%(kg)s kg gạo mỗi tháng cho mỗi %(noun)s, nhiều nhất %(n)s tháng",
            kg=amount["kg"],
            noun=noun,
            n=amount["months"],
        )
    ]


def _in_kind(amount: Data, _noun: str, _names: Names) -> list[str]:
    return [str(amount["text"])]


def _up_to(amount: Data, noun: str, names: Names) -> list[str]:
    over = [ref_name(ref, names) for ref in amount.get("over") or ()]
    head = _("Đủ mức %(amount)s cho mỗi %(noun)s", amount=money(amount["amount"]), noun=noun)
    return [head, *(_("trừ phần đã được hưởng: %(what)s", what=what) for what in over)]


def _share(amount: Data, noun: str, _names: Names) -> list[str]:
    among = number(amount["among"])
    return [_("%(amount)s chia đều cho %(n)s %(noun)s", amount=money(amount["amount"]), n=among, noun=noun)]


_AMOUNTS: dict[str, Callable[[Data, str, Names], list[str]]] = {
    "times_norm": _times_norm,
    "fixed": _fixed,
    "monthly": _monthly,
    "tiers": _tiers,
    "actual_cost": _actual_cost,
    "rice": _rice,
    "in_kind": _in_kind,
    "up_to": _up_to,
    "share": _share,
}
