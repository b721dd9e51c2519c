"""The window as a person uses it: eyes through the driver's answers, hands through the screen."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

from tests.e2e.protocol import (
    Ask,
    Happening,
    Json,
    Kind,
    Part,
    Question,
    Row,
    Window,
    happening_of,
    part_of,
    rows_of,
    to_line,
    window_of,
)
from tests.e2e.screen import SECONDS, Screen, wait_for

T = TypeVar("T")

REPOSITORY = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driver.py")


class DeskRobot:
    """One running Curator. `stop` or `quit` in the end; a test may also `kill` it."""

    def __init__(self, screen: Screen, home: Path, paths: Sequence[Path], prefix: Sequence[str] = ()) -> None:
        self.screen = screen
        self.home = home
        self._complaints = home / f"stderr-{len(list(home.glob('stderr-*')))}.txt"
        self._heard = b""
        with self._complaints.open("wb") as complaints:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, str(DRIVER), *map(str, paths)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=environment_for(screen, home),
                cwd=home,
            )

    def await_window(self) -> None:
        """Wait until the window is on the screen and has the keyboard."""
        self.wait(lambda: self.window().is_active, "the window having the keyboard")

    # Eyes.

    def window(self) -> Window:
        """The window as a whole."""
        return window_of(self._ask(Question(Ask.WINDOW)))

    def part(self, name: str) -> Part:
        """The widget with this objectName."""
        return part_of(self._ask(Question(Ask.PART, name)))

    def text(self, name: str) -> str:
        """What a widget says while it is seen, else ""."""
        part = self.part(name)
        return part.text if part.is_visible else ""

    def rows(self, name: str = "article_list") -> tuple[Row, ...]:
        """The entries of a list."""
        return rows_of(self._ask(Question(Ask.ROWS, name)))

    def listed(self) -> list[str]:
        """The names of the files in the list, from the top."""
        return [Path(row.path).name for row in self.rows()]

    def spoken(self, file: str) -> str:
        """What a screen reader says of an article in the list."""
        return self.row(file).spoken

    def row(self, file: str) -> Row:
        """The article with this file name in the list."""
        return next(row for row in self.rows() if Path(row.path).name == file)

    def log(self, start: int = 0) -> list[Happening]:
        """What has happened, from number `start` on."""
        return [happening_of(each) for each in self._ask_list(Question(Ask.LOG, number=start))]

    def painted(self) -> list[str]:
        """The names of the files whose articles have been on the screen, in that order."""
        return [Path(each.what).name for each in self.log() if each.kind is Kind.PAINTED]

    def on_screen(self) -> str:
        """The name of the file painted last."""
        return next(iter(reversed(self.painted())), "")

    def take_picture(self, file: Path) -> None:
        """Save what is on the screen in place of the window."""
        self._ask(Question(Ask.PICTURE, str(file)))

    def resident_memory(self) -> int:
        """Kilobytes of memory in use."""
        answer = self._ask(Question(Ask.MEMORY))
        assert isinstance(answer, dict)
        return int(str(answer["resident"]))

    # Patience.

    def wait(self, condition: Callable[[], T], what: str) -> T:
        """Wait until `condition` is true; what it gives."""
        return wait_for(condition, lambda: f"{what}. {self._account()}")

    def wait_for_text(self, name: str, words: str) -> str:
        """Wait until a widget is seen saying these words among others."""
        return (
            self.wait(lambda: (text := self.text(name)) and words in text and text, f"“{words}” in {name}")
            or ""
        )

    def wait_for_article(self, file: str) -> None:
        """Wait until this article is painted, its title above the window and the cursor on it."""
        self.wait(lambda: self._is_at(file), f"{file} being painted")

    def wait_until_saved(self) -> None:
        """Wait until the window says that everything is safe."""
        self.wait_for_text("save_state", "Saved")

    # Hands.

    def press(self, *keys: str) -> None:
        """Press keys and go on at once."""
        self.screen.press(*keys)

    def click(self, name: str) -> None:
        """Click into the middle of a widget."""
        part = self.wait(lambda: (part := self.part(name)).is_visible and part, f"{name} being seen")
        assert isinstance(part, Part)
        self.screen.click(*part.box.middle)

    def click_row(self, file: str) -> None:
        """Click an article in the list."""
        self.screen.click(*self.row(file).box.middle)

    def choose(self, menu: str, words: str, then: str = "") -> None:
        """Open or enter a menu by clicking the entry `words` of it; wait until the menu `then` is open."""
        action = self.wait(lambda: self._action(menu, words), f"“{words}” in {menu}")
        assert isinstance(action, Row)
        self.screen.click(*action.box.middle)
        if then:
            self.wait(lambda: self._actions(then), f"{then} being open")

    def quit(self) -> None:
        """Ctrl+Q, and wait for the end, which must be a good one."""
        self.press("ctrl+q")
        assert self.process.wait(SECONDS) == 0
        self._release()
        assert self.complaints() == ""

    def kill(self) -> None:
        """End the process without a warning, as a power cut would."""
        self.process.kill()
        self.process.wait(SECONDS)
        self._release()

    def stop(self) -> None:
        """End it if it still runs; it must not have complained of anything."""
        was_running = self.process.poll() is None
        self.kill()
        assert not was_running or self.complaints() == ""

    def complaints(self) -> str:
        """What it wrote to stderr, and its reports of what nobody expected."""
        files = (self._complaints, self.home / "data" / "problems.log")
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files if file.exists())

    def _release(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    # Details.

    def _is_at(self, file: str) -> bool:
        current = next((row for row in self.rows() if row.is_current), None)
        return (
            self.on_screen() == file
            and current is not None
            and Path(current.path).name == file
            and self.window().title.startswith(self.text("article_title") + " — ")
        )

    def _actions(self, menu: str) -> tuple[Row, ...]:
        return rows_of(self._ask(Question(Ask.ACTIONS, menu)))

    def _action(self, menu: str, words: str) -> Row | None:
        return next((row for row in self._actions(menu) if row.text == words), None)

    def _account(self) -> str:
        if self.process.poll() is not None:
            return f"It ended with {self.process.returncode}: {self.complaints()}"
        names = (
            "article_title",
            "state_headline",
            "notice_text",
            "progress_text",
            "save_state",
            "last_decision",
        )
        seen = {name: text for name in names if (text := self.text(name))}
        return f"{self.window()} {seen} last painted {self.on_screen()} {self.complaints()}"

    def _ask_list(self, question: Question) -> list[Json]:
        answer = self._ask(question)
        assert isinstance(answer, list)
        return answer

    def _ask(self, question: Question) -> Json:
        asking, answering = self.process.stdin, self.process.stdout
        assert asking is not None and answering is not None
        try:
            asking.write(to_line(question).encode() + b"\n")
            asking.flush()
            return json.loads(self._line(answering))  # type: ignore[no-any-return]  # JSON is JSON
        except (BrokenPipeError, EOFError):
            self.process.wait(SECONDS)
            raise AssertionError(
                f"Curator ended with {self.process.returncode}: {self.complaints()}"
            ) from None

    def _line(self, stream: IO[bytes]) -> bytes:
        if not select.select([stream], [], [], SECONDS)[0]:
            raise AssertionError(f"the window does not answer; is it blocked? {self.complaints()}")
        line = stream.readline()
        if not line:
            raise EOFError
        return line


def environment_for(screen: Screen, home: Path) -> dict[str, str]:
    """The environment of a Curator whose only home is `home`."""
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
