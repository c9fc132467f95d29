"""What may be marked when a dossier goes back."""

import pytest

from aid.domain.errors import Refusal
from aid.domain.return_marks import Mark, check_marks


def test_a_field_of_the_dossier_and_of_one_of_its_lines_may_be_marked():
    check_marks([Mark("title", "thiếu ngày"), Mark("payee", "sai tên", 7)], [7, 8])


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark("title", "  "), "mark_without_note"),
        (Mark("payee", "sai tên", 9), "mark_unknown"),
        (Mark("payee", "sai tên"), "mark_unknown"),
        (Mark("title", "sai", 7), "mark_unknown"),
    ],
    ids=["no note", "line of another dossier", "line's field on no line", "dossier's field on a line"],
)
def test_what_nobody_could_mend_is_not_marked(mark, code):
    with pytest.raises(Refusal, match=code):
        check_marks([mark], [7, 8])
