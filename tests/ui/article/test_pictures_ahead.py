"""From key to request: the web server sees the pictures of what the editor is about to reach, in that order.

The server holds each answer back until the test lets it go. All pictures are on one host, which is asked for
three at a time, for a fourth only where it is on screen.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.pictures import FetchPolicy, Picture, PictureRequest, PictureService, PictureState
from curator.ui.article.picture_feed import PictureFeed
from curator.ui.article.picture_view import PictureView
from curator.ui.desk.surroundings import Surroundings
from curator.ui.desk.workbench import Workbench
from curator.ui.look.theme import Theme
from tests.pictures.conftest import Exchange, PictureServer
from tests.pictures.samples import encoded
from tests.ui.desk.bench import Bench
from tests.ui.endings import delete
from tests.ui.newsroom import article, pictures
from tests.ui.waiting import TIMEOUT, wait_until

COUNT = 30
LONG = 1_000_000
"""Milliseconds: a held key is released by the next slow step, however slow this machine is."""


class Gallery(PictureServer):
    """A picture for each article, "/0" for the first; each is held back until `let_go`."""

    def __init__(self) -> None:
        super().__init__()
        self._gates = {f"/{number}": threading.Event() for number in range(COUNT)}
        self._body = encoded("png", 64, 36)
        for path in self._gates:
            self.routes[path] = self._answer

    def _answer(self, exchange: Exchange) -> None:
        if self._gates[exchange.path].wait(TIMEOUT / 1000):
            exchange.answer(200, self._body)

    def let_go(self, *numbers: int) -> None:
        """Answer these, now or as soon as they are asked for."""
        for number in numbers:
            self._gates[f"/{number}"].set()

    def asked(self) -> list[int]:
        """The pictures that were asked for, one after the other."""
        return [int(path[1:]) for path in self.hits]


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    made = Gallery()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.let_go(*range(COUNT))
    made.shutdown()
    thread.join()
    made.server_close()


class Editor:
    """Somebody in front of a picture, at the first of the articles."""

    def __init__(self, bench: Bench, theme: Theme, owner: QObject) -> None:
        self.now = 0.0
        self.ready = 0
        self.service = PictureService(policy=FetchPolicy(frozenset({"127.0.0.1"})), parent=owner)
        self.service.picture_ready.connect(self._on_service_picture_ready)
        self.view = PictureView(theme)
        self.view.resize(320, 180)
        self.view.set_full_height(180)
        workbench = bench.workbench
        done, loader = bench.session.marks.done, workbench.loader
        self._feed = feed = PictureFeed(self.service, self.view, self.view)
        self._loader = loader
        self._surroundings = Surroundings(bench.desk, done, loader, owner, clock=lambda: self.now, calm=LONG)
        self._surroundings.around_ready.connect(feed.prefetch)
        self._surroundings.racing_changed.connect(feed.set_racing)
        self._workbench = workbench
        self._cursor = bench.desk.cursor
        self._cursor.moved.connect(self._on_cursor_moved)
        workbench.article_ready.connect(feed.show)
        self.step(0)

    def _on_service_picture_ready(self, picture: Picture) -> None:
        self.ready += picture.state is PictureState.READY

    def _on_cursor_moved(self, path: Path | None) -> None:
        self._surroundings.note_move()
        if path is None or self._loader.ready(path) is None:
            self._feed.leave()
        if path is not None:
            self._surroundings.read(path)

    def close_folder(self) -> None:
        self._workbench.close_sources()
        QCoreApplication.processEvents()

    def step(self, places: int, after: float = 1.0) -> None:
        self.now += after
        self._cursor.step(places)


@pytest.fixture
def editor(
    qapp: QApplication, workbench: Workbench, gallery: Gallery, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Iterator[Editor]:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(COUNT):
        text = article(f"Article {number}", 31 - number, *pictures(gallery.url(f"/{number}")))
        (folder / f"{number:02}.md").write_bytes(text)
    bench = Bench(workbench, folder, qtbot)
    bench.open(folder)
    bench.show("00.md")
    owner = QObject()
    made = Editor(bench, theme, owner)
    yield made
    made.service.close()
    delete(owner)
    delete(made.view)


def test_those_ahead_are_asked_for_as_the_editor_goes_on(editor: Editor, gallery: Gallery) -> None:
    wait_until(lambda: sorted(gallery.asked()) == [0, 1, 2])
    editor.step(1)
    for number in (0, 1, 2):
        gallery.let_go(number)
        wait_until(lambda: len(gallery.asked()) == 4 + number)  # noqa: B023 - called at once
    assert gallery.asked()[3:] == [3, 4, 5]
    wait_until(lambda: editor.view.has_picture)


def test_picture_that_is_there_is_shown_in_the_same_turn(editor: Editor, gallery: Gallery) -> None:
    gallery.let_go(*range(COUNT))
    wait_until(lambda: editor.ready >= 5)
    for _ in range(4):
        editor.step(1)
        assert editor.view.has_picture


def test_jump_gives_up_what_is_under_way_and_goes_on_there(editor: Editor, gallery: Gallery) -> None:
    wait_until(lambda: sorted(gallery.asked()) == [0, 1, 2])
    editor.step(20)
    # None of the three was let go: their places are free because they were given up.
    wait_until(lambda: {20, 21, 22} <= set(gallery.asked()))
    gallery.let_go(20)
    wait_until(lambda: editor.view.has_picture and 23 in gallery.asked())
    assert not {4, 5, 6} & set(gallery.asked())


def test_closing_the_folder_gives_up_what_is_under_way(editor: Editor, gallery: Gallery) -> None:
    wait_until(lambda: sorted(gallery.asked()) == [0, 1, 2])
    editor.close_folder()
    editor.service.request(PictureRequest(gallery.url("/9"), 10, 10))
    editor.service.prefetch([PictureRequest(gallery.url(f"/{number}"), 10, 10) for number in (7, 8)])
    wait_until(lambda: sorted(gallery.asked()[3:]) == [7, 8, 9])


def test_what_a_held_key_passes_is_not_asked_for(editor: Editor, gallery: Gallery) -> None:
    wait_until(lambda: sorted(gallery.asked()) == [0, 1, 2])
    gallery.let_go(*range(COUNT))
    editor.step(1)
    for _ in range(14):
        editor.step(1, after=0.03)
        QCoreApplication.processEvents()
    editor.step(1)
    wait_until(lambda: {16, 17, 18, 19, 20} <= set(gallery.asked()))
    assert not set(range(6, 15)) & set(gallery.asked())
    wait_until(lambda: editor.view.has_picture)
