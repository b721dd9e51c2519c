"""Judges what an interrupted save left: before the next start, after it, and after everything is undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from curator.triage.journal_text import path_of
from tests.triage.interrupted import NAMES, Desk, Place

Row = tuple[object, ...]


@dataclass(frozen=True)
class State:
    """What the articles hold, and what the journal says."""

    contents: tuple[bytes, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, place: Place) -> State:
        """Read it; the journal is read as nobody uses it."""
        return cls(contents(place), rows(place.journal))


def contents(place: Place) -> tuple[bytes, ...]:
    """What the articles hold."""
    return tuple(path.read_bytes() for path in place.articles)


def rows(journal: Path) -> tuple[Row, ...]:
    """All that a journal has, but for the time and the words of failures."""
    if not journal.exists():
        return ()
    query = (
        "SELECT path, e.id, group_id, kind, answers, mark, previous_mark, fields, status, undo, digest,"
        " undoes, void_mark, seen, theirs FROM entries e JOIN groups g ON g.id = group_id ORDER BY e.id"
    )
    with closing(sqlite3.connect(journal)) as connection:
        return tuple((path_of(path).name, *rest) for path, *rest in connection.execute(query))


def left_overs(place: Place) -> list[str]:
    """The files in the site that are no articles."""
    return [path.name for path in place.site.rglob("*") if path.is_file() and path.suffix != ".md"]


def judge(place: Place, said: Sequence[str], before: State, after: State) -> bool:
    """See that what was interrupted is either not begun or complete; say whether it is complete.

    `said` has what was acknowledged: "recorded" must be complete after the next start, "saved" is so before.
    """
    found = contents(place)
    for name, now, old, new in zip(NAMES, found, before.contents, after.contents, strict=True):
        assert now in (old, new), f"{name} is torn"
        assert now == new or f"saved {name}" not in said, f"{name} was called saved and is not"
    assert all(name.startswith(".curator-") for name in left_overs(place))
    numbers = [path.stat().st_ino for path in place.articles]
    desk = Desk(place)
    failures = desk.session.failures()
    desk.close()
    state = State.of(place)
    assert state in (before, after), "half done"
    is_complete = state == after
    assert is_complete or not said, "what was acknowledged is lost"
    assert failures == () or not is_complete
    for path, number, data, new in zip(place.articles, numbers, found, after.contents, strict=True):
        assert not is_complete or data != new or path.stat().st_ino == number, "done twice"
        assert path.stat().st_mode & 0o7777 == 0o644
    assert left_overs(place) == []
    return is_complete


def undo_all(place: Place) -> tuple[bytes, ...]:
    """Undo whatever there is, one start after another; give what the articles hold then."""
    is_done = False
    while not is_done:
        desk = Desk(place)
        is_done = not desk.undo()
        while desk.undo():
            pass
        assert desk.session.failures() == ()
        desk.close()
    return contents(place)
