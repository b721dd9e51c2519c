"""The window as a person uses it: eyes through the driver's answers, hands through the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.e2e.program import Program
from tests.e2e.protocol import (
    Ask,
    Happening,
    Kind,
    Part,
    Question,
    Row,
    Window,
    happening_of,
    part_of,
    rows_of,
    window_of,
)
from tests.e2e.screen import wait_for

T = TypeVar("T")

_TELLING = ("article_title", "state_headline", "notice_text", "progress_text", "save_state", "last_decision")


class Onlooker(Program):
    """Curator with somebody who looks at its window."""

    def window(self) -> Window:
        """The window as a whole."""
        return window_of(self.ask(Question(Ask.WINDOW)))

    def part(self, name: str) -> Part:
        """The widget with this objectName."""
        return part_of(self.ask(Question(Ask.PART, name)))

    def text(self, name: str) -> str:
        """What a widget says while it is seen, else ""."""
        part = self.part(name)
        return part.text if part.is_visible else ""

    def rows(self, name: str = "article_list") -> tuple[Row, ...]:
        """The entries of a list."""
        return rows_of(self.ask(Question(Ask.ROWS, name)))

    def actions(self, menu: str) -> tuple[Row, ...]:
        """The entries of a menu, none when it is closed."""
        return rows_of(self.ask(Question(Ask.ACTIONS, menu)))

    def listed(self) -> list[str]:
        """The names of the files in the list, from the top."""
        return [Path(row.path).name for row in self.rows()]

    def row(self, file: str) -> Row:
        """The article with this file name in the list."""
        return next(row for row in self.rows() if Path(row.path).name == file)

    def log(self) -> list[Happening]:
        """What has happened since the window was made."""
        answer = self.ask(Question(Ask.LOG))
        assert isinstance(answer, list)
        return [happening_of(each) for each in answer]

    def on_screen(self) -> str:
        """The name of the file whose article was painted last."""
        painted = (each.what for each in reversed(self.log()) if each.kind is Kind.PAINTED)
        return Path(next(painted, "")).name

    def is_at(self, file: str) -> bool:
        """This article is painted, its title is above the window, and the cursor is on it."""
        current = next((Path(row.path).name for row in self.rows() if row.is_current), "")
        title = self.text("article_title") + " — "
        return self.on_screen() == file == current and self.window().title.startswith(title)

    def take_picture(self, file: Path) -> None:
        """Save what is on the screen in place of the window."""
        self.ask(Question(Ask.PICTURE, str(file)))

    def resident_memory(self) -> int:
        """Kilobytes of memory in use."""
        answer = self.ask(Question(Ask.MEMORY))
        assert isinstance(answer, dict)
        return int(str(answer["resident"]))

    def account(self) -> str:
        """What is seen, for somebody who wonders why a test failed."""
        if self.process.poll() is not None:
            return f"It ended with {self.process.returncode}: {self.complaints()}"
        seen = {name: text for name in _TELLING if (text := self.text(name))}
        return f"{self.window()} {seen} last painted: {self.on_screen()} {self.complaints()}"


class DeskRobot(Onlooker):
    """Somebody who looks, waits and works."""

    # Patience.

    def wait(self, condition: Callable[[], T], what: str) -> T:
        """Wait until `condition` is true; what it gives."""
        return wait_for(condition, lambda: f"{what}. {self.account()}")

    def wait_for_window(self) -> None:
        """Wait until the window is on the screen and has the keyboard."""
        self.wait(lambda: self.window().is_active, "the window having the keyboard")

    def wait_for_text(self, name: str, words: str) -> None:
        """Wait until a widget is seen saying these words among others."""
        self.wait(lambda: words in self.text(name), f"“{words}” in {name}")

    def wait_for_article(self, file: str) -> None:
        """Wait until this article is painted, its title above the window and the cursor on it."""
        self.wait(lambda: self.is_at(file), f"{file} being painted")

    def wait_for_focus(self, name: str) -> None:
        """Wait until a widget has the keyboard."""
        self.wait(lambda: self.window().focus == name, f"{name} having the keyboard")

    def wait_until_saved(self) -> None:
        """Wait until the window says that everything is safe."""
        self.wait_for_text("save_state", "Saved")

    # Hands.

    def press(self, *keys: str) -> None:
        """Press keys, one quickly after the other, and go on at once."""
        self.screen.press(*keys)

    def click(self, name: str) -> None:
        """Click into the middle of a widget."""
        self.wait(lambda: self.part(name).is_visible, f"{name} being seen")
        self.screen.click(*self.part(name).box.middle)

    def click_row(self, file: str) -> None:
        """Click an article in the list."""
        self.screen.click(*self.row(file).box.middle)

    def choose(self, menu: str, words: str, then: str = "") -> None:
        """Click an entry of an open menu; wait until the menu `then` is open."""
        found = self.wait(
            lambda: [row for row in self.actions(menu) if row.text == words], f"“{words}” in {menu}"
        )
        self.screen.click(*found[0].box.middle)
        if then:
            self.wait(lambda: self.actions(then), f"{then} being open")
