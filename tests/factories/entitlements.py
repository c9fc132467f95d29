"""Assessed cases, made row by row: the story says what happened, the services compute what follows."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from aid import clock
from aid.domain.cases import CaseState
from aid.domain.dossiers import DecisionState, DossierState
from aid.domain.incidents import IncidentState
from aid.domain.names import fold, sort_key
from aid.domain.payouts import PaymentState, PayMethod
from aid.domain.roles import Actor
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Cost, Damage, Harm, Need
from aid.models.decisions import Decision, DecisionLine
from aid.models.dossiers import Dossier, DossierLine
from aid.models.entitlements import Entitlement
from aid.models.funds import Fund
from aid.models.households import Household, Person
from aid.models.incidents import Incident
from aid.models.payouts import Payment, Payout
from aid.models.places import Place
from aid.models.users import Agency
from aid.services import entitlements
from tests.factories.users import make_agency, make_user

FIRE_DAY = date(2023, 9, 12)
FIRE_CODE = "KHUONG-HA-2023"


class Made(NamedTuple):
    """The ids of what was made; `people` by the first name of the person."""

    case_id: int
    incident_id: int
    household_id: int
    people: dict[str, int]


def the_fire(agency: Agency | None = None, code: str = FIRE_CODE, day: date = FIRE_DAY, kind: str = "fire") -> Incident:
    """The fire of 12/9/2023 in the old ward, or another incident by its code and day; the same code, the same row."""
    known = db.session.query(Incident).filter_by(code=code).one_or_none()
    if known is not None:
        return known
    incident = Incident(
        code=code,
        agency_id=(agency or make_agency()).id,
        kind=kind,
        title="Cháy ở phố Thử",
        folded="chay o pho thu",
        occurred_on=day,
        place_id=_ward_on(day),
        address="ngách 1/2 phố Thử",
        reported_at=clock.now(),
        state=IncidentState.CONFIRMED,
        created_at=clock.now(),
    )
    db.session.add(incident)
    db.session.commit()
    return incident


def _ward_on(day: date) -> int:
    wanted = db.session.query(Place).filter(Place.code == "00364", Place.valid_from <= day)
    return wanted.filter((Place.valid_to.is_(None)) | (Place.valid_to >= day)).one().id


def make_case(*people: dict[str, Any], incident: Incident | None = None, **more: Any) -> Made:
    """One household with these people in an incident; a person has name, born or born_in, harms, pupil and so on."""
    incident = incident or the_fire()
    poverty = more.pop("poverty_class", "none")
    household = Household(
        agency_id=incident.agency_id,
        place_id=incident.place_id,
        address="ngách 1/2 phố Thử",
        poverty_class=poverty,
        poverty_evidence="Giấy chứng nhận" if poverty != "none" else "",
        created_at=clock.now(),
    )
    db.session.add(household)
    incident.last_case_no += 1
    papers = {"received_on": incident.occurred_on, "applied_on": incident.occurred_on} | more.pop("papers", {})
    parts = {name: more.pop(name, None) for name in ("damage", "need")}
    costs = more.pop("costs", ())
    assert not more, more
    db.session.flush()
    case = Case(
        code=f"{incident.code}-{incident.last_case_no:04d}",
        agency_id=incident.agency_id,
        incident_id=incident.id,
        household_id=household.id,
        head_name=people[0]["name"],
        state=CaseState.RECORDING,
        created_at=clock.now(),
        **papers,
    )
    db.session.add(case)
    db.session.flush()
    ids = {values["name"].split()[-1]: _person(case, household, values) for values in people}
    _parts(case, parts, costs)
    db.session.commit()
    return Made(case.id, incident.id, household.id, ids)


def _parts(case: Case, parts: dict[str, Any], costs: Any) -> None:
    if parts["damage"]:
        usual = {"house_type": "solid", "tenure": "owner", "other_home": False, "habitable": False, "paper": "BB số 3"}
        values = usual | {"relocation_order": False} | parts["damage"]
        db.session.add(Damage(case_id=case.id, created_at=clock.now(), **values))
    if parts["need"]:
        db.session.add(Need(case_id=case.id, created_at=clock.now(), **parts["need"]))
    for values in costs:
        db.session.add(Cost(case_id=case.id, created_at=clock.now(), **values))


def _person(case: Case, household: Household, values: dict[str, Any]) -> int:
    name = values["name"]
    person = Person(
        household_id=household.id,
        full_name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        birth_date=values.get("born"),
        birth_year=values.get("born_in"),
        sex=values.get("sex", ""),
        identity_state="known" if values.get("number") else "none",
        identity_number=values.get("number"),
        relation=values.get("relation", "member"),
        bank=values.get("bank", ""),
        account=values.get("account", ""),
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.flush()
    member = {name: values[name] for name in ("at_scene", "pupil", "lost_parents", "has_relatives") if name in values}
    db.session.add(CaseMember(case_id=case.id, person_id=person.id, **member))
    for harm in values.get("harms", ()):
        add_harm(case.id, person.id, **harm)
    return person.id


def add_harm(case_id: int, person_id: int, kind: str, day: date = FIRE_DAY, **more: Any) -> None:
    """One entry in the history of a person, as a row; the caller commits."""
    db.session.add(
        Harm(
            case_id=case_id,
            person_id=person_id,
            kind=kind,
            happened_on=day,
            created_at=clock.now(),
            **({"paper": "Giấy của bệnh viện, công an số 12"} | more),
        )
    )


def khuong_dinh_family() -> Made:
    """A dead father, a mother five days in hospital, and a pupil who lost the father; the room they rented is gone.

    Each further family of the incident was born a day later, so that nobody takes one for another.
    """
    later = timedelta(days=the_fire().last_case_no)
    father = {"name": "Trần Văn An", "born": date(1980, 5, 1) + later, "sex": "m", "relation": "head"}
    mother = {"name": "Lê Thị Bình", "born": date(1983, 7, 2) + later, "sex": "f", "relation": "spouse"}
    child = {"name": "Trần Thị Chi", "born": date(2012, 1, 3) + later, "sex": "f", "relation": "child"}
    in_hospital = {"kind": "injured", "severity": "severe", "admitted_on": FIRE_DAY, "discharged_on": date(2023, 9, 17)}
    return make_case(
        father | {"harms": [{"kind": "dead"}]},
        mother | {"harms": [in_hospital], "bank": "Ngân hàng Thử", "account": "0123456789"},
        child | {"pupil": True, "lost_parents": 1},
        damage={"degree": "total", "tenure": "tenant"},
        need={"temporary_shelter": True},
    )


def make_assessed_case(actor: Actor, *people: dict[str, Any], **more: Any) -> Made:
    """A case with its lines computed; without people, the family of Khương Đình."""
    made = make_case(*people, **more) if people else khuong_dinh_family()
    entitlements.compute(made.case_id, actor=actor)
    return made


def lines_of(case_id: int) -> dict[tuple[str, str, int], Entitlement]:
    """The live lines of a case by policy, benefit and person (0 for the household)."""
    rows = db.session.query(Entitlement).filter_by(case_id=case_id, superseded_at=None).populate_existing()
    return {(row.policy_code, row.benefit, row.person_key): row for row in rows}


def put_in_dossier(*lines: Entitlement, state: DossierState = DossierState.DRAFT, fund_id: int | None = None) -> int:
    """A dossier with these lines in this state, as rows."""
    case = db.session.get_one(Case, lines[0].case_id)
    dossier = Dossier(
        code=f"HT-{db.session.query(Dossier).count() + 1}",
        agency_id=case.agency_id,
        incident_id=case.incident_id,
        policy_code=lines[0].policy_code,
        fund_id=fund_id or _fund(case.agency_id),
        title="Hỗ trợ hộ bị cháy",
        state=state,
        total=sum(line.amount for line in lines),
        created_at=clock.now(),
        lines=[
            DossierLine(entitlement_id=line.id, position=position, amount=line.amount)
            for position, line in enumerate(lines, start=1)
        ],
    )
    db.session.add(dossier)
    db.session.commit()
    return dossier.id


def put_in_decision(*lines: Entitlement, payment: PaymentState = PaymentState.PLANNED) -> int:
    """An issued decision over these lines with their payments, as rows."""
    dossier = db.session.get_one(Dossier, put_in_dossier(*lines, state=DossierState.ISSUED))
    signer = make_user(f"ky{dossier.id}")
    number = dossier.id
    decision = Decision(
        dossier_id=dossier.id,
        agency_id=dossier.agency_id,
        year=2023,
        book="QĐ",
        number=number,
        full_number=f"{number}/QĐ-UBND",
        issued_on=FIRE_DAY,
        signed_by=signer.id,
        total=dossier.total,
        unit="VND",
        content={},
        content_sha256="0" * 64,
        verify_code=f"CODE{number}",
        state=DecisionState.IN_FORCE,
        created_at=clock.now(),
    )
    db.session.add(decision)
    db.session.flush()
    for line in lines:
        _decided(decision, line, payment)
    db.session.commit()
    return decision.id


def _decided(decision: Decision, line: Entitlement, state: PaymentState) -> None:
    row = DecisionLine(
        decision_id=decision.id,
        entitlement_id=line.id,
        position=line.id,
        beneficiary=line.payee_name or "Người được hỗ trợ",
        amount=line.amount,
    )
    db.session.add(row)
    db.session.flush()
    payment = Payment(
        decision_line_id=row.id, amount=line.amount, payee=line.payee_name, state=state, created_at=clock.now()
    )
    if state is not PaymentState.PLANNED:
        payout = Payout(
            code=f"DC-{row.id}",
            agency_id=decision.agency_id,
            decision_id=decision.id,
            fund_id=decision.dossier.fund_id,
            method=PayMethod.CASH,
            created_at=clock.now(),
        )
        payment.payout, payment.proof, payment.paid_on = payout, "Danh sách số 1", FIRE_DAY
    db.session.add(payment)


def _fund(agency_id: int) -> int:
    fund = db.session.query(Fund).filter_by(code="NGAN-SACH").one_or_none()
    if fund is None:
        fund = Fund(
            code="NGAN-SACH",
            name="Ngân sách quận",
            agency_id=agency_id,
            source="NS_QUAN",
            unit="VND",
            created_at=clock.now(),
        )
        db.session.add(fund)
        db.session.flush()
    return fund.id
