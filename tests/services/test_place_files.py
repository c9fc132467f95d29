from collections import Counter
from datetime import date, timedelta

import pytest

from aid.domain.places import NEW_FROM, OLD_FROM, OLD_TO, PlaceKind, PlaceRow, SuccessorRow, province_kind, ward_kind
from aid.services.place_files import read_places, read_successors


@pytest.fixture(scope="module")
def places() -> dict[tuple[str, date], PlaceRow]:
    return {(place.code, place.valid_from): place for place in read_places()}


@pytest.fixture(scope="module")
def successors() -> list[SuccessorRow]:
    return list(read_successors())


def test_every_unit_is_there_once(places: dict[tuple[str, date], PlaceRow]) -> None:
    assert len(list(read_places())) == len(places)
    new = Counter(place.kind for place in places.values() if place.valid_from == NEW_FROM)
    old = Counter(place.kind for place in places.values() if place.valid_from == OLD_FROM)
    assert new == {
        PlaceKind.COMMUNE: 2621,
        PlaceKind.WARD: 687,
        PlaceKind.SPECIAL_ZONE: 13,
        PlaceKind.PROVINCE: 28,
        PlaceKind.CITY: 6,
    }
    assert old[PlaceKind.PROVINCE] + old[PlaceKind.CITY] == 63
    assert old[PlaceKind.WARD] + old[PlaceKind.COMMUNE] + old[PlaceKind.TOWNSHIP] == 10_035
    assert old[PlaceKind.DISTRICT] == 5


def test_old_units_end_the_day_before_the_new_ones_begin(places: dict[tuple[str, date], PlaceRow]) -> None:
    assert OLD_TO + timedelta(days=1) == NEW_FROM
    assert {(place.valid_from, place.valid_to) for place in places.values()} == {(OLD_FROM, OLD_TO), (NEW_FROM, None)}


def test_old_and_new_khuong_dinh_share_a_code(places: dict[tuple[str, date], PlaceRow]) -> None:
    old, new = places["00364", OLD_FROM], places["00364", NEW_FROM]
    assert (old.name, old.parent_name, old.province) == ("Phường Khương Đình", "Quận Thanh Xuân", "Thành phố Hà Nội")
    assert old.folded == "phuong khuong dinh quan thanh xuan thanh pho ha noi"
    assert (old.lat, old.lon, old.area_km2) == (None, None, None)
    assert (new.name, new.parent_name, new.province_code) == ("Phường Khương Đình", None, "01")
    assert (new.lat, new.lon, new.area_km2) == (20.991, 105.815, 3.1)


def test_khuong_dinh_was_split_and_a_person_must_choose(successors: list[SuccessorRow]) -> None:
    assert {row for row in successors if row.old_code == "00364"} == {
        SuccessorRow("00364", OLD_FROM, "00364", NEW_FROM, True),
        SuccessorRow("00364", OLD_FROM, "00352", NEW_FROM, True),
    }


def test_ha_noi_has_126_units_and_199_split_ones_before(
    places: dict[tuple[str, date], PlaceRow], successors: list[SuccessorRow]
) -> None:
    wards = [place for place in places.values() if place.province_code == "01" and len(place.code) == 5]
    split = {row.old_code for row in successors if row.split}
    assert sum(place.valid_from == NEW_FROM for place in wards) == 126
    assert sum(place.valid_from == OLD_FROM for place in wards) == 526
    assert sum(place.valid_from == OLD_FROM and place.code in split for place in wards) == 199


def test_every_old_unit_has_a_successor_that_is_there(
    places: dict[tuple[str, date], PlaceRow], successors: list[SuccessorRow]
) -> None:
    ends = {(row.old_code, row.old_from) for row in successors}
    assert ends == {key for key in places if key[1] == OLD_FROM}
    assert {(row.new_code, row.new_from) for row in successors} == {key for key in places if key[1] == NEW_FROM}
    assert len({(row.old_code, row.new_code) for row in successors}) == len(successors)


def test_a_unit_is_split_exactly_when_it_has_several_successors(successors: list[SuccessorRow]) -> None:
    count = Counter(row.old_code for row in successors)
    assert all(row.split == (count[row.old_code] > 1) for row in successors)
    assert sum(several > 1 for several in count.values()) == 471


def test_an_old_province_leads_to_the_one_that_took_it_over(successors: list[SuccessorRow]) -> None:
    takers = {row.old_code: row.new_code for row in successors if len(row.old_code) == 2}
    assert len(takers) == 63
    assert (takers["01"], takers["30"], takers["27"], takers["46"]) == ("01", "31", "24", "46")


def test_an_island_district_without_wards_stands_for_itself(places: dict[tuple[str, date], PlaceRow]) -> None:
    island = places["755", OLD_FROM]
    assert (island.name, island.kind, island.parent_name) == ("Huyện Côn Đảo", PlaceKind.DISTRICT, None)
    assert island.province_code == "77"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Phường Ba Đình", PlaceKind.WARD),
        ("Xã Phường Thịnh", PlaceKind.COMMUNE),
        ("Thị Trấn Prao", PlaceKind.TOWNSHIP),
        ("Đặc khu Phú Quốc", PlaceKind.SPECIAL_ZONE),
    ],
)
def test_the_kind_is_told_by_the_official_name(name: str, kind: PlaceKind) -> None:
    assert ward_kind(name) is kind


def test_cities_and_provinces_are_told_apart() -> None:
    assert province_kind("Thành phố Huế") is PlaceKind.CITY
    assert province_kind("Tỉnh Cao Bằng") is PlaceKind.PROVINCE


def test_a_name_that_is_no_unit_is_a_mistake_in_the_data() -> None:
    with pytest.raises(ValueError, match="Khu phố 5"):
        ward_kind("Khu phố 5")
