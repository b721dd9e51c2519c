"""The disk is full at each step of a save: that of the article, and that of the journal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.triage.decisions import Status
from curator.triage.reports import NotRecorded, OpenFailed
from curator.triage.thread_saver import ThreadSaver
from tests.faults.conftest import NEW, FaultDesk, HalfWay, once_after
from tests.faults.failing_calls import FailingCalls, cannot_exchange
from tests.triage.conftest import ARTICLE
from tests.triage.small_disk import SmallDisk, small_disk

FULL = ("the disk is full", "The file is as it was", "Free some space")
PAGE = 4096
BODY = b"x" * 5 * PAGE
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the calls are told by /proc")


@pytest.fixture
def disk(folder: Path) -> Iterator[SmallDisk]:
    """The disk of the articles."""
    with small_disk(folder, "size=1m,nr_inodes=8") as mounted:
        yield mounted


@pytest.fixture
def large(disk: SmallDisk, desk: FaultDesk) -> FaultDesk:
    """A desk with an article of six pages on the small disk."""
    desk.article.write_bytes(ARTICLE + BODY)
    return desk


@pytest.mark.parametrize("pages", [0, 1, 3, 5])
def test_disk_fills_up_while_the_new_file_is_written(large: FaultDesk, disk: SmallDisk, pages: int) -> None:
    disk.fill(but_pages=pages)
    large.meets(*FULL)
    disk.free()
    large.is_mended(becomes=NEW + BODY)


def test_disk_with_just_enough_room_takes_it(large: FaultDesk, disk: SmallDisk) -> None:
    disk.fill(but_pages=6)
    large.decide()
    assert large.article.read_bytes() == NEW + BODY


def test_disk_has_no_room_for_another_name(large: FaultDesk, disk: SmallDisk) -> None:
    disk.use_up_names()
    large.meets(*FULL)
    disk.free_names()
    large.is_mended(becomes=NEW + BODY)


@linux
@pytest.mark.parametrize("step", ["create", "sync_file", "close", "rename"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT], ids=["full", "quota"])
def test_disk_says_so_at_a_step(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch, step: str, error: int
) -> None:
    calls = FailingCalls(desk.folder, monkeypatch)
    getattr(calls, step)(error)
    desk.meets("The file is as it was", "Free some space")
    assert calls.times
    calls.mend()
    desk.is_mended()


@pytest.fixture
def journal_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """The disk of the journal."""
    with small_disk(tmp_path / "journal", "size=1m") as mounted:
        yield mounted


@pytest.fixture
def recorder(folder: Path, tmp_path: Path, journal_disk: SmallDisk) -> Iterator[FaultDesk]:
    """A desk whose journal is on a small disk; one decision is in it, on an article of the other folder."""
    made = FaultDesk(
        folder, tmp_path / "elsewhere", journal_disk.folder / "data" / "journal.sqlite3", ThreadSaver
    )
    made.others_go_on()
    yield made
    made.desktop.close()


def test_journal_that_has_no_room_takes_nothing_and_nothing_is_written(
    recorder: FaultDesk, journal_disk: SmallDisk
) -> None:
    journal_disk.fill()
    recorder.decide()
    recorder.is_told("The disk is full; free some space")
    assert recorder.article.read_bytes() == ARTICLE
    assert recorder.desktop.session.progress().unrecorded == 1
    journal_disk.free()
    recorder.is_mended()


def test_journal_that_has_no_room_from_the_start_is_read_at_the_next_try(
    recorder: FaultDesk, journal_disk: SmallDisk
) -> None:
    recorder.desktop.close()
    journal_disk.fill()
    recorder.restart()
    recorder.decide()
    assert recorder.desktop.of(OpenFailed)
    recorder.is_told("disk is full", "free some space")
    journal_disk.free()
    recorder.is_mended()
    # What was decided before is known as well: the key of undo reaches it.
    assert [group.paths for group in (recorder.desktop.session.last(),) if group] == [(recorder.article,)]
    assert recorder.desktop.session.undo() is not None
    assert recorder.desktop.session.undo() is not None


def test_journal_without_room_for_the_second_plan_leaves_the_file(
    recorder: FaultDesk, journal_disk: SmallDisk, half_way: HalfWay
) -> None:
    theirs = ARTICLE.replace(b"title: A", b"title: B")

    def change_and_fill() -> None:
        recorder.article.write_bytes(theirs)
        journal_disk.fill()

    half_way(change_and_fill)
    recorder.decide()
    assert recorder.article.read_bytes() == theirs
    recorder.is_told("free some space")
    journal_disk.free()
    recorder.is_mended(becomes=NEW.replace(b"title: A", b"title: B"))


def test_journal_without_room_for_the_outcome_learns_it_later(
    recorder: FaultDesk, journal_disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot_exchange(monkeypatch)
    monkeypatch.setattr(os, "replace", once_after(os.replace, journal_disk.fill))
    recorder.decide()
    assert recorder.article.read_bytes() == NEW
    assert recorder.desktop.session.status_of(recorder.article) is Status.SAVED
    recorder.desktop.close()
    journal_disk.free()
    recorder.restart()
    assert recorder.entries() == [Status.SAVED]
    assert recorder.desktop.session.failures() == ()


def test_both_disks_full_one_after_the_other_keep_the_decision(
    recorder: FaultDesk, journal_disk: SmallDisk, half_way: HalfWay
) -> None:
    def remove_and_fill() -> None:
        recorder.article.unlink()
        journal_disk.fill()

    half_way(remove_and_fill)
    recorder.decide()
    recorder.is_told("the file is gone")
    assert not recorder.desktop.of(NotRecorded)
    journal_disk.free()
    recorder.article.write_bytes(ARTICLE)
    recorder.is_mended()
