"""A desk whose saving process is an ordinary user's: the superuser, as whom tests may run, obeys no modes.

What is to happen between the reading of an article and its writing is told by a file, as that process shares
nothing else with the test.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from curator.library.child import Launched, start_child
from curator.triage.journal import Journal, Recording
from curator.triage.launch import saving_process
from curator.triage.saving_process import serve
from tests.faults.conftest import FaultDesk
from tests.triage.small_disk import is_root

NOBODY = 65534
GONE_TOO_FAR = "what took the right away must have happened, and the save must not have undone it"
_ORDERS = "half-way"


class OrdinaryDesk(FaultDesk):
    """Everything in `place`, which everybody must be able to reach, belongs to the ordinary user."""

    def __init__(self, place: Path) -> None:
        self._place = place
        data = place / "data"
        data.mkdir(parents=True)
        super().__init__(
            place / "site", place / "elsewhere", data / "journal.sqlite3", saving_process(start_ordinary)
        )

    def lose_half_way(self, path: Path, mode: int) -> None:
        """Give `path` this mode when the next article has been read and is not written yet."""
        orders = self.journal_path.with_name(_ORDERS)
        orders.write_text(f"{mode:o} {path}", encoding="utf-8")
        self.prepare()

    def prepare(self) -> None:
        """What was made for it becomes its own."""
        if is_root:
            for path in (self._place, *self._place.rglob("*")):
                os.chown(path, NOBODY, NOBODY)


def start_ordinary() -> Launched:
    """The process that saves, with the rights of an ordinary user."""
    return start_child(serve_ordinarily, "curator-saver")


def serve_ordinarily(pipe: Connection) -> None:
    """Give up the superuser's rights, then save."""
    if is_root:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    journal: Path = pipe.recv()
    record: Callable[..., Recording] = Journal.record

    def record_and_lose(*arguments: object, **keywords: object) -> Recording:
        recording = record(*arguments, **keywords)
        _lose(journal.with_name(_ORDERS))
        return recording

    Journal.record = record_and_lose  # type: ignore[method-assign]  # in this process only
    serve(pipe, journal)


def _lose(orders: Path) -> None:
    if orders.exists():
        mode, _, path = orders.read_text(encoding="utf-8").partition(" ")
        orders.unlink()
        os.chmod(path, int(mode, 8))
