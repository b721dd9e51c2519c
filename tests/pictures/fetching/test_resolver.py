"""The system is asked for a name once in a minute, and nobody waits for it at the end."""

from __future__ import annotations

import socket
import subprocess
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from curator.pictures.fetching.resolver import SystemResolver
from tests.hostile.bounded import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from curator.pictures.fetching.policy import Address

_ENDS = """
import socket, time
from PySide6.QtCore import QCoreApplication
from curator.pictures.fetching.resolver import SystemResolver
application = QCoreApplication([])
socket.getaddrinfo = lambda *_, **__: time.sleep(600)
SystemResolver().lookup("silent.example", print)
"""


class Told(list["Sequence[Address]"]):
    """What was answered, in turn."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names the system was asked for; it says that all are 8.8.8.8, twice."""
    names: list[str] = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        names.append(host)
        return [(0, 0, 0, "", ("8.8.8.8", 0))] * 2

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return names


def test_name_of_this_computer_leads_to_it(qtbot: QtBot) -> None:
    resolver, told = SystemResolver(), Told()
    resolver.lookup("localhost", told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert all(address.is_loopback for address in told[0])
    assert told[0]


@pytest.mark.parametrize("host", ["curator.invalid", "a" * 64 + ".example", "."])
def test_name_nobody_knows_leads_nowhere(host: str, qtbot: QtBot) -> None:
    resolver, told = SystemResolver(), Told()
    resolver.lookup(host, told.append)
    qtbot.waitUntil(lambda: told == [()])


def test_system_is_asked_once_in_a_minute(qtbot: QtBot, asked: list[str]) -> None:
    now = 0.0
    resolver, told = SystemResolver(lambda: now), Told()
    for _ in range(3):
        resolver.lookup("a.example", told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    resolver.lookup("a.example", told.append)
    assert told == [(ip_address("8.8.8.8"),)] * 4
    assert len(asked) == 1
    now = 61.0
    resolver.lookup("a.example", told.append)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert len(asked) == 2


def test_program_ends_while_the_name_service_is_silent() -> None:
    done = subprocess.run([sys.executable, "-c", _ENDS], cwd=REPOSITORY, timeout=60, check=False)
    assert done.returncode == 0
