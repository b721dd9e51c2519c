"""The articles of the queue as a Qt model: a list of paths, and rows looked up when they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.articles import age_text
from curator.library import Row
from curator.records import dataclass
from curator.triage.decisions import Mark

Index = QModelIndex | QPersistentModelIndex


class ItemRole(IntEnum):
    """What a delegate or a test asks of an item beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole
    PATH = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An article as the list paints it."""

    row: Row
    mark: Mark | None
    story: int
    is_marked: bool
    is_failed: bool
    age: str


class ListSource(Protocol):
    """Where the model finds what it shows; every call answers from memory."""

    def row(self, path: Path) -> Row | None:
        """The article at `path`, None when it has left the folder."""

    def mark_of(self, path: Path) -> Mark | None:
        """What the journal says of it."""

    def story_size(self, path: Path) -> int:
        """How many publishers tell this story, itself included."""

    def is_marked(self, path: Path) -> bool:
        """Whether it is marked for a batch."""

    def is_failed(self, path: Path) -> bool:
        """Whether a decision on it could not be saved."""


class ArticleListModel(QAbstractListModel):
    """Virtual: holds paths in order; what a row says is asked of the source when it is painted."""

    def __init__(self, source: ListSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._paths: list[Path] = []
        self._places: dict[Path, int] = {}

    def set_order(self, paths: Sequence[Path]) -> None:
        """Show these articles in this order; growing in one place keeps selection and scroll."""
        fresh = list(paths)
        if fresh == self._paths:
            return
        added = self._insertion(fresh)
        if added is not None:
            first, count = added
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._take(fresh)
            self.endInsertRows()
            return
        self.beginResetModel()
        self._take(fresh)
        self.endResetModel()

    def path_at(self, place: int) -> Path | None:
        """The article at a place of the list."""
        return self._paths[place] if 0 <= place < len(self._paths) else None

    def place_of(self, path: Path | None) -> int:
        """Where in the list an article is, -1 when it is not."""
        return self._places.get(path, -1) if path is not None else -1

    def refresh(self, paths: Sequence[Path]) -> None:
        """These articles look different now."""
        for path in paths:
            place = self._places.get(path)
            if place is not None:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def refresh_all(self) -> None:
        """Every article may look different now (the theme, the marks)."""
        if self._paths:
            self.dataChanged.emit(self.index(0), self.index(len(self._paths) - 1))

    def entry(self, place: int) -> ListEntry | None:
        """What the list paints at a place."""
        path = self.path_at(place)
        row = self._source.row(path) if path is not None else None
        if path is None or row is None:
            return None
        return ListEntry(
            row=row,
            mark=self._source.mark_of(path),
            story=self._source.story_size(path),
            is_marked=self._source.is_marked(path),
            is_failed=self._source.is_failed(path),
            age=age_text(row.published_at, datetime.now(UTC)) if row.published_at else "",
        )

    def _take(self, paths: list[Path]) -> None:
        self._paths = paths
        self._places = {path: place for place, path in enumerate(paths)}

    def _insertion(self, fresh: list[Path]) -> tuple[int, int] | None:
        """(place, count) when `fresh` is the present list with one run of articles put in."""
        old = self._paths
        count = len(fresh) - len(old)
        if count <= 0 or not old:
            return None
        place = next((i for i, (a, b) in enumerate(zip(old, fresh, strict=False)) if a != b), len(old))
        return (place, count) if old[place:] == fresh[place + count :] else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt asks how many articles there are."""
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt asks for one aspect of one article; constant time, no disk."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == ItemRole.ENTRY:
            return entry
        if role == ItemRole.PATH:
            return str(entry.row.path)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry)
        return None


def spoken(entry: ListEntry) -> str:
    """The article in one sentence, for a screen reader."""
    row = entry.row
    parts = [row.title, row.provider, entry.age]
    parts.append(f"quality {row.quality}" if row.quality is not None else "no quality")
    parts.append(f"heat {row.heat}" if row.heat is not None else "no heat")
    parts.append(state_word(entry))
    if row.problem:
        parts.append(f"problem: {row.problem}")
    if entry.is_marked:
        parts.append("marked")
    return ", ".join(part for part in parts if part)


def state_word(entry: ListEntry) -> str:
    """What was decided of an article, in words, so that colour never says it alone."""
    if entry.is_failed:
        return "not saved"
    if entry.mark is Mark.LATER:
        return "later"
    published = {True: "published", False: "not published", None: "published not set"}[entry.row.published]
    return f"{entry.mark}, {published}" if entry.mark else published
