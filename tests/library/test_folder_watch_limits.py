"""Where the real system refuses to watch or loses events: processes with limits and mounts of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.library.listening import folders_below, watching_process

LIMIT = 50


def limited(kind: str, limit: int) -> list[str]:
    """Begin a command that runs its program with so many inotify watches or instances and no more."""
    script = f'echo {limit} > /proc/sys/user/max_inotify_{kind} && exec "$@"'
    return ["unshare", "-U", "-r", "sh", "-c", script, "sh"]


def can_run(*command: str) -> bool:
    return bool(shutil.which(command[0])) and not subprocess.run([*command, "true"], check=False).returncode


needs_limits = pytest.mark.skipif(not can_run(*limited("watches", LIMIT)), reason="no user namespaces here")
needs_mounts = pytest.mark.skipif(not can_run("unshare", "-m"), reason="no right to mount here")


def make_folders(site: Path, count: int) -> Path:
    for number in range(count):
        (site / str(number)).mkdir(parents=True)
    return site


@needs_limits
def test_more_folders_than_our_share_of_watches_are_scanned(tmp_path: Path) -> None:
    site = make_folders(tmp_path / "site", LIMIT)
    with watching_process(str(site), before=limited("watches", LIMIT)) as watch:
        assert watch.state() == ("stat scan", "51 folders, and this system has watches for 12")
        watch.heard.wait_for_everything()
        watch.heard.forget()
        watch.heard.wait_for_everything()


@needs_limits
def test_events_come_back_when_the_folders_become_fewer(tmp_path: Path) -> None:
    site = make_folders(tmp_path / "site", LIMIT)
    with watching_process(str(site), before=limited("watches", LIMIT)) as watch:
        assert watch.state()[0] == "stat scan"
        for number in range(LIMIT - 5):
            (site / str(number)).rmdir()
        watch.order("folders", *folders_below(site))
        assert watch.state() == ("events", "")
        path = site / f"{LIMIT - 1}/a.md"
        path.touch()
        watch.heard.wait_for_file(path)


@needs_limits
@pytest.mark.parametrize("kind", ["watches", "instances"])
def test_system_that_refuses_a_watch_is_scanned(tmp_path: Path, kind: str) -> None:
    site = make_folders(tmp_path / "site", LIMIT)
    with watching_process("events", str(site), before=limited(kind, LIMIT * (kind == "watches"))) as watch:
        assert watch.state() == ("stat scan", "this system allows no more watches")


@needs_limits
def test_watches_enough_for_one_set_of_folders_and_not_for_two_at_a_time_are_enough(tmp_path: Path) -> None:
    site = make_folders(tmp_path / "site", LIMIT // 2 + 5)
    with watching_process("events", str(site), before=limited("watches", LIMIT)) as watch:
        assert watch.state() == ("events", "")
        watch.heard.wait_for_everything()
        watch.heard.forget()
        (site / "new").mkdir()
        watch.heard.wait_for_folder(site / "new")
        watch.order("folders", *folders_below(site))
        watch.heard.wait_for_everything()
        (site / "new/a.md").touch()
        watch.heard.wait_for_file(site / "new/a.md")
        assert watch.states.empty()


def test_more_than_the_queue_holds_while_suspended_costs_a_look_at_everything(tmp_path: Path) -> None:
    with watching_process(str(tmp_path)) as watch:
        watch.heard.wait_for_everything()
        watch.heard.forget()
        os.kill(watch.process.pid, signal.SIGSTOP)
        for number in range(8000):
            (tmp_path / f"{number}.md").write_text("new", encoding="utf-8")
        os.kill(watch.process.pid, signal.SIGCONT)
        assert len(watch.heard.wait_for_everything().files) < 8000


@needs_mounts
def test_drive_mounted_and_unmounted_inside_a_folder_is_hinted_and_watched(tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    with watching_process(str(tmp_path), before=["unshare", "-m"]) as watch:
        watch.heard.wait_for_everything()
        inside = ["nsenter", "-m", "-t", str(watch.process.pid)]
        for command in (["mount", "-t", "tmpfs", "none"], ["umount"]):
            watch.heard.forget()
            subprocess.run([*inside, *command, str(drive)], check=True)
            watch.heard.wait_for_folder(drive)
            subprocess.run([*inside, "touch", str(drive / "a.md")], check=True)
            watch.heard.wait_for_file(drive / "a.md")
