from __future__ import annotations

from pathlib import Path

from curator.library.survey import Survey


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: A\n---\n", encoding="utf-8")


def found(*sources: Path) -> tuple[list[Path], dict[Path, str]]:
    survey = Survey(sources)
    paths = [Path(file.path) for file in survey.files(with_stamps=False)]
    return paths, {item.path: item.reason for item in survey.skipped}


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found(root)[0]]


def test_newest_file_names_come_first(tmp_path: Path) -> None:
    make(tmp_path, "2020-01-02-b.md", "2021-05-01-c.md", "2020-01-01-a.md")
    assert names(tmp_path) == ["2021-05-01-c.md", "2020-01-02-b.md", "2020-01-01-a.md"]


def test_folders_are_searched_after_files_newest_first(tmp_path: Path) -> None:
    make(tmp_path, "2019/a.md", "2021/b.md", "2021/deep/c.md", "z.md")
    assert names(tmp_path) == ["z.md", "2021/b.md", "2021/deep/c.md", "2019/a.md"]


def test_only_markdown_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.MARKDOWN", "c.mdx", "d.txt", "e.md~", ".#f.md", "md")
    assert sorted(names(tmp_path)) == ["a.md", "b.MARKDOWN", "c.mdx"]


def test_places_that_are_not_content_are_left_out_with_a_reason(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.md", "_site/a.md", "node_modules/x/a.md", ".hidden/a.md", "posts/a.md")
    paths, skipped = found(tmp_path)
    assert paths == [tmp_path / "posts/a.md"]
    assert set(skipped) == {tmp_path / name for name in (".git", "_site", "node_modules", ".hidden")}
    assert skipped[tmp_path / ".hidden"] == "hidden"


def test_ignored_folder_is_left_out_with_a_reason(tmp_path: Path) -> None:
    make(tmp_path, "drafts/a.md", "posts/a.md", "posts/old/a.md")
    (tmp_path / ".gitignore").write_text("/drafts/\n", encoding="utf-8")
    (tmp_path / "posts/.gitignore").write_text("old\n", encoding="utf-8")
    paths, skipped = found(tmp_path)
    assert paths == [tmp_path / "posts/a.md"]
    assert set(skipped) == {tmp_path / "drafts", tmp_path / "posts/old"}


def test_folder_left_out_below_another_is_searched_when_asked_for_itself(tmp_path: Path) -> None:
    make(tmp_path, "_site/a.md")
    assert names(tmp_path / "_site") == ["a.md"]


def test_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "posts/a.md")
    (tmp_path / "posts/up").symlink_to(tmp_path)
    paths, skipped = found(tmp_path)
    assert paths == [tmp_path / "posts/a.md"]
    assert "link" in skipped[tmp_path / "posts/up"]


def test_link_that_leads_to_itself_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    assert names(tmp_path) == ["a.md"]


def test_folder_that_is_a_link_can_be_opened_itself(tmp_path: Path) -> None:
    make(tmp_path, "posts/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "posts")
    assert names(tmp_path / "link") == ["a.md"]
