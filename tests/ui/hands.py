"""Hands on the keyboard: press keys where the focus is, and wait for what a person would wait for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from curator.library import load
from curator.ui.app import Curator
from tests.ui.ear import Ear
from tests.ui.waiting import wait_until

_NAMED = {
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Delete": Qt.Key.Key_Delete,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PageUp": Qt.Key.Key_PageUp,
    "PageDown": Qt.Key.Key_PageDown,
    "Space": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1 + number - 1) for number in range(1, 13)},
}
_MODIFIERS = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
}
W = TypeVar("W", bound=QObject)


def child(parent: QObject, kind: type[W], name: str) -> W:
    """The one child of this kind and name."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(widget: QWidget, stroke: str) -> None:
    """Press a stroke such as "Ctrl+K" or "?" on a widget."""
    *held, name = stroke.split("+") if stroke != "+" else ["+"]
    modifiers = Qt.KeyboardModifier.NoModifier
    for modifier in held:
        modifiers |= _MODIFIERS[modifier]
    if name in _NAMED:
        QTest.keyClick(widget, _NAMED[name], modifiers)
    else:
        QTest.keyClicks(widget, name if "Shift" in held else name.lower(), modifiers)


def type_text(field: QLineEdit, text: str) -> None:
    """Press the keys of a text, and let the field say what it makes of it."""
    QTest.keyClicks(field, text)
    QCoreApplication.processEvents()


class Hands:
    """An editor at a Curator whose window is active."""

    def __init__(self, curator: Curator) -> None:
        self.curator = curator
        self.window = curator.window

    def open(self, *paths: Path) -> None:
        """Open these and wait until all is read and the current article is on screen."""
        finished = Ear(self.curator.workbench.reading_finished)
        self.curator.folders.open(paths)
        self.until(lambda: bool(finished.heard))
        self.until(lambda: self.curator.workbench.decider.on_screen() is not None)

    def press(self, *strokes: str) -> None:
        """Press these where the focus is."""
        for stroke in strokes:
            focused = QApplication.focusWidget()
            assert focused is not None
            press(focused, stroke)

    def type(self, text: str) -> None:
        """Type letters and figures where the focus is."""
        self.press(*text)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        wait_until(condition)

    def until_on_screen(self, name: str) -> None:
        """Wait until the article in this file is painted, and may be decided."""
        self.until(lambda: self.on_screen == name)

    def until_saved(self) -> None:
        """Wait until every decision has reached its file, and the window has heard of it."""
        session = self.curator.workbench.session
        self.until(lambda: session.progress().pending == 0)
        self.until(lambda: self.text("save_state") == "Saved ✓")

    def decide(self, *strokes: str) -> None:
        """Press a decision on the article on screen and wait until the next one, or a page, is there."""
        decided = self.on_screen
        self.press(*strokes)
        area = self.window.area
        self.until(lambda: self.on_screen not in {"", decided} or not area.is_article_shown)

    @property
    def on_screen(self) -> str:
        """The file name of the article a key would decide, "" when none."""
        ready = self.curator.workbench.decider.on_screen()
        return ready.article.path.name if ready is not None else ""

    @property
    def listed(self) -> list[str]:
        """The file names in the list, from the top."""
        desk = self.curator.workbench.desk
        desk.want_rows(desk.cursor.queue.order)
        self.until(lambda: all(desk.row(article) is not None for article in desk.cursor.queue.order))
        return [row.path.name for article in desk.cursor.queue.order if (row := desk.row(article))]

    def text(self, name: str) -> str:
        """What the widget of this name says."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        text = found.property("text")
        return str(text) if text is not None else str(found.text())  # type: ignore[attr-defined]  # the scales

    def notice(self) -> str:
        """What the line above the rating bar says, "" for nothing."""
        shown = self.window.notices.shown
        return shown.text if shown is not None else ""


def on_disk(path: Path) -> tuple[int | None, int | None, bool | None]:
    """Quality, heat and published as the file has them."""
    article = load(path).article
    return article.quality, article.heat, article.published
