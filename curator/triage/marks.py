"""The marks as they are shown: what the journal says, below what has been decided and is on its way to it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from curator.library.article_id import article_id
from curator.triage.decisions import Change, Mark


class Marks:
    """Marks by the number of the article (`article_id`), and how many of the folder's articles are done.

    A wish is what a group under way makes of an article. The last wish is shown; when there is none (any
    more), what the journal says, unless that is void because it was said of another article.
    """

    def __init__(self) -> None:
        self._journal: dict[int, Mark] = {}
        self._wishes: dict[int, dict[int, Mark | None]] = {}
        self._groups: dict[int, list[int]] = {}
        self._shown: dict[int, Mark] = {}
        self._changed: dict[int, None] = {}
        self._is_all_changed = True
        self._void: frozenset[int] = frozenset()
        self.total = 0
        """How many articles the folder has."""

        self.done_marks = 0
        """How many articles are shown as done, those included that are not in the folder (any more)."""

        self._strangers = 0

    @property
    def done(self) -> int:
        """How many articles of the folder need no further look."""
        return self.done_marks - self._strangers

    @property
    def shown(self) -> Container[int]:
        """The articles that have a mark; it goes on changing."""
        return self._shown

    def start_over(self) -> None:
        """Forget articles and journal; what is under way stays."""
        self.total = self._strangers = 0
        self._void = frozenset()
        self.know_only({})

    def set_counts(self, total: int, done: int, as_of: int) -> None:
        """Say how many articles the folder has, and had done when `done_marks` was `as_of`."""
        self.total = total
        # Who counted may have known of later marks than `as_of`; nobody is a stranger for that.
        self._strangers = max(0, as_of - done)

    def take_changed(self) -> tuple[dict[int, Mark | None], bool]:
        """The marks that are different since this was asked last, and whether these are all there are."""
        is_all, changed = self._is_all_changed, self._changed
        self._is_all_changed, self._changed = False, {}
        if is_all:
            return dict(self._shown), True
        return {number: self._shown.get(number) for number in changed}, False

    def all(self) -> dict[int, Mark]:
        """Every mark that is shown."""
        return dict(self._shown)

    def of(self, number: int) -> Mark | None:
        """The mark that is shown."""
        return self._shown.get(number)

    def set_void(self, numbers: frozenset[int]) -> None:
        """The journal's marks of these, and no others, were given to articles that are not there any more."""
        changed = self._void ^ numbers
        self._void = numbers
        for number in changed:
            self._show(number)

    def wish(self, group: int, changes: Iterable[Change]) -> None:
        """Show the marks of a group that is on its way to the journal."""
        numbers = self._groups[group] = []
        for change in changes:
            number = article_id(change.path)
            numbers.append(number)
            self._wishes.setdefault(number, {})[group] = change.mark
            self._show(number)

    def drop(self, group: int) -> None:
        """A group is not under way any more; an unknown one is fine."""
        for number in self._groups.pop(group, ()):
            wishes = self._wishes[number]
            del wishes[group]
            if not wishes:
                del self._wishes[number]
            self._show(number)

    def know(self, number: int, mark: Mark | None) -> None:
        """Take note of what the journal says of an article."""
        if mark is None:
            self._journal.pop(number, None)
        else:
            self._journal[number] = mark
        self._show(number)

    def know_only(self, marks: Mapping[int, Mark]) -> None:
        """Take note of everything the journal says."""
        self._journal = dict(marks)
        # In place: whoever holds `shown` goes on looking at it.
        self._shown.clear()
        self._shown.update(marks)
        self._is_all_changed = True
        self.done_marks = sum(mark.is_done for mark in marks.values())
        for number in (*self._wishes, *self._void):
            self._show(number)

    def _show(self, number: int) -> None:
        wishes = self._wishes.get(number)
        said = self._journal.get(number) if number not in self._void else None
        mark = wishes[next(reversed(wishes))] if wishes else said
        self.done_marks += is_done(mark) - is_done(self._shown.get(number))
        self._changed[number] = None
        if mark is None:
            self._shown.pop(number, None)
        else:
            self._shown[number] = mark


def is_done(mark: Mark | None) -> bool:
    """Say whether an article with this mark needs no further look."""
    return mark is not None and mark.is_done
