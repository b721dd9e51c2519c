"""The articles marked for a batch."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Batch(QObject):
    """Marks, in the order of marking. Signal `changed(tuple of Path)`: these articles look different."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: dict[Path, None] = {}

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    @property
    def paths(self) -> tuple[Path, ...]:
        """The marked articles."""
        return tuple(self._paths)

    def toggle(self, path: Path) -> None:
        """Mark an article, or take the mark away."""
        if path in self._paths:
            del self._paths[path]
        else:
            self._paths[path] = None
        self.changed.emit((path,))

    def mark(self, paths: Iterable[Path]) -> None:
        """Mark all of these."""
        fresh = tuple(paths)
        self._paths.update(dict.fromkeys(fresh))
        self.changed.emit(fresh)

    def forget(self, paths: Iterable[Path]) -> None:
        """These have left the folder."""
        gone = tuple(path for path in paths if self._paths.pop(path, self) is None)
        if gone:
            self.changed.emit(gone)

    def keep(self, shown: Container[Path]) -> None:
        """Only what is listed stays marked."""
        self.forget([path for path in self._paths if path not in shown])

    def clear(self) -> None:
        """No batch."""
        paths = self.paths
        self._paths.clear()
        self.changed.emit(paths)
