"""What the editor sees of a fault, and that F6 mends it; the whole table of faults is in `tests/faults`."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator.library.child import Launched
from curator.library.launch import start_thread
from curator.library.places import Places
from curator.triage.journal import Journal
from curator.triage.journal_file import VERSION
from curator.triage.launch import saving_process, start_saving
from curator.ui.app import Curator
from curator.ui.leave_signals import LeaveSignals
from tests.faults.test_protected import run_or_skip
from tests.triage.small_disk import small_disk
from tests.ui.ear import Ear
from tests.ui.endings import Crashes, end
from tests.ui.hands import Hands, on_disk
from tests.ui.newsroom import write_folder
from tests.ui.waiting import wait_until

RETRIES = "1 not saved · F6 retries"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are not what they are elsewhere")


def fails(hands: Hands, words: str) -> None:
    """Decide on the article on screen; the window says why it is not saved, and another one is saved."""
    hands.decide("8")
    hands.until(lambda: hands.text("save_state") == RETRIES)
    hands.until(lambda: words in hands.notice())


def is_mended(hands: Hands, path: Path) -> None:
    """F6 saves it, and the window has nothing more to say."""
    hands.press("F6")
    hands.until_saved()
    assert on_disk(path)[0] == 80
    hands.until(lambda: "not saved" not in hands.notice() and "could not be" not in hands.notice())


def test_full_disk(hands: Hands, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "size=1m") as disk:
        folder = write_folder(disk.folder)
        hands.open(folder)
        disk.fill()
        fails(hands, "bees.md was not saved: the disk is full. The file is as it was. Free some space")
        disk.free()
        is_mended(hands, folder / "bees.md")
        hands.curator.workbench.close_sources()


def test_read_only_disk(desk_hands: Hands, folder: Path) -> None:
    run_or_skip("mount", "--bind", folder, folder)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        fails(desk_hands, "the disk is read-only. The file is as it was. Make it writable")
        subprocess.run(["mount", "-o", "remount,rw,bind", str(folder)], check=True)
        is_mended(desk_hands, folder / "bees.md")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_link_out_of_the_folder(desk_hands: Hands, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes((folder / "bees.md").read_bytes())
    before = outside.read_bytes()
    (folder / "bees.md").unlink()
    (folder / "bees.md").symlink_to(outside)
    fails(desk_hands, "bees.md was not saved: the link leads out of the folder")
    assert outside.read_bytes() == before


def test_failures_of_an_earlier_session_are_named(desk_hands: Hands, folder: Path) -> None:
    before = (folder / "bees.md").read_bytes()
    (folder / "bees.md").unlink()
    fails(desk_hands, "bees.md was not saved: the file is gone")
    desk_hands.curator.workbench.close_sources()
    (folder / "bees.md").write_bytes(before)
    desk_hands.open(folder)
    desk_hands.until(lambda: desk_hands.text("save_state") == RETRIES)
    desk_hands.until(lambda: desk_hands.notice().startswith("bees.md was not saved: the file is gone"))
    is_mended(desk_hands, folder / "bees.md")


def set_version(journal: Path, version: int) -> None:
    connection = sqlite3.connect(journal)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_journal_of_a_newer_curator(hands: Hands, folder: Path, places: Places) -> None:
    Journal.open(places.journal).close()
    set_version(places.journal, VERSION + 1)
    hands.open(folder)
    assert "Earlier decisions cannot be read: the journal was written by a newer Curator" in hands.notice()
    fails(hands, "nothing was written: the journal was written by a newer Curator")
    assert on_disk(folder / "bees.md")[0] == 72
    set_version(places.journal, VERSION)
    is_mended(hands, folder / "bees.md")


def test_journal_locked_by_another_program(
    hands: Hands, folder: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.triage.journal_file.BUSY_SECONDS", 0.05)
    hands.open(folder)
    other = sqlite3.connect(places.journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    fails(hands, "Another program holds it; close that, then try again")
    other.execute("ROLLBACK")
    other.close()
    is_mended(hands, folder / "bees.md")


def test_damaged_journal(hands: Hands, folder: Path, places: Places) -> None:
    places.journal.parent.mkdir(parents=True)
    places.journal.write_bytes(b"no database" * 100)
    hands.open(folder)
    hands.until(lambda: hands.notice().startswith("The record of decisions was damaged"))
    assert "Your articles are untouched" in hands.notice()
    hands.decide("8")
    hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 80


class Office:
    """A window whose saving process can be sent signals."""

    def __init__(self, application: QApplication, places: Places) -> None:
        self._started: list[Launched] = []
        self.curator = Curator(application, places, start_thread, saving_process(self._start))
        self.curator.show(())
        self.curator.window.activateWindow()
        wait_until(self.curator.window.isActiveWindow)

    def _start(self) -> Launched:
        self._started.append(start_saving())
        return self._started[-1]

    def signal(self, number: int) -> None:
        os.kill(self._started[-1].runner.pid, number)  # type: ignore[attr-defined]  # it is a process

    def suspend(self) -> None:
        """Let the saver rest, and wait until it does: it may go on for a moment after the signal was sent."""
        self.signal(signal.SIGSTOP)
        saver = self._started[-1].runner.pid  # type: ignore[attr-defined]  # as above
        os.waitid(os.P_PID, saver, os.WSTOPPED | os.WNOWAIT)


@pytest.fixture
def office(qapp: QApplication, places: Places) -> Iterator[Office]:
    made = Office(qapp, places)
    crashes = Crashes(made.curator.workbench)
    yield made
    end(made.curator)
    crashes.check()


@posix
def test_saver_is_killed(office: Office, folder: Path) -> None:
    hands = Hands(office.curator)
    hands.open(folder)
    office.suspend()
    hands.decide("8")
    assert hands.text("save_state") == "Saving 1…"
    office.signal(signal.SIGKILL)
    hands.until(lambda: hands.text("save_state") == "Saving stopped · F6 restarts")
    hands.until(lambda: hands.notice().startswith("Saving has stopped unexpectedly. No file is harmed"))
    shown = hands.on_screen
    hands.press("9")
    hands.until(lambda: "F6 starts it again" in hands.notice())
    assert hands.on_screen == shown
    past = Ear(office.curator.workbench.past_known)
    is_mended(hands, folder / "bees.md")
    hands.until(lambda: bool(past.heard))
    hands.decide("7")
    hands.until_saved()
    hands.press("Z", "Z")
    hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 72


@posix
def test_saver_is_killed_before_anything_is_shown(office: Office, folder: Path) -> None:
    office.signal(signal.SIGKILL)
    hands = Hands(office.curator)
    hands.open(folder)
    hands.press("F6")
    hands.until(lambda: hands.text("save_state") == "Saved ✓")
    hands.decide("8")
    hands.until_saved()
    assert on_disk(folder / "bees.md")[0] == 80


@posix
def test_saver_is_killed_while_the_window_waits_to_close(office: Office, folder: Path) -> None:
    hands = Hands(office.curator)
    hands.open(folder)
    office.suspend()
    hands.decide("8")
    hands.press("Ctrl+Q")
    hands.until(lambda: "then Curator closes" in hands.notice())
    office.signal(signal.SIGKILL)
    hands.until(lambda: hands.notice().startswith("Saving has stopped unexpectedly"))
    assert office.curator.window.isVisible()
    hands.press("Ctrl+Q")
    hands.until(lambda: "lost when Curator quits now" in hands.notice())
    is_mended(hands, folder / "bees.md")
    hands.press("Ctrl+Q")
    hands.until(office.curator.window.isHidden)


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_request_of_the_system_to_leave_saves_first(office: Office, folder: Path, name: str) -> None:
    signals = LeaveSignals(office.curator)
    signals.leave_requested.connect(office.curator.window.close)
    hands = Hands(office.curator)
    hands.open(folder)
    office.suspend()
    hands.decide("8")
    os.kill(os.getpid(), getattr(signal, name))
    hands.until(lambda: hands.notice().startswith("Saving 1 more, then Curator closes"))
    office.signal(signal.SIGCONT)
    hands.until(office.curator.window.isHidden)
    signals.uninstall()
    assert on_disk(folder / "bees.md")[0] == 80
