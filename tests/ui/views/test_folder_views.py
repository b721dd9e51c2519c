"""The views of a folder are read and changed one after the other, and nobody's are lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator.errors import SaveFailed, ViewRefused, ViewsUnreadable
from curator.library import Sort
from curator.library.views import View
from curator.library.views_file import VIEWS_NAME, change_views, load_views
from curator.ui.views.folder_views import FolderViews
from tests.ui.desk.bench import OneThread
from tests.ui.ear import Ear
from tests.ui.waiting import wait_until

FRONT, BIG = View("Front page", "undecided", Sort.QUALITY), View("Big stories", "related>3")


@pytest.fixture
def thread(qapp: QApplication) -> Iterator[OneThread]:
    made = OneThread()
    yield made
    made.end()


@pytest.fixture
def views(thread: OneThread, folder: Path) -> FolderViews:
    made = FolderViews(thread.jobs, thread.owner)
    made.open((folder,))
    return made


def add(folder: Path, view: View) -> None:
    change_views(folder / VIEWS_NAME, lambda document: document.with_view(view))


def test_views_are_read_when_a_folder_is_opened(views: FolderViews, folder: Path) -> None:
    add(folder, FRONT)
    views.reread()
    wait_until(lambda: views.views == (FRONT,))
    assert views.view("front page") == FRONT


def test_saving_renaming_and_deleting_go_one_after_the_other(views: FolderViews, folder: Path) -> None:
    told = Ear(views.told)
    views.save(FRONT)
    views.save(BIG)
    views.rename("Front page", "Home")
    views.delete("Big stories")
    wait_until(lambda: len(told.heard) == 4)
    assert load_views(folder / VIEWS_NAME).views == views.views == (View("Home", "undecided", Sort.QUALITY),)
    assert told.heard[0] == "View “Front page” saved in .curator-views.json"


def test_views_of_others_are_there_after_saving_our_own(views: FolderViews, folder: Path) -> None:
    views.save(FRONT)
    wait_until(lambda: views.views == (FRONT,))
    add(folder, BIG)
    views.save(View("Third"))
    wait_until(lambda: [view.name for view in views.views] == ["Big stories", "Front page", "Third"])


def test_broken_file_is_told_and_not_touched(views: FolderViews, folder: Path, thread: OneThread) -> None:
    thread.deliver()
    (folder / VIEWS_NAME).write_bytes(b"<<<<<<< HEAD\n")
    failed = Ear(views.failed)
    views.save(FRONT)
    wait_until(lambda: bool(failed.heard))
    assert isinstance(failed.last, ViewsUnreadable)
    assert (folder / VIEWS_NAME).read_bytes() == b"<<<<<<< HEAD\n"


def test_what_is_wrong_is_told_once_and_whenever_something_was_asked_for(
    views: FolderViews, folder: Path, thread: OneThread
) -> None:
    thread.deliver()
    failed = Ear(views.failed)
    (folder / VIEWS_NAME).write_bytes(b"{")
    for _ in range(3):
        views.reread()
    views.save(FRONT)
    views.reread()
    wait_until(lambda: len(failed.heard) == 2)
    thread.deliver()
    assert len(failed.heard) == 2
    (folder / VIEWS_NAME).unlink()
    views.save(FRONT)
    wait_until(lambda: views.views == (FRONT,))


def test_after_a_failure_the_next_change_is_made(views: FolderViews) -> None:
    failed = Ear(views.failed)
    views.save(View("  "))
    views.save(FRONT)
    wait_until(lambda: views.views == (FRONT,))
    assert isinstance(failed.last, ViewRefused)


def test_change_asked_for_before_another_folder_was_opened_goes_to_its_own(
    views: FolderViews, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    told = Ear(views.told)
    views.save(FRONT)
    views.open((other,))
    wait_until(lambda: bool(told.heard))
    assert (load_views(folder / VIEWS_NAME).views, views.views) == ((FRONT,), ())
    assert not (other / VIEWS_NAME).exists()


def test_folder_that_is_gone_refuses(views: FolderViews, tmp_path: Path) -> None:
    failed = Ear(views.failed)
    views.open((tmp_path / "gone" / "a.md",))
    views.save(FRONT)
    wait_until(lambda: bool(failed.heard))
    assert isinstance(failed.last, SaveFailed)


def test_nothing_open_has_no_views(views: FolderViews) -> None:
    views.open(())
    views.save(FRONT)
    views.reread()
    assert views.views == ()
