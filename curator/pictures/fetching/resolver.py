"""From a host's name to its addresses: the one question Curator asks the name service about a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from ipaddress import ip_address
from typing import Protocol

from PySide6.QtNetwork import QHostInfo

from curator.pictures.fetching.policy import Address

Answer = Callable[[Sequence[Address]], None]
"""Gets the addresses in the order they are to be tried; none when the name has none or nobody knows it."""


class Resolver(Protocol):
    """Whoever knows addresses by name. Used on the network thread, where it has to answer too."""

    def lookup(self, host: str, answer: Answer) -> None:
        """Call `answer` once, now or later."""


class SystemResolver:
    """Asks the system, as everything on this computer does (hosts file, name service)."""

    def lookup(self, host: str, answer: Answer) -> None:
        """Call `answer` later, on this thread."""
        # PySide's stub takes the static method for one of an instance.
        QHostInfo.lookupHost(host, partial(_answer, answer))  # type: ignore[call-overload]


def _answer(answer: Answer, info: QHostInfo) -> None:
    answer([ip_address(found.toString()) for found in info.addresses()])
