from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator.library.row import NO_STAMP, Stamp
from curator.library.survey import Survey, is_there, seen


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: A\n---\n", encoding="utf-8")


def survey(*sources: Path) -> tuple[list[str], Survey]:
    made = Survey(sources)
    return [file.path for file in made.files(with_stamps=False)], made


def test_every_file_comes_with_its_stamp(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (file,) = Survey([tmp_path]).files(with_stamps=True)
    assert file.stamp == Stamp.of((tmp_path / "a.md").stat()) == seen(file.path).stamp


def test_without_stamps_no_file_is_asked(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (file,) = Survey([tmp_path]).files(with_stamps=False)
    assert file.stamp == NO_STAMP


def test_link_that_leads_nowhere_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere.md")
    assert [file.stamp for file in Survey([tmp_path]).files(with_stamps=True)] == [NO_STAMP]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert len(list(Survey([tmp_path]).files(with_stamps=True))) == 1


def test_file_in_two_sources_comes_once(tmp_path: Path) -> None:
    make(tmp_path, "posts/a.md", "posts/b.md")
    paths, _ = survey(tmp_path / "posts" / "a.md", tmp_path, tmp_path / "posts")
    assert paths == [str(tmp_path / "posts" / name) for name in ("a.md", "b.md")]


def test_file_given_by_name_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    make(tmp_path, "post.txt")
    assert survey(tmp_path / "post.txt")[0] == [str(tmp_path / "post.txt")]


def test_folder_named_like_an_article_is_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "old.md/a.md")
    assert survey(tmp_path)[0] == [str(tmp_path / "old.md" / "a.md")]


def test_missing_source_is_known_in_the_end(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    paths, made = survey(tmp_path / "nowhere", tmp_path)
    assert len(paths) == 1
    assert [(item.path.name, item.reason) for item in made.missing] == [("nowhere", "it does not exist")]


def test_folders_that_were_searched_are_known_and_whether_they_have_articles(tmp_path: Path) -> None:
    make(tmp_path, "posts/a.md", "_site/a.md")
    _, made = survey(tmp_path)
    assert made.folders == {str(tmp_path): False, str(tmp_path / "posts"): True}


def test_folder_of_a_file_given_by_name_is_known(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    assert survey(tmp_path / "a.md")[1].folders == {str(tmp_path): True}


def test_folder_left_out_on_purpose_shields_nothing(tmp_path: Path) -> None:
    make(tmp_path, "_site/a.md")
    _, made = survey(tmp_path)
    assert [item.path.name for item in made.skipped] == ["_site"]
    assert not made.shields(str(tmp_path / "_site" / "a.md"))


def test_folder_deleted_during_the_walk_shields_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "posts/b.md")
    made = Survey([tmp_path])
    files = made.files(with_stamps=False)
    next(files)
    (tmp_path / "posts" / "b.md").unlink()
    (tmp_path / "posts").rmdir()
    assert not list(files)
    assert not made.shields(str(tmp_path / "posts" / "b.md"))


def test_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "posts/a.md")
    (tmp_path / "posts" / "up").symlink_to(tmp_path)
    (tmp_path / "b.md").symlink_to(tmp_path / "b.md")
    assert len(survey(tmp_path)[0]) == 2


def test_relative_source_gives_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.md")
    monkeypatch.chdir(tmp_path)
    assert survey(Path())[0] == [str(tmp_path / "a.md")]


def test_source_is_there_while_it_can_be_searched(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    assert is_there(tmp_path)
    assert is_there(tmp_path / "a.md")
    assert not is_there(tmp_path / "nowhere")
