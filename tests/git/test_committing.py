"""A decision is committed, the decision and nothing else, whatever else is going on in the folder."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from pathlib import Path

import pytest

from curator.errors import SyncCancelled, SyncRefused
from tests.git.team import Team, article


def test_a_decision_is_one_commit_and_leaves_nothing_behind(team: Team) -> None:
    ann = team.alone({"a.md": article(1), "b.md": article(2)})
    ann.decide("a.md", quality=80, heat=90, published=True)
    ann.decide("b.md", quality=20)
    ann.sync()
    assert ann.git("log", "-1", "--format=%an %ae%n%B").rstrip() == (
        "ann ann@example.org\nDecide 2 articles: 2 quality, 1 heat, 1 published\n\n"
        "quality: 20 to 80 in 2\nheat: 90 in 1\npublished: yes in 1"
    )
    assert ann.status() == ""
    assert ann.head("a.md") == article(1, quality=80, heat=90, published=True)


def test_the_message_can_be_given(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.decide("a.md", quality=80)
    ann.sync(message="#4: the morning's stories")
    assert ann.git("log", "-1", "--format=%B").strip() == "#4: the morning's stories"


def test_other_changes_in_the_same_file_stay_uncommitted(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    path = ann.folder / "a.md"
    path.write_text(path.read_text().replace("s0", "s1").replace("Text", "Other text"))
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.head("a.md") == article(quality=80)
    assert ann.text("a.md") == article(quality=80).replace("s0", "s1").replace("Text", "Other text")


def test_what_is_staged_stays_staged_and_uncommitted(team: Team) -> None:
    ann = team.alone({"a.md": article(), "b.md": article(2), "c.txt": "c\n", "d.txt": "d\n"})
    ann.clone.write({"c.txt": "other\n", "new.txt": "new\n", "d.txt": None})
    ann.git("add", "-A")
    ann.git("mv", "b.md", "moved.md")
    ann.clone.write({"c.txt": "other again\n", "untracked.md": article(3)})
    before = ann.status()
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.status() == before
    assert ann.git("show", "--name-only", "--format=", "HEAD") == "a.md\n"


def test_an_article_staged_with_other_changes_keeps_them_staged_and_is_decided(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.clone.write({"a.md": article().replace("Text", "Staged")})
    ann.git("add", "a.md")
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.head("a.md") == article(quality=80)
    assert ann.git("show", ":a.md") == article(quality=80).replace("Text", "Staged")
    assert ann.status() == "M  a.md\n"


def test_articles_may_have_any_name(team: Team) -> None:
    names = [
        "with space.md",
        "-dash.md",
        "new\nline.md",
        "ümläut.md",
        'q"uote.md',
        "deep/er/x.md",
        ":(top)*.md",
    ]
    ann, bob = team.both({name: article(number) for number, name in enumerate(names)})
    for name in names:
        ann.decide(name, quality=80)
    ann.sync()
    assert ann.status() == ""
    for name in names:
        bob.decide(name, heat=50)
    bob.sync()
    for number, name in enumerate(names):
        assert bob.text(name) == article(number, quality=80, heat=50)


def test_a_name_that_is_no_text_is_committed_too(team: Team) -> None:
    name = os.fsdecode(b"\xff\xfe.md")
    ann = team.alone({name: article()})
    ann.decide(name, quality=80)
    assert ann.sync().committed.articles == 1
    assert ann.status() == ""


def test_line_endings_that_git_converts_are_committed_as_git_would(team: Team) -> None:
    ann = team.alone({".gitattributes": "*.md text eol=crlf\n", "a.md": article(), "b.md": article(2)})
    for name in ("a.md", "b.md"):
        (ann.folder / name).unlink()
        ann.git("checkout", name)
    assert "\r\n" in ann.text("a.md")
    ann.decide("a.md", quality=80)
    ann.sync()
    assert (ann.head("a.md"), ann.status()) == (article(quality=80), "")
    assert ann.text("a.md") == article(quality=80).replace("\n", "\r\n")


def test_files_with_crlf_stay_so(team: Team) -> None:
    ann = team.alone({"a.md": article().replace("\n", "\r\n")})
    ann.decide("a.md", published=True)
    ann.sync()
    assert (ann.head("a.md"), ann.status()) == (article(published=True).replace("\n", "\r\n"), "")


def test_a_field_that_was_missing_is_committed_where_it_was_put(team: Team) -> None:
    ann = team.alone({"a.md": article().replace("quality: 10\n", "")})
    ann.decide("a.md", quality=80)
    ann.sync()
    assert (ann.head("a.md"), ann.status()) == (ann.text("a.md"), "")


def test_a_decision_that_was_taken_back_is_taken_back_in_git(team: Team) -> None:
    ann = team.alone({"a.md": article().replace("quality: 10\n", "")})
    ann.decide("a.md", quality=80)
    ann.sync()
    ann.undo()
    done = ann.sync()
    assert done.committed.fields == {"quality": 1}
    assert ann.head("a.md") == article().replace("quality: 10\n", "")


def test_a_decision_that_was_taken_back_before_leaves_no_commit(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.decide("a.md", quality=80)
    ann.undo()
    assert ann.sync().committed.articles == 0
    assert len(ann.clone.history()) == 1


def test_what_somebody_else_wrote_into_the_field_since_is_not_committed(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.decide("a.md", quality=80, heat=90)
    ann.clone.write({"a.md": article(quality=7, heat=90)})
    ann.sync()
    assert ann.head("a.md") == article(heat=90)
    assert ann.text("a.md") == article(quality=7, heat=90)


def test_a_decision_on_an_article_that_took_the_name_is_not_committed_into_the_old_one(team: Team) -> None:
    ann = team.alone({"a.md": article(1)})
    ann.clone.write({"a.md": article(2)})
    ann.decide("a.md", quality=80)
    assert ann.sync().committed.articles == 0
    assert ann.head("a.md") == article(1)


def test_an_article_git_does_not_know_is_left_alone(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.clone.write({"new.md": article(2)})
    ann.decide("new.md", quality=80)
    ann.sync()
    assert ann.status() == "?? new.md\n"


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_is_quoted_and_nothing_changes(team: Team, hook: str) -> None:
    ann = team.alone({"a.md": article(), "b.txt": "b\n"})
    ann.clone.write({"b.txt": "staged\n"})
    ann.git("add", "b.txt")
    ann.decide("a.md", quality=80)
    before = ann.status()
    ann.hook(hook, "echo 'no decisions on Sundays' >&2; exit 1")
    with pytest.raises(SyncRefused, match="no decisions on Sundays"):
        ann.sync()
    assert (ann.status(), len(ann.clone.history())) == (before, 1)


def test_hooks_see_the_decisions_and_nothing_else(team: Team) -> None:
    ann = team.alone({"a.md": article(), "b.txt": "b\n"})
    ann.clone.write({"b.txt": "staged\n"})
    ann.git("add", "b.txt")
    ann.decide("a.md", quality=80)
    ann.hook("pre-commit", "git diff --cached --name-only > seen.txt")
    ann.hook("commit-msg", 'echo "Signed-off-by: the hook" >> "$1"')
    ann.sync()
    assert ann.text("seen.txt") == "a.md\n"
    assert "Signed-off-by: the hook" in ann.git("log", "-1", "--format=%B")


def test_commits_are_signed_if_the_person_signs(team: Team, tmp_path: Path) -> None:
    ann, bob = team.both({"a.md": article()})
    program = tmp_path / "gpg"
    program.write_text(
        "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "echo '-----BEGIN PGP SIGNATURE-----'\necho\necho x\necho '-----END PGP SIGNATURE-----'\n"
    )
    program.chmod(0o755)
    for key, value in (("gpg.program", str(program)), ("commit.gpgSign", "true"), ("user.signingKey", "ann")):
        ann.git("config", key, value)
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.decide("a.md", quality=80)
    ann.sync()
    for commit in ("HEAD", "HEAD^1"):
        assert "BEGIN PGP SIGNATURE" in ann.git("cat-file", "commit", commit)


def test_a_linked_working_tree_is_synced_by_itself(team: Team, tmp_path: Path) -> None:
    ann = team.alone({"a.md": article()})
    ann.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    ann.git("push", "-q", "--set-upstream", "origin", "side")
    ann.folder = tmp_path / "side"
    ann.decide("a.md", quality=80)
    assert ann.sync().committed.articles == 1
    assert ann.git("show", "side:a.md") == article(quality=80)
    assert ann.git("show", "main:a.md") == article()


def test_a_submodule_is_not_touched(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    ann.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(team.clones.remote), "sub")
    ann.git("commit", "-qm", "a submodule")
    ann.git("push", "-q")
    bob.decide("a.md", heat=50)
    bob.sync()
    inner = Path("sub", "a.md")
    ann.decide(str(inner), quality=80)
    ann.decide("a.md", quality=70)
    ann.sync()
    assert ann.status() == " M sub\n"
    assert ann.text("sub/a.md") == article(quality=80)
    assert ann.head("a.md") == article(quality=70, heat=50)


def test_the_folder_may_be_a_link_or_a_part_of_the_repository(team: Team, tmp_path: Path) -> None:
    ann = team.alone({"posts/a.md": article(), "b.md": article(2)})
    real = ann.folder
    ann.folder = tmp_path / "link"
    ann.folder.symlink_to(real)
    ann.decide("posts/a.md", quality=80)
    ann.decide("b.md", quality=70)
    assert ann.sync(ann.folder / "posts").committed.articles == 2
    assert ann.status() == ""


def test_an_index_that_another_git_holds_is_explained(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.decide("a.md", quality=80)
    (ann.folder / ".git" / "index.lock").touch()
    with pytest.raises(SyncRefused, match="another git is at work"):
        ann.sync()
    assert (ann.folder / ".git" / "index.lock").exists()


def test_environment_of_another_git_does_not_lead_astray(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ann = team.alone({"a.md": article()})
    subprocess.run(["git", "init", "-q", str(tmp_path / "elsewhere")], check=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    ann.decide("a.md", quality=80)
    assert ann.sync().committed.articles == 1


def test_whoever_git_does_not_know_is_told_how_to_change_that(team: Team) -> None:
    ann = team.alone({"a.md": article()})
    ann.decide("a.md", quality=80)
    ann.git("config", "--unset", "user.email")
    ann.git("config", "user.useConfigOnly", "true")
    with pytest.raises(SyncRefused, match="git does not know your name or address"):
        ann.sync()
    assert ann.status() == " M a.md\n"


def test_a_commit_that_is_stopped_in_its_hook_leaves_all_as_it_was(team: Team) -> None:
    ann = team.alone({"a.md": article(), "b.txt": "b\n"})
    ann.clone.write({"b.txt": "staged\n"})
    ann.git("add", "b.txt")
    ann.decide("a.md", quality=80)
    ann.hook("pre-commit", f"touch {shlex.quote(str(ann.folder / '.git' / 'waiting'))}; sleep 600")
    stopper = threading.Thread(target=ann.stop_when, args=(ann.folder / ".git" / "waiting",))
    stopper.start()
    with pytest.raises(SyncCancelled):
        ann.sync()
    stopper.join()
    assert (ann.status(), len(ann.clone.history())) == (" M a.md\nM  b.txt\n", 1)
