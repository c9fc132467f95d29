"""The papers that go with the dossiers of 2026: a tờ trình each, and the minutes of the neighbours' meetings."""

from datetime import datetime

from aid import clock
from aid.domain.roles import Actor
from aid.services import papers
from aid.services.example.cast import Hands

_PRESENT = (
    "Đỗ Văn Lộc, tổ trưởng tổ dân phố số 8\n"
    "Quách Thị Nhài, bí thư chi bộ\n"
    "Thái Văn Bưởi, trưởng ban công tác Mặt trận\n"
    "Mạc Đình Sồi, cảnh sát khu vực"
)


def propose(dossier_id: int, number: str, hands: Hands, at: datetime) -> int:
    """Write the tờ trình of a dossier, make it final, give it the number the dossier names, and return its id."""
    with clock.at(at):
        paper_id = papers.start("proposal", dossier_id, {}, actor=hands.officer)
        papers.finalise(paper_id, actor=hands.reviewer)
        papers.set_number(paper_id, number, clock.today(), actor=hands.clerk)
    return paper_id


def meet(officer: Actor, incident_id: int, began: str, ended: str, at: datetime) -> int:
    """Write the minutes of a bình xét about the households of an incident and return their id."""
    answers = {
        "began": began,
        "ended": ended,
        "venue": "Nhà văn hóa tổ dân phố số 8",
        "chair": "Đỗ Văn Lộc, tổ trưởng tổ dân phố số 8",
        "secretary": "Thái Văn Bưởi, trưởng ban công tác Mặt trận",
        "present": _PRESENT,
        "opinions": "Bà Quách Thị Nhài: danh sách đúng người, đúng thiệt hại\nÔng Mạc Đình Sồi: nhất trí",
        "outcome": "Những người dự họp nhất trí đề nghị hỗ trợ các hộ trong danh sách",
    }
    return _final("meeting", incident_id, answers, officer, at)


def _final(kind: str, subject_id: int, answers: dict[str, str], actor: Actor, at: datetime) -> int:
    with clock.at(at):
        paper_id = papers.start(kind, subject_id, answers, actor=actor)
        papers.finalise(paper_id, actor=actor)
    return paper_id
