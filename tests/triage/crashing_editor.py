"""A program for the crash tests: decides in a loop and says what it did, until it is killed.

Arguments: journal, folder, first number, and optionally the step at which it kills itself and how many times
that step may pass before. It says "sent PATH NUMBER" before it decides, "undoing PATH" before it takes that
back, "numbered GROUP PATH" after either, and "recorded GROUP" when the session reports it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import ParamSpec, TypeVar

import curator.library.save as save_module
import curator.triage.writer as writer_module
from curator.library.durable import sync_folder, write_temporary
from curator.triage.decisions import Change, Mark
from curator.triage.journal import Journal
from curator.triage.reports import Recorded, Report
from curator.triage.session import Session
from curator.triage.thread_saver import ThreadSaver

P = ParamSpec("P")
R = TypeVar("R")


def say(*words: object) -> None:
    """Write a line in one system call, so that a kill cannot cut it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def on_report(report: Report) -> None:
    """Pass on what matters to the test."""
    if isinstance(report, Recorded):
        say("recorded", report.group)


def killing(function: Callable[P, R], passes: int, *, after: bool) -> Callable[P, R]:
    """The function, which kills this process before or after its work when it has passed often enough."""
    left = count(passes, -1)

    def call(*arguments: P.args, **keywords: P.kwargs) -> R:
        is_last = next(left) == 0
        if is_last and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*arguments, **keywords)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call


def lay_trap(step: str, passes: int) -> None:
    """Make this process kill itself at a step of a save."""
    when, name = step.split(" ")
    after = when == "after"
    match name:
        case "record":
            Journal.record = killing(Journal.record, passes, after=after)  # type: ignore[method-assign]  # the trap
        case "settle":
            Journal.settle = killing(Journal.settle, passes, after=after)  # type: ignore[method-assign]  # the trap
        case "replace":
            os.replace = killing(os.replace, passes, after=after)
        case "write":
            vars(save_module)["write_temporary"] = killing(write_temporary, passes, after=after)
        case "sync":
            vars(writer_module)["sync_folder"] = killing(sync_folder, passes, after=after)
        case _:
            raise ValueError(step)


def main() -> None:
    """Decide until killed."""
    journal, folder, first = sys.argv[1:4]
    if len(sys.argv) > 4:
        lay_trap(sys.argv[4], int(sys.argv[5]))
    session = Session(Path(journal), on_report, ThreadSaver)
    session.open([Path(folder)])
    paths = sorted(Path(folder).glob("*.md"))
    say("ready")
    for number in range(int(first), int(first) + 200):
        path = paths[number % len(paths)]
        say("sent", path, number)
        group = session.decide([Change(path, {"quality": number, "heat": number}, Mark.DECIDED)])
        say("numbered", group.number, path)
        if number % 7 == 3:
            say("undoing", path)
            undone = session.undo()
            say("numbered", undone.number if undone else 0, path)
    session.close(None)


if __name__ == "__main__":
    main()
