"""The marks of a session for those who hold many articles: by number, and safe from any thread."""

from __future__ import annotations

from collections.abc import Container
from threading import RLock

from curator.triage.decisions import Mark
from curator.triage.marks import Marks


class SharedMarks:
    """What `Session` knows of marks, under its lock. Articles go by `article_id`."""

    def __init__(self, marks: Marks, lock: RLock) -> None:
        self._marks = marks
        self._lock = lock

    @property
    def done(self) -> Container[int]:
        """The articles that have any mark, so that triage passes them by; it goes on changing."""
        return self._marks.shown

    def of(self, article: int) -> Mark | None:
        """What was decided of an article, None for undecided."""
        return self._marks.of(article)

    def all(self) -> dict[int, Mark]:
        """Every mark that is shown."""
        with self._lock:
            return self._marks.all()

    def take_changed(self) -> tuple[dict[int, Mark | None], bool]:
        """The marks that are different since this was asked last, and whether these are all there are."""
        with self._lock:
            return self._marks.take_changed()

    def set_void(self, articles: frozenset[int]) -> None:
        """These, and no others, are other articles than those the journal's marks were given to."""
        with self._lock:
            self._marks.set_void(articles)

    def done_marks(self) -> int:
        """How many articles are marked as done, here or elsewhere: the moment `set_counts` refers to."""
        with self._lock:
            return self._marks.done_marks

    def set_total(self, total: int) -> None:
        """Say how many articles of the folder are known so far."""
        with self._lock:
            self._marks.total = total

    def set_counts(self, total: int, done: int, as_of: int) -> None:
        """Say how many articles the folder has, and how many of them were done when `done_marks` was `as_of`.

        Until then progress takes every marked article for one of the folder.
        """
        with self._lock:
            self._marks.set_counts(total, done, as_of)
