"""Every page, as somebody who may see it: accessible, narrow enough, light, reached by keyboard, quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Browser

from aid import create_app
from config import config_for_tests
from tests.journeys import world
from tests.journeys.desk import PHONE_WIDTH, Desk, at_desk
from tests.journeys.not_pages import NOT_PAGES
from tests.journeys.page_checks import FIRST_VISIT, LATER_PAGE, Scale, faults_of, first_tab_skips, focus_is_on, links_of
from tests.journeys.pages import VISITS, Visit
from tests.journeys.server import Office

DeskOf = Callable[[str], tuple[Desk, Scale]]


@pytest.fixture(scope="module")
def filled(office: Office) -> world.Ids:
    with office.inside():
        return world.fill()


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program's pages, to make addresses of; its database is never opened."""
    folder = tmp_path_factory.mktemp("routes")
    return create_app(config_for_tests(f"sqlite:///{folder / 'none.db'}", folder))


@pytest.fixture(scope="module")
def desk_of(browser: Browser, address: str) -> Iterator[DeskOf]:
    """One browser window per person, opened when it is first needed."""
    desks: dict[str, tuple[Desk, Scale]] = {}
    with ExitStack() as open_desks:

        def sit_down(who: str) -> tuple[Desk, Scale]:
            if who not in desks:
                desk = open_desks.enter_context(at_desk(browser, address, who))
                desks[who] = desk, Scale(desk)
            return desks[who]

        yield sit_down


@pytest.fixture(scope="module")
def path_of(routes: Flask, filled: world.Ids) -> Callable[[Visit], str]:
    def path_of(visit: Visit) -> str:
        values = {part: filled.get(name, name) for part, name in visit.on.items()}
        path = routes.url_map.bind("127.0.0.1").build(visit.endpoint, values, "GET")
        return f"{path}?{quote(visit.query, safe='=&')}" if visit.query else path

    return path_of


def _leading_nowhere(routes: Flask, paths: list[str]) -> list[str]:
    """Return the paths for which the program has no page."""
    known = routes.url_map.bind("127.0.0.1")
    return [path for path in paths if not known.test(path, "GET")]


def test_every_page_is_visited(routes: Flask) -> None:
    pages = {rule.endpoint for rule in routes.url_map.iter_rules() if "GET" in (rule.methods or ())}
    visited = {visit.endpoint for visit in VISITS}

    assert pages - NOT_PAGES - visited == set(), "These pages are looked at by no test."
    assert (visited | NOT_PAGES) - pages == set(), "These pages are gone."


@pytest.mark.journey
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_a_page_is_fit_for_everybody(
    visit: Visit, desk_of: DeskOf, path_of: Callable[[Visit], str], routes: Flask
) -> None:
    desk, scale = desk_of(visit.who)
    desk.faults.clear()

    weight = scale.weigh(desk.page, path_of(visit))

    assert first_tab_skips(desk.page)
    assert desk.page.title().endswith("Kịp Thời")
    assert scale.status == 200
    assert faults_of(desk.page) == []
    assert _leading_nowhere(routes, links_of(desk.page)) == []
    assert weight <= (LATER_PAGE if visit.who else FIRST_VISIT)
    assert desk.faults == []


@pytest.mark.journey
@pytest.mark.parametrize("visit", [v for v in VISITS if v.is_refused_empty], ids=lambda visit: visit.name)
def test_a_refused_form_is_fit_for_everybody(visit: Visit, desk_of: DeskOf, path_of: Callable[[Visit], str]) -> None:
    desk, _scale = desk_of(visit.who)
    desk.faults.clear()
    desk.open(path_of(visit))

    desk.send_empty()

    assert desk.page.title().startswith("Lỗi:"), desk.text
    assert focus_is_on(desk.page, "#error-summary")
    assert faults_of(desk.page, (PHONE_WIDTH,)) == []
    assert desk.faults == []


@pytest.mark.journey
@pytest.mark.parametrize("path", ["/login", "/verify"])
def test_a_first_visit_costs_little(path: str, browser: Browser, address: str) -> None:
    with at_desk(browser, address) as desk:
        weight = Scale(desk).weigh(desk.page, path)

    assert 5_000 < weight <= FIRST_VISIT
