"""Notices what others did to the folder by asking every file for its stamp now and then."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from curator.library.row import NO_STAMP, Row, Stamp
from curator.library.walk import Skipped, walk
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from what was known."""

    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class StatWatcher:
    """Compares the sources with what is known of them, one pass at a time, when and where its owner likes.

    It has no thread of its own. `know`, `forget` and `poll` belong on one thread, or under the owner's lock.
    """

    def __init__(self, sources: Sequence[Path], known: Iterable[Row] = ()) -> None:
        self._sources = [os.path.abspath(source) for source in sources]
        self._known: dict[str, Stamp] = {str(row.path): row.stamp for row in known}

    def know(self, path: Path, stamp: Stamp) -> None:
        """Take note of a version that is not news: one that was just read, or that we wrote ourselves."""
        self._known[str(path)] = stamp

    def forget(self, path: Path) -> None:
        """Take note that the caller no longer has this file; if it is there, the next pass calls it added."""
        self._known.pop(str(path), None)

    def poll(self) -> Changes:
        """Look at every file once and say what is different; what was said is then known.

        A folder that exists but cannot be listed at the moment loses none of its articles: a network drive
        that is away is not a hundred deletions.
        """
        unlisted: list[str] = []
        present = self._present(unlisted)
        changes = _compare(self._known, present, unlisted)
        self._known.update(present)
        for path in changes.removed:
            del self._known[str(path)]
        return changes

    def _present(self, unlisted: list[str]) -> dict[str, Stamp]:
        present: dict[str, Stamp] = {}

        def note(skipped: Skipped) -> None:
            if os.path.lexists(skipped.path):
                unlisted.append(str(skipped.path))

        for source in self._sources:
            if os.path.isdir(source):
                for entry in walk(source, note):
                    present[entry.path] = _stamp(entry)
            elif os.path.lexists(source):
                present[source] = _stamp(Path(source))
        return present


def _stamp(file: os.DirEntry[str] | Path) -> Stamp:
    try:
        return Stamp.of(file.stat())
    except OSError:
        return NO_STAMP  # As its row has it when it cannot be read.


def _compare(known: Mapping[str, Stamp], present: Mapping[str, Stamp], unlisted: Sequence[str]) -> Changes:
    gone = [path for path in known if path not in present]
    shielded = tuple(folder + os.sep for folder in unlisted)
    return Changes(
        added=tuple(Path(path) for path in present if path not in known),
        changed=tuple(Path(path) for path, stamp in present.items() if known.get(path, stamp) != stamp),
        removed=tuple(Path(path) for path in gone if not path.startswith(shielded)),
    )
