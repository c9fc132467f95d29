from datetime import date

import pytest

from aid.domain.duties import Duty
from aid.domain.mail_words import Waiting, of_event, of_morning
from aid.domain.notices import RULES, Rule, wait_after
from aid.domain.roles import Role
from aid.domain.work import DONE_BY, PAGES, WorkKind

DAY = date(2026, 9, 15)
SITE = "https://phuong.example"


@pytest.mark.parametrize("action", sorted(RULES))
def test_every_event_that_tells_somebody_has_its_letter(action):
    letter = of_event(action, "HT-1-2026-0003", f"{SITE}/dossiers/3")
    assert "HT-1-2026-0003" in letter.subject
    assert f"{SITE}/dossiers/3" in letter.body


def test_a_rule_with_a_role_asks_and_one_without_only_tells():
    assert Rule(Role.REVIEWER, Duty.REVIEW).asks
    assert not Rule(holds=(Duty.PREPARE,)).asks


def test_every_kind_of_work_has_its_page():
    assert set(PAGES) == set(DONE_BY) == set(WorkKind)


def test_the_wait_doubles_and_ends_at_four_hours():
    waits = [wait_after(tries) for tries in range(1, 13)]
    assert waits[:3] == [120, 240, 480]
    assert waits == sorted(waits)
    assert waits[-1] == 4 * 3600


def test_the_morning_letter_counts_what_is_late_and_what_is_due_today():
    waiting = [
        Waiting(WorkKind.DOSSIER_SIGN, 4, "HT-4", date(2026, 9, 14)),
        Waiting(WorkKind.DOSSIER_REVIEW, 5, "HT-5", DAY),
        Waiting(WorkKind.DOSSIER_REVIEW, 6, "HT-6", date(2026, 9, 17)),
        Waiting(WorkKind.INCIDENT_CONFIRM, 7, "VV-7", None),
    ]
    letter = of_morning(DAY, waiting, SITE)
    assert letter.subject == "[Kịp Thời] 15/09/2026: 4 việc đang chờ: 1 quá hạn, 1 hết hạn hôm nay"
    assert "- Xem xét, ký: HT-4 (QUÁ HẠN, hạn 14/09/2026)\n  https://phuong.example/dossiers/4" in letter.body
    assert "HT-6 (hạn 17/09/2026)" in letter.body
    assert "VV-7\n" in letter.body


def test_a_long_morning_names_twenty_and_counts_the_rest():
    waiting = [Waiting(WorkKind.CASE_RECORD, n, f"H-{n:02}", DAY) for n in range(25)]
    body = of_morning(DAY, waiting, SITE).body
    assert "H-19" in body and "H-20" not in body
    assert "… và 5 việc nữa" in body


def test_every_kind_of_work_can_stand_in_a_letter():
    waiting = [Waiting(kind, 1, kind.value, None) for kind in WorkKind]
    assert all(of_morning(DAY, [one], SITE).body.count(one.code) == 1 for one in waiting)
