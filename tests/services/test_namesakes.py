"""Two officers of one name in one ward: a paper is for the person whom its block names, not for the namesake."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.papers import KINDS
from aid.domain.roles import Role
from aid.domain.signatures import Part, Subject
from aid.domain.work import WorkKind
from aid.extensions import db
from aid.models.papers import Paper
from aid.models.users import User
from aid.queries.signables import signable
from aid.queries.work import work_of
from aid.services import check, papers, signatures, signing_keys
from aid.services.numbering import Numbering
from aid.services.paper_numbers import number_paper
from tests.factories import pki
from tests.factories.delegations import delegate
from tests.factories.dossiers import make_dossier, make_fund
from tests.factories.signing import HOA, by_other_tool, code_of, make_office, posted_notice, stored
from tests.factories.users import actor

DAY = timedelta(days=1)


@pytest.fixture
def office(app):
    """Hoa is the chairman; her deputy is called Hoa too, has the same roles, a key and a picture."""
    return make_office()


@pytest.fixture
def namesake(office):
    made = actor("hoa2", Role.APPROVER, full_name=HOA, title="Phó Chủ tịch", signing_form="deputy")
    signing_keys.register_file(Part.SIGNER, pki.key_file(pki.identity(f"{HOA} 2")), pki.PASSWORD, actor=made)
    signing_keys.keep_picture(Part.SIGNER, "ky.png", pki.drawing(), actor=made)
    return made


def _paper(paper_id):
    db.session.rollback()
    return db.session.get_one(Paper, paper_id)


def _to_sign(who):
    return [row.id for row in work_of(who)[0] if row.kind is WorkKind.PAPER_SIGN]


def _sign(paper_id, who):
    signatures.sign(paper_id, Part.SIGNER, pki.PASSWORD, of=Subject.PAPER, actor=who)


def test_the_chairman_s_letter_is_not_for_her_namesake(office, namesake):
    paper_id = posted_notice(office)
    assert (_paper(paper_id).signer_id, _paper(paper_id).signer_delegation_id) == (office.signer.user_id, None)
    assert (_to_sign(office.signer), _to_sign(namesake)) == ([paper_id], [])
    with pytest.raises(Refusal, match="not_the_signer") as refused:
        _sign(paper_id, namesake)
    assert refused.value.facts == {"signer": f"{HOA} (Chủ tịch)"}
    _sign(paper_id, office.signer)


def test_a_letter_on_a_delegation_is_for_the_namesake_alone(office, namesake):
    given = delegate(office.signer, namesake)
    paper_id = posted_notice(office)
    assert (_paper(paper_id).signer_id, _paper(paper_id).signer_delegation_id) == (namesake.user_id, given)
    assert (_to_sign(office.signer), _to_sign(namesake)) == ([], [paper_id])
    with pytest.raises(Refusal, match="not_the_signer") as refused:
        _sign(paper_id, office.signer)
    assert refused.value.facts == {"signer": f"{HOA} (Phó Chủ tịch)"}
    _sign(paper_id, namesake)
    assert check.run().findings == []


def test_a_file_brought_for_one_is_held_against_her_own_certificate(office, namesake):
    delegate(office.signer, namesake)
    paper_id = posted_notice(office)
    drawn = stored(signable(Subject.PAPER, paper_id).pdf_sha256)
    take = signatures.take_signed
    theirs, own = by_other_tool(drawn), by_other_tool(drawn, person=f"{HOA} 2")
    refused = code_of(take, paper_id, Part.SIGNER, "a.pdf", theirs, of=Subject.PAPER, actor=namesake)
    assert refused == "signed_by_somebody_else"
    take(paper_id, Part.SIGNER, "a.pdf", own, of=Subject.PAPER, actor=namesake)


def test_the_day_of_the_number_asks_for_the_delegation_of_the_one_who_is_named(office, namesake):
    """The chairman signs every day; her name carries no day on which her namesake had no delegation."""
    delegate(office.signer, namesake, last_on=clock.today())
    paper_id, today = posted_notice(office, numbered=False), clock.today()
    with clock.at(clock.now() + DAY):
        with pytest.raises(Refusal, match="paper_signer_not_in_force"):
            papers.set_number(paper_id, "41/TB-UBND", today + DAY, actor=office.clerk)
        papers.set_number(paper_id, "41/TB-UBND", today, actor=office.clerk)


def test_the_chairman_s_own_letter_is_numbered_though_her_namesake_has_no_delegation(office, namesake):
    papers.set_number(posted_notice(office, numbered=False), "41/TB-UBND", clock.today(), actor=office.clerk)


def test_the_number_of_a_proposal_asks_for_the_delegation_within_the_department(office):
    head = actor("hung", Role.REVIEWER, title="Trưởng phòng", signing_form="head")
    user = db.session.get_one(User, office.staff.reviewer.user_id)
    user.signing_form, user.title = "deputy", "Phó Trưởng phòng"
    db.session.commit()
    given = delegate(head, office.staff.reviewer, last_on=clock.today())
    paper_id, today = _proposal(office), clock.today()
    assert (_paper(paper_id).signer_id, _paper(paper_id).signer_delegation_id) == (user.id, given)
    with clock.at(clock.now() + DAY):
        with pytest.raises(Refusal, match="paper_signer_not_in_force"):
            papers.set_number(paper_id, "41/TTr-VHXH", today + DAY, actor=office.clerk)
        papers.set_number(paper_id, "41/TTr-VHXH", today, actor=office.clerk)


def test_who_left_lends_no_name_to_a_later_number(office):
    paper_id = posted_notice(office, numbered=False)
    db.session.get_one(User, office.signer.user_id).disabled_at = clock.now()
    db.session.commit()
    assert code_of(number_paper, paper_id, Numbering(), actor=office.clerk) == "paper_signer_not_in_force"


def test_a_paper_of_an_older_release_is_for_the_only_bearer_of_the_name_and_for_no_one_of_two(office):
    paper_id = posted_notice(office)
    _forget(paper_id)
    assert _to_sign(office.signer) == [paper_id]
    namesake = actor("hoa2", Role.APPROVER, full_name=HOA, title="Phó Chủ tịch", signing_form="deputy")
    for one in (office.signer, namesake):
        assert (_to_sign(one), code_of(_sign, paper_id, one)) == ([], "signer_not_told_apart")
    db.session.get_one(User, namesake.user_id).disabled_at = clock.now()
    db.session.commit()
    _sign(paper_id, office.signer)


def test_the_database_keeps_who_is_named_on_a_final_paper(office, namesake):
    paper_id = posted_notice(office)
    with pytest.raises(Exception, match="append-only"):
        db.session.execute(text("UPDATE papers SET signer_id = :who"), {"who": namesake.user_id})
    db.session.rollback()
    assert _paper(paper_id).signer_id == office.signer.user_id


def test_minutes_name_nobody_of_the_office(office):
    told = {ask.code: "Ông An\nBà Bình\nÔng Chi" for ask in KINDS["posting_start"].asks}
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-8"))
    paper_id = papers.start("posting_start", dossier_id, told, actor=office.staff.officer)
    papers.finalise(paper_id, actor=office.staff.officer)
    assert _paper(paper_id).signer_id is None


def _proposal(office):
    dossier_id = make_dossier(office.staff, make_fund(office.staff, code="NS-7"))
    paper_id = papers.start("proposal", dossier_id, {}, actor=office.staff.officer)
    papers.finalise(paper_id, actor=office.staff.officer)
    return paper_id


def _forget(paper_id):
    """Make it a paper of a release that kept the name alone."""
    for statement in (
        "ALTER TABLE papers DISABLE TRIGGER guard_papers_signer"
        if db.engine.dialect.name == "postgresql"
        else "DROP TRIGGER guard_papers_signer",
        "UPDATE papers SET signer_id = NULL, signer_delegation_id = NULL",
    ):
        db.session.execute(text(statement))
    db.session.commit()
    assert _paper(paper_id).signer_id is None
