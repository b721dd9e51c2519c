"""Findings as rows, one kind after another, each below a row with its name; any kind can be folded."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from curator.articles import ProblemKind
from curator.library.finding_list import FindingList
from curator.records import dataclass
from curator.ui.look.figures import counted
from curator.ui.problems.problem_words import KIND_WORDS

Index = QModelIndex | QPersistentModelIndex
Numbers = dict[ProblemKind, "array[int]"]


class ProblemRole(IntEnum):
    """What a delegate or a test asks of a row beyond Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A row that heads a kind, with how many findings follow when it is open."""

    kind: ProblemKind
    words: str
    count: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A row with a finding, fit for display; `is_outdated` when its article has changed since."""

    title: str
    name: str
    line: int | None
    message: str
    is_outdated: bool


class OutdatedSource(Protocol):
    """Knows what has changed since it was checked."""

    def is_outdated(self, path: str) -> bool:
        """Whether the article at `path` has."""


class _Group:
    """One kind: its findings, of which the first `count` are rows."""

    def __init__(self, kind: ProblemKind, numbers: array[int]) -> None:
        self.kind = kind
        self.numbers = numbers
        self.count = len(numbers)


class ProblemModel(QAbstractListModel):
    """Virtual: nothing is kept of a row, which is put into words while it is painted."""

    def __init__(self, source: OutdatedSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._findings = FindingList()
        self._words = ""
        self._numbers: Numbers = {}
        self._taken = 0
        self._groups: list[_Group] = []
        self._starts: list[int] = []
        self._rows = 0
        self._folded: set[ProblemKind] = set()

    # What is shown.

    def show_all(self, findings: FindingList) -> None:
        """Show all of these, as many as there are now."""
        self._reset(findings, "", findings.by_kind)

    def show_matching(self, findings: FindingList, words: str, numbers: Numbers, taken: int) -> None:
        """Show these `numbers`, which are what matches `words` among the first `taken`; they are kept."""
        self._reset(findings, words, numbers)
        self._taken = taken
        self.take_new()

    def take_new(self) -> None:
        """The list has become longer."""
        if self._words:
            for number in self._findings.matching(self._words, range(self._taken, len(self._findings))):
                self._numbers.setdefault(self._findings.kind(number), array("l")).append(number)
            self._taken = len(self._findings)
        for kind in ProblemKind:
            numbers = self._numbers.get(kind)
            if numbers is not None:
                self._grow(kind, numbers)

    def tell_outdated(self) -> None:
        """Other articles have changed than before."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self._rows - 1))

    def _reset(self, findings: FindingList, words: str, numbers: Numbers) -> None:
        self.beginResetModel()
        self._findings = findings
        self._words = words
        self._numbers = numbers
        self._groups = [_Group(kind, numbers[kind]) for kind in ProblemKind if numbers.get(kind)]
        self._count_rows()
        self.endResetModel()

    def _grow(self, kind: ProblemKind, numbers: array[int]) -> None:
        place = next((at for at, group in enumerate(self._groups) if group.kind is kind), None)
        if place is None:
            order = list(ProblemKind)
            place = bisect_left([order.index(each.kind) for each in self._groups], order.index(kind))
            first = self._starts[place] if place < len(self._starts) else self._rows
            self.beginInsertRows(QModelIndex(), first, first + self._length(kind, len(numbers)) - 1)
            self._groups.insert(place, _Group(kind, numbers))
            self._count_rows()
            self.endInsertRows()
            return
        group, added = self._groups[place], len(numbers) - self._groups[place].count
        group.numbers = numbers
        if added and kind not in self._folded:
            first = self._starts[place] + 1 + group.count
            self.beginInsertRows(QModelIndex(), first, first + added - 1)
            group.count += added
            self._count_rows()
            self.endInsertRows()
        if added:
            group.count = len(numbers)
            head = self.index(self._starts[place])
            self.dataChanged.emit(head, head)

    def _length(self, kind: ProblemKind, count: int) -> int:
        """How many rows a kind takes, with the one that heads it."""
        return 1 if kind in self._folded else 1 + count

    def _count_rows(self) -> None:
        self._starts, self._rows = [], 0
        for group in self._groups:
            self._starts.append(self._rows)
            self._rows += self._length(group.kind, group.count)

    @property
    def count(self) -> int:
        """How many findings are listed, also in what is folded."""
        return sum(group.count for group in self._groups)

    # Folding, and where things are.

    def set_folded(self, row: int, *, is_folded: bool) -> int:
        """Fold or unfold the kind a row belongs to; the row that heads it, -1 for none."""
        place = self._place(row)
        if place is None:
            return -1
        group, head = self._groups[place], self._starts[place]
        if is_folded == (group.kind in self._folded):
            return head
        if is_folded:
            self.beginRemoveRows(QModelIndex(), head + 1, head + group.count)
            self._folded.add(group.kind)
            self._count_rows()
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), head + 1, head + group.count)
            self._folded.discard(group.kind)
            self._count_rows()
            self.endInsertRows()
        self.dataChanged.emit(self.index(head), self.index(head))
        return head

    @property
    def heads(self) -> Sequence[int]:
        """The rows that head the kinds, from the top."""
        return self._starts

    def number_at(self, row: int) -> int | None:
        """The finding in a row, None where there is none."""
        place = self._place(row)
        if place is None or row == self._starts[place]:
            return None
        return self._groups[place].numbers[row - self._starts[place] - 1]

    def about(self, row: int) -> tuple[str, str] | None:
        """File and reason of the finding in a row, by which it is found in another list of findings."""
        number = self.number_at(row)
        return None if number is None else (self._findings.path(number), self._findings.message(number))

    def row_about(self, about: tuple[str, str] | None) -> int:
        """The row that says this of this file, -1 for none."""
        if about is None:
            return -1
        path, message = about
        same = (n for n in self._findings.of(path) if self._findings.message(n) == message)
        return next((row for row in map(self.row_of, same) if row >= 0), -1)

    def row_of(self, number: int) -> int:
        """The row of a finding, -1 where it has none."""
        kind = self._findings.kind(number)
        for group, head in zip(self._groups, self._starts, strict=True):
            if group.kind is kind and kind not in self._folded:
                # They are in the order in which they came.
                at = bisect_left(group.numbers, number, 0, group.count)
                is_there = at < group.count and group.numbers[at] == number
                return head + 1 + at if is_there else -1
        return -1

    def _place(self, row: int) -> int | None:
        return bisect_right(self._starts, row) - 1 if 0 <= row < self._rows else None

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt asks how many rows there are."""
        return 0 if parent.isValid() else self._rows

    def entry(self, row: int) -> KindEntry | FindingEntry | None:
        """What is painted in a row."""
        place = self._place(row)
        if place is None:
            return None
        group, number = self._groups[place], self.number_at(row)
        if number is None:
            is_open = group.kind not in self._folded
            return KindEntry(group.kind, KIND_WORDS[group.kind], group.count, is_open)
        return FindingEntry(
            title=self._findings.title(number),
            name=self._findings.name(number),
            line=self._findings.line(number),
            message=self._findings.message(number),
            is_outdated=self._source.is_outdated(self._findings.path(number)),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt asks for one aspect of one row."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == ProblemRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words if isinstance(entry, KindEntry) else entry.message
        return spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None


def spoken(entry: KindEntry | FindingEntry) -> str:
    """A row in words, for a screen reader."""
    if isinstance(entry, KindEntry):
        return (
            f"{entry.words}, {counted(entry.count, 'problem')}, {'unfolded' if entry.is_open else 'folded'}"
        )
    place = entry.name if entry.line is None else f"{entry.name} line {entry.line}"
    return f"{entry.message}, {entry.title}, {place}" + (", changed since" if entry.is_outdated else "")
