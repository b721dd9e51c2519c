from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.articles import Article, read_article
from curator.library import article_id
from curator.library.launch import start_thread
from curator.ui.desk import story_links
from curator.ui.desk.librarian import Librarian
from curator.ui.desk.story_links import StoryLinks
from tests.ui.endings import delete
from tests.ui.waiting import TIMEOUT, wait_until


def write(folder: Path, name: str, *related: str) -> Path:
    items = "".join(f"  - title: R\n    webUrl: https://a.example/{other}\n" for other in related)
    header = f"title: {name}\nquality: {len(related)}\nwebUrl: https://a.example/{name}\n"
    path = folder / f"{name}.md"
    path.write_text(f"---\n{header}{f'related:{chr(10)}{items}' if items else ''}---\n", encoding="utf-8")
    return path


def read(path: Path) -> Article:
    return read_article(path, path.read_bytes())


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """`a` relates to `b` and to one that is not here; `c` has nothing to do with them."""
    made = tmp_path / "stories"
    made.mkdir()
    write(made, "a", "b", "elsewhere")
    write(made, "b", "b")
    write(made, "c")
    return made


@pytest.fixture
def librarian(qapp: QApplication, tmp_path: Path, stories: Path, qtbot: QtBot) -> Iterator[Librarian]:
    made = Librarian(tmp_path / "indexes", start_thread)
    with qtbot.waitSignal(made.finished, timeout=TIMEOUT):
        made.open([stories])
    yield made
    made.close()
    made.join()
    delete(made)


@pytest.fixture
def links(librarian: Librarian) -> StoryLinks:
    return StoryLinks(librarian, librarian)


@pytest.fixture
def want(links: StoryLinks, stories: Path) -> Callable[[str], Article]:
    def want(name: str) -> Article:
        article = read(stories / f"{name}.md")
        links.want(article)
        wait_until(lambda: links.story(article.path) is not None)
        return article

    return want


def test_story_is_unknown_until_it_was_asked_for(links: StoryLinks, stories: Path) -> None:
    assert links.story(stories / "a.md") is None
    assert links.rows(read(stories / "a.md")) == (None, None)


def test_story_has_its_articles_the_leader_first(
    links: StoryLinks, stories: Path, want: Callable[[str], Article]
) -> None:
    want("b")
    assert links.story(stories / "b.md") == tuple(article_id(stories / f"{name}.md") for name in "ab")


def test_article_without_a_story_is_alone(
    links: StoryLinks, stories: Path, want: Callable[[str], Article]
) -> None:
    want("c")
    assert links.story(stories / "c.md") == (article_id(stories / "c.md"),)


def test_related_items_have_their_files_and_it_is_told_once(
    links: StoryLinks, stories: Path, want: Callable[[str], Article], qtbot: QtBot
) -> None:
    told: list[Path] = []
    links.found.connect(told.append)
    with qtbot.waitSignal(links.found, timeout=TIMEOUT):
        article = want("a")
    assert [row and row.path for row in links.rows(article)] == [stories / "b.md", None]
    want("a")
    want("c")
    assert told == [stories / "a.md"]


def test_article_is_no_related_item_of_its_own(
    links: StoryLinks, want: Callable[[str], Article], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(links.found, timeout=TIMEOUT):
        article = want("b")
    assert links.rows(article) == (None,)


def test_links_of_an_earlier_version_are_not_those_of_this(
    links: StoryLinks, stories: Path, want: Callable[[str], Article], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(links.found, timeout=TIMEOUT):
        want("a")
    assert links.rows(read(write(stories, "a", "c"))) == (None,)


def test_only_the_last_few_are_kept(
    links: StoryLinks, stories: Path, want: Callable[[str], Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_links, "_KEPT", 2)
    for name in "abc":
        want(name)
    assert links.story(stories / "a.md") is None
    assert links.story(stories / "c.md") is not None


def test_another_folder_starts_with_nothing(
    links: StoryLinks, stories: Path, want: Callable[[str], Article]
) -> None:
    want("c")
    links.clear()
    assert links.story(stories / "c.md") is None
