"""What may have changed in the folders, made from the system's events: to be checked, never trusted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import IntEnum

from curator.library.ignore import IgnoreRules
from curator.library.walk import is_article_name, reason_to_skip
from curator.records import dataclass


class Change(IntEnum):
    """What happened to a path, numbered as the system's library numbers it."""

    ADDED = 1
    MODIFIED = 2
    DELETED = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """What may have changed, all paths absolute. Whoever gets it looks at the disk, which alone knows.

    A file may be gone or a folder by now. A folder stands for all that is below it and is to be searched
    again; it may be gone too. `is_everything` asks for a look at all sources: anything may have changed.
    """

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    is_everything: bool = False

    def __bool__(self) -> bool:
        return self.is_everything or bool(self.files or self.folders)

    def __or__(self, other: Hint) -> Hint:
        is_everything = self.is_everything or other.is_everything
        return Hint(self.files | other.files, topmost(self.folders | other.folders), is_everything)


@dataclass(frozen=True, slots=True)
class Watched:
    """What counts: the `folders` that are searched for articles, and the `files` that are sources.

    Nothing is watched above `roots`: the sources that are folders, and the folders of `files`. A save by
    rename replaces a file together with any watch on it, so a file is watched from its folder.
    """

    folders: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        """Every folder that needs a watch."""
        return self.folders | self.roots

    @classmethod
    def of(cls, sources: Iterable[str], folders: Iterable[str], before: frozenset[str]) -> Watched:
        """Sort out `sources`; one that does not exist is a file if it was one `before` or has such a name."""
        given = frozenset(sources)
        files = frozenset(source for source in given if _is_file(source, source in before))
        roots = (given - files) | frozenset(map(os.path.dirname, files))
        return cls((given - files) | frozenset(folders), files, roots)

    def hint_for(self, places: frozenset[str]) -> Hint:
        """Make the hint for places of which anything may have changed."""
        files = frozenset(file for file in self.files if os.path.dirname(file) in places)
        return Hint(files, topmost(places & self.folders))


def _is_file(source: str, was_file: bool) -> bool:
    if os.path.lexists(source):
        return not os.path.isdir(source)
    return was_file or is_article_name(os.path.basename(source))


def hint_of(events: Iterable[tuple[int, str]], watched: Watched) -> Hint:
    """Make of raw events what is worth a look; what editors and tools write beside articles is not."""
    files: set[str] = set()
    folders: set[str] = set()
    rules: dict[str, IgnoreRules] = {}
    for change, path in events:
        folder, name = os.path.split(path)
        if path in watched.files:
            files.add(path)
        if path in watched.folders:
            if change != Change.MODIFIED:  # Its times or its rights: no news of what is in it.
                folders.add(path)
        elif folder not in watched.folders:
            continue
        elif name.startswith("."):
            if name == ".gitignore" or (name == ".git" and change != Change.MODIFIED):
                folders.add(folder)
        elif is_article_name(name) and not (change == Change.ADDED and os.path.isdir(path)):
            files.add(path)
        elif change != Change.DELETED and os.path.isdir(path) and _is_searched(path, folder, rules):
            folders.add(path)
    return Hint(frozenset(files), topmost(folders))


def topmost(folders: Iterable[str]) -> frozenset[str]:
    """Leave out the folders below another of them: that one stands for them."""
    given = frozenset(folders)
    return frozenset(folder for folder in given if not any(above in given for above in _all_above(folder)))


def _all_above(folder: str) -> Iterable[str]:
    while (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _is_searched(path: str, folder: str, rules: dict[str, IgnoreRules]) -> bool:
    if folder not in rules:
        rules[folder] = IgnoreRules.around(folder)
    return not reason_to_skip(path, os.path.islink(path), rules[folder])
