"""Numbers as the window shows them."""

from __future__ import annotations

from curator.articles import heat_text

NO_FIGURE = "–"


def figure(value: int | None) -> str:
    """A number with a real minus, a dash for what is not there."""
    return NO_FIGURE if value is None else heat_text(value)


def counted(number: int, noun: str) -> str:
    """How many there are of something: "1 problem", "2,301 problems"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
