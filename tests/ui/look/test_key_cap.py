"""Key caps say the key as people know it and are as wide as their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import COMMANDS
from curator.ui.look.key_cap import (
    CAP_HEIGHT,
    CapTone,
    KeyCap,
    cap_text,
    key_cap_width,
    paint_key_cap,
    paint_key_caps_from_right,
)
from curator.ui.look.theme import DARK, LIGHT, Theme, ThemeChoice


@pytest.mark.parametrize(
    ("stroke", "text"),
    [
        ("8", "8"),
        ("+", "+"),
        ("Ctrl+K", "Ctrl K"),
        ("Ctrl++", "Ctrl +"),
        ("Ctrl+Shift+Z", "Ctrl Shift Z"),
        ("Shift+Down", "Shift ↓"),
        ("Backspace", "Backspace"),
    ],
)
def test_stroke_is_written_with_spaces(stroke: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert cap_text(stroke) == text


def test_mac_caps_use_the_signs_on_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert cap_text("Ctrl+Shift+Z") == "⌘ ⇧ Z"


def test_every_key_of_the_table_has_a_cap(qtbot: QtBot, theme: Theme) -> None:
    for command in COMMANDS:
        for stroke in command.keys:
            cap = KeyCap(theme, stroke)
            qtbot.addWidget(cap)
            assert cap.sizeHint().width() >= cap.sizeHint().height() == CAP_HEIGHT
            assert cap.accessibleName() == f"key {cap_text(stroke)}"


def _painted(stroke: str, tone: CapTone) -> tuple[QImage, float]:
    image = QImage(200, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    width = paint_key_cap(painter, QPointF(10, 20), stroke, LIGHT, tone)
    painter.end()
    return image, width


@pytest.mark.parametrize("tone", CapTone)
def test_cap_is_painted_inside_the_width_it_reports(theme: Theme, tone: CapTone) -> None:
    image, width = _painted("Ctrl+K", tone)
    touched = [x for x in range(200) for y in range(40) if image.pixelColor(x, y).alpha()]
    assert min(touched) == 10
    assert max(touched) <= 10 + round(width)
    assert width == key_cap_width("Ctrl+K")


def test_caps_end_where_they_are_told(theme: Theme) -> None:
    image = QImage(300, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    taken = paint_key_caps_from_right(painter, QPointF(290, 20), ("Z", "Backspace"), DARK)
    painter.end()
    touched = [x for x in range(300) for y in range(40) if image.pixelColor(x, y).alpha()]
    assert min(touched) >= 290 - taken - 1
    assert 287 <= max(touched) <= 290


class _Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_cap_repaints_when_the_theme_changes(qtbot: QtBot, theme: Theme) -> None:
    cap = KeyCap(theme, "Q")
    qtbot.addWidget(cap)
    cap.show()
    qtbot.waitExposed(cap)
    before = cap.grab().toImage()
    paints = _Paints(cap)
    cap.installEventFilter(paints)
    QApplication.processEvents()
    paints.count = 0
    theme.choose(ThemeChoice.DARK)
    QApplication.processEvents()
    assert paints.count > 0
    assert cap.grab().toImage() != before


def test_changed_key_changes_size_and_name(qtbot: QtBot, theme: Theme) -> None:
    cap = KeyCap(theme, "Q")
    qtbot.addWidget(cap)
    narrow = cap.sizeHint().width()
    cap.set_stroke("Backspace")
    assert cap.sizeHint().width() > narrow
    assert cap.accessibleName() == "key Backspace"
