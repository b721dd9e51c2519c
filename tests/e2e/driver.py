"""Runs the real window and answers questions about it over stdin and stdout; see `protocol`.

    python driver.py [FOLDER|FILE…]

It only looks: keys and mouse come from outside, through the X server.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMainWindow,
    QMenu,
    QMenuBar,
    QProgressBar,
    QWidget,
)

from curator.library.launch import start_early
from curator.triage.launch import start_saving
from curator.ui import app
from tests.e2e.protocol import (
    Ask,
    Box,
    Happening,
    Kind,
    Memory,
    Part,
    Question,
    Row,
    Window,
    question_of,
    to_line,
)

_CHUNK = 1 << 16


class Log(QObject):
    """Notes which keys reach the window and which articles are painted, with the time."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.happenings: list[Happening] = []
        article = window.findChild(QWidget, "article")
        if article is None:
            raise LookupError("there is no widget called article")
        article.article_painted.connect(self._on_article_painted)  # type: ignore[attr-defined]  # ArticlePanel's
        progress = window.findChild(QProgressBar, "progress")
        if progress is not None:
            progress.valueChanged.connect(self._on_progress_value_changed)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._note(
                Kind.KEY, str(event.key()), is_repeat=event.isAutoRepeat(), pressed_at=event.timestamp()
            )
        return False

    @Slot(object)
    def _on_article_painted(self, path: Path) -> None:
        last = next((each for each in reversed(self.happenings) if each.kind is Kind.PAINTED), None)
        if last is None or last.what != str(path):
            self._note(Kind.PAINTED, str(path))

    @Slot(int)
    def _on_progress_value_changed(self, decided: int) -> None:
        self._note(Kind.DECIDED, str(decided))

    def _note(self, kind: Kind, what: str, *, is_repeat: bool = False, pressed_at: int = 0) -> None:
        self.happenings.append(Happening(kind, what, is_repeat, time.monotonic_ns(), pressed_at))


class Witness(QObject):
    """Reads questions, looks at the window, writes answers."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._log = Log(window)
        self._unread = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)

    @Slot()
    def _on_notifier_activated(self) -> None:
        data = os.read(sys.stdin.fileno(), _CHUNK)
        if not data:
            self._notifier.setEnabled(False)
            return
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            sys.stdout.write(to_line(self._answer(question_of(line.decode()))) + "\n")
            sys.stdout.flush()

    def _answer(self, question: Question) -> object:
        match question.ask:
            case Ask.WINDOW:
                return self._describe_window()
            case Ask.PART:
                return self._part(question.name)
            case Ask.ROWS:
                view = self._window.findChild(QAbstractItemView, question.name)
                return _rows(view) if view is not None else []
            case Ask.ACTIONS:
                return self._actions(question.name)
            case Ask.LOG:
                return self._log.happenings[question.number :]
            case Ask.PICTURE:
                self._take_picture(question.name)
            case Ask.MEMORY:
                return _memory()
        return None

    def _describe_window(self) -> Window:
        focus = QApplication.focusWidget()
        return Window(
            int(self._window.winId()),
            self._window.windowTitle(),
            focus.objectName() if focus is not None else "",
            self._window.isActiveWindow() and self._window.isVisible(),
        )

    def _part(self, name: str) -> Part:
        found = self._window.findChildren(QWidget, name)
        if name == self._window.objectName():
            found = [self._window]
        widget = next((each for each in found if each.isVisible()), next(iter(found), None))
        if widget is None:
            return Part()
        value = widget.property("value")
        return Part(
            widget.isVisible(),
            _text_of(widget),
            value if isinstance(value, int) else None,
            widget.accessibleDescription(),
            _box(widget, widget.rect()),
        )

    def _actions(self, name: str) -> list[Row]:
        menu = self._window.findChild(QWidget, name)
        if not isinstance(menu, QMenu | QMenuBar) or not menu.isVisible():
            return []
        return [
            Row(
                action.text().replace("&", "").split("\t")[0],
                action.text(),
                "",
                action is menu.activeAction(),
                _box(menu, menu.actionGeometry(action)),
            )
            for action in menu.actions()
        ]

    def _take_picture(self, file: str) -> None:
        box = _box(self._window, self._window.rect())
        screen = QGuiApplication.primaryScreen()
        # Off the screen, not painted anew: what a person sees.
        screen.grabWindow(0, box.left, box.top, box.width, box.height).save(file)


def _text_of(widget: QWidget) -> str:
    """What a widget says: by the method `text`, as Qt's own have it, or else to a screen reader."""
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _box(widget: QWidget, rect: QRect) -> Box:
    corner: QPoint = widget.mapToGlobal(rect.topLeft())
    return Box(corner.x(), corner.y(), rect.width(), rect.height())


def _rows(view: QAbstractItemView) -> list[Row]:
    model = view.model()
    current: QModelIndex = view.currentIndex()
    found = []
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        path = index.data(Qt.ItemDataRole.UserRole + 1)
        box = _box(view.viewport(), view.visualRect(index))
        found.append(
            Row(
                str(index.data(Qt.ItemDataRole.DisplayRole)),
                str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""),
                str(path or ""),
                place == current.row(),
                box,
            )
        )
    return found


def _memory() -> Memory:
    words = Path("/proc/self/status").read_text(encoding="ascii").split()
    return Memory(int(words[words.index("VmRSS:") + 1]))


class WatchedCurator(app.Curator):
    """The real one, with a witness from the moment it is shown."""

    def show(self, paths: Sequence[Path]) -> None:
        self.window.winId()
        Witness(self.window)
        super().show(paths)


if __name__ == "__main__":
    if sys.platform != "win32":
        # For `Program.stacks`.
        faulthandler.register(signal.SIGUSR1)
    app.Curator = WatchedCurator  # type: ignore[misc]  # `run` builds what carries this name
    sys.exit(app.run([Path(word) for word in sys.argv[1:]], start_early(), start_saving()))
