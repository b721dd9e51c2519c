"""What is new to whoever knows the list, after everything was read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curator.library.messages import Changed, Finished, News, Progressed, ids_of


class Difference:
    """Takes what a keeper tells while it reads again what is known, and tells what is new."""

    def __init__(self, before: Iterable[int], tell: Callable[[News], object]) -> None:
        self._before = frozenset(before)
        self._tell = tell
        self._changed: set[int] = set()
        self._finished: list[Finished] = []
        self._is_told = False

    def take(self, news: News) -> None:
        """Hand on how far it is; the rest waits, as the list can be asked for in the end only. Then all."""
        match news:
            case _ if self._is_told:
                self._tell(news)
            case Progressed(is_counted=is_counted):
                if is_counted:  # Before, there seem to be fewer articles than are known.
                    self._tell(news)
            case Changed(changed=changed):
                self._changed.update(changed)
            case Finished():
                self._finished.append(news)

    def tell(self, after: Iterable[int], opening: int) -> None:
        """Everything was read, and this is the list."""
        self._is_told = True
        now = frozenset(after)
        added, removed = now - self._before, self._before - now
        changed = self._changed & now - added
        if added or changed or removed:
            self._tell(Changed(opening, ids_of(added), ids_of(changed), ids_of(removed)))
        for finished in self._finished:
            self._tell(finished)
