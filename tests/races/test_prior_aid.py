"""Two wards decide the burial of one person at the same moment: one of them pays, the other is told."""

from datetime import date

from aid.domain.errors import Refusal
from aid.extensions import db
from aid.models.decisions import Decision
from aid.models.entitlements import Entitlement
from aid.services import decisions, dossiers
from tests.factories.dossiers import Staff, make_fund, make_staff, plan_of, walk
from tests.factories.entitlements import make_assessed_case, the_fire
from tests.factories.users import actor, make_agency

DAY = date(2024, 8, 1)
AN = {"name": "Lê Văn An", "born": date(1985, 7, 2), "sex": "m", "relation": "head", "number": "001085012345"}
BINH = {"name": "Lê Thị Bình", "born": date(1983, 7, 2), "sex": "f", "relation": "spouse"}


def _staff_next_door():
    office, staff = make_agency("ha-dinh"), make_staff()
    others = (
        actor(f"{name}-hd", *who.roles, agency=office, title=who.title, signing_form="head")
        for name, who in zip(Staff._fields, staff, strict=True)
    )
    return staff, Staff(*others)


def _signed(staff, code):
    dead = AN | {"harms": [{"kind": "dead", "day": DAY}]}
    agency = make_agency("ha-dinh") if code.startswith("HD") else None
    made = make_assessed_case(staff.officer, dead, BINH, incident=the_fire(agency, code=code, day=DAY))
    (row,) = db.session.query(Entitlement).filter_by(case_id=made.case_id, benefit="E14").all()
    fund_id = make_fund(staff, code=f"NS-{code}")
    dossier_id = dossiers.prepare(plan_of([row.id], made.incident_id, fund_id), actor=staff.officer)
    walk(dossier_id, staff, until="sign")
    return dossier_id


def test_two_wards_cannot_both_pay_one_burial(app, together):
    ours, theirs = _staff_next_door()
    first, second = _signed(ours, "CHAY-2024"), _signed(theirs, "HD-2024")
    outcomes = together(
        lambda: decisions.issue(first, actor=ours.clerk), lambda: decisions.issue(second, actor=theirs.clerk)
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [refusal.code for refusal in refused] == ["already_given_elsewhere"], outcomes
    db.session.rollback()
    assert db.session.query(Decision).count() == 1
