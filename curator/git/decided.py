"""Finds decisions that are in files but not in git yet, and what HEAD's files are with them and nothing else.

A decision is what the journal says was saved, as far as the file still says so: what somebody else has made
of a field since is not ours to commit, nor is anything else in the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from curator.articles import standing_in
from curator.articles.fields import PLACEMENT, Field
from curator.articles.lead import LeadPicture
from curator.errors import HeaderError
from curator.frontmatter import Restore, Value, read
from curator.frontmatter.merging import Missing, Reading, same, with_fields_of
from curator.frontmatter.restore import Presence
from curator.git.blobs import read_blobs, write_blobs
from curator.git.index import Line
from curator.git.ordered import LEAD, in_order_of, is_order, is_still_ordered, lead_of
from curator.git.repository import Repository
from curator.git.running import Git
from curator.library.identity import Identity
from curator.library.save import SIZE_LIMIT
from curator.library.wanted import PICTURES, Wanted
from curator.records import dataclass
from curator.triage.journal import Journal
from curator.triage.journal_text import fields_of, path_bytes

_FILES = ("100644", "100755")
_FIELDS = frozenset(field.value for field in Field)


@dataclass(frozen=True, slots=True)
class Uncommitted:
    """A file that is other than HEAD has it: HEAD's mode and content, and the index's content."""

    path: bytes
    mode: str
    head: str
    staged: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to commit: what HEAD and index are to have of its file, and each field before and now.

    `staged` is None where the index has something that the decision cannot be made in.
    """

    file: Uncommitted
    committed: Line
    staged: Line | None
    fields: Mapping[str, tuple[Reading, Reading]]


@dataclass(frozen=True, slots=True)
class Found:
    """What is decided and can be committed, and the files whose decisions cannot, with the reason."""

    decided: tuple[Decided, ...]
    left: Mapping[bytes, str]


def find_decided(git: Git, repository: Repository, journal: Journal, folder: Path) -> Found:
    """Find the decisions to commit; `folder` is how the person calls the repository, or a part of it.

    Raises GitFailed, JournalError.
    """
    spelling = Spelling(folder, repository.root)
    known = ((file, _saved_fields(journal, spelling.of(file.path))) for file in _uncommitted(git))
    wishes = [(file, fields) for file, fields in known if fields]
    heads = read_blobs(git, [file.head for file, _ in wishes])
    staged = read_blobs(git, [file.staged for file, _ in wishes])
    found: list[tuple[Uncommitted, _Made]] = []
    left: dict[bytes, str] = {}
    for (file, fields), head, index in zip(wishes, heads, staged, strict=True):
        try:
            made = _made(repository.root / os.fsdecode(file.path), fields, head, index)
        except HeaderError as error:
            left[file.path] = error.reason
            continue
        except OSError as error:
            left[file.path] = error.strerror or str(error)
            continue
        if made is not None:
            found.append((file, made))
    return Found(tuple(_kept(git, found)), left)


@dataclass(frozen=True, slots=True)
class _Made:
    """Contents with a decision in them."""

    committed: bytes
    staged: bytes | None
    fields: Mapping[str, tuple[Reading, Reading]]


def _kept(git: Git, found: Sequence[tuple[Uncommitted, _Made]]) -> Iterator[Decided]:
    contents = list(
        dict.fromkeys(data for _, made in found for data in (made.committed, made.staged) if data)
    )
    names = dict(zip(contents, write_blobs(git, contents), strict=True))
    for file, made in found:
        committed = Line(file.mode, names[made.committed], file.path)
        staged = None if made.staged is None else Line(file.mode, names[made.staged], file.path)
        yield Decided(file, committed, staged, made.fields)


def _made(path: Path, saved: Mapping[str, Wanted], head: bytes, index: bytes) -> _Made | None:
    """Make the decision in HEAD's file and in the index's; None if the file does not hold any that is new."""
    if os.lstat(path).st_size > SIZE_LIMIT:
        return None
    data = path.read_bytes()
    now, before = read(data).values, read(head).values
    if Identity(standing_in(head).keys).is_other_than(standing_in(data).keys):
        return None
    fields: dict[str, tuple[Reading, Reading]] = {}
    for name, value in saved.items():
        if name == PICTURES:
            continue
        ours, was = now.get(name, Missing.MISSING), before.get(name, Missing.MISSING)
        if _is_still(value, ours) and not same(was, ours):
            fields[name] = (was, ours)
    committed = with_fields_of(data, head, PLACEMENT, fields) if fields else head
    is_ordered = is_still_ordered(saved.get(PICTURES), data)
    if is_ordered and (ordered := _in_order(committed, data, is_alone=not fields)) != committed:
        committed = ordered
        fields[LEAD] = (lead_of(before) or Missing.MISSING, lead_of(now) or Missing.MISSING)
    if not fields:
        return None
    if index == head:
        return _Made(committed, committed, fields)
    try:
        staged = with_fields_of(data, index, PLACEMENT, fields)
        return _Made(committed, in_order_of(staged, data) if LEAD in fields else staged, fields)
    except HeaderError:
        return _Made(committed, None, fields)


def _in_order(committed: bytes, data: bytes, *, is_alone: bool) -> bytes:
    """Return HEAD's file with the pictures in order; a decision that goes with it is not lost for that."""
    try:
        return in_order_of(committed, data)
    except HeaderError:
        if is_alone:
            raise
        return committed


def _is_still(saved: Wanted, now: Reading) -> bool:
    """Tell whether a field reads what was saved last."""
    if isinstance(saved, LeadPicture):
        return False
    if not isinstance(saved, Restore):
        return same(saved, now)
    former = saved.former
    if former.presence is Presence.OTHER:
        return False
    wanted: Value | Missing = Missing.MISSING if former.presence is Presence.ABSENT else former.value
    return same(wanted, now)


def _uncommitted(git: Git) -> Iterator[Uncommitted]:
    """The files that HEAD and the index have, and that are other now."""
    shown = git.output(
        *("--no-optional-locks", "status", "--porcelain=v2", "-z", "--no-renames"),
        *("--untracked-files=no", "--ignore-submodules=all"),
    )
    for line in shown.split(b"\0"):
        if not line.startswith(b"1 "):
            continue
        _, _, _, head_mode, index_mode, mode, head, staged, path = line.split(b" ", 8)
        modes = [each.decode() for each in (head_mode, index_mode, mode)]
        if all(each in _FILES for each in modes):
            yield Uncommitted(path, modes[0], head.decode(), staged.decode())


def _saved_fields(journal: Journal, spellings: Sequence[Path]) -> dict[str, Wanted]:
    """What was saved last in each field, and of the pictures, whatever the folder was called then."""
    found: list[tuple[int, str]] = []
    for path in spellings:
        rows = journal.rows(
            "SELECT id, fields FROM entries WHERE path = ? AND status = 'saved'", (path_bytes(path),)
        )
        found += [
            (number, text) for number, text in rows if isinstance(number, int) and isinstance(text, str)
        ]
    saved: dict[str, Wanted] = {}
    for _, text in sorted(found):
        for name, value in fields_of(text).items():
            if is_order(name, value):
                saved[PICTURES] = value
            elif name in _FIELDS:
                saved[name] = value
    return saved


class Spelling:
    """What files may be called in the journal: as git says, or by way of links, as the folder was given."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._roots = [os.fspath(root)]
        given, inside = os.path.abspath(folder), os.path.relpath(os.path.realpath(folder), root)
        if inside != os.curdir:
            is_below = given.endswith(os.sep + inside)
            given = given.removesuffix(os.sep + inside) if is_below else os.fspath(root)
        if given != self._roots[0]:
            self._roots.append(given)

    def of(self, path: bytes) -> list[Path]:
        """All names of a file of the repository."""
        return [Path(root, os.fsdecode(path)) for root in self._roots]
