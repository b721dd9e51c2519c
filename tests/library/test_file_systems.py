from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from curator.library.file_systems import MountTable, event_queue_length, unwatchable_type, watch_allowance

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / {0}/nfs rw,relatime shared:1 - nfs4 server:/site rw
41 40 254:1 / {0}/nfs/local rw,relatime - xfs /dev/vdb rw
42 27 0:42 / {0}/my\040site rw,relatime - fuse.sshfs host: rw
43 27 0:43 / {0}/over rw,relatime - cifs //server/site rw
44 43 0:44 / {0}/over rw,relatime - overlay overlay rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS.replace("{0}", str(tmp_path)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("posts", ""),
        ("nfs", "nfs4"),
        ("nfs/posts/2024", "nfs4"),
        ("nfs/local/posts", ""),
        ("nfsposts", ""),
        ("my site/posts", "fuse.sshfs"),
        ("over", ""),
    ],
)
def test_type_is_that_of_the_innermost_and_last_mount(
    tmp_path: Path, mounts: Path, folder: str, kind: str
) -> None:
    assert unwatchable_type([str(tmp_path / folder)], mounts) == kind


def test_one_network_folder_among_many_is_found(tmp_path: Path, mounts: Path) -> None:
    assert unwatchable_type([str(tmp_path), str(tmp_path / "nfs")], mounts) == "nfs4"


def test_link_into_a_network_drive_is_seen_through(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "nfs").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nfs")
    assert unwatchable_type([str(tmp_path / "link")], mounts) == "nfs4"


def test_system_that_tells_nothing_is_trusted(tmp_path: Path) -> None:
    assert unwatchable_type([str(tmp_path)], tmp_path / "nothing") == ""
    assert unwatchable_type([r"\\server\site"], tmp_path / "nothing") == "network share"
    assert watch_allowance(tmp_path) is None
    assert event_queue_length(tmp_path) is None


def test_allowance_is_a_share_of_the_lowest_limit(tmp_path: Path) -> None:
    for name, limit in (("fs/inotify/max_user_watches", 8192), ("user/max_inotify_watches", 4096)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(f"{limit}\n", encoding="ascii")
    assert watch_allowance(tmp_path) == 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the mount table is Linux's")
def test_folders_of_this_machine_can_be_watched(tmp_path: Path) -> None:
    assert unwatchable_type([str(tmp_path)]) == ""
    table = MountTable()
    assert not table.has_changed()
    table.close()


MOUNT = """
import subprocess, sys
from curator.library.file_systems import MountTable
table = MountTable()
said = [table.has_changed()]
for command in (["mount", "-t", "tmpfs", "none", sys.argv[1]], ["umount", sys.argv[1]]):
    subprocess.run(command, check=True)
    said += [table.has_changed(), table.has_changed()]
print(said)
"""


def can_mount() -> bool:
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(["unshare", "-m", "true"], check=False).returncode
    )


@pytest.mark.skipif(not can_mount(), reason="no right to mount here")
def test_mount_and_unmount_are_noticed_once_each(tmp_path: Path) -> None:
    command = ["unshare", "-m", sys.executable, "-c", MOUNT, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert result.stdout.strip() == "[False, True, False, True, False]"
