"""The way to a proposal in words: nothing is said to have happened that the dossier does not show."""

from datetime import date

import pytest

from aid.domain.proposal_wording import Minutes, WayGone, way_gone

BY = "Nghị định số 20/2021/NĐ-CP"
CHECKED = f"Công chức chuyên môn đã kiểm tra hồ sơ, đối chiếu điều kiện, mức hỗ trợ theo {BY}."
SEPTEMBER_13, SEPTEMBER_14 = date(2026, 9, 13), date(2026, 9, 14)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        pytest.param(WayGone(BY), "", id="nothing is known"),
        pytest.param(WayGone(BY, law_asks=True), "Hồ sơ không có biên bản họp bình xét. ", id="no minutes"),
        pytest.param(
            WayGone(BY, minutes=[Minutes("03/BB-TDP5", SEPTEMBER_14)], law_asks=True),
            "Đã họp bình xét (Biên bản số 03/BB-TDP5 ngày 14 tháng 9 năm 2026). ",
            id="minutes with number and day",
        ),
        pytest.param(
            WayGone(BY, minutes=[Minutes("03/BB-TDP5"), Minutes(day=SEPTEMBER_14), Minutes()]),
            "Đã họp bình xét (Biên bản số 03/BB-TDP5; Biên bản ngày 14 tháng 9 năm 2026; biên bản chưa có số). ",
            id="minutes that lack a number or a day",
        ),
        pytest.param(
            WayGone(BY, urgent_reason=" Gia đình\nmất nhà.", minutes=[Minutes("03/BB")], law_asks=True),
            "Trường hợp khẩn cấp, giải quyết không qua bước họp bình xét theo khoản 2 Điều 17 Nghị định số "
            "20/2021/NĐ-CP. Lý do: Gia đình mất nhà. ",
            id="the urgent way",
        ),
        pytest.param(
            WayGone(BY, lists_on=[SEPTEMBER_14, SEPTEMBER_13, SEPTEMBER_14], applied_on=[SEPTEMBER_14]),
            "Đã nhận danh sách của tổ trưởng tổ dân phố từ ngày 13 tháng 9 năm 2026 đến ngày 14 tháng 9 năm 2026; nhận "
            "đơn, tờ khai của hộ gia đình ngày 14 tháng 9 năm 2026. ",
            id="lists of two days and one application",
        ),
        pytest.param(
            WayGone(BY, applied_on=[SEPTEMBER_13]),
            "Đã nhận đơn, tờ khai của hộ gia đình ngày 13 tháng 9 năm 2026. ",
            id="an application alone",
        ),
    ],
)
def test_the_proposal_tells_the_way_that_was_gone(way, told):
    assert way_gone(way) == told + CHECKED
