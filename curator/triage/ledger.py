"""What the window knows to be decided of the opened articles, and what of that is still to be told.

It is what the journal says, without what is on its way to a file: of such an article nothing is known until
the last group that is about it has finished, and the journal has been asked again.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from threading import RLock

from curator.library.decided import Decided, DecidedTable
from curator.records import dataclass
from curator.triage.reports import DecidedNow, DecidedRead, GroupFinished, NotRecorded, Rechecked, Report


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known anew; with `is_all` nothing is known of any other article."""

    table: DecidedTable
    unknown: array[int]
    is_all: bool = False


class Ledger:
    """See the module. Articles go by `article_id`."""

    def __init__(self) -> None:
        self._request = 0
        self._read = DecidedTable()
        self._later: dict[int, Decided | None] = {}
        self._under_way: Counter[int] = Counter()
        self._groups: dict[int, tuple[int, ...]] = {}
        self._fresh_read = DecidedTable()
        self._fresh: dict[int, Decided | None] = {}
        self._is_all_fresh = True

    def start_over(self, request: int) -> None:
        """Forget what was read; what is under way stays so. `request` is that of `OpenPast`."""
        self._request = request
        self._read, self._fresh_read = DecidedTable(), DecidedTable()
        self._later.clear()
        self._fresh.clear()
        self._is_all_fresh = True

    def begin(self, group: int, articles: Iterable[int]) -> None:
        """A group is on its way to these articles."""
        self._groups[group] = numbers = tuple(articles)
        self._under_way.update(numbers)
        self._note(dict.fromkeys(numbers))

    def finish(self, group: int) -> None:
        """It is no more; an unknown one is fine."""
        for number in self._groups.pop(group, ()):
            self._under_way[number] -= 1
            if self._under_way[number] <= 0:
                del self._under_way[number]

    def take(self, report: Report) -> None:
        """Learn from what the saving thread says."""
        match report:
            case DecidedRead(request=request, table=table) if request == self._request:
                self.read(table)
            case DecidedNow(table=table, unknown=unknown) | Rechecked(table=table, unknown=unknown):
                self.learn(table, unknown)
            case GroupFinished(group=group) | NotRecorded(group=group):
                self.finish(group)
            case _:
                pass

    def read(self, table: DecidedTable) -> None:
        """Take in a portion of what the journal says of all articles."""
        portion = table.without(self._under_way)
        for number in portion.ids if self._later or self._fresh else ():
            self._later.pop(number, None)
            self._fresh.pop(number, None)
        self._read.extend(portion)
        self._fresh_read.extend(portion)

    def learn(self, table: DecidedTable, unknown: Iterable[int]) -> None:
        """Take in what the journal says of some articles now."""
        found: dict[int, Decided | None] = {**dict.fromkeys(unknown), **dict(table.items())}
        self._note({number: each for number, each in found.items() if number not in self._under_way})

    def take_fresh(self) -> Telling | None:
        """What is known anew since this was asked last; None for nothing."""
        if not (self._is_all_fresh or self._fresh or len(self._fresh_read)):
            return None
        telling = _telling(self._fresh_read, self._fresh, is_all=self._is_all_fresh)
        self._fresh_read, self._fresh, self._is_all_fresh = DecidedTable(), {}, False
        return telling

    def all(self) -> Telling:
        """All that is known, for somebody who knows nothing."""
        self.take_fresh()
        return _telling(self._read, self._later, is_all=True)

    def _note(self, decided: dict[int, Decided | None]) -> None:
        self._later.update(decided)
        self._fresh.update(decided)


class SharedLedger:
    """The ledger of a session, under its lock.

    Whoever tells the library what is decided hands over the reports, each after what followed from those
    before it: what was saved must be read again first.
    """

    def __init__(self, ledger: Ledger, lock: RLock) -> None:
        self._ledger = ledger
        self._lock = lock

    def take(self, report: Report) -> None:
        """As `Ledger` says."""
        with self._lock:
            self._ledger.take(report)

    def take_fresh(self) -> Telling | None:
        """As `Ledger` says."""
        with self._lock:
            return self._ledger.take_fresh()

    def all(self) -> Telling:
        """As `Ledger` says."""
        with self._lock:
            return self._ledger.all()


def _telling(read: DecidedTable, later: dict[int, Decided | None], *, is_all: bool) -> Telling:
    table = DecidedTable()
    table.extend(read.without(later))
    for number, decided in later.items():
        if decided is not None:
            table.add(number, decided)
    return Telling(table, array("q", (n for n, decided in later.items() if decided is None)), is_all)
