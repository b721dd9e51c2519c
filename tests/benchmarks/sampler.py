"""Where the time goes: looks every few milliseconds at what each thread of the process is doing.

It sees this process only; what Curator does in processes of its own shows as the GUI thread being idle.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

_EVERY_SECONDS = 0.004
_MOST = 6
_LEAST = 0.03
_FEWEST_LOOKS = 25
_WAITING = frozenset({"run", "wait", "get", "select", "_worker", "_next", "_recv", "accept"})
"""A thread whose innermost function has one of these names waits for work, or is in Qt's event loop."""

_PACKAGE = f"{os.sep}curator{os.sep}"


@dataclass(frozen=True, slots=True)
class Share:
    """A place in the code and the share of a phase's time that a thread was seen there."""

    phase: str
    thread: str
    place: str
    share: float


class Sampler:
    """Looks from a thread of its own, from `start` to `close`; `phase` says what is going on."""

    def __init__(self, phase: Callable[[], str]) -> None:
        self._phase = phase
        self._gui_thread = threading.get_ident()
        self._looks: Counter[str] = Counter()
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()

    def shares(self) -> list[Share]:
        """The places at which each phase spent most, the phases in their order."""
        found: list[Share] = []
        for phase, looks in self._looks.items():
            if looks < _FEWEST_LOOKS:
                continue
            here = Counter({key: count for key, count in self._seen.items() if key[0] == phase})
            shares = [Share(*key, count / looks) for key, count in here.most_common(_MOST)]
            found += [share for share in shares if share.share >= _LEAST]
        return found

    def _look(self) -> None:
        own = threading.get_ident()
        while not self._done.is_set():
            time.sleep(_EVERY_SECONDS)
            phase = self._phase()
            self._looks[phase] += 1
            for thread, frame in sys._current_frames().items():
                if thread == own or frame.f_code.co_name in _WAITING:
                    continue
                self._seen[(phase, "GUI" if thread == self._gui_thread else "other", _place(frame))] += 1


def _place(frame: FrameType) -> str:
    """The innermost function of Curator, and what it has called elsewhere."""
    innermost = frame.f_code.co_name
    while frame.f_back is not None and _PACKAGE not in frame.f_code.co_filename:
        frame = frame.f_back
    if _PACKAGE not in frame.f_code.co_filename:
        return innermost
    file = frame.f_code.co_filename.rpartition(_PACKAGE)[2]
    name = frame.f_code.co_name
    return f"{file} {name}" if name == innermost else f"{file} {name} → {innermost}"
