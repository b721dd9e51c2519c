"""A sync begins only where it can end: what stands in its way is told, and nothing is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import NoRepository, SyncRefused, SyncUnfinished
from curator.git.running import Git
from tests.git.team import Editor, Team, article

Deed = Callable[[Editor], object]


def conflicting(words: str) -> Deed:
    """Begin something that does not come to an end, because of a conflict with another branch."""

    def begin(editor: Editor) -> None:
        editor.git("checkout", "-q", "-b", "side")
        editor.clone.commit({"b.md": article(2, quality=1)})
        editor.git("checkout", "-q", "main")
        editor.clone.commit({"b.md": article(2, quality=2)})
        assert editor.clone.git(*words.split()).returncode

    return begin


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        (conflicting("merge side"), "a merge is under way.*git merge --abort"),
        (conflicting("rebase side"), "a rebase is under way"),
        (conflicting("cherry-pick side"), "a cherry-pick is under way"),
        (lambda ann: ann.git("bisect", "start"), "a bisection is under way"),
        (lambda ann: ann.git("checkout", "-q", "--detach"), "HEAD is detached"),
        (lambda ann: ann.git("checkout", "-q", "--orphan", "new"), "has no commit yet"),
        (
            lambda ann: ann.git("checkout", "-q", "-b", "new"),
            "follows no branch.*git push --set-upstream origin new",
        ),
    ],
)
def test_what_is_under_way_is_not_interfered_with(team: Team, begin: Deed, words: str) -> None:
    ann = team.alone({"a.md": article(), "b.md": article(2)})
    ann.decide("a.md", quality=80)
    begin(ann)
    before = ann.status(), ann.clone.git("rev-parse", "HEAD").stdout
    with pytest.raises(SyncRefused, match=words):
        ann.sync()
    assert before == (ann.status(), ann.clone.git("rev-parse", "HEAD").stdout)
    assert ann.text("a.md") == article(quality=80)


def test_a_folder_without_a_repository_is_told_so(team: Team, tmp_path: Path) -> None:
    ann = team.alone({"a.md": article()})
    with pytest.raises(NoRepository, match="is not in a git repository"):
        ann.sync(tmp_path)


def test_without_git_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoRepository, match="git is not installed"):
        Git(tmp_path).output("status")


def test_an_upstream_that_is_gone_is_told(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    team.clones.run("git", "branch", "-m", "main", "other", cwd=team.clones.remote)
    ann.git("fetch", "-q", "--prune")
    with pytest.raises(SyncUnfinished, match="origin/main is not there any more"):
        ann.sync()
