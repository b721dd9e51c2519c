"""One measured process of the picture benchmark; prints what it noted as JSON.

    python decoding_probe.py bare    FILE WIDTH HEIGHT ROUNDS
    python decoding_probe.py service FILE WIDTH HEIGHT ROUNDS
    python decoding_probe.py cache   FOLDER WIDTH HEIGHT

`bare` is a QImageReader that scales while it reads, and nothing else; `service` is Curator's way to the same
image, off the GUI thread; `cache` walks through all pictures of a folder and weighs what is kept.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QImageReader

from curator.pictures import Picture, PictureRequest, PictureService

_MIB = 1024.0
_TIMER_MS = 1


class Gaps(QObject):
    """The longest time between two turns of the event loop, which is asked for one every millisecond."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._since = QElapsedTimer()
        self.longest = 0.0

    def start(self) -> None:
        """Begin anew."""
        self.longest = 0.0
        self._since.start()
        self._timer.start(_TIMER_MS)

    def stop(self) -> float:
        """The longest so far, in milliseconds."""
        self._on_timer_timeout()
        self._timer.stop()
        return self.longest

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.longest = max(self.longest, self._since.nsecsElapsed() / 1e6)
        self._since.restart()


class Asking:
    """Asks a service for one picture after the other."""

    def __init__(self, service: PictureService) -> None:
        self._service = service
        self._loop = QEventLoop()
        self._answers: list[Picture] = []
        service.picture_ready.connect(self._on_ready)

    def get(self, request: PictureRequest) -> QImage:
        """The picture, decoded anew."""
        self._service.forget(request.source)
        self._answers.clear()
        self._service.request(request)
        self._loop.exec()
        (answer,) = self._answers
        if answer.image is None:
            raise SystemExit(answer.reason)
        return answer.image

    def _on_ready(self, picture: Picture) -> None:
        self._answers.append(picture)
        self._loop.quit()


def peak_of(work: Callable[[], object]) -> float:
    """MiB the process grew by at most during `work`."""
    try:
        # Linux: forget the peak so far, which importing may have set.
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = _status("VmRSS")
        work()
        return _status("VmHWM") - before
    except OSError:
        began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        work()
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - began) / _MIB


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / _MIB


def timed(work: Callable[[], object], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of the processor and of the clock for each of `rounds`."""
    processor, clock = [], []
    for _ in range(rounds):
        started, used = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return {"processor": processor, "clock": clock}


def reading(path: str, width: int, height: int) -> Callable[[], None]:
    """What a reader does that scales while it reads."""

    def read() -> None:
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        size = reader.size().scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size)
        if reader.read().isNull():
            raise SystemExit(reader.errorString())

    return read


def bare(path: str, width: int, height: int, rounds: int) -> dict[str, object]:
    """The reader alone."""
    read = reading(path, width, height)
    peak = peak_of(read)
    return {"peak": peak, **timed(read, rounds)}


def through_service(path: str, width: int, height: int, rounds: int) -> dict[str, object]:
    """The way a picture goes in the program, and how long the GUI thread was kept meanwhile."""
    service = PictureService()
    asking, request = Asking(service), PictureRequest(Path(path), width, height)
    # A small one first, so that threads and modules are there.
    asking.get(PictureRequest(Path(__file__).parents[2] / "resources/docs/curator-light.png", 8, 8))
    peak = peak_of(lambda: asking.get(request))
    times = timed(lambda: asking.get(request), rounds)
    gaps, held, idle, beside = Gaps(), [], [], []
    for milliseconds in times["clock"]:
        gaps.start()
        asking.get(request)
        held.append(gaps.stop())
        gaps.start()
        turn_for(milliseconds)
        idle.append(gaps.stop())
        # What the machine makes of any thread that is as busy.
        thread = threading.Thread(target=reading(path, width, height))
        gaps.start()
        thread.start()
        while thread.is_alive():
            turn_for(5)
        beside.append(gaps.stop())
    service.close()
    return {"peak": peak, **times, "held": held, "idle": idle, "beside": beside}


def turn_for(milliseconds: float) -> None:
    """Let the event loop turn."""
    pause = QEventLoop()
    QTimer.singleShot(int(milliseconds), pause.quit)
    pause.exec()


def cache(folder: str, width: int, height: int) -> dict[str, object]:
    """What is kept of all pictures of a folder, seen one after the other."""
    service = PictureService()
    asking, most = Asking(service), 0
    paths = sorted(Path(folder).iterdir())
    asking.get(PictureRequest(paths[0], 8, 8))
    before = _status("VmRSS")
    for path in paths:
        asking.get(PictureRequest(path, width, height))
        most = max(most, service.figures.held)
    figures, grown = service.figures, _status("VmRSS") - before
    service.close()
    return {
        "seen": len(paths),
        "kept": figures.count,
        "held": most / _MIB**2,
        "cap": figures.capacity / _MIB**2,
        "grown": grown,
    }


def main() -> None:
    """Measure what the arguments say."""
    what, path, width, height, *rounds = sys.argv[1:]
    application = QCoreApplication([])
    if what == "cache":
        noted = cache(path, int(width), int(height))
    else:
        measured = bare if what == "bare" else through_service
        noted = measured(path, int(width), int(height), int(rounds[0]))
    sys.stdout.write(json.dumps(noted) + "\n")
    del application


if __name__ == "__main__":
    main()
