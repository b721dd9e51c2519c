"""A tool tip shows what is written, whatever that looks like."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from curator.ui.look.tool_tip import tool_tip


@pytest.mark.parametrize(
    "text", ["Bees", "<b>Bees</b>", "<img src='file:///etc/passwd'>", "a & b", "1 < 2 > 0", "</p><script>"]
)
def test_text_is_shown_as_it_is_written(text: str) -> None:
    document = QTextDocument()
    document.setHtml(tool_tip(text))
    assert document.toPlainText() == text


def test_lines_are_kept_and_empty_ones_left_out() -> None:
    document = QTextDocument()
    document.setHtml(tool_tip("one", "", "two\nthree"))
    assert document.toPlainText().splitlines() == ["one", "two", "three"]


def test_nothing_to_say_is_no_tool_tip() -> None:
    assert tool_tip() == tool_tip("", "") == ""
