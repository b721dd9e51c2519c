"""Writes a change of fields into an article so that the file is always the old one or the new one.

A save has two halves. `plan_save` reads the file as it is now and makes the new bytes. `carry_out` writes
them beside it, asks whether the file is still the one that was read (if not, plans again), and swaps them in;
`curator.library.swap` notices if somebody else wrote the file in that very moment.
Between the two the journal can note how to undo it: what happens to the file is known before it happens.

A symbolic link stays one; its target is written if that is within `reach`. A file with several names (hard
links) is refused, see `refusals`.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from curator.articles import Standing, standing_in
from curator.errors import SaveFailed
from curator.frontmatter import Edited, Placement, Restore
from curator.library.clash import NOTHING_SEEN, Seen, check_for_clash
from curator.library.durable import remove_quietly, sync_file, sync_folder, write_temporary
from curator.library.identity import UNKNOWN, Identity
from curator.library.owed import Owed
from curator.library.reach import SURROUNDINGS, Reach
from curator.library.refusals import UNHARMED, check_writable, reading_failed, writing_failed
from curator.library.row import Stamp
from curator.library.turns import turn_at
from curator.library.wanted import Wanted, edited
from curator.library.writers import is_being_written
from curator.records import dataclass

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is saved. A save holds the file several times in memory; the largest article
measured has 0.2 MB."""

_ATTEMPTS = 20
_MOMENT = 0.01
"""Seconds between two looks at a file that is being written; a file is written in less."""


class NotConfirmed(SaveFailed):
    """The file has been replaced, but the disk did not confirm that this would survive a power cut."""


class OtherArticle(SaveFailed):
    """Another article stands under this name than the one the change was made of; nothing was written."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A finished save: the stamp of the file as it is now, how to undo it, and whether it changed at all."""

    stamp: Stamp
    undo: Mapping[str, Restore]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class SavePlan:
    """What a save is going to do. `target` is the real file, behind symbolic links; `base` what it held.

    `made_of` is the article it is meant for.
    """

    path: Path
    changes: Mapping[str, Wanted]
    placement: Placement
    target: str
    base: bytes
    status: os.stat_result
    edited: Edited
    made_of: Identity
    seen: Seen
    reach: Reach

    @property
    def is_changed(self) -> bool:
        """The file will be other than it is."""
        return self.edited.data != self.base

    @property
    def digest(self) -> bytes:
        """Tells the new content from any other, see `holds`."""
        return digest_of(self.edited.data)


def save(
    path: Path,
    changes: Mapping[str, Wanted],
    placement: Placement,
    before_replace: Callable[[Mapping[str, Restore]], None] = lambda _undo: None,
) -> Saved:
    """Set fields of the article at `path`; durable when it returns.

    `before_replace` gets what undoes the save, before the file changes; again if the file had to be read
    again.

    Raises:
        HeaderError: the header cannot be edited like that; the file is as it was.
        SaveFailed: the file could not be written; unless it is a `NotConfirmed`, the file is as it was.
    """
    plan = plan_save(path, changes, placement)
    if plan.is_changed:
        before_replace(plan.edited.undo)
    return carry_out(plan, lambda again: before_replace(again.edited.undo))


def plan_save(
    path: Path,
    changes: Mapping[str, Wanted],
    placement: Placement,
    made_of: Identity = UNKNOWN,
    seen: Seen = NOTHING_SEEN,
    reach: Reach = SURROUNDINGS,
    owed: Sequence[Owed] = (),
) -> SavePlan:
    """Read the file as it is now and make its new content; writes nothing.

    What is `owed` to others is put right in it too. Raises as `save` does, OtherArticle when the file is
    certainly not the article `made_of`, FieldClash when somebody has changed a field of `changes` from what
    the editor had `seen` to something else again, and LeadsOut when `path` is a link that leads out of
    `reach`.
    """
    target, base, status = _read(path)
    reach.check(path, target)
    document = base
    for debt in owed:
        document = debt.added_to(document, placement)
    standing = standing_in(document) if made_of.keys or seen else Standing()
    if made_of.is_other_than(standing.keys):
        is_undo = any(isinstance(value, Restore) for value in changes.values())
        raise _other_article(path, made_of, "undone" if is_undo else "written")
    check_for_clash(path, standing.decision, changes, seen)
    made = edited(document, changes, placement)
    plan = SavePlan(path, changes, placement, target, base, status, made, made_of, seen, reach)
    if plan.is_changed:
        check_writable(path, target, status)
    return plan


def carry_out(
    plan: SavePlan,
    on_planned_again: Callable[[SavePlan], None],
    confirm_folder: Callable[[str], None] = sync_folder,
) -> Saved:
    """Write what was planned; nothing is written when nothing changes.

    `on_planned_again` gets the new plan whenever somebody changed the file meanwhile, before it is used.
    `confirm_folder` makes the new name durable; who saves many files may collect the folders and sync each
    once, and must then not call the saves done before. Raises as `save` does.
    """
    owed: list[Owed] = []
    for _ in range(_ATTEMPTS):
        if not plan.is_changed:
            return Saved(Stamp.of(plan.status), plan.edited.undo, is_changed=False)
        stamp = _replace(plan, owed)
        if stamp is not None:
            _confirm(plan, confirm_folder)
            return Saved(stamp, plan.edited.undo, is_changed=True)
        plan = plan_save(plan.path, plan.changes, plan.placement, plan.made_of, plan.seen, plan.reach, owed)
        on_planned_again(plan)
    raise SaveFailed(plan.path, "another program keeps changing this file", f"{UNHARMED} Try again later.")


def read_whole(path: Path) -> bytes:
    """The bytes of the file, all from one moment.

    Raises:
        SaveFailed: it cannot be read, or is not one that can be saved.
    """
    return _read(path)[1]


def check_article(path: Path, made_of: Identity) -> None:
    """Make sure that a decision which writes nothing is not taken for one on another article.

    A file that is gone or cannot be read is not another article.

    Raises:
        OtherArticle: the file is certainly not the article `made_of`.
    """
    if not made_of.keys:
        return
    try:
        data = read_whole(path)
    except SaveFailed:
        return
    if made_of.is_other_in(data):
        raise _other_article(path, made_of, "taken")


def holds(path: Path, digest: bytes) -> bool:
    """Say whether the file holds what a plan's `digest` was taken of; False if it cannot be read."""
    try:
        return digest_of(read_whole(path)) == digest
    except SaveFailed:
        return False


def confirm(path: Path) -> Stamp:
    """Make the file as it is survive a power cut, after a save of which that is not known.

    Raises:
        SaveFailed: the disk did not confirm it.
    """
    try:
        target = os.path.realpath(path, strict=True)
        descriptor = os.open(target, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
        try:
            sync_file(descriptor)
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(os.path.dirname(target))
    except OSError as error:
        raise not_confirmed(path, error) from error
    return Stamp.of(status)


def not_confirmed(path: Path, error: OSError) -> NotConfirmed:
    """The error of whoever has replaced a file and got no word from the disk, or a bad one."""
    happened = f"the change is made, but the disk did not confirm it ({error.strerror or error})"
    return NotConfirmed(path, happened, "It may not survive a power cut. Check the disk, then try again.")


def _read(path: Path) -> tuple[str, bytes, os.stat_result]:
    """The real file behind `path`, its bytes, all from one moment, and its state then."""
    try:
        target = os.path.realpath(path, strict=True)
        # Non-blocking, because opening a FIFO would wait for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(target, flags)
        try:
            return target, *_read_open(path, descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise reading_failed(path, error) from error
    except ValueError as error:  # a NUL character
        raise SaveFailed(path, "no file can have this name") from error


def _read_open(path: Path, descriptor: int) -> tuple[bytes, os.stat_result]:
    for _ in range(_ATTEMPTS):
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            kind = "a folder" if stat.S_ISDIR(before.st_mode) else "not a regular file"
            advice = (
                "Only files can be changed. If it has taken an article's place, move it away and try again."
            )
            raise SaveFailed(path, f"this is {kind}", advice)
        if before.st_size > SIZE_LIMIT:
            raise SaveFailed(path, "the file is larger than 64 MiB", "Such a file is shown but not edited.")
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = _read_to_end(descriptor, before.st_size)
        if is_being_written(descriptor):
            _wait()
            continue
        after = os.fstat(descriptor)
        if Stamp.of(before) == Stamp.of(after) and len(data) == after.st_size:
            return data, after
    raise SaveFailed(path, "another program is writing this file", f"{UNHARMED} Try again later.")


def _wait() -> None:
    """Give a program that is writing a moment to finish; the window never waits here."""
    time.sleep(_MOMENT)


def _read_to_end(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    left = size + 1  # one more than there should be, to notice a file that grows
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _replace(plan: SavePlan, owed: list[Owed]) -> Stamp | None:
    """Swap the new content in and return its stamp, or None if the file is not the one that was read.

    What somebody else has written and the file does not have any more is added to `owed`.
    """
    try:
        temporary = write_temporary(plan.target, plan.edited.data, plan.status)
        try:
            stamp = Stamp.of(os.stat(temporary))
            with turn_at(plan.target) as is_ours:
                if not is_ours or not _is_still(plan) or not _swap(temporary, plan, owed):
                    return None
            temporary = ""
            return stamp
        finally:
            if temporary:
                remove_quietly(temporary)
    except FileNotFoundError as error:
        if os.path.lexists(plan.target):
            # Another Curator, of somebody else, took the new file for a left-over of a crash.
            return None
        raise writing_failed(plan.path, error) from error
    except OSError as error:
        raise writing_failed(plan.path, error) from error


def _swap(temporary: str, plan: SavePlan, owed: list[Owed]) -> bool:
    # Imported here because the window never saves, and loading what calls the system takes 10 ms.
    from curator.library.swap import swap_in

    try:
        outcome = swap_in(temporary, plan.edited.data, plan.target, plan.base)
    except OSError:
        # A network drive may have done it, lost the answer, and failed when it was asked once more.
        if not _is_written(plan):
            raise
        return True
    owed += [Owed(plan.base, content) for content in outcome.lost]
    return outcome.is_in


def _is_written(plan: SavePlan) -> bool:
    with open(plan.target, "rb") as file:
        return file.read(len(plan.edited.data) + 1) == plan.edited.data


def _is_still(plan: SavePlan) -> bool:
    """Compare what is there now, last thing before the swap.

    The bytes too: two writes within one tick of the file system's clock can leave the same stamp. And the
    rights: what somebody has just protected is not written, nor made again what it was.
    """
    try:
        if os.path.realpath(plan.path, strict=True) != plan.target:
            return False
        status = os.stat(plan.target)
        if Stamp.of(status) != Stamp.of(plan.status) or _rights(status) != _rights(plan.status):
            return False
        with open(plan.target, "rb") as file:
            return file.read(len(plan.base) + 1) == plan.base
    except OSError as error:
        raise reading_failed(plan.path, error) from error


def _rights(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_mode, status.st_uid, status.st_gid, status.st_nlink


def _confirm(plan: SavePlan, confirm_folder: Callable[[str], None]) -> None:
    try:
        confirm_folder(os.path.dirname(plan.target))
    except OSError as error:
        raise not_confirmed(plan.path, error) from error


def _other_article(path: Path, made_of: Identity, deed: str) -> OtherArticle:
    happened = f"another article stands under this name now; the decision on “{made_of.title}” was not {deed}"
    return OtherArticle(path, happened, "Decide on the one that is there.")


def digest_of(data: bytes) -> bytes:
    """What tells this content of a file from any other."""
    return hashlib.blake2b(data, digest_size=16).digest()
