"""Every pair of colours that stands as text or as a control's edge is readable, in each theme."""

import re
from pathlib import Path

import pytest

TOKENS = Path("aid/web/static/css/tokens.css")
TEXT = [
    *(("ink", ground) for ground in ("ground", "sheet", "late-ground")),
    *(("muted", ground) for ground in ("ground", "sheet")),
    *(("action", ground) for ground in ("ground", "sheet")),
    *(("action-hover", ground) for ground in ("ground", "sheet")),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    *((tone, f"{tone}-ground") for tone in ("late", "soon", "done", "info")),
    *((tone, "sheet") for tone in ("late", "soon", "done", "info")),
    *((tone, "ground") for tone in ("late", "soon", "done", "info")),
]
EDGES = [("control", "ground"), ("control", "sheet"), ("action", "ground"), ("action", "sheet")]


def _themes() -> dict[str, dict[str, str]]:
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", TOKENS.read_text("utf-8")):
        name = match.group(1) if (match := re.search(r'data-theme="(\w+)"', selector)) else "light"
        found[name] = found.get("light", {}) | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body))
    return found


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark", "sun"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_is_readable(theme, front, back):
    colours = _themes()[theme]
    assert contrast(colours[front], colours[back]) >= (7 if theme == "sun" else 4.5)


@pytest.mark.parametrize("theme", ["light", "dark", "sun"])
@pytest.mark.parametrize(("front", "back"), EDGES)
def test_the_edge_of_a_control_is_visible(theme, front, back):
    colours = _themes()[theme]
    assert contrast(colours[front], colours[back]) >= 3


def test_every_theme_names_the_same_colours():
    themes = _themes()
    light = {name for name in themes["light"] if themes["light"][name].startswith("#")}
    for selector, body in re.findall(r"(\[data-theme[^{]+)\{([^}]*)\}", TOKENS.read_text("utf-8")):
        assert set(re.findall(r"--([\w-]+): #", body)) == light, selector
