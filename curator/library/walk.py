"""Finds article files below folders, leaving out what is not content and saying what was left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from curator.library.ignore import IgnoreRules
from curator.records import dataclass

SUFFIXES = (".md", ".markdown", ".mdx")
"""File names an article can have, compared without case."""

_GENERATED = {
    ".git": "version control",
    "_site": "the built site",
    "node_modules": "packages, not content",
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A place that was not searched; `reason` is a fragment: "hidden", "you may not list this folder".

    `is_deliberate`: it was left out on purpose, not because the disk would not show it.
    """

    path: Path
    reason: str
    is_deliberate: bool = False


OnSkip = Callable[[Skipped], object]


def is_article_name(name: str) -> bool:
    """Say whether a file name is that of an article. Hidden files, as editors make them, are not."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def walk(
    folder: str, on_skip: OnSkip, on_folder: Callable[[str, bool], object] | None = None
) -> Iterator[os.DirEntry[str]]:
    """Yield the directory entry of every article below `folder`, an absolute path.

    Files come before folders, both by descending name, because names begin with dates and editors want the
    newest first. Links to files are followed, links to folders are not: that is what keeps the search inside
    the source and out of loops.
    `on_folder` hears of each folder, and whether it has articles, before those come.
    """
    waiting = [(folder, IgnoreRules.around(folder))]
    while waiting:
        here, rules = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=_by_name, reverse=True)
        except OSError as error:
            on_skip(Skipped(Path(here), _why(error)))
            continue
        folders: list[tuple[str, IgnoreRules]] = []
        articles: list[os.DirEntry[str]] = []
        for entry in entries:
            if _is_folder(entry):
                reason = reason_to_skip(entry.path, entry.is_symlink(), rules)
                if reason:
                    on_skip(Skipped(Path(entry.path), reason, is_deliberate=True))
                else:
                    folders.append((entry.path, rules.below(entry.path)))
            elif is_article_name(entry.name):
                articles.append(entry)
        if on_folder is not None:
            on_folder(here, bool(articles))
        yield from articles
        waiting.extend(reversed(folders))


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A loop of links cannot be asked; as an article it will say so itself.
        return False


def reason_to_skip(folder: str, is_link: bool, rules: IgnoreRules) -> str:
    """Say why a folder inside another is not searched, "" when it is; `rules` are those of the other."""
    name = os.path.basename(folder)
    if name in _GENERATED:
        return _GENERATED[name]
    if name.startswith("."):
        return "hidden"
    if is_link:
        return "a link to another folder; open that folder itself"
    if rules.ignores_folder(folder):
        return "ignored by .gitignore"
    return ""


def unlistable(folder: str) -> str:
    """Why a folder cannot be listed, "" if it can."""
    try:
        with os.scandir(folder):
            return ""
    except OSError as error:
        return _why(error)


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you may not list this folder"
    if isinstance(error, FileNotFoundError):
        return "it is gone"
    return f"it cannot be listed ({error.strerror or error})"
