"""What the fault tests share: a desk with articles of two folders, and what must hold of every fault.

A row of the table (`rows`) is played through by `FaultDesk`: `meets` decides on the article that the fault
concerns and checks that the file is untouched, that nothing is left beside it, that the words say what a
person needs, that the journal has the decision, and that the article of another folder is saved all the same.
`is_mended` presses F6 when the fault is lifted and finds the decision in the file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from curator.triage.decisions import Status
from curator.triage.journal import Journal, Recording
from curator.triage.reports import Opened, OpenFailed
from curator.triage.saver import StartSaver
from curator.triage.thread_saver import ThreadSaver
from tests.triage.conftest import ARTICLE, Desktop, rated, text_with

QUALITY = 80
NEW = text_with(QUALITY)
ADVICE = ("try again", "to decide on it", "curator_home")
"""What an editor can do; one of these ends every message."""

Value = TypeVar("Value")


class FaultDesk:
    """An editor's session on `folder`, where the fault is, and on `elsewhere`, where none is."""

    def __init__(self, folder: Path, elsewhere: Path, journal: Path, start_saver: StartSaver) -> None:
        self.folder = folder
        self.article = folder / "a.md"
        self.journal_path = journal
        self._elsewhere = elsewhere
        self._start_saver = start_saver
        self._quality = QUALITY
        for place in (folder, elsewhere):
            place.mkdir(parents=True, exist_ok=True)
            (place / "a.md").write_bytes(ARTICLE)
        self.prepare()
        self.desktop = self._start()

    def prepare(self) -> None:
        """The folders are there and nothing has been started."""

    def _start(self) -> Desktop:
        desktop = Desktop(self.journal_path, start_saver=self._start_saver)
        desktop.session.open(self.sources)
        desktop.wait_for(lambda: any(isinstance(r, Opened | OpenFailed) for r in desktop.reports))
        return desktop

    @property
    def sources(self) -> tuple[Path, ...]:
        return self.folder, self._elsewhere

    def decide(self, path: Path | None = None, quality: int = QUALITY) -> None:
        """Decide on the article and wait until that is through, one way or the other."""
        self.desktop.session.decide([rated(path or self.article, quality)])
        self.desktop.finish()

    def meets(self, *words: str, path: Path | None = None) -> None:
        """Decide, and see that the fault is handled; `words` are in what is said."""
        path = path or self.article
        before = content_of(path)
        self.decide(path)
        assert content_of(path) == before, "the file is as it was"
        self.is_told(*words, path=path)
        self.is_kept(path)
        self.others_go_on()

    def meets_unrecorded(self, *words: str) -> None:
        """As `meets`, where the journal is what fails: nothing is written, and the decision is in memory."""
        self.decide()
        assert self.article.read_bytes() == ARTICLE
        self.is_told(*words)
        assert self.desktop.session.progress().unrecorded == 1

    def is_told(self, *words: str, path: Path | None = None) -> None:
        """The failure of this article is said in these words, and nothing lies beside the file."""
        failures = self.desktop.session.failures()
        assert [failure.path for failure in failures] == [path or self.article]
        for word in words:
            assert word in failures[0].reason
        assert any(advice in failures[0].reason.lower() for advice in ADVICE)
        assert self.left_overs() == []

    def is_kept(self, path: Path | None = None) -> None:
        """The journal has the decision, to be tried again."""
        assert self.entries(path) == [Status.FAILED]

    def entries(self, path: Path | None = None) -> list[Status]:
        """How far the journal says the decisions on an article have come."""
        journal = Journal.open(self.journal_path)
        history = journal.history_of(path or self.article)
        journal.close()
        return [entry.status for entry in history]

    def others_go_on(self) -> None:
        """An article that the fault does not concern is decided and saved."""
        self._quality += 1
        other = self._elsewhere / "a.md"
        self.decide(other, self._quality)
        assert other.read_bytes() == text_with(self._quality)

    def is_mended(self, path: Path | None = None, becomes: bytes = NEW) -> None:
        """One key tries again; the file has the decision, now and after a restart."""
        path = path or self.article
        session = self.desktop.session
        assert session.retry_failed() == 1
        self.desktop.finish()
        assert session.failures() == ()
        assert session.status_of(path) is Status.SAVED
        assert path.read_bytes() == becomes
        assert self.entries(path) == [Status.SAVED]
        assert self.left_overs() == []

    def restart(self) -> None:
        """Close, and start again."""
        self.desktop.close()
        self.desktop = self._start()

    def left_overs(self) -> list[str]:
        """Temporary files in the folder."""
        return [name for name in os.listdir(self.folder) if name.endswith(".tmp")]


def content_of(path: Path) -> bytes | None:
    """What a file holds, None where there is none."""
    return path.read_bytes() if path.is_file() else None


def once_after(function: Callable[..., Value], deed: Callable[[], object]) -> Callable[..., Value]:
    """The function; what it is followed by the first time is `deed`."""
    deeds = [deed]

    def call(*arguments: object, **keywords: object) -> Value:
        result = function(*arguments, **keywords)
        while deeds:
            deeds.pop()()
        return result

    return call


def once_before(function: Callable[..., Value], deed: Callable[[], object]) -> Callable[..., Value]:
    """The function; what it is preceded by the first time is `deed`."""
    deeds = [deed]

    def call(*arguments: object, **keywords: object) -> Value:
        while deeds:
            deeds.pop()()
        return function(*arguments, **keywords)

    return call


HalfWay = Callable[[Callable[[], object]], None]


@pytest.fixture
def half_way(monkeypatch: pytest.MonkeyPatch) -> HalfWay:
    """Does something once between the reading of an article and the writing: when the journal has it."""

    def do(deed: Callable[[], object]) -> None:
        record: Callable[..., Recording] = Journal.record
        monkeypatch.setattr(Journal, "record", once_after(record, deed))

    return do


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def desk(folder: Path, tmp_path: Path, journal_path: Path) -> Iterator[FaultDesk]:
    made = FaultDesk(folder, tmp_path / "elsewhere", journal_path, ThreadSaver)
    yield made
    made.desktop.close()


@pytest.fixture
def ordinary() -> Iterator[FaultDesk]:
    """A desk whose saving process has the rights of an ordinary user."""
    # Imported here because it is a desk itself.
    from tests.faults.ordinary_user import OrdinaryDesk

    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        made = OrdinaryDesk(Path(name))
        yield made
        made.desktop.close()
