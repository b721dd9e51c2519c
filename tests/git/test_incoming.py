"""What others did is merged by field, or nothing is: never is a repository left in the middle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.errors import SyncRefused
from curator.frontmatter.merging import Keep
from curator.git.questions import FieldsInQuestion
from tests.git.team import Editor, Team, article


def apart(ann: Editor, bob: Editor) -> None:
    """Let both decide, in neighbouring lines, and Bob be faster."""
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.decide("a.md", quality=80)


def nothing_changes(editor: Editor, deed: Callable[[], object], words: str) -> None:
    """Make sure that a sync is refused with these words, and leaves everything as a commit left it."""
    with pytest.raises(SyncRefused, match=words):
        deed()
    assert editor.git("log", "-1", "--format=%s").startswith("Decide")
    assert not (editor.folder / ".git" / "MERGE_HEAD").exists()
    assert not list((editor.folder / ".git").glob("curator-*"))


def test_neighbouring_fields_are_merged_and_sent(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    apart(ann, bob)
    done = ann.sync()
    assert (done.sent, done.is_pushed) == (1, True)
    assert ann.git("log", "-1", "--format=%s") == "Merge remote-tracking branch 'origin/main'\n"
    assert (ann.text("a.md"), ann.status()) == (article(quality=80, heat=50), "")
    bob.sync()
    assert bob.text("a.md") == article(quality=80, heat=50)


def test_what_came_in_without_own_work_makes_no_merge(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.sync()
    assert ann.clone.history() == bob.clone.history()


def test_a_bots_rewrite_is_merged_without_a_question(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    rewritten = article().replace("s0", "s1").replace("Text", "Longer text").replace("\n", "\r\n")
    bob.share({"a.md": rewritten, "new.md": article(2)})
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.text("a.md") == rewritten.replace("quality: 10", "quality: 80")


def test_the_same_field_is_a_question_and_nothing_is_merged(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    bob.decide("a.md", quality=60, published=True)
    bob.decide("b.md", heat=3)
    bob.sync()
    ann.decide("a.md", quality=80, published=True)
    with pytest.raises(FieldsInQuestion) as asked:
        ann.sync()
    assert [question.words for question in asked.value.questions] == [
        "quality of a.md: you say 80, bob says 60"
    ]
    assert (ann.text("a.md"), ann.text("b.md")) == (article(quality=80, published=True), article(2))
    assert ann.status() == ""


@pytest.mark.parametrize(("keep", "value"), [(Keep.MINE, 80), (Keep.THEIRS, 60)])
def test_the_answer_to_a_question_holds_for_both(team: Team, keep: Keep, value: int) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.decide("a.md", quality=60, heat=5)
    bob.sync()
    ann.decide("a.md", quality=80, published=True)
    ann.sync(keep=keep)
    bob.sync()
    assert ann.text("a.md") == bob.text("a.md") == article(quality=value, heat=5, published=True)


def test_an_answer_holds_only_for_what_was_asked(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    bob.decide("a.md", quality=60)
    bob.sync()
    ann.decide("a.md", quality=80)
    ann.decide("b.md", quality=81)
    with pytest.raises(FieldsInQuestion) as first:
        ann.sync()
    bob.decide("b.md", quality=61)
    bob.sync()
    with pytest.raises(FieldsInQuestion) as second:
        ann.sync(keep=Keep.MINE, asked=first.value.questions)
    assert [question.name for question in second.value.questions] == ["a.md", "b.md"]
    ann.sync(keep=Keep.MINE, asked=second.value.questions)
    assert (ann.text("a.md"), ann.text("b.md")) == (article(quality=80), article(2, quality=81))


def test_text_that_both_changed_is_for_a_person(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "notes.txt": "one\n"})
    bob.share({"notes.txt": "two\n"})
    ann.clone.commit({"notes.txt": "three\n"})
    ann.decide("a.md", quality=80)
    nothing_changes(ann, ann.sync, "in what is no field: notes.txt")
    assert (ann.text("notes.txt"), ann.status()) == ("three\n", "")


def test_an_article_that_was_removed_there_and_decided_here_is_for_a_person(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    bob.share({"a.md": None})
    ann.decide("a.md", quality=80)
    nothing_changes(ann, ann.sync, "in what is no field: a.md")


def test_changes_in_files_that_would_change_are_named_and_kept(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2)})
    bob.share({"b.md": article(2, heat=7), "new.md": article(3), "a.md": article(heat=4)})
    ann.clone.write({"b.md": "mine\n", "new.md": "mine, too\n"})
    ann.decide("a.md", quality=80)
    nothing_changes(ann, ann.sync, "not committed: (b|new).md")
    assert (ann.text("b.md"), ann.text("new.md")) == ("mine\n", "mine, too\n")
    assert ann.text("a.md") == article(quality=80)


def test_a_file_that_is_ignored_here_is_not_overwritten(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.share({"new.md": article(3)})
    (ann.folder / ".git" / "info" / "exclude").write_text("new.md\n")
    ann.clone.write({"new.md": "mine\n"})
    ann.decide("a.md", quality=80)
    nothing_changes(ann, ann.sync, "new.md")
    assert ann.text("new.md") == "mine\n"


def test_what_is_staged_or_changed_elsewhere_outlives_a_merge(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.txt": "b\n", "c.txt": "c\n"})
    apart(ann, bob)
    ann.clone.write({"b.txt": "staged\n", "c.txt": "changed\n", "d.txt": "untracked\n"})
    ann.git("add", "b.txt")
    ann.sync()
    assert ann.status() == "M  b.txt\n M c.txt\n?? d.txt\n"
    assert ann.text("a.md") == article(quality=80, heat=50)


@pytest.mark.parametrize("hook", ["pre-merge-commit", "prepare-commit-msg", "commit-msg"])
def test_a_hook_may_refuse_the_merge(team: Team, hook: str) -> None:
    ann, bob = team.both({"a.md": article()})
    apart(ann, bob)
    ann.hook(hook, 'if grep -q ^Decide "${1:-/dev/null}"; then exit 0; fi; echo "no merges" >&2; exit 1')
    nothing_changes(ann, ann.sync, f"the hook {hook} refused the merge: no merges")
    assert ann.text("a.md") == article(quality=80)


def test_hooks_see_the_merged_files_and_the_fast_forward_is_announced(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    apart(ann, bob)
    ann.hook("pre-merge-commit", "git show :a.md > seen.txt")
    ann.hook("commit-msg", 'echo "Merged-by: the hook" >> "$1"')
    ann.hook("post-merge", "cat a.md > after.txt")
    ann.sync()
    assert ann.text("seen.txt") == ann.text("after.txt") == article(quality=80, heat=50)
    assert "Merged-by: the hook" in ann.git("log", "-1", "--format=%B")


def test_settings_that_would_stash_squash_or_rebase_do_not(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.txt": "b\n"})
    for key, value in (
        ("merge.autoStash", "true"),
        ("merge.ff", "false"),
        ("pull.rebase", "true"),
        ("branch.main.mergeOptions", "--squash --no-commit"),
        ("commit.verbose", "true"),
        ("core.commentChar", "D"),
        ("color.ui", "always"),
        ("log.showSignature", "true"),
        ("status.short", "true"),
        ("diff.noprefix", "true"),
        ("push.default", "nothing"),
    ):
        ann.git("config", key, value)
    apart(ann, bob)
    ann.clone.write({"b.txt": "changed\n"})
    ann.hook("post-merge", "cat b.txt > .git/seen")
    assert [each.field for each in ann.sync().received] == ["heat"]
    assert ann.text(".git/seen") == "changed\n"
    assert len(ann.git("log", "-1", "--format=%P").split()) == 2
    assert (ann.text("a.md"), ann.status()) == (article(quality=80, heat=50), " M b.txt\n")


def test_the_driver_of_the_repository_is_respected(team: Team) -> None:
    ann, bob = team.both({".gitattributes": "*.md merge=union\n", "a.md": article()})
    bob.share({"a.md": article().replace("Text", "Text of Bob")})
    ann.clone.commit({"a.md": article().replace("Text", "Text of Ann")})
    ann.sync()
    assert ann.text("a.md").endswith("Text of Ann\nText of Bob\n")


def test_histories_that_cross_are_merged_by_field(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    ann.clone.commit({"a.md": article(quality=80)})
    bob.clone.commit({"a.md": article(heat=50)})
    heads = bob.clone.fetched_by(ann.clone), ann.clone.fetched_by(bob.clone)
    bob.git("fetch", "-q", str(ann.folder), "HEAD")
    for editor, head in ((ann, heads[1]), (bob, heads[0])):
        editor.clone.git("merge", "-q", "--no-edit", head)
        editor.clone.commit({"a.md": article(quality=80, heat=50)})
    assert bob.clone.push()
    ann.decide("a.md", published=True)
    ann.sync()
    assert ann.text("a.md") == article(quality=80, heat=50, published=True)


def test_histories_without_a_common_commit_are_not_merged(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.git("checkout", "-q", "--orphan", "other")
    bob.git("commit", "-q", "-m", "Decide anew")
    bob.git("push", "-q", "--force", "origin", "other:main")
    ann.decide("a.md", quality=80)
    nothing_changes(ann, ann.sync, "no commit in common")


def test_a_shallow_clone_syncs(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    for heat in range(3):
        bob.decide("a.md", heat=heat)
        bob.sync()
    url = f"file://{team.clones.remote}"
    team.clones.run("git", "clone", "-q", "--depth=1", url, str(ann.folder.with_name("cyd")), cwd=ann.folder)
    cyd = team.editor("cyd")
    cyd.git("config", "user.email", "cyd@example.org")
    cyd.git("config", "user.name", "cyd")
    assert cyd.git("rev-list", "--count", "HEAD") == "1\n"
    apart(cyd, bob)
    cyd.sync()
    assert cyd.text("a.md") == article(quality=80, heat=50)


def test_a_file_that_was_renamed_there_is_decided_under_its_new_name(team: Team) -> None:
    ann, bob = team.both({"a.md": article() + "Line\n" * 20})
    bob.git("mv", "a.md", "moved ü.md")
    bob.share({"moved ü.md": bob.text("moved ü.md").replace("s0", "s1")})
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.text("moved ü.md") == (article(quality=80) + "Line\n" * 20).replace("s0", "s1")
    assert ann.status() == ""
