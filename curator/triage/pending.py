"""Which articles are waiting for a save, by the groups they wait in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


class PendingSaves:
    """An article is pending as long as any group has it."""

    def __init__(self) -> None:
        self._groups: dict[int, set[str]] = {}
        self._times: Counter[str] = Counter()

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._times)

    def __contains__(self, path: str) -> bool:
        return path in self._times

    def paths(self) -> frozenset[Path]:
        """All that are waiting."""
        return frozenset(map(Path, self._times))

    def begin(self, group: int, paths: set[str]) -> None:
        """Let articles wait in a new group."""
        self._groups[group] = set(paths)
        self._times.update(paths)

    def finish(self, group: int, path: str) -> None:
        """One article of a group waits no more; if it did not, nothing happens."""
        paths = self._groups.get(group, set())
        if path in paths:
            paths.remove(path)
            self._release(path)

    def finish_group(self, group: int) -> None:
        """Nothing waits in this group any more; an unknown group is fine."""
        for path in self._groups.pop(group, set()):
            self._release(path)

    def _release(self, path: str) -> None:
        self._times[path] -= 1
        if self._times[path] <= 0:
            del self._times[path]
