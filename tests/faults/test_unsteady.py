"""Files that change while they are read, and disks that fail in the middle of a save."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.triage.reports import SaveReport
from tests.faults.conftest import NEW, FaultDesk, once_after
from tests.faults.failing_calls import FailingCalls, cannot_exchange
from tests.triage.conftest import ARTICLE

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the calls are told by /proc")

ROOT = Path(__file__).resolve().parents[2]
UNHARMED = "The file is as it was"


@pytest.fixture
def calls(desk: FaultDesk, monkeypatch: pytest.MonkeyPatch) -> FailingCalls:
    return FailingCalls(desk.folder, monkeypatch)


def while_read(desk: FaultDesk, patch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Do something whenever a part of the article has been read."""
    real = os.read

    def read(opened: int, size: int) -> bytes:
        data = real(opened, size)
        if os.path.realpath(f"/proc/self/fd/{opened}") == str(desk.article):
            deed()
        return data

    patch.setattr(os, "read", read)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"and more\n")


def test_file_that_grows_without_end_while_it_is_read(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_read(desk, monkeypatch, lambda: append(desk.article))
    desk.decide()
    desk.is_told("another program is writing this file", UNHARMED, "Try again later")
    desk.is_kept()
    monkeypatch.undo()
    grown = desk.article.read_bytes()
    assert grown.startswith(ARTICLE + b"and more\n")
    desk.is_mended(becomes=NEW + grown.removeprefix(ARTICLE))


def test_file_that_grows_once_while_it_is_read_is_read_again(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "read", once_after(os.read, lambda: append(desk.article)))
    desk.decide()
    assert desk.article.read_bytes() == NEW + b"and more\n"


def test_file_that_is_cut_while_it_is_read_is_read_again(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.article.write_bytes(ARTICLE + b"to be cut off\n")
    size = len(ARTICLE)
    monkeypatch.setattr(os, "read", once_after(os.read, lambda: os.truncate(desk.article, size)))
    desk.decide()
    assert desk.article.read_bytes() == NEW


def test_file_that_is_emptied_for_good_says_what_it_lacks(desk: FaultDesk) -> None:
    os.truncate(desk.article, 0)
    desk.decide()
    assert desk.article.read_bytes() == b""
    assert "no front matter" in desk.desktop.session.failures()[0].reason
    desk.is_kept()
    desk.article.write_bytes(ARTICLE)
    desk.is_mended()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ESTALE, "the network drive has lost track of the file"),
        (errno.EIO, "the disk reports an error"),
        (errno.EBUSY, "another program holds the file"),
        (errno.ETIMEDOUT, "could not be read or written"),
    ],
    ids=["ESTALE", "EIO", "EBUSY", "ETIMEDOUT"],
)
def test_rename_fails_as_on_a_network_drive(
    desk: FaultDesk, calls: FailingCalls, error: int, words: str
) -> None:
    calls.rename(error)
    desk.meets(words, UNHARMED)
    calls.mend()
    desk.is_mended()


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ESTALE, errno.EIO])
def test_rename_of_which_the_answer_was_lost_is_a_success(
    desk: FaultDesk, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    real = os.replace

    def replace(old: str, new: str) -> None:
        real(old, new)
        raise OSError(error, os.strerror(error))

    cannot_exchange(monkeypatch)
    monkeypatch.setattr(os, "replace", replace)
    desk.decide()
    assert desk.desktop.session.failures() == ()
    assert [report.is_changed for report in desk.desktop.of(SaveReport)] == [True]  # type: ignore[union-attr]
    monkeypatch.undo()
    assert desk.article.read_bytes() == NEW
    assert desk.desktop.session.undo() is not None
    desk.desktop.finish()
    assert desk.article.read_bytes() == ARTICLE


def test_disk_does_not_confirm_the_new_file(desk: FaultDesk, calls: FailingCalls) -> None:
    calls.sync_file(errno.EIO)
    desk.meets("the disk reports an error", UNHARMED, "Check the disk")
    calls.mend()
    desk.is_mended()


def test_disk_reports_an_error_when_the_new_file_is_closed(desk: FaultDesk, calls: FailingCalls) -> None:
    calls.close(errno.EIO)
    desk.meets("the disk reports an error", UNHARMED)
    calls.mend()
    desk.is_mended()


def test_disk_does_not_confirm_the_new_name(desk: FaultDesk, calls: FailingCalls) -> None:
    calls.sync_folder(errno.EIO)
    desk.decide()
    assert desk.article.read_bytes() == NEW
    desk.is_told("the change is made", "the disk did not confirm it", "Check the disk")
    desk.is_kept()
    desk.others_go_on()
    # To find the file as it should be is not enough: it is asked again, and says no again.
    times = calls.times
    desk.desktop.session.retry_failed()
    desk.desktop.finish()
    assert calls.times > times
    desk.is_told("did not confirm")
    calls.mend()
    desk.is_mended()


INTERRUPTED = """
import signal, sys
from pathlib import Path
from curator.articles.fields import PLACEMENT
from curator.library.save import save
interruptions = []
signal.signal(signal.SIGALRM, lambda number, frame: interruptions.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)
for number in range(100, 140):
    save(Path(sys.argv[1]), {"quality": number}, PLACEMENT)
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(interruptions) > 20)
"""


def test_system_calls_are_interrupted_by_signals(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    body = b"x" * 200_000
    article.write_bytes(ARTICLE + body)
    command = [sys.executable, "-c", INTERRUPTED, str(article)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
    assert article.read_bytes() == ARTICLE.replace(b"10", b"139") + body
    assert os.listdir(tmp_path) == ["a.md"]
