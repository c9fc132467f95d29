"""A real installation starts with one command: the first administrator."""

import pytest

from aid.domain.roles import Role
from aid.extensions import db
from aid.models.users import Agency, User
from aid.queries.users import signed_in
from aid.services import sign_ins

PASSWORD = "sông núi mây trời"
ADD = ["aid", "user", "add", "--username", "quan", "--name", "Phạm Văn Quân"]


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *more, **given: runner.invoke(args=[*ADD, *more], **given)


def test_the_first_administrator_is_added_with_the_ward(run):
    result = run("--place", "00364", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    quan = db.session.query(User).one()
    assert [row.role for row in quan.roles] == [Role.ADMINISTRATOR]
    assert quan.agency.name == "Ủy ban nhân dân phường Khương Đình"
    assert quan.agency.letterhead == "ỦY BAN NHÂN DÂN\nPHƯỜNG KHƯƠNG ĐÌNH"
    assert sign_ins.sign_in("quan", PASSWORD, address="127.0.0.1")


def test_without_options_everything_is_asked_for(app):
    answers = f"quan\nPhạm Văn Quân\n{PASSWORD}\n{PASSWORD}\n00364\n"
    result = app.test_cli_runner().invoke(args=["aid", "user", "add"], input=answers)
    assert result.exit_code == 0, result.output
    assert db.session.query(User).one().username == "quan"
    assert PASSWORD not in result.output


def test_a_second_person_joins_the_same_ward(run, app):
    run("--place", "00364", "--password", PASSWORD)
    again = ["--place", "00364", "--role", "officer", "--role", "clerk", "--password", PASSWORD, "--username", "lan"]
    assert run(*again).exit_code == 0
    assert db.session.query(Agency).count() == 1
    assert db.session.query(User).count() == 2


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (["--place", "99999", "--password", PASSWORD], 1, "Không có đơn vị hành chính mã 99999"),
        (["--place", "00364", "--password", "ngắn"], 1, "ít nhất 15 ký tự"),
        (["--agency", "a", "--place", "00364", "--password", PASSWORD], 2, "một trong hai"),
        (["--agency", "khong-co", "--password", PASSWORD], 2, "Chưa có cơ quan"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, more, code, says):
    result = run(*more)
    assert result.exit_code == code
    assert says in result.output
    assert db.session.query(User).count() == 0


def test_a_lost_password_is_set_again_and_every_device_signed_out(run, app):
    run("--place", "00364", "--password", PASSWORD)
    token = sign_ins.sign_in("quan", PASSWORD, address="127.0.0.1")
    again = app.test_cli_runner().invoke(args=["aid", "user", "password", "quan", "--password", "mưa gió sấm chớp"])
    assert again.exit_code == 0, again.output

    assert signed_in(token) is None
    assert sign_ins.sign_in("quan", "mưa gió sấm chớp", address="127.0.0.1")
