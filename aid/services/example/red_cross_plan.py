"""The distribution plan of the district's Red Cross in 2023, entered and confirmed by its own people.

It is no shipped policy: that 175 triệu đồng were given is published, who got how much of it is not. The example shares
the sum equally among the 25 pupils and students of the house, and says so in the plan's own note.
"""

from typing import Any

from aid import clock
from aid.documents import storage
from aid.documents.engine import draw
from aid.extensions import settings
from aid.services.attachments import KeptFile
from aid.services.example.cast import Hands
from aid.services.example.khuong_ha import CODE, moment
from aid.services.example.khuong_ha_rounds import RED_CROSS_PLAN
from aid.services.policy_entries import confirm_policy, create_policy

DOCUMENT: dict[str, Any] = {
    "code": RED_CROSS_PLAN,
    "kind": "distribution_plan",
    "issuer": "Hội Chữ thập đỏ quận Thanh Xuân",
    "title": "Hỗ trợ học sinh, sinh viên trong vụ cháy ngày 12/9/2023",
    "title_en": "Help for pupils and students after the fire of 12/9/2023",
    "valid": {"from": "2023-09-12"},
    "reference_day": "occurred_on",
    "note": "Tổng số 175 triệu đồng là số đã công bố; cách chia đều cho 25 học sinh, sinh viên là giả định của ví dụ",
    "incidents": [CODE],
    "bases": [
        {
            "rank": "policy",
            "text": (
                "Căn cứ Nghị định số 93/2021/NĐ-CP ngày 27 tháng 10 năm 2021 của Chính phủ về vận động, tiếp nhận, "
                "phân phối và sử dụng các nguồn đóng góp tự nguyện hỗ trợ khắc phục khó khăn do thiên tai, dịch bệnh, "
                "sự cố; hỗ trợ bệnh nhân mắc bệnh hiểm nghèo"
            ),
            "from": "2021-12-11",
        }
    ],
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
_PAPER = (
    "<!doctype html><html lang=vi><title>Kế hoạch hỗ trợ</title><p class=text><b>{issuer}</b></p>"
    "<p class=text>{title}</p><p class=text>{text}.</p><p class=text>{note}.</p>"
)


def enter(hands: Hands) -> None:
    """Enter the plan on 15/9/2023 and have the head of the Red Cross confirm it with its text."""
    with clock.at(moment(15, 14)):
        policy_id = create_policy(DOCUMENT, actor=hands.officer, owner="own")
    with clock.at(moment(15, 16)):
        confirm_policy(policy_id, 1, actor=hands.signer, text=_text())


def _text() -> KeptFile:
    values = {name: DOCUMENT[name] for name in ("issuer", "title", "note")}
    paper = draw(_PAPER.format(text=DOCUMENT["benefits"][0]["text"], **values), "decision.html")
    return KeptFile("ke-hoach.pdf", "application/pdf", len(paper), storage.put(settings().files, paper))
