"""Numbers as the window shows them."""

from __future__ import annotations

from curator.articles import heat_text

NO_FIGURE = "–"


def figure(value: int | None) -> str:
    """A number with a real minus, a dash for what is not there."""
    return NO_FIGURE if value is None else heat_text(value)
