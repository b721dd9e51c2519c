"""A folder of hostile articles in the real window: all is plain text, and nothing is asked of a server."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenuBar, QTextBrowser, QTextEdit, QWidget

from curator.articles.display_text import has_disturbing
from curator.library.places import Places, find_places
from curator.ui.commands.menus import Menus
from curator.ui.look.theme import Theme
from curator.ui.pages.recent_card import RecentCard
from curator.ui.settings import RecentFolder
from curator.ui.window.explanations import window_title
from curator.ui.window.notice_bar import Notice, NoticeKind
from tests.hostile.content import ODD, hostile_article, write_names, write_no_files
from tests.ui.hands import Hands

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
OUTSIDE = "<img src=x>\u202egpj [*]"


class Observer(ThreadingHTTPServer):
    """A server that notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if isinstance(self.server, Observer):
            self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def observer() -> Iterator[Observer]:
    """A server on this machine, for the time of a test."""
    made = Observer()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def places(curator_home: Path) -> Places:
    """As in the other tests, but that pictures may be fetched from the web."""
    found = find_places()
    found.config.mkdir(parents=True)
    (found.config / "settings.json").write_text('{"remote_pictures": "on"}', encoding="utf-8")
    return found


@pytest.fixture
def hostile(tmp_path: Path, observer: Observer) -> Path:
    """A folder with a hostile name, hostile articles, and what is no file; a repository with traps."""
    folder = tmp_path / OUTSIDE
    folder.mkdir()
    for number in range(2):
        article = hostile_article(observer.server_port, number)
        (folder / f"markup-{number}.md").write_bytes(article)
    for number, data in enumerate(ODD.values()):
        (folder / f"odd-{number}.md").write_bytes(data)
    write_names(folder)
    write_no_files(folder)
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/it-ran\n", encoding="utf-8")
    trap.chmod(0o755)
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "config", "core.fsmonitor", trap], check=True)
    return folder


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says, by whatever means."""
    yield from (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    text = widget.property("text")
    if isinstance(text, str):
        yield text


def listed(view: QAbstractItemView) -> Iterator[str]:
    """Everything the first rows of a list say."""
    model = view.model()
    for row in range(min(100, model.rowCount())):
        for role in _ROLES:
            text = model.index(row, 0).data(role)
            if isinstance(text, str):
                yield text


def faults(window: QWidget) -> list[str]:
    """What in a window could act on the words of an article instead of showing them."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel):
            if widget.textFormat() is not Qt.TextFormat.PlainText and widget.text():
                found.append(f"{name} guesses what its text is")
            if widget.openExternalLinks():
                found.append(f"{name} opens links")
        if isinstance(widget, QTextEdit) and not isinstance(widget, QTextBrowser):
            found.append(f"{name} may hold rich text")
        if "<img" in widget.toolTip() or "<b>" in widget.toolTip():
            found.append(f"{name} has markup in its tool tip")
        found += [f"{name} says {text[:40]!a}" for text in texts_of(widget) if has_disturbing(text)]
    for view in window.findChildren(QAbstractItemView):
        found += [f"{view.objectName()} lists {text[:40]!a}" for text in listed(view) if has_disturbing(text)]
    for action in window.findChildren(QAction):
        if has_disturbing(action.text()) or has_disturbing(action.toolTip()):
            found.append(f"action {action.text()!a}")
    return found


def test_every_article_of_a_hostile_folder_is_shown_as_plain_text(
    hands: Hands, hostile: Path, observer: Observer, tmp_path: Path
) -> None:
    hands.open(hostile)
    desk = hands.curator.workbench.desk
    count = len(list(hostile.glob("*.md"))) - 1  # one is a folder
    hands.until(lambda: len(desk.cursor.queue) == count)
    assert hands.listed
    for article in list(desk.cursor.queue.order):
        desk.cursor.go_to(article)
        row = desk.row(article)
        assert row is not None
        hands.until(lambda path=row.path: hands.window.area.article.path == path)  # type: ignore[misc]
        assert faults(hands.window) == []
    assert observer.asked == []
    assert not (tmp_path / "it-ran").exists()


def test_hostile_names_are_shown_as_plain_text_where_they_are_told_of(hands: Hands, tmp_path: Path) -> None:
    empty = tmp_path / f"{OUTSIDE}\n\x1b"
    empty.mkdir()
    (empty / f".{OUTSIDE}").mkdir()
    hands.curator.folders.open((empty, tmp_path / f"gone{OUTSIDE}"))
    area = hands.window.area
    hands.until(lambda: area.page_shown is not None and "<img" in area.page_shown.headline)
    assert faults(hands.window) == []
    hands.window.notices.show_notice(Notice(OUTSIDE, NoticeKind.PROBLEM, detail=OUTSIDE))
    assert "\ufffdgpj" in hands.text("notice_text")
    assert faults(hands.window) == []


def test_hostile_folder_opened_before_is_offered_as_plain_text(hands: Hands, theme: Theme) -> None:
    recent = RecentFolder((Path(f"/{OUTSIDE}"),), f"{OUTSIDE}\n\udcff")
    menus = Menus(QMenuBar(hands.window), hands.window)
    menus.set_recents((recent,))
    card = RecentCard(theme, recent, datetime.now(UTC), hands.window, is_missing=False)
    assert card.accessibleName().startswith("<img src=x>\ufffdgpj [*] \ufffd")
    assert faults(hands.window) == []


def test_title_of_the_window_shows_the_mark_of_unsaved_changes_as_written(hands: Hands) -> None:
    hands.window.setWindowTitle(window_title("a [*] b", "c"))
    assert hands.window.windowTitle() == "a [*][*] b — c — Curator"
