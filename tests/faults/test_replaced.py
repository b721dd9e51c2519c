"""Something else has the place of the file: before the decision, or between its reading and its writing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.triage.decisions import Status
from tests.faults.conftest import NEW, FaultDesk, HalfWay
from tests.triage.conftest import ARTICLE, text_with

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this is about POSIX files")

When = Callable[[Callable[[], object]], None]


@pytest.fixture(params=["before", "half-way"])
def when(request: pytest.FixtureRequest, half_way: HalfWay) -> When:
    """Does something at once, or when the article has been read and the journal has the decision."""
    return half_way if request.param == "half-way" else _at_once


def _at_once(deed: Callable[[], object]) -> None:
    deed()


def meets(desk: FaultDesk, *words: str) -> None:
    """As `FaultDesk.meets`; what was there before is not there any more."""
    desk.decide()
    desk.is_told(*words)
    desk.is_kept()
    desk.others_go_on()


def test_file_is_deleted(desk: FaultDesk, when: When) -> None:
    when(desk.article.unlink)
    meets(desk, "the file is gone", "Nothing was written", "Put it back")
    assert not desk.article.exists()
    desk.article.write_bytes(ARTICLE)
    desk.is_mended()


def test_file_is_renamed(desk: FaultDesk, when: When) -> None:
    other = desk.folder / "b.md"
    when(lambda: desk.article.rename(other))
    meets(desk, "the file is gone", "Nothing was written")
    assert other.read_bytes() == ARTICLE
    other.rename(desk.article)
    desk.is_mended()


def test_folder_is_moved_away(desk: FaultDesk, when: When, tmp_path: Path) -> None:
    when(lambda: desk.folder.rename(tmp_path / "moved"))
    desk.decide()
    assert not desk.folder.exists()
    (tmp_path / "moved").rename(desk.folder)
    desk.is_told("the file is gone", "Nothing was written")
    assert desk.article.read_bytes() == ARTICLE
    desk.is_mended()


def test_folder_takes_the_place_of_the_file(desk: FaultDesk, when: When) -> None:
    def replace() -> None:
        desk.article.unlink()
        desk.article.mkdir()

    when(replace)
    meets(desk, "this is a folder", "move it away")
    desk.article.rmdir()
    desk.article.write_bytes(ARTICLE)
    desk.is_mended()


def link_to(desk: FaultDesk, target: Path | str) -> Callable[[], None]:
    """Puts a link in the place of the article."""

    def replace() -> None:
        desk.article.unlink()
        desk.article.symlink_to(target)

    return replace


def test_link_into_the_folder_is_followed_and_stays(desk: FaultDesk, when: When) -> None:
    target = desk.folder / "deep" / "b.md"
    target.parent.mkdir()
    target.write_bytes(ARTICLE)
    when(link_to(desk, "deep/b.md"))
    desk.decide()
    assert desk.article.is_symlink()
    assert target.read_bytes() == NEW
    assert desk.entries() == [Status.SAVED]


def test_link_into_the_repository_of_the_folder_is_followed(
    desk: FaultDesk, when: When, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (desk.folder / "_config.yml").touch()
    target = tmp_path / "shared" / "b.md"
    target.parent.mkdir()
    target.write_bytes(ARTICLE)
    when(link_to(desk, target))
    desk.decide()
    assert target.read_bytes() == NEW


def test_link_into_another_opened_folder_is_followed(desk: FaultDesk, when: When) -> None:
    target = desk.sources[1] / "b.md"
    target.write_bytes(ARTICLE)
    when(link_to(desk, target))
    desk.decide()
    assert target.read_bytes() == NEW


def test_link_out_of_the_folder_is_refused(desk: FaultDesk, when: When, tmp_path: Path) -> None:
    outside = tmp_path / "private" / "b.md"
    outside.parent.mkdir()
    outside.write_bytes(ARTICLE)
    when(link_to(desk, outside))
    meets(desk, "the link leads out of the folder", str(outside), "Open that file to decide on it")
    assert outside.read_bytes() == ARTICLE
    desk.article.unlink()
    desk.article.write_bytes(ARTICLE)
    desk.is_mended()


def test_link_out_of_the_folder_is_refused_where_a_folder_is_the_link(
    desk: FaultDesk, when: When, tmp_path: Path
) -> None:
    outside = tmp_path / "private"
    outside.mkdir()
    (outside / "b.md").write_bytes(ARTICLE)
    article = desk.folder / "deep" / "b.md"
    article.parent.mkdir()
    article.write_bytes(ARTICLE)

    def replace() -> None:
        article.unlink()
        article.parent.rmdir()
        article.parent.symlink_to(outside)

    when(replace)
    desk.decide(article)
    desk.is_told("the link leads out of the folder", path=article)
    assert (outside / "b.md").read_bytes() == ARTICLE


def test_link_out_of_the_folder_is_followed_when_it_was_opened_itself(
    desk: FaultDesk, when: When, tmp_path: Path
) -> None:
    outside = tmp_path / "private" / "b.md"
    outside.parent.mkdir()
    outside.write_bytes(ARTICLE)
    desk.desktop.session.open([desk.article])
    when(link_to(desk, outside))
    desk.decide()
    assert desk.article.is_symlink()
    assert outside.read_bytes() == NEW


def test_folder_that_is_opened_through_a_link_is_no_way_out(desk: FaultDesk, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(desk.folder)
    desk.desktop.session.open([tmp_path / "way"])
    desk.decide(tmp_path / "way" / "a.md")
    assert desk.article.read_bytes() == NEW


def test_dangling_link(desk: FaultDesk, when: When) -> None:
    when(link_to(desk, "nowhere.md"))
    meets(desk, "the link leads to a file that is gone", "Nothing was written")
    assert not os.path.exists(desk.folder / "nowhere.md")
    (desk.folder / "nowhere.md").write_bytes(ARTICLE)
    desk.is_mended()
    assert desk.article.is_symlink()


def test_circular_link(desk: FaultDesk, when: When) -> None:
    when(link_to(desk, "a.md"))
    meets(desk, "the link leads round in a circle", "Nothing was written", "Repair the link")
    desk.article.unlink()
    desk.article.write_bytes(ARTICLE)
    desk.is_mended()


def test_hard_link_is_not_parted_in_silence(desk: FaultDesk, when: When) -> None:
    other = desk.folder / "b.md"
    when(lambda: os.link(desk.article, other))
    meets(desk, "the file has 2 names (hard links)", "The file is as it was", "a copy of its own")
    assert desk.article.read_bytes() == other.read_bytes() == ARTICLE
    other.unlink()
    desk.is_mended()


def test_another_file_half_way_is_decided_as_it_is(desk: FaultDesk, half_way: HalfWay) -> None:
    fresh = desk.folder / "fresh.md"
    fresh.write_bytes(text_with(10).replace(b"title: A", b"title: B"))
    half_way(lambda: os.replace(fresh, desk.article))
    desk.decide()
    assert desk.article.read_bytes() == NEW.replace(b"title: A", b"title: B")
