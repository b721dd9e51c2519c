"""A short text keeps its height whatever it says, and is plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Theme, interface_font


@pytest.fixture
def label(qtbot: QtBot, theme: Theme) -> ShortText:
    label = ShortText(interface_font(), 2)
    qtbot.addWidget(label)
    return label


@pytest.mark.parametrize("text", ["", "Bees", "W" * 500, "two words " * 100, "a\nb\nc\nd"])
def test_size_does_not_depend_on_the_text(label: ShortText, text: str) -> None:
    empty = (label.sizeHint(), label.minimumSizeHint())
    label.setText(text)
    assert (label.sizeHint(), label.minimumSizeHint()) == empty
    label.resize(150, label.sizeHint().height())
    label.grab()


def test_more_room_shows_more(label: ShortText) -> None:
    label.setText("two words " * 20)
    label.resize(100, label.sizeHint().height())
    narrow = label.grab(label.rect().adjusted(0, 0, 0, 0)).toImage()
    label.resize(400, label.sizeHint().height())
    assert label.grab(label.rect().adjusted(0, 0, -300, 0)).toImage() != narrow


def test_markup_is_text(label: ShortText) -> None:
    assert label.textFormat() is Qt.TextFormat.PlainText
