"""Which decisions somebody else has undone, and where another article has come in its place.

The library tells what departs from what it knows to be decided. Before that is believed, the journal is asked
once more: another Curator, or a script, may have decided meanwhile.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from curator.library.decided import Decided, DecidedTable, Departure
from curator.library.messages import Changed, Departed
from curator.records import dataclass
from curator.triage.ledger import Telling
from curator.triage.reports import Rechecked, Report
from curator.triage.session import Session
from curator.ui.desk.librarian import Librarian


@dataclass(frozen=True, slots=True)
class DepartedArticle:
    """How an article departs from what was decided of it."""

    kind: Departure
    decided: Decided


class Departures(QObject):
    """Tells the library what is decided, and takes what departs from it.

    Signals: `changed(tuple of int)` with the articles that depart now, or do no more, or otherwise, and then
    `noticed(Departure, tuple of int)` with those of a kind that did not before.
    """

    changed = Signal(object)
    noticed = Signal(object, object)

    def __init__(self, session: Session, librarian: Librarian, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._librarian = librarian
        # Plain numbers, as they may be many.
        self._kinds: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._table = DecidedTable()
        self._unknown_since: dict[int, int] = {}
        self._candidates: frozenset[int] = frozenset()
        self._asked: int | None = None
        self._awaited: int | None = None
        librarian.departed.connect(self._on_librarian_departed)
        librarian.changed.connect(self._on_librarian_changed)

    def of(self, article: int) -> DepartedArticle | None:
        """How an article departs, None for not at all."""
        kind = self._kinds.get(article)
        if kind is None:
            return None
        return DepartedArticle(Departure(kind), self._table.at(self._places[article]))

    def of_kind(self, kind: Departure) -> tuple[int, ...]:
        """The articles that depart so."""
        return tuple(article for article, each in self._kinds.items() if each == kind)

    def decided(self, articles: Iterable[int]) -> dict[int, Decided]:
        """What was decided of those of some articles that depart."""
        return {number: self._table.at(self._places[number]) for number in articles if number in self._kinds}

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self._unknown_since.clear()
        self._candidates = frozenset()
        self._asked = self._awaited = None
        self._believe({}, DecidedTable())

    def tell(self) -> None:
        """Tell the library what is decided anew."""
        telling = self._session.decided.take_fresh()
        if telling is not None:
            self._tell(telling)

    def tell_all(self) -> None:
        """Tell everything to a library that knows nothing, and has not been asked anything."""
        self._candidates = frozenset()
        self._asked = self._awaited = None
        self._tell(self._session.decided.all())

    @Slot(object)
    def take(self, report: Report) -> None:
        """What the saver says; when the journal was asked once more, what departs from this is believed."""
        self._session.decided.take(report)
        if isinstance(report, Rechecked) and report.number == self._asked:
            self._asked = None
            fresh = self._session.decided.take_fresh()
            self._awaited = self._tell(fresh or Telling(DecidedTable(), array("q")))

    def _tell(self, telling: Telling) -> int:
        number = self._librarian.notes.set_decided(telling.table, telling.unknown, is_all=telling.is_all)
        self._unknown_since.update(dict.fromkeys(telling.unknown, number))
        return number

    @Slot(object)
    def _on_librarian_changed(self, news: Changed) -> None:
        # What departs already may have been decided anew elsewhere.
        if self._kinds and any(number in self._kinds for number in news.changed):
            self._recheck(frozenset())

    @Slot(object)
    def _on_librarian_departed(self, news: Departed) -> None:
        late = {number: since for number, since in self._unknown_since.items() if since > news.number}
        self._unknown_since = late
        # It may be all articles of a large folder, so nothing is done for each that is done for all at once.
        departed = dict(zip(news.table.ids, news.kinds, strict=True))
        for number in late:
            departed.pop(number, None)
        confirmed: frozenset[int] = frozenset()
        if self._awaited is not None and news.number >= self._awaited:
            confirmed, self._candidates, self._awaited = self._candidates, frozenset(), None
        fresh = departed.items() - self._kinds.items() if departed != self._kinds else set()
        uncertain = frozenset(number for number, _ in fresh if number not in confirmed)
        for number in uncertain:
            del departed[number]
        self._believe(departed, news.table)
        if uncertain:
            self._recheck(uncertain)

    def _recheck(self, candidates: frozenset[int]) -> None:
        """Ask the journal once more, one question at a time."""
        if self._asked is None and self._awaited is None:
            self._candidates = candidates
            self._asked = self._session.recheck()

    def _believe(self, kinds: dict[int, int], table: DecidedTable) -> None:
        before, self._kinds, self._table = self._kinds, kinds, table
        self._places = dict(zip(table.ids, range(len(table)), strict=True))
        if kinds == before:
            return
        changed = tuple({number for number, _ in kinds.items() ^ before.items()})
        self._session.marks.set_void(frozenset(self.of_kind(Departure.SWAPPED)))
        self.changed.emit(changed)
        for kind in (Departure.UNDONE, Departure.SWAPPED):
            fresh = tuple(number for number in changed if kinds.get(number) == kind)
            if fresh:
                self.noticed.emit(kind, fresh)
