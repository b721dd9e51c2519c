"""The saves that did not work and were not given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A save that did not work; `entry` is 0 when even the journal did not take the decision.

    `is_question`: somebody else has set a field otherwise meanwhile, see `curator.library.clash`.
    """

    path: Path
    reason: str
    group: int
    entry: int
    is_question: bool = False


class FailureList:
    """Failures by the entry of the journal they belong to, or by the group which is in no journal."""

    def __init__(self) -> None:
        self._entries: dict[int, Failure] = {}
        self._groups: dict[int, Sequence[Failure]] = {}
        self._paths: Counter[str] = Counter()

    def __len__(self) -> int:
        """The number of articles concerned."""
        return len(self._paths)

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    @property
    def unrecorded(self) -> int:
        """The number of articles whose decision is in no journal."""
        return len({failure.path for failures in self._groups.values() for failure in failures})

    @property
    def questions(self) -> int:
        """The number of articles of which somebody else has decided otherwise."""
        return len({failure.path for failure in self._entries.values() if failure.is_question})

    def all(self) -> tuple[Failure, ...]:
        """All failures: first those in the journal, oldest first, then those which it did not take."""
        unrecorded = (failure for failures in self._groups.values() for failure in failures)
        return (*self._entries.values(), *unrecorded)

    def add(self, failure: Failure) -> None:
        """Add the failure of an entry, replacing an earlier one of the same entry."""
        self.drop_entries([failure.entry])
        self._entries[failure.entry] = failure
        self._note([failure])

    def add_group(self, group: int, failures: Sequence[Failure]) -> None:
        """Add the failures of a group that the journal did not take."""
        self.drop_group(group)
        self._groups[group] = failures
        self._note(failures)

    def drop_entries(self, entries: Iterable[int]) -> None:
        """Forget the failures of these entries; unknown ones are fine."""
        for entry in entries:
            failure = self._entries.pop(entry, None)
            if failure is not None:
                self._forget([failure])

    def drop_group(self, group: int) -> None:
        """Forget the failures of a group that the journal did not take; an unknown one is fine."""
        self._forget(self._groups.pop(group, ()))

    def replace_entries(self, failures: Iterable[Failure]) -> None:
        """Take these for all failures that the journal knows of."""
        self.drop_entries(list(self._entries))
        for failure in failures:
            self.add(failure)

    def _note(self, failures: Sequence[Failure]) -> None:
        self._paths.update(str(failure.path) for failure in failures)

    def _forget(self, failures: Sequence[Failure]) -> None:
        for path in (str(failure.path) for failure in failures):
            self._paths[path] -= 1
            if self._paths[path] <= 0:
                del self._paths[path]
