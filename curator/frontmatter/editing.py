"""Changes fields of any header that can be read, and undoes such changes byte for byte.

This is the way that knows all of YAML; `changing` asks it where the simple one does not do.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.errors import EditRefused
from curator.frontmatter.front_matter import header_text
from curator.frontmatter.header import find_header, with_header
from curator.frontmatter.insertion import insertions, removals
from curator.frontmatter.moving import has_same_items, move_first
from curator.frontmatter.moving_back import move_back
from curator.frontmatter.outline import ROOT, Outline
from curator.frontmatter.placement import Placement
from curator.frontmatter.reading import read_text
from curator.frontmatter.replacing import Splice, replacements
from curator.frontmatter.restore import (
    Edited,
    FieldState,
    Presence,
    Restore,
    place_of,
    restore_for,
    state_of,
)
from curator.frontmatter.value import MoveFirst, Scalar
from curator.frontmatter.verification import (
    Expected,
    Replacement,
    is_as_expected,
    spliced,
    verified,
    verified_together,
)
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class _Step:
    """One field changed: the header afterwards, and what undoes it, None when nothing changed."""

    outline: Outline
    undo: Restore | None


def edit_any(
    data: bytes, changes: Mapping[str, Scalar | Restore | MoveFirst], placement: Placement
) -> Edited:
    """Do what `changing.edit` promises."""
    header = find_header(data)
    outline = Outline(read_text(header_text(data, header), header.first_line))
    steps = _set_together(outline, changes) or _set_in_turn(outline, changes, placement)
    for name, change in changes.items():
        if not isinstance(change, Restore | MoveFirst) and not _reads(steps.outline, name, change):
            line = steps.outline.content.lines.get(name)
            raise EditRefused(
                f"{name} is there a second time under a tag, and that would go on to count", line
            )
    return Edited(with_header(data, header, steps.outline.text), steps.undo)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Several fields changed: the header afterwards, and what undoes them, the last one first."""

    outline: Outline
    undo: Mapping[str, Restore]


def _set_together(outline: Outline, changes: Mapping[str, Scalar | Restore | MoveFirst]) -> _Steps | None:
    """Replace plain values by plain values all at once, so that the header is read again only once.

    None: something else is asked for, or the most faithful replacements are not all right together.
    """
    replaced: list[Replacement] = []
    names: list[str] = []
    for name, change in changes.items():
        if isinstance(change, Restore | MoveFirst):
            return None
        if _reads(outline, name, change):
            continue
        entry = outline.entry(name)
        if entry is None or entry.stop != entry.value + 1:
            return None
        try:
            splice = next(replacements(outline, entry, change))
        except (EditRefused, StopIteration):
            return None
        names.append(name)
        replaced.append(Replacement(splice, entry.value, change))
    after = verified_together(outline, replaced) if len(names) > 1 else None
    if after is None:
        return None
    undo: dict[str, Restore] = {}
    for name, replacement in zip(names, replaced, strict=True):
        splice = replacement.splice
        moved = sum(other.splice.growth for other in replaced if other.splice.start < splice.start)
        original = outline.text[splice.start : splice.stop]
        restore = restore_for(outline, after, name, splice.start + moved, splice.text, original)
        undo = {name: restore, **undo}
    return _Steps(after, undo)


def _set_in_turn(
    outline: Outline, changes: Mapping[str, Scalar | Restore | MoveFirst], placement: Placement
) -> _Steps:
    """Make the changes one by one, each verified; those that are refused are tried again after the others."""
    undo: dict[str, Restore] = {}
    waiting = dict(changes)
    while waiting:
        refusals = []
        for name, change in list(waiting.items()):
            try:
                step = _change(outline, name, change, placement)
            except EditRefused as refusal:
                refusals.append(refusal)
                continue
            del waiting[name]
            outline = step.outline
            if step.undo is not None:
                undo = {name: step.undo, **undo}
        if len(refusals) == len(waiting) and refusals:
            raise refusals[0]
    return _Steps(outline, undo)


def _change(outline: Outline, name: str, change: Scalar | Restore | MoveFirst, placement: Placement) -> _Step:
    if isinstance(change, Restore):
        return _restore(outline, name, change, placement)
    if isinstance(change, MoveFirst):
        move = move_first(outline, name, change.position)
        return _Step(outline, None) if move is None else _stepped(outline, move.outline, name, move.splice)
    if _reads(outline, name, change):
        return _Step(outline, None)
    return _set(outline, name, change, placement)


def _reads(outline: Outline, name: str, value: Scalar) -> bool:
    """Tell whether a field has a value already."""
    present = outline.content.values.get(name)
    return type(present) is type(value) and present == value


def _set(outline: Outline, name: str, value: Scalar, placement: Placement) -> _Step:
    """Give a field a value it does not have."""
    entry = outline.entry(name)
    if entry is not None:
        for splice in replacements(outline, entry, value):
            after = verified(outline, splice, Expected(entry.value, entry.stop, 1, value=value))
            if after is not None:
                return _stepped(outline, after, name, splice)
        raise _cannot(outline, name, "changed")
    for insertion in insertions(outline, name, value, placement):
        position = insertion.position
        entries = outline.entries
        event = entries[position].key if position < len(entries) else _end_of_root(outline)
        expected = Expected(event, event, 2, key=name, value=value)
        after = verified(outline, insertion.splice, expected)
        if after is not None:
            return _stepped(outline, after, name, insertion.splice)
    raise EditRefused(f"there is no place where {name} could be added safely", outline.content.first_line)


def _restore(outline: Outline, name: str, restore: Restore, placement: Placement) -> _Step:
    """Undo an edit of a field: byte for byte where its text still stands, else by what it meant."""
    if not state_of(outline, name).matches(restore.current):
        line = outline.content.lines.get(name)
        raise EditRefused(f"{name} was changed by somebody else meanwhile, so it was left as it is", line)
    position = place_of(outline, restore)
    if position is not None:
        splice = Splice(position, position + len(restore.wrote), restore.original)
        after = _verified_restore(outline, name, restore.former, splice)
        if after is not None:
            return _stepped(outline, after, name, splice)
    if restore.is_of_order:
        move = move_back(outline, name, restore, placement)
        return _stepped(outline, move.outline, name, move.splice)
    return _restore_value(outline, name, restore.former, placement)


def _verified_restore(outline: Outline, name: str, former: FieldState, splice: Splice) -> Outline | None:
    """Return the header after a splice that may change one entry, add it or remove it."""
    after = spliced(outline, splice)
    if after is None:
        return None
    entry, added = outline.entry(name), after.entry(name)
    if entry is not None and former.presence is not Presence.ABSENT:
        expected = Expected(entry.value, entry.stop, None)
    elif entry is not None:
        expected = Expected(entry.key, entry.stop, 0)
    else:
        start = added.key if added is not None else _end_of_root(outline)
        expected = Expected(start, start, None)
    is_right = is_as_expected(outline, after, expected) and state_of(after, name).matches(former)
    if is_right and former.presence is Presence.OTHER is state_of(outline, name).presence:
        is_right = has_same_items(outline, after, name)  # nothing but moving an item leaves such a restore
    return after if is_right else None


def _restore_value(outline: Outline, name: str, former: FieldState, placement: Placement) -> _Step:
    """Give a field back what it read, where the text around it has changed too much to put back."""
    entry = outline.entry(name)
    if former.presence is Presence.ABSENT and entry is not None:
        for splice in removals(outline, entry):
            after = verified(outline, splice, Expected(entry.key, entry.stop, 0))
            if after is not None:
                return _stepped(outline, after, name, splice)
    elif former.presence is Presence.SCALAR and isinstance(former.value, bool | int | str):
        return _set(outline, name, former.value, placement)
    raise _cannot(outline, name, "put back")


def _stepped(before: Outline, after: Outline, name: str, splice: Splice) -> _Step:
    original = before.text[splice.start : splice.stop]
    return _Step(after, restore_for(before, after, name, splice.start, splice.text, original))


def _end_of_root(outline: Outline) -> int:
    return outline.entries[-1].stop if outline.entries else ROOT + 1


def _cannot(outline: Outline, name: str, done: str) -> EditRefused:
    line = outline.content.lines.get(name)
    return EditRefused(f"{name} cannot be {done} without changing something else", line)
