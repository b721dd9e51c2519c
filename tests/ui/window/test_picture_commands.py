"""What an editor says about pictures: again, from the web or not, and from this computer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.library.places import Places, find_places
from curator.pictures import PictureRequest
from curator.ui.commands.commands import CommandId
from curator.ui.remote_pictures import FolderPictures
from curator.ui.settings import Settings, load_settings
from tests.pictures.samples import encoded
from tests.ui.hands import Hands
from tests.ui.newsroom import article, pictures
from tests.ui.picture_server import PictureServer, picture_server
from tests.ui.waiting import wait_until


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with picture_server() as made:
        made.give("/bees.png", encoded("png", 1200, 675))
        made.give("/moss.png", encoded("png", 1200, 675))
        yield made


@pytest.fixture
def news(tmp_path: Path, server: PictureServer) -> Path:
    """Two articles with a picture on the web, one without, one with a picture of its own."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, day, urls in (("bees", 9, ["/bees.png"]), ("moss", 8, ["/moss.png"]), ("tide", 7, [])):
        lines = pictures(*map(server.url, urls)) if urls else ()
        (folder / f"{name}.md").write_bytes(article(name, day, *lines))
    return folder


@pytest.fixture
def choice() -> str:
    return "ask"


@pytest.fixture
def trusts() -> bool:
    """Whether the folder may have its pictures from this computer."""
    return True


@pytest.fixture
def places(curator_home: Path, tmp_path: Path, choice: str, trusts: bool) -> Places:
    found = find_places()
    found.config.mkdir(parents=True)
    answer = {"paths": [str(tmp_path / "news")], "loads": None, "is_trusted": trusts}
    settings = {"theme": "light", "remote_pictures": choice, "folder_pictures": [answer]}
    (found.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return found


def said(hands: Hands) -> str:
    """What a screen reader says of the picture."""
    return hands.window.area.article.picture.accessibleDescription()


def answered(hands: Hands, news: Path) -> bool | None:
    settings = hands.curator.remote.settings(Settings())
    return next((each.loads for each in settings.folder_pictures if each.paths == (news,)), None)


def test_folder_is_asked_about_before_anything_is_asked_of_the_web(
    hands: Hands, news: Path, server: PictureServer
) -> None:
    hands.open(news)
    hands.until(lambda: "U loads the pictures of this folder" in said(hands))
    assert hands.notice().startswith("Pictures of this folder are on the web.")
    hands.press("J")
    hands.until_on_screen("moss.md")
    assert server.asked == []


def test_yes_loads_the_picture_on_screen_and_those_to_come(hands: Hands, news: Path) -> None:
    hands.open(news)
    hands.until(lambda: hands.notice() != "")
    hands.press("U")
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")
    hands.press("J")
    hands.until(lambda: hands.on_screen == "moss.md" and said(hands) == "Picture 1 of 1 · 1200 × 675")
    hands.open(news)
    assert not hands.notice().startswith("Pictures of this folder are on the web.")


def test_no_is_remembered_and_not_asked_again(hands: Hands, news: Path, server: PictureServer) -> None:
    hands.open(news)
    hands.until(lambda: hands.notice() != "")
    hands.press("Esc")
    assert (hands.notice(), answered(hands, news)) == ("", False)
    hands.open(news)
    hands.until(lambda: "U loads" in said(hands))
    assert (hands.notice(), server.asked) == ("", [])
    hands.press("U")
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")


def test_question_that_a_decision_passes_by_waits(hands: Hands, news: Path) -> None:
    hands.open(news)
    hands.until(lambda: hands.notice() != "")
    hands.decide("8")
    hands.press("J")
    assert answered(hands, news) is None
    assert hands.notice().startswith("Pictures of this folder are on the web.")


def test_folder_without_remote_pictures_is_not_asked_about(hands: Hands, folder: Path) -> None:
    hands.open(folder)
    assert hands.notice() == "" or "web" not in hands.notice()


@pytest.mark.parametrize("choice", ["on"])
def test_general_choice_goes_round_and_says_where_it_is(
    hands: Hands, news: Path, server: PictureServer
) -> None:
    hands.open(news)
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")
    words = []
    for _ in range(3):
        hands.window.runner.run(CommandId.REMOTE_PICTURES)
        words.append(hands.notice())
    assert words[0] == "Pictures from the web: off. What is kept on this computer is shown."
    assert words[1].startswith("Pictures of this folder are on the web.")
    assert words[2] == "Pictures from the web: on"


@pytest.mark.parametrize("choice", ["on"])
def test_folder_may_have_a_choice_of_its_own(hands: Hands, news: Path) -> None:
    hands.open(news)
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")
    hands.window.runner.run(CommandId.PICTURES_HERE)
    assert answered(hands, news) is False
    hands.press("End")
    hands.until_on_screen("tide.md")
    hands.window.runner.run(CommandId.PICTURES_HERE)
    assert answered(hands, news) is True


@pytest.mark.parametrize(("choice", "trusts"), [("on", False)])
def test_local_addresses_are_refused_until_the_folder_is_trusted(
    hands: Hands, news: Path, server: PictureServer
) -> None:
    hands.open(news)
    hands.until(lambda: "Trust This Folder for Local Addresses" in said(hands))
    assert server.asked == []
    hands.window.runner.run(CommandId.TRUST_FOLDER)
    assert "localhost" in hands.notice() or "this computer" in hands.notice()
    hands.press("Enter")
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")
    assert hands.curator.workbench.session.progress().decided == 0
    hands.window.runner.run(CommandId.TRUST_FOLDER)
    assert hands.curator.remote.settings(Settings()).folder_pictures == ()


@pytest.mark.parametrize(("choice", "trusts"), [("on", False)])
def test_trust_in_one_folder_is_not_for_pictures_of_another(
    hands: Hands, news: Path, server: PictureServer, tmp_path: Path
) -> None:
    hands.open(news)
    hands.until(lambda: "Trust This Folder for Local Addresses" in said(hands))
    empty = tmp_path / "empty"
    empty.mkdir()
    hands.curator.workbench.open([empty])
    hands.window.runner.run(CommandId.TRUST_FOLDER)
    hands.press("Enter")
    assert "is trusted" in hands.notice()
    asked_after = "/bees.png?after"
    server.give(asked_after, encoded("png", 9, 9))
    pictures = hands.curator.pictures
    pictures.request(PictureRequest(server.url(asked_after), 9, 9))
    hands.until(lambda: pictures.lookup(PictureRequest(server.url(asked_after), 9, 9)) is not None)
    assert server.asked == [asked_after]


@pytest.mark.parametrize(("choice", "trusts"), [("on", False)])
def test_trust_is_not_given_by_anything_but_a_yes(hands: Hands, news: Path, server: PictureServer) -> None:
    hands.open(news)
    hands.window.runner.run(CommandId.TRUST_FOLDER)
    hands.press("Esc", "Enter")
    assert (
        FolderPictures((news,), is_trusted=True)
        not in hands.curator.remote.settings(Settings()).folder_pictures
    )
    assert server.asked == []


@pytest.mark.parametrize("choice", ["on"])
def test_retry_asks_the_server_again(hands: Hands, news: Path, server: PictureServer) -> None:
    body = server.answers.pop("/bees.png")
    hands.open(news)
    hands.until(lambda: said(hands) == "Picture: not found (404). U tries again")
    server.answers["/bees.png"] = body
    hands.press("U")
    hands.until(lambda: said(hands) == "Picture 1 of 1 · 1200 × 675")
    assert server.asked.count("/bees.png") == 2


def test_nothing_to_get_again_says_so(desk_hands: Hands) -> None:
    desk_hands.press("U")
    assert desk_hands.notice() == "There is no picture here to get again"


@pytest.mark.parametrize("command", [CommandId.PICTURES_HERE, CommandId.TRUST_FOLDER])
def test_without_a_folder_there_is_nothing_to_say_about_one(hands: Hands, command: CommandId) -> None:
    hands.window.runner.run(command)
    assert hands.notice().startswith("Open a folder first")


def test_answers_are_there_the_next_day(hands: Hands, news: Path, places: Places) -> None:
    hands.open(news)
    hands.until(lambda: hands.notice() != "")
    hands.press("U")
    hands.window.close()
    wait_until(hands.window.isHidden)
    hands.curator.save_settings()
    loaded = load_settings(places.config / "settings.json").settings
    assert loaded.folder_pictures == (FolderPictures((news,), loads=True, is_trusted=True),)
