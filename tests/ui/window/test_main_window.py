"""The assembled window: everything is wired, named, and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from curator.ui.app import Curator
from curator.ui.commands.commands import CommandId
from curator.ui.pages.welcome import WelcomePage
from tests.ui.commands.test_command_runner import Recorder
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import write_folder

DESIGNED = (
    *("article_list", "article_title", "article_excerpt", "article_image", "article_meta", "topics", "body"),
    *("related_list", "quality", "heat", "published", "search", "progress", "save_state", "problems"),
)


def test_every_command_is_carried_out_by_somebody(curator: Curator) -> None:
    assert curator.window.runner.missing() == ()


def test_every_menu_entry_runs_its_command(curator: Curator) -> None:
    recorder = Recorder()
    curator.window.runner.register(recorder.runner._handlers)
    curator.window.menus.fill()
    for command in CommandId:
        child(curator.window, QAction, f"action_{command.value}").trigger()
    assert recorder.ran == [(command, False) for command in CommandId]


def test_parts_have_the_names_of_the_design(desk_hands: Hands) -> None:
    for name in DESIGNED:
        parts = desk_hands.window.findChildren(QWidget, name)
        assert len(parts) == 1, name
        assert spoken_name(parts[0]), name


def spoken_name(widget: QWidget) -> str:
    """What assistive technology calls a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.text(QAccessible.Text.Name)


def test_everything_that_can_be_used_has_a_name_to_be_called_by(desk_hands: Hands) -> None:
    desk_hands.press("T", "Shift+Down")
    window = desk_hands.window
    parts: list[QWidget] = []
    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        parts += window.findChildren(kind)
    parts += [each for each in window.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = {each.objectName() or type(each).__name__ for each in parts if not spoken_name(each)}
    assert {name for name in nameless if not name.startswith("qt_")} == set()


def test_window_is_called_by_article_and_folder(desk_hands: Hands) -> None:
    assert desk_hands.window.windowTitle() == "Bees dance in the dark — news — Curator"
    desk_hands.press("J")
    desk_hands.until(lambda: desk_hands.window.windowTitle() == "Wasps build with paper — news — Curator")
    desk_hands.press("Ctrl+W")
    assert desk_hands.window.windowTitle() == "Curator"


def test_first_page_has_the_keyboard_until_a_folder_is_open(hands: Hands) -> None:
    welcome = child(hands.window, WelcomePage, "welcome_page")
    assert welcome.isVisible()
    assert not child(hands.window, QWidget, "article_list").isVisible()


def test_notices_stand_above_the_rating_bar(desk_hands: Hands) -> None:
    window = desk_hands.window
    desk_hands.press("C")
    window.grab()
    bottoms = [
        part.mapTo(window, QPoint(0, part.height())).y() for part in (window.area, window.notices, window.bar)
    ]
    assert window.notices.isVisible()
    assert bottoms == sorted(set(bottoms))


def test_held_key_decides_only_once(desk_hands: Hands) -> None:
    view = desk_hands.window.area.queue.view
    for is_held in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_8, Qt.KeyboardModifier.NoModifier, "8", is_held)
        QApplication.sendEvent(view, event)
    assert desk_hands.curator.workbench.session.progress().decided == 1


# Dropping.


def drag_of(*urls: QUrl) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(list(urls))
    return mime


def drop(window: QWidget, mime: QMimeData) -> QDropEvent:
    """Drag over the window and let go."""
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, mime, left, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    event = QDropEvent(at, copy, mime, left, keys)
    event.ignore()
    if enter.isAccepted():
        QApplication.sendEvent(window, event)
    return event


def test_several_dropped_sources_are_opened_together(hands: Hands, folder: Path, tmp_path: Path) -> None:
    second = write_folder(tmp_path / "second")
    dropped = Ear(hands.window.sources_dropped)
    mime = drag_of(QUrl.fromLocalFile(str(folder)), QUrl.fromLocalFile(str(second / "moss.md")))
    assert drop(hands.window, mime).isAccepted()
    assert dropped.heard == [(folder, second / "moss.md")]
    hands.until(lambda: len(hands.listed) == 6)
    hands.until(lambda: hands.window.windowTitle().endswith("— news and 1 more — Curator"))


@pytest.mark.parametrize("urls", [[], ["https://bees.example/"], ["mailto:bees@bees.example"]])
def test_what_is_no_file_is_not_taken(hands: Hands, urls: Sequence[str]) -> None:
    dropped = Ear(hands.window.sources_dropped)
    assert not drop(hands.window, drag_of(*map(QUrl, urls))).isAccepted()
    assert dropped.heard == []


# Hostile content.

HOSTILE = "<b>bold</b> <img src='file:///etc/passwd'> \N{RIGHT-TO-LEFT OVERRIDE}evil " + "W" * 10_000


@pytest.fixture
def hostile(hands: Hands, tmp_path: Path) -> Hands:
    """A folder with a name, and an article with fields, meant to do harm."""
    folder = tmp_path / f"<b>{'n' * 200}"
    folder.mkdir()
    lines = [
        f'title: "{HOSTILE}"',
        f'excerpt: "{HOSTILE}"',
        "publishedDateTime: 2026-01-09T08:00:00Z",
        f'webUrl: "https://{"w" * 60}.{"w" * 60}.example/{"a" * 2000}"',
        f'ampWebUrl: "https://{"w" * 60}.example/"',
        "type: article",
        "quality: 99999",
        "heat: -99999",
        "published: maybe",
        f'provider: {{name: "{HOSTILE}", domain: "{HOSTILE}"}}',
        f'topics: ["{HOSTILE}", "<u>two</u>", "three"]',
        "images: [{url: ../../../etc/passwd}]",
        "related:",
        f'  - {{title: "{HOSTILE}", webUrl: "https://x.example/", quality: 1000000}}',
        'secured: "aaaa"',
    ]
    (folder / "a.md").write_text("\n".join(("---", *lines, "---", HOSTILE)), encoding="utf-8")
    hands.open(folder)
    return hands


def test_hostile_text_is_plain_everywhere(hostile: Hands) -> None:
    own = {"", "QUALITY", "HEAT", "PUBLISHED", "PUBLISHED · not set", "secured ✓"}
    own |= {"No other publisher tells this story."}
    rich = [
        label.objectName()
        for label in hostile.window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and label.text() not in own
    ]
    assert rich == []


def test_hostile_text_is_no_markup_in_tool_tips(hostile: Hands) -> None:
    hostile.press("Shift+8", "T")
    tips = [each.toolTip() for each in hostile.window.findChildren(QWidget) if "bold" in each.toolTip()]
    assert tips
    assert not any("<b>" in tip or "<img" in tip or "<u>" in tip for tip in tips)


@pytest.mark.parametrize("width", [900, 1280])
def test_hostile_text_fits_the_window(hostile: Hands, width: int) -> None:
    window = hostile.window
    hostile.press("Shift+8", "T", "C")
    window.resize(width, 600)
    window.grab()
    assert window.width() == width
    for part in window.findChildren(QWidget):
        if part.isVisible() and part.window() is window and not isinstance(part, QScrollBar):
            left = part.mapTo(window, QPoint(0, 0)).x()
            assert left >= 0, part.objectName()
            assert left + part.width() <= width, part.objectName()


def test_hostile_text_turns_nothing_round(hostile: Hands) -> None:
    texts = [label.text() for label in hostile.window.findChildren(QLabel)] + [hostile.window.windowTitle()]
    assert not any("\N{RIGHT-TO-LEFT OVERRIDE}" in text for text in texts)


def test_hostile_picture_is_refused_in_words(hostile: Hands) -> None:
    assert hostile.window.area.article.picture.accessibleDescription().startswith("Picture: ")
