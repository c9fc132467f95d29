"""Everything a paper can be about, in one small fire, and what its makers would type."""

from datetime import date
from typing import Any

from sqlalchemy import select

from aid import clock
from aid.documents import storage
from aid.domain.papers import PaperKind, PaperSubject
from aid.domain.payouts import PaymentState, PayMethod
from aid.extensions import db, settings
from aid.models.cases import Case
from aid.models.decisions import Decision
from aid.models.households import Person
from aid.models.incidents import Attachment, Purpose
from aid.models.payouts import Payment
from aid.services import decisions, dossiers, entitlements, payouts
from tests.factories.dossiers import Staff, lines_for, make_fund, plan_of, walk
from tests.factories.entitlements import FIRE_DAY, make_case

PHOTO = b"a photo of the third floor"
ANSWERS: dict[str, str] = {
    "account": "1903 6123 4567, Ngân hàng Techcombank",
    "addressee": "Ủy ban nhân dân xã Vân Canh, thành phố Hà Nội; Ủy ban nhân dân phường Hà Đông, thành phố Hà Nội",
    "against": "",
    "answer_by": "ngày 20 tháng 9 năm 2023",
    "began": "19 giờ 30 phút, ngày 14 tháng 9 năm 2023",
    "bring": "Căn cước; giấy ủy quyền nếu nhận thay",
    "burial": "ngày 15 tháng 9 năm 2023, nghĩa trang Văn Điển",
    "chair": "Đỗ Văn Lộc, tổ trưởng tổ dân phố số 8",
    "complaints": "",
    "contact": "bà Trần Thu Lan, Phòng Văn hóa - Xã hội, điện thoại 024 3858 0000",
    "ended": "20 giờ 45 phút, ngày 14 tháng 9 năm 2023",
    "findings": "Tầng 3 cháy toàn bộ đồ đạc, tường nứt\nNước và điện đã bị cắt",
    "giver": "Đặng Thị Ớt",
    "giver_identity": "001155004321",
    "group": "Tổ dân phố số 8",
    "heirs": "Lê Thị Bình, vợ\nTrần Thị Chi, con",
    "identity": "001183009999",
    "land_officer": "Ngô Văn Đạt, công chức địa chính - xây dựng",
    "meeting_says": "Đúng đối tượng, đề nghị hỗ trợ.",
    "more": "Các gia đình đang ở nhờ tại nhà văn hóa tổ dân phố.",
    "opinions": "Ông Phạm Văn Ổn: nhất trí với danh sách\nBà Vũ Thị Hạnh: đề nghị chi sớm",
    "organisation": "",
    "outcome": "100 % thành viên dự họp nhất trí đề nghị hỗ trợ các hộ có tên\nGiao tổ trưởng gửi danh sách về phường",
    "period": "từ ngày 15 đến hết ngày 17 tháng 9 năm 2023",
    "police": "Thiếu tá Lại Văn Hùng, cảnh sát khu vực",
    "present": "Đỗ Văn Lộc, tổ trưởng tổ dân phố số 8\nPhạm Văn Ổn, bí thư chi bộ\n"
    "Vũ Thị Hạnh, trưởng ban công tác Mặt trận\nLại Văn Hùng, cảnh sát khu vực",
    "reason": "đang điều trị tại bệnh viện",
    "received": "",
    "relation": "vợ",
    "representative": "Lê Thị Bình",
    "residence": "ngách 1/2 phố Thử, phường Khương Đình",
    "secretary": "Vũ Thị Hạnh, trưởng ban công tác Mặt trận",
    "until": "",
    "venue": "Nhà văn hóa tổ dân phố số 8",
    "when": "8 giờ 30 phút, ngày 20 tháng 9 năm 2023",
    "witnesses": "Phạm Văn Ổn, bí thư chi bộ",
}


def answers_to(kind: PaperKind) -> dict[str, str]:
    """What the maker of a kind would type."""
    return {ask.code: ANSWERS[ask.code] for ask in kind.asks}


def two_families(staff: Staff) -> list[int]:
    """Two families of one fire, with dead, injured, a ruined house and hunger; their lines are computed."""
    house = {"degree": "total", "tenure": "owner", "paper": "Biên bản hiện trường"}
    need = {"short_of_food": 2, "food_months": 2, "essentials": True}
    hospital = {"kind": "injured", "severity": "severe", "admitted_on": FIRE_DAY, "discharged_on": date(2023, 9, 17)}
    first = make_case(
        {"name": "Trần Văn An", "born": date(1980, 5, 1), "sex": "m", "relation": "head", "number": "001080001234",
         "harms": [{"kind": "dead", "paper": "Giấy báo tử số 12"}]},
        {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "spouse", "number": "001183009999",
         "harms": [hospital], "bank": "Ngân hàng Thử", "account": "0123456789"},
        {"name": "Trần Thị Chi", "born": date(2012, 1, 3), "sex": "f", "relation": "child", "pupil": True,
         "lost_parents": 1},
        damage=house, need=need, poverty_class="near_poor",
    )  # fmt: skip
    second = make_case(
        {"name": "Phùng Hữu Ẩn", "born_in": 1951, "sex": "m", "relation": "head", "number": "001051005678",
         "harms": [{"kind": "dead", "paper": "Giấy báo tử số 13"}]},
        {"name": "Đặng Thị Ớt", "born_in": 1955, "sex": "f", "relation": "spouse", "number": "001155004321"},
        need=need, poverty_class="poor",
    )  # fmt: skip
    made = [first.case_id, second.case_id]
    for case_id in made:
        entitlements.compute(case_id, actor=staff.officer)
    away = db.session.get_one(Person, first.people["Bình"])
    away.residence, away.home_place = "temporary", "xã Vân Canh, thành phố Hà Nội"
    values = {"purpose": Purpose.PHOTO, "media_type": "image/jpeg", "size": 1, "created_at": clock.now()}
    db.session.add(
        Attachment(case_id=first.case_id, file_name="tang-3.jpg", sha256=storage.put(settings().files, PHOTO), **values)
    )
    db.session.commit()
    return made


def every_subject(staff: Staff) -> dict[PaperSubject, int]:
    """One subject of every sort: the fire, the first family, their dossier, its payout in cash."""
    cases = two_families(staff)
    lines = [row.id for case_id in cases for row in lines_for(case_id)]
    incident_id = _incident_of(cases[0])
    dossier_id = dossiers.prepare(plan_of(lines, incident_id, make_fund(staff)), actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    decision_id = decisions.issue(dossier_id, actor=staff.clerk)
    planned = db.session.scalars(select(Payment.id).where(Payment.state == PaymentState.PLANNED)).all()
    payout_id = payouts.prepare(decision_id, planned, PayMethod.CASH, actor=staff.accountant)
    assert db.session.get_one(Decision, decision_id).total
    return {
        PaperSubject.INCIDENT: incident_id,
        PaperSubject.CASE: cases[0],
        PaperSubject.DOSSIER: dossier_id,
        PaperSubject.PAYOUT: payout_id,
    }


def maker_of(kind: PaperKind, staff: Staff) -> Any:
    """Somebody of the office who makes this kind."""
    return next(actor for actor in staff if not actor.roles.isdisjoint(kind.makers))


def _incident_of(case_id: int) -> int:
    return db.session.get_one(Case, case_id).incident_id
