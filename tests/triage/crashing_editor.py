"""An editor for the crash tests, in a process to be killed: goes on deciding, and says what was acknowledged.

Each line is one system call, so that a kill cannot cut it: "pids WINDOW SAVER", "ordered", "recorded NAME…"
for each group that is in the journal (an undo has "undo" before the names), and "saved NAME".
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path

from curator.articles import standing_in
from curator.frontmatter import Restore, read
from curator.library.identity import Identity
from curator.triage.decisions import Change, Mark, Status
from curator.triage.launch import saving_process, start_saving
from curator.triage.reports import Broken, Opened, Recorded, Report, SaveReport
from curator.triage.session import Session
from curator.triage.thread_saver import ThreadSaver
from curator.triage.workplace import Workplace

NAMES = ("one/a.md", "one/b.md", "one/ü c.md", "two/d.md", "two/e.md", "two/deep/f.md")
LOWEST = 10
"""The quality of every article in the beginning."""


class Way(StrEnum):
    """How the editor saves: as the window does, on a thread of its own process, or as `curator set` does."""

    PROCESS = "process"
    THREAD = "thread"
    SCRIPT = "script"


def content(name: str, quality: int) -> bytes:
    """What an article holds at some quality; no two are written alike."""
    ending = ("\n", "\r\n")[len(name) % 2]
    note = "  # ten" if "a" in name else ""
    lines = ["---", f"title: '{name}'", f"webUrl: https://a.example/{NAMES.index(name)}"]
    lines += [f"quality: {quality}{note}", "published: no", "---", "Body" * 2000, ""]
    return ending.join(lines).encode()


@dataclass(frozen=True)
class Beat:
    """The folder an editor works on, and the journal."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def journal(self) -> Path:
        return self.root / "home" / "journal.sqlite3"

    def path(self, name: str) -> Path:
        """Where an article is."""
        return self.site / name

    def quality(self, name: str) -> int:
        """What an article says now."""
        value = read(self.path(name).read_bytes()).values["quality"]
        assert isinstance(value, int)
        return value

    def nudge(self, name: str, seen: int) -> Change:
        """One more than the editor sees."""
        made_of = Identity(standing_in(content(name, seen)).keys, name)
        return Change(self.path(name), {"quality": seen + 1}, Mark.DECIDED, made_of, {"quality": seen})


class Editor:
    """Decides until the end. Sees a quality as soon as it was decided, not only when it is in the file."""

    def __init__(self, beat: Beat, out: int, dice: random.Random) -> None:
        self.beat = beat
        self._out = out
        self._dice = dice
        self._changed = threading.Condition()
        self._is_open = False
        self._seen: dict[str, int] = {}

    def take(self, report: Report) -> None:
        """Pass on what is acknowledged."""
        match report:
            case Recorded(changes=changes) if changes:
                is_undo = any(isinstance(value, Restore) for value in changes[0].fields.values())
                self.say("recorded", *(["undo"] if is_undo else []), *map(self._name, changes))
            case SaveReport(status=Status.SAVED):
                self.say("saved", self._name(report))
            case Broken():
                os._exit(0)
        with self._changed:
            self._is_open |= isinstance(report, Opened)
            self._changed.notify_all()

    def _name(self, part: Change | SaveReport) -> str:
        return str(NAMES.index(part.path.relative_to(self.beat.site).as_posix()))

    def say(self, *words: object) -> None:
        """Write a line; there may be nobody to read it any more."""
        try:
            os.write(self._out, (" ".join(map(str, words)) + "\n").encode())
        except BrokenPipeError:
            os._exit(0)

    def work(self, session: Session) -> None:
        """Nudge one article or several at once, now and then undo or redo; at most some decisions ahead."""
        session.open([self.beat.site])
        self._wait(lambda: self._is_open)
        self._look()
        while True:
            ahead = self._dice.choice((0, 0, 1, 3))
            self._wait(lambda ahead=ahead: session.progress().pending <= ahead)
            if self._dice.random() < 0.7:
                names = self._dice.sample(NAMES, self._dice.choice((1, 1, 1, 2, 4)))
                self._nudge(session, names)
            else:
                self._wait(lambda: session.progress().pending == 0)
                (session.undo if self._dice.random() < 0.6 else session.redo)()
                self.say("ordered")
                self._wait(lambda: session.progress().pending == 0)
                self._look()

    def _nudge(self, session: Session, names: Sequence[str]) -> None:
        session.decide([self.beat.nudge(name, self._seen[name]) for name in names])
        self.say("ordered")
        self._seen.update({name: self._seen[name] + 1 for name in names})

    def _look(self) -> None:
        self._seen = {name: self.beat.quality(name) for name in NAMES}

    def _wait(self, condition: object) -> None:
        assert callable(condition)
        with self._changed:
            assert self._changed.wait_for(condition, 60)

    def work_as_script(self) -> None:
        """Do what `curator set` does, one call after another."""
        while True:
            with Workplace.open(self.beat.journal, self.take) as workplace:
                names = self._dice.sample(NAMES, self._dice.choice((1, 1, 3)))
                changes = [self.beat.nudge(name, self.beat.quality(name)) for name in names]
                self.say("ordered")
                workplace.writer.set_at_once(changes, None)


def edit(out: Connection, root: Path, seed: int, way: Way) -> None:
    """Be the editor; for a process of its own."""
    # Forked before there is a thread, as at the start of the program.
    launched = start_saving() if way is Way.PROCESS else None
    pid = getattr(launched.runner, "pid", 0) if launched else 0
    editor = Editor(Beat(root), out.fileno(), random.Random(seed))
    editor.say("pids", os.getpid(), pid)
    if way is Way.SCRIPT:
        editor.work_as_script()
    start = saving_process(lambda: launched) if launched else ThreadSaver
    editor.work(Session(editor.beat.journal, editor.take, start))
