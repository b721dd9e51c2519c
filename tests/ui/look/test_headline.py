"""Running text breaks well and needs the height it says it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.look.headline import LEADING, Headline, Paragraph
from curator.ui.look.theme import TextSize, Theme

WORDS = "Curator looked for Markdown files in the folder and in everything below it."


def test_height_follows_the_width(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph(WORDS)
    qtbot.addWidget(paragraph)
    wide = paragraph.sizeHint().width()
    assert paragraph.heightForWidth(wide + 1) == LEADING
    assert paragraph.heightForWidth(wide // 2) >= 2 * LEADING


def test_layout_gives_every_line_its_room(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    paragraph = Paragraph(WORDS, parent=window)
    QVBoxLayout(window).addWidget(paragraph)
    window.resize(200, 400)
    window.show()
    assert paragraph.height() >= paragraph.heightForWidth(paragraph.width()) > LEADING


def test_centred_lines_are_of_about_one_length(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph(WORDS)
    qtbot.addWidget(paragraph)
    width = round(paragraph.sizeHint().width() * 0.9)
    left = [len(line) for line in paragraph._lines(width)]
    paragraph.setAlignment(Qt.AlignmentFlag.AlignCenter)
    centred = [len(line) for line in paragraph._lines(width)]
    assert len(left) == len(centred) == 2
    assert max(centred) - min(centred) < 12 < max(left) - min(left)


def test_line_breaks_of_the_text_stay(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph("one\n\nthree")
    qtbot.addWidget(paragraph)
    assert paragraph._lines(500) == ["one", "", "three"]


def test_headline_is_plain_text_in_the_size_asked_for(qtbot: QtBot, theme: Theme) -> None:
    headline = Headline("<i>x</i>", TextSize.TITLE)
    qtbot.addWidget(headline)
    headline.show()
    assert headline.textFormat() is Qt.TextFormat.PlainText
    assert headline.fontInfo().pixelSize() == TextSize.TITLE
