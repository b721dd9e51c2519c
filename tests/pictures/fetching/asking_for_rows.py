"""A program that asks a real picture service for the rows of the table, one by one, and says what came.

Run it through `watched_connections.watch`. Each row has a service of its own, so that none is spared a
connection because another one failed.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from ipaddress import ip_address

from PySide6.QtCore import QCoreApplication, QEventLoop

import curator.pictures.fetching.network  # before it is watched, as loading makes thousands of calls  # noqa: F401
from curator.pictures import FetchPolicy, Picture, PictureRequest, PictureService
from curator.pictures.fetching import policy as policies
from curator.pictures.fetching.resolver import Answer
from tests.pictures.fetching.special_addresses import NAMES, TRUSTED, Row
from tests.pictures.fetching.watched_connections import Event, watch


class TableResolver:
    """A name service that says what the row says, a later time something else perhaps."""

    def __init__(self, answers: Sequence[Sequence[str]]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def lookup(self, host: str, answer: Answer) -> None:
        found: Sequence[str] = NAMES.get(host, ())
        if self._answers:
            found = self._answers[min(len(self.asked), len(self._answers) - 1)]
        elif not found:
            # The system's takes the spellings of old for addresses, too.
            with suppress(OSError):
                found = [socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))]
        self.asked.append(host)
        answer([ip_address(address) for address in found])


def ask(say: Callable[[str], None], rows: Sequence[Row], checks: bool) -> None:
    """Ask for the `rows`; without `checks`, as if every address were public."""
    application = QCoreApplication([])
    if not checks:
        policies.is_public = _is_public
    for row in rows:
        resolver = TableResolver(row.answers)
        say(f"{row.name}\n")
        picture = _picture(row, resolver)
        told = {"state": picture.state.value, "reason": picture.reason, "asked": len(resolver.asked)}
        say(json.dumps(told))
    application.shutdown()


def _is_public(address: policies.Address) -> bool:
    return address is not None


def _picture(row: Row, resolver: TableResolver) -> Picture:
    policy = FetchPolicy(frozenset({TRUSTED} if row.trusts else ()))
    service = PictureService(policy=policy, resolver=resolver)
    got: list[Picture] = []
    loop = QEventLoop()
    service.picture_ready.connect(got.append)
    service.picture_ready.connect(loop.quit)
    service.request(PictureRequest(row.url, 40, 40))
    loop.exec()
    service.close()
    return got[0]


def main() -> None:
    """Arguments: the port of the trusted server, "checks" or not. Rows come in as JSON, events go out."""
    port, checks = int(sys.argv[1]), sys.argv[2] == "checks"
    table = [Row(**fields) for fields in json.load(sys.stdin)]
    events: list[Event] = watch(partial(ask, rows=table, checks=checks), (TRUSTED, port))
    json.dump([asdict(event) for event in events], sys.stdout)
