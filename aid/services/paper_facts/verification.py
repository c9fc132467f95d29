"""What the office asks and sees on the spot: biên bản xác minh thiệt hại, công văn to the ward of thường trú."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from aid.domain.errors import Refusal
from aid.domain.paper_content import PaperTable, Signature, TableColumn
from aid.domain.papers import rows_of
from aid.models.cases import Case, Harm
from aid.models.incidents import Attachment, Purpose
from aid.models.users import Agency
from aid.services.paper_facts.blocks import signature_of_office
from aid.services.paper_facts.composing import Composed
from aid.services.paper_facts.happenings import (
    HAND,
    HARM_WORDS,
    caused_by,
    happened,
    person_words,
    speaker_of,
)
from aid.services.paper_facts.letterheads import filed
from aid.services.paper_facts.meetings import name_in

DEGREES = {
    "total": "thiệt hại hoàn toàn (trên 70%)",
    "very_severe": "thiệt hại rất nặng (từ 50% đến 70%)",
    "severe": "thiệt hại nặng (từ 30% đến dưới 50%)",
    "partial": "thiệt hại một phần (dưới 30%)",
    "none": "không thiệt hại",
}
HOUSES = {"solid": "kiên cố", "semi_solid": "bán kiên cố", "weak": "thiếu kiên cố", "simple": "đơn sơ"}
TENURES = {"owner": "chủ sở hữu", "tenant": "thuê, ở nhờ", "other": "trường hợp khác"}
_PHOTOS = (
    TableColumn("stt", "STT", "centre"),
    TableColumn("name", "Tên tệp ảnh", glance=60),
    TableColumn("hash", "Mã băm SHA-256", wish=200),
)
_HALF = 32


def compose_damage(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the values of a biên bản xác minh thiệt hại, with the SHA-256 of the photos of case and incident.

    Refusal `paper_without_damage` where nothing is recorded about people or house.
    """
    if not case.harms and (case.damage is None or case.damage.degree == "none"):
        raise Refusal("paper_without_damage")
    speaker = speaker_of(case)
    facts = {
        "happened": happened(case.incident),
        "cause": caused_by(case.incident),
        "household": person_words(speaker) if speaker else case.head_name,
        "home": case.household.address,
        "people": len(case.household.people),
        "harms": [_harm(one) for one in case.harms],
        "house": house_words(case),
        "findings": rows_of(answers.get("findings", "")),
        "witnesses": rows_of(answers.get("witnesses", "")),
        **{code: answers.get(code, "") for code in ("began", "ended", "land_officer", "police")},
    }
    photos = _photos(session, case)
    return Composed(
        subject=f"Xác minh thiệt hại của hộ {case.head_name}",
        facts=facts,
        recipients=("Lưu: VT, Hồ sơ",),
        signatures=(
            Signature(
                ("CHỦ HỘ" if speaker and speaker.relation == "head" else "ĐẠI DIỆN HỘ",),
                speaker.full_name if speaker else "",
                HAND,
            ),
            Signature(("CÔNG CHỨC LẬP BIÊN BẢN",), "", HAND),
            Signature(("ĐỊA CHÍNH - XÂY DỰNG",), name_in(answers.get("land_officer", "")), HAND),
            Signature(("CÔNG AN PHƯỜNG",), name_in(answers.get("police", "")), HAND),
        ),
        tables=(photos,) if photos.rows else (),
    )


def compose_request(session: Session, case: Case, answers: Mapping[str, str], agency: Agency) -> Composed:
    """Return the công văn asking the ward of thường trú whether its people got the same aid there.

    Refusal `paper_without_tenants` where all of the household are thường trú here.
    """
    away = [one for one in case.household.people if one.residence != "permanent"]
    if not away:
        raise Refusal("paper_without_tenants")
    facts = {
        "happened": happened(case.incident),
        "people": [
            f"{person_words(one)}{f', thường trú tại {one.home_place}' if one.home_place else ''}" for one in away
        ],
        "home": case.household.address,
        "answer_by": answers.get("answer_by", ""),
        "contact": answers.get("contact", ""),
        "benefit": "trợ giúp xã hội khẩn cấp",
        "cause": caused_by(case.incident),
    }
    block = signature_of_office(session, agency, case)
    return Composed(
        subject="V/v đề nghị xác nhận chưa hưởng trợ giúp xã hội khẩn cấp tại nơi thường trú",
        facts=facts,
        addressees=tuple(part.strip() for part in answers.get("addressee", "").split(";") if part.strip()),
        recipients=("Như trên", filed(agency)),
        signatures=(block.signature,),
        signed_by=block,
    )


def house_words(case: Case) -> str:
    """Return the damage to the house as a paper tells it."""
    found = case.damage
    if found is None:
        return ""
    told = [
        DEGREES[found.degree],
        f"nhà {HOUSES[found.house_type]}",
        f"hộ là {TENURES[found.tenure]}",
        "có nơi ở khác" if found.other_home else "không có nơi ở khác",
        "còn ở được" if found.habitable else "không ở được",
        "phải di dời khẩn cấp" if found.relocation_order else "",
        f"giấy tờ: {found.paper}" if found.paper else "",
    ]
    return ", ".join(part for part in told if part)


def _harm(harm: Harm) -> str:
    parts = [f"{harm.person.full_name}: {HARM_WORDS[harm.kind]}"]
    parts += [harm.facility] if harm.facility else []
    parts += [f"giấy tờ: {harm.paper}"] if harm.paper else []
    return ", ".join(parts)


def _photos(session: Session, case: Case) -> PaperTable:
    wanted = (
        select(Attachment)
        .where(
            or_(Attachment.case_id == case.id, Attachment.incident_id == case.incident_id),
            or_(Attachment.purpose == Purpose.PHOTO, Attachment.media_type.startswith("image/")),
        )
        .order_by(Attachment.id)
    )
    rows = [
        {"stt": str(place), "name": one.file_name, "hash": f"{one.sha256[:_HALF]} {one.sha256[_HALF:]}"}
        for place, one in enumerate(session.scalars(wanted), start=1)
    ]
    return PaperTable(_PHOTOS, tuple(rows))
