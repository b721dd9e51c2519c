"""Offline, not let in, not taken, overtaken: each is told in words, and what was decided is committed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from curator.errors import SyncCancelled, SyncUnfinished
from curator.git.sync import Step
from tests.git.team import Team, article


def test_offline_the_decisions_are_committed_and_sent_the_next_time(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    team.clones.remote.rename(team.clones.remote.with_name("away.git"))
    ann.decide("a.md", quality=80)
    with pytest.raises(
        SyncUnfinished, match=r"origin is not where it should be.*committed here; nothing is lost"
    ):
        ann.sync()
    assert (ann.head("a.md"), ann.status()) == (article(quality=80), "")
    team.clones.remote.with_name("away.git").rename(team.clones.remote)
    assert ann.sync().sent == 1
    bob.sync()
    assert bob.text("a.md") == article(quality=80)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ann@example.org: Permission denied (publickey).", "did not let you in"),
        ("ssh: Could not resolve hostname example.org: Name or service not known", "cannot be reached"),
        ("ERROR: Repository not found.", "not where it should be"),
        ("something nobody has ever seen", "something nobody has ever seen"),
    ],
)
def test_what_git_says_of_a_remote_is_put_in_words(team: Team, tmp_path: Path, said: str, words: str) -> None:
    ann = team.alone({"a.md": article()})
    ssh = tmp_path / "ssh"
    ssh.write_text(f"#!/bin/sh\necho {shlex.quote(said)} >&2\nexit 255\n")
    ssh.chmod(0o755)
    ann.git("config", "core.sshCommand", str(ssh))
    ann.git("remote", "set-url", "origin", "ann@example.org:articles.git")
    with pytest.raises(SyncUnfinished, match=words):
        ann.sync()


def test_a_remote_that_refuses_is_quoted(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    hook = team.clones.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'the main branch is closed today' >&2\nexit 1\n")
    hook.chmod(0o755)
    ann.decide("a.md", quality=80)
    with pytest.raises(SyncUnfinished, match=r"pre-receive hook declined.*the main branch is closed today"):
        ann.sync()
    assert (ann.head("a.md"), ann.status()) == (article(quality=80), "")
    hook.unlink()
    assert ann.sync().sent == 1


def test_a_hook_before_pushing_is_quoted(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.hook("pre-push", "echo 'run the checks first' >&2; exit 1")
    ann.decide("a.md", quality=80)
    with pytest.raises(SyncUnfinished, match="run the checks first"):
        ann.sync()


@pytest.mark.parametrize("moment", ["post-commit", "pre-push"])
def test_who_is_overtaken_merges_and_pushes_again(team: Team, moment: str) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    bob.clone.commit({"b.md": article(2, heat=50)})
    pushing = f"git -C {shlex.quote(str(bob.folder))} push -q origin HEAD:main"
    ann.hook(moment, f"unset GIT_DIR GIT_INDEX_FILE; {pushing}; exit 0")
    ann.decide("a.md", quality=80)
    assert ann.sync().is_pushed
    assert [step for step, share in ann.steps if share is None].count(Step.PUSH) == 2
    bob.sync()
    assert (bob.text("a.md"), bob.text("b.md")) == (article(quality=80), article(2, heat=50))


def test_who_is_always_overtaken_is_told(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    folder = shlex.quote(str(bob.folder))
    deeds = f"git -C {folder} commit -q --allow-empty -m again; git -C {folder} push -q origin HEAD:main"
    ann.hook("pre-push", f"unset GIT_DIR; {deeds}; exit 0")
    ann.decide("a.md", quality=80)
    with pytest.raises(SyncUnfinished, match="others were faster 3 times"):
        ann.sync()
    assert ann.status() == ""


def test_nothing_is_sent_if_that_is_the_wish(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.decide("a.md", quality=80)
    assert not ann.sync(is_pushing=False).is_pushed
    assert ann.text("a.md") == article(quality=80, heat=50)
    assert ann.git("rev-list", "--count", "origin/main..HEAD") == "2\n"


def test_a_sync_can_be_stopped_while_git_waits(team: Team, tmp_path: Path) -> None:
    ann = team.alone({"a.md": article()})
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\nprintf 'remote: Counting objects: 50%%\\r' >&2\nexec sleep 600\n")
    ssh.chmod(0o755)
    ann.git("config", "core.sshCommand", str(ssh))
    ann.git("remote", "set-url", "origin", "ann@example.org:articles.git")
    ann.decide("a.md", quality=80)
    ann.stop_at = Step.FETCH
    with pytest.raises(SyncCancelled):
        ann.sync()
    assert (ann.head("a.md"), ann.status()) == (article(), " M a.md\n")


def test_how_far_fetching_is_is_told(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.share({f"{number}.md": article(number) for number in range(50)})
    ann.sync()
    shares = [share for step, share in ann.steps if step is Step.FETCH and share is not None]
    assert shares[-1] == 1.0
