"""`aid decision render`, `aid verify`, `aid jobs`, `aid worker`."""

import json

import pytest

from aid.documents import storage
from aid.domain.dossiers import DossierState
from aid.extensions import db, settings
from aid.models.decisions import Decision
from aid.models.jobs import Job, JobState
from aid.queries.signables import files_of
from aid.services import decisions
from tests.factories.dossiers import dossier_of, make_decision, make_dossier, make_staff
from tests.factories.signing import make_office, sign_both, stored


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def decision(staff):
    return db.session.get_one(Decision, make_decision(staff))


@pytest.fixture
def aid(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["aid", *words])


def _named(decision) -> tuple[str, ...]:
    return str(decision.number), "--year", str(decision.year), "--agency", "khuong-dinh"


def test_the_stored_paper_is_written_and_recognised(decision, aid, tmp_path):
    out = tmp_path / "qd.pdf"
    answer = aid("decision", "render", *_named(decision), "-o", str(out))
    assert answer.exit_code == 0, answer.output
    assert out.read_bytes() == storage.get(settings().files, decision.pdf_sha256)
    told = aid("verify", str(out))
    assert told.exit_code == 0 and "01/QĐ-UBND" in told.output


def test_rendering_again_gives_the_same_bytes(decision, aid, tmp_path):
    out = tmp_path / "again.pdf"
    answer = aid("decision", "render", *_named(decision), "--book", "QĐ-UBND", "-o", str(out), "--again")
    assert answer.exit_code == 0, answer.output
    assert out.read_bytes() == storage.get(settings().files, decision.pdf_sha256)


def test_another_renderer_is_named_and_nothing_is_written(decision, aid, tmp_path, monkeypatch):
    monkeypatch.setattr("aid.cli.decisions.render_decision", lambda _content: b"%PDF-other")
    monkeypatch.setattr("aid.cli.decisions.renderer_version", lambda: "WeasyPrint 99")
    out = tmp_path / "again.pdf"
    answer = aid("decision", "render", *_named(decision), "-o", str(out), "--again")
    assert answer.exit_code == 1
    assert "WeasyPrint 99" in answer.stderr and not out.exists()


def test_a_file_that_is_no_decision_is_a_finding(decision, aid, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7")
    answer = aid("verify", str(other))
    assert answer.exit_code == 1 and "không phải" in answer.stderr


def test_a_signed_file_is_recognised_and_a_changed_one_is_a_finding(app, aid, tmp_path):
    office = make_office()
    sign_both(office)
    signed = tmp_path / "ky.pdf"
    signed.write_bytes(stored(files_of(office.decision_id)[-1].sha256))
    told = aid("verify", str(signed))
    assert told.exit_code == 0 and "01/QĐ-UBND" in told.output and "signer, agency" in told.output
    given = tmp_path / "giao.pdf"
    year = str(db.session.get_one(Decision, office.decision_id).year)
    aid("decision", "render", "1", "--year", year, "--agency", "khuong-dinh", "-o", str(given))
    assert given.read_bytes() == signed.read_bytes()
    signed.write_bytes(signed.read_bytes() + b"% more")
    changed = aid("verify", str(signed))
    assert changed.exit_code == 1 and "đã bị sửa" in changed.stderr and "01/QĐ-UBND" in changed.stderr


@pytest.mark.parametrize(
    "wrong", [("9", "--year", "2026", "--agency", "khuong-dinh"), ("1", "--year", "2026", "--agency", "x")]
)
def test_a_number_that_is_not_there_is_a_finding(decision, aid, tmp_path, wrong):
    assert aid("decision", "render", *wrong, "-o", str(tmp_path / "x.pdf")).exit_code == 1


def test_wrong_use_is_exit_2(app, aid, tmp_path):
    assert aid("verify", str(tmp_path / "nowhere.pdf")).exit_code == 2
    assert aid("decision", "render", "abc", "--year", "2026", "--agency", "x", "-o", "x").exit_code == 2


def test_the_worker_draws_what_was_left_and_the_queue_tells(staff, aid, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(decisions, "render", lambda _decision_id: None)
        dossier_id = make_dossier(staff, until="sign")
        decision_id = decisions.issue(dossier_id, actor=staff.clerk)
    assert dossier_of(dossier_id).state is DossierState.ISSUED
    before = json.loads(aid("jobs", "--json").output)
    assert (before["open"], before["jobs"][0]["kind"]) == (1, "render_decision")
    assert "render_decision" in aid("jobs").output
    assert aid("worker", "--once").exit_code == 0
    db.session.rollback()
    assert db.session.get_one(Decision, decision_id).pdf_sha256
    assert db.session.get_one(Job, before["jobs"][0]["id"]).state is JobState.DONE
    assert json.loads(aid("jobs", "--json").output)["open"] == 0
