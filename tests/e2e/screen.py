"""A virtual screen of its own, with a window manager, and the hands on its keyboard and mouse.

Keys and mouse go through the XTest extension: the programs cannot tell them from a person's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

T = TypeVar("T")

TOOLS = ("Xvfb", "openbox", "xdotool")
SECONDS = 20.0
"""How long anything may take on a busy machine before it counts as not happening."""
_POLL_SECONDS = 0.01
# Less, and a key pressed twice is taken for one held down.
_KEY_MILLISECONDS = 6
_SIZE = "1600x1000x24"


def missing_tools() -> list[str]:
    """What has to be installed before a window can be driven."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def wait_for(condition: Callable[[], T], what: str | Callable[[], str], seconds: float = SECONDS) -> T:
    """What `condition` gives as soon as it is true; AssertionError, naming `what` was awaited, if never."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what if isinstance(what, str) else what()}")
        time.sleep(_POLL_SECONDS)
    return result


class Screen:
    """The display, its keyboard and its mouse."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
        # Nothing of a desktop that may be running around the tests.
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP", "QT_SCALE_FACTOR"):
            self.environment.pop(name, None)

    def do(self, *words: str | int) -> str:
        """Run xdotool and return what it says."""
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Press and release keys, one after the other, some milliseconds apart."""
        self.do("key", "--delay", _KEY_MILLISECONDS, *keys)

    def type(self, text: str) -> None:
        """Type characters in a burst."""
        self.do("type", "--delay", 0, text)

    @contextmanager
    def holding(self, key: str) -> Iterator[None]:
        """Hold a key down; the server repeats it."""
        self.do("keydown", key)
        try:
            yield
        finally:
            self.do("keyup", key)

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self.do("mousemove", x, y, "click", 1)

    def rest(self) -> None:
        """Put the mouse where it touches nothing."""
        self.do("mousemove", 1599, 999)

    def has_manager(self) -> bool:
        """Whether a window manager has taken over."""
        command = ["xdotool", "get_desktop"]
        return not subprocess.run(command, env=self.environment, capture_output=True, check=False).returncode


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """A screen on a free display, with a window manager, until the end of the context."""
    with ExitStack() as stack:
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset"]
        stack.enter_context(_running(server, dict(os.environ), (writing,)))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb has not started"
        screen = Screen(f":{number}")
        stack.enter_context(_running(["openbox", "--sm-disable"], screen.environment))
        wait_for(screen.has_manager, "openbox managing the screen")
        yield screen


@contextmanager
def _running(command: list[str], environment: dict[str, str], files: tuple[int, ...] = ()) -> Iterator[None]:
    with subprocess.Popen(
        command, env=environment, pass_fds=files, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()
