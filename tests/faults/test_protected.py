"""Files, folders and disks that may not be written, from the start or from half-way through a save."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import NEW, FaultDesk, HalfWay
from tests.faults.ordinary_user import GONE_TOO_FAR, OrdinaryDesk
from tests.triage.conftest import ARTICLE
from tests.triage.small_disk import is_root

UNHARMED = "The file is as it was"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this needs what Linux has")


def run_or_skip(*command: str | Path) -> None:
    """A command of the system's administrator; without the right to it the test is skipped."""
    if not is_root or not shutil.which(str(command[0])):
        pytest.skip(f"{command[0]} is for the superuser of Linux")
    if subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode:
        pytest.skip(f"{command[0]} is not possible here")


@contextmanager
def protected(path: Path) -> Iterator[None]:
    """A file or folder nobody may change, not even the superuser."""
    run_or_skip("chattr", "+i", path)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@linux
def test_read_only_file_system(desk: FaultDesk) -> None:
    run_or_skip("mount", "--bind", desk.folder, desk.folder)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(desk.folder)], check=True)
        desk.meets("the disk is read-only", UNHARMED, "Make it writable")
        subprocess.run(["mount", "-o", "remount,rw,bind", str(desk.folder)], check=True)
        desk.is_mended()
    finally:
        subprocess.run(["umount", str(desk.folder)], check=True)


@linux
def test_file_system_turns_read_only_half_way(desk: FaultDesk, half_way: HalfWay) -> None:
    run_or_skip("mount", "--bind", desk.folder, desk.folder)
    command = ["mount", "-o", "remount,ro,bind", str(desk.folder)]
    try:
        half_way(lambda: subprocess.run(command, check=True))
        desk.meets("the disk is read-only", UNHARMED)
        subprocess.run(["mount", "-o", "remount,rw,bind", str(desk.folder)], check=True)
        desk.is_mended()
    finally:
        subprocess.run(["umount", str(desk.folder)], check=True)


@linux
def test_immutable_file(desk: FaultDesk) -> None:
    with protected(desk.article):
        desk.meets("protected against any change", UNHARMED, "Take the protection off")
    desk.is_mended()


@linux
def test_file_turns_immutable_half_way(desk: FaultDesk, half_way: HalfWay) -> None:
    run_or_skip("chattr", "+i", desk.article)
    subprocess.run(["chattr", "-i", str(desk.article)], check=True)
    half_way(lambda: subprocess.run(["chattr", "+i", str(desk.article)], check=True))
    try:
        desk.meets("does not permit it", UNHARMED)
    finally:
        subprocess.run(["chattr", "-i", str(desk.article)], check=True)
    desk.is_mended()


@linux
def test_immutable_folder(desk: FaultDesk) -> None:
    with protected(desk.folder):
        desk.meets("does not permit it", UNHARMED)
    desk.is_mended()


def test_read_only_file(ordinary: OrdinaryDesk) -> None:
    ordinary.article.chmod(0o444)
    ordinary.meets("the file is read-only", UNHARMED, "Make it writable")
    ordinary.article.chmod(0o644)
    ordinary.is_mended()


def test_read_only_folder(ordinary: OrdinaryDesk) -> None:
    ordinary.folder.chmod(0o555)
    ordinary.meets("you may not write in this folder", UNHARMED, "Change its permissions")
    ordinary.folder.chmod(0o755)
    ordinary.is_mended()


def test_unreadable_file(ordinary: OrdinaryDesk) -> None:
    ordinary.article.chmod(0)
    ordinary.meets("you may not read this file", UNHARMED, "Change its permissions")
    ordinary.article.chmod(0o644)
    ordinary.is_mended()


@pytest.mark.parametrize(
    ("name", "mode", "words"),
    [
        ("", 0o555, "you may not write in this folder"),
        ("", 0, "you may not write in this folder"),
        ("a.md", 0, "you may not read this file"),
        ("a.md", 0o444, "the file is read-only"),
    ],
    ids=["to write in the folder", "to enter the folder", "to read the file", "to write the file"],
)
def test_permission_is_lost_half_way(ordinary: OrdinaryDesk, name: str, mode: int, words: str) -> None:
    place = ordinary.folder / name
    before = stat.S_IMODE(place.stat().st_mode)
    ordinary.lose_half_way(place, mode)
    ordinary.decide()
    assert stat.S_IMODE(place.stat().st_mode) == mode, GONE_TOO_FAR
    ordinary.folder.chmod(0o755)
    assert ordinary.article.read_bytes() == ARTICLE
    ordinary.is_told(words, UNHARMED)
    ordinary.is_kept()
    place.chmod(before)
    ordinary.is_mended(becomes=NEW)
