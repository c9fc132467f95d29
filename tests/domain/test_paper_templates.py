"""Who puts a template in force, and a difference a clerk can read."""

import pytest

from aid.domain.errors import Refusal
from aid.domain.paper_templates import LineChange, changed_lines, check_adopt

LAN, MINH = 1, 2


def test_another_than_the_writer_puts_a_version_in_force():
    check_adopt(LAN, MINH, adopted=False)
    for written_by, actor, adopted, code in [
        (LAN, LAN, False, "template_same_person"),
        (LAN, MINH, True, "template_in_force"),
    ]:
        with pytest.raises(Refusal) as refusal:
            check_adopt(written_by, actor, adopted=adopted)
        assert refusal.value.code == code


def test_a_difference_shows_the_changed_lines_between_two_of_the_text():
    before = "\n".join("abcdefgh")
    after = before.replace("d", "Đ") + "\ni"
    assert changed_lines(before, after) == (
        LineChange(" ", 2, "b"),
        LineChange(" ", 3, "c"),
        LineChange("-", 4, "d"),
        LineChange("+", 4, "Đ"),
        LineChange(" ", 5, "e"),
        LineChange(" ", 6, "f"),
        LineChange(" ", 7, "g"),
        LineChange(" ", 8, "h"),
        LineChange("+", 9, "i"),
    )


def test_equal_texts_have_no_difference():
    assert changed_lines("a\nb", "a\nb\n") == ()
