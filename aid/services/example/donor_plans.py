"""Distribution plans that are no shipped policies: entered by those who give, confirmed by their head.

That the district's Red Cross gave 175 triệu đồng in 2023 is published, who got how much of it is not: the example
shares the sum equally among the 25 pupils and students of the house, and says so in the plan's own note. The plan of
the ward's front for the fire of 8/9/2026 is invented.
"""

from datetime import datetime
from typing import Any

from markupsafe import Markup

from aid import clock
from aid.documents import storage
from aid.documents.engine import draw
from aid.extensions import settings
from aid.services.attachments import KeptFile
from aid.services.example.cast import Hands
from aid.services.example.khuong_ha import CODE
from aid.services.example.khuong_ha_rounds import RED_CROSS_PLAN
from aid.services.policy_entries import confirm_policy, create_policy

FRONT_PLAN = "MTTQ-KD-2026-1"
_FIRE_OF_2026 = "VV-00364-2026-0002"
_BASES = [
    {
        "rank": "policy",
        "text": (
            "Căn cứ Nghị định số 93/2021/NĐ-CP ngày 27 tháng 10 năm 2021 của Chính phủ về vận động, tiếp nhận, "
            "phân phối và sử dụng các nguồn đóng góp tự nguyện hỗ trợ khắc phục khó khăn do thiên tai, dịch bệnh, "
            "sự cố; hỗ trợ bệnh nhân mắc bệnh hiểm nghèo"
        ),
        "from": "2021-12-11",
    }
]
OF_RED_CROSS: dict[str, Any] = {
    "code": RED_CROSS_PLAN,
    "kind": "distribution_plan",
    "issuer": "Hội Chữ thập đỏ quận Thanh Xuân",
    "title": "Hỗ trợ học sinh, sinh viên trong vụ cháy ngày 12/9/2023",
    "title_en": "Help for pupils and students after the fire of 12/9/2023",
    "valid": {"from": "2023-09-12"},
    "reference_day": "occurred_on",
    "note": "Tổng số 175 triệu đồng là số đã công bố; cách chia đều cho 25 học sinh, sinh viên là giả định của ví dụ",
    "incidents": [CODE],
    "bases": _BASES,
    "benefits": [
        {
            "code": "pupil",
            "title": "Hội Chữ thập đỏ hỗ trợ học sinh, sinh viên",
            "title_en": "Red Cross help for pupils and students",
            "clause": "Kế hoạch hỗ trợ của Hội Chữ thập đỏ quận",
            "text": "Số tiền 175 triệu đồng được chia đều cho 25 học sinh, sinh viên sống trong nhà bị cháy",
            "who": "pupil",
            "amount": {"kind": "share", "amount": 175_000_000, "among": 25},
            "fund_kinds": ["CHU_THAP_DO"],
        }
    ],
}


def _of_front(code: str, who: str, amount: int, title: str, title_en: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "title_en": title_en,
        "clause": "Kế hoạch hỗ trợ của Ủy ban MTTQ phường",
        "who": who,
        "amount": {"kind": "fixed", "amount": amount},
        "fund_kinds": ["MTTQ_PHUONG"],
        **more,
    }


OF_FRONT: dict[str, Any] = {
    "code": FRONT_PLAN,
    "kind": "distribution_plan",
    "issuer": "Ủy ban Mặt trận Tổ quốc Việt Nam phường Khương Đình",
    "number": "06/KH-MTTQ",
    "signed_on": "2026-09-09",
    "title": "Hỗ trợ các gia đình trong vụ cháy ngày 08/9/2026",
    "title_en": "Help for the families in the fire of 8/9/2026",
    "valid": {"from": "2026-09-08"},
    "reference_day": "occurred_on",
    "note": "Mức hỗ trợ trong ví dụ này do phần mềm tự đặt",
    "incidents": [_FIRE_OF_2026],
    "bases": _BASES,
    "benefits": [
        _of_front("dead", "dead", 5_000_000, "MTTQ phường thăm hỏi gia đình có người chết",
                  "Visit of the Fatherland Front to the family of a person who died", purpose="condolence"),
        _of_front("injured", "injured", 3_000_000, "MTTQ phường thăm hỏi người bị thương",
                  "Visit of the Fatherland Front to an injured person"),
        _of_front("household", "household", 10_000_000, "MTTQ phường hỗ trợ gia đình cháy hoàn toàn chỗ ở",
                  "Help of the Fatherland Front for a family whose home burnt down",
                  when=[{"rule": "degree_in", "value": ["total"]}]),
        _of_front("pupil", "pupil", 1_000_000, "MTTQ phường tặng quà học sinh, sinh viên",
                  "Gift of the Fatherland Front to a pupil or student"),
    ],
}  # fmt: skip
_PAPER = Markup(
    '<html lang="vi"><head><title>Kế hoạch hỗ trợ</title></head><body><p class="text"><b>{issuer}</b></p>'
    '<p class="text">{title}</p><p class="text">{text}.</p><p class="text">{note}.</p></body></html>'
)


def enter(document: dict[str, Any], hands: Hands, entered: datetime, confirmed: datetime) -> None:
    """Enter the plan of an office and have its head confirm it with its text."""
    with clock.at(entered):
        policy_id = create_policy(document, actor=hands.officer, owner="own")
    with clock.at(confirmed):
        confirm_policy(policy_id, 1, actor=hands.signer, text=_text(document))


def _text(document: dict[str, Any]) -> KeptFile:
    text = "; ".join(benefit.get("text", benefit["title"]) for benefit in document["benefits"])
    values = {name: document[name] for name in ("issuer", "title", "note")}
    paper = draw(_PAPER.format(text=text, **values), "decision.html")
    return KeptFile("ke-hoach.pdf", "application/pdf", len(paper), storage.put(settings().files, paper))
