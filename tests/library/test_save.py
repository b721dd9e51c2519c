"""Saving by real means: links, full disks, rights, other writers, killed processes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import curator
from curator.articles.fields import PLACEMENT
from curator.errors import NoHeader, SaveFailed
from curator.frontmatter import Restore
from curator.library import load
from curator.library.durable import remove_left_overs
from curator.library.identity import Identity
from curator.library.row import Stamp
from curator.library.save import NotConfirmed, OtherArticle, SavePlan, carry_out, holds, plan_save, save

ARTICLE = b"---\ntitle: A\nquality: 10 # ten\npublished: no\n---\nBody\n"
CHANGED = ARTICLE.replace(b"10", b"77")
ROOT = Path(curator.__file__).parent.parent
is_root = hasattr(os, "geteuid") and os.geteuid() == 0
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="this is about POSIX files")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "a.md"
    path.parent.mkdir()
    path.write_bytes(ARTICLE)
    return path


def set_quality(path: Path, value: int = 77) -> bool:
    return save(path, {"quality": value}, PLACEMENT).is_changed


def is_clean(folder: Path) -> bool:
    return not [name for name in os.listdir(folder) if not name.endswith(".md")]


def test_only_the_value_changes(article: Path) -> None:
    assert set_quality(article)
    assert article.read_bytes() == CHANGED
    assert is_clean(article.parent)


def test_line_endings_survive(article: Path) -> None:
    article.write_bytes(ARTICLE.replace(b"\n", b"\r\n"))
    set_quality(article)
    assert article.read_bytes() == CHANGED.replace(b"\n", b"\r\n")


def test_stamp_is_that_of_the_new_file(article: Path) -> None:
    saved = save(article, {"quality": 77}, PLACEMENT)
    assert saved.stamp == Stamp.of(article.stat())


def test_undo_gives_the_old_bytes(article: Path) -> None:
    undo = save(article, {"quality": 77, "heat": -1}, PLACEMENT).undo
    save(article, undo, PLACEMENT)
    assert article.read_bytes() == ARTICLE


def test_nothing_is_written_when_nothing_changes(article: Path) -> None:
    before = Stamp.of(article.stat())
    assert not set_quality(article, 10)
    assert Stamp.of(article.stat()) == before


def test_undo_is_told_before_the_file_changes(article: Path) -> None:
    seen: list[tuple[bytes, list[str]]] = []

    def note(undo: object) -> None:
        assert isinstance(undo, dict)
        seen.append((article.read_bytes(), list(undo)))

    save(article, {"quality": 77}, PLACEMENT, note)
    assert seen == [(ARTICLE, ["quality"])]


def test_error_while_noting_the_undo_keeps_the_file(article: Path) -> None:
    def fail(_undo: object) -> None:
        raise SaveFailed(article, "no journal")

    with pytest.raises(SaveFailed, match="no journal"):
        save(article, {"quality": 77}, PLACEMENT, fail)
    assert article.read_bytes() == ARTICLE


def test_permissions_are_kept(article: Path) -> None:
    article.chmod(0o640)
    set_quality(article)
    assert stat.S_IMODE(article.stat().st_mode) == 0o640


@pytest.mark.skipif(not is_root, reason="only root can give files away")
def test_owner_is_kept(article: Path) -> None:
    os.chown(article, 1234, 2345)
    set_quality(article)
    status = article.stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)


@only_posix
def test_symbolic_link_stays_and_its_target_is_written(article: Path) -> None:
    link = article.parent / "link.md"
    link.symlink_to("a.md")
    set_quality(link)
    assert link.is_symlink()
    assert article.read_bytes() == CHANGED


@only_posix
def test_temporary_file_lies_beside_the_target_of_a_link(article: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(article)
    tmp_path.chmod(0o700)
    plan = plan_save(link, {"quality": 77}, PLACEMENT)
    assert Path(plan.target) == article.resolve()


@only_posix
def test_circular_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    with pytest.raises(SaveFailed, match="circle"):
        set_quality(tmp_path / "a.md")


@only_posix
def test_file_with_two_names_is_refused(article: Path) -> None:
    os.link(article, article.parent / "b.md")
    with pytest.raises(SaveFailed, match="2 names"):
        set_quality(article)
    assert article.read_bytes() == ARTICLE


def test_file_that_is_gone_is_named(article: Path) -> None:
    article.unlink()
    with pytest.raises(SaveFailed, match="gone") as caught:
        set_quality(article)
    assert caught.value.path == article


def test_folder_is_refused(article: Path) -> None:
    with pytest.raises(SaveFailed, match="this is a folder"):
        set_quality(article.parent)


@only_posix
def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(SaveFailed, match="not a regular file"):
        set_quality(tmp_path / "a.md")


def test_file_without_header_is_not_touched(article: Path) -> None:
    article.write_bytes(b"Body\n")
    with pytest.raises(NoHeader):
        set_quality(article)
    assert article.read_bytes() == b"Body\n"


def test_change_by_somebody_else_is_kept(article: Path) -> None:
    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    article.write_bytes(ARTICLE.replace(b"title: A", b"title: Another"))
    again: list[SavePlan] = []
    carry_out(plan, again.append)
    assert article.read_bytes() == CHANGED.replace(b"title: A", b"title: Another")
    assert len(again) == 1


def test_change_that_keeps_size_and_time_is_noticed(article: Path) -> None:
    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    status = article.stat()
    article.write_bytes(ARTICLE.replace(b"title: A", b"title: B"))
    os.utime(article, ns=(status.st_atime_ns, status.st_mtime_ns))
    carry_out(plan, lambda _again: None)
    assert b"title: B" in article.read_bytes()


def test_undo_is_told_again_when_somebody_else_changed_the_field(article: Path) -> None:
    told: list[Restore] = []
    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    article.write_bytes(ARTICLE.replace(b"10", b"55"))
    saved = carry_out(plan, lambda again: told.append(again.edited.undo["quality"]))
    assert told == [saved.undo["quality"]]
    save(article, saved.undo, PLACEMENT)
    assert b"quality: 55 # ten" in article.read_bytes()


def test_file_that_never_rests_is_given_up(article: Path) -> None:
    numbers = iter(range(1000))

    def disturb(_plan: SavePlan) -> None:
        article.write_bytes(ARTICLE.replace(b"title: A", b"title: %d" % next(numbers)))

    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    disturb(plan)
    with pytest.raises(SaveFailed, match="keeps changing"):
        carry_out(plan, disturb)
    assert is_clean(article.parent)


def test_link_that_is_turned_elsewhere_is_followed_anew(article: Path) -> None:
    other = article.parent / "b.md"
    other.write_bytes(ARTICLE.replace(b"title: A", b"title: B"))
    link = article.parent / "link.md"
    link.symlink_to("a.md")
    plan = plan_save(link, {"quality": 77}, PLACEMENT)
    link.unlink()
    link.symlink_to("b.md")
    carry_out(plan, lambda _again: None)
    assert article.read_bytes() == ARTICLE
    assert b"quality: 77" in other.read_bytes()


def test_other_article_that_comes_while_saving_is_left_alone(article: Path) -> None:
    addressed = ARTICLE.replace(b"title: A", b"title: A\nwebUrl: https://a.example/")
    article.write_bytes(addressed)
    plan = plan_save(article, {"quality": 77}, PLACEMENT, Identity.of(load(article).article))
    other = addressed.replace(b"a.example", b"b.example")
    article.write_bytes(other)
    with pytest.raises(OtherArticle, match="“A” was not written"):
        carry_out(plan, lambda _again: None)
    assert article.read_bytes() == other
    assert is_clean(article.parent)


def test_digest_tells_the_new_content(article: Path) -> None:
    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    assert not holds(article, plan.digest)
    carry_out(plan, lambda _again: None)
    assert holds(article, plan.digest)


def test_unconfirmed_folder_is_no_success(article: Path) -> None:
    def fail(_folder: str) -> None:
        raise OSError(5, "Input/output error")

    plan = plan_save(article, {"quality": 77}, PLACEMENT)
    with pytest.raises(NotConfirmed, match="did not confirm"):
        carry_out(plan, lambda _again: None, fail)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or not is_root:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_keeps_the_file_and_leaves_nothing_behind(small_disk: Path) -> None:
    path = small_disk / "a.md"
    path.write_bytes(ARTICLE + b"x" * 40_000)
    with pytest.raises(SaveFailed, match="the disk is full"):
        set_quality(path)
    assert path.read_bytes().startswith(ARTICLE)
    assert is_clean(small_disk)


def test_read_only_disk_is_named(small_disk: Path) -> None:
    path = small_disk / "a.md"
    path.write_bytes(ARTICLE)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(SaveFailed, match="read-only"):
        set_quality(path)
    assert path.read_bytes() == ARTICLE


SAVE_WITHOUT_RIGHTS = """
import os
import sys
from pathlib import Path
from curator.articles.fields import PLACEMENT
from curator.errors import SaveFailed
from curator.library import swap  # what is loaded later may not be readable any more
from curator.library.save import save
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    save(Path(sys.argv[1]), {"quality": 77}, PLACEMENT)
except SaveFailed as error:
    print(error)
"""


def save_without_rights(path: Path) -> str:
    """What a save says to a user without rights over the system; root obeys no modes."""
    command = [sys.executable, "-c", SAVE_WITHOUT_RIGHTS, str(path)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach and change."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        yield Path(name)


@only_posix
def test_read_only_file_is_refused_although_its_folder_is_not(open_folder: Path) -> None:
    path = open_folder / "a.md"
    path.write_bytes(ARTICLE)
    if is_root:
        os.chown(path, 65534, 65534)
    path.chmod(0o444)
    assert "the file is read-only" in save_without_rights(path)
    assert path.read_bytes() == ARTICLE


@only_posix
def test_read_only_folder_is_named(open_folder: Path) -> None:
    path = open_folder / "a.md"
    path.write_bytes(ARTICLE)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    try:
        assert "you may not write in this folder" in save_without_rights(path)
    finally:
        open_folder.chmod(0o777)
    assert path.read_bytes() == ARTICLE


SAVE_FOREVER = """
import sys
from itertools import count
from pathlib import Path
from curator.articles.fields import PLACEMENT
from curator.library.save import save
print("ready", flush=True)
for number in count(100):
    save(Path(sys.argv[1]), {"quality": number % 900 + 100}, PLACEMENT)
"""


@only_posix
@pytest.mark.parametrize("milliseconds", [1, 3, 7, 13])
def test_killed_saves_leave_the_old_file_or_the_new_one(article: Path, milliseconds: int) -> None:
    body = b"x" * 200_000
    article.write_bytes(ARTICLE.replace(b"10", b"100") + body)
    with subprocess.Popen(
        [sys.executable, "-c", SAVE_FOREVER, str(article)], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
    data = article.read_bytes()
    number = data[22:25]
    assert number.isdigit()
    assert data == ARTICLE.replace(b"10", number) + body


def test_left_overs_of_a_killed_process_can_be_removed(article: Path) -> None:
    (article.parent / ".curator-0123456789abcdef.tmp").write_bytes(b"half")
    (article.parent / ".other.tmp").write_bytes(b"not ours")
    assert remove_left_overs(article.parent) == 1
    assert (article.parent / ".other.tmp").exists()
