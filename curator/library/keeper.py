"""Keeps holdings as the disk has them: reads a folder the first time, looks what changed, reads that again.

Everything here runs on the one thread that changes the holdings, and tells what it did by `tell`.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from curator.library.article_id import article_id
from curator.library.columns import Places
from curator.library.facets import Counts
from curator.library.holdings import Holdings
from curator.library.messages import Changed, Finished, News, Progressed, ScanSummary, ids_of
from curator.library.stored import Stored
from curator.library.survey import Seen, Survey, is_there, seen
from curator.library.workers import Workers, read_stored

FIRST_FILES: Final = 20
"""Files read before anything else: a screen of the list, in a few milliseconds."""

_INLINE: Final = 200
"""Up to so many files are read here; handing them to other processes would take as long."""

_PORTION: Final = 4096
_TOLD_SECONDS: Final = 0.1
_KEPT_TOGETHER: Final = 1000
_KEPT_SECONDS: Final = 0.3


class Keeper:
    """See the module. `opening` goes into everything told; `is_cancelled` is asked often and must be cheap.

    `urgent` gives files that were just written, which are read between two portions of a long reading.
    """

    def __init__(
        self,
        holdings: Holdings,
        sources: Sequence[Path],
        opening: int,
        tell: Callable[[News], object],
        is_cancelled: Callable[[], bool] = lambda: False,
        urgent: Callable[[], Iterable[str]] = tuple,
        workers: Workers | None = None,
    ) -> None:
        self._holdings = holdings
        self._sources = tuple(sources)
        self._opening = opening
        self._tell = tell
        self._is_cancelled = is_cancelled
        self._urgent = urgent
        self._workers = workers
        self._told_at = 0.0
        self._is_open = False
        self._is_hiding = False
        self._overtaken: set[int] = set()
        self._survey = Survey(self._sources)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that were searched the last time: what there is to watch."""
        return tuple(self._survey.folders)

    def open(self, loaded: Callable[[], object] = lambda: None) -> None:
        """Bring the holdings up to date, from nothing or from what the index remembers, and say so.

        `loaded` is called when what is remembered can be asked for.
        """
        if self._holdings.is_loaded and not len(self._holdings):
            self._read_everything()
        else:
            # The first reading may have been ended by force before it came to this.
            self._holdings.end_bulk()
            self._holdings.load()
            loaded()
            found = len(self._holdings)
            self._tell(Progressed(self._opening, found, found, is_counted=True))
            self.check()
        if not self._is_cancelled():
            self._is_open = True
            self._tell(Finished(self._opening, self.summary(), self._holdings.rule()))

    def check(self) -> None:
        """Look at every file once; read what is not as it was read, forget what is gone."""
        self._reveal()
        self._survey = survey = Survey(self._sources)
        unread: list[str] = []
        known: list[Places] = []
        found = 0
        for portion in _portions(survey.files(with_stamps=True)):
            if self._is_cancelled():
                return
            ids = [article_id(file.path) for file in portion]
            differing, places = self._holdings.comparison.differing(ids, [file.stamp for file in portion])
            unread += [portion[at].path for at in differing]
            known.append(places)
            found += len(portion)
        unseen = self._unshielded(self._holdings.comparison.unseen(known))
        if survey.missing:
            self._hide(unseen)
        else:
            self._forget(unseen)
        self._read_all(unread, found)

    def reread(self, paths: Iterable[str], *, is_awaited: bool = False) -> None:
        """Read these files again, if they are others; those that are gone are forgotten.

        With `is_awaited` they are told to be changed in any case: who asked shows something else meanwhile.
        """
        there: list[Seen] = []
        gone: list[int] = []
        for path in paths:
            if os.path.lexists(path) and not os.path.isdir(path):
                there.append(seen(path))
            else:
                gone.append(article_id(path))
        self._overtaken.update(gone, (article_id(file.path) for file in there))
        self._forget(self._unshielded(gone))
        # A save is announced by whoever saved and seen by the watch; the second time there is nothing to do.
        ids = [article_id(file.path) for file in there]
        differing, _ = self._holdings.comparison.differing(ids, [file.stamp for file in there])
        for at in range(0, len(differing), _INLINE):
            self._keep([read_stored(there[place].path) for place in differing[at : at + _INLINE]])
        same = set(range(len(ids))).difference(differing)
        if is_awaited and same:
            self._tell(Changed(self._opening, changed=ids_of(ids[place] for place in same)))

    def summary(self) -> ScanSummary:
        """What can be said of the whole."""
        counts: Counts = self._holdings.count()[0]
        with_articles = [folder for folder, has_articles in self._survey.folders.items() if has_articles]
        # A save is a rename, so it is the folder that must be writable, not the file.
        read_only = tuple(Path(folder) for folder in with_articles if not os.access(folder, os.W_OK))
        return ScanSummary(
            found=counts.all,
            unreadable=self._holdings.comparison.unreadable(),
            skipped=tuple(self._survey.skipped),
            missing=tuple(self._survey.missing),
            read_only=read_only,
            folders=len(with_articles),
            editable=counts.editable,
        )

    def _read_everything(self) -> None:
        files = (file.path for file in self._survey.files(with_stamps=False))
        self._holdings.begin_bulk()
        first = [read_stored(path) for path in islice(files, FIRST_FILES)]
        self._keep(first)
        if first:
            self._tell(Progressed(self._opening, len(first), len(first), is_counted=False))
        rest: list[str] = []
        for path in files:
            if self._is_cancelled():
                break
            rest.append(path)
        self._read_all(rest, len(first) + len(rest))
        self._holdings.end_bulk()

    def _read_all(self, paths: Sequence[str], found: int) -> None:
        unread = len(paths)
        self._overtaken.clear()
        for portion in self._portions_read(paths):
            # Workers are ahead: they may have read a file before somebody wrote it, and it was read again.
            self._keep([article for article in portion if article.id not in self._overtaken])
            unread -= len(portion)
            # Later there is no end that could be told, and what changes is in the list one by one.
            if not self._is_open and time.monotonic() - self._told_at > _TOLD_SECONDS:
                self._told_at = time.monotonic()
                self._tell(Progressed(self._opening, found, found - unread, is_counted=True))
            if urgent := list(self._urgent()):
                self.reread(urgent, is_awaited=True)

    def _portions_read(self, paths: Sequence[str]) -> Iterator[list[Stored]]:
        if self._workers is not None and len(paths) > _INLINE:
            yield from _together(self._workers.read(paths, self._is_cancelled))
            return
        for at in range(0, len(paths), _INLINE):
            if self._is_cancelled():
                return
            yield [read_stored(path) for path in paths[at : at + _INLINE]]

    def _keep(self, portion: Sequence[Stored]) -> None:
        if portion:
            added, changed = self._holdings.put(portion)
            self._tell(Changed(self._opening, added=added, changed=changed))

    def _hide(self, ids: array[int]) -> None:
        """A drive that is away has not lost its articles; there is only nothing to see of them."""
        if ids:
            self._is_hiding = True
            self._holdings.hide(ids)
            self._tell(Changed(self._opening, removed=ids))

    def _reveal(self) -> None:
        """All sources are there again: what was hidden is as good as the disk says it is."""
        if self._is_hiding and all(map(is_there, self._sources)):
            self._is_hiding = False
            before = set(self._holdings.select())
            self._holdings.load()
            back = ids_of(article for article in self._holdings.select() if article not in before)
            self._tell(Changed(self._opening, added=back))

    def _unshielded(self, ids: Iterable[int]) -> array[int]:
        """These without those that are in a folder which cannot be listed at the moment."""
        if not self._survey.unlisted:
            return ids_of(ids)
        rows = self._holdings.rows(ids)
        return ids_of(row.id for row in rows if not self._survey.shields(str(row.path)))

    def _forget(self, ids: Iterable[int]) -> None:
        gone = ids_of(row.id for row in self._holdings.rows(ids))
        if gone:
            self._holdings.drop(gone)
            self._tell(Changed(self._opening, removed=gone))


def _together(portions: Iterator[list[Stored]]) -> Iterator[list[Stored]]:
    """Larger portions, which cost half as much to keep; but nobody is to wait for them."""
    began, gathered = time.monotonic(), list[Stored]()
    for portion in portions:
        gathered += portion
        if len(gathered) >= _KEPT_TOGETHER or time.monotonic() - began > _KEPT_SECONDS:
            yield gathered
            began, gathered = time.monotonic(), []
    if gathered:
        yield gathered


def _portions(files: Iterator[Seen]) -> Iterator[list[Seen]]:
    while portion := list(islice(files, _PORTION)):
        yield portion
