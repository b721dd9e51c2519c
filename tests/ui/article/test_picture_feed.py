"""Pictures come from memory at once or later through the service; what is no longer wanted is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.articles import Article, Image, Provider
from curator.frontmatter import HeaderKind
from curator.library import Row
from curator.pictures import FetchPolicy, Fit, Picture, PictureRequest, PictureService
from curator.ui.article.picture_feed import PictureFeed
from curator.ui.article.picture_view import PictureView
from curator.ui.desk.article_loader import PictureSource, ReadyArticle
from curator.ui.look.theme import Theme
from tests.ui.ear import Ear
from tests.ui.endings import delete
from tests.ui.newsroom import write_picture
from tests.ui.waiting import TIMEOUT

REFUSED = PictureSource(None, "it lies outside of the site")


@pytest.fixture
def service(qapp: QApplication) -> Iterator[PictureService]:
    owner = QObject()
    service = PictureService(policy=FetchPolicy(is_remote_allowed=False), parent=owner)
    yield service
    service.close()
    delete(owner)


class Screen:
    """A view with its feed, and pictures to show in it."""

    def __init__(self, service: PictureService, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.service = service
        self.view = PictureView(theme)
        self.view.resize(320, 180)
        self.view.set_full_height(180)
        qtbot.addWidget(self.view)
        self.feed = PictureFeed(service, self.view, self.view)
        self.icons, self.related = Ear(self.feed.icon_arrived), Ear(self.feed.related_arrived)
        self._folder = folder
        self._qtbot = qtbot

    def picture(self, name: str, width: int = 64, height: int = 36) -> PictureSource:
        return PictureSource(write_picture(self._folder / f"{name}.png", width, height, "green"))

    def wait(self) -> None:
        """Until there is a picture, or a reason why there is none."""
        self._qtbot.waitUntil(lambda: "loading" not in self.view.accessibleDescription(), timeout=TIMEOUT)


@pytest.fixture
def screen(service: PictureService, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Screen:
    return Screen(service, theme, tmp_path, qtbot)


def ready(
    name: str = "bees",
    *images: PictureSource,
    icon: PictureSource | None = None,
    related: tuple[PictureSource | None, ...] = (),
) -> ReadyArticle:
    path = Path(f"/news/{name}.md")
    article = Article(path, HeaderKind.YAML, name, provider=Provider("Hive"))
    return ReadyArticle(article, "", Row(path, name), images, icon, related)


def test_picture_arrives_and_is_shown(screen: Screen) -> None:
    screen.feed.show(ready("bees", screen.picture("one")))
    assert screen.view.accessibleDescription() == "Picture, loading"
    screen.wait()
    assert screen.view.accessibleDescription() == "Picture 1 of 1 · 64 × 36, small"


def test_picture_in_memory_is_shown_at_once(screen: Screen) -> None:
    first = ready("bees", screen.picture("one"))
    screen.feed.show(first)
    screen.wait()
    screen.feed.show(ready("moss"))
    screen.feed.show(first)
    assert screen.view.has_picture


def test_prefetched_picture_is_shown_at_once(screen: Screen, qtbot: QtBot) -> None:
    ahead = ready("moss", screen.picture("ahead"))
    with qtbot.waitSignal(screen.service.picture_ready, timeout=TIMEOUT):
        screen.feed.prefetch([ahead])
    screen.feed.show(ahead)
    assert screen.view.has_picture


def test_article_without_pictures_says_so(screen: Screen) -> None:
    screen.feed.show(ready())
    assert screen.view.accessibleDescription() == "No picture"


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (REFUSED, "it lies outside of the site"),
        (PictureSource(Path("/nowhere/gone.png")), "the file is not there"),
        (PictureSource("https://bees.example/far.png"), "pictures from the web are switched off"),
    ],
)
def test_picture_that_cannot_be_shown_says_why(screen: Screen, source: PictureSource, part: str) -> None:
    screen.feed.show(ready("bees", source))
    screen.wait()
    assert screen.view.accessibleDescription().startswith("Picture")
    assert part in screen.view.accessibleDescription()


def test_late_picture_of_another_article_is_not_shown(screen: Screen, qtbot: QtBot) -> None:
    late = screen.picture("late")
    screen.feed.show(ready("bees", late))
    screen.feed.show(ready("moss"))
    assert isinstance(late.source, Path)
    with qtbot.waitSignal(screen.service.picture_ready, timeout=TIMEOUT):
        screen.service.request(PictureRequest(late.source, 320, 180, Fit.COVER))
    assert screen.view.accessibleDescription() == "No picture"


def test_next_picture_comes_round(screen: Screen) -> None:
    screen.feed.show(ready("bees", screen.picture("one"), screen.picture("two", 80, 45)))
    screen.wait()
    places = []
    for _ in range(2):
        assert screen.feed.next_picture()
        places.append(screen.feed.place)
        screen.wait()
    assert places == [1, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_there_is_no_next_of_one(screen: Screen, count: int) -> None:
    screen.feed.show(ready("bees", *[screen.picture("one")] * count))
    assert not screen.feed.next_picture()
    assert screen.feed.place == 0


def test_another_article_begins_with_its_first_picture(screen: Screen) -> None:
    screen.feed.show(ready("bees", screen.picture("one"), screen.picture("two")))
    screen.feed.next_picture()
    screen.feed.show(ready("moss", screen.picture("three"), screen.picture("four")))
    assert screen.feed.place == 0


def test_same_article_anew_keeps_its_place(screen: Screen) -> None:
    same = ready("bees", screen.picture("one"), screen.picture("two"))
    screen.feed.show(same)
    screen.feed.next_picture()
    screen.feed.show(same)
    assert screen.feed.place == 1


def test_picture_smaller_than_the_file_says_is_flagged(screen: Screen) -> None:
    shown = ready("bees", screen.picture("one", 700, 400))
    declared = Image("/one.png", 1200, 675)
    screen.feed.show(replace(shown, article=replace(shown.article, images=(declared,))))
    screen.wait()
    assert screen.view.accessibleDescription() == "Picture 1 of 1 · 700 × 400, file says 1200 × 675"


def test_retry_gets_the_picture_that_has_come_meanwhile(screen: Screen, tmp_path: Path) -> None:
    screen.feed.show(ready("bees", PictureSource(tmp_path / "late.png")))
    screen.wait()
    assert "U tries again" in screen.view.accessibleDescription()
    screen.picture("late")
    assert screen.feed.retry()
    assert screen.view.accessibleDescription() == "Picture, loading"
    screen.wait()
    assert screen.view.has_picture


@pytest.mark.parametrize("shown", [ready(), ready("bees", REFUSED)])
def test_nothing_to_get_is_nothing_to_retry(screen: Screen, shown: ReadyArticle) -> None:
    assert not screen.feed.retry()
    screen.feed.show(shown)
    assert not screen.feed.retry()


def test_article_that_lost_a_picture_shows_the_last_it_has(screen: Screen) -> None:
    one, two = screen.picture("one"), screen.picture("two")
    screen.feed.show(ready("bees", one, two))
    screen.feed.next_picture()
    screen.feed.show(ready("bees", one))
    screen.wait()
    assert screen.view.accessibleDescription() == "Picture 1 of 1 · 64 × 36, small"
    assert screen.feed.full_request(QSize(1000, 800)) is not None


def resize(screen: Screen, width: int, height: int) -> None:
    screen.view.resize(width, height)
    screen.view.set_full_height(height)
    screen.feed.show_again()


def test_another_size_asks_for_another_picture(screen: Screen, qtbot: QtBot) -> None:
    screen.feed.show(ready("bees", screen.picture("one", 1000, 600)))
    screen.wait()
    resize(screen, 640, 360)
    assert screen.view.has_picture
    qtbot.waitUntil(lambda: screen.view._pixmap.width() == 640, timeout=TIMEOUT)


def test_sizes_in_passing_are_not_decoded(screen: Screen, qtbot: QtBot) -> None:
    screen.feed.show(ready("bees", screen.picture("one", 1000, 600)))
    screen.wait()
    answers = Ear(screen.service.picture_ready)
    for width in range(330, 640, 10):
        resize(screen, width, 200)
    qtbot.waitUntil(lambda: screen.view._pixmap.width() == 630, timeout=TIMEOUT)
    assert [picture.request.width for picture in pictures(answers)] == [630]


def test_what_lies_ahead_follows_another_size(screen: Screen, qtbot: QtBot) -> None:
    ahead = ready("moss", screen.picture("ahead", 1000, 600))
    screen.feed.show(ready("bees"))
    screen.feed.prefetch([ahead])
    resize(screen, 640, 360)
    answers = Ear(screen.service.picture_ready)
    qtbot.waitUntil(lambda: 640 in [each.request.width for each in pictures(answers)], timeout=TIMEOUT)


def pictures(ear: Ear) -> list[Picture]:
    return [picture for picture in ear.heard if isinstance(picture, Picture)]


def test_icon_arrives(screen: Screen, qtbot: QtBot) -> None:
    screen.feed.show(ready("bees", icon=screen.picture("icon", 50, 50)))
    assert screen.icons.heard == [None]
    qtbot.waitUntil(lambda: isinstance(screen.icons.last, QImage), timeout=TIMEOUT)


def test_icon_of_the_article_before_is_taken_away(screen: Screen, qtbot: QtBot) -> None:
    with_icon = ready("bees", icon=screen.picture("icon", 50, 50))
    screen.feed.show(with_icon)
    qtbot.waitUntil(lambda: isinstance(screen.icons.last, QImage), timeout=TIMEOUT)
    screen.feed.show(ready("moss"))
    assert screen.icons.last is None
    screen.feed.show(with_icon)
    assert isinstance(screen.icons.last, QImage)


def test_pictures_of_related_items_arrive_at_their_places(screen: Screen, qtbot: QtBot) -> None:
    shared = screen.picture("shared")
    screen.feed.show(ready("bees", related=(None, shared, REFUSED, screen.picture("other"), shared)))
    qtbot.waitUntil(lambda: len(screen.related.heard) == 3, timeout=TIMEOUT)
    places = sorted(heard[0] for heard in screen.related.heard if isinstance(heard, tuple))
    assert places == [1, 3, 4]


def test_missing_picture_of_a_related_item_is_no_picture(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.service.picture_ready, timeout=TIMEOUT):
        screen.feed.show(ready("bees", related=(PictureSource(Path("/nowhere/gone.png")),)))
    assert screen.related.heard == []


def test_zoom_asks_for_the_picture_on_screen(screen: Screen) -> None:
    assert screen.feed.full_request(QSize(1000, 800)) is None
    two = screen.picture("two")
    screen.feed.show(ready("bees", screen.picture("one"), two))
    screen.feed.next_picture()
    request = screen.feed.full_request(QSize(1000, 800))
    assert request is not None
    assert (request.source, request.width, request.height) == (two.source, 1000, 800)


def test_refused_picture_cannot_be_zoomed(screen: Screen) -> None:
    screen.feed.show(ready("bees", REFUSED))
    assert screen.feed.full_request(QSize(1000, 800)) is None


def test_nothing_shown_is_nothing_to_show_again(screen: Screen) -> None:
    screen.feed.show_again()
    assert not screen.feed.next_picture()
    assert screen.view.accessibleDescription() == ""


def test_icon_and_related_pictures_in_memory_are_there_at_once(screen: Screen, qtbot: QtBot) -> None:
    full = ready("bees", icon=screen.picture("icon", 50, 50), related=(screen.picture("small"),))
    screen.feed.show(full)
    qtbot.waitUntil(lambda: len(screen.related.heard) == 1 and screen.icons.last is not None, timeout=TIMEOUT)
    screen.feed.show(ready("moss"))
    icons, related = Ear(screen.feed.icon_arrived), Ear(screen.feed.related_arrived)
    screen.feed.show(full)
    assert [type(image) for image in icons.heard] == [QImage]
    assert len(related.heard) == 1


def test_small_pictures_come_after_the_next_lead_picture(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = Ear(Plans(monkeypatch, screen.service).planned)
    first = ready("a", screen.picture("a"), icon=screen.picture("i"), related=(screen.picture("small_a"),))
    screen.feed.prefetch([first, ready("b", screen.picture("b")), ready("c", screen.picture("c"))])
    assert planned.last == ["a", "i", "b", "small_a", "c"]


class Plans(QObject):
    """Tells what the service is asked to have ready, by the names of the files."""

    planned = Signal(list)

    def __init__(self, monkeypatch: pytest.MonkeyPatch, service: PictureService) -> None:
        super().__init__(service)
        monkeypatch.setattr(service, "prefetch", self._take)

    def _take(self, requests: list[PictureRequest]) -> None:
        self.planned.emit([Path(request.source).stem for request in requests])


def test_who_looks_at_the_second_picture_finds_the_third_ready(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = Ear(Plans(monkeypatch, screen.service).planned)
    screen.feed.show(ready("bees", *(screen.picture(name) for name in "abc")))
    screen.feed.prefetch([ready("moss", screen.picture("moss"))])
    screen.feed.next_picture()
    assert planned.heard == [["moss"], ["c", "moss"]]


def test_plan_takes_no_more_than_half_of_the_memory(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = Ear(Plans(monkeypatch, screen.service).planned)
    screen.view.resize(3000, 2000)
    screen.view.set_full_height(2000)
    screen.feed.prefetch([ready(str(number), screen.picture(str(number))) for number in range(9)])
    assert planned.last == ["0", "1"]


def test_while_a_key_is_held_nothing_is_asked_for(screen: Screen, qtbot: QtBot) -> None:
    answers = Ear(screen.service.picture_ready)
    screen.feed.set_racing(True)
    for name in ("a", "b", "c"):
        screen.feed.show(ready(name, screen.picture(name), icon=screen.picture("icon")))
    screen.feed.set_racing(False)
    qtbot.waitUntil(lambda: len(answers.heard) == 2 and screen.view.has_picture, timeout=TIMEOUT)
    assert {Path(each.request.source).stem for each in pictures(answers)} == {"c", "icon"}


def test_while_a_key_is_held_what_is_in_memory_is_shown(screen: Screen) -> None:
    passed = ready("bees", screen.picture("one"))
    screen.feed.show(passed)
    screen.wait()
    screen.feed.set_racing(True)
    screen.feed.show(ready("moss"))
    screen.feed.show(passed)
    assert screen.view.has_picture


def test_the_picture_on_screen_stays_when_the_order_changes(screen: Screen) -> None:
    one, two, three = (
        screen.picture(name, width) for name, width in (("one", 64), ("two", 32), ("three", 16))
    )
    screen.feed.show(ready("bees", one, two, three))
    screen.feed.next_picture()
    screen.feed.show(ready("bees", two, one, three))
    assert screen.feed.place == 0
    screen.feed.show(ready("bees", one, three, two))
    assert screen.feed.place == 2
    screen.feed.show(ready("bees", one, three))
    assert screen.feed.place == 1


def test_of_two_like_pictures_the_one_on_screen_stays(screen: Screen) -> None:
    one, two = screen.picture("one"), screen.picture("two")
    screen.feed.show(ready("bees", one, two, one))
    screen.feed.next_picture()
    screen.feed.next_picture()
    screen.feed.show(ready("bees", one, two, one))
    assert screen.feed.place == 2


def test_small_pictures_that_came_too_late_are_not_waited_for(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = Ear(Plans(monkeypatch, screen.service).planned)
    passed = ready("a", screen.picture("a"), icon=screen.picture("i"), related=(screen.picture("small"),))
    screen.feed.show(passed)
    screen.feed.show(ready("b", screen.picture("b")))
    screen.feed.prefetch([ready("c", screen.picture("c")), passed])
    assert planned.last == ["c", "a"]
