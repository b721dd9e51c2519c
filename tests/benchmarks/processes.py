"""Starts the processes that are measured, each with a home of its own, and reads what they noted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.bare import Memory
from tests.benchmarks.phases import Notes
from tests.benchmarks.sampler import Share
from tests.benchmarks.watchdog import Hold

ROOT = Path(__file__).resolve().parents[2]
_PROBE = Path(__file__).with_name("probe.py")
_BARE_WINDOW = Path(__file__).with_name("bare_window.py")
_SCREENS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
# The publishers do not exist; nothing of a benchmark may depend on how quickly a network says so.
_SETTINGS = {"remote_pictures": "off"}


class ProbeFailed(Exception):
    """A measured process ended with an error; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Exercised:
    """One run of a window. Times are seconds from the start of its process, None for what did not happen."""

    painted: float | None
    opened: float | None = None
    complete: float | None = None
    processor: float = 0.0
    memory: Memory | None = None
    notes: Notes = field(default_factory=Notes)
    holds: tuple[Hold, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def reading(self) -> float | None:
        """From opening the folder to its being complete."""
        return self.complete - self.opened if self.complete and self.opened else None


def platform() -> str:
    """The Qt platform the windows run on: what the environment says, without a display the offscreen one."""
    named = os.environ.get("QT_QPA_PLATFORM")
    return named or ("offscreen" if not any(map(os.environ.get, _SCREENS)) else "the display's")


def bare_window(home: Path) -> Exercised:
    """A window with nothing in it."""
    return _run([str(_BARE_WINDOW)], home, 60)


def exercise(
    name: str,
    folder: Path,
    home: Path,
    *,
    steps: int = 0,
    decisions: int = 0,
    queries: int = 1,
    patience: int = 60,
    with_profile: bool = False,
) -> Exercised:
    """Curator with this folder, doing one of the exercises of the probe."""
    config = home / "config"
    if not config.exists():
        config.mkdir(parents=True)
        (config / "settings.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    words = [str(_PROBE), str(folder), name, "--steps", str(steps), "--decisions", str(decisions)]
    words += ["--queries", str(queries), "--scratch", str(home / "scratch"), "--patience", str(patience)]
    words += ["--profile"] if with_profile else []
    # Beside the reading, up to fifteen seconds for each query that is never answered.
    return _run(words, home, 2 * patience + 1200)


def _run(words: Sequence[str], home: Path, seconds: int) -> Exercised:
    environment = {**os.environ, "CURATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    # An installed program has its bytecode; without it every start would compile the whole of it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not any(environment.get(name) for name in _SCREENS):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, *words],
            check=False,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise ProbeFailed(f"it did not end within {seconds} s") from error
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise ProbeFailed(f"it ended with {done.returncode}: {done.stderr[-600:].strip()}")
    return _exercised(json.loads(lines[-1]), started)


def _exercised(answer: dict[str, object], started: float) -> Exercised:
    memory, notes = answer.get("memory"), answer.get("notes")
    holds, shares = answer.get("holds"), answer.get("shares")
    return Exercised(
        painted=_since(started, answer.get("painted")),
        opened=_since(started, answer.get("opened")),
        complete=_since(started, answer.get("complete")),
        processor=float(str(answer.get("processor", 0))),
        memory=Memory(**memory) if isinstance(memory, dict) else None,
        notes=Notes(**notes) if isinstance(notes, dict) else Notes(),
        holds=tuple(Hold(**hold) for hold in holds) if isinstance(holds, list) else (),
        shares=tuple(Share(**share) for share in shares) if isinstance(shares, list) else (),
    )


def _since(started: float, value: object) -> float | None:
    return float(str(value)) - started if value else None
