"""`curator merge` as git calls it: real repositories, real merges, and no configuration of this machine."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import curator
from curator.cli import main
from curator.git.driver import driver_command
from tests.merging_clones import Clones

BASE = """\
---
title: "A title"
type: article
quality: 5
heat: -1
published: false

topics:
  - AI
  - Vision

secured: "abc"
---
First line

Last line
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


@pytest.fixture
def merged(clones: Clones) -> Callable[..., tuple[str, int]]:
    """A function that lets two clones change an article, merges, and returns the file and the exit status."""

    def merge(ours: str | None, theirs: str | None, base: str = BASE, name: str = "a.md") -> tuple[str, int]:
        one, two = clones.clone("one"), clones.clone("two")
        one.commit({name: base} if base else {"other.md": "x\n"})
        one.push()
        two.pull()
        two.commit({name: theirs})
        two.push()
        one.commit({name: ours})
        done = one.pull()
        return (one.folder / name).read_bytes().decode(), done.returncode

    return merge


Merge = Callable[..., tuple[str, int]]
OURS, THEIRS = ("quality: 5", "quality: 80"), ("heat: -1", "heat: 90")


def test_decisions_on_neighbouring_lines_ask_nothing(merged: Merge) -> None:
    assert merged(changed(BASE, OURS), changed(BASE, THEIRS)) == (changed(BASE, OURS, THEIRS), 0)


def test_without_the_driver_git_would_ask(clones: Clones, merged: Merge) -> None:
    clones.has_driver = False
    text, status = merged(changed(BASE, OURS), changed(BASE, THEIRS))
    assert "<<<<<<<" in text
    assert status == 1


def test_a_clash_is_marked_around_its_own_line(merged: Merge) -> None:
    theirs = changed(BASE, ("quality: 5", "quality: 60"), THEIRS, ("abc", "xyz"))
    ours = changed(BASE, OURS, ("Last line", "Our last line"))
    text, status = merged(ours, theirs)
    marked = "<<<<<<< ours\nquality: 80\n=======\nquality: 60\n>>>>>>> theirs\n"
    wanted = changed(theirs, ("quality: 60\n", marked), ("Last line", "Our last line"))
    assert (text, status) == (wanted, 1)


def test_a_clash_is_said_in_words(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    one.commit({"a.md": BASE})
    one.push()
    two.pull()
    two.commit({"a.md": changed(BASE, ("quality: 5", "quality: 60"), ("abc", "SECRET"))})
    two.push()
    one.commit({"a.md": changed(BASE, OURS, ("abc", "HIDDEN"))})
    said = one.pull().stderr.decode()
    assert "a.md: quality was 5, ours is 80, theirs is 60" in said
    assert "SECRET" not in said
    assert "HIDDEN" not in said


def test_a_field_one_removed_and_the_other_changed_is_marked(merged: Merge) -> None:
    text, status = merged(changed(BASE, OURS), changed(BASE, ("quality: 5\n", "")))
    marked = "<<<<<<< ours\nquality: 80\n=======\n>>>>>>> theirs\n"
    assert (text, status) == (changed(BASE, ("quality: 5\n", marked)), 1)


SOURCE, SWAPPED = "type: article", "type: article\nwebUrl: https://{}.example.org/x"


@pytest.mark.parametrize("is_ours_swapped", [False, True])
def test_a_decision_is_void_when_the_source_was_swapped(merged: Merge, is_ours_swapped: bool) -> None:
    base = changed(BASE, (SOURCE, SWAPPED.format("one")), ("published: false\n", ""))
    decided = changed(base, OURS, ("heat: -1", "heat: 7\npublished: true"), ("Last line", "A note"))
    swapped = changed(base, ("https://one", "https://two"), ("abc", "xyz"), ("heat: -1", "heat: 3"))
    versions = (swapped, decided) if is_ours_swapped else (decided, swapped)
    assert merged(*versions, base) == (changed(swapped, ("Last line", "A note")), 0)


def test_a_decision_stands_when_only_one_address_of_several_was_changed(merged: Merge) -> None:
    base = changed(BASE, (SOURCE, SWAPPED.format("one") + "\noriginalUrl: https://example.org/y"))
    new = changed(base, ("https://one", "https://two"))
    assert merged(changed(base, OURS), new, base) == (changed(new, OURS), 0)


def test_line_endings_are_theirs(merged: Merge) -> None:
    theirs = changed(BASE, THEIRS, ("Last", "Their last")).replace("\n", "\r\n")
    ours = changed(BASE, OURS, ("First", "Our first"))
    wanted = changed(BASE, OURS, THEIRS, ("First", "Our first"), ("Last", "Their last"))
    assert merged(ours, theirs) == (wanted.replace("\n", "\r\n"), 0)


def test_line_endings_of_ours_make_no_conflict(merged: Merge) -> None:
    ours = changed(BASE, OURS, ("First", "Our first")).replace("\n", "\r\n")
    assert merged(ours, changed(BASE, THEIRS)) == (changed(BASE, OURS, THEIRS, ("First", "Our first")), 0)


def test_comments_of_both_sides_stay(merged: Merge) -> None:
    ours = (("title:", "# ours\ntitle:"), ("published", "# of ours, too\npublished"))
    theirs = (("secured:", "# theirs\nsecured:"), ("- Vision", "- Vision\n  - Robots"))
    assert merged(changed(BASE, *ours), changed(BASE, *theirs)) == (changed(BASE, *ours, *theirs), 0)


def test_comments_stay_beside_decisions_on_neighbouring_lines(merged: Merge) -> None:
    ours = (OURS, ("type:", "# ours\ntype:"))
    theirs = (THEIRS, ("secured:", "# theirs\nsecured:"))
    assert merged(changed(BASE, *ours), changed(BASE, *theirs)) == (changed(BASE, *ours, *theirs), 0)


def test_comments_stay_beside_a_clash(merged: Merge) -> None:
    ours = changed(BASE, OURS, ("type:", "# ours\ntype:"))
    text, status = merged(ours, changed(BASE, ("quality: 5", "quality: 60"), ("abc", "xyz")))
    assert status == 1
    assert "# ours\ntype: article\n<<<<<<< ours\nquality: 80\n=======\nquality: 60\n>>>>>>>" in text


def test_list_items_added_in_two_places_are_merged_as_text(merged: Merge) -> None:
    base = changed(BASE, ("  - AI\n", "  - AI\n  - Ethics\n  - Law\n"))
    ours, theirs = ("  - AI\n", "  - Art\n  - AI\n"), ("  - Vision\n", "  - Vision\n  - War\n")
    assert merged(changed(base, ours), changed(base, theirs), base) == (changed(base, ours, theirs), 0)


def test_a_decision_added_by_both_in_two_places_is_not_given_twice(merged: Merge) -> None:
    base = changed(BASE, ("quality: 5\n", ""))
    ours, theirs = ("title:", "quality: 80\ntitle:"), ("secured:", "quality: 60\nsecured:")
    text, status = merged(changed(base, ours), changed(base, theirs), base)
    assert status == 1
    assert "<<<<<<< ours\nquality: 80\n=======\nquality: 60\n>>>>>>> theirs\nsecured" in text


def test_lines_that_would_not_read_together_are_a_conflict(merged: Merge) -> None:
    lines = "one\n  two\n  three\n  four\n  five"
    base = changed(BASE, ('"A title"', f'"{lines}"'))
    ours = changed(BASE, ('"A title"', f"'{lines}'".replace("one", "1")))
    text, status = merged(ours, changed(base, ("three", "it's three")), base)
    assert status == 1
    assert text.startswith("---\n<<<<<<< ours\ntitle: '1\n")


def test_the_style_of_conflicts_is_the_one_of_the_users_git(clones: Clones, merged: Merge) -> None:
    clones.clone("one").git("config", "merge.conflictStyle", "diff3")
    text, _ = merged(changed(BASE, OURS), changed(BASE, ("quality: 5", "quality: 60")))
    assert "<<<<<<< ours\nquality: 80\n||||||| base\nquality: 5\n=======\nquality: 60\n>>>>>>> theirs" in text


def test_a_body_conflicts_only_where_git_would_say_so(merged: Merge) -> None:
    ours = changed(BASE, OURS, ("Last line", "Our end"))
    theirs = changed(BASE, THEIRS, ("Last line", "Their end"))
    text, status = merged(ours, theirs)
    marked = "<<<<<<< ours\nOur end\n=======\nTheir end\n>>>>>>> theirs"
    assert (text, status) == (changed(BASE, OURS, THEIRS, ("Last line", marked)), 1)


@pytest.mark.parametrize(
    "name", ["a b.md", 'it\'s "so".md', "-dash.md", "ü %O $HOME.md", "deep/er/a.markdown"]
)
def test_any_file_name_will_do(merged: Merge, name: str) -> None:
    texts = changed(BASE, OURS), changed(BASE, THEIRS)
    assert merged(*texts, name=name) == (changed(BASE, OURS, THEIRS), 0)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"),
        ("a\nb\n", "1\nb\n", "2\nb\n"),
        ("+++\na = 1\n+++\n", "+++\na = 2\n+++\n", "+++\na = 3\n+++\n"),
        ("---\na: [\n---\nx\n", "---\na: [\n---\ny\n", "---\na: {\n---\nx\n"),
        ("{a: 1, b: 2}\n", "{a: 1, b: 3}\n", "{a: 2, b: 2}\n"),
        (BASE, BASE.replace("quality: 5", "quality: 6"), "no header any more\n"),
    ],
)
def test_what_is_no_article_is_merged_as_git_does(
    clones: Clones, merged: Merge, base: str, ours: str, theirs: str
) -> None:
    text, status = merged(ours, theirs, base)
    plain, plain_status = clones.merged_by_git(base, ours, theirs)
    assert (text, status) == (plain, 1 if plain_status else 0)


def test_why_a_conflict_is_one_of_text_is_said(
    versions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(versions[2]).write_text("no header any more\n")
    assert main(["merge", *versions]) == 1
    assert (
        "merged as text, not by field; their version: the file has no front matter" in capsys.readouterr().err
    )


def test_a_binary_file_stays_ours_and_is_in_conflict(merged: Merge) -> None:
    assert merged("\0ours", "\0theirs", "\0base") == ("\0ours", 1)


def test_both_added_the_same_article(merged: Merge) -> None:
    ours, theirs = changed(BASE, ("heat: -1\n", "")), changed(BASE, ("abc", "xyz"))
    text, status = merged(ours, theirs, base="")
    marked = '<<<<<<< ours\nsecured: "abc"\n=======\nsecured: "xyz"\n>>>>>>> theirs\n'
    assert (text, status) == (changed(BASE, ('secured: "abc"\n', marked)), 1)


def test_a_file_renamed_here_and_decided_there_is_merged(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    one.commit({"a.md": BASE})
    one.push()
    two.pull()
    two.commit({"a.md": changed(BASE, THEIRS)})
    two.push()
    one.git("mv", "a.md", "b c.md")
    one.commit({"b c.md": changed(BASE, OURS)})
    assert one.pull().returncode == 0
    assert (one.folder / "b c.md").read_text() == changed(BASE, OURS, THEIRS)
    assert not (one.folder / "a.md").exists()


@pytest.mark.parametrize(("one_says", "two_says"), [(7, 7), (7, 5)])
def test_a_clash_settled_in_a_criss_cross_stays_settled(clones: Clones, one_says: int, two_says: int) -> None:
    one, two = clones.crossed(BASE, ("quality: 5", "quality: 7"), ("quality: 5", "quality: 9"))
    # Each merges the other's decision and settles the clash, then both go on and merge once more.
    one.settle("a.md", changed(BASE, ("quality: 5", f"quality: {one_says}"), THEIRS))
    two.settle("a.md", changed(BASE, ("quality: 5", f"quality: {two_says}"), ("abc", "xyz")))
    done = one.git("merge", "--no-edit", two.fetched_by(one))
    text = (one.folder / "a.md").read_text()
    if one_says == two_says:
        assert (done.returncode, text) == (
            0,
            changed(BASE, ("quality: 5", "quality: 7"), THEIRS, ("abc", "xyz")),
        )
    else:
        assert done.returncode == 1
        assert "<<<<<<< ours\nquality: 7\n=======\nquality: 5\n>>>>>>> theirs\n" in text
        assert text.count("<<<<") == 1


@pytest.fixture
def versions(tmp_path: Path) -> list[str]:
    """The paths of three versions, ours in a folder of its own."""
    (tmp_path / "own").mkdir()
    paths = [tmp_path / "base", tmp_path / "own" / "ours", tmp_path / "theirs"]
    for path, text in zip(paths, (BASE, changed(BASE, OURS), changed(BASE, THEIRS)), strict=True):
        path.write_text(text)
    return [str(path) for path in paths]


def test_comments_on_the_same_line_are_theirs_and_that_is_said(
    versions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = Path(versions[1]), Path(versions[2])
    ours.write_text(changed(BASE, OURS, ("80", "80 # ours")))
    theirs.write_text(changed(BASE, ("quality: 5", "quality: 5 # theirs")))
    assert main(["merge", *versions, "--path", "a.md"]) == 0
    assert ours.read_text() == changed(theirs.read_text(), OURS)
    assert "a.md: the fields are merged; comments and order" in capsys.readouterr().err


def test_ours_is_whole_when_another_version_cannot_be_read(tmp_path: Path, versions: list[str]) -> None:
    done = curator_run("merge", versions[0], versions[1], str(tmp_path / "gone"), cwd=tmp_path)
    assert (done.returncode, Path(versions[1]).read_text()) == (1, changed(BASE, OURS))
    assert b"No such file" in done.stderr


def test_ours_is_whole_when_it_cannot_be_replaced(
    versions: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    assert main(["merge", *versions]) == 1
    assert Path(versions[1]).read_text() == changed(BASE, OURS)
    assert os.listdir(Path(versions[1]).parent) == ["ours"]
    assert "No space left" in capsys.readouterr().err


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    assert curator_run("merge", "one", "two", cwd=tmp_path).returncode == 2
    assert curator_run("merge", cwd=tmp_path).returncode == 2
    assert curator_run("merge", "--install", "a", "--uninstall", "b", cwd=tmp_path).returncode == 2


def curator_run(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    root = Path(curator.__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-m", "curator", *words],
        cwd=cwd,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def test_installing_twice_changes_nothing_and_uninstalling_leaves_no_trace(clones: Clones) -> None:
    clones.has_driver = False
    one = clones.clone("one")
    attributes = one.folder / ".git" / "info" / "attributes"
    attributes.write_bytes(b"*.png binary")
    config = (one.folder / ".git" / "config").read_text()
    one.install()
    once = attributes.read_bytes(), (one.folder / ".git" / "config").read_text()
    one.install()
    assert (attributes.read_bytes(), (one.folder / ".git" / "config").read_text()) == once
    assert once[0] == b"*.png binary\n*.md merge=curator\n*.markdown merge=curator\n"
    one.install("--uninstall")
    assert attributes.read_bytes() == b"*.png binary\n"
    assert (one.folder / ".git" / "config").read_text() == config


def test_a_repository_is_named_from_elsewhere_and_its_other_work_trees_follow(clones: Clones) -> None:
    clones.has_driver = False
    one, two = clones.clone("it's one"), clones.clone("two")
    one.commit({"a.md": BASE})
    one.git("worktree", "add", "-q", "-b", "other", "../second tree").check_returncode()
    two.install("--install", "../second tree")
    assert (one.folder / ".git" / "info" / "attributes").is_file()
    one.commit({"a.md": changed(BASE, OURS)})
    tree = clones.folder / "second tree"
    (tree / "a.md").write_text(changed(BASE, THEIRS))
    clones.run("git", "commit", "-q", "-a", "-m", "there", cwd=tree).check_returncode()
    assert clones.run("git", "merge", "--no-edit", one.history()[0], cwd=tree).returncode == 0
    assert (tree / "a.md").read_text() == changed(BASE, OURS, THEIRS)


def test_installing_for_all_writes_the_committed_file(clones: Clones) -> None:
    clones.has_driver = False
    one = clones.clone("one")
    said = one.install("--install", "--shared")
    assert (one.folder / ".gitattributes").read_text() == "*.md merge=curator\n*.markdown merge=curator\n"
    assert ".gitattributes" in said
    one.install("--uninstall", "--shared")
    assert not (one.folder / ".gitattributes").exists()


def test_where_there_is_no_repository_it_is_said(tmp_path: Path) -> None:
    done = curator_run("merge", "--install", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert b"not a git repository" in done.stderr


def test_code_that_lies_in_the_repository_is_not_run(clones: Clones, merged: Merge) -> None:
    one = clones.clone("one")
    for name in ("yaml.py", "curator.py", "tempfile.py"):
        (one.folder / name).write_text("raise SystemExit(0)\n")
    assert merged(changed(BASE, OURS), changed(BASE, THEIRS)) == (changed(BASE, OURS, THEIRS), 0)


def test_the_command_survives_blanks_and_quotes_in_its_own_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / 'it\'s 100% "here"' / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    words = shlex.split(driver_command().replace("%%", "%"))
    assert str(python) in words
    assert words[-5:] == ["--path=%P", "--marker-size=%L", "%O", "%A", "%B"]
