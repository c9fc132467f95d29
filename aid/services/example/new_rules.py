"""Two papers the ward's reviewer entered, each waiting for a second person on the morning of 15/9/2026.

One is the ward's own and waits for its chairman; one changes how the days of a decree are counted and waits for the
city, while the version in use goes on computing.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from sqlalchemy import select

from aid import clock
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.policies import Policy
from aid.services.example.ward_2026 import moment
from aid.services.example.ward_2026_steps import DECREE
from aid.services.policy_entries import create_policy, save_policy
from aid.services.policy_files import template_documents

VISITS = "PKD-THAM-HOI-2026"
_TEMPLATE = "MAU-KIM-HOA-2025"
_HOUSING = ("E15a", "E15b", "E15c")


def enter(cast: Mapping[str, Actor]) -> None:
    """Enter the ward's own visits from 1/10/2026, and working days for the decree's help with housing."""
    with clock.at(moment(9, 14, 17)):
        create_policy(_visits(), actor=cast["thamdinh"], owner="own")
    with clock.at(moment(9, 15, 7, 30)):
        decree = db.session.scalars(select(Policy).where(Policy.code == DECREE)).one()
        changed, version = _in_working_days(decree.document), decree.version
        note = "Thủ tục hành chính đã công bố tính 02 ngày làm việc"
        save_policy(decree.id, changed, base_version=version, actor=cast["thamdinh"], note=note)


def _visits() -> dict[str, Any]:
    """Return the template of the Kim Hoa fire with what the ward itself gives."""
    template = deepcopy(template_documents()[_TEMPLATE])
    benefits = [benefit for benefit in template["benefits"] if benefit["code"] == "ward"]
    return template | {
        "code": VISITS,
        "issuer": "Ủy ban nhân dân phường Khương Đình",
        "number": "15/KH-UBND",
        "signed_on": "2026-09-14",
        "title": "Phường thăm hỏi gia đình có người chết do rủi ro bất khả kháng",
        "title_en": "Visits of the ward to families of people who died of force majeure",
        "valid": {"from": "2026-10-01"},
        "note": "Chép từ mẫu; mức thăm hỏi chờ Chủ tịch phường xác nhận",
        "benefits": benefits,
    }


def _in_working_days(decree: dict[str, Any]) -> dict[str, Any]:
    document = deepcopy(decree)
    for benefit in document["benefits"]:
        if benefit["code"] in _HOUSING:
            benefit["limit"]["unit"] = "working_day"
    return document
