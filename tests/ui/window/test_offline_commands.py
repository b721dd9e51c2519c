"""Making a view available offline, as an editor in front of the window sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.library.places import Places, find_places
from curator.pictures import KeepingProgress
from curator.ui.commands.commands import CommandId
from curator.ui.desk.picture_addresses import Addresses
from curator.ui.window.notice_bar import NoticeKind
from curator.ui.window.offline_words import keeping_detail, keeping_words, kept_words
from tests.pictures.samples import encoded
from tests.ui.hands import Hands
from tests.ui.newsroom import article, pictures
from tests.ui.picture_server import PictureServer, picture_server

COUNT = 6


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with picture_server() as made:
        for number in range(COUNT):
            made.give(f"/{number}.png", encoded("png", 700, 400 + number))
        yield made


@pytest.fixture
def choice() -> str:
    return "on"


@pytest.fixture
def places(curator_home: Path, tmp_path: Path, choice: str) -> Places:
    found = find_places()
    found.config.mkdir(parents=True)
    answer = {"paths": [str(tmp_path / "news")], "loads": None, "is_trusted": True}
    settings = {"theme": "light", "remote_pictures": choice, "folder_pictures": [answer]}
    (found.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return found


@pytest.fixture
def news(tmp_path: Path, server: PictureServer) -> Path:
    """Six articles with a picture each."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(COUNT):
        lines = pictures(server.url(f"/{number}.png"))
        (folder / f"{number}.md").write_bytes(article(f"Article {number}", 9 + number, *lines))
    return folder


def keep(hands: Hands) -> None:
    hands.window.runner.run(CommandId.KEEP_VIEW)


def is_at_work(hands: Hands) -> bool:
    shown = hands.window.notices.shown
    return shown is not None and shown.kind is NoticeKind.WORK


def test_all_pictures_of_the_list_are_there_without_the_server(
    hands: Hands, news: Path, server: PictureServer
) -> None:
    hands.open(news)
    keep(hands)
    assert hands.notice() == "Looking for the pictures of this view…"
    hands.until(lambda: hands.notice().startswith(f"{COUNT} pictures kept ("))
    assert set(server.asked) == {f"/{number}.png" for number in range(COUNT)}
    server.answers.clear()
    hands.window.runner.run(CommandId.REMOTE_PICTURES)
    hands.press("End")
    picture = hands.window.area.article.picture
    hands.until(lambda: picture.accessibleDescription().startswith("Picture 1 of 1 · 700 × 400"))


def test_what_could_not_be_fetched_is_counted(hands: Hands, news: Path, server: PictureServer) -> None:
    del server.answers["/3.png"]
    hands.open(news)
    keep(hands)
    told = re.compile(rf"{COUNT - 1} pictures kept \(\d+ kB\), 1 could not be fetched\.")
    hands.until(lambda: told.fullmatch(hands.notice()) is not None)


def test_only_what_passes_the_filter_is_kept(hands: Hands, news: Path, server: PictureServer) -> None:
    hands.open(news)
    hands.press("/")
    hands.type("none")
    hands.press("Enter")
    hands.until(lambda: len(hands.curator.workbench.desk.cursor.queue) == 0)
    keep(hands)
    assert hands.notice() == "There are no articles to keep pictures of."


@pytest.mark.parametrize("how", ["again", "Esc"])
def test_run_is_stopped_by_the_same_command_and_by_esc(
    hands: Hands, news: Path, server: PictureServer, how: str
) -> None:
    server.held |= {f"/{number}.png" for number in range(COUNT)}
    hands.open(news)
    keep(hands)
    hands.until(lambda: hands.curator.pictures.keeper.is_running)
    assert is_at_work(hands)
    if how == "again":
        hands.press("Ctrl+D")
    else:
        hands.press("Esc")
    assert hands.notice() == f"Stopped after 0 of {COUNT}: 0 pictures kept."
    assert not hands.curator.pictures.keeper.is_running
    assert not is_at_work(hands)


def test_another_folder_ends_it_without_a_word(
    hands: Hands, news: Path, folder: Path, server: PictureServer
) -> None:
    server.held |= {f"/{number}.png" for number in range(COUNT)}
    hands.open(news)
    keep(hands)
    hands.until(lambda: hands.curator.pictures.keeper.is_running)
    hands.open(folder)
    assert not hands.curator.pictures.keeper.is_running
    assert "Stopped" not in hands.notice()


@pytest.mark.parametrize("choice", ["off"])
def test_nothing_is_fetched_where_the_web_is_not_asked(
    hands: Hands, news: Path, server: PictureServer
) -> None:
    hands.open(news)
    keep(hands)
    assert hands.notice().startswith("Pictures of this folder are not loaded from the web.")
    assert server.asked == []


def test_folder_without_pictures_on_the_web_says_so(desk_hands: Hands) -> None:
    keep(desk_hands)
    desk_hands.until(lambda: desk_hands.notice() == "No article of this view has a picture on the web.")


@pytest.mark.parametrize(
    ("kept", "found", "words"),
    [
        (
            KeepingProgress(412, 3, 415, 96_400_000, is_over=True),
            Addresses(),
            "412 pictures kept (96 MB), 3 could not be fetched.",
        ),
        (KeepingProgress(1, 0, 1, 900, is_over=True), Addresses(), "1 picture kept (1 kB)."),
        (
            KeepingProgress(
                1000, 0, 9000, 1_000_000_000, is_over=True, stopped_because="the cache is full: 1 GB"
            ),
            Addresses((), 2, 1),
            "Stopped (the cache is full: 1 GB) after 1,000 of 9,000: 1,000 pictures kept (1 GB). "
            "2 articles could not be read, 1 picture outside the site left out.",
        ),
    ],
)
def test_end_is_told_in_words(kept: KeepingProgress, found: Addresses, words: str) -> None:
    assert kept_words(kept, found) == words


def test_progress_is_told_in_words() -> None:
    progress = KeepingProgress(410, 2, 1415, 96_400_000)
    assert keeping_words(progress) == "Keeping pictures: 412 of 1,415"
    assert keeping_detail(progress) == "96 MB · 2 could not be fetched"
