"""The renderer's own rule for a property that nothing says, without the work that finds out that nothing says it.

WeasyPrint asks each element for some two hundred properties, most of which no style sheet names. This is private to it;
its version is pinned, and a test compares the bytes of papers with and without.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import css
from weasyprint.css.functions import check_math

# Their value depends on other properties or on the parent in a way of its own.
_OTHERWISE = frozenset({"display", "float", "page", "position"})
_PHYSICAL = css.PHYSICAL_FUNCTIONS


def _is_plain(name: str) -> bool:
    return name not in _OTHERWISE and name not in css.INITIAL_NOT_COMPUTED and not name.startswith("text_decoration_")


def _rivals(name: str) -> tuple[str, ...]:
    """The logical properties ("margin_inline_start") that may say what this physical one is, in either direction."""
    if name not in _PHYSICAL:
        return ()
    return tuple({_PHYSICAL[name](block="ttb", inline=inline) for inline in ("ltr", "rtl")})


_INHERITED = frozenset(name for name in css.INHERITED if _is_plain(name) and not _rivals(name))
_INITIAL: dict[str, tuple[Any, tuple[str, ...]]] = {
    name: (value, _rivals(name))
    for name, value in css.INITIAL_VALUES.items()
    if _is_plain(name) and name not in css.INHERITED and not check_math(value)
}
_SLOW = css.ComputedStyle.__missing__


def _missing(style: Any, name: str) -> Any:
    """The value of a property that was not asked for before."""
    said = style.cascaded
    if name in said:
        return _SLOW(style, name)
    if name in _INITIAL:
        value, rivals = _INITIAL[name]
        if not rivals or said.keys().isdisjoint(rivals):
            style[name] = value
            return value
    elif name in _INHERITED and style.parent_style is not None:
        value = style[name] = style.parent_style[name]
        return value
    return _SLOW(style, name)


@contextmanager
def quick_styles() -> Iterator[None]:
    """Use the short way while a paper is drawn; only one is at a time."""
    css.ComputedStyle.__missing__ = _missing
    try:
        yield
    finally:
        css.ComputedStyle.__missing__ = _SLOW
