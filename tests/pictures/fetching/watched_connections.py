"""Runs a function in a child process and watches, in all its threads, where it tries to connect or send to.

It asks the kernel itself (ptrace), so no tool has to be there, and lets no attempt through but those to one
address: nothing leaves this computer, whatever the child tries. For Linux, and for a parent of one thread.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from tests.triage.system_calls import _AT_CALL, _TRACEME, _Info, _ptrace

_SYSCALL, _POKEUSER, _SETOPTIONS, _SETREGSET, _GET_SYSCALL_INFO = 24, 6, 0x4200, 0x4205, 0x420E
_OPTIONS = 0x100000 | 1 | 2 | 4 | 8
"""Kill all when the parent ends; mark stops at calls; follow forks, vforks and threads."""
_WALL = 0x40000000
_ORIG_RAX = 15 * 8
_NT_ARM_SYSTEM_CALL = 0x404
_NUMBERS = {
    "x86_64": {1: "write", 42: "connect", 44: "sendto", 46: "sendmsg", 307: "sendmmsg"},
    "aarch64": {64: "write", 203: "connect", 206: "sendto", 211: "sendmsg", 269: "sendmmsg"},
}
_FAMILIES = {2: 4, 10: 16}
"""AF_INET and AF_INET6, and how long their addresses are."""
_MESSAGE_BYTES = 64
"""Of a struct mmsghdr."""


@dataclass(frozen=True)
class Attempt:
    """The process tried to connect, or to send, to an address."""

    call: str
    address: str
    port: int


@dataclass(frozen=True)
class Said:
    """The process said a line."""

    line: str


Event = Attempt | Said


def can_watch() -> bool:
    """Say whether processes can be watched here."""
    if not sys.platform.startswith("linux") or platform.machine() not in _NUMBERS:
        return False
    try:
        return watch(lambda say: say("here"), ("", 0)) == [Said("here")]
    except OSError:
        return False


def watch(work: Callable[[Callable[[str], None]], None], allowed: tuple[str, int]) -> list[Event]:
    """Run `work` in a child, which gets a function to say lines with; `allowed` may be connected to."""
    reading, saying = os.pipe()
    child = os.fork()
    if child == 0:
        _run(work, saying)
    os.close(saying)
    try:
        return _Watcher(child, saying, allowed).run()
    finally:
        os.close(reading)


def _run(work: Callable[[Callable[[str], None]], None], saying: int) -> None:
    status = 1
    try:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work(lambda line: _say(saying, line))
        status = 0
    finally:
        if status:
            sys.excepthook(*sys.exc_info())
        os._exit(status)


def _say(saying: int, line: str) -> None:
    os.write(saying, line.encode())


class _Watcher:
    """Follows a child and all its threads to the end."""

    def __init__(self, child: int, saying: int, allowed: tuple[str, int]) -> None:
        self._child = child
        self._saying = saying
        self._allowed = allowed
        self._names = _NUMBERS[platform.machine()]
        self._known = {child}
        self._events: list[Event] = []

    def run(self) -> list[Event]:
        os.waitpid(self._child, 0)
        _ptrace(_SETOPTIONS, self._child, 0, _OPTIONS)
        self._go_on(self._child)
        while True:
            task, status = os.waitpid(-1, _WALL)
            if os.WIFSTOPPED(status):
                self._stopped(task, status)
            elif task == self._child:
                assert os.waitstatus_to_exitcode(status) == 0, "see what it wrote to stderr"
                return self._events

    def _stopped(self, task: int, status: int) -> None:
        stop, handed_on = os.WSTOPSIG(status), 0
        if stop == _AT_CALL:
            self._at_call(task)
        elif task not in self._known:
            self._known.add(task)  # a new thread begins with a stop of the tracer's
        elif not status >> 16:
            handed_on = stop
        self._go_on(task, handed_on)

    def _go_on(self, task: int, handed_on: int = 0) -> None:
        with suppress(ProcessLookupError):  # the thread may have ended with its process
            _ptrace(_SYSCALL, task, 0, handed_on)

    def _at_call(self, task: int) -> None:
        info = _Info()
        _ptrace(_GET_SYSCALL_INFO, task, ctypes.sizeof(info), info)
        if info.op != 1:
            return
        name = self._names.get(info.which.entry.nr)
        arguments = list(info.which.entry.args)
        if name == "write":
            if arguments[0] == self._saying:
                self._events.append(Said(_memory(task, arguments[1], arguments[2]).decode()))
        elif name is not None:
            tried = [Attempt(name, *where) for where in _addresses(task, name, arguments)]
            self._events += tried
            if any((attempt.address, attempt.port) != self._allowed for attempt in tried):
                _prevent(task)


def _addresses(task: int, name: str, arguments: list[int]) -> list[tuple[str, int]]:
    """The internet addresses given to a call; none for a socket that is connected already, or local."""
    if name == "connect":
        places = [(arguments[1], arguments[2])]
    elif name == "sendto":
        places = [(arguments[4], arguments[5])]
    else:
        count = arguments[2] if name == "sendmmsg" else 1
        heads = [_memory(task, arguments[1] + n * _MESSAGE_BYTES, 12) for n in range(count)]
        places = [struct.unpack("=QI", head) for head in heads]
    found = []
    for place, size in places:
        raw = _memory(task, place, min(size, 28)) if place and size >= 8 else b"\0\0"
        length = _FAMILIES.get(int.from_bytes(raw[:2], "little"))
        if length is not None:
            start = 4 if length == 4 else 8
            port = int.from_bytes(raw[2:4], "big")
            found.append((str(ip_address(raw[start : start + length])), port))
    return found


def _prevent(task: int) -> None:
    """Make the call the thread stands at one that does not exist."""
    if platform.machine() == "x86_64":
        _ptrace(_POKEUSER, task, _ORIG_RAX, -1)
        return
    nothing = ctypes.c_int(-1)

    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    vector = Vector(ctypes.addressof(nothing), ctypes.sizeof(nothing))
    _ptrace(_SETREGSET, task, _NT_ARM_SYSTEM_CALL, vector)


def _memory(task: int, address: int, size: int) -> bytes:
    with open(f"/proc/{task}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)
