"""Text is cut to lines of one width, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from curator.ui.look.elision import LineBreaker
from curator.ui.look.theme import interface_font


@pytest.fixture
def breaker(qapp: QApplication) -> LineBreaker:
    return LineBreaker(interface_font(), 2)


def test_short_text_is_one_line(breaker: LineBreaker) -> None:
    assert breaker.lines("Bees", 200) == ("Bees",)


def test_text_breaks_between_words_and_ends_in_an_ellipsis(breaker: LineBreaker) -> None:
    lines = breaker.lines("one two three four five six seven eight nine ten eleven twelve", 120)
    assert len(lines) == 2
    assert " ".join(lines).startswith("one two three")
    assert lines[1].endswith("…")


@pytest.mark.parametrize(
    "text", ["W" * 500, "\N{GRINNING FACE}" * 100, "日本語の長い題名" * 20, "سلام عليكم " * 40]
)
def test_no_line_is_wider_than_the_room(breaker: LineBreaker, text: str) -> None:
    metrics = QFontMetrics(breaker.font)
    for line in breaker.lines(text, 150):
        assert metrics.horizontalAdvance(line) <= 150


def test_characters_beyond_the_basic_plane_are_not_cut_in_two(breaker: LineBreaker) -> None:
    lines = breaker.lines("\N{GRINNING FACE}" * 100, 150)
    assert set("".join(lines)) == {"\N{GRINNING FACE}", "…"}


@given(st.text(max_size=80), st.integers(1, 400))
def test_any_text_at_any_width_is_broken(qapp: QApplication, text: str, width: int) -> None:
    breaker = LineBreaker(interface_font(), 3)
    lines = breaker.lines(text, width)
    assert len(lines) <= 3
    assert breaker.lines(text, width) is lines


def test_only_so_much_is_remembered(breaker: LineBreaker) -> None:
    first = breaker.lines("first", 100)
    for number in range(2048):
        breaker.lines(str(number), 100)
    assert breaker.lines("first", 100) is not first
