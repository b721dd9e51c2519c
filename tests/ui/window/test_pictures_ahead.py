"""The assembled window: what is about to be reached has its picture before the key is pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent

from curator.library.places import Places
from curator.pictures import Picture, PictureState
from curator.ui.app import Curator
from curator.ui.article.picture_feed import PictureFeed
from curator.ui.article.picture_view import PictureView
from curator.ui.desk.surroundings import Surroundings
from tests.ui.ear import Ear
from tests.ui.hands import Hands


def test_picture_is_there_when_its_article_is_painted_first(
    hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived, paints = Ear(hands.curator.pictures.picture_ready), Paints(monkeypatch)
    hands.open(folder)
    hands.until(lambda: (folder / "assets" / "moss.png") in sources(arrived))
    hands.press("J", "J")
    hands.until_on_screen("tide.md")
    paints.seen.clear()
    hands.press("J")
    hands.until_on_screen("moss.md")
    assert paints.seen[-1].startswith("Picture 1 of 2 · 64 × 36")
    assert not any("loading" in words for words in paints.seen)


class Paints:
    """What the place of the picture showed each time it was painted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        paint = PictureView.paintEvent

        def note(view: PictureView, event: QPaintEvent) -> None:
            self.seen.append(view.accessibleDescription())
            paint(view, event)

        monkeypatch.setattr(PictureView, "paintEvent", note)


def sources(ear: Ear) -> list[object]:
    ready = [each for each in ear.heard if isinstance(each, Picture) and each.state is PictureState.READY]
    return [picture.request.source for picture in ready]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the window's parts are told of the pace and of the network."""
    heard: list[object] = []
    monkeypatch.setattr(PictureFeed, "set_racing", lambda self, is_racing: heard.append(is_racing))
    monkeypatch.setattr(Surroundings, "take_fetch_seconds", lambda self, seconds: heard.append(seconds))
    return heard


def test_parts_are_told_of_the_pace_and_of_the_network(
    told: list[object], places: Places, request: pytest.FixtureRequest
) -> None:
    curator = request.getfixturevalue("curator")
    assert isinstance(curator, Curator)
    curator.workbench.surroundings.racing_changed.emit(True)
    curator.pictures.fetch_timed.emit(1.5)
    assert told == [True, 1.5]
