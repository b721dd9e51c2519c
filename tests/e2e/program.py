"""One running Curator as a process: started beside its driver, asked, and ended in one of several ways."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from tests.e2e.protocol import Json, Question, to_line
from tests.e2e.screen import SECONDS, Screen, wait_for

REPOSITORY = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driver.py")


def environment_for(screen: Screen, home: Path) -> dict[str, str]:
    """The environment of a program on this screen whose only home is `home`."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **screen.environment,
        "HOME": str(home),
        "CURATOR_HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(REPOSITORY),
    }


class Program:
    """The process. `stop` in the end, whatever happened."""

    def __init__(self, screen: Screen, home: Path, paths: Sequence[Path], prefix: Sequence[str] = ()) -> None:
        self.screen = screen
        self.home = home
        self._stderr = home / f"stderr-{len(list(home.glob('stderr-*')))}.txt"
        with self._stderr.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, str(DRIVER), *map(str, paths)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=environment_for(screen, home),
                cwd=home,
            )

    def ask(self, question: Question) -> Json:
        """What the driver answers."""
        asking, answering = self.process.stdin, self.process.stdout
        assert asking is not None
        assert answering is not None
        try:
            asking.write(to_line(question).encode() + b"\n")
            asking.flush()
            return json.loads(self._line(answering))  # type: ignore[no-any-return]  # JSON is JSON
        except (BrokenPipeError, EOFError):
            self.process.wait(SECONDS)
            raise AssertionError(
                f"Curator ended with {self.process.returncode}: {self.complaints()}"
            ) from None

    def complaints(self) -> str:
        """What it wrote to stderr, and its reports of what nobody expected."""
        files = (self._stderr, self.home / "data" / "problems.log")
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files if file.exists())

    def stacks(self) -> str:
        """Where each of its threads is, for a program that does not end; see the driver."""
        before = self.complaints()
        self.process.send_signal(signal.SIGUSR1)
        wait_for(lambda: "most recent call first" in self.complaints()[len(before) :], "its stacks")
        return self.complaints()

    def quit(self) -> None:
        """Ctrl+Q, and wait for the end, which must be a good one."""
        self.screen.press("ctrl+q")
        self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until it has left by itself, without a complaint."""
        try:
            assert self.process.wait(SECONDS) == 0, self.complaints()
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it is still running: {self.stacks()}") from None
        self._let_go()
        assert self.complaints() == ""

    def kill(self) -> None:
        """End the process without a warning, as a power cut would."""
        self.process.kill()
        self.process.wait(SECONDS)
        self._let_go()

    def stop(self) -> None:
        """End it if it still runs; it must not have complained of anything."""
        was_running = self.process.poll() is None
        self.kill()
        assert not was_running or self.complaints() == ""

    def _line(self, stream: IO[bytes]) -> bytes:
        if not select.select([stream], [], [], SECONDS)[0]:
            raise AssertionError(f"the window does not answer; is it blocked? {self.complaints()}")
        line = stream.readline()
        if not line:
            raise EOFError
        return line

    def _let_go(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
