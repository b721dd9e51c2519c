"""How quick the window is: start, key to next article painted, a decision to the disk, memory.

    python tests/benchmarks/window.py FOLDER [--steps N]

Works on a copy of FOLDER and prints a table; each figure stands beside what it is held against, measured in
the same run. Needs a display (Xvfb will do) or QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Without the collector, as `curator.cli` starts the window, and from bytecode, as what is installed is.
PROBE = "import gc; gc.disable(); from tests.benchmarks.window_probe import main; main()"
BARE = """
import json, resource, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not getattr(self, "painted", 0):
            self.painted = time.monotonic()
            QTimer.singleShot(0, application.quit)

application = QApplication([])
window = Window()
window.resize(1280, 720)
window.show()
application.exec()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"painted": window.painted, "memory": memory}))
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was measured, and against what."""

    work: str
    value: str
    against: str


def run(command: Sequence[str], home: Path) -> tuple[float, dict[str, object]]:
    """Run a probe; give the seconds from the start of its process to the first paint, and all it printed."""
    environment = {**os.environ, "CURATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    # An installed program has its bytecode; without it every start would compile the whole of it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)
    answer = json.loads(done.stdout.splitlines()[-1])
    return float(answer["painted"]) - started, answer


def spread(values: Sequence[float]) -> str:
    """Median, 95th percentile and maximum, in milliseconds."""
    ordered = sorted(values)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered):.1f} · p95 {p95:.1f} · max {ordered[-1]:.1f} ms"


def measure(folder: Path, steps: int, rounds: int) -> list[Figure]:
    """Take all figures; starts are the median of `rounds`."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(folder, copy)
        bare = [run([sys.executable, "-c", BARE], Path(scratch)) for _ in range(rounds)]
        starts = [
            run([sys.executable, "-c", PROBE, str(copy), "0"], Path(scratch) / f"home{turn}")
            for turn in range(rounds)
        ]
        _, full = run([sys.executable, "-c", PROBE, str(copy), str(steps)], Path(scratch) / "steps")
        writes = bare_writes(copy, 100)
    bare_start = statistics.median(seconds for seconds, _ in bare)
    start = statistics.median(seconds for seconds, _ in starts)
    bare_memory = statistics.median(float(str(answer["memory"])) for _, answer in bare)
    memory = float(str(full["memory"]))
    decisions = [float(value) for value in _numbers(full["decisions"])]
    saved, written = statistics.median(decisions), statistics.median(writes)
    return [
        Figure(
            "start of the process to first article painted",
            f"{start:.2f} s",
            f"bare window {bare_start:.2f} s: {start / bare_start:.1f} ×",
        ),
        Figure(
            f"key to next article painted, {full['steps']} steps",
            spread(_numbers(full["moves"])),
            "one frame: 16 ms",
        ),
        Figure(
            "decision: key press to saved on screen",
            spread(decisions),
            f"bare write {written:.2f} ms: {saved / written:.1f} ×",
        ),
        Figure(
            "memory at the end",
            f"{memory:.0f} MiB",
            f"bare window {bare_memory:.0f} MiB: + {memory - bare_memory:.0f} MiB",
        ),
    ]


def bare_writes(folder: Path, count: int) -> list[float]:
    """Milliseconds of a write, fsync, rename and fsync of the directory, done for files of this folder."""
    files = sorted(folder.rglob("*.md"))
    times = []
    for turn in range(count):
        path = files[turn % len(files)]
        data = path.read_bytes()
        temporary = path.with_name(".bare")
        started = time.perf_counter()
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        directory = os.open(path.parent, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _numbers(value: object) -> list[float]:
    return [float(str(one)) for one in value] if isinstance(value, list) else []


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    figures = measure(options.folder, options.steps, options.rounds)
    width = max(len(figure.work) for figure in figures)
    for figure in figures:
        sys.stdout.write(f"{figure.work:{width}}  {figure.value}  ({figure.against})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
