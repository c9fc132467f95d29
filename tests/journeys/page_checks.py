"""What every page must hold, measured in the browser: accessibility, width, weight, and the way in by keyboard."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.desk import DESK_WIDTH, PHONE_WIDTH, Desk

KILOBYTE = 1024
FIRST_VISIT, LATER_PAGE = 80 * KILOBYTE, 15 * KILOBYTE
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}
# What sticks out on the right, innermost first, so that the culprit is named and not only its parents.
_TOO_WIDE = """() => {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > limit + 1)
    .slice(-3)
    .map(element => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}"""

_LINKS = (
    """() => [...new Set([...document.links].filter(link => link.host === location.host).map(link => link.pathname))]"""
)


class Scale:
    """Weighs what comes over the wire, headers included and as compressed as it comes."""

    def __init__(self, desk: Desk) -> None:
        self.bytes, self.status = 0, 0
        self._papers: set[str] = set()
        session = desk.context.new_cdp_session(desk.page)
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _received(self, event: dict[str, Any]) -> None:
        # A paper shown beside the page, as PDF or as its picture, is as large as the paper is; it is not the page.
        if event["response"]["mimeType"] in {"application/pdf", "image/png"}:
            self._papers.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._papers:
            self.bytes += int(event["encodedDataLength"])

    def weigh(self, page: Page, path: str) -> int:
        """Open a page and return its bytes; `status` says how it was answered."""
        self.bytes = 0
        answer = page.goto(path)
        self.status = answer.status if answer else 0
        return self.bytes


def faults_of(page: Page, widths: tuple[int, ...] = (PHONE_WIDTH, DESK_WIDTH)) -> list[str]:
    """Return what is wrong with the page that is open, on a phone and at a desk."""
    page.evaluate(Axe().axe_script)
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width} px, wider than the screen: {what}" for what in page.evaluate(_TOO_WIDE)]
        faults += [f"{width} px, {violation}" for violation in _violations(page)]
    return faults


def first_tab_skips(page: Page) -> bool:
    """Say whether the first Tab on the open page reaches the link to its main part."""
    page.keyboard.press("Tab")
    return focus_is_on(page, ".skip-link")


def focus_is_on(page: Page, selector: str) -> bool:
    """Say whether the keyboard is at this place."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def links_of(page: Page) -> list[str]:
    """Return the paths that the links of the open page lead to, inside the program."""
    return list(page.evaluate(_LINKS))


def _violations(page: Page) -> list[str]:
    found = page.evaluate("rules => axe.run(rules)", _RULES)["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:300]})"
        for rule in found
        for node in rule["nodes"]
    ]
