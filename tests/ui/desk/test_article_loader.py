"""Articles are read ahead, once, with all that needs the disk; a late answer never replaces a newer one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.errors import ReadFailed
from curator.ui.desk.article_loader import ArticleLoader, PictureSource, ReadyArticle
from tests.ui.desk.bench import OneThread
from tests.ui.newsroom import article, pictures, provider


class Heard:
    """A loader on one thread, and what it has announced."""

    def __init__(self, thread: OneThread, qtbot: QtBot) -> None:
        self.thread = thread
        self.loader = ArticleLoader(thread.jobs, thread.owner)
        self.titles: list[str] = []
        self.failed: list[tuple[Path, ReadFailed]] = []
        self.loader.article_loaded.connect(self._note)
        self.loader.article_failed.connect(self._note_failure)
        self._qtbot = qtbot

    def _note(self, ready: ReadyArticle) -> None:
        self.titles.append(ready.article.title)

    def _note_failure(self, path: Path, error: ReadFailed) -> None:
        self.failed.append((path, error))

    def read(self, path: Path) -> ReadyArticle:
        self.loader.want([path])
        self.thread.deliver()
        ready = self.loader.ready(path)
        assert ready is not None
        return ready


@pytest.fixture
def heard(thread: OneThread, qtbot: QtBot) -> Heard:
    return Heard(thread, qtbot)


def test_article_comes_with_everything_that_needs_the_disk(heard: Heard, folder: Path) -> None:
    ready = heard.read(folder / "moss.md")
    assert ready.article.title == "Moss remembers the rain"
    assert ready.body == "The body."
    assert ready.images == tuple(PictureSource(folder / "assets" / name) for name in ("moss.png", "wall.png"))
    assert ready.stamp.size == (folder / "moss.md").stat().st_size


def test_body_is_made_readable(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(article("A", 1, body="<p>One &amp; <b>two</b></p>"))
    assert heard.read(tmp_path / "a.md").body == "One & two"


def test_parameters_of_a_picture_address_are_left_alone(heard: Heard, tmp_path: Path) -> None:
    address = "https://cdn.example/w_1200,h_675/a.jpg?w=1200&h=675,q=80%2Cauto&srcset=a%201x,b%202x&s=9v/+=="
    (tmp_path / "a.md").write_bytes(article("A", 1, *pictures(address)))
    assert heard.read(tmp_path / "a.md").images == (PictureSource(address),)


def test_picture_outside_the_site_is_refused_with_the_reason(heard: Heard, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").touch()
    (site / "a.md").write_bytes(article("A", 1, *pictures("../../etc/secret.png"), *provider("P")))
    (picture,) = heard.read(site / "a.md").images
    assert picture.source is None
    assert picture.reason


def test_wanted_twice_is_read_once(heard: Heard, folder: Path) -> None:
    heard.loader.want([folder / "bees.md", folder / "tide.md"])
    heard.loader.want([folder / "bees.md"])
    heard.thread.deliver()
    heard.loader.want([folder / "bees.md"])
    heard.thread.deliver()
    assert heard.titles == ["Bees dance in the dark", "The tide keeps no timetable"]


def test_reread_during_a_read_gives_the_newer(heard: Heard, folder: Path) -> None:
    heard.loader.want([folder / "bees.md"])
    heard.thread.let_it_work()
    (folder / "bees.md").write_bytes(article("Newer", 9))
    heard.loader.reread(folder / "bees.md")
    heard.thread.deliver()
    assert heard.titles == ["Newer"]


def test_earlier_version_stays_until_the_newer_is_read(heard: Heard, folder: Path) -> None:
    before = heard.read(folder / "bees.md")
    heard.loader.reread(folder / "bees.md")
    assert heard.loader.ready(folder / "bees.md") is before


def test_decision_is_not_undone_by_a_read_from_before_it(heard: Heard, folder: Path) -> None:
    ready = heard.read(folder / "bees.md")
    heard.loader.reread(folder / "bees.md")
    heard.thread.let_it_work()
    decided = replace(ready, article=replace(ready.article, quality=99))
    heard.loader.replace(decided)
    heard.thread.deliver()
    assert heard.loader.ready(folder / "bees.md") is decided


def test_answers_of_an_earlier_folder_are_dropped(heard: Heard, folder: Path) -> None:
    heard.loader.want([folder / "bees.md", folder / "gone.md"])
    heard.thread.let_it_work()
    heard.loader.clear()
    heard.thread.deliver()
    assert (heard.titles, heard.failed) == ([], [])
    assert heard.loader.ready(folder / "bees.md") is None


def test_file_that_cannot_be_read_is_announced_with_the_reason(heard: Heard, folder: Path) -> None:
    heard.loader.want([folder / "gone.md"])
    heard.thread.deliver()
    assert heard.failed[0][0] == folder / "gone.md"
    assert isinstance(heard.failed[0][1], ReadFailed)


def test_file_that_could_not_be_read_may_be_asked_for_again(heard: Heard, folder: Path) -> None:
    heard.loader.want([folder / "late.md"])
    heard.thread.deliver()
    (folder / "late.md").write_bytes(article("Late", 1))
    assert heard.read(folder / "late.md").article.title == "Late"


def test_only_so_many_are_kept_and_those_used_last(heard: Heard, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.md" for number in range(70)]
    for path in paths:
        path.write_bytes(article(path.stem, 1))
    heard.loader.want(paths[:64])
    heard.thread.deliver()
    assert heard.loader.ready(paths[0]) is not None
    heard.loader.want(paths[64:])
    heard.thread.deliver()
    kept = [heard.loader.ready(path) is not None for path in paths]
    assert kept == [True] + [False] * 6 + [True] * 63
