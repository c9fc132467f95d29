"""The key steps without a mouse: signing in, submitting a dossier, signing it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.factories.users import PASSWORD
from tests.journeys import world
from tests.journeys.desk import Desk, at_desk
from tests.journeys.page_checks import focus_is_on
from tests.journeys.server import Office

pytestmark = pytest.mark.journey

_MOST_TABS = 90
_HAS_RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
}"""


@pytest.fixture(scope="module")
def filled(office: Office) -> world.Ids:
    """A draft of Lan's, and a dossier that Minh has reviewed and Hoa has to sign."""
    with office.inside():
        staff = world.make_staff()
        ids: world.Ids = {"fund": world.make_fund(staff), "fire": world.make_fire(staff)}
        return {"draft": world.make_dossier(ids, staff, 0), "reviewed": world.make_dossier(ids, staff, 2)}


def _tab_to(desk: Desk, selector: str) -> None:
    for _ in range(_MOST_TABS):
        desk.page.keyboard.press("Tab")
        if focus_is_on(desk.page, selector):
            assert desk.page.evaluate(_HAS_RING), f"Nobody sees that the keyboard is at {selector}."
            return
    raise AssertionError(f"{_MOST_TABS} Tabs on {desk.path} do not reach {selector}.")


def _enter(desk: Desk, selector: str) -> None:
    _tab_to(desk, selector)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def _sign_in(desk: Desk, username: str) -> None:
    desk.open("/login")
    _tab_to(desk, "[name=username]")
    desk.page.keyboard.type(username)
    _tab_to(desk, "[name=password]")
    desk.page.keyboard.type(PASSWORD)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert desk.path == "/"


def _take_the_next_step(desk: Desk, dossier: str) -> None:
    """From one's own work: open what waits, take the one filled button, and say yes on the page that asks."""
    _enter(desk, f"main a[href^='{dossier}']")
    if desk.path == dossier:
        _enter(desk, "main .button--main")
    _enter(desk, "main .button--main")


def test_lan_submits_a_dossier_by_keyboard(browser: Browser, address: str, filled: world.Ids) -> None:
    with at_desk(browser, address) as lan:
        _sign_in(lan, "canbo")
        _take_the_next_step(lan, f"/dossiers/{filled['draft']}")

        lan.says("chờ thẩm định")


def test_hoa_signs_a_dossier_by_keyboard(browser: Browser, address: str, filled: world.Ids) -> None:
    with at_desk(browser, address) as hoa:
        _sign_in(hoa, "chutich")
        _take_the_next_step(hoa, f"/dossiers/{filled['reviewed']}")

        hoa.says("đã ký, chờ phát hành")


def test_the_link_to_the_main_part_goes_there(browser: Browser, address: str) -> None:
    with at_desk(browser, address, "canbo") as lan:
        lan.open("/incidents")
        _tab_to(lan, ".skip-link")
        lan.page.keyboard.press("Enter")

        assert focus_is_on(lan.page, "#main")


def test_a_slash_goes_to_the_search(browser: Browser, address: str) -> None:
    with at_desk(browser, address, "canbo") as lan:
        lan.open("/incidents")
        lan.page.keyboard.press("/")

        assert focus_is_on(lan.page, "#top-search")
