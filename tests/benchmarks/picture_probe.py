"""The process `picture_walk` looks at: Curator, walked through article by article at a pace.

Prints one line of JSON: of each article painted its number, whether it was stepped to or jumped to, and
whether its lead picture, its icon and its related pictures were there at the first paint; the numbers of
those whose pictures were there when it was left; and how long the GUI thread was held.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    # As `curator` does it, before anything else.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from curator.library.launch import start_early
    from curator.triage.launch import start_saving

    saving = start_saving()
    engine = start_early(inherited=[saving.pipe])
    gc.disable()

from dataclasses import asdict, dataclass, field

from PySide6.QtCore import QObject, Qt, Slot

from tests.benchmarks.picture_seam import PictureSeam
from tests.benchmarks.robot import Phase, Robot, Wait, pause
from tests.benchmarks.seam import Kind
from tests.benchmarks.watchdog import Watchdog

_DIGITS = ((Qt.Key.Key_3, "3"), (Qt.Key.Key_8, "8"))


@dataclass(slots=True)
class Look:
    """An article at its first paint."""

    number: int
    is_jump: bool
    is_lead_ready: bool
    small_ready: int
    """Of the icon and the pictures of related items."""
    small: int
    milliseconds: float
    """From the key to the paint."""


@dataclass(slots=True)
class Walk:
    """What was noted on the way."""

    looks: list[Look] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The addresses of the pictures that were on screen."""


class Walker(QObject):
    """Walks, and looks at each article as it is painted."""

    def __init__(self, seam: PictureSeam, options: argparse.Namespace) -> None:
        super().__init__(seam)
        self.walk = Walk()
        self._seam = seam
        self._options = options
        self._pressed = 0.0
        self._is_jump = True
        self._seen: set[int] = set()
        self._ready = False
        seam.happened.connect(self._on_seam_happened)

    def phase(self) -> Phase:
        """Go on at each stroke of the clock, whatever is on screen by then."""
        seam, options = self._seam, self._options
        if seam.painted is None:
            yield Wait(Kind.PAINTED)
        if not seam.is_complete:
            yield Wait(Kind.COMPLETE)
        started = time.monotonic()
        for step in range(1, options.articles):
            yield pause(max(1, round((started + step * options.pace - time.monotonic()) * 1000)))
            self.note_shown()
            if step == 1:
                # What was shown before the whole folder was known may have been another article.
                self.walk.looks = self.walk.looks[-1:]
            self._is_jump = bool(options.jump) and step % options.jump == 0
            if self._is_jump:
                self._pressed = seam.click_place(_number(seam.current) + options.jump // 2)
            elif step % 3 == 0:
                self._pressed = seam.press(*_DIGITS[step % 2])
            else:
                self._pressed = seam.press(Qt.Key.Key_J, "j")
        yield pause(round(options.pace * 1000))
        self.note_shown()

    def note_shown(self) -> None:
        """Before the article is left: which of its pictures are on screen."""
        self.walk.shown += self._seam.pictures_on_screen()

    @Slot(object, object, float)
    def _on_seam_happened(self, kind: Kind, what: object, at: float) -> None:
        number = _number(what) if kind is Kind.PAINTED and isinstance(what, Path) else -1
        if number < 0 or number in self._seen:
            return
        self._seen.add(number)
        taken = (at - self._pressed) * 1000 if self._pressed else 0.0
        small = self._seam.small_pictures
        self.walk.looks.append(Look(number, self._is_jump, self._seam.has_lead_picture, *small, taken))


def _number(path: Path | None) -> int:
    return int(path.stem) if path is not None else 0


def main() -> int:
    """Walk, then print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--pace", type=float, required=True)
    parser.add_argument("--jump", type=int, required=True)
    options = parser.parse_args()
    seam = PictureSeam(engine, saving)
    watchdog = Watchdog(seam)
    walker = Walker(seam, options)
    robot = Robot(seam, watchdog, [("walking", walker.phase())])
    robot.finished.connect(seam.quit)
    seam.open(options.folder)
    watchdog.start()
    robot.start()
    status = seam.run()
    watchdog.close()
    holds = [asdict(hold) for hold in watchdog.worst()]
    sys.stdout.write(json.dumps({**asdict(walker.walk), "holds": holds}) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
