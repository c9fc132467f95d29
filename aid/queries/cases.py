"""Reading one case: the household as it will stand in the decision, and what is still to be done."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from aid.domain import identity
from aid.domain.case_tasks import TaskFacts
from aid.domain.cases import CaseState
from aid.domain.errors import Missing
from aid.domain.harms import HarmEntry, inpatient_days, standing
from aid.domain.households import identity_warnings
from aid.extensions import db
from aid.models.cases import Case, CaseMember, Cost, Damage, Harm, Need
from aid.models.dossiers import DossierLine
from aid.models.entitlements import Entitlement
from aid.models.households import Household, Person
from aid.models.incidents import Incident
from aid.queries.areas import within
from aid.queries.case_views import CaseView, CostRow, DamageView, HarmRow, MemberRow, NeedView, Outside
from aid.queries.payees import payee_of
from aid.queries.payers import who_pays
from aid.queries.policies import policies_known


def shown(case_id: int, *, area: set[int] | None, on: date) -> CaseView:
    """Return one case of the agencies in `area` as of a day, for its page; Missing where there is none."""
    case = _load(case_id, area)
    entries = _entries_by_person(case.harms)
    in_case = {member.person_id for member in case.members}
    home = case.household
    return CaseView(
        id=case.id,
        code=case.code,
        state=case.state,
        reason=case.reason,
        agency_id=case.agency_id,
        agency=case.incident.agency.name,
        incident_id=case.incident_id,
        incident_code=case.incident.code,
        incident_title=case.incident.title,
        occurred_on=case.incident.occurred_on,
        household_id=home.id,
        head_name=case.head_name,
        address=home.address,
        ward=home.place.name,
        phone=home.phone,
        poverty_class=home.poverty_class,
        poverty_evidence=home.poverty_evidence,
        received_on=case.received_on,
        applied_on=case.applied_on,
        due_on=case.due_on,
        version=case.version,
        members=[_member(member, entries.get(member.person_id, []), on) for member in _head_first(case.members)],
        outside=[Outside(p.id, p.full_name, p.relation) for p in home.people if p.id not in in_case],
        harms=[_harm(row, on) for row in case.harms],
        damage=_damage(case.damage),
        need=_need(case.need),
        costs=[_cost(row, case.members) for row in case.costs],
    )


def task_facts(case_id: int, view: CaseView) -> TaskFacts:
    """Return what the task list looks at, of a case that `shown` has read in this request; three queries."""
    wanted = (
        select(Entitlement, DossierLine.id)
        .outerjoin(DossierLine, (DossierLine.entitlement_id == Entitlement.id) & DossierLine.live)
        .where(Entitlement.case_id == case_id, Entitlement.superseded_at.is_(None), Entitlement.amount > 0)
        .options(joinedload(Entitlement.person), joinedload(Entitlement.case).options(*_FOR_PAYEES))
        .order_by(Entitlement.id)
    )
    lines = db.session.execute(wanted).all()
    others = who_pays(policies_known())
    in_dossiers = [line for line, dossier_line in lines if dossier_line is not None and _key(line) not in others]
    without_payee = [_key(line) in others for line, _ in lines if _has_no_payee(line)]
    return TaskFacts(
        members=len(view.members),
        births_unknown=[row.full_name for row in view.members if row.birth_year is None],
        unidentified=[row.full_name for row in view.members if row.identity_state == "unidentified"],
        received=view.received_on is not None,
        applied=view.applied_on is not None,
        gone=any(row.standing.dead or row.standing.missing for row in view.members),
        harms=len(view.harms),
        harms_without_paper=list(dict.fromkeys(row.name for row in view.harms if not row.paper)),
        damage=view.damage is not None,
        damage_paper=bool(view.damage and (view.damage.paper or view.damage.degree == "none")),
        needs=view.need is not None,
        assessed=view.state is not CaseState.RECORDING,
        lines=len(lines),
        lines_without_payee=without_payee.count(False),
        lines_in_dossiers=len(in_dossiers),
        lines_of_others=sum(_key(line) in others for line, _ in lines),
        others_without_payee=without_payee.count(True),
    )


_FOR_PAYEES = (selectinload(Case.harms), joinedload(Case.household).selectinload(Household.people))


def _load(case_id: int, area: set[int] | None) -> Case:
    wanted = (
        select(Case)
        .where(Case.id == case_id, within(Case.agency_id, area))
        .options(
            joinedload(Case.incident).joinedload(Incident.agency),
            joinedload(Case.household).options(joinedload(Household.place), selectinload(Household.people)),
            joinedload(Case.damage),
            joinedload(Case.need),
            selectinload(Case.members).joinedload(CaseMember.person),
            selectinload(Case.harms).joinedload(Harm.person),
            selectinload(Case.costs),
        )
    )
    case = db.session.scalars(wanted).one_or_none()
    if case is None:
        raise Missing(f"Case {case_id}")
    return case


def _head_first(members: Iterable[CaseMember]) -> list[CaseMember]:
    return sorted(members, key=lambda member: (member.person.relation != "head", member.person_id))


def _member(member: CaseMember, entries: list[HarmEntry], on: date) -> MemberRow:
    person = member.person
    return MemberRow(
        person_id=person.id,
        full_name=person.full_name,
        relation=person.relation,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        sex=person.sex,
        identity_state=person.identity_state,
        identity=hidden_identity(person),
        warnings=identity_warnings(person.identity_number, person.birth_year, person.sex),
        mark=person.mark,
        residence=person.residence,
        home_place=person.home_place,
        phone=person.phone,
        bank=person.bank,
        account=hidden_account(person.account),
        at_scene=member.at_scene,
        pupil=member.pupil,
        lost_parents=member.lost_parents,
        has_relatives=member.has_relatives,
        standing=standing(entries, on=on),
    )


def hidden_identity(person: Person) -> str:
    """Return the number as lists show it, "001*******89"; the code of somebody not identified; or nothing."""
    if person.identity_number:
        return identity.mask(person.identity_number)
    return person.unidentified_code if person.identity_state == "unidentified" else ""


def hidden_account(account: str) -> str:
    """Return an account with its last four figures only."""
    return f"{'*' * max(len(account) - 4, 0)}{account[-4:]}" if account else ""


def _entries_by_person(harms: Iterable[Harm]) -> dict[int, list[HarmEntry]]:
    found: dict[int, list[HarmEntry]] = {}
    for row in harms:
        found.setdefault(row.person_id, []).append(_entry(row))
    return found


def _entry(row: Harm) -> HarmEntry:
    return HarmEntry(**{name: getattr(row, name) for name in HarmEntry.__dataclass_fields__})


def _harm(row: Harm, on: date) -> HarmRow:
    values = {name: getattr(row, name) for name in HarmEntry.__dataclass_fields__}
    days = inpatient_days([_entry(row)], on=on)
    return HarmRow(id=row.id, person_id=row.person_id, name=row.person.full_name, days=days, **values)


def _damage(row: Damage | None) -> DamageView | None:
    return None if row is None else DamageView(**{name: getattr(row, name) for name in DamageView._fields})


def _need(row: Need | None) -> NeedView | None:
    return None if row is None else NeedView(**{name: getattr(row, name) for name in NeedView._fields})


def _cost(row: Cost, members: Iterable[CaseMember]) -> CostRow:
    name = next((member.person.full_name for member in members if member.person_id == row.person_id), "")
    return CostRow(row.id, row.kind, row.payee, row.amount, row.invoice, name, row.unclaimed_body)


def _key(line: Entitlement) -> tuple[str, str]:
    return line.policy_code, line.benefit


def _has_no_payee(line: Entitlement) -> bool:
    return line.payee_disputed or not payee_of(line).payee
