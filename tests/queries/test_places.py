from datetime import date

import pytest

from aid.domain.errors import Missing, Refusal
from aid.queries import places

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _tables(app):
    return app


def _code_of(call, *args):
    with pytest.raises(Refusal) as refusal:
        call(*args)
    return refusal.value.code, refusal.value.facts


def test_the_wards_of_a_city_change_on_the_day_of_the_reform():
    after, before = places.wards_on(AFTER, "01"), places.wards_on(BEFORE, "01")
    assert len(after) == 126
    assert len(before) > 500
    assert all(ward.parent_name for ward in before)
    assert not any(ward.parent_name for ward in after)


def test_a_province_of_today_offers_the_wards_of_those_it_was_made_of():
    assert {ward.province for ward in places.wards_on(BEFORE, "37")} == {
        "Tỉnh Ninh Bình", "Tỉnh Hà Nam", "Tỉnh Nam Định",
    }  # fmt: skip


def test_wards_are_found_without_accents():
    found = places.wards_on(AFTER, "01", "khuong dinh")
    assert [ward.says for ward in found] == ["Phường Khương Đình (00364)"]


@pytest.mark.parametrize(
    "text",
    [
        "Phường Khương Đình (00364)",
        "00364",
        " khuong dinh ",
        "Phường Khương Đình",
        "PHƯỜNG KHƯƠNG ĐÌNH",
    ],
)
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_a_ward_is_understood_as_people_write_it(text, day):
    assert places.find_ward(text, day, "01").code == "00364"


def test_an_old_ward_may_be_written_with_its_district():
    ward = places.find_ward("phường Khương Đình, quận Thanh Xuân", BEFORE, "01")
    assert ward.says == "Phường Khương Đình, Quận Thanh Xuân (00364)"


def test_a_ward_of_another_time_is_refused_with_those_of_the_day():
    code, facts = _code_of(places.find_ward, "Phường Hạ Đình", AFTER, "01")
    assert code == "place_not_valid_on"
    assert facts["instead"]


def test_a_code_beside_another_name_is_never_taken_for_the_ward():
    code, _ = _code_of(places.find_ward, "Phường Hoàn Kiếm (00364)", AFTER, "01")
    assert code == "ward_ambiguous"


def test_a_name_that_several_wards_had_asks_for_the_district():
    code, facts = _code_of(places.find_ward, "xã Tân Dân", BEFORE, "01")
    assert code == "ward_ambiguous"
    assert [name.rpartition(", ")[2].rpartition(" (")[0] for name in facts["choices"]] == [
        "Huyện Phú Xuyên", "Huyện Sóc Sơn",
    ]  # fmt: skip
    assert places.find_ward("Tân Dân, Sóc Sơn", BEFORE, "01").parent_name == "Huyện Sóc Sơn"


@pytest.mark.parametrize("text", ["nơi không có", "99999", "()"])
def test_what_is_no_ward_is_refused(text):
    assert _code_of(places.find_ward, text, AFTER, "01")[0] == "ward_unknown"


def test_a_ward_of_another_province_is_refused():
    assert _code_of(places.find_ward, "25747", AFTER, "01")[0] == "place_in_other_province"


def test_a_code_that_never_was_is_missing():
    with pytest.raises(Missing):
        places.place_as_of("99999", AFTER)


def test_successors_and_predecessors_are_each_others_way_back():
    old = places.place_as_of("00364", BEFORE)
    new = places.place_as_of("00364", AFTER)
    assert new.id in {ward.id for ward in places.successors(old.id)}
    assert old.id in {ward.id for ward in places.predecessors(new.id)}
