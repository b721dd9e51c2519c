"""What the window tells the library of articles: what no file says, and filters and states need."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping

from curator.library.decided import DecidedTable
from curator.library.messages import Request, SetColleagues, SetDecided, SetFindings, SetMarks, ids_of

_MARKS_AT_ONCE = 5_000


class LibraryNotes:
    """Tells it by `send`; `numbers` are those of questions, of which each is used once."""

    def __init__(self, send: Callable[[Request], None], numbers: Iterator[int]) -> None:
        self._send = send
        self._numbers = numbers
        self._decided: tuple[tuple[str, array[int]], ...] = ()

    def begin(self, *, is_same: bool) -> None:
        """Something is about to be opened; what colleagues decided is kept if it is the same again."""
        if not is_same:
            self._decided = ()

    def repeat(self) -> None:
        """Tell it to an engine that has just opened what only this remembers."""
        if self._decided:
            self._send(SetColleagues(self._decided))

    def set_marks(self, marks: Iterable[tuple[int, str | None]], *, is_all: bool) -> None:
        """Tell what the journal says of articles; with `is_all` it says nothing of any other."""
        pairs = tuple(marks)
        if is_all:
            self._send(SetMarks((), is_all=True))
        for first in range(0, len(pairs), _MARKS_AT_ONCE):
            self._send(SetMarks(pairs[first : first + _MARKS_AT_ONCE]))

    def set_decided(self, table: DecidedTable, unknown: array[int], *, is_all: bool) -> int:
        """Tell what was decided of articles whose files are read again, if need be, by what was asked before.

        Of those in `unknown` nothing is known for now, with `is_all` of any other. `Departed` repeats the
        number that is returned.
        """
        number = next(self._numbers)
        self._send(SetDecided(number, table, unknown, is_all))
        return number

    def set_findings(self, ids: array[int]) -> None:
        """Tell in which articles a check of the whole folder has found something."""
        self._send(SetFindings(ids))

    @property
    def colleagues(self) -> tuple[str, ...]:
        """Those of whom it is known what they decided, by name."""
        return tuple(name for name, _ in self._decided)

    def set_colleagues(self, decided: Mapping[str, Iterable[int]]) -> None:
        """Tell which articles (ids) each colleague decided, by name, in place of what was told before.

        An engine that has to be started again is told too. Filters by it are not applied again by this.
        """
        self._decided = tuple((name, ids_of(ids)) for name, ids in sorted(decided.items()))
        self._send(SetColleagues(self._decided))
