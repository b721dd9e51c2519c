"""However a sync is cut short, the files are as they were or as they will be, and syncing again ends it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from curator.errors import SyncCancelled, SyncRefused
from curator.git import arriving
from curator.library.working_tree import SavingLocks, rewriting
from tests.git.team import Editor, Team, article

NAMES = [f"{number}.md" for number in range(20)]

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="a filter finds git's parent by /proc")

KILL_GIT = "kill -9 $PPID"
KILL_BOTH = "read -r _ _ _ parent _ < /proc/$PPID/stat; kill -9 $parent $PPID"


def falling(editor: Editor, deed: str) -> Path:
    """Let git die when it writes the tenth file; returns what to remove that it does not."""
    count, armed = editor.folder.with_name("count"), editor.folder.with_name("armed")
    armed.touch()
    script = editor.folder.with_name("smudge")
    script.write_text(
        f'#!/bin/sh\nif [ -e "{armed}" ]; then echo >> "{count}"\n'
        f'if [ "$(wc -l < "{count}")" -eq 10 ]; then {deed}; fi; fi\ncat\n'
    )
    script.chmod(0o755)
    editor.git("config", "filter.falling.smudge", str(script))
    (editor.folder / ".git" / "info" / "attributes").write_text("*.md filter=falling\n")
    return armed


def rewritten_by(bob: Editor) -> None:
    """A bot's round: many files rewritten, some added, one removed."""
    files: dict[str, str | None] = {name: article(int(name[:-3]), heat=int(name[:-3])) for name in NAMES[:-1]}
    bob.share({**files, NAMES[-1]: None, "new1.md": article(98), "new2.md": article(99)})


@pytest.fixture
def pair(team: Team, monkeypatch: pytest.MonkeyPatch) -> tuple[Editor, Editor]:
    monkeypatch.setattr(arriving, "_FOREIGN_GIT", 0.0)
    ann, bob = team.both({name: article(int(name[:-3])) for name in NAMES})
    rewritten_by(bob)
    ann.decide("3.md", quality=80)
    ann.clone.write({"own.txt": "own\n"})
    return ann, bob


def test_a_git_that_dies_while_it_writes_files_leaves_them_as_they_were(pair: tuple[Editor, Editor]) -> None:
    ann, _ = pair
    armed = falling(ann, KILL_GIT)
    with pytest.raises(SyncRefused, match="could not be brought up to date"):
        ann.sync()
    assert ann.status() == "?? own.txt\n"
    assert ann.text("3.md") == article(3, quality=80)
    armed.unlink()
    ann.sync()
    assert ann.text("3.md") == article(3, quality=80, heat=3)


@needs_proc
def test_a_sync_that_is_killed_with_its_git_is_put_right_by_the_next(pair: tuple[Editor, Editor]) -> None:
    ann, bob = pair
    armed = falling(ann, KILL_BOTH)
    done = ann.curator("sync")
    assert done.returncode == -signal.SIGKILL
    assert not (ann.folder / ".git" / "MERGE_HEAD").exists()
    assert ann.git("log", "-1", "--format=%s").strip() != "Merge remote-tracking branch 'origin/main'"
    armed.unlink()
    ann.sync()
    assert ann.text("3.md") == article(3, quality=80, heat=3)
    assert ann.status() == "?? own.txt\n"
    bob.sync()
    assert bob.text("3.md") == article(3, quality=80, heat=3)


@needs_proc
def test_while_an_orphaned_git_still_writes_nobody_saves(pair: tuple[Editor, Editor]) -> None:
    ann, _ = pair
    go = ann.folder.with_name("go")
    orphan = "read -r _ _ _ parent _ < /proc/$PPID/stat; kill -9 $parent"
    falling(ann, f'{orphan}; while [ ! -e "{go}" ]; do sleep 0.01; done')
    assert ann.curator("sync").returncode == -signal.SIGKILL
    with pytest.raises(SyncCancelled), rewriting(str(ann.folder / ".git"), _refuse):
        pass
    go.touch()
    with SavingLocks().saving([ann.folder / "3.md"]):
        assert ann.text("3.md") == article(3, quality=80, heat=3)
    assert ann.status() == "?? own.txt\n"


def _refuse(_seconds: float) -> None:
    raise SyncCancelled("somebody holds the lock")


def test_files_somebody_had_changed_are_not_put_back(pair: tuple[Editor, Editor]) -> None:
    ann, _ = pair
    ann.clone.write({"7.md": article(7, heat=7), "8.md": None, "9.md": ""})
    with pytest.raises(SyncRefused, match="not committed"):
        ann.sync()
    assert ann.text("7.md") == article(7, heat=7)
    assert (ann.text("9.md"), (ann.folder / "8.md").exists()) == ("", False)


def test_a_disk_that_takes_no_more_leaves_the_files_as_they_were(pair: tuple[Editor, Editor]) -> None:
    ann, _ = pair
    armed = falling(ann, "exit 1")
    ann.git("config", "filter.falling.clean", "cat")
    ann.git("config", "filter.falling.required", "true")
    with pytest.raises(SyncRefused, match="could not be brought up to date"):
        ann.sync()
    assert ann.status() == "?? own.txt\n"
    armed.unlink()
    ann.sync()
    assert ann.text("new2.md") == article(99)
