"""Letters leave after the step stands, once each, whatever the mail server or the worker does meanwhile."""

import smtplib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from aid import clock
from aid.domain.errors import Refusal
from aid.domain.notices import MOST_TRIES, MailChoice, MailState
from aid.extensions import db
from aid.models.notices import Digest, Mail
from aid.services import digests, dossiers, notices, outbox
from aid.services.outbox import LEASE
from tests.factories.dossiers import make_dossier, make_fund, make_staff

MORNING = "2026-09-15T07:05:00+07:00"


@pytest.fixture
def staff(app):
    app.config["AID"] = replace(app.config["AID"], smtp="smtp://127.0.0.1:1", mail_from="kipthoi@example.org")
    return make_staff()


@pytest.fixture
def wished(staff):
    notices.wish("minh@example.org", MailChoice.EACH, actor=staff.reviewer)
    return staff


class Server:
    """A mail server that takes letters, or does what it is told instead."""

    def __init__(self, *answers):
        self.answers, self.taken = list(answers), []

    def __call__(self, message):
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken.append(message)


def _mails():
    db.session.rollback()
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


def _later(**by):
    return clock.at(clock.now() + timedelta(**by))


def test_a_letter_names_code_and_link_and_no_person(wished):
    dossier_id = make_dossier(wished, until="submit")
    server = Server()
    assert outbox.send_due(send=server) == 1
    (message,) = server.taken
    text = message.get_content()
    assert message["To"] == "minh@example.org"
    assert f"/dossiers/{dossier_id}" in text
    assert "chờ anh/chị thẩm định" in message["Subject"]
    assert "Nguyễn" not in text


def test_a_step_that_is_refused_sends_nothing(wished):
    dossier_id = make_dossier(wished)
    with pytest.raises(Refusal):
        dossiers.review(dossier_id, actor=wished.reviewer)
    assert _mails() == []


def test_without_a_mail_server_no_letter_is_written(app):
    staff = make_staff()
    notices.wish("minh@example.org", MailChoice.EACH, actor=staff.reviewer)
    make_dossier(staff, until="submit")
    assert _mails() == []


def test_a_server_that_is_away_gets_the_letter_later_with_a_longer_wait_each_time(wished):
    make_dossier(wished, until="submit")
    away = Server(ConnectionRefusedError("away"), ConnectionRefusedError("away"))
    assert outbox.send_due(send=away) == 0
    (mail,) = _mails()
    assert (mail.state, mail.tries) == (MailState.WAITING, 1)
    assert "away" in mail.error
    assert outbox.send_due(send=away) == 0 and _mails()[0].tries == 1
    with _later(hours=5):
        outbox.send_due(send=away)
        assert _mails()[0].tries == 2
    with _later(hours=10):
        assert outbox.send_due(send=away) == 1
    assert _mails()[0].state is MailState.SENT


def test_a_worker_killed_after_the_server_said_yes_sends_the_same_message_again(wished):
    make_dossier(wished, until="submit")

    class Killed(BaseException):
        pass

    first = Server(Killed())
    with pytest.raises(Killed):
        outbox.send_due(send=first)
    assert outbox.send_due(send=first) == 0
    with clock.at(clock.now() + LEASE + timedelta(seconds=1)):
        assert outbox.send_due(send=first) == 1
    assert first.taken[0]["Message-ID"] == _mails()[0].message_id
    assert len(_mails()) == 1


def test_an_address_the_server_refuses_for_good_is_given_up_and_kept(wished):
    make_dossier(wished, until="submit")
    refused = smtplib.SMTPRecipientsRefused({"minh@example.org": (550, b"no such user")})
    outbox.send_due(send=Server(refused))
    assert _mails()[0].state is MailState.FAILED


def test_no_letter_is_tried_for_ever(wished):
    make_dossier(wished, until="submit")
    for hours in range(MOST_TRIES):
        with _later(hours=5 * hours):
            outbox.send_due(send=Server(TimeoutError()))
    assert (_mails()[0].state, _mails()[0].tries) == (MailState.FAILED, MOST_TRIES)


def _at(moment):
    from datetime import datetime

    return clock.at(datetime.fromisoformat(moment))


def test_the_digest_is_written_once_each_morning_and_only_for_whom_work_waits(staff):
    for who, name in ((staff.reviewer, "minh"), (staff.clerk, "tu")):
        notices.wish(f"{name}@example.org", MailChoice.DIGEST, actor=who)
    with _at("2026-09-14T10:00:00+07:00"):
        make_dossier(staff, until="submit")
    with _at("2026-09-15T06:59:00+07:00"):
        assert digests.write_due() == 0
    with _at(MORNING):
        assert digests.write_due() == 1
        assert digests.write_due() == 0
    (mail,) = _mails()
    assert mail.address == "minh@example.org"
    assert "1 việc đang chờ" in mail.subject
    assert "Thẩm định hồ sơ: HT-" in mail.body
    with _at("2026-09-16T07:00:00+07:00"):
        assert digests.write_due() == 1


def test_two_workers_in_the_same_morning_write_one_digest(staff):
    notices.wish("minh@example.org", MailChoice.DIGEST, actor=staff.reviewer)
    make_dossier(staff, until="submit")
    with _at(MORNING):
        db.session.add(Digest(user_id=staff.reviewer.user_id, day=clock.today()))
        db.session.commit()
        assert digests.write_due() == 0
    assert _mails() == []


def test_one_letter_that_cannot_be_written_holds_up_no_other(wished):
    make_dossier(wished, until="submit")
    (first,) = _mails()
    # As an older release let it in: read as a header, it holds a line end.
    first.address = "=?utf-8?b?Cg==?=@example.org"
    db.session.commit()
    _later(minutes=1)
    make_dossier(wished, make_fund(wished, code="NS-2"), until="submit")
    server = Server()
    assert outbox.send_due(send=server) == 1
    assert [mail.state for mail in _mails()] == [MailState.FAILED, MailState.SENT]
    assert "ValueError" in _mails()[0].error
