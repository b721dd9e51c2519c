"""No picture leads to a special address: not even a connection is tried, as the system's calls show."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import unquote

import pytest

from tests.pictures.fetching.raw_server import RawServer, Talk, answer
from tests.pictures.fetching.special_addresses import TRUSTED, Row, rows, special
from tests.pictures.fetching.watched_connections import can_watch

PROGRAM = "from tests.pictures.fetching.asking_for_rows import main; main()"
PRIVATE = "blocked: leads into a private network"

pytestmark = pytest.mark.skipif(
    not can_watch(), reason="system calls cannot be watched here (needs Linux, ptrace)"
)


@dataclass
class Seen:
    """What became of a row: what the editor was told, and where the process tried to connect or send to."""

    state: str
    reason: str
    asked: int
    tried: list[str]


Ask = Callable[..., dict[str, Seen]]


def send_on(talk: Talk) -> bool:
    talk.say(answer(b"", ("Location", unquote(talk.path[1:])), status="302 Found"))
    return True


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    made = RawServer(send_on, host=TRUSTED)
    yield made
    made.close()


@pytest.fixture(scope="module")
def ask(server: RawServer) -> Ask:
    """Has rows asked for in a process that is watched."""

    def run(table: Sequence[Row], checks: bool = True) -> dict[str, Seen]:
        command = [sys.executable, "-c", PROGRAM, str(server.port), "checks" if checks else "trusts all"]
        given = json.dumps([asdict(row) for row in table])
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return dict(understood(json.loads(done.stdout)))

    return run


def has_ipv6() -> bool:
    """Whether the system has sockets for it at all; without, nothing can be seen to connect."""
    try:
        socket.socket(socket.AF_INET6).close()
    except OSError:
        return False
    return True


def understood(events: Sequence[dict[str, str]]) -> Iterator[tuple[str, Seen]]:
    name = ""
    tried: list[str] = []
    for event in events:
        if "call" in event:
            where = f"{event['address']}:{event['port']}"
            # Qt makes the call again to see what became of it.
            if tried[-1:] != [where]:
                tried.append(where)
        elif event["line"].endswith("\n"):
            name, tried = event["line"][:-1], []
        else:
            yield name, Seen(**json.loads(event["line"]), tried=tried)


@pytest.fixture(scope="module")
def checked(ask: Ask, server: RawServer) -> dict[str, Seen]:
    return ask(rows(server.port))


def test_every_way_to_a_special_address_is_refused(checked: dict[str, Seen], server: RawServer) -> None:
    let_in = {name: seen for name, seen in checked.items() if seen.state != "blocked"}
    assert let_in == {}
    assert len(checked) == len(rows(server.port)) > 3 * len(list(special()))


def test_no_connection_to_any_of_them_is_tried(checked: dict[str, Seen], server: RawServer) -> None:
    first = [f"{TRUSTED}:{server.port}"]
    expected = {row.name: first if row.trusts else [] for row in rows(server.port)}
    assert {name: seen.tried for name, seen in checked.items()} == expected


def test_the_reason_is_told(checked: dict[str, Seen]) -> None:
    assert {seen.reason for name, seen in checked.items() if "spelled" not in name} == {PRIVATE}


def test_the_name_service_is_asked_once(checked: dict[str, Seen]) -> None:
    assert checked["private first, public later"].asked == 1


def test_without_the_check_each_of_them_would_be_tried(ask: Ask, server: RawServer) -> None:
    table = [row for row in rows(server.port) if "spelled" not in row.name]
    if not has_ipv6():
        table = [row for row in table if ":" not in f"{row.name}{row.answers}"]
    seen = ask(table, checks=False)
    assert [row.name for row in table if len(seen[row.name].tried) < 1 + row.trusts] == []


def test_what_is_trusted_is_seen_to_connect(ask: Ask, server: RawServer) -> None:
    trusted = Row("trusted", f"http://{TRUSTED}:{server.port}/http%3A%2F%2F10.0.0.1%2F", trusts=True)
    assert ask([trusted])["trusted"].tried == [f"{TRUSTED}:{server.port}"]


def test_a_name_that_changes_its_meaning_is_connected_to_as_it_was_checked(ask: Ask) -> None:
    rebinding = Row("rebinding", "http://a.test/a.png", (("8.8.8.8",), ("127.0.0.1",)))
    seen = ask([rebinding])["rebinding"]
    assert (seen.tried, seen.asked) == (["8.8.8.8:80"], 1)


def test_the_next_address_is_tried_where_one_cannot_be_reached(ask: Ask) -> None:
    several = tuple(f"8.8.8.{n}" for n in range(9))
    seen = ask([Row("several", "https://a.test/", (several,))])["several"]
    assert seen.tried == [f"{address}:443" for address in several[:4]]
