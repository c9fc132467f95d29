"""The lines of a title: as even as they can be, and no number torn from the word that names it."""

import pytest

from aid.documents.metrics import BOLD, balanced_lines, text_width

ISSUER = "Chủ tịch Ủy ban nhân dân phường Khương Đình"


@pytest.mark.parametrize("verb", ["sửa đổi, bổ sung", "thu hồi", "hủy bỏ, thu hồi một phần"])
@pytest.mark.parametrize("number", ["04/QĐ-UBND", "3122/QĐ-UBND"])
@pytest.mark.parametrize("room", range(180, 400, 7))
def test_no_line_ends_before_a_number(verb, number, room):
    title = f"Về việc {verb} Quyết định số {number} ngày 14 tháng 9 năm 2026 của {ISSUER}"
    lines = balanced_lines(title, 14, room)
    assert " ".join(lines) == title
    assert all(text_width(line, 14, face=BOLD) <= room for line in lines)
    for line in lines:
        assert line.split()[-1] not in {"số", "ngày", "tháng", "năm"} and not line[0].isdigit(), lines


def test_a_word_wider_than_the_room_is_still_cut():
    lines = balanced_lines("số " + "9" * 120, 14, 200)
    assert len(lines) > 1 and all(text_width(line, 14, face=BOLD) <= 200 for line in lines)
