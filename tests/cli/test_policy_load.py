"""A resolution of this evening is loaded on the server; the city confirms it in the morning."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import select

from aid.domain.agencies import AgencyKind
from aid.domain.errors import Refusal
from aid.domain.roles import Role
from aid.extensions import db
from aid.models.events import Event
from aid.models.policies import Policy
from aid.models.users import Agency
from aid.queries.policies import policy_of
from aid.queries.policy_views import document_of
from aid.services import check, policy_entries
from aid.services.policy_files import shipped_policies, text_from_document
from config import ROOT
from tests.factories.policies import a_benefit, a_document, a_text
from tests.factories.users import actor, make_agency, place_of


@pytest.fixture
def aid(app):
    def run(*arguments, text=None):
        return app.test_cli_runner().invoke(args=["aid", "policy", *map(str, arguments)], input=text)

    return run


@pytest.fixture
def city(app):
    return actor("ha", Role.CITY, agency=make_agency("tp", kind=AgencyKind.CITY, place=place_of("01")))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "nq-thu.yaml"

    def write(**more):
        path.write_text(text_from_document(a_document(**more)), "utf-8")
        return path

    return write


def rows(aid):
    return {row["code"]: row for row in json.loads(aid("list", "--json").stdout)["policies"]}


def row_of(code="NQ-THU"):
    db.session.rollback()
    return db.session.scalars(select(Policy).where(Policy.code == code)).one()


def test_a_loaded_policy_waits_for_confirmation_even_if_the_file_says_otherwise(aid, file):
    done = aid("load", file(confirmed=True), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "version": 1, "policy": "NQ-THU", "policy_version": 1, "state": "draft", "confirmed": False, "changed": True,
    }  # fmt: skip
    assert not policy_of("NQ-THU").confirmed
    assert db.session.scalars(select(Event.action).order_by(Event.seq.desc())).first() == "policy:entered"
    assert check.run().findings == []


def test_in_words_it_says_what_happens_next(aid, file):
    assert "NQ-THU, bản 1: đã lưu, chưa xác nhận" in aid("load", file()).stdout
    again = aid("load", file())
    assert (again.exit_code, "không có gì thay đổi" in again.stdout) == (0, True)
    assert row_of().version == 1


def test_a_file_from_standard_input(aid):
    assert aid("load", "-", text=text_from_document(a_document())).exit_code == 0
    assert row_of().version == 1


def test_a_changed_file_is_the_next_version_and_the_confirmed_one_stays_in_use(aid, file, city):
    aid("load", file())
    policy_entries.confirm_policy(row_of().id, 1, actor=city, text=a_text())
    done = aid("load", file(benefits=[a_benefit(), a_benefit("mai-tang")]), "--note", "Thêm mai táng", "--json")
    assert json.loads(done.stdout) == {
        "version": 1, "policy": "NQ-THU", "policy_version": 2, "state": "confirmed", "confirmed": False,
        "changed": True,
    }  # fmt: skip
    assert [benefit.code for benefit in policy_of("NQ-THU").benefits] == ["tham"]
    listed = rows(aid)["NQ-THU"]
    assert (listed["state"], listed["policy_version"], listed["pending"]) == ("confirmed", 1, 2)
    assert "đã xác nhận (bản 1, bản 2 chờ xác nhận)" in aid("list").stdout
    policy_entries.confirm_policy(row_of().id, 2, actor=city, text=a_text("ban-2.pdf"))
    assert json.loads(aid("load", file(benefits=[a_benefit(), a_benefit("mai-tang")]), "--json").stdout)["confirmed"]


def test_an_ended_policy_takes_no_file(aid, file, city):
    aid("load", file())
    policy_entries.discard_version(row_of().id, 1, actor=city)
    done = aid("load", file(title="Khác"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_with_a_mistake_is_named_with_its_line_and_cure(aid, file):
    path = file()
    path.write_text(path.read_text("utf-8").replace("kind: fixed", "kind: fixe"), "utf-8")
    line = 1 + path.read_text("utf-8").splitlines().index("      kind: fixe")
    done = aid("load", path, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"nq-thu.yaml, dòng {line}, benefits[0].amount.kind" in done.stderr
    assert "chọn một trong: " in done.stderr
    assert db.session.scalar(select(Policy.id).where(Policy.code == "NQ-THU")) is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"code: \xd0\xe2\n", "dòng 1: có chữ không ghi bằng mã UTF-8"),
        (b"\xff\xfec\x00o\x00", "UTF-8"),
        (b"x" * 200_001, "lớn hơn 200 kB"),
        (b"", "không phải là một chính sách"),
    ],
    ids=["an old encoding", "UTF-16", "too big", "empty"],
)
def test_what_is_no_policy_file_is_wrong_use(aid, tmp_path, data, says):
    path = tmp_path / "la.yaml"
    path.write_bytes(data)
    done = aid("load", path)
    assert done.exit_code == 2
    assert says in done.stderr


def test_a_file_that_is_not_there_is_wrong_use(aid):
    assert aid("load", "khong-co.yaml").exit_code == 2


def test_a_file_of_windows_with_its_mark_is_read(aid, tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text_from_document(a_document()).replace("\n", "\r\n").encode())
    assert aid("load", path).exit_code == 0


def test_the_list_says_state_and_version(aid):
    listed = rows(aid)
    assert set(listed) == {policy.code for policy in shipped_policies()}
    assert {row["state"] for row in listed.values()} == {"confirmed", "draft"}
    assert (listed["ND335-2026"]["state"], listed["ND335-2026"]["pending"]) == ("draft", 1)
    assert "ND335-2026" in aid("list").stdout
    assert "chưa xác nhận (bản 1)" in aid("list").stdout


def test_without_settings_the_list_works_and_loading_says_what_is_missing(tmp_path):
    bare = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME"}} | {"LC_ALL": "C.UTF-8"}

    def run(*arguments):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "aid", "policy", *arguments]
        return subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True)

    listed = run("list", "--json")
    assert listed.returncode == 0
    assert {row["policy_version"] for row in json.loads(listed.stdout)["policies"]} == {1}
    path = tmp_path / "a.yaml"
    path.write_text(text_from_document(a_document()), "utf-8")
    refused = run("load", str(path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "SECRET_KEY" in refused.stderr


def test_somebody_who_entered_a_version_does_not_confirm_it_although_another_was_loaded_after(aid, file, city):
    policy_id = policy_entries.create_policy(a_document(), actor=city, owner="law")
    aid("load", file(title="Tên khác"))
    with pytest.raises(Refusal, match="entered_it_yourself"):
        policy_entries.confirm_policy(policy_id, 2, actor=city, text=a_text())


def test_who_discards_an_own_version_does_not_confirm_the_same_text_when_the_server_loads_it(aid, file, city):
    other = actor("lan-anh", Role.CITY, agency=db.session.get_one(Agency, city.agency_id))
    aid("load", file())
    policy_entries.confirm_policy(row_of().id, 1, actor=city, text=a_text())
    changed = {**document_of(row_of().id, 1), "title": "Khác"}
    policy_entries.save_policy(row_of().id, changed, base_version=1, actor=city)
    policy_entries.discard_version(row_of().id, 2, actor=city)
    aid("load", file(title="Khác"))
    with pytest.raises(Refusal, match="entered_it_yourself"):
        policy_entries.confirm_policy(row_of().id, 3, actor=city, text=a_text())
    policy_entries.confirm_policy(row_of().id, 3, actor=other, text=a_text())
