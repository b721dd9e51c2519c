"""From a host's name to its addresses: the one question Curator asks the name service about a picture."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from curator.pictures.fetching.policy import Address
from curator.records import dataclass

Answer = Callable[[Sequence[Address]], None]
"""Gets the addresses in the order they are to be tried; none when the name has none or nobody knows it."""

_KEPT_SECONDS = 60.0
_KEPT = 256
"""Hosts whose addresses are remembered."""
_MOST = 64
"""Names asked for at once; more than the transfers that wait, as a name service may take its time."""


class Resolver(Protocol):
    """Whoever knows addresses by name. Used on the network thread, where it has to answer too."""

    def lookup(self, host: str, answer: Answer) -> None:
        """Call `answer` once, now or later."""


@dataclass(frozen=True, slots=True)
class _Known:
    addresses: tuple[Address, ...]
    until: float


class SystemResolver:
    """Asks the system, as everything on this computer does (hosts file, name service).

    Each name on a daemon thread of its own, for whom nobody waits when the program ends: a stranger's name
    service may keep the system waiting for half a minute, and Qt's own lookup waits for that.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[str, list[Answer]] = {}
        self._known: dict[str, _Known] = {}
        self._post: _Post | None = None

    def lookup(self, host: str, answer: Answer) -> None:
        """Call `answer` on this thread: now when it was asked for a moment ago, else later."""
        known = self._known.get(host)
        if known is not None and self._clock() < known.until:
            answer(known.addresses)
        elif host in self._waiting:
            self._waiting[host].append(answer)
        elif len(self._waiting) >= _MOST:
            answer(())
        else:
            self._waiting[host] = [answer]
            # Made here, as it belongs to the thread that asks.
            self._post = self._post or _Post(self._take)
            threading.Thread(target=_ask, args=(host, self._post), name="picture_names", daemon=True).start()

    def _take(self, host: str, addresses: tuple[Address, ...]) -> None:
        if addresses:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[host] = _Known(addresses, self._clock() + _KEPT_SECONDS)
        for answer in self._waiting.pop(host, ()):
            answer(addresses)


class _Post(QObject):
    """Brings what was found to the thread that asked."""

    found = Signal(str, object)

    def __init__(self, take: Callable[[str, tuple[Address, ...]], None]) -> None:
        super().__init__()
        self._take = take
        self.found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)

    @Slot(str, object)
    def _on_found(self, host: str, addresses: tuple[Address, ...]) -> None:
        self._take(host, addresses)


def _ask(host: str, post: _Post) -> None:
    found: dict[Address, None] = {}
    try:
        for *_, place in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
            found[ip_address(place[0])] = None
    except (OSError, ValueError):  # ValueError: a label of a length no name may have
        found.clear()
    post.found.emit(host, tuple(found))
