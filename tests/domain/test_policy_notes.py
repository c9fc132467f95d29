import pytest

from aid.domain.policy_notes import note_of, read_note


@pytest.mark.parametrize("what", ["shipped", "head", "yaml", "order"])
def test_a_note_of_the_program_is_known_again(what):
    assert read_note(note_of(what))[:2] == (what, "")


@pytest.mark.parametrize("what", ["added", "changed", "removed"])
def test_a_note_of_a_benefit_keeps_its_title_colons_included(what):
    assert read_note(note_of(what, "Hỗ trợ: mai táng"))[:2] == (what, "Hỗ trợ: mai táng")


def test_a_title_longer_than_a_note_is_cut():
    assert len(note_of("changed", "x" * 400)) == 300


@pytest.mark.parametrize(
    "typed", ["", "Thủ tục đã công bố", "Sửa khoản", "Sửa khoản 3: mức mới", "Sửa phần đầu văn bản: thêm"]
)
def test_what_a_person_wrote_stays(typed):
    assert read_note(typed) == ("", "", typed)
