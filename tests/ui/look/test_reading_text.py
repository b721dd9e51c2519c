"""A paragraph wraps at any width, breaks words that are too long, and is plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextLayout
from pytestqt.qtbot import QtBot

from curator.ui.look.reading_text import ReadingText
from curator.ui.look.theme import TextSize, Theme, serif_font


@pytest.fixture
def paragraph(qtbot: QtBot, theme: Theme) -> ReadingText:
    paragraph = ReadingText(serif_font(TextSize.READING), 1.4)
    qtbot.addWidget(paragraph)
    paragraph.resize(400, 200)
    return paragraph


def test_one_line_is_as_tall_as_its_leading(paragraph: ReadingText) -> None:
    paragraph.setText("Bees")
    assert paragraph.heightForWidth(400) == round(paragraph.fontMetrics().height() * 1.4)


def test_narrower_is_taller(paragraph: ReadingText) -> None:
    paragraph.setText("one two three four five six seven eight nine ten " * 3)
    heights = [paragraph.heightForWidth(width) for width in (800, 400, 200, 100)]
    assert heights == sorted(set(heights))


@pytest.mark.parametrize("text", ["W" * 300, "https://bees.example/" + "a" * 300])
def test_word_longer_than_the_line_is_broken(paragraph: ReadingText, text: str) -> None:
    paragraph.setText(text)
    assert paragraph.heightForWidth(200) > 5 * paragraph.heightForWidth(100_000)


def test_lines_of_the_text_are_kept(paragraph: ReadingText) -> None:
    paragraph.setText("one\ntwo\nthree")
    one_line = round(paragraph.fontMetrics().height() * 1.4)
    assert abs(paragraph.heightForWidth(400) - 3 * one_line) <= 2


def test_paragraph_is_laid_out_once_for_each_width(
    paragraph: ReadingText, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    lay_out = paragraph._lay_out

    def noted(width: int) -> QTextLayout:
        widths.append(width)
        return lay_out(width)

    monkeypatch.setattr(paragraph, "_lay_out", noted)
    paragraph.setText("Bees dance")
    for _ in range(2):
        paragraph.heightForWidth(400)
        paragraph.grab()
    assert widths == [400]
    paragraph.setText("Moss remembers")
    paragraph.heightForWidth(400)
    assert widths == [400, 400]


def test_other_font_lays_the_paragraph_out_anew(paragraph: ReadingText) -> None:
    paragraph.setText("Bees dance " * 20)
    before = paragraph.heightForWidth(400)
    paragraph.setFont(serif_font(TextSize.TITLE))
    assert paragraph.heightForWidth(400) > before


@pytest.mark.parametrize("width", [0, 1, 10])
def test_no_room_is_survived(paragraph: ReadingText, width: int) -> None:
    paragraph.setText("Bees dance")
    assert paragraph.heightForWidth(width) > 0


def test_markup_is_painted_as_it_is_written(paragraph: ReadingText) -> None:
    assert paragraph.textFormat() is Qt.TextFormat.PlainText
    paragraph.setText("<b>Bees</b>")
    written = painted(paragraph)
    paragraph.setText("Bees")
    assert painted(paragraph) != written


def painted(paragraph: ReadingText) -> QImage:
    return paragraph.grab().toImage()


def test_paragraph_may_be_narrow(paragraph: ReadingText) -> None:
    paragraph.setText("W" * 1000)
    assert paragraph.minimumSizeHint().width() <= 80
    assert paragraph.sizeHint().height() >= paragraph.minimumSizeHint().height()
