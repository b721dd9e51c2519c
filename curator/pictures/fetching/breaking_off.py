"""Ends connections that Qt does not let go of.

Over plain http Qt reads the head of an answer, the sizes of its chunks and what follows them byte by byte
from the system, and does nothing else as long as more is there. A server that pours such bytes, at 1.5 MB a
second, so keeps Qt's one thread for connections to itself: it hears of no timeout and of no abort, every
other picture waits, and so does who closes the program. What ends it is that no more bytes come.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv6Address, ip_address

from curator.pictures.fetching.policy import Address

_DESCRIPTORS = "/dev/fd"
"""Where Linux and macOS list what a program has open; elsewhere there is nothing of the kind."""
_PIECE = 1 << 20


def connections_to(address: Address, port: int) -> frozenset[tuple[Address, int]]:
    """Our own ends of all connections of this program to `address` at `port`, as they are now."""
    return frozenset(
        _end(copy.getsockname()) for copy in _connections() if _end(copy.getpeername()) == (address, port)
    )


def break_off(own_ends: frozenset[tuple[Address, int]]) -> None:
    """Shut down these connections, as far as they are still there."""
    for copy in _connections():
        if _end(copy.getsockname()) in own_ends:
            with suppress(OSError):
                copy.shutdown(socket.SHUT_RDWR)
                # What has arrived would still be read byte by byte, for seconds.
                while copy.recv(_PIECE, socket.MSG_DONTWAIT):
                    pass


def _connections() -> Iterator[socket.socket]:
    """A copy of each connection over IP, which is closed before the next."""
    try:
        names = os.listdir(_DESCRIPTORS)
    except OSError:
        return
    for name in names:
        # It may have been closed since, and another thread may close it any time: hence a copy.
        with suppress(OSError):
            descriptor = os.dup(int(name))
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                continue
            with socket.socket(fileno=descriptor) as copy:
                if copy.family in (socket.AF_INET, socket.AF_INET6) and copy.getpeername():
                    yield copy


def _end(place: tuple[str, int]) -> tuple[Address, int]:
    address = ip_address(place[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address, place[1]
