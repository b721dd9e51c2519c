from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from curator.library.folder_watch import FolderWatch, Hint, Pace, WatchState
from tests.library.listening import PATIENCE, Listener, folders_below

FILES = 5000


def write(path: Path, text: str = "---\ntitle: A\n---\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "site/posts/a.md")
    return tmp_path / "site"


def names(paths: frozenset[str]) -> set[str]:
    return {os.path.basename(path) for path in paths}


def test_first_hint_asks_for_a_look_at_everything(folder: Path, listener: Listener) -> None:
    listener.watch.start([folder], folders_below(folder))
    assert listener.hints.get(timeout=PATIENCE).is_everything
    assert listener.states.get(timeout=PATIENCE) == (WatchState.EVENTS, "")


def test_change_of_one_article_hints_at_it_alone(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    path = write(folder / "posts/a.md", "changed")
    hint = heard.wait_for_file(path)
    assert hint == Hint(files=frozenset({str(path)}))


def test_new_and_deleted_articles_are_hinted(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    new = write(folder / "new.md")
    (folder / "posts/a.md").unlink()
    heard.wait_for_file(new)
    assert names(heard.wait_for_file(folder / "posts/a.md").files) == {"new.md", "a.md"}


def test_save_the_way_vim_does_hints_at_the_article_alone(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    posts = folder / "posts"
    for name in (".a.md.swp", "4913"):
        write(posts / name)
    (posts / "4913").unlink()
    (posts / "a.md").rename(posts / "a.md~")
    write(posts / "a.md", "changed")
    (posts / "a.md~").unlink()
    (posts / ".a.md.swp").unlink()
    hint = heard.wait_for_file(write(folder / "last.md"))
    assert (names(hint.files), hint.folders) == ({"a.md", "last.md"}, frozenset())


def test_save_by_rename_hints_at_the_article_alone(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    for name in ("a.md.tmp", ".goutputstream-X1", "#a.md#"):
        write(folder / "posts" / name, name).replace(folder / "posts/a.md")
    hint = heard.wait_for_file(write(folder / "last.md"))
    assert (names(hint.files), hint.folders) == ({"a.md", "last.md"}, frozenset())


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_checkout_of_a_branch_comes_in_a_few_hints(folder: Path, listener: Listener) -> None:
    paths = [folder / f"{number % 50}/{number}.md" for number in range(FILES)]
    git(folder, "init", "-b", "main")
    for text in ("one", "two"):
        for path in paths:
            write(path, text)
        git(folder, "add", ".")
        git(folder, "commit", "-m", text)
    heard = listener.start(folder)
    git(folder, "checkout", "HEAD~1")
    wanted = frozenset(map(str, paths))
    assert heard.wait(lambda hint: hint.files >= wanted).files == wanted
    assert heard.count <= 20


def test_stream_without_a_pause_is_told_while_it_goes_on(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    is_over = Event()

    def stream() -> None:
        number = 0
        while not is_over.wait(0.02):
            number += 1
            write(folder / f"{number}.md")

    thread = Thread(target=stream)
    thread.start()
    heard.wait_for_file(folder / "1.md")
    assert thread.is_alive()
    is_over.set()
    thread.join()


def test_folder_deleted_and_made_again_is_watched_again(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    posts = folder / "posts"
    for _ in range(2):
        shutil.rmtree(posts)
        posts.mkdir()
        heard.wait_for_folder(posts)
        heard.forget()
        listener.watch.set_folders(folders_below(folder))
        heard.wait_for_file(write(posts / "b.md"))
        heard.forget()


def test_folder_renamed_is_hinted_by_both_names(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    (folder / "posts").rename(folder / "drafts")
    heard.wait_for_folder(folder / "posts")
    heard.wait_for_folder(folder / "drafts")


def test_new_folders_that_are_not_searched_are_no_news(folder: Path, listener: Listener) -> None:
    write(folder / ".gitignore", "ignored/\n")
    heard = listener.start(folder)
    for name in (".hidden", "node_modules", "_site", "ignored"):
        (folder / name).mkdir()
    (folder / "link").symlink_to(folder / "posts")
    (folder / "searched").mkdir()
    assert heard.wait_for_folder(folder / "searched").folders == {str(folder / "searched")}


def test_changed_gitignore_has_its_folder_searched_again(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    write(folder / "posts/.gitignore", "old/\n")
    assert heard.wait_for_folder(folder / "posts").folders == {str(folder / "posts")}


def test_folder_set_later_is_hinted_once_and_then_watched(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder, folders=[])
    path = write(folder / "posts/unseen.md")
    listener.watch.set_folders(folders_below(folder))
    assert heard.wait_for_folder(path.parent).folders == {str(path.parent)}
    heard.forget()
    listener.watch.set_folders(folders_below(folder))
    assert heard.wait_for_file(write(path)).folders == frozenset()


def test_what_happens_while_folders_are_set_is_not_lost(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    paths = []
    for number in range(30):
        paths.append(str(write(folder / f"posts/{number}.md")))
        (folder / f"folder{number}").mkdir()
        listener.watch.set_folders(folders_below(folder))
    heard.wait(lambda hint: hint.files >= set(paths))


def test_folder_no_longer_set_is_no_news(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    listener.watch.set_folders([str(folder)])
    (folder / "new").mkdir()
    heard.wait_for_folder(folder / "new")
    write(folder / "posts/a.md", "changed")
    assert names(heard.wait_for_file(write(folder / "last.md")).files) == {"last.md"}


def test_source_that_does_not_exist_yet_is_hinted_when_it_does(tmp_path: Path, listener: Listener) -> None:
    heard = listener.start(tmp_path / "later")
    path = write(tmp_path / "later/a.md")
    heard.wait_for_folder(path.parent)
    heard.wait_for_file(write(path, "changed"))


def test_source_replaced_by_another_folder_is_hinted_and_watched(folder: Path, listener: Listener) -> None:
    write(folder.parent / "other/b.md")
    heard = listener.start(folder)
    folder.rename(folder.parent / "old")
    (folder.parent / "other").rename(folder)
    heard.wait_for_folder(folder)
    heard.wait_for_file(write(folder / "b.md", "changed"))


def test_source_whose_parent_was_moved_away_is_hinted(tmp_path: Path, listener: Listener) -> None:
    write(tmp_path / "above/site/a.md")
    heard = listener.start(tmp_path / "above/site")
    (tmp_path / "above").rename(tmp_path / "moved")
    heard.wait_for_folder(tmp_path / "above/site")


def test_single_file_is_watched_without_its_neighbours(folder: Path, listener: Listener) -> None:
    source = folder / "posts/draft.txt"
    heard = listener.start(write(source), folders=[])
    write(folder / "posts/a.md", "changed")
    write(folder / "posts/tmp").replace(source)
    assert heard.wait_for_file(source).files == {str(source)}
    heard.forget()
    shutil.rmtree(folder)
    heard.wait_for_file(source)
    heard.forget()
    heard.wait_for_file(write(source))


def test_source_that_is_a_link_keeps_its_name(folder: Path, listener: Listener) -> None:
    (folder.parent / "link").symlink_to(folder)
    heard = listener.start(folder.parent / "link")
    write(folder / "posts/a.md", "changed")
    heard.wait_for_file(folder.parent / "link/posts/a.md")


def test_file_name_that_is_not_utf8_costs_a_look_at_everything(folder: Path, listener: Listener) -> None:
    heard = listener.start(folder)
    (folder / os.fsdecode(b"caf\xe9.txt")).touch()
    heard.wait_for_everything()
    heard.wait_for_file(write(folder / "posts/a.md", "changed"))


def test_folder_name_that_is_not_utf8_is_scanned(folder: Path, listener: Listener) -> None:
    (folder / os.fsdecode(b"caf\xe9")).mkdir()
    listener.start(folder)
    assert listener.states.get(timeout=PATIENCE) == (WatchState.STAT_SCAN, "a folder's name is not UTF-8")


def test_scan_is_asked_for_again_only_after_the_answer(folder: Path) -> None:
    with Listener(WatchState.STAT_SCAN, Pace(shortest_scan_period=0.1)) as listener:
        heard = listener.start(folder)
        assert listener.states.get(timeout=PATIENCE) == (WatchState.STAT_SCAN, "as you asked")
        heard.wait_for_everything()
        listener.watch.close()
    assert listener.hints.empty()


def test_everything_is_looked_at_now_and_then_although_events_arrive(folder: Path) -> None:
    with Listener(pace=Pace(safety_net=0.1)) as listener:
        heard = listener.start(folder)
        for _ in range(2):
            heard.wait_for_everything()
            heard.forget()


def test_watch_can_be_closed_at_any_time(folder: Path, listener: Listener) -> None:
    listener.start(folder)
    listener.watch.close()
    listener.watch.close()
    FolderWatch(listener.hints.put, lambda state, reason: None).close()
    assert "folder-watch" not in [thread.name for thread in threading.enumerate()]


def test_source_may_be_given_relative_to_where_we_are(
    folder: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    heard = listener.start(Path("posts"), folders=[])
    heard.wait_for_file(write(folder / "posts/a.md", "changed"))
