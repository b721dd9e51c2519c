"""Writes a change of fields into an article so that the file is always the old one or the new one.

A save has two halves. `plan_save` reads the file as it is now and makes the new bytes. `carry_out` writes
them beside it, asks whether the file is still the one that was read (if not, plans again), and swaps them in.
Between the two the journal can note how to undo it: what happens to the file is known before it happens.

A symbolic link stays one; its target is written. A file with several names (hard links) is refused, because
the swap would part them and writing in place could tear it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from curator import frontmatter
from curator.articles import Standing, standing_in
from curator.errors import SaveFailed
from curator.frontmatter import Placement, Restore, Scalar
from curator.library.clash import NOTHING_SEEN, Seen, check_for_clash
from curator.library.durable import remove_quietly, sync_file, sync_folder, write_temporary
from curator.library.identity import UNKNOWN, Identity
from curator.library.row import Stamp
from curator.records import dataclass

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is saved. A save holds the file several times in memory; the largest article
measured has 0.2 MB."""

_ATTEMPTS = 20
_UNHARMED = "The file is as it was."

_READING: Mapping[int, tuple[str, str]] = {
    errno.ENOENT: ("the file is gone", "Put it back, then try again."),
    errno.ENOTDIR: ("the file is gone", "Put it back, then try again."),
    errno.EACCES: ("you may not read this file", "Change its permissions, then try again."),
    errno.ELOOP: ("the link leads round in a circle", "Repair the link, then try again."),
}
"""What the system's errors mean while the file is read, and what to do."""

_WRITING: Mapping[int, tuple[str, str]] = {
    **_READING,
    errno.ENOSPC: ("the disk is full", f"{_UNHARMED} Free some space, then try again."),
    errno.EDQUOT: ("your quota on this disk is used up", f"{_UNHARMED} Free some space, then try again."),
    errno.EROFS: ("the disk is read-only", f"{_UNHARMED} Make it writable, then try again."),
    errno.EACCES: (
        "you may not write in this folder",
        f"{_UNHARMED} Change its permissions, then try again.",
    ),
    errno.EPERM: ("the system does not permit it", f"{_UNHARMED} Change the permissions, then try again."),
    errno.EISDIR: ("a folder has taken the file's place", "Remove it, then try again."),
}
"""What they mean while the new content is written beside the file and swapped in."""


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
    changes: Mapping[str, Scalar | Restore]
    placement: Placement
    target: str
    base: bytes
    status: os.stat_result
    edited: frontmatter.Edited
    made_of: Identity
    seen: Seen

    @property
    def is_changed(self) -> bool:
        """The file will be other than it is."""
        return self.edited.data != self.base

    @property
    def digest(self) -> bytes:
        """Tells the new content from any other, see `holds`."""
        return _digest(self.edited.data)


def save(
    path: Path,
    changes: Mapping[str, Scalar | Restore],
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
    changes: Mapping[str, Scalar | Restore],
    placement: Placement,
    made_of: Identity = UNKNOWN,
    seen: Seen = NOTHING_SEEN,
) -> SavePlan:
    """Read the file as it is now and make its new content; writes nothing.

    Raises as `save` does, OtherArticle when the file is certainly not the article `made_of`, and FieldClash
    when somebody has changed a field of `changes` from what the editor had `seen` to something else again.
    """
    target, base, status = _read(path)
    standing = standing_in(base) if made_of.keys or seen else Standing()
    if made_of.is_other_than(standing.keys):
        is_undo = any(isinstance(value, Restore) for value in changes.values())
        raise _other_article(path, made_of, "undone" if is_undo else "written")
    check_for_clash(path, standing.decision, changes, seen)
    # By its full name: what changes headers is loaded by the first save, not by the start of the window.
    edited = frontmatter.edit(base, changes, placement)
    plan = SavePlan(path, changes, placement, target, base, status, edited, made_of, seen)
    if plan.is_changed:
        _check_writable(path, target, status)
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
    for _ in range(_ATTEMPTS):
        if not plan.is_changed:
            return Saved(Stamp.of(plan.status), plan.edited.undo, is_changed=False)
        stamp = _replace(plan)
        if stamp is not None:
            _confirm(plan, confirm_folder)
            return Saved(stamp, plan.edited.undo, is_changed=True)
        plan = plan_save(plan.path, plan.changes, plan.placement, plan.made_of, plan.seen)
        on_planned_again(plan)
    raise SaveFailed(plan.path, "another program keeps changing this file", f"{_UNHARMED} Try again later.")


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
        return _digest(read_whole(path)) == digest
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
        raise NotConfirmed(path, _not_confirmed(error)) from error
    return Stamp.of(status)


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
        raise _failure(path, error, _READING) from error
    except ValueError as error:  # a NUL character
        raise SaveFailed(path, "no file can have this name") from error


def _read_open(path: Path, descriptor: int) -> tuple[bytes, os.stat_result]:
    for _ in range(_ATTEMPTS):
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            kind = "a folder" if stat.S_ISDIR(before.st_mode) else "not a regular file"
            raise SaveFailed(path, f"this is {kind}", "Only files can be changed.")
        if before.st_size > SIZE_LIMIT:
            raise SaveFailed(path, "the file is larger than 64 MiB", "Such a file is shown but not edited.")
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = _read_to_end(descriptor, before.st_size)
        after = os.fstat(descriptor)
        if Stamp.of(before) == Stamp.of(after) and len(data) == after.st_size:
            return data, after
    raise SaveFailed(path, "another program is writing this file", f"{_UNHARMED} Try again later.")


def _read_to_end(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    left = size + 1  # one more than there should be, to notice a file that grows
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _check_writable(path: Path, target: str, status: os.stat_result) -> None:
    """Refuse where a swap would succeed although the file itself says no: a swap asks only the folder.

    What counts is whether the system would let this user write the file, so the superuser is not refused.
    """
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise SaveFailed(path, "the file is read-only", f"{_UNHARMED} Make it writable, then try again.")
    if status.st_nlink > 1:
        raise SaveFailed(
            path,
            f"the file has {status.st_nlink} names (hard links), and saving would part them",
            f"{_UNHARMED} Replace it by a copy of its own, then try again.",
        )


def _replace(plan: SavePlan) -> Stamp | None:
    """Swap the new content in and return its stamp, or None if the file is not the one that was read."""
    try:
        temporary = write_temporary(os.path.dirname(plan.target), plan.edited.data, plan.status)
        try:
            stamp = Stamp.of(os.stat(temporary))
            if not _is_still(plan):
                return None
            os.replace(temporary, plan.target)
            temporary = ""
            return stamp
        finally:
            if temporary:
                remove_quietly(temporary)
    except OSError as error:
        raise _failure(plan.path, error, _WRITING) from error


def _is_still(plan: SavePlan) -> bool:
    """Compare what is there now, last thing before the swap.

    The bytes too: two writes within one tick of the file system's clock can leave the same stamp.
    """
    if os.path.realpath(plan.path, strict=True) != plan.target:
        return False
    if Stamp.of(os.stat(plan.target)) != Stamp.of(plan.status):
        return False
    with open(plan.target, "rb") as file:
        return file.read(len(plan.base) + 1) == plan.base


def _confirm(plan: SavePlan, confirm_folder: Callable[[str], None]) -> None:
    try:
        confirm_folder(os.path.dirname(plan.target))
    except OSError as error:
        raise NotConfirmed(plan.path, _not_confirmed(error)) from error


def _not_confirmed(error: OSError) -> str:
    return f"the change is made, but the disk did not confirm it ({error.strerror or error})"


def _failure(path: Path, error: OSError, meanings: Mapping[int, tuple[str, str]]) -> SaveFailed:
    """Say what the system's error means for this save, and what can be done."""
    other = (f"the file could not be read or written ({error.strerror or error})", f"{_UNHARMED} Try again.")
    return SaveFailed(path, *meanings.get(error.errno or 0, other))


def _other_article(path: Path, made_of: Identity, deed: str) -> OtherArticle:
    happened = f"another article stands under this name now; the decision on “{made_of.title}” was not {deed}"
    return OtherArticle(path, happened, "Decide on the one that is there.")


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
