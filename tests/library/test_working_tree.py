"""Who saves and who syncs keep out of each other's way, by a lock of the working tree."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from curator.library.working_tree import NAME, SavingLocks, git_folder_of, rewriting


class Waited(Exception):
    """Somebody would have had to wait."""


def refuse(_seconds: float) -> None:
    raise Waited


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    (tmp_path / "tree" / "deep" / "er").mkdir(parents=True)
    return tmp_path / "tree"


def test_a_sync_waits_for_who_saves(tree: Path) -> None:
    locks = SavingLocks()
    with locks.saving([tree / "deep/er/a.md"]), pytest.raises(Waited), rewriting(str(tree / ".git"), refuse):
        pass
    with rewriting(str(tree / ".git"), refuse):
        pass


def test_who_saves_waits_for_a_sync(tree: Path) -> None:
    saved = threading.Event()

    def save() -> None:
        with SavingLocks().saving([tree / "a.md"]):
            saved.set()

    saver = threading.Thread(target=save)
    with rewriting(str(tree / ".git"), refuse):
        saver.start()
        assert not saved.wait(0.05)
    saver.join(20)
    assert saved.is_set()


def test_many_may_save_at_once(tree: Path) -> None:
    with SavingLocks().saving([tree / "a.md"]), SavingLocks().saving([tree / "b.md"]):
        pass


def test_the_lock_is_that_of_the_working_tree_a_file_really_lies_in(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tree / "deep")
    (tmp_path / "a.md").symlink_to(tree / "deep" / "a.md")
    for path in (tmp_path / "link" / "er" / "a.md", tmp_path / "a.md"):
        with SavingLocks().saving([path]), pytest.raises(Waited), rewriting(str(tree / ".git"), refuse):
            pass


def test_linked_working_trees_have_locks_of_their_own(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "side").mkdir()
    (tmp_path / "side" / ".git").write_text("gitdir: ../tree/.git/worktrees/side\n")
    assert git_folder_of(str(tmp_path / "side")) == f"{tmp_path}/side/../tree/.git/worktrees/side"


def test_without_a_repository_or_the_right_to_write_there_saving_goes_on(tmp_path: Path, tree: Path) -> None:
    (tree / ".git" / NAME).mkdir()
    with (
        SavingLocks().saving([tmp_path / "a.md", tree / "a.md"]),
        rewriting(str(tree / ".git"), refuse) as lock,
    ):
        assert lock is None
