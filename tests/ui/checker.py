"""A checker that says what a test has it say, and notices when nobody listens any more."""

from __future__ import annotations

from multiprocessing.connection import Connection, Pipe

from curator.articles import ProblemKind
from curator.library.check_messages import Check, CheckAdvanced, CheckBegun, CheckEnded, CheckNews
from curator.library.child import Launched
from curator.library.finding import Finding
from tests.ui.waiting import wait_until


def finding(
    name: str,
    kind: ProblemKind = ProblemKind.WRONG_TYPE,
    message: str = "quality is text",
    line: int | None = 3,
) -> Finding:
    """Something wrong in a file of the folder /news."""
    return Finding(f"/news/{name}.md", line, "quality", message, kind, f"About {name}")


class Checker:
    """Takes the place of `start_process`."""

    def __init__(self) -> None:
        self._pipes: list[Connection] = []

    def __call__(self) -> Launched:
        near, far = Pipe()
        self._pipes.append(far)
        return Launched(near, self)

    @property
    def count(self) -> int:
        """How many checks were begun."""
        return len(self._pipes)

    def join(self, timeout: float | None = None) -> None:
        """There is nothing to wait for."""

    def await_check(self, number: int = 1) -> Check:
        """Wait until it has been asked for the so manieth time."""
        wait_until(lambda: len(self._pipes) >= number)
        asked = self._pipes[number - 1].recv()
        assert isinstance(asked, Check)
        return asked

    def say(self, *news: CheckNews) -> None:
        """Say this in the latest check."""
        for each in news:
            self._pipes[-1].send(each)

    def say_all(self, *findings: Finding, articles: int = 100) -> None:
        """Go through a whole check with these findings."""
        self.say(CheckBegun(articles), CheckAdvanced(articles, findings), CheckEnded())

    def is_left(self) -> bool:
        """Whether nobody listens to the latest check any more."""
        if not self._pipes[-1].poll():
            return False
        try:
            self._pipes[-1].recv()
        except (EOFError, OSError):
            return True
        return False
