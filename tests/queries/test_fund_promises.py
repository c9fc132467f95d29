"""Hoa reads on the page what is really left of the fund: what she signed an hour ago is promised already."""

from aid.queries.dossiers import shown
from aid.services import decisions
from tests.factories.dossiers import MILLION, make_dossier, make_fund, make_staff


def test_what_is_signed_and_waits_for_its_number_is_taken_off_what_is_left(app):
    staff = make_staff()
    fund = make_fund(staff, 500 * MILLION)
    signed = shown(make_dossier(staff, fund, until="sign"), area=None)
    second = make_dossier(staff, fund, until="review")
    seen = shown(second, area=None)
    assert (signed.promised, signed.left_after) == (0, 500 * MILLION - signed.total)
    assert (seen.available, seen.promised) == (500 * MILLION, signed.total)
    assert seen.left_after == 500 * MILLION - signed.total - seen.total
    decisions.issue(signed.id, actor=staff.clerk)
    seen = shown(second, area=None)
    assert seen.promised == 0 and seen.left_after == 500 * MILLION - signed.total - seen.total
