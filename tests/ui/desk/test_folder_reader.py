"""A folder is read as a stream and watched; what belongs to an earlier folder is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import Batch, ScanSummary
from curator.ui.desk.folder_reader import FolderReader, News
from tests.ui.desk.bench import OneThread
from tests.ui.newsroom import NEWEST_FIRST, article
from tests.ui.waiting import TIMEOUT

# An index cannot be kept below a file, so every reading here is the first one.
NOWHERE = Path(__file__) / "index"


class Heard:
    """A reader on one thread, and what it has announced."""

    def __init__(self, thread: OneThread) -> None:
        self.thread = thread
        self.reader = FolderReader(thread.jobs, NOWHERE, thread.owner)
        self.read: list[str] = []
        self.summaries: list[ScanSummary] = []
        self.news: list[News] = []
        self.reader.rows_arrived.connect(self._note)
        self.reader.reading_finished.connect(self._note_summary)
        self.reader.news_arrived.connect(self._note_news)

    def _note(self, batch: Batch) -> None:
        self.read += [row.path.name for row in batch.rows]

    def _note_summary(self, summary: ScanSummary) -> None:
        self.summaries.append(summary)

    def _note_news(self, news: News) -> None:
        self.news.append(news)

    def open(self, *sources: Path) -> None:
        self.reader.open(sources)
        self.thread.deliver()
        self.news.clear()

    def look(self) -> None:
        self.reader.look()
        self.thread.deliver()


@pytest.fixture
def heard(thread: OneThread) -> Heard:
    return Heard(thread)


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_rows_arrive_and_then_the_summary(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    assert sorted(heard.read) == sorted(NEWEST_FIRST)
    assert [summary.found for summary in heard.summaries] == [5]


def test_rows_of_an_earlier_folder_are_dropped(heard: Heard, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "only.md").write_bytes(article("Only", 1))
    heard.reader.open((folder,))
    heard.thread.let_it_work()
    heard.reader.open((other,))
    heard.thread.deliver()
    assert heard.read == ["only.md"]
    assert [summary.found for summary in heard.summaries] == [1]


def test_change_by_somebody_else_is_news_once(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    (folder / "tide.md").write_bytes(article("The tide turned", 7))
    heard.look()
    heard.look()
    assert [row.title for news in heard.news for row in news.rows] == ["The tide turned"]


def test_new_and_removed_files_are_news(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    (folder / "tide.md").unlink()
    (folder / "new.md").write_bytes(article("New", 10))
    heard.look()
    (news,) = heard.news
    assert ([row.title for row in news.rows], names(news.removed)) == (["New"], ["tide.md"])


def test_look_without_a_change_says_nothing(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    heard.look()
    assert heard.news == []


def test_what_was_read_again_is_no_news_to_the_next_look(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    (folder / "tide.md").write_bytes(article("Saved by us", 7))
    heard.reader.reread((folder / "tide.md",))
    heard.thread.deliver()
    heard.look()
    assert [row.title for news in heard.news for row in news.rows] == ["Saved by us"]


def test_second_look_waits_for_the_first(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    (folder / "tide.md").write_bytes(article("One", 7))
    heard.reader.look()
    heard.thread.let_it_work()
    (folder / "tide.md").write_bytes(article("Two, longer", 7))
    heard.reader.look()
    heard.thread.deliver()
    assert [row.title for news in heard.news for row in news.rows] == ["One"]


def test_news_of_an_earlier_folder_is_dropped(heard: Heard, folder: Path, tmp_path: Path) -> None:
    heard.open(folder)
    (folder / "tide.md").write_bytes(article("Too late", 7))
    heard.reader.look()
    heard.reader.reread((folder / "bees.md",))
    heard.thread.let_it_work()
    heard.reader.open((tmp_path / "elsewhere",))
    heard.thread.deliver()
    assert heard.news == []


def test_closed_reader_looks_no_more(heard: Heard, folder: Path) -> None:
    heard.open(folder)
    heard.reader.close()
    (folder / "tide.md").unlink()
    heard.look()
    assert heard.news == []


def test_folder_is_watched_without_being_asked(heard: Heard, folder: Path, qtbot: QtBot) -> None:
    heard.open(folder)
    (folder / "tide.md").unlink()
    with qtbot.waitSignal(heard.reader.news_arrived, timeout=TIMEOUT):
        pass
    assert names(heard.news[0].removed) == ["tide.md"]


def test_folder_that_is_not_there_is_summed_up_as_missing(heard: Heard, tmp_path: Path) -> None:
    heard.open(tmp_path / "nowhere")
    assert names(tuple(skip.path for skip in heard.summaries[0].missing)) == ["nowhere"]
