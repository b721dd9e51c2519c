from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from curator.library.article_id import article_id
from curator.library.holdings import Holdings
from curator.library.launch import start_process, start_thread
from curator.library.messages import (
    ArticlesFound,
    Changed,
    Close,
    Count,
    Counted,
    FetchRows,
    FindArticles,
    FindStory,
    Finished,
    Look,
    Progressed,
    Refused,
    Remembered,
    Reread,
    RowsFetched,
    Select,
    Selected,
    SetFindings,
    SetMarks,
    Watching,
    ids_of,
)
from curator.library.sorting import Sort
from tests.library.calling import Caller, fill, write
from tests.library.processes import PATIENCE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "news"


@pytest.fixture(params=[start_thread, start_process])
def caller(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Caller]:
    with Caller(tmp_path / "indexes", request.param) as made:
        yield made


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Caller]:
    """One whose engine is a thread: where it makes no difference, that is quicker."""
    with Caller(tmp_path / "indexes", start_thread) as made:
        yield made


def test_every_question_is_answered(caller: Caller, folder: Path) -> None:
    first = write(folder / "a.md", "First", related="https://a.example/b")
    second = write(folder / "b.md", "Second", quality=50)
    caller.open(folder)
    assert caller.titles("second") == ["Second"]
    assert caller.count("first").counts.all == 2
    caller.link.send(FindStory(101, article_id(first)))
    story = caller.hear(RowsFetched, lambda answer: answer.request == 101)
    assert [row.path for row in story.rows] == [second, first]
    caller.link.send(FindArticles(102, (("a.example/b",), ("nowhere.example",))))
    found = caller.hear(ArticlesFound)
    assert [row and row.path for row in found.rows] == [second, None]


def test_list_comes_with_the_rows_around_an_article(near: Caller, folder: Path) -> None:
    paths = fill(folder, 200)
    near.open(folder)
    near.link.send(Select(1, "", Sort.PATH, article_id(paths[100])))
    selected = near.hear(Selected)
    assert len(selected.ids) == 200
    assert article_id(paths[100]) in {row.id for row in selected.rows}
    assert len(selected.rows) == 80


def test_marks_are_asked_for_by_their_state(near: Caller, folder: Path) -> None:
    paths = fill(folder, 3)
    near.open(folder)
    near.link.send(SetMarks(((article_id(paths[0]), "decided"), (article_id(paths[1]), "later"))))
    assert near.select("later") == [article_id(paths[1])]
    near.link.send(SetMarks(((article_id(paths[2]), "later"),), is_all=True))
    assert near.select("later") == [article_id(paths[2])]
    assert near.count().counts.all == 3


def test_findings_are_asked_for_as_problems(near: Caller, folder: Path) -> None:
    paths = fill(folder, 3)
    near.open(folder)
    assert near.select("problem") == []
    near.link.send(SetFindings(ids_of([article_id(paths[1])])))
    assert near.select("problem") == [article_id(paths[1])]
    assert near.count().counts.problems == 1


def test_marks_told_before_anything_is_read_count(near: Caller, folder: Path) -> None:
    (path,) = fill(folder, 1)
    near.open(folder).open(folder, waits=False)
    near.link.send(SetMarks(((article_id(path), "later"),)))
    assert near.select("later") == [article_id(path)]


def test_file_that_was_saved_is_read_and_told(near: Caller, folder: Path) -> None:
    (path,) = fill(folder, 1)
    near.open(folder)
    write(path, "Saved")
    near.link.send(Reread((path,)))
    near.hear(Changed, lambda news: article_id(path) in news.changed)
    assert near.titles("saved") == ["Saved"]


def test_file_of_another_folder_is_not_listed_though_it_was_saved(
    near: Caller, folder: Path, tmp_path: Path
) -> None:
    (path,) = fill(folder, 1)
    elsewhere = write(tmp_path / "elsewhere.md", "Elsewhere")
    near.open(folder)
    write(path, "Saved")
    near.link.send(Reread((elsewhere, path)))
    near.hear(Changed, lambda news: article_id(path) in news.changed)
    assert near.titles("") == ["Saved"]


def test_look_finds_what_others_did(near: Caller, folder: Path) -> None:
    fill(folder, 2)
    near.open(folder)
    new = write(folder / "new.md", "New")
    near.link.send(Look())
    near.hear(Changed, lambda news: article_id(new) in news.added)
    assert near.titles("new") == ["New"]


def test_filter_that_cannot_be_read_is_refused(near: Caller, folder: Path) -> None:
    fill(folder, 1)
    near.open(folder)
    near.link.send(Select(5, "quality:<<", Sort.NEWEST))
    assert near.hear(Refused).request == 5
    assert len(near.select()) == 1


def test_answers_given_during_the_first_reading_are_right(caller: Caller, folder: Path) -> None:
    paths = fill(folder, 1_500)
    caller.open(folder, waits=False).hear(Progressed)
    listed = caller.select("quality>=0")
    rows = caller.rows(listed[:50])
    assert [row.id for row in rows] == listed[:50]
    assert all(row.title == f"Article {int(row.path.stem)}" for row in rows)
    assert caller.count().counts.all >= len(listed)
    caller.hear(Finished)
    assert sorted(caller.select()) == sorted(map(article_id, paths))


def test_every_question_asked_while_the_index_loads_is_answered(
    near: Caller, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 300)
    near.open(folder)
    may_load = Event()
    load = Holdings.load
    monkeypatch.setattr(Holdings, "load", lambda holdings: may_load.wait(PATIENCE) and load(holdings))
    near.open(folder, waits=False)
    for number in (201, 202):
        near.link.send(Select(number, "article", Sort.NEWEST))
    near.link.send(Count(203, ""))
    near.rows([])
    may_load.set()
    answers = [near.hear(Selected), near.hear(Selected)]
    assert [(answer.request, len(answer.ids)) for answer in answers] == [(201, 300), (202, 300)]
    assert near.hear(Counted).counts.all == 300


def test_folder_seen_before_is_remembered_newest_first(near: Caller, folder: Path) -> None:
    fill(folder, 3)
    near.open(folder).open(folder, waits=False)
    remembered = near.hear(Remembered)
    assert (remembered.opening, remembered.found, len(remembered.rows)) == (2, 3, 3)
    assert [row.id for row in remembered.rows] == remembered.ids.tolist()


def test_news_of_an_earlier_opening_says_so_and_ends(caller: Caller, folder: Path, tmp_path: Path) -> None:
    fill(folder, 2_000)
    (other,) = fill(tmp_path / "other", 1)
    caller.open(folder, waits=False).hear(Progressed)
    caller.open(other)
    heard = [getattr(message, "opening", 2) for message in caller.heard]
    assert heard == sorted(heard)
    finished = [message.opening for message in caller.heard if isinstance(message, Finished)]
    assert finished == [2]
    assert caller.select() == [article_id(other)]


def test_nothing_is_open_after_close(near: Caller, folder: Path) -> None:
    fill(folder, 2)
    near.open(folder)
    near.link.send(Close())
    near.link.send(FetchRows(7, ids_of([1])))
    near.open(folder)
    assert not any(isinstance(message, RowsFetched) for message in near.heard)


def test_a_watch_that_must_look_itself_says_so(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURATOR_WATCH", "stat")
    fill(folder, 1)
    with Caller(tmp_path / "indexes", start_thread) as caller:
        words = caller.open(folder).hear(Watching).words
    assert words.startswith("looks at every file now and then: ")


def test_what_others_do_is_told_without_being_asked(caller: Caller, folder: Path) -> None:
    (path,) = fill(folder, 1)
    caller.open(folder).hear(Watching)
    write(path, "Other")
    new = write(folder / "deep" / "new.md", "New")
    heard: set[int] = set()
    while not {article_id(path), article_id(new)} <= heard:
        news = caller.hear(Changed)
        heard.update(news.added, news.changed)
    assert caller.titles() == ["New", "Other"]


@pytest.mark.parametrize("sort", Sort)
def test_every_order_lists_everything(near_with_three: Callable[[Sort], int], sort: Sort) -> None:
    assert near_with_three(sort) == 3


@pytest.fixture
def near_with_three(near: Caller, folder: Path) -> Callable[[Sort], int]:
    fill(folder, 3)
    near.open(folder)
    return lambda sort: len(near.select("", sort))
