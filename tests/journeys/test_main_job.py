"""The whole main job in a real browser: from the first report to the last đồng, each step by the person whose it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.documents.reading import Paper
from tests.factories.incidents import a_photo
from tests.journeys import world
from tests.journeys.desk import Desk, at_desk
from tests.journeys.server import Office

pytestmark = pytest.mark.journey

FIRE_DAY, LIST_DAY, HOME_DAY, TODAY = "05/09/2026", "06/09/2026", "12/09/2026", "15/09/2026"
HEAD, WIFE, SON, MOTHER = "Trần Văn Giả Định", "Lê Thị Giả Định", "Trần Minh Ví Dụ", "Nguyễn Thị Mẫu"


class Room(NamedTuple):
    """Everybody of the office, each at a computer of their own."""

    canbo: Desk
    thamdinh: Desk
    chutich: Desk
    vanthu: Desk
    ketoan: Desk
    chutaikhoan: Desk
    thuquy: Desk


@pytest.fixture(scope="module")
def filled(office: Office) -> None:
    with office.inside():
        world.make_fund(world.make_staff())


@pytest.fixture
def room(browser: Browser, address: str) -> Iterator[Room]:
    with ExitStack() as open_desks:
        yield Room(*(open_desks.enter_context(at_desk(browser, address, who)) for who in Room._fields))


def test_a_family_gets_its_money_and_every_dong_is_proven(room: Room, office: Office) -> None:
    incident = _report_the_fire(room)
    case = _register_the_family(room.canbo, incident)
    _record_what_happened(room.canbo, case)
    _see_what_the_family_gets(room.canbo)
    dossier = _prepare_the_dossier(room.canbo, incident)
    _come_back_once(room, dossier)
    _review_and_sign(room, dossier)
    decision, code = _issue(room, dossier)
    payout = _prepare_and_approve(room, decision)
    _pay(room.thuquy, payout)
    _close_the_books(room, decision, payout, office)
    _anybody_can_check(room.canbo, code)


def _report_the_fire(room: Room) -> str:
    canbo = room.canbo
    canbo.open("/incidents")
    canbo.press("Báo vụ việc")
    canbo.fill(kind="fire", address="số 12 ngõ 5 phố Thử Nghiệm", occurred_on=FIRE_DAY, occurred_at="23:22")
    canbo.fill(dead="1", injured="1", description="Cháy tầng một, lửa lan nhanh.", reporter="Đỗ Văn Tổ")
    canbo.attach("hien-truong.jpg", a_photo((800, 600)))
    canbo.press("Báo vụ việc").says("mới báo", "hien-truong.jpg")
    incident = canbo.path

    room.thamdinh.open("/")
    room.thamdinh.open(incident)
    room.thamdinh.press("Xác nhận vụ việc").says("đã xác nhận")
    return incident


def _register_the_family(canbo: Desk, incident: str) -> str:
    canbo.open(incident)
    canbo.press("Ghi nhận hộ bị ảnh hưởng")
    canbo.fill(full_name=HEAD, birth="12/03/1985", sex="m", identity_state="known", identity_number="001085012345")
    canbo.fill(address="số 12 ngõ 5 phố Thử Nghiệm", poverty_class="poor", poverty_evidence="Giấy chứng nhận số 7")
    canbo.fill(received_on=LIST_DAY)
    canbo.press("Ghi nhận hộ")
    for relation, name, born, sex in (("spouse", WIFE, "1987", "f"), ("child", SON, "02/06/2015", "m")):
        canbo.fill(relation=relation, full_name=name, birth=born, sex=sex, identity_state="none", more=True)
        canbo.press("Thêm người này")
    canbo.fill(relation="parent", full_name=MOTHER, birth="1955", sex="f", identity_state="none", more=False)
    canbo.press("Thêm người này").says(HEAD, WIFE, SON, MOTHER)
    return canbo.path


def _record_what_happened(canbo: Desk, case: str) -> None:
    _at(canbo, WIFE, "Ghi diễn biến")
    canbo.fill(kind="dead", happened_on=FIRE_DAY, paper="Giấy báo tử số 7 ngày 06/9/2026").confirm()
    _at(canbo, HEAD, "Ghi diễn biến")
    canbo.fill(kind="injured", happened_on=FIRE_DAY, severity="severe", facility="Bệnh viện Thử")
    canbo.fill(admitted_on=FIRE_DAY, discharged_on=HOME_DAY, paper="Giấy ra viện số 12").confirm()
    _at(canbo, MOTHER, "Ghi diễn biến")
    canbo.fill(kind="injured", happened_on=FIRE_DAY, severity="severe", facility="Bệnh viện Thử")
    canbo.fill(admitted_on=FIRE_DAY, discharged_on="07/09/2026", paper="Giấy ra viện số 13").confirm()
    _at(canbo, SON, "Trong vụ việc").fill(pupil=True, lost_parents="1").confirm()
    canbo.open(f"{case}/papers")
    canbo.fill(received_on=LIST_DAY, applied_on=LIST_DAY).confirm()
    canbo.open(f"{case}/damage")
    canbo.fill(degree="total", house_type="solid", tenure="owner", habitable=False, paper="Biên bản số 3").confirm()
    canbo.open(f"{case}/needs")
    canbo.fill(short_of_food="3", food_months="1", essentials=True, temporary_shelter=True).confirm()


def _at(desk: Desk, person: str, what: str) -> Desk:
    return desk.press(what, within=desk.page.locator(".person").filter(has_text=person), exact=False)


def _see_what_the_family_gets(canbo: Desk) -> None:
    canbo.press("Tính các khoản hỗ trợ").says("Các khoản hỗ trợ", "32.500.000 đ", "40.000.000 đ", "45 kg gạo")
    canbo.page.get_by_text("Đã xét nhưng không được hưởng").click()
    canbo.says("Điều trị 2 ngày; Nghị định yêu cầu từ 3 ngày trở lên")
    burial = canbo.page.locator(".entitlement").filter(has_text=WIFE)
    burial.get_by_text("Vì sao?").click()
    canbo.says("1 người chết × 50 × 650.000 đồng = 32.500.000 đồng", "Điều 14 khoản 1")
    canbo.press("Ghi người nhận", within=burial, exact=False)
    canbo.fill(name=HEAD, relation="chồng", identity="001085012345").confirm().says(f"Người nhận: {HEAD} (chồng)")


def _prepare_the_dossier(canbo: Desk, incident: str) -> str:
    canbo.open(incident)
    canbo.press("Lập hồ sơ trình")
    canbo.page.locator("[name=policy]").select_option("ND20-2021")
    canbo.page.locator("[name=fund]").select_option(index=1)
    canbo.press("Xem các khoản").fill(title="Hỗ trợ hộ ông Giả Định", proposal_number="12/TTr-VHXH")
    canbo.press("Lập hồ sơ").says("Hỗ trợ hộ ông Giả Định", "đang soạn")
    dossier = canbo.path
    canbo.confirm().confirm().says("chờ thẩm định")
    return dossier


def _come_back_once(room: Room, dossier: str) -> None:
    room.thamdinh.open("/")
    room.thamdinh.follow(dossier)
    room.thamdinh.press("Trả lại bổ sung").fill(reason="Thiếu biên bản kiểm kê nhà ở.").confirm()
    room.thamdinh.says("trả lại bổ sung", "Thiếu biên bản kiểm kê nhà ở.")

    room.canbo.open(dossier)
    room.canbo.says("Thiếu biên bản kiểm kê nhà ở.").confirm().confirm().says("đang soạn")
    room.canbo.confirm().confirm().says("chờ thẩm định")


def _review_and_sign(room: Room, dossier: str) -> None:
    room.thamdinh.open(dossier)
    room.thamdinh.confirm().confirm().says("chờ ký")
    room.chutich.open("/")
    room.chutich.follow(dossier)
    room.chutich.says("Điều kiện trước khi ký", "Nguồn hiện còn").confirm().says("1 hộ").confirm().says(
        "đã ký, chờ phát hành"
    )


def _issue(room: Room, dossier: str) -> tuple[str, str]:
    vanthu = room.vanthu
    vanthu.open(dossier)
    vanthu.confirm().confirm().says("Quyết định số 01/QĐ-UBND")
    decision = vanthu.path
    vanthu.page.wait_for_function("() => document.querySelector(\"main a[href$='.pdf']\")", timeout=20_000)

    room.canbo.open(decision)
    link = room.canbo.page.get_by_role("link", name="Mở quyết định (PDF)").get_attribute("href") or ""
    text = Paper(room.canbo.download(link)).text()
    for words in ("01/QĐ-UBND", "79.000.000 đồng", "Bảy mươi chín triệu đồng", WIFE, HEAD, "CHỦ TỊCH", "Phạm Thị Hoa"):
        assert words in text, f"{words!r} does not stand in the decision:\n{text}"
    code = room.canbo.page.locator("a[href^='/verify/']").first.get_attribute("href") or ""
    return decision, code


def _prepare_and_approve(room: Room, decision: str) -> str:
    room.ketoan.open("/")
    room.ketoan.open(decision)
    room.ketoan.confirm().fill(method="cash").press("Xem lại đợt chi")
    room.ketoan.confirm().says("Đợt chi", "chờ duyệt chi")
    payout = room.ketoan.path
    room.chutaikhoan.open("/")
    room.chutaikhoan.follow(payout)
    room.chutaikhoan.confirm().says("Duyệt chi").confirm().says("đã duyệt, chờ chi")
    return payout


def _pay(thuquy: Desk, payout: str) -> None:
    thuquy.open(payout)
    sheet = thuquy.page.get_by_role("link", name="In danh sách ký nhận").get_attribute("href") or ""
    assert HEAD in Paper(thuquy.download(sheet)).text()
    thuquy.confirm().attach("ky-nhan.jpg", a_photo((600, 800))).confirm().says("ky-nhan.jpg")
    thuquy.press("Ghi nhận đã chi").fill(proof="Danh sách ký nhận số 1", paid_on=TODAY).press("Xem lại")
    thuquy.confirm().says("đã chi")


def _close_the_books(room: Room, decision: str, payout: str, office: Office) -> None:
    room.ketoan.open("/funds")
    room.ketoan.press("Ngân sách phường, kinh phí trợ giúp khẩn cấp 2026")
    figures = room.ketoan.figures()
    received, reserved, spent = figures["Đã nhận"], figures["Giữ chỗ theo quyết định"], figures["Đã chi"]
    assert (received, reserved) == (2_000_000_000, 0)
    assert figures["Còn được dùng"] == received - spent < received
    room.ketoan.open(decision)
    assert room.ketoan.figures()["Đã chi"] == spent == room.ketoan.figures()["Tổng"]

    checked = office.command("check", "--json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert json.loads(checked.stdout)


def _anybody_can_check(somebody: Desk, code: str) -> None:
    somebody.sign_out().says("Đã đăng xuất.")
    somebody.open(code)
    somebody.says("Quyết định số 01/QĐ-UBND", "Quyết định mang mã này có thật và đang còn hiệu lực.")
