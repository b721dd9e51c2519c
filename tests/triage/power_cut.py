"""A disk in memory that knows what a power cut may leave of the calls made until then.

It promises no more than POSIX does: the content of a file is sure once that file was synced, a name once its
folder was. Of everything else any part may be there or not, in any order, down to single sectors of a write.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.triage.system_calls import Call, Kind

SECTOR = 512
"""Bytes that a disk writes as a whole."""

Pick = Callable[[], bool]
"""Says of each thing that is not sure whether the disk has it."""

Left = dict[str, tuple[bytes, int] | None]
"""What a power cut leaves, by name: content and mode, None for a folder."""


@dataclass
class _File:
    """A file: what of it is sure, and the calls since. Its mode changes with its content."""

    data: bytes = b""
    mode: int = 0o600
    since: list[Call] = field(default_factory=list)

    def left(self, pick: Pick) -> tuple[bytes, int]:
        """Give content and mode as a power cut leaves them."""
        data, mode = bytearray(self.data), self.mode
        for call in self.since:
            if call.kind is Kind.WRITE:
                _write(data, call, pick)
            elif not pick():
                continue
            elif call.kind is Kind.TRUNCATE:
                del data[call.number :]
                data.extend(bytes(call.number - len(data)))
            else:
                mode = call.number
        return bytes(data), mode

    def sync(self) -> None:
        """Make sure of everything until now."""
        self.data, self.mode = self.left(lambda: True)
        self.since.clear()


def _write(data: bytearray, call: Call, pick: Pick) -> None:
    at, end = call.number, call.number + len(call.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        if pick():
            data.extend(bytes(max(0, at - len(data))))
            data[at:stop] = call.data[at - call.number : stop - call.number]
        at = stop


_Names = dict[str, _File | None]
"""What stands under each name; None is a folder."""


@dataclass
class _Renaming:
    """One change of names that happens as a whole: what they stand for afterwards, or that they are gone."""

    gone: tuple[str, ...] = ()
    there: _Names = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return os.path.dirname((*self.gone, *self.there)[0])

    def apply(self, names: _Names) -> None:
        for name in self.gone:
            names.pop(name, None)
        names.update(self.there)


class Disk:
    """The folder `root` as it was, all of it sure; `take` calls, then `leave` what a power cut does."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sure: _Names = {str(root): None}
        for folder, folders, files in os.walk(root):
            self._sure.update({os.path.join(folder, name): None for name in folders})
            for name in files:
                path = Path(folder, name)
                self._sure[str(path)] = _File(path.read_bytes(), path.stat().st_mode & 0o7777)
        self._names = dict(self._sure)
        self._since: list[_Renaming] = []

    def take(self, call: Call) -> None:
        """Make a call."""
        file = self._names.get(call.path)
        if (renaming := self._renaming(call, file)) is not None:
            renaming.apply(self._names)
            self._since.append(renaming)
        elif call.kind is Kind.SYNC and file is not None:
            file.sync()
        elif call.kind is Kind.SYNC:
            for known in self._since:
                if known.folder == call.path:
                    known.apply(self._sure)
            self._since = [known for known in self._since if known.folder != call.path]
        elif call.kind in (Kind.WRITE, Kind.TRUNCATE, Kind.MODE) and file is not None:
            file.since.append(call)

    def _renaming(self, call: Call, file: _File | None) -> _Renaming | None:
        match call.kind:
            case Kind.CREATE:
                return _Renaming(there={call.path: _File()})
            case Kind.MKDIR:
                return _Renaming(there={call.path: None})
            case Kind.UNLINK:
                return _Renaming((call.path,))
            case Kind.RENAME:
                return _Renaming((call.path,), {call.other: file})
            case Kind.EXCHANGE:
                return _Renaming((), {call.path: self._names[call.other], call.other: file})
        return None

    def leave(self, pick: Pick) -> Left:
        """Give what a power cut now could leave, each folder before what is in it."""
        names = dict(self._sure)
        for renaming in self._since:
            if pick():
                renaming.apply(names)
        left: Left = {}
        # What lies in a folder that is not there is not there either.
        for name, file in sorted(names.items(), key=lambda item: item[0].count("/")):
            if name == str(self._root) or os.path.dirname(name) in left:
                left[name] = file.left(pick) if file is not None else None
        return left


def lay_out(left: Left) -> None:
    """Make a folder, which comes first, what a power cut left of it."""
    shutil.rmtree(next(iter(left)))
    for name, file in left.items():
        if file is None:
            os.mkdir(name)
        else:
            Path(name).write_bytes(file[0])
            os.chmod(name, file[1])


def ways(seed: int, chances: Sequence[float]) -> list[Pick]:
    """Everything is there, nothing that is not sure is, and some in between, by the share that is there."""
    dice = random.Random(seed)
    between: list[Pick] = [lambda chance=chance: dice.random() < chance for chance in chances]  # type: ignore[misc]
    return [lambda: True, lambda: False, *between]
