"""What can be told, from a file and the journal's entry, about a save that was interrupted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from curator.articles import PLACEMENT
from curator.errors import CuratorError, HeaderError, SaveFailed
from curator.frontmatter import Placement, Restore, Value, read
from curator.frontmatter.restore import FieldState, Presence
from curator.library.clash import FieldClash
from curator.library.durable import left_overs_of, sync_folder
from curator.library.save import SavePlan, digest_of, holds, read_whole
from curator.library.swap import exchange
from curator.library.wanted import edited
from curator.triage.decisions import Entry, Status


def is_written(entry: Entry) -> bool:
    """Say whether the file has what the entry was to write."""
    if entry.digest and holds(entry.path, entry.digest):
        return True
    restores = [(name, value) for name, value in entry.fields.items() if isinstance(value, Restore)]
    if not restores:
        return False
    # Somebody else wrote the file as well. A plain value would simply be found there by the plan; a restore
    # would be refused, because the field does not read any more what it is to be restored from.
    try:
        data = read_whole(entry.path)
        values = read(data).values
    except CuratorError:
        return False
    if entry.made_of.is_other_in(data):
        return False
    return all(
        _is_put_back(data, restore)
        if restore.is_of_order
        else name in values
        if restore.former.presence is Presence.OTHER
        else restore.former.matches(_state(values.get(name), is_there=name in values))
        for name, restore in restores
    )


def _is_put_back(data: bytes, restore: Restore) -> bool:
    # Imported here because it takes a parser of YAML, and hardly ever happens.
    from curator.frontmatter.moving_back import is_put_back

    return is_put_back(data, restore, PLACEMENT)


def give_back(entry: Entry, placement: Placement) -> None:
    """Turn a save back in which a crash came before it was seen that it took somebody else's write out.

    The file then is as the entry wants it, and beside it lies what came out: either what the entry was made
    of, which may go, or another file, of which nobody else knows.
    """
    if not entry.digest or not holds(entry.path, entry.digest):
        return
    target = os.path.realpath(entry.path)
    for left in left_overs_of(target):
        if _is_what_it_was_made_of(Path(left), entry, placement):
            continue
        # Where that fails nothing can be removed either, and the next start tries again.
        with suppress(OSError):
            if exchange(left, target):
                sync_folder(os.path.dirname(target))


def _is_what_it_was_made_of(left: Path, entry: Entry, placement: Placement) -> bool:
    try:
        return digest_of(edited(read_whole(left), entry.fields, placement).data) == entry.digest
    except SaveFailed:
        return True  # No file that could be saved is one that a save has taken out.
    except HeaderError:
        return False


def changed_since(entry: Entry, plan: SavePlan) -> str:
    """The fields of which somebody else changed what a save would replace, as words; "" for none.

    The entry knows what it was about to replace when it was interrupted, the plan what it would replace now.
    """
    names = [
        name
        for name, restore in plan.edited.undo.items()
        if name in entry.undo and not entry.undo[name].former.matches(restore.former)
    ]
    return " and ".join(names)


def is_our_own(clash: FieldClash, history: Sequence[Entry]) -> bool:
    """Say whether what a decision clashes with is what we ourselves have left in the file.

    `history` are the article's entries, oldest first. Either the file is as our last save made it, or no save
    has come through since an editor saw what is in it.
    """
    for entry in reversed(history):
        if entry.status is Status.SAVED and entry.digest:
            return holds(entry.path, entry.digest)
        if clash.theirs.items() <= entry.seen.items():
            return True
    return False


def _state(value: Value, *, is_there: bool) -> FieldState:
    if not is_there:
        return FieldState(Presence.ABSENT)
    if value is None or isinstance(value, bool | int | float | str):
        return FieldState(Presence.SCALAR, value)
    return FieldState(Presence.OTHER)
