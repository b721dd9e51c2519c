"""Looks at the disk: which article files there are, with their stamps, and what was left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from curator.library.row import NO_STAMP, Stamp
from curator.library.walk import Skipped, unlistable, walk
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """An article file on the disk; `stamp` is NO_STAMP for one that cannot be asked."""

    path: str
    stamp: Stamp


def seen(path: str) -> Seen:
    """Look at one file."""
    return Seen(path, _stamp(_Single(path).stat))


def is_there(source: Path) -> bool:
    """Whether a source could be searched now."""
    return os.path.lexists(source) and not (os.path.isdir(source) and unlistable(str(source)))


class Survey:
    """One walk over the sources. What it has learned is complete when `files` is exhausted."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self._sources = [os.path.abspath(source) for source in sources]
        self.skipped: list[Skipped] = []
        self.missing: list[Skipped] = []
        self.unlisted: list[str] = []
        """Folders that exist and cannot be listed at the moment: what was in them has not gone."""

        self.folders: dict[str, bool] = {}
        """Every folder that was searched, and whether it has articles."""

    def files(self, *, with_stamps: bool) -> Iterator[Seen]:
        """Every article file once, the newest names of a folder first; without stamps in half the time.

        A source that is a file is taken whatever it is called.
        """
        met: set[str] = set()
        for source in self._sources:
            for entry in self._below(source):
                # One source cannot meet a file twice.
                if len(self._sources) > 1:
                    if entry.path in met:
                        continue
                    met.add(entry.path)
                yield Seen(entry.path, _stamp(entry.stat) if with_stamps else NO_STAMP)

    def _below(self, source: str) -> Iterator[_File]:
        if os.path.isdir(source):
            reason = unlistable(source)
            if reason:
                self.missing.append(Skipped(Path(source), reason))
            else:
                yield from walk(source, self._note_skipped, self._note_folder)
        elif os.path.lexists(source):
            self._note_folder(os.path.dirname(source), True)
            yield _Single(source)
        else:
            self.missing.append(Skipped(Path(source), "it does not exist"))

    def _note_folder(self, folder: str, has_articles: bool) -> None:
        self.folders[folder] = has_articles

    def _note_skipped(self, skipped: Skipped) -> None:
        self.skipped.append(skipped)
        if not skipped.is_deliberate and os.path.lexists(skipped.path):
            self.unlisted.append(str(skipped.path))

    def shields(self, path: str) -> bool:
        """Whether a file that was not seen may still be there, in a folder that could not be listed."""
        return any(path.startswith(folder + os.sep) for folder in self.unlisted)


@dataclass(frozen=True, slots=True)
class _Single:
    """A file that was named itself, with what is used of os.DirEntry."""

    path: str

    def stat(self) -> os.stat_result:
        return os.stat(self.path)


_File = os.DirEntry[str] | _Single


def _stamp(stat: Callable[[], os.stat_result]) -> Stamp:
    try:
        return Stamp.of(stat())
    except OSError:
        return NO_STAMP
