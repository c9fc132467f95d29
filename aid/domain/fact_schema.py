"""The facts and answers of `policy explain` as JSON Schema (2020-12), built from the tables the rules themselves use.

The schema of facts accepts what `aid.domain.case_facts.read_facts` accepts, but for what lies between two keys: that
a harm, a cost or a sum received is of a member, that no two members share a ref, and whose unclaimed body a cost is.
Days and places are spelt as patterns, so that a reader without our program checks them the same way.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from aid.domain import facts as allowed
from aid.domain.amounts import UNITS
from aid.domain.norms import SCOPES
from aid.domain.policies import LIMIT_UNITS, REFERENCE_DAYS
from aid.domain.shapes import LARGEST

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = (
    "^(?:(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)$"
)
_YEAR = "^(?:19|20|21)[0-9]{2}$"


def facts_schema() -> Schema:
    """Return the schema of the facts of one case: đồng and counts as integers, days as ISO text."""
    return {
        "$schema": DIALECT,
        "$id": "urn:kip-thoi:policy-facts:1",
        "title": "Facts of one case (dữ kiện của một hộ trong một vụ việc)",
        **_group(
            ("incident", "household"),
            incident=_incident() | {"description": "what happened, when and where (vụ việc)"},
            received_on=_day("the ward got the list of the tổ trưởng (ngày nhận danh sách); default: occurred_on"),
            applied_on=_day("the household's declaration came (ngày nhận tờ khai); default: occurred_on"),
            decided_on=_day("the decision (ngày quyết định); default: occurred_on"),
            household=_household() | {"description": "the household (hộ)"},
        ),
    }


def _incident() -> Schema:
    place = {
        "type": "string",
        "anyOf": [{"pattern": "^[0-9]{2}$", "maxLength": 2}, {"pattern": "^[0-9]{5}$", "maxLength": 5}],
        "description": "two-digit province code or five-digit ward code at the day of the incident (nơi xảy ra)",
    }
    return _group(
        ("cause", "occurred_on", "place"),
        cause=_word(allowed.CAUSES, "what happened (loại vụ việc)"),
        occurred_on=_day("the day of the incident (ngày xảy ra)"),
        place=place,
        code=_or_null(_text("only where a policy covers one incident (mã vụ việc)")),
    )


def _household() -> Schema:
    return _group(
        ("members", "harms"),
        poverty_class=_word(allowed.POVERTY_CLASSES, "what the household is registered as (diện hộ)", "none"),
        members=_list(_member(), "the people of the household (nhân khẩu); may be empty"),
        harms=_list(_harm(), "what happened to them (thiệt hại về người); may be empty"),
        damage=_damage() | {"description": "what happened to the house (thiệt hại về nhà ở)"},
        needs=_needs() | {"description": "what is needed at once (nhu cầu)"},
        costs=_list(_cost(), "actual costs (chi phí thực tế)", []),
        received=_list(_received(), "what other policies already gave (hỗ trợ đã nhận)", []),
    )


def _member() -> Schema:
    birth = {
        "type": "string",
        "anyOf": [{"pattern": _DAY, "maxLength": 10}, {"pattern": _YEAR, "maxLength": 4}],
        "description": "a day or a year of birth (ngày sinh hoặc năm sinh)",
    }
    return _group(
        ("ref", "birth_date"),
        ref=_text("how the other lists name this person, each a different one (mã người)"),
        birth_date=birth,
        sex=_or_null(_word(allowed.SEXES, "sex (giới tính)")),
        relation=_word(allowed.RELATIONS, "to the head of the household (quan hệ với chủ hộ)", "member"),
        residence=_word(allowed.RESIDENCES, "how he lives there (cư trú)", "permanent"),
        at_scene=_flag(True, "lived in the place hit (sống tại nơi xảy ra vụ việc)"),
        pupil=_flag(False, "goes to school (đang đi học)"),
        lost_parents=_whole("parents lost in the incident (mất bố, mẹ trong vụ việc)", 0, most=2),
        has_relatives=_flag(True, "has relatives left to care for him (còn người thân thích chăm sóc)"),
    )


def _harm() -> Schema:
    return _group(
        ("member", "kind"),
        member=_text("the ref of a member (mã người)"),
        kind=_word(allowed.HARM_KINDS, "what happened (diễn biến)"),
        inpatient_days=_whole("days in a health facility so far (số ngày điều trị nội trú)", 0),
        severity=_word(allowed.SEVERITIES, "how grave the wound is (mức độ thương tích)", "light"),
        away_from_home=_flag(False, "hurt away from where he lives (ngoài nơi cư trú)"),
        relatives_care=_flag(True, "relatives care for him or bury him (có người thân chăm sóc, lo mai táng)"),
        treated={"type": "boolean", "description": "emergency care or treatment at all; default: true for injured"},
    )


def _damage() -> Schema:
    return _group(
        (),
        degree=_word(allowed.DEGREES, "how much of the house is lost (mức độ thiệt hại về nhà ở)", "none"),
        house_type=_or_null(_word(allowed.HOUSE_TYPES, "kind of house (loại nhà)")),
        tenure=_word(allowed.TENURES, "lives there as (hộ ở với tư cách)", "owner"),
        other_home=_flag(False, "has another home (có nhà ở khác)"),
        habitable=_flag(True, "the house can still be lived in (nhà còn ở được)"),
        relocation_order=_flag(False, "must relocate by an official decision (phải di dời khẩn cấp theo quyết định)"),
    )


def _needs() -> Schema:
    return _group(
        (),
        short_of_food=_whole("persons short of food (số người thiếu lương thực)", 0, most=1_000_000),
        food_months=_whole("for how many months (số tháng)", 1, least=1, most=1_000),
        essentials=_flag(False, "lacks essentials (thiếu nhu yếu phẩm)"),
        temporary_shelter=_flag(False, "needs temporary shelter (cần chỗ ở tạm)"),
    )


def _cost() -> Schema:
    return _group(
        ("kind", "amount"),
        kind=_word(allowed.COST_KINDS, "what was paid for (loại chi phí)"),
        amount=_whole("what it cost, in đồng (số tiền)", least=1),
        payee=_word(allowed.COST_PAYEES, "who is paid (ai đã chi trả)", "household"),
        unclaimed_body=_flag(False, "nobody takes the body (người chết không có thân nhân nhận)"),
        member=_or_null(_text("the ref of the person it was for (cho người nào)")),
    )


def _received() -> Schema:
    return _group(
        ("policy", "benefit", "amount"),
        policy=_text("code of the policy (mã chính sách)"),
        benefit=_text("code of its benefit (mã chế độ)"),
        amount=_whole("in đồng (số tiền)"),
        member=_or_null(_text("the ref of a member; without it, the household as a whole (cho người nào)")),
    )


def answers_schema() -> Schema:
    """Return the schema of an answer, version 1: money in đồng, rice in kilograms, never a fraction."""
    return {
        "$schema": DIALECT,
        "$id": "urn:kip-thoi:policy-answers:1",
        "title": "What the policies give for the facts of one case (kết quả tính hỗ trợ)",
        **_group(
            ("version", "on", "confirmed", "norm", "totals", "lines", "refusals"),
            version={"const": 1, "description": "of this contract"},
            on=_day("the reference day of the evaluation (ngày tính)"),
            confirmed={"type": "boolean", "description": "false as soon as one evaluated policy is not confirmed"},
            norm=_or_null(_norm()),
            totals=_group((), **{unit: _sum("sum over the lines (cộng)") for unit in UNITS})
            | {"description": "by unit; a unit without a line is left out"},
            lines=_list(_line(), "what the case is entitled to (các khoản được hưởng)"),
            refusals=_list(_refusal(), "what was considered and not given (đã xét, không được hưởng)"),
        ),
    }


def _norm() -> Schema:
    return _group(
        ("amount", "basis", "scope", "confirmed"),
        amount=_sum("the standard amount in đồng (mức chuẩn trợ giúp xã hội)", 1),
        basis=_text("the document it stands in (căn cứ)"),
        scope=_word(SCOPES, "central, or the province's or city's own"),
        confirmed={"type": "boolean", "description": "whether the norm itself is confirmed"},
    )


def _line() -> Schema:
    return _group(
        ("policy", "benefit", "unit", "count", "rate", "amount", "floor", "clause", "says"),
        **_of_benefit(),
        unit=_word(UNITS, "what `rate` and `amount` are counted in; in_kind has amount 0"),
        count=_sum("how many it is given for (số lượng)"),
        times_norm=_sum("how many times the norm, where the rate comes from it (số lần mức chuẩn)"),
        months=_sum("for how many months, where it is given by the month (số tháng)", 1),
        rate=_sum("per one and month (mức)"),
        amount=_sum("count × rate × months (thành tiền)"),
        floor={"type": "boolean", "description": "a minimum the approver may raise with a reason (mức tối thiểu)"},
        limit=_limit() | {"description": "until when it is to be decided (thời hạn)"},
    )


def _limit() -> Schema:
    return _group(
        ("days", "unit", "from", "due_on"),
        days=_sum("how long (thời hạn)"),
        unit=_word(LIMIT_UNITS, "ngày or ngày làm việc"),
        **{"from": _word(REFERENCE_DAYS, "the paper that starts it")},
        due_on=_day("the last day (hạn)"),
    )


def _refusal() -> Schema:
    fact = {"type": ["string", "integer", "boolean", "null", "array"], "items": {"type": ["string", "integer"]}}
    return _group(
        ("policy", "benefit", "code", "facts", "clause", "says"),
        **_of_benefit(),
        code={"type": "string", "pattern": "^[a-z][a-z_]*$", "description": "names the rule (mã lý do)"},
        facts={"type": "object", "additionalProperties": fact, "description": "what the sentence was filled with"},
    )


def _of_benefit() -> Mapping[str, Schema]:
    return {
        "policy": _text("code of the policy (mã chính sách)"),
        "benefit": _text("code of the benefit (mã chế độ)"),
        "member": _text("the ref of the person, where it is for a person (mã người)"),
        "clause": _text("the clause of the document (điều khoản)"),
        "says": _text("one Vietnamese sentence, with the arithmetic or the reason"),
    }


def _group(required: Iterable[str], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: Schema, description: str, default: list[Any] | None = None) -> Schema:
    schema = {"type": "array", "items": item, "description": description}
    return schema if default is None else schema | {"default": default}


def _text(description: str) -> Schema:
    return {"type": "string", "pattern": r"\S", "description": description}


def _word(words: tuple[str, ...], description: str, default: str | None = None) -> Schema:
    schema: Schema = {"type": "string", "enum": list(words), "description": description}
    return schema if default is None else schema | {"default": default}


def _flag(default: bool, description: str) -> Schema:
    return {"type": "boolean", "default": default, "description": description}


def _whole(description: str, default: int | None = None, *, least: int = 0, most: int = LARGEST) -> Schema:
    """A whole number as it may be typed; 1.0 is a fraction to us, though JSON Schema takes it for an integer."""
    schema: Schema = {"type": "integer", "minimum": least, "maximum": most, "description": description}
    return schema if default is None else schema | {"default": default}


def _sum(description: str, least: int = 0) -> Schema:
    """A whole number that was computed: there is no largest one."""
    return {"type": "integer", "minimum": least, "description": description}


def _day(description: str) -> Schema:
    return {"type": "string", "pattern": _DAY, "maxLength": 10, "description": description}


def _or_null(schema: Schema) -> Schema:
    """Return the same, where null also says that it is unknown."""
    return {"anyOf": [{key: value for key, value in schema.items() if key != "description"}, {"type": "null"}],
            "description": schema.get("description", "")}  # fmt: skip
