"""Keys move, mark and lead out of the window, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from curator.ui.article.picture_zoom import PictureZoom
from curator.ui.story.related_panel import RelatedList
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import BEES, NEWEST_FIRST, article, pictures


class Browser(QObject):
    """Takes the links that would go to the desktop's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("http", "https", "file"):
            QDesktopServices.setUrlHandler(scheme, self, "take")  # type: ignore[arg-type]  # stubs want bytes

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def close(self) -> None:
        for scheme in ("http", "https", "file"):
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


def marked(hands: Hands) -> set[str]:
    desk = hands.curator.workbench.desk
    return {row.path.name for article in desk.batch.ids if (row := desk.row(article)) is not None}


def test_keys_move(desk_hands: Hands) -> None:
    view = desk_hands.window.area.queue.view
    for stroke, name in (
        ("J", "wasps.md"),
        ("Down", "tide.md"),
        ("K", "wasps.md"),
        ("Up", "bees.md"),
        ("Up", "bees.md"),
        ("N", "wasps.md"),
        ("End", "notes.md"),
        ("J", "notes.md"),
        ("N", "bees.md"),
        ("End", "notes.md"),
        ("Home", "bees.md"),
    ):
        desk_hands.press(stroke)
        desk_hands.until_on_screen(name)
        assert view.path_text(view.currentIndex().row()).endswith(name)


def test_next_undecided_passes_by_what_is_decided(desk_hands: Hands) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("Shift+E", "K")
    desk_hands.until_on_screen("bees.md")
    desk_hands.press("N")
    desk_hands.until_on_screen("tide.md")


def test_space_scrolls_to_the_end_and_then_goes_on(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "long.md").write_bytes(article("Long", 9, body="A line.\n\n" * 200))
    (folder / "next.md").write_bytes(article("Next", 8))
    hands.open(folder)
    bar = hands.window.area.article.verticalScrollBar()
    hands.until(lambda: bar.maximum() > 0)
    hands.press("Space", "Space")
    assert bar.value() > 0
    hands.press("Shift+Space", "Shift+Space")
    assert bar.value() == 0
    while bar.value() < bar.maximum():
        hands.press("Space")
    assert hands.on_screen == "long.md"
    hands.press("Space")
    hands.until_on_screen("next.md")


def test_click_in_the_list_goes_there(desk_hands: Hands) -> None:
    view = desk_hands.window.area.queue.view
    middle = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    desk_hands.until_on_screen("tide.md")


# Marks.


def test_keys_mark(desk_hands: Hands) -> None:
    for strokes, names in (
        ("T", {"bees.md"}),
        ("T T", set()),
        ("Shift+Down Shift+Down", {"bees.md", "wasps.md", "tide.md"}),
        ("End Shift+Up", {"notes.md", "moss.md"}),
        ("End Shift+Down", {"notes.md"}),
        ("Ctrl+A", set(NEWEST_FIRST)),
        ("D", {"bees.md", "wasps.md"}),
    ):
        desk_hands.press("Home", *strokes.split())
        assert marked(desk_hands) == names, strokes
        desk_hands.press("Esc")


def test_marks_are_counted_in_words(desk_hands: Hands) -> None:
    desk_hands.press("T")
    assert desk_hands.notice() == "1 article marked. A decision now asks for all of them."


@pytest.mark.parametrize(
    ("modifier", "names"),
    [
        (Qt.KeyboardModifier.ControlModifier, {"tide.md"}),
        (Qt.KeyboardModifier.ShiftModifier, {"bees.md", "wasps.md", "tide.md"}),
    ],
)
def test_clicks_mark_with_a_key_held(
    desk_hands: Hands, modifier: Qt.KeyboardModifier, names: set[str]
) -> None:
    view = desk_hands.window.area.queue.view
    middle = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, middle)
    assert marked(desk_hands) == names
    assert desk_hands.on_screen == "bees.md"


def test_article_without_a_story_here_marks_nothing_and_says_so(desk_hands: Hands) -> None:
    desk_hands.press("End")
    desk_hands.until_on_screen("notes.md")
    links, path = desk_hands.curator.workbench.links, desk_hands.curator.workbench.desk.cursor.current
    desk_hands.until(lambda: path is not None and links.story(path) is not None)
    desk_hands.press("D")
    assert marked(desk_hands) == set()
    assert desk_hands.notice() == "No other article of this story is in the folder"


# Out of the window.


@pytest.mark.parametrize("stroke", ["B", "V"])
def test_source_opens_in_the_browser(desk_hands: Hands, browser: Browser, stroke: str) -> None:
    desk_hands.press(stroke)
    assert browser.opened == [BEES]


@pytest.mark.parametrize(
    ("strokes", "words"),
    [("Shift+B", "This article has no AMP page"), ("J J B", "This article names no source")],
)
def test_link_that_is_not_there_is_said_to_be_missing(
    desk_hands: Hands, browser: Browser, strokes: str, words: str
) -> None:
    *moves, last = strokes.split()
    desk_hands.press(*moves)
    desk_hands.until_on_screen(NEWEST_FIRST[len(moves)])
    desk_hands.press(last)
    assert browser.opened == []
    assert desk_hands.notice() == words


def test_link_of_the_source_is_copied(desk_hands: Hands) -> None:
    desk_hands.press("C")
    assert QGuiApplication.clipboard().text() == BEES
    assert desk_hands.notice() == "Link copied"


def test_file_is_shown_in_its_folder(desk_hands: Hands, browser: Browser, folder: Path) -> None:
    desk_hands.press("Ctrl+R")
    assert browser.opened == [QUrl.fromLocalFile(str(folder)).toString()]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://bees.example/"])
def test_link_that_is_not_of_the_web_leads_nowhere(
    hands: Hands, browser: Browser, tmp_path: Path, url: str
) -> None:
    (tmp_path / "odd.md").write_bytes(article("Odd", 9, url=f'"{url}"'))
    hands.open(tmp_path / "odd.md")
    hands.press("B")
    assert browser.opened == []
    assert hands.notice() == "This article names no source"


# Pictures and related items.


def test_next_picture_and_zoom(desk_hands: Hands) -> None:
    desk_hands.press("End", "K")
    desk_hands.until_on_screen("moss.md")
    picture = desk_hands.window.area.article.picture
    desk_hands.until(lambda: picture.accessibleDescription() == "Picture 1 of 2 · 64 × 36, small")
    desk_hands.press("I")
    desk_hands.until(lambda: picture.accessibleDescription() == "Picture 2 of 2 · 32 × 18, small")
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    zoom = child(desk_hands.window, PictureZoom, "picture_zoom")
    assert zoom.isVisible()
    desk_hands.until(lambda: zoom.accessibleDescription().startswith("2 of 2 · 32 × 18"))
    desk_hands.press("I")
    desk_hands.until(lambda: zoom.accessibleDescription().startswith("1 of 2 · 64 × 36"))
    assert picture.accessibleDescription() == "Picture 1 of 2 · 64 × 36, small"
    desk_hands.press("U")
    desk_hands.until(lambda: zoom.accessibleDescription().startswith("1 of 2 · 64 × 36"))
    desk_hands.press("8")
    assert zoom.isHidden()
    assert desk_hands.curator.workbench.session.progress().decided == 0
    desk_hands.press("Shift+8")
    assert desk_hands.curator.workbench.session.progress().decided == 1


def test_article_without_a_picture_says_so(desk_hands: Hands) -> None:
    desk_hands.press("I")
    assert desk_hands.notice() == "This article has no picture"


def test_picture_from_outside_the_site_is_not_said_to_be_missing(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_bytes(article("Odd", 9, *pictures("/../../secret.png")))
    hands.open(tmp_path / "odd.md")
    hands.press("I")
    assert hands.notice() == "This picture cannot be shown"


def test_related_item_that_is_a_file_here_is_gone_to(desk_hands: Hands) -> None:
    desk_hands.press("L")
    related = child(desk_hands.window, RelatedList, "related_list")
    assert related.hasFocus()
    desk_hands.press("Enter")
    desk_hands.until_on_screen("wasps.md")


def test_related_item_elsewhere_opens_in_the_browser(desk_hands: Hands, browser: Browser) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("L", "J", "Enter")
    assert browser.opened == ["https://hornets.example/"]
    assert desk_hands.on_screen == "wasps.md"


def test_esc_comes_back_from_the_related_list(desk_hands: Hands) -> None:
    desk_hands.press("L", "Esc")
    assert desk_hands.window.area.queue.view.hasFocus()


def test_decisions_work_from_inside_the_related_list(desk_hands: Hands) -> None:
    desk_hands.press("L")
    desk_hands.decide("8")
    assert desk_hands.on_screen == "wasps.md"


def test_article_without_related_items_says_so(desk_hands: Hands) -> None:
    desk_hands.press("End")
    desk_hands.until_on_screen("notes.md")
    desk_hands.press("L")
    assert desk_hands.notice() == "This article has no related items"


def test_nothing_open_is_nothing_to_do(hands: Hands, browser: Browser) -> None:
    told = Ear(hands.window.moves.told)
    hands.press("J", "K", "End", "Home", "T", "Shift+Down", "Ctrl+A", "B", "C", "Ctrl+R", "8", "Z")
    assert (browser.opened, told.heard, marked(hands)) == ([], [], set())
