"""The autumn of 2023 walked day by day: the fire, its forty-five households, fourteen decisions, all of them paid."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from aid import clock
from aid.domain.harms import HarmEntry
from aid.domain.households import HouseholdValues
from aid.domain.places import OLD_FROM
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.cases import Harm
from aid.models.entitlements import Entitlement
from aid.services import assessments, entitlements, harms, incidents
from aid.services.assessments import DamageValues, NeedValues, Papers
from aid.services.entitlements import PayeeValues
from aid.services.example import khuong_ha
from aid.services.example.cast import Hands, hands_of, place_id
from aid.services.example.households import Resident
from aid.services.example.khuong_ha import ADMITTED_ON, CODE, OCCURRED_ON, OLD_WARD, REPORT, moment
from aid.services.example.names import Invention
from aid.services.example.offices import CAMPAIGN, DISTRICT, RED_CROSS
from aid.services.example.steps import Registered, record_members, register

_HOSPITALS = (
    "Bệnh viện Bạch Mai", "Bệnh viện Đa khoa Xanh Pôn", "Bệnh viện Bưu điện", "Bệnh viện Đại học Y Hà Nội",
    "Bệnh viện Đống Đa", "Bệnh viện Hà Đông",
)  # fmt: skip
_ON_ONE_DAY = 15
_SEED_OF_RELATIVES = 20230918
_DIED_IN_HOSPITAL_ON = date(2023, 9, 16)
_SHORT_STAY_UNTIL = date(2023, 9, 17)
_OUT = (date(2023, 9, 20), date(2023, 9, 22), date(2023, 9, 25))
_CRITICAL_OUT = date(2023, 10, 20)


def who_acts(cast: Mapping[str, Actor]) -> dict[str, Hands]:
    """Return the people of the three payers of 2023 by office; four of a fund manager's share its seven duties."""
    four = ("canbo", "ketoan", "{head}", "canbo", "ketoan", "{head}", "thuquy")
    district = ("canbo", "truongphong", "chutich", "vanthu", "ketoan", "chutaikhoan", "thuquy")
    return {
        DISTRICT: hands_of(cast, *(f"tx-{name}" for name in district)),
        CAMPAIGN: hands_of(cast, *(f"bvd-{name.format(head='truongban')}" for name in four)),
        RED_CROSS: hands_of(cast, *(f"ctd-{name.format(head='chutich')}" for name in four)),
    }


def tell(hands: Hands) -> tuple[int, tuple[Registered, ...]]:
    """Walk the fire until every family is assessed; return the incident and its households."""
    with clock.at(moment(13, 0, 40)):
        incident_id = incidents.report(REPORT, actor=hands.officer, code=CODE)
    with clock.at(moment(13, 7, 30)):
        incidents.confirm(incident_id, actor=hands.reviewer)
    known = tuple(_register_all(incident_id, hands.officer))
    _first_days_in_hospital(known, hands.officer)
    _papers(known, hands.officer)
    with clock.at(moment(17, 15)):
        _compute(known, hands.officer)
        _name_relatives(known, hands.officer)
    return incident_id, known


def late_papers(known: Iterable[Registered], hands: Hands) -> None:
    """Record on 20/9 the papers of the families who could not bring them before."""
    late = [one for place, one in enumerate(known) if khuong_ha.is_late_for_the_decree(place, one.home)]
    with clock.at(moment(20, 16)):
        for one in late:
            papers = Papers(received_on=date(2023, 9, 16), applied_on=date(2023, 9, 20))
            assessments.record_papers(one.case_id, papers, actor=hands.officer)
        _compute(late, hands.officer)


def discharge(known: Iterable[Registered], hands: Hands) -> None:
    """Record on 26/9 who left hospital after a week or more."""
    with clock.at(moment(26, 9)):
        _leave_hospital(known, hands.officer, _is_long_stay, lambda place: _OUT[place % len(_OUT)])


def last_discharge(known: Iterable[Registered], hands: Hands) -> None:
    """Record on 23/10 who left hospital last."""
    with clock.at(moment(23, 9, month=10)):
        _leave_hospital(known, hands.officer, lambda person: person.severity == "critical", lambda _: _CRITICAL_OUT)


def finish(incident_id: int, known: Iterable[Registered], hands: Hands) -> None:
    """Close every case and the incident."""
    with clock.at(moment(20, 10, month=11)):
        for one in known:
            assessments.close(one.case_id, actor=hands.officer)
    with clock.at(moment(20, 16, month=11)):
        incidents.close(incident_id, actor=hands.reviewer)


def _register_all(incident_id: int, officer: Actor) -> Iterable[Registered]:
    ward = place_id(OLD_WARD, OLD_FROM)
    for place, home in enumerate(khuong_ha.homes()):
        day, turn = divmod(place, _ON_ONE_DAY)
        is_tenant = place % 3 == 0
        with clock.at(moment(13 + day, 8) + timedelta(minutes=35 * turn)):
            household = HouseholdValues(place_id=ward, address=home.address)
            residence = "temporary" if is_tenant else "permanent"
            one = register(incident_id, home, household, actor=officer, residence=residence)
            record_members(one, actor=officer)
            _record_scene(one, officer, tenure="tenant" if is_tenant else "owner")
        yield one


def _record_scene(one: Registered, officer: Actor, *, tenure: str) -> None:
    for person_id, person in one.people:
        if person.treated:
            harms.record_harm(one.case_id, person_id, _injury(person_id, person), actor=officer)
        elif person.died:
            entry = HarmEntry("dead", ADMITTED_ON, paper="Giấy báo tử ngày 13/9/2023")
            harms.record_harm(one.case_id, person_id, entry, actor=officer)
    paper = "Biên bản kiểm tra hiện trường ngày 13/9/2023"
    damage = DamageValues("severe", "solid", tenure=tenure, habitable=False, paper=paper)
    assessments.record_damage(one.case_id, damage, actor=officer)
    needs = NeedValues(temporary_shelter=bool(one.home.living))
    assessments.record_needs(one.case_id, needs, actor=officer)


def _injury(person_id: int, person: Resident) -> HarmEntry:
    return HarmEntry(
        kind="injured",
        happened_on=OCCURRED_ON,
        facility=_HOSPITALS[person_id % len(_HOSPITALS)],
        admitted_on=ADMITTED_ON,
        severity=person.severity,
        paper="Giấy xác nhận điều trị nội trú của bệnh viện",
    )


def _first_days_in_hospital(known: Iterable[Registered], officer: Actor) -> None:
    known = tuple(known)
    with clock.at(moment(17, 9)):
        for one in known:
            for person_id, person in one.people:
                if person.died_in_hospital:
                    entry = HarmEntry("dead", _DIED_IN_HOSPITAL_ON, paper="Giấy báo tử ngày 16/9/2023")
                    harms.record_harm(one.case_id, person_id, entry, actor=officer)
        _leave_hospital(known, officer, lambda person: person.short_stay, lambda _: _SHORT_STAY_UNTIL, compute=False)


def _papers(known: Iterable[Registered], officer: Actor) -> None:
    with clock.at(moment(17, 11)):
        for place, one in enumerate(known):
            is_late = khuong_ha.is_late_for_the_decree(place, one.home)
            papers = Papers(received_on=date(2023, 9, 16), applied_on=None if is_late else date(2023, 9, 15))
            assessments.record_papers(one.case_id, papers, actor=officer)


def _compute(known: Iterable[Registered], officer: Actor) -> None:
    for one in known:
        entitlements.compute(one.case_id, actor=officer)


def _name_relatives(known: Iterable[Registered], officer: Actor) -> None:
    """Name who receives where nobody of the household lives: one relative for all lines of the family."""
    invention = Invention(_SEED_OF_RELATIVES)
    for one in known:
        wanted = select(Entitlement.id).where(Entitlement.case_id == one.case_id, Entitlement.payee_name == "")
        line_ids = db.session.scalars(wanted.order_by(Entitlement.id)).all()
        if not line_ids:
            continue
        payee = _relative(invention)
        for line_id in line_ids:
            entitlements.name_payee(line_id, payee, actor=officer)


def _relative(invention: Invention) -> PayeeValues:
    bank, account = invention.account()
    return PayeeValues(
        name=invention.full_name("m"),
        relation="đại diện thân nhân",
        paper="Văn bản thỏa thuận của thân nhân ngày 16/9/2023, UBND phường Khương Đình (cũ) chứng thực",
        identity=invention.identity_number("m", invention.born(1965)),
        bank=bank,
        account=account,
    )


def _is_long_stay(person: Resident) -> bool:
    return person.treated and not (person.died or person.short_stay or person.severity == "critical")


def _leave_hospital(
    known: Iterable[Registered],
    officer: Actor,
    concerns: Callable[[Resident], bool],
    day_of: Callable[[int], date],
    *,
    compute: bool = True,
) -> None:
    for one in known:
        leaving = [person_id for person_id, person in one.people if concerns(person)]
        for person_id in leaving:
            wanted = select(Harm).where(Harm.case_id == one.case_id, Harm.person_id == person_id)
            row = db.session.scalars(wanted).one()
            entry = replace(harms.entry_of(row), discharged_on=day_of(person_id), paper="Giấy ra viện")
            harms.correct_harm(one.case_id, row.id, entry, actor=officer)
        if leaving and compute:
            entitlements.compute(one.case_id, actor=officer)
