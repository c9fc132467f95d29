"""Pictures of the main pages from the example, to look at: `.venv/bin/python -m tests.journeys.take_pictures FOLDER`.

Every page is taken at 360 and at 1280 px. An office that was filled before (FOLDER/office) is used again. With a
second folder, the pictures of the README are cut and packed into it: `… take_pictures /tmp/pictures docs/pictures`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import flask_migrate
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from config import DEMO_PASSWORD
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.desk import DESK_WIDTH, PHONE_WIDTH, Desk
from tests.journeys.server import Office, serving


class Shot(NamedTuple):
    """One page: its name, who opens it, the way there (an address, beginnings of links to follow), what is typed."""

    name: str
    who: str
    start: str
    follow: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()


# A family after the fire of 2023, as it asks what it may hope for.
_FAMILY = (
    ("kind", "fire"),
    ("occurred_on", "12/9/2023"),
    ("people-0-age", "43"),
    ("people-0-happened", "dead"),
    ("people-1-age", "1983"),
    ("people-1-happened", "injured"),
    ("people-1-days", "2"),
    ("degree", "total"),
    ("tenure", "tenant"),
    ("short_of_food", "2"),
)
SHOTS = (
    Shot("login", "", "/login"),
    Shot("verify", "", "/verify"),
    Shot("calculator", "", "/calculator"),
    Shot("calculator-answer", "", "/calculator", typed=_FAMILY),
    *(Shot(f"work-{who}", who, "/") for who in ("canbo", "thamdinh", "chutich", "vanthu", "ketoan", "thuquy")),
    *(Shot(f"work-{who}", who, "/") for who in ("canbomttq", "ketoanmttq", "mttq", "thuquymttq")),
    Shot("incidents", "canbo", "/incidents"),
    Shot("incident-new", "canbo", "/incidents/new"),
    Shot("incident", "canbo", "/incidents", ("/incidents/1",)),
    Shot("incident-open", "canbo", "/incidents?state=confirmed", ("/incidents/3",)),
    Shot("household-new", "canbo", "/incidents/3/households/new"),
    Shot("households", "canbo", "/households"),
    Shot("case", "canbo", "/", ("/cases/",)),
    Shot("case-paid", "canbo", "/cases/1"),
    Shot("case-canbomttq", "canbomttq", "/", ("/cases/",)),
    Shot("incident-canbomttq", "canbomttq", "/incidents/3"),
    Shot("dossier-new-canbomttq", "canbomttq", "/incidents/3/dossiers/new"),
    Shot("case-harm", "canbo", "/", ("/cases/", "/cases/")),
    Shot("dossiers", "chutich", "/dossiers"),
    Shot("dossier-to-sign", "chutich", "/dossiers?state=reviewed", ("/dossiers/",)),
    Shot("dossier-sign", "chutich", "/dossiers?state=reviewed", ("/dossiers/", "/dossiers/")),
    Shot("decisions", "vanthu", "/decisions"),
    Shot("decision", "ketoan", "/decisions", ("/decisions/",)),
    Shot("funds", "ketoan", "/funds"),
    Shot("fund", "ketoan", "/funds?q=NS-PHUONG-2026", ("/funds/6",)),
    Shot("payouts", "ketoan", "/payouts"),
    Shot("payout", "thuquy", "/payouts?state=approved", ("/payouts/",)),
    Shot("policies", "thamdinh", "/policies"),
    Shot("policy", "canbo", "/policies?q=24/NQ", ("/policies/",)),
    Shot("policy-shape", "thamdinh", "/policies/1/benefits/new"),
    Shot("policy-benefit", "thamdinh", "/policies/3/benefits/6"),
    Shot("users", "quantri", "/users"),
    Shot("search", "canbo", "/search?q=Nguyễn"),
)
# What the README shows: the picture, and how much of it from the top, in pixels.
SHOWN = {
    "work-canbo-1280": 760,
    "case-1280": 860,
    "dossier-to-sign-1280": 1000,
    "fund-1280": 860,
    "policy-1280": 1000,
    "policy-shape-1280": 1240,
    "policy-benefit-1280": 1300,
    "work-canbomttq-1280": 620,
    "case-canbomttq-1280": 860,
    "calculator-answer-1280": 1000,
    "calculator-360": 900,
    "calculator-answer-360": 900,
    "work-canbo-360": 780,
    "case-360": 780,
}
_COLOURS = 64


def office_in(folder: Path) -> Office:
    """Load the example once."""
    if (folder / "office" / "aid.db").exists():
        return Office.in_folder(folder / "office")
    office = Office.in_folder(folder / "office")
    with office.inside():
        flask_migrate.upgrade()
    loaded = office.command("demo")
    print(loaded.stdout, loaded.stderr)
    loaded.check_returncode()
    return office


def take(browser: Browser, address: str, folder: Path, width: int) -> None:
    """Take every picture at one width, one window per person."""
    desks: dict[str, Desk] = {}
    for shot in SHOTS:
        if shot.who not in desks:
            desk = Desk(browser, address, width=width)
            desks[shot.who] = desk.sign_in(shot.who, DEMO_PASSWORD) if shot.who else desk
        desk = desks[shot.who]
        try:
            desk.open(shot.start)
            for path in shot.follow:
                desk.follow(path)
            if shot.typed:
                desk.fill(**dict(shot.typed)).confirm()
            desk.page.screenshot(path=folder / f"{shot.name}-{width}.png", full_page=True)
        except Exception as error:
            print(f"{shot.name} at {width} px: {error}")
    for desk in desks.values():
        print(*desk.faults, sep="\n")
        desk.context.close()


def pack(folder: Path, target: Path) -> None:
    """Cut and pack the pictures of the README."""
    target.mkdir(parents=True, exist_ok=True)
    for name, height in SHOWN.items():
        with Image.open(folder / f"{name}.png") as picture:
            cut = picture.convert("RGB").crop((0, 0, picture.width, min(height, picture.height)))
            cut.quantize(_COLOURS, dither=Image.Dither.NONE).save(target / f"{name}.png", optimize=True)


def main(folder: Path, target: Path | None = None) -> None:
    """Fill the folder with pictures, and the second one with those of the README."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(office_in(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for width in (PHONE_WIDTH, DESK_WIDTH):
            take(browser, address, folder, width)
        browser.close()
    if target is not None:
        pack(folder, target)


if __name__ == "__main__":
    main(*(Path(word).absolute() for word in sys.argv[1:3]))
