"""The list of articles as a model: numbers in order; rows are asked of the desk when they are painted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.articles import age_text
from curator.library import Row
from curator.library.decided import Departure, values_of
from curator.records import dataclass
from curator.triage.decisions import Mark
from curator.ui.desk.departures import DepartedArticle

Index = QModelIndex | QPersistentModelIndex

# What is fetched around a row that is not there: a screen, and what comes next.
_BEFORE, _AFTER = 20, 40
# Places remembered of rows that were painted; a screen has some twenty.
_REMEMBERED = 2_000


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
    is_questioned: bool = False
    departure: Departure = Departure.NONE
    departure_words: str = ""


class ListSource(Protocol):
    """Where the model finds what it shows; every call answers from memory."""

    def row(self, article: int) -> Row | None:
        """An article's row, None when it is not here yet or has left the folder."""

    def want_rows(self, articles: Iterable[int]) -> None:
        """Have these rows here soon."""

    def mark_of(self, article: int) -> Mark | None:
        """What the journal says of it."""

    def is_marked(self, article: int) -> bool:
        """Whether it is marked for a batch."""

    def is_failed(self, article: int) -> bool:
        """Whether a decision on it could not be saved."""

    def is_questioned(self, article: int) -> bool:
        """Whether that is because somebody else has decided otherwise."""

    def departed(self, article: int) -> DepartedArticle | None:
        """How it departs from what was decided of it, None for not at all."""


class ArticleListModel(QAbstractListModel):
    """Virtual: a hundred thousand articles are eight bytes each here."""

    def __init__(self, source: ListSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._order: array[int] = array("q")
        self._painted: dict[int, int] = {}

    def set_order(self, order: array[int]) -> None:
        """Show these articles in this order; growing in one place keeps selection and scroll."""
        if order == self._order:
            return
        added = _insertion(self._order, order)
        if added is not None:
            first, count = added
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._take(order)
            self.endInsertRows()
            return
        self.beginResetModel()
        self._take(order)
        self.endResetModel()

    def article_at(self, place: int) -> int | None:
        """The article at a place of the list."""
        return self._order[place] if 0 <= place < len(self._order) else None

    def refresh(self, articles: Sequence[int]) -> None:
        """These articles look different now; only those that have been painted are looked for."""
        for article in articles:
            place = self._painted.get(article)
            if place is not None:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def entry(self, place: int) -> ListEntry | None:
        """What the list paints at a place, None while it is not known."""
        article = self.article_at(place)
        if article is None:
            return None
        self._painted[article] = place
        row = self._source.row(article)
        if row is None:
            self._source.want_rows(self._order[max(0, place - _BEFORE) : place + _AFTER])
            return None
        departed = self._source.departed(article)
        return ListEntry(
            row=row,
            mark=self._source.mark_of(article),
            story=row.related + 1,
            is_marked=self._source.is_marked(article),
            is_failed=self._source.is_failed(article),
            age=age_text(row.published_at, datetime.now(UTC)) if row.published_at else "",
            is_questioned=self._source.is_questioned(article),
            departure=departed.kind if departed is not None else Departure.NONE,
            departure_words=_departure_words(departed, row),
        )

    def _take(self, order: array[int]) -> None:
        self._order = order
        self._painted = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt asks how many articles there are."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt asks for one aspect of one article; constant time, no disk."""
        entry = self.entry(index.row()) if index.isValid() else None
        if len(self._painted) > _REMEMBERED:
            self._painted = dict(list(self._painted.items())[-_REMEMBERED // 2 :])
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


def _departure_words(departed: DepartedArticle | None, row: Row) -> str:
    if departed is None:
        return ""
    # Imported here because most lists have nothing of the kind, and a start need not load it.
    from curator.library.departure_words import short_words

    return short_words(departed.kind, departed.decided, values_of(row))


def spoken(entry: ListEntry) -> str:
    """The article in one sentence, for a screen reader."""
    row = entry.row
    parts = [row.title, row.provider, entry.age]
    parts.append(f"quality {row.quality}" if row.quality is not None else "no quality")
    parts.append(f"heat {row.heat}" if row.heat is not None else "no heat")
    parts.append(entry.departure_words)
    parts.append(state_word(entry))
    if row.problem:
        parts.append(f"problem: {row.problem}")
    if entry.is_marked:
        parts.append("marked")
    return ", ".join(part for part in parts if part)


def state_word(entry: ListEntry) -> str:
    """What was decided of an article, in words, so that colour never says it alone."""
    if entry.is_failed:
        return "in question" if entry.is_questioned else "not saved"
    if entry.mark is Mark.LATER:
        return "later"
    published = {True: "published", False: "not published", None: "published not set"}[entry.row.published]
    return f"{entry.mark}, {published}" if entry.mark else published


def _insertion(old: array[int], fresh: array[int]) -> tuple[int, int] | None:
    """(place, count) when `fresh` is the old list with one run of articles put in."""
    count = len(fresh) - len(old)
    if count <= 0 or not old:
        return None
    same, different = 0, len(old) + 1
    while different - same > 1:
        middle = (same + different) // 2
        # What is before is known to be the same; compared each time, a million articles would take 0.2 s.
        if old[same:middle] == fresh[same:middle]:
            same = middle
        else:
            different = middle
    return (same, count) if old[same:] == fresh[same + count :] else None
