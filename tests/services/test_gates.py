"""Nothing is signed while something is lacking, and nobody decides for his own family, the chairman included."""

import pytest
from sqlalchemy import select

from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.cases import Harm
from aid.models.entitlements import Entitlement
from aid.models.events import Event
from aid.models.households import Person
from aid.models.relations import OfficerContact
from aid.services import decisions, dossiers, relations, told_apart
from tests.factories.dossiers import dossier_of, make_dossier, make_fund, make_staff
from tests.factories.users import actor, make_agency

NUMBER = "001180012389"


@pytest.fixture
def staff(app):
    return make_staff()


def _case_of(dossier_id):
    return dossier_of(dossier_id).lines[0].entitlement.case


def test_a_missing_paper_stops_the_signature_and_names_the_case(staff):
    dossier_id = make_dossier(staff, until="review")
    for harm in db.session.scalars(select(Harm)):
        harm.paper = ""
    db.session.commit()
    with pytest.raises(Refusal, match="evidence_missing") as refused:
        dossiers.sign(dossier_id, actor=staff.approver)
    assert refused.value.facts["names"] == _case_of(dossier_id).code
    assert dossier_of(dossier_id).state is DossierState.REVIEWED


def _twins(staff):
    """Two families in one incident whose father has the same name and birth day."""
    fund_id = make_fund(staff)
    first, second = (make_dossier(staff, fund_id, until="review") for _ in range(2))
    fathers = db.session.scalars(select(Person).where(Person.full_name == "Trần Văn An").order_by(Person.id)).all()
    fathers[1].birth_date = fathers[0].birth_date
    db.session.commit()
    return first, second, fathers[0].id, fathers[1].id


def test_a_likely_duplicate_must_be_decided_before_the_signature(staff):
    first, _, one, other = _twins(staff)
    with pytest.raises(Refusal, match="duplicates_undecided"):
        dossiers.sign(first, actor=staff.approver)
    case_id = _case_of(first).id
    told_apart.tell_apart(case_id, one, other, "Đã đối chiếu căn cước", actor=staff.officer)
    dossiers.sign(first, actor=staff.approver)
    assert dossier_of(first).state is DossierState.SIGNED


def test_only_people_who_look_alike_can_be_told_apart(staff):
    first, _, one, _ = _twins(staff)
    stranger = db.session.scalars(select(Person.id).where(Person.full_name == "Lê Thị Bình")).first()
    with pytest.raises(Missing):
        told_apart.tell_apart(_case_of(first).id, one, stranger, "Hai người", actor=staff.officer)


@pytest.mark.parametrize("who", ["reviewer", "approver", "clerk"])
@pytest.mark.parametrize("how", ["identity", "phone", "account", "declared"])
def test_a_relative_of_a_receiver_takes_no_step(staff, who, how):
    until = {"reviewer": "submit", "approver": "review", "clerk": "sign"}[who]
    dossier_id = make_dossier(staff, until=until)
    _tie(getattr(staff, who), _case_of(dossier_id), how)
    step = {"reviewer": dossiers.review, "approver": dossiers.sign, "clerk": decisions.issue}[who]
    before = dossier_of(dossier_id).state
    with pytest.raises(Refusal, match="officer_related"):
        step(dossier_id, actor=getattr(staff, who))
    assert dossier_of(dossier_id).state is before


def _tie(who, case, how):
    person = db.session.scalars(select(Person).where(Person.household_id == case.household_id)).first()
    if how == "declared":
        relations.declare(case.id, "em ruột", actor=who)
        return
    values = {"identity": (NUMBER, "", ""), "phone": ("", "0912345678", ""), "account": ("", "", "99 8877")}[how]
    relations.keep_contact(*values, actor=who)
    if how == "identity":
        person.identity_number, person.identity_state = NUMBER, "known"
    elif how == "phone":
        person.phone = "+84912345678"
    else:
        line = db.session.scalars(select(Entitlement).where(Entitlement.case_id == case.id)).all()
        for one in line:
            one.payee_account = "998877"
    db.session.commit()


def test_the_officer_who_prepared_it_and_is_a_relative_stops_the_signature(staff):
    dossier_id = make_dossier(staff, until="review")
    relations.declare(_case_of(dossier_id).id, "cháu", actor=staff.officer)
    with pytest.raises(Refusal, match="officer_related") as refused:
        dossiers.sign(dossier_id, actor=staff.approver)
    assert staff.officer.name in refused.value.facts["names"]


def test_declaring_twice_is_one_declaration_and_needs_a_word(staff):
    case_id = _case_of(make_dossier(staff)).id
    with pytest.raises(Refusal, match="reason_missing"):
        relations.declare(case_id, "  ", actor=staff.reviewer)
    relations.declare(case_id, "anh họ", actor=staff.reviewer)
    relations.declare(case_id, "anh họ", actor=staff.reviewer)
    told = db.session.scalars(select(Event).where(Event.action == "case:relation_declared")).all()
    assert len(told) == 1


def test_nobody_declares_in_another_office(staff):
    case_id = _case_of(make_dossier(staff)).id
    elsewhere = actor("xa", Role.REVIEWER, agency=make_agency("xa-khac"))
    with pytest.raises(Missing):
        relations.declare(case_id, "em", actor=elsewhere)


def test_the_trail_never_tells_an_officer_s_own_numbers(staff):
    relations.keep_contact(NUMBER, "0912345678", "998877", actor=staff.officer)
    assert db.session.get(OfficerContact, staff.officer.user_id).phone == "+84912345678"
    event = db.session.scalars(select(Event).where(Event.action == "user:contact_kept")).one()
    assert NUMBER not in str(event.after) + str(event.before) + event.reason
