from __future__ import annotations

from pathlib import Path

from curator.library.hint import Change, Hint, Watched, hint_of, topmost


def watched(folder: Path) -> Watched:
    return Watched.of([str(folder)], [], frozenset())


def hinted(folder: Path, change: Change, path: Path) -> Hint:
    return hint_of([(change, str(path))], watched(folder))


def test_folder_stands_for_all_below_it() -> None:
    assert topmost(["/a/b", "/a", "/a/b/c", "/ab"]) == {"/a", "/ab"}


def test_folder_that_is_named_like_an_article_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.md").mkdir()
    path = tmp_path / "notes.md"
    assert hinted(tmp_path, Change.ADDED, path) == Hint(folders=frozenset({str(path)}))


def test_times_and_rights_of_a_watched_folder_are_no_news(tmp_path: Path) -> None:
    assert not hinted(tmp_path, Change.MODIFIED, tmp_path)
    assert hinted(tmp_path, Change.DELETED, tmp_path).folders == {str(tmp_path)}


def test_folder_that_could_not_be_listed_is_searched_when_its_rights_change(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    assert hinted(tmp_path, Change.MODIFIED, tmp_path / "closed").folders == {str(tmp_path / "closed")}


def test_repository_made_or_gone_changes_what_is_ignored(tmp_path: Path) -> None:
    assert hinted(tmp_path, Change.ADDED, tmp_path / ".git").folders == {str(tmp_path)}
    assert not hinted(tmp_path, Change.MODIFIED, tmp_path / ".git")


def test_what_lies_in_folders_that_do_not_count_is_no_news(tmp_path: Path) -> None:
    assert not hinted(tmp_path / "posts", Change.MODIFIED, tmp_path / "a.md")


def test_missing_source_is_a_file_when_it_was_one_or_is_named_like_one(tmp_path: Path) -> None:
    sources = [str(tmp_path / name) for name in ("a.md", "notes.txt", "posts")]
    found = Watched.of(sources, [], frozenset({sources[1]}))
    assert found == Watched(
        frozenset({sources[2]}), frozenset(sources[:2]), frozenset({str(tmp_path), sources[2]})
    )


def test_hints_add_up() -> None:
    one, other = Hint(frozenset({"/a.md"}), frozenset({"/b/c"})), Hint(folders=frozenset({"/b"}))
    assert one | other == Hint(frozenset({"/a.md"}), frozenset({"/b"}))
    assert (other | Hint(is_everything=True)).is_everything
