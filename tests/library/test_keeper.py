from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.library import keeper as module
from curator.library.article_id import article_id
from curator.library.keeper import FIRST_FILES
from curator.library.messages import Changed, Finished, Progressed
from curator.library.schema import is_bulk
from curator.library.stored import Stored
from curator.library.workers import read_stored
from tests.library.keeping import Kept, fill, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    return made


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Callable[..., Kept]]:
    made: list[Kept] = []

    def keep(*sources: Path) -> Kept:
        made.append(Kept(tmp_path / "index.sqlite3", *sources))
        return made[-1]

    yield keep
    for kept in made:
        kept.holdings.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []

    def read_and_note(path: str) -> Stored:
        names.append(os.path.basename(path))
        return read_stored(path)

    monkeypatch.setattr(module, "read_stored", read_and_note)
    return names


def test_first_files_are_told_before_the_rest_is_looked_for(keep: Callable[..., Kept], folder: Path) -> None:
    fill(folder, FIRST_FILES + 10)
    kept = keep(folder).open()
    first, progressed, second = kept.told[:3]
    assert isinstance(first, Changed)
    assert len(first.added) == FIRST_FILES
    assert progressed == Progressed(7, FIRST_FILES, FIRST_FILES, is_counted=False)
    assert isinstance(second, Changed)
    assert len(second.added) == 10


def test_every_article_is_told_once_and_then_the_end(keep: Callable[..., Kept], folder: Path) -> None:
    paths = fill(folder, 300)
    kept = keep(folder).open()
    assert isinstance(kept.told[-1], Finished)
    assert sorted(kept.news()) == sorted(("added", article_id(path)) for path in paths)


def test_progress_counts_what_was_read_of_all(
    keep: Callable[..., Kept], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TOLD_SECONDS", -1.0)
    fill(folder, 450)
    kept = keep(folder).open()
    told = [(news.found, news.read) for news in kept.told if isinstance(news, Progressed)]
    assert told == [(20, 20), (450, 220), (450, 420), (450, 450)]


def test_progress_of_changed_files_counts_no_article_twice(
    keep: Callable[..., Kept], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TOLD_SECONDS", -1.0)
    fill(folder, 300)
    kept = keep(folder).open()
    fill(folder, 310)
    kept.reopen()
    told = [(news.found, news.read) for news in kept.told if isinstance(news, Progressed)]
    assert told == [(300, 300), (310, 200), (310, 310)]


def test_no_progress_is_told_after_the_end(
    keep: Callable[..., Kept], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TOLD_SECONDS", -1.0)
    kept = keep(folder).open()
    kept.told.clear()
    fill(folder, 300)
    kept.keeper.check()
    assert kept.told
    assert not any(isinstance(news, Progressed) for news in kept.told)


def test_what_is_as_it_was_is_not_read_again(
    keep: Callable[..., Kept], folder: Path, read: list[str]
) -> None:
    fill(folder, 3)
    kept = keep(folder).open()
    read.clear()
    kept.reopen()
    assert (read, kept.titles()) == ([], ["Article 0", "Article 1", "Article 2"])
    assert not kept.news()


def test_what_changed_while_nobody_looked_is_noticed(
    keep: Callable[..., Kept], folder: Path, read: list[str]
) -> None:
    paths = fill(folder, 3)
    kept = keep(folder).open()
    read.clear()
    write(paths[0], "Other")
    paths[1].unlink()
    new = write(folder / "new.md", "New")
    kept.reopen()
    assert sorted(read) == ["0000.md", "new.md"]
    assert kept.titles() == ["Article 2", "New", "Other"]
    assert sorted(kept.news()) == sorted(
        [("changed", article_id(paths[0])), ("removed", article_id(paths[1])), ("added", article_id(new))]
    )


def test_remembered_articles_can_be_asked_for_before_the_disk_is_looked_at(
    keep: Callable[..., Kept], folder: Path
) -> None:
    paths = fill(folder, 2)
    kept = keep(folder).open()
    paths[0].unlink()
    kept.holdings.close()
    kept = keep(folder)
    remembered: list[list[str]] = []
    kept.keeper.open(lambda: remembered.append(kept.titles()))
    assert remembered == [["Article 0", "Article 1"]]
    assert kept.titles() == ["Article 1"]


def test_nothing_is_told_twice(keep: Callable[..., Kept], folder: Path) -> None:
    paths = fill(folder, 2)
    kept = keep(folder).open()
    kept.news()
    paths[1].unlink()
    for _ in range(2):
        kept.keeper.reread([*map(str, paths), str(folder / "never.md")])
        kept.keeper.check()
    assert kept.news() == [("removed", article_id(paths[1]))]


def test_whoever_saved_hears_of_it_although_the_watch_was_quicker(
    keep: Callable[..., Kept], folder: Path
) -> None:
    (path,) = fill(folder, 1)
    kept = keep(folder).open()
    write(path, "Saved")
    kept.keeper.reread([str(path)])
    kept.news()
    kept.keeper.reread([str(path)], is_awaited=True)
    assert kept.news() == [("changed", article_id(path))]


def test_file_that_became_a_folder_is_no_article(keep: Callable[..., Kept], folder: Path) -> None:
    (path,) = fill(folder, 1)
    kept = keep(folder).open()
    kept.news()
    path.unlink()
    write(path / "a.md", "Below")
    kept.keeper.reread([str(path)])
    assert kept.news() == [("removed", article_id(path))]
    kept.keeper.check()
    assert kept.titles() == ["Below"]


def test_source_that_is_away_is_hidden_and_comes_back_unread(
    keep: Callable[..., Kept], folder: Path, read: list[str], tmp_path: Path
) -> None:
    paths = fill(folder, 2)
    kept = keep(folder).open()
    kept.news()
    read.clear()
    away = folder.rename(tmp_path / "away")
    kept.keeper.check()
    kept.keeper.check()
    assert sorted(kept.news()) == sorted(("removed", article_id(path)) for path in paths)
    assert kept.titles() == []
    away.rename(folder)
    kept.keeper.check()
    assert sorted(kept.news()) == sorted(("added", article_id(path)) for path in paths)
    assert (read, kept.titles()) == ([], ["Article 0", "Article 1"])


def test_source_that_was_away_at_the_start_is_not_read_again_when_it_comes(
    keep: Callable[..., Kept], folder: Path, read: list[str], tmp_path: Path
) -> None:
    fill(folder, 2)
    kept = keep(folder).open()
    read.clear()
    away = folder.rename(tmp_path / "away")
    kept.reopen()
    assert [item.path for item in kept.summary().missing] == [folder]
    assert kept.summary().found == 0
    away.rename(folder)
    kept.keeper.check()
    assert (read, kept.titles()) == ([], ["Article 0", "Article 1"])


def test_what_is_gone_from_another_source_does_not_come_back(
    keep: Callable[..., Kept], tmp_path: Path
) -> None:
    first = write(tmp_path / "first" / "0000.md", "Article 0")
    second = write(tmp_path / "second" / "a.md", "Second")
    kept = keep(first.parent, second.parent).open()
    away = first.parent.rename(tmp_path / "away")
    second.unlink()
    kept.keeper.check()
    away.rename(first.parent)
    kept.keeper.check()
    assert kept.titles() == ["Article 0"]


def test_overlapping_sources_have_each_article_once(keep: Callable[..., Kept], folder: Path) -> None:
    (folder / "posts").mkdir()
    fill(folder / "posts", 30)
    kept = keep(folder / "posts" / "0003.md", folder, folder / "posts").open()
    assert len(kept.titles()) == len(set(kept.titles())) == 30
    kept.told.clear()
    kept.keeper.check()
    assert not kept.news()


def test_sources_that_are_files_are_kept(keep: Callable[..., Kept], folder: Path) -> None:
    paths = fill(folder, 3)
    kept = keep(*paths[:2]).open()
    assert kept.titles() == ["Article 0", "Article 1"]
    paths[0].unlink()
    kept.keeper.check()
    assert kept.titles() == ["Article 1"]


def test_file_that_cannot_be_read_is_an_article_that_says_so(keep: Callable[..., Kept], folder: Path) -> None:
    (folder / "a.md").symlink_to(folder / "nowhere.md")
    os.mkfifo(folder / "b.md")
    write(folder / "c.md", "C")
    kept = keep(folder).open()
    problems = [row.problem for row in kept.holdings.rows(kept.holdings.select())]
    assert any("gone" in problem for problem in problems)
    assert any("not a regular file" in problem for problem in problems)
    summary = kept.summary()
    assert (summary.found, summary.unreadable, summary.editable) == (3, 2, 1)


def test_empty_folder_is_a_fact_of_the_summary(keep: Callable[..., Kept], folder: Path) -> None:
    summary = keep(folder).open().summary()
    assert (summary.is_empty, summary.is_read_only, summary.missing) == (True, False, ())


def test_folders_left_out_are_named_in_the_summary(keep: Callable[..., Kept], folder: Path) -> None:
    write(folder / "_site" / "a.md", "Built")
    write(folder / "posts" / "a.md", "A")
    summary = keep(folder).open().summary()
    assert [item.path.name for item in summary.skipped] == ["_site"]
    assert (summary.found, summary.folders) == (1, 1)


def test_file_saved_during_a_long_reading_is_read_before_the_next_portion(
    keep: Callable[..., Kept], folder: Path
) -> None:
    paths = fill(folder, 500)
    kept = keep(folder)
    waiting = [str(write(paths[499], "Saved"))]

    def urgent() -> Iterator[str]:
        while waiting:
            write(paths[499], "Saved again")
            yield waiting.pop()

    kept.urgent = urgent
    kept.open()
    what = [news for news in kept.told if isinstance(news, Changed)]
    assert article_id(paths[499]) in what[2].changed
    assert "Saved again" in kept.titles()


class _Ahead:
    """Workers that have read everything before anybody takes the first portion."""

    def read(self, paths: list[str], cancelled: Callable[[], bool]) -> Iterator[list[Stored]]:
        portions = [[read_stored(path) for path in paths[at : at + 100]] for at in range(0, len(paths), 100)]
        yield from portions


def test_what_workers_read_too_early_does_not_replace_what_was_saved_since(
    keep: Callable[..., Kept], folder: Path
) -> None:
    paths = fill(folder, 500)
    kept = keep(folder)
    waiting = [paths[0], paths[1]]

    def urgent() -> Iterator[str]:
        while waiting:
            path = waiting.pop()
            path.unlink() if path == paths[1] else write(path, "Saved")
            yield str(path)

    kept.urgent = urgent
    kept.keeper._workers = _Ahead()  # type: ignore[assignment]
    kept.open()
    assert "Saved" in kept.titles()
    assert not {"Article 0", "Article 1"} & set(kept.titles())


def test_reading_that_is_cancelled_says_no_end_and_goes_on_the_next_time(
    keep: Callable[..., Kept], folder: Path
) -> None:
    fill(folder, 500)
    kept = keep(folder)
    kept.is_cancelled = lambda: len(kept.holdings) > 200
    kept.open()
    assert not any(isinstance(news, Finished) for news in kept.told)
    assert 200 < len(kept.holdings) < 500
    kept.is_cancelled = lambda: False
    kept.reopen()
    assert kept.summary().found == 500
    assert len(set(kept.titles())) == 500


def test_check_that_is_cancelled_forgets_nothing(keep: Callable[..., Kept], folder: Path) -> None:
    fill(folder, 5)
    kept = keep(folder).open()
    shutil.rmtree(folder)
    kept.is_cancelled = lambda: True
    folder.mkdir()
    write(folder / "new.md", "New")
    kept.keeper.check()
    assert len(kept.titles()) == 5


def test_index_whose_first_reading_was_ended_by_force_gets_its_lookups(
    keep: Callable[..., Kept], folder: Path
) -> None:
    fill(folder, 3)
    kept = keep(folder)
    kept.holdings.begin_bulk()
    kept.holdings.put([read_stored(str(folder / "0000.md"))])
    kept.reopen()
    assert not is_bulk(kept.holdings._index._connection)
