"""Runs a function in a child process and follows its system calls that change files, or kills it before one.

It asks the kernel itself (ptrace), so that every prefix of the calls can be tried in milliseconds each and no
tool has to be there. For Linux, and for a parent and a child of one thread.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_TRACESYSGOOD, _EXITKILL = 1, 0x100000
_AT_CALL = signal.SIGTRAP | 0x80
_AT_FDCWD = -100
_EXCHANGE = 2

NUMBERS = {
    "x86_64": {
        1: "write", 2: "open", 18: "pwrite64", 20: "writev", 40: "sendfile", 74: "fsync", 75: "fdatasync",
        76: "truncate", 77: "ftruncate", 82: "rename", 83: "mkdir", 84: "rmdir", 85: "creat", 86: "link",
        87: "unlink", 88: "symlink", 90: "chmod", 91: "fchmod", 92: "chown", 93: "fchown", 257: "openat",
        258: "mkdirat", 263: "unlinkat", 264: "renameat", 265: "linkat", 266: "symlinkat", 268: "fchmodat",
        260: "fchownat", 277: "sync_file_range", 285: "fallocate", 296: "pwritev", 316: "renameat2",
        326: "copy_file_range", 328: "pwritev2", 437: "openat2",
    },
    "aarch64": {
        34: "mkdirat", 35: "unlinkat", 36: "symlinkat", 37: "linkat", 38: "renameat", 45: "truncate",
        46: "ftruncate", 47: "fallocate", 52: "fchmod", 53: "fchmodat", 54: "fchownat", 55: "fchown",
        56: "openat", 64: "write", 66: "writev", 68: "pwrite64", 70: "pwritev", 71: "sendfile", 82: "fsync",
        83: "fdatasync", 84: "sync_file_range", 276: "renameat2", 285: "copy_file_range", 287: "pwritev2",
        437: "openat2",
    },
}  # fmt: skip
"""The calls that can change what a disk holds, by the machine's numbers for them."""


class Kind(StrEnum):
    """What a call does to the disk."""

    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    MODE = "mode"
    OWNER = "owner"
    SYNC = "sync"
    RENAME = "rename"
    EXCHANGE = "exchange"
    UNLINK = "unlink"
    MKDIR = "mkdir"
    SAID = "said"
    """No change: the process told the outside what is in `data`."""


@dataclass(frozen=True)
class Call:
    """One call. `number` is an offset, a size or a mode; `other` the new name in a rename."""

    kind: Kind
    path: str = ""
    data: bytes = b""
    number: int = 0
    other: str = ""


ON_FILES = {
    "fsync": Kind.SYNC,
    "fdatasync": Kind.SYNC,
    "ftruncate": Kind.TRUNCATE,
    "fchmod": Kind.MODE,
    "fchown": Kind.OWNER,
}
ON_NAMES = {"unlink": Kind.UNLINK, "unlinkat": Kind.UNLINK, "mkdir": Kind.MKDIR, "mkdirat": Kind.MKDIR}
ON_OPEN_FILES = {"writev", "pwritev", "pwritev2", "fallocate", "sync_file_range"}
"""Others that are not understood, and must not come on files that count."""


class _Entry(ctypes.Structure):
    _fields_ = [("nr", ctypes.c_uint64), ("args", ctypes.c_uint64 * 6)]


class _Exit(ctypes.Structure):
    _fields_ = [("rval", ctypes.c_int64), ("is_error", ctypes.c_uint8)]


class _Which(ctypes.Union):
    _fields_ = [("entry", _Entry), ("exit", _Exit)]


class _Info(ctypes.Structure):
    _fields_ = [
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("which", _Which),
    ]


@dataclass
class Followed:
    """What a followed child did below a folder: all calls that succeeded, and how many were begun."""

    calls: list[Call] = field(default_factory=list)
    begun: int = 0
    was_killed: bool = False


def can_follow() -> bool:
    """Say whether processes can be followed here."""
    if not sys.platform.startswith("linux") or platform.machine() not in NUMBERS:
        return False
    try:
        return not follow(lambda _fd: None, Path("/nowhere")).was_killed
    except OSError:
        return False


def follow(work: Callable[[int], None], root: Path, kill_before: int = 0) -> Followed:
    """Run `work` in a child and follow it; kill it before the call of that number (from 1) begins.

    Only calls on files below `root` count. `work` gets a file descriptor to say what is acknowledged.
    """
    reading, saying = os.pipe()
    child = os.fork()
    if child == 0:
        _run(work, saying)
    os.close(saying)
    try:
        return _Tracer(child, saying, str(root), kill_before).run()
    finally:
        os.close(reading)


def _run(work: Callable[[int], None], saying: int) -> None:
    status = 1
    try:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work(saying)
        status = 0
    finally:
        if status:
            sys.excepthook(*sys.exc_info())
        os._exit(status)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _ptrace(request: int, child: int, address: int = 0, data: ctypes.Structure | int = 0) -> None:
    pointer = ctypes.c_void_p(data) if isinstance(data, int) else ctypes.byref(data)
    if _libc().ptrace(ctypes.c_long(request), ctypes.c_long(child), ctypes.c_void_p(address), pointer) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class _Tracer:
    """Follows one child from its first stop to its end."""

    def __init__(self, child: int, saying: int, root: str, kill_before: int) -> None:
        self._child = child
        self._saying = saying
        self._root = root
        self._kill_before = kill_before
        self._names = NUMBERS[platform.machine()]
        self._result = Followed()
        self._begun: Call | None = None

    def run(self) -> Followed:
        _, status = os.waitpid(self._child, 0)
        if not os.WIFSTOPPED(status):
            raise OSError(f"the child ended at once ({status})")
        _ptrace(_SETOPTIONS, self._child, 0, _TRACESYSGOOD | _EXITKILL)
        handed_on = 0
        while True:
            _ptrace(_SYSCALL, self._child, 0, handed_on)
            _, status = os.waitpid(self._child, 0)
            if not os.WIFSTOPPED(status):
                break
            handed_on = 0
            if os.WSTOPSIG(status) != _AT_CALL:
                handed_on = os.WSTOPSIG(status)
            elif not self._stopped():
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                self._result.was_killed = True
                return self._result
        assert os.WIFEXITED(status), status
        assert os.WEXITSTATUS(status) == 0, "see what it wrote to stderr"
        return self._result

    def _stopped(self) -> bool:
        """Note the call the child stands at; False when it is not to be made."""
        info = _Info()
        _ptrace(_GET_SYSCALL_INFO, self._child, ctypes.sizeof(info), info)
        if info.op == 1:
            self._begun = self._call(info.which.entry.nr, list(info.which.entry.args))
            if self._begun is not None and self._begun.kind is not Kind.SAID:
                self._result.begun += 1
                return self._result.begun != self._kill_before
        elif info.op == 2 and self._begun is not None:
            if not info.which.exit.is_error:
                self._result.calls.append(self._begun)
                assert self._begun.kind is not Kind.WRITE or info.which.exit.rval == len(self._begun.data)
            self._begun = None
        return True

    def _call(self, number: int, arguments: list[int]) -> Call | None:
        name = self._names.get(number, "")
        if name == "write" and arguments[0] == self._saying:
            return Call(Kind.SAID, data=self._memory(arguments[1], arguments[2]))
        call = self._understood(name, arguments) if name else None
        is_ours = call is not None and (call.path == self._root or call.path.startswith(self._root + "/"))
        return call if is_ours else None

    def _understood(self, name: str, arguments: list[int]) -> Call | None:
        first, second, third, fourth, fifth, _ = arguments
        if name in ON_FILES:
            return Call(ON_FILES[name], self._file(first), number=second)
        if name in ON_NAMES:
            where = (first, second) if name.endswith("at") else (_AT_FDCWD, first)
            return Call(ON_NAMES[name], self._path(*where))
        match name:
            case "open":
                return self._opened(self._path(_AT_FDCWD, first), second)
            case "openat":
                return self._opened(self._path(first, second), third)
            case "write" | "pwrite64":
                at = self._position(first) if name == "write" else fourth
                return Call(Kind.WRITE, self._file(first), self._memory(second, third), at)
            case "rename":
                return Call(Kind.RENAME, self._path(_AT_FDCWD, first), other=self._path(_AT_FDCWD, second))
            case "renameat" | "renameat2":
                kind = Kind.EXCHANGE if name == "renameat2" and fifth & _EXCHANGE else Kind.RENAME
                return Call(kind, self._path(first, second), other=self._path(third, fourth))
        if name not in ON_OPEN_FILES or self._file(first).startswith(self._root):
            raise NotImplementedError(f"{name} is not understood here")
        return None

    def _opened(self, path: str, flags: int) -> Call | None:
        if flags & os.O_CREAT and not os.path.lexists(path):
            return Call(Kind.CREATE, path)
        return Call(Kind.TRUNCATE, path) if flags & os.O_TRUNC else None

    def _memory(self, address: int, size: int) -> bytes:
        with open(f"/proc/{self._child}/mem", "rb") as memory:
            memory.seek(address)
            return memory.read(size)

    def _path(self, folder: int, name: int) -> str:
        # A descriptor is an int of 32 bits in a register of 64.
        folder = ctypes.c_int(folder & 0xFFFFFFFF).value
        with open(f"/proc/{self._child}/mem", "rb", buffering=0) as memory:
            memory.seek(name)
            text = b""
            while b"\0" not in text:
                # Not further than the page, behind which there may be nothing.
                text += memory.read(4096 - (name + len(text)) % 4096)
        base = f"/proc/{self._child}/cwd" if folder == _AT_FDCWD else f"/proc/{self._child}/fd/{folder}"
        return os.path.join(os.readlink(base), os.fsdecode(text.partition(b"\0")[0]))

    def _file(self, descriptor: int) -> str:
        return os.readlink(f"/proc/{self._child}/fd/{descriptor}")

    def _position(self, descriptor: int) -> int:
        with open(f"/proc/{self._child}/fdinfo/{descriptor}", encoding="ascii") as info:
            return int(info.readline().split()[1])
