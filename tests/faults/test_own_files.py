"""What Curator keeps for itself besides the journal: index, saved views, settings. No decision is in there.

Damage to these files is tried in `tests/library/test_index.py`, `test_failing_index.py`, `test_views_file.py`
and `tests/ui/test_settings.py`.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.errors import SaveFailed
from curator.library.launch import start_thread
from curator.library.views import View
from curator.library.views_file import VIEWS_NAME, change_views, load_views
from curator.ui.settings import Settings, load_settings, save_settings
from tests.library.calling import Caller, fill
from tests.triage.small_disk import SmallDisk, small_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "small", "size=1m") as mounted:
        yield mounted


def read_only(disk: SmallDisk) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)


def writable(disk: SmallDisk) -> None:
    subprocess.run(["mount", "-o", "remount,rw", str(disk.folder)], check=True)


def test_index_that_another_program_holds_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "news", 30)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        caller.open(tmp_path / "news")
    monkeypatch.setattr("curator.library.schema._WAIT_SECONDS", 0.05)
    (file,) = (tmp_path / "indexes").glob("*.sqlite3")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    fill(tmp_path / "news", 40)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        assert len(caller.open(tmp_path / "news").select()) == 40
        assert [reason for reason in caller.said() if "cannot be remembered" in reason]
    other.close()


def test_index_on_a_read_only_disk_is_done_without(tmp_path: Path, disk: SmallDisk) -> None:
    fill(tmp_path / "news", 30)
    read_only(disk)
    with Caller(disk.folder / "indexes", start_thread) as caller:
        assert len(caller.open(tmp_path / "news").select()) == 30
        assert [reason for reason in caller.said() if "cannot be remembered" in reason]


def add_view(folder: Path, name: str) -> None:
    change_views(folder / VIEWS_NAME, lambda document: document.with_view(View(name)))


def test_views_on_a_full_disk_stay_what_they_were(disk: SmallDisk) -> None:
    add_view(disk.folder, "front page")
    before = (disk.folder / VIEWS_NAME).read_bytes()
    disk.fill()
    with pytest.raises(SaveFailed, match="The view was not saved: No space left") as caught:
        add_view(disk.folder, "weekend")
    assert caught.value.advice == "Try again."
    assert (disk.folder / VIEWS_NAME).read_bytes() == before
    assert sorted(os.listdir(disk.folder)) == [VIEWS_NAME, "ballast"]
    disk.free()
    add_view(disk.folder, "weekend")
    assert [view.name for view in load_views(disk.folder / VIEWS_NAME).views] == ["front page", "weekend"]


def test_views_on_a_read_only_disk_stay_what_they_were(disk: SmallDisk) -> None:
    add_view(disk.folder, "front page")
    read_only(disk)
    with pytest.raises(SaveFailed, match="you may not write"):
        add_view(disk.folder, "weekend")
    writable(disk)
    assert [view.name for view in load_views(disk.folder / VIEWS_NAME).views] == ["front page"]


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_settings_that_cannot_be_written_stay_what_they_were(disk: SmallDisk, fault: str) -> None:
    file = disk.folder / "settings.json"
    save_settings(file, Settings(sort_key="oldest"))
    disk.fill() if fault == "full" else read_only(disk)
    with pytest.raises(SaveFailed, match="the settings could not be saved"):
        save_settings(file, replace(Settings(), sort_key="quality"))
    assert load_settings(file).settings.sort_key == "oldest"
    assert [name for name in os.listdir(disk.folder) if name.endswith(".tmp")] == []
    writable(disk)
