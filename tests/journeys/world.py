"""An office in the middle of its work: every kind of page has something to show, every role something to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import count

from sqlalchemy import select

from aid import clock
from aid.domain.approval_routes import Route
from aid.domain.batches import BatchKind
from aid.domain.decision_changes import ChangeKind
from aid.domain.households import PersonValues
from aid.domain.incoming import IncomingKind
from aid.domain.outgoing import DocumentKind
from aid.domain.payouts import PayMethod
from aid.domain.roles import Actor, Role
from aid.extensions import db
from aid.models.cases import Harm
from aid.models.decisions import Decision
from aid.models.funds import Entry
from aid.models.incidents import Attachment, Purpose
from aid.models.policies import Policy
from aid.queries.batches import Choice
from aid.services import (
    approval_routes,
    attachments,
    batches,
    decision_changes,
    decisions,
    dossiers,
    entitlements,
    funds,
    harms,
    incoming,
    norms,
    outgoing,
    paper_numbers,
    papers,
    payouts,
    policy_entries,
    replacements,
    trials,
    users,
)
from aid.services.assessments import DamageValues, NeedValues, Papers
from aid.services.decision_changes import ChangePlan
from aid.services.dossiers import DossierPlan
from aid.services.incoming import ArrivalValues
from aid.services.norms import NormValues
from aid.services.numbering import Numbering
from aid.services.outgoing import DocumentValues
from aid.services.replacements import ReplacementPlan
from tests.factories.cases import a_person, household_of, injured, make_case
from tests.factories.delegations import a_night_on_call, delegate
from tests.factories.dossiers import POLICY, lines_for
from tests.factories.duty_rules import lay_down
from tests.factories.funds import add_signed_sheet, planned
from tests.factories.incidents import a_photo, make_incident
from tests.factories.policies import a_document
from tests.factories.users import PASSWORD, actor, make_agency
from tests.journeys.draft_papers import draft_papers

MILLION = 1_000_000
_ROLES = {
    "canbo": ("Lê Thị Lan", "Công chức Văn hóa - Xã hội", Role.OFFICER),
    "totruong": ("Đỗ Văn Tổ", "Tổ trưởng tổ dân phố số 5", Role.NEIGHBOURHOOD_HEAD),
    "motcua": ("Bùi Thị Cửa", "Công chức Một cửa", Role.ONE_STOP),
    "thamdinh": ("Trần Văn Minh", "Trưởng phòng Văn hóa - Xã hội", Role.REVIEWER),
    "chutich": ("Phạm Thị Hoa", "Chủ tịch", Role.APPROVER),
    "vanthu": ("Vũ Thị Thư", "Văn thư", Role.CLERK),
    "ketoan": ("Hoàng Văn Toán", "Kế toán", Role.ACCOUNTANT),
    "chutaikhoan": ("Ngô Thị Khoản", "Phó Chủ tịch", Role.ACCOUNT_HOLDER),
    "thuquy": ("Đặng Văn Quỹ", "Thủ quỹ", Role.CASHIER),
    "thanhtra": ("Lý Thị Tra", "Thanh tra viên", Role.AUDITOR),
    "thanhpho": ("Mai Văn Phố", "Chuyên viên Sở Y tế", Role.CITY),
    "chuongtrinh": ("Tạ Thị Chương", "Chuyên viên", Role.PROGRAMME),
    "quantri": ("Hồ Văn Trị", "Quản trị", Role.ADMINISTRATOR),
}
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ")
_NAMES = ("Thị Mẫu", "Văn Thử", "Thị Ví Dụ", "Văn Giả Định", "Thị Tưởng", "Văn Minh Họa")
_ACCOUNT = {"bank": "Vietcombank", "account": "0123456789"}
_WAY = (("submit", "canbo"), ("review", "thamdinh"), ("sign", "chutich"))
# More than one page of a list.
_HOUSEHOLDS_OF_THE_STORM = 52

# Each family is another one: the same head at the same address twice is one case.
_families = count(7, 7)

Staff = Mapping[str, Actor]
Ids = dict[str, int | str]


def make_staff() -> dict[str, Actor]:
    """One person per role, all in one ward, each able to sign in."""
    make_agency()
    return {
        username: actor(
            username,
            role,
            full_name=name,
            title=title,
            password=PASSWORD,
            signing_form="head" if role is Role.APPROVER else None,
        )
        for username, (name, title, role) in _ROLES.items()
    }


def make_fund(staff: Staff, code: str = "NS-PHUONG-2026", unit: str = "VND", received: int = 2_000 * MILLION) -> int:
    """A fund of the ward's budget with something in it."""
    values = funds.NewFund(code, "Ngân sách phường, kinh phí trợ giúp khẩn cấp 2026", "NS_PHUONG", unit)
    fund_id = funds.open_fund(values, actor=staff["ketoan"])
    funds.receive(fund_id, funds.Movement(received, clock.today(), "Giấy báo có số 01"), actor=staff["ketoan"])
    return fund_id


def fill() -> Ids:
    """Fill an office and return what lies where, under the names that the table of pages uses."""
    staff = make_staff()
    fire, storm = make_fire(staff), _storm(staff)
    ids: Ids = {"fund": make_fund(staff), "rice": make_fund(staff, "GAO-2026", "kg_rice", 5_000)}
    ids |= {"fire": fire, "storm": storm, "agency": staff["canbo"].agency_id, "user": staff["canbo"].user_id}
    ids["delegation"] = delegate(staff["chutich"], actor("phochutich", Role.APPROVER, signing_form="deputy"))
    a_night_on_call(actor("tructhay", Role.OFFICER, full_name="Cao Thị Trực", password=PASSWORD), staff["thamdinh"])
    ids["duty_rule"] = lay_down(staff["canbo"].agency_id, staff["quantri"])
    ids["reported"] = make_incident(actor=staff["canbo"], kind="flood", address="ngõ 300 phố Ngập Nước")
    ids |= _case(fire, staff)
    ids |= {f"dossier_{state}": make_dossier(ids, staff, steps) for steps, state in enumerate(("draft", "submitted"))}
    ids |= {"dossier_reviewed": make_dossier(ids, staff, 2), "dossier_signed": make_dossier(ids, staff, 3)}
    ids["dossier_returned"] = make_dossier(ids, staff, 1)
    sent_back = "Thiếu giấy ra viện của ông Thử."
    dossiers.return_to_officer(int(ids["dossier_returned"]), reason=sent_back, actor=staff["thamdinh"])
    ids |= _money(ids, staff)
    ids |= _policies(fire, staff)
    ids["token"] = users.invite(staff["thuquy"].user_id, actor=staff["quantri"])
    proposal = DocumentValues(DocumentKind.PROPOSAL, "TTr-UBND", "Về việc hỗ trợ các hộ bị cháy", "Trần Văn Minh")
    ids["outgoing"] = outgoing.give_number(proposal, Numbering(), actor=staff["vanthu"])
    arrival = ArrivalValues(
        IncomingKind.HOSPITAL_LETTER, "Bệnh viện Thử", "Giấy ra viện của ông Thử", document_number="12/GRV",
        case_id=int(ids["case"]),
    )  # fmt: skip
    route = Route(clock.today(), "Quy chế làm việc số 15/QĐ-UBND", amount_from=10**12, second_signer=True)
    ids["route"] = approval_routes.add_route(route, actor=staff["chutich"])
    ids["document"] = incoming.register(arrival, actor=staff["motcua"])
    ids["paper_final"] = papers.start("proposal", int(ids["dossier_draft"]), {}, actor=staff["canbo"])
    papers.finalise(int(ids["paper_final"]), actor=staff["canbo"])
    plan = ChangePlan(ChangeKind.REVOKE, "Hộ đã được hỗ trợ ở phường khác")
    ids["change"] = decision_changes.prepare(int(ids["decision"]), plan, actor=staff["canbo"])
    ids |= _to_be_signed(ids, staff)
    wrong = ReplacementPlan("Danh sách ghi thiếu hỗ trợ về nhà ở của hộ")
    ids["dossier_replacing"] = replacements.prepare(int(ids["decision_paid"]), wrong, actor=staff["canbo"])
    ids |= draft_papers(int(ids["dossier_draft"]), staff)
    decision = [Choice(int(ids["decision"]), "01/QĐ-UBND", "Hỗ trợ các hộ bị cháy")]
    ids["batch"] = batches.start(BatchKind.PRINT_DECISIONS, "Lô in thử", decision, actor=staff["vanthu"])
    ids["entry"] = db.session.scalars(select(Entry.id).order_by(Entry.id)).first() or 0
    return ids


def _to_be_signed(ids: Ids, staff: Staff) -> Ids:
    """An issued revocation and a numbered thông báo, which nobody has signed digitally yet."""
    decision_id = decisions.issue(make_dossier(ids, staff, 3), actor=staff["vanthu"])
    plan = ChangePlan(ChangeKind.REVOKE, "Hộ đã rời phường trước vụ cháy")
    change_id = decision_changes.prepare(decision_id, plan, actor=staff["canbo"])
    for step, who in _WAY:
        decision_changes.take_step(change_id, step, actor=staff[who])
    decision_changes.issue(change_id, Numbering(), actor=staff["vanthu"])
    answers = {"venue": "Nhà văn hóa tổ 5", "period": "03 ngày làm việc", "contact": "Bà Thử, 0912 345 678"}
    notice = papers.start("notice", int(ids["dossier_draft"]), answers, actor=staff["canbo"])
    papers.finalise(notice, actor=staff["canbo"])
    paper_numbers.number_paper(notice, Numbering(), actor=staff["vanthu"])
    return {"change_issued": change_id, "paper_numbered": notice}


def _policies(fire: int, staff: Staff) -> Ids:
    """The decree as it ships, and a resolution of two versions that waits for the city."""
    document = a_document(code="HN-THU-2026")
    draft = policy_entries.create_policy(document, actor=staff["thamdinh"], owner="law")
    changed = document | {"note": "Chưa rõ áp dụng cho người tạm trú."}
    policy_entries.save_policy(draft, changed, base_version=1, actor=staff["thamdinh"], note="Ghi điều chưa rõ")
    norm = NormValues("city", 750_000, clock.today() - timedelta(days=30), "NQ 99/2026/NQ-HĐND")
    decree = db.session.execute(select(Policy).where(Policy.code == POLICY)).scalar_one()
    return {
        "policy": decree.id,
        "benefit": decree.document["benefits"][0]["code"],
        "policy_draft": draft,
        "trial": trials.start_trial(draft, fire, actor=staff["thamdinh"]),
        "norm": norms.enter_norm(norm, actor=staff["thamdinh"]),
        "version": 2,
    }


def make_fire(staff: Staff) -> int:
    day = clock.today() - timedelta(days=4)
    address = "số 12 ngõ 5 phố Thử Nghiệm"
    fire = make_incident(actor=staff["canbo"], confirmed_by=staff["thamdinh"], occurred_on=day, address=address, dead=1)
    photo = attachments.Upload("hien-truong.jpg", a_photo((640, 480)))
    attachments.attach("incident", fire, photo, actor=staff["canbo"], purpose=Purpose.PHOTO)
    return fire


def _storm(staff: Staff) -> int:
    """A storm with more households than fit on one page."""
    day = clock.today() - timedelta(days=9)
    storm = make_incident(actor=staff["canbo"], confirmed_by=staff["thamdinh"], occurred_on=day, kind="storm")
    for number in range(_HOUSEHOLDS_OF_THE_STORM):
        make_case(storm, actor=staff["canbo"], head=_person(number), address=f"số {number + 1} ngách 29/70 phố Bão Táp")
    return storm


def _case(fire: int, staff: Staff) -> Ids:
    case_id = a_family(fire, staff["canbo"])
    cost = harms.CostValues("treatment", "household", 3 * MILLION, "HĐ 0012")
    harm = db.session.scalars(select(Harm).where(Harm.case_id == case_id)).one()
    return {
        "case": case_id,
        "case_new": make_case(fire, actor=staff["canbo"], head=_person(3), address="số 90 ngõ 5 phố Thử Nghiệm"),
        "household": household_of(case_id),
        "person": harm.person_id,
        "harm": harm.id,
        "cost": harms.record_cost(case_id, cost, actor=staff["canbo"]),
        "entitlement": lines_for(case_id)[0].id,
    }


def a_family(incident_id: int, officer: Actor, number: int = 0) -> int:
    """A poor family whose head is in hospital and whose house is gone, with its lines computed."""
    day = clock.today() - timedelta(days=4)
    hurt = injured(day, severity="severe", facility="Bệnh viện Thử", admitted_on=day)
    case_id = make_case(
        incident_id,
        actor=officer,
        head=_person(number),
        members=[_person(number + 1, relation="spouse"), _person(number + 2, birth_year=2014, relation="child")],
        harms=[(0, hurt)],
        damage=DamageValues("total", "solid", habitable=False, paper="Biên bản số 3"),
        needs=NeedValues(3, 1, essentials=True, temporary_shelter=True),
        papers=Papers(clock.today(), clock.today()),
        address=f"số {number + 1} ngõ 5 phố Thử Nghiệm",
        poverty_class="poor",
        poverty_evidence="Giấy chứng nhận hộ nghèo năm 2026",
    )
    entitlements.compute(case_id, actor=officer)
    return case_id


def _person(number: int, **more: object) -> PersonValues:
    name = f"{_SURNAMES[number % len(_SURNAMES)]} {_NAMES[number // len(_SURNAMES) % len(_NAMES)]}"
    return a_person(name, **({"birth_year": 1960 + number % 40, "account_name": name} | _ACCOUNT | more))


def make_dossier(ids: Ids, staff: Staff, steps: int) -> int:
    """A dossier of one more family of the fire, that many steps on its way."""
    case_id = a_family(int(ids["fire"]), staff["canbo"], next(_families))
    lines = tuple(row.id for row in lines_for(case_id))
    plan = DossierPlan(int(ids["fire"]), POLICY, int(ids["fund"]), lines, "Hỗ trợ khẩn cấp hộ bị cháy", "12/TTr-VHXH")
    dossier_id = dossiers.prepare(plan, actor=staff["canbo"])
    for step, who in _WAY[:steps]:
        getattr(dossiers, step)(dossier_id, actor=staff[who])
    return dossier_id


def _money(ids: Ids, staff: Staff) -> Ids:
    """Five decisions: one with payments only planned, the others with payouts in each state, cash and bank."""
    made = [decisions.issue(make_dossier(ids, staff, 3), actor=staff["vanthu"]) for _ in range(5)]
    cash = [payouts.prepare(id, planned(id), PayMethod.CASH, actor=staff["ketoan"]) for id in made[1:4]]
    for payout_id in cash[1:]:
        payouts.approve(payout_id, actor=staff["chutaikhoan"])
    add_signed_sheet(cash[2])
    proof = payouts.Proof("Danh sách ký nhận số 1", clock.today())
    payouts.pay_cash(cash[2], planned(made[3])[:1], proof, actor=staff["thuquy"])
    first, *others = planned(made[4])
    bank = [payouts.prepare(made[4], some, PayMethod.BANK, actor=staff["ketoan"]) for some in ([first], others)]
    for payout_id in bank:
        payouts.approve(payout_id, actor=staff["chutaikhoan"])
    payouts.send(bank[1], actor=staff["thuquy"])
    return {
        "payout_bank": bank[0],
        "payment_sent": others[0],
        "decision": made[0],
        "decision_paid": made[3],
        "code": db.session.get_one(Decision, made[0]).verify_code,
        "payment": planned(made[0])[0],
        "payment_paid": planned(made[3])[0],
        "payout_prepared": cash[0],
        "payout_approved": cash[1],
        "payout_paid": cash[2],
        "attachment": db.session.scalars(select(Attachment.id).order_by(Attachment.id)).first() or 0,
    }
