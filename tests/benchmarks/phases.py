"""What the robot does in the window and what it notes: moving, deciding, searching, sorting, scrolling."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from tests.benchmarks.bare import write_durably
from tests.benchmarks.queries import QUERIES
from tests.benchmarks.robot import PATIENCE, Aside, Phase, Wait, pause
from tests.benchmarks.seam import SORTS, Kind, Seam

# As a quick hand; the neighbours are being read meanwhile.
_BETWEEN_KEYS = 40
# The answers to what has been typed so far are on screen by then.
_BETWEEN_QUERIES = 250


@dataclass(slots=True)
class Notes:
    """Times in milliseconds, as they were taken."""

    moves: list[float] = field(default_factory=list)
    durable: list[float] = field(default_factory=list)
    """Key press to the moment from which the decision survives a power cut."""

    saved: list[float] = field(default_factory=list)
    """Key press to "saved" painted."""

    bare_writes: list[float] = field(default_factory=list)
    """The bare durable write of the same bytes, right after each decision."""

    queries: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sorts: dict[str, float] = field(default_factory=dict)


def waiting(seam: Seam, milliseconds: int) -> Phase:
    """Until the folder is complete and things have calmed down."""
    if not seam.is_complete:
        yield Wait(Kind.COMPLETE, milliseconds=milliseconds)
    yield pause(500)


def moving(seam: Seam, notes: Notes, steps: int, *, while_reading: bool = False) -> Phase:
    """Key to next article painted; at the end of the list back to its beginning."""
    if seam.painted is None:
        yield Wait(Kind.PAINTED)
    while len(notes.moves) < steps and not (while_reading and seam.is_complete):
        yield pause(_BETWEEN_KEYS)
        before = seam.current
        if seam.is_at_end and seam.listed <= 1:
            continue
        pressed = seam.press(Qt.Key.Key_Home) if seam.is_at_end else seam.press(Qt.Key.Key_J, "j")
        seen = yield Wait(Kind.PAINTED, but_not=before)
        notes.moves.append((seen.at - pressed) * 1000 if seen else PATIENCE)


def deciding(seam: Seam, notes: Notes, count: int, scratch: Path) -> Phase:
    """Key to durable, to "saved" on screen, and the bare write of the same file for comparison."""
    scratch.mkdir(exist_ok=True)
    for turn in range(count):
        yield pause(_BETWEEN_KEYS)
        if seam.painted != seam.current:
            yield Wait(Kind.PAINTED, what=seam.current)
        path = seam.current
        if path is None:
            return
        # The robot's own ratings are mostly others than these two, so that there is something to write.
        pressed = seam.press(Qt.Key.Key_8, "8") if turn % 2 else seam.press(Qt.Key.Key_3, "3")
        seen = yield Wait(Kind.SAVED, what=path, milliseconds=2000)
        if seen is not None:
            notes.saved.append((seen.at - pressed) * 1000)
            notes.durable.append((seam.durable_at[path] - pressed) * 1000)
        written = yield Aside(partial(_write_bare, path, scratch / "bare.md"))
        if written is not None:
            notes.bare_writes.append(float(str(written.what)))
    for key, letter in ((Qt.Key.Key_S, "s"), (Qt.Key.Key_E, "e"), (Qt.Key.Key_S, "s")):
        yield pause(5 * _BETWEEN_KEYS)
        seam.press(key, letter)
    yield pause(_BETWEEN_QUERIES)


def _write_bare(path: Path, scratch: Path) -> float:
    return write_durably(path.read_bytes(), scratch)


def searching(seam: Seam, notes: Notes, count: int) -> Phase:
    """The last key of a query to its answer on screen, for `count` queries; then the key that clears it."""
    seam.press(Qt.Key.Key_Slash, "/")
    for query in QUERIES[:: max(1, len(QUERIES) // count)]:
        yield pause(_BETWEEN_QUERIES)
        seam.press(Qt.Key.Key_A, "\x01", Qt.KeyboardModifier.ControlModifier)
        seam.type(query[:-1])
        yield pause(_BETWEEN_QUERIES)
        awaited = seam.await_answer(query)
        pressed = seam.type(query[-1])
        seen = yield Wait(Kind.LISTED, what=awaited)
        notes.queries[query] = (seen.at - pressed) * 1000 if seen else PATIENCE
        notes.counts[query] = seam.listed
    yield pause(_BETWEEN_QUERIES)
    seam.press(Qt.Key.Key_A, "\x01", Qt.KeyboardModifier.ControlModifier)
    awaited = seam.await_answer("")
    pressed = seam.press(Qt.Key.Key_Delete)
    seen = yield Wait(Kind.LISTED, what=awaited)
    notes.queries["(cleared)"] = (seen.at - pressed) * 1000 if seen else PATIENCE
    notes.counts["(cleared)"] = seam.listed
    seam.press(Qt.Key.Key_Escape)


def sorting(seam: Seam, notes: Notes) -> Phase:
    """The choice of an order to the list in that order, ending with the one there was."""
    present = seam.sort
    for sort in (*(sort for sort in SORTS if sort != present), present):
        yield pause(_BETWEEN_QUERIES)
        awaited = seam.await_answer("", sort)
        chosen = seam.choose_sort(sort)
        seen = yield Wait(Kind.LISTED, what=awaited)
        notes.sorts[sort] = (seen.at - chosen) * 1000 if seen else PATIENCE


def scrolling(seam: Seam, steps: int = 60) -> Phase:
    """Through the whole list, and to its last article and back."""
    for step in range(steps + 1):
        seam.scroll_to(step / steps)
        yield pause(16)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        before = seam.current
        seam.press(key)
        yield Wait(Kind.PAINTED, but_not=before)
        yield pause(_BETWEEN_QUERIES)


def settling() -> Phase:
    """Whatever was begun ends before memory is measured."""
    yield pause(1500)
