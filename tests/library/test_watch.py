from __future__ import annotations

import os
from pathlib import Path

from curator.library import Changes, Stamp, StatWatcher, load_row
from curator.library.watch import compare


def write(path: Path, text: str = "---\ntitle: A\n---\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def watcher_of(folder: Path) -> StatWatcher:
    return StatWatcher([folder], [load_row(path) for path in folder.rglob("*.md")])


def test_nothing_new_is_no_change(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    assert not watcher_of(tmp_path).poll()


def test_new_changed_and_removed_files_are_told_apart(tmp_path: Path) -> None:
    changed, removed = write(tmp_path / "a.md"), write(tmp_path / "b.md")
    watcher = watcher_of(tmp_path)
    write(changed, "---\ntitle: Another\n---\n")
    removed.unlink()
    added = write(tmp_path / "deep/c.md")
    assert watcher.poll() == Changes((added,), (changed,), (removed,))


def test_change_is_told_once(tmp_path: Path) -> None:
    watcher = watcher_of(tmp_path)
    write(tmp_path / "a.md")
    assert watcher.poll()
    assert not watcher.poll()


def test_file_replaced_with_same_size_and_time_is_changed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    watcher = watcher_of(tmp_path)
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    other = write(tmp_path / "new.tmp", "---\ntitle: B\n---\n")
    os.utime(other, ns=times)
    other.replace(path)
    assert watcher.poll().changed == (path,)


def test_version_we_wrote_ourselves_is_no_news(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    watcher = watcher_of(tmp_path)
    write(path, "---\ntitle: Ours\n---\n")
    watcher.know(path, Stamp.of(path.stat()))
    assert not watcher.poll()


def test_forgotten_file_is_added_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    watcher = watcher_of(tmp_path)
    watcher.forget(path)
    assert watcher.poll().added == (path,)


def test_temporary_files_of_editors_are_not_articles(tmp_path: Path) -> None:
    watcher = watcher_of(tmp_path)
    for name in (".a.md.swp", "a.md~", ".#a.md", "#a.md#", "4913"):
        write(tmp_path / name)
    assert not watcher.poll()


def test_folder_deleted_as_a_whole_removes_its_articles(tmp_path: Path) -> None:
    path = write(tmp_path / "posts/a.md")
    watcher = watcher_of(tmp_path)
    path.unlink()
    path.parent.rmdir()
    assert watcher.poll().removed == (path,)


def test_single_files_are_watched(tmp_path: Path) -> None:
    path, other = write(tmp_path / "a.md"), write(tmp_path / "b.md")
    watcher = StatWatcher([path], [load_row(path)])
    other.unlink()
    assert not watcher.poll()
    path.unlink()
    assert watcher.poll().removed == (path,)


def test_file_that_could_not_be_read_is_no_change_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
    assert not watcher_of(tmp_path).poll()


def test_stamps_of_any_kind_are_compared() -> None:
    known = {"/a.md": (1, 2, 3), "/b.md": (1, 2, 3), "/gone.md": (1, 2, 3)}
    present = {"/a.md": (1, 2, 3), "/b.md": (2, 2, 3), "/new.md": (1, 2, 3)}
    assert compare(known, present) == Changes((Path("/new.md"),), (Path("/b.md"),), (Path("/gone.md"),))


def test_what_is_below_an_unlisted_folder_is_not_removed() -> None:
    known = {"/away/a.md": 1, "/away/deep/b.md": 1, "/awayward/c.md": 1}
    assert compare(known, {}, ["/away"]).removed == (Path("/awayward/c.md"),)
    assert compare(known, {}, ["/"]).removed == ()
