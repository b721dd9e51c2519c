"""Listens to a FolderWatch: in this process, or in one of its own that a test can limit and suspend.

As a program: `listening.py [events|stat] SOURCE…` watches all folders below the sources, writes a line for
each hint and state, and takes orders on standard input: `folders PATH…`, `answer`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType

from curator.library.folder_watch import FolderWatch, Pace, WatchState
from curator.library.hint import Hint

PATIENCE = 30.0
"""Seconds after which a hint does not come any more, on a machine however busy."""


def folders_below(*sources: Path) -> list[str]:
    below = [folder for source in sources for folder, _, _ in os.walk(source)]
    return [folder for folder in below if "/.git" not in folder]


class Heard:
    """The hints so far, as one; `wait` takes more until they satisfy."""

    def __init__(self, hints: SimpleQueue[Hint], answer: Callable[[], None]) -> None:
        self.count = 0
        self.all = Hint()
        self._hints = hints
        self._answer = answer

    def wait(self, is_enough: Callable[[Hint], object]) -> Hint:
        until = time.monotonic() + PATIENCE
        while not is_enough(self.all):
            hint = self._hints.get(timeout=max(0.0, until - time.monotonic()))
            if hint.is_everything:
                self._answer()
            self.count += 1
            self.all |= hint
        return self.all

    def wait_for_file(self, path: Path) -> Hint:
        return self.wait(lambda hint: str(path) in hint.files)

    def wait_for_folder(self, path: Path) -> Hint:
        return self.wait(lambda hint: str(path) in hint.folders)

    def wait_for_everything(self) -> Hint:
        return self.wait(lambda hint: hint.is_everything)

    def forget(self) -> None:
        self.count, self.all = 0, Hint()


class Listener:
    """A watch in this process, with what it says."""

    def __init__(self, forced: WatchState | None = None, pace: Pace | None = None) -> None:
        self.hints: SimpleQueue[Hint] = SimpleQueue()
        self.states: SimpleQueue[tuple[WatchState, str]] = SimpleQueue()
        self.watch = FolderWatch(self.hints.put, self._on_state, forced, pace)
        self.heard = Heard(self.hints, lambda: self.watch.scan_took(0.0))

    def start(self, *sources: Path, folders: Sequence[str] | None = None) -> Heard:
        self.watch.start(sources, folders_below(*sources) if folders is None else folders)
        self.heard.wait_for_everything()
        self.heard.forget()
        return self.heard

    def _on_state(self, state: WatchState, reason: str) -> None:
        self.states.put((state, reason))

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.watch.close()


class WatchProcess:
    """A watch in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.hints: SimpleQueue[Hint] = SimpleQueue()
        self.states: SimpleQueue[tuple[str, str]] = SimpleQueue()
        self.heard = Heard(self.hints, lambda: self.order("answer"))
        self._thread = Thread(target=self._read)
        self._thread.start()

    def order(self, *words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()

    def state(self) -> tuple[str, str]:
        return self.states.get(timeout=PATIENCE)

    def end(self) -> None:
        self.process.kill()
        self._thread.join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            if "state" in said:
                self.states.put((said["state"], said["reason"]))
            else:
                files, folders = frozenset(said["files"]), frozenset(said["folders"])
                self.hints.put(Hint(files, folders, said["is_everything"]))


@contextmanager
def watching_process(*arguments: str, before: Sequence[str] = ()) -> Iterator[WatchProcess]:
    command = [*before, sys.executable, __file__, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        watch = WatchProcess(process)
        try:
            yield watch
        finally:
            watch.end()


def _say(**said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _say_hint(hint: Hint) -> None:
    _say(files=sorted(hint.files), folders=sorted(hint.folders), is_everything=hint.is_everything)


def _say_state(state: WatchState, reason: str) -> None:
    _say(state=state, reason=reason)


def main(first: str, *others: str) -> None:
    forced = {"events": WatchState.EVENTS, "stat": WatchState.STAT_SCAN}.get(first)
    sources = [Path(name) for name in (others if forced else (first, *others))]
    watch = FolderWatch(_say_hint, _say_state, forced)
    watch.start(sources, folders_below(*sources))
    for line in sys.stdin:
        order, *words = line.split()
        if order == "folders":
            watch.set_folders(words)
        else:
            watch.scan_took(0.0)
    watch.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
