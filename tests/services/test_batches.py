"""A storm's papers as one job: it goes on after a kill, tells what failed and why, and prints in order."""

from datetime import timedelta

import pypdfium2
import pytest
from obstore.exceptions import GenericError
from sqlalchemy import select

from aid import clock as aid_clock
from aid.documents import storage
from aid.domain.batches import BatchKind, BatchState, BatchStep, ItemState
from aid.domain.dossiers import DossierState
from aid.domain.errors import Missing, Refusal
from aid.domain.roles import Role
from aid.extensions import db, settings
from aid.jobs import worker
from aid.models.batches import Batch, JobItem
from aid.models.decisions import Decision
from aid.models.jobs import Job, JobState
from aid.queries import batches as reading
from aid.services import batch_items, batch_work, batches, decisions, jobs
from aid.services.batches import Printing
from tests.factories.dossiers import dossier_of, make_decision, make_dossier, make_fund, make_staff
from tests.factories.users import actor as make_actor
from tests.factories.users import make_agency


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def printed(staff):
    """Start a batch over three decisions and return its id."""
    fund = make_fund(staff)
    dossiers = [dossier_of(db.session.get_one(Decision, make_decision(staff, fund)).dossier_id).id for _ in range(3)]
    db.session.rollback()
    return batches.start_print_of(dossiers, "Quyết định đợt bão", Printing(100, own_sheet=True), actor=staff.clerk)


def _shown(batch_id, staff):
    db.session.rollback()
    return reading.shown(batch_id, agency_id=staff.clerk.agency_id)


def _file(view, name):
    found = next(file for file in view.files if file.name == name)
    return storage.get(settings().files, found.sha256)


def test_decisions_are_joined_in_the_order_of_their_numbers_each_on_its_own_sheet(printed, staff):
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.counts, view.settled) == (BatchState.DONE, {ItemState.DONE: 3}, 3)
    paper = pypdfium2.PdfDocument(_file(view, "in-001.pdf"))
    starts = [item.page for item in db.session.scalars(select(JobItem).order_by(JobItem.position))]
    texts = [paper[page - 1].get_textpage().get_text_range() for page in starts]
    assert all(page % 2 == 1 for page in starts)
    assert ["Số: 01" in texts[0], "Số: 02" in texts[1], "Số: 03" in texts[2]] == [True] * 3
    assert {file.name for file in view.files} == {"in-001.pdf", "muc-luc.pdf", "muc-luc.xlsx"}
    assert _file(view, "muc-luc.xlsx").startswith(b"PK")
    index = pypdfium2.PdfDocument(_file(view, "muc-luc.pdf"))
    assert "02/QĐ-UBND" in index[0].get_textpage().get_text_range()


def test_a_paper_in_the_batch_is_the_very_one_kept(printed, staff):
    worker.work_waiting()
    kept = db.session.execute(
        select(JobItem.sha256, Decision.pdf_sha256).join(Decision, Decision.id == JobItem.subject_id)
    ).all()
    assert len(kept) == 3 and all(item == decision for item, decision in kept)


def test_a_pause_holds_it_a_resume_goes_on_and_nothing_is_done_twice(printed, staff):
    batches.take_step(printed, BatchStep.PAUSE, actor=staff.clerk)
    worker.work_waiting()
    assert _shown(printed, staff).counts == {ItemState.WAITING: 3}
    batches.take_step(printed, BatchStep.RESUME, actor=staff.clerk)
    worker.work_waiting()
    assert _shown(printed, staff).state is BatchState.DONE
    assert set(db.session.scalars(select(JobItem.tries))) == {1}


def test_a_cancelled_batch_leaves_what_was_not_begun(printed, staff):
    batches.take_step(printed, BatchStep.CANCEL, actor=staff.clerk)
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.counts) == (BatchState.CANCELLED, {ItemState.LEFT: 3})
    with pytest.raises(Refusal, match="batch_step_not_possible"):
        batches.take_step(printed, BatchStep.RESUME, actor=staff.clerk)


def test_what_a_killed_worker_held_is_done_by_another(printed, staff, clock):
    clock("2026-09-15T08:00+07:00")
    # Killed after it claimed job and items, before it settled any of them.
    assert jobs.take() is not None
    assert len(batch_items.claim(printed).items) == 3
    worker.work_waiting()
    assert _shown(printed, staff).counts == {ItemState.WAITING: 3}
    aid_clock.set_shift(aid_clock.now() + jobs.LEASE + timedelta(seconds=1))
    assert jobs.count_free() == 1
    worker.work_waiting()
    assert _shown(printed, staff).state is BatchState.DONE


def test_one_failure_stops_no_other_and_can_be_tried_again(printed, staff, monkeypatch):
    second = db.session.scalars(select(JobItem.subject_id).where(JobItem.position == 2)).one()
    drawn = decisions.render

    def broken(decision_id):
        if decision_id == second:
            raise RuntimeError("no typeface")
        return drawn(decision_id)

    monkeypatch.setattr(decisions, "render", broken)
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.counts) == (BatchState.DONE, {ItemState.DONE: 2, ItemState.FAILED: 1})
    assert [(one.position, one.code) for one in view.failed] == [(2, "batch_item_failed")]
    monkeypatch.undo()
    batches.take_step(printed, BatchStep.RETRY, actor=staff.clerk)
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.counts, view.failed) == (BatchState.DONE, {ItemState.DONE: 3}, [])
    with pytest.raises(Refusal, match="batch_nothing_failed"):
        batches.take_step(printed, BatchStep.RETRY, actor=staff.clerk)


class FullStore(storage.LocalStore):
    """A folder on a file system without room, as the store tells of it."""

    def put(self, *_given, **_more):
        raise GenericError("Generic LocalFileSystem error: No space left on device (os error 28)")


@pytest.mark.parametrize(
    ("stage", "counts"), [("papers", {ItemState.WAITING: 3}), ("files", {ItemState.DONE: 3})], ids=["papers", "files"]
)
def test_a_full_disk_leaves_the_batch_where_it_was_and_says_so(printed, staff, clock, monkeypatch, stage, counts):
    clock("2026-09-15T08:00+07:00")
    before = db.session.execute(select(Decision.id, Decision.state, Decision.pdf_sha256)).all()
    monkeypatch.setattr(storage, "LocalStore", FullStore)
    if stage == "papers":
        # The decisions of this test were drawn when they were issued; draw them anew.
        monkeypatch.setattr(decisions, "render", lambda _id: storage.put(settings().files, b"%PDF-1.7 drawn anew"))
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.trouble, view.counts, view.files) == (BatchState.OPEN, "batch_disk", counts, [])
    assert db.session.execute(select(Decision.id, Decision.state, Decision.pdf_sha256)).all() == before
    job = db.session.scalars(select(Job).where(Job.kind == batch_items.WORK)).one()
    assert job.state is JobState.OPEN and "disk_full" in job.error
    monkeypatch.undo()
    aid_clock.set_shift(aid_clock.now() + timedelta(hours=1))
    worker.work_waiting()
    view = _shown(printed, staff)
    assert (view.state, view.trouble) == (BatchState.DONE, "")


def test_an_issue_on_a_full_disk_leaves_dossier_and_book_and_goes_on_by_itself(staff, clock, monkeypatch):
    clock("2026-09-15T08:00+07:00")
    wanted = [make_dossier(staff, make_fund(staff), until="sign")]
    batch_id = batches.start_issue(wanted, "Cấp số đợt bão", actor=staff.clerk)
    issued = decisions.issue

    def full(_dossier_id, *, actor):
        raise Refusal("disk_full")

    monkeypatch.setattr(decisions, "issue", full)
    worker.work_waiting()
    view = _shown(batch_id, staff)
    assert (view.trouble, view.counts) == ("batch_disk", {ItemState.WAITING: 1})
    assert dossier_of(wanted[0]).state is DossierState.SIGNED
    assert db.session.scalars(select(Decision.id)).all() == []
    monkeypatch.setattr(decisions, "issue", issued)
    aid_clock.set_shift(aid_clock.now() + timedelta(hours=1))
    worker.work_waiting()
    assert db.session.scalars(select(Decision.number)).all() == [1]


def test_a_worker_asked_to_stop_gives_the_rest_back_at_once(printed, staff, monkeypatch):
    asked = []
    drawn = decisions.render
    monkeypatch.setattr(decisions, "render", lambda one: asked.append(one) or drawn(one))
    with jobs.stopping_when(lambda: bool(asked)):
        assert worker.work_one()
    assert _shown(printed, staff).counts == {ItemState.DONE: 1, ItemState.WAITING: 2}
    worker.work_waiting()
    assert _shown(printed, staff).state is BatchState.DONE
    assert len(asked) == 3


def test_numbers_are_given_in_order_and_one_refusal_stops_no_other(staff):
    fund = make_fund(staff)
    wanted = [make_dossier(staff, fund, until="sign") for _ in range(3)]
    batch_id = batches.start_issue(wanted, "Cấp số đợt bão", actor=staff.clerk)
    # Somebody issues the second one by hand meanwhile; the batch finds it done.
    decisions.issue(wanted[1], actor=staff.clerk)
    worker.work_waiting()
    assert _shown(batch_id, staff).counts == {ItemState.DONE: 3}
    numbers = [db.session.scalars(select(Decision.number).filter_by(dossier_id=one)).one() for one in wanted]
    assert numbers == [2, 1, 3]
    assert {dossier_of(one).state for one in wanted} == {DossierState.ISSUED}


def test_a_refused_number_says_why_and_leaves_the_dossier(staff, monkeypatch):
    fund = make_fund(staff)
    wanted = [make_dossier(staff, fund, until="sign") for _ in range(2)]
    issued = decisions.issue

    def refuse_first(dossier_id, *, actor):
        if dossier_id == wanted[0]:
            raise Refusal("fund_too_small", asked=2, available=1)
        return issued(dossier_id, actor=actor)

    monkeypatch.setattr(decisions, "issue", refuse_first)
    batch_id = batches.start_issue(wanted, "Cấp số", actor=staff.clerk)
    worker.work_waiting()
    view = _shown(batch_id, staff)
    assert [(one.code, one.facts) for one in view.failed] == [("fund_too_small", {"asked": 2, "available": 1})]
    assert dossier_of(wanted[0]).state is DossierState.SIGNED
    assert view.files == [] and view.counts[ItemState.DONE] == 1


def test_unprinted_decisions_of_a_day_are_offered_once(printed, staff):
    decision_id = db.session.scalars(select(JobItem.subject_id)).first()
    day = db.session.get_one(Decision, decision_id).issued_on
    assert reading.unprinted_decisions(staff.clerk.agency_id, day) == []
    batches.take_step(printed, BatchStep.CANCEL, actor=staff.clerk)
    assert len(reading.unprinted_decisions(staff.clerk.agency_id, day)) == 3


def test_an_empty_or_senseless_batch_is_refused(printed, staff):
    with pytest.raises(Refusal, match="batch_empty"):
        batches.start_issue([], "Không", actor=staff.clerk)
    chosen = [reading.Choice(1, "01", "")]
    with pytest.raises(Refusal, match="batch_pages_out_of_range"):
        batches.start(BatchKind.PRINT_DECISIONS, "x", chosen, Printing(5), actor=staff.clerk)
    with pytest.raises(Refusal, match="action_not_allowed"):
        batches.start(BatchKind.PRINT_DECISIONS, "x", chosen, actor=staff.officer)


def test_another_office_neither_sees_nor_touches_it(printed, staff):
    other = make_actor("xa", Role.CLERK, agency=make_agency(code="noi-khac"))
    with pytest.raises(Missing):
        reading.shown(printed, agency_id=other.agency_id)
    with pytest.raises(Missing):
        batches.take_step(printed, BatchStep.CANCEL, actor=other)


def test_working_a_finished_batch_again_changes_nothing(printed, staff):
    worker.work_waiting()
    before = db.session.get_one(Batch, printed).finished_at
    batch_work.work(printed)
    db.session.rollback()
    assert db.session.get_one(Batch, printed).finished_at == before
