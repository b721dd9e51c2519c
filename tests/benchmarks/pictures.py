"""What a large picture costs, against a bare QImageReader, and what the pictures seen keep in memory.

    .venv/bin/python tests/benchmarks/pictures.py decode [--rounds N]

A photograph of 24 megapixels, made here, baseline and progressive, is decoded for a box of 1500 × 1000: by a
reader that does nothing else, and by the service, off the GUI thread. Each is measured in a process of its
own, turn about, so that what else the machine does falls on both alike; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage, QImageWriter

ROOT = Path(__file__).resolve().parents[2]
_PROBE = Path(__file__).with_name("decoding_probe.py")
WIDTH, HEIGHT = 6000, 4000
BOX = (1500, 1000)
_PROCESSES = 3
_SEEN = 150
"""Pictures walked through; together more than the memory for pictures holds."""

Noted = Mapping[str, object]


def photograph(width: int, height: int) -> QImage:
    """An image with gradients, edges and the noise of a sensor; as JPEG some 3.2 bits a pixel."""
    chance = np.random.default_rng(5)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    planes = []
    for plane in range(3):
        waves = 50 * np.sin(x / (211 + 37 * plane) + y / (97 + 11 * plane))
        rings = 30 * np.sin((x * x + y * y) / (9e5 + 2e5 * plane))
        noise = chance.normal(0, 6, (height, width)).astype(np.float32)
        planes.append(np.clip(120 + waves + rings + noise, 0, 255).astype(np.uint8))
    pixels = np.dstack(planes).tobytes()
    return QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def write_jpeg(image: QImage, path: Path, *, is_progressive: bool) -> None:
    """As a camera or an editor of pictures would."""
    writer = QImageWriter(str(path), b"jpeg")
    writer.setQuality(92)
    writer.setOptimizedWrite(True)
    writer.setProgressiveScanWrite(is_progressive)
    if not writer.write(image):
        raise SystemExit(writer.errorString())


def probe(*words: object) -> Noted:
    """What a measured process noted."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its bytecode.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, str(_PROBE), *map(str, words)],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-600:])
    noted: Noted = json.loads(done.stdout.splitlines()[-1])
    return noted


def middle(runs: Sequence[Noted], name: str) -> float:
    """The median of a figure, which a process notes once or for each of its rounds."""
    values: list[float] = []
    for run in runs:
        noted = run[name]
        values += noted if isinstance(noted, list) else [float(str(noted))]
    return statistics.median(values)


def measure_decoding(folder: Path, rounds: int) -> None:
    """Print the table of the large picture."""
    image = photograph(WIDTH, HEIGHT)
    say("24 megapixels, for 1500 × 1000", "bare reader", "service", "ratio")
    for kind in ("baseline", "progressive"):
        path = folder / f"{kind}.jpg"
        write_jpeg(image, path, is_progressive=kind == "progressive")
        bare, service = [], []
        for _ in range(_PROCESSES):
            bare.append(probe("bare", path, *BOX, rounds))
            service.append(probe("service", path, *BOX, rounds))
        size = f"{kind}, {path.stat().st_size / 1e6:.1f} MB"
        for name, title, unit in (
            ("processor", "processor", "ms"),
            ("clock", "asked to there", "ms"),
            ("peak", "peak memory", "MiB"),
        ):
            with_reader, with_service = middle(bare, name), middle(service, name)
            ratio = f"{with_service / with_reader:.2f}"
            say(f"{size}: {title}", f"{with_reader:.0f} {unit}", f"{with_service:.0f} {unit}", ratio)
        beside, held = middle(service, "beside"), middle(service, "held")
        say(
            f"{size}: longest turn of the GUI thread meanwhile",
            f"{beside:.1f} ms",
            f"{held:.1f} ms",
            f"{held / beside:.2f}",
        )
        say("(without any work beside it)", "", f"{middle(service, 'idle'):.1f} ms", "")


def measure_cache(folder: Path) -> None:
    """Print what is kept of many pictures."""
    first = folder / "seen" / "0.jpg"
    first.parent.mkdir()
    write_jpeg(photograph(1600, 1200), first, is_progressive=False)
    for number in range(1, _SEEN):
        os.link(first, first.with_name(f"{number}.jpg"))
    noted = probe("cache", first.parent, 800, 600)
    say("", "", "", "")
    say(f"{noted['seen']} pictures of 800 × 600 seen", "bound", "held", "")
    held, cap = middle([noted], "held"), middle([noted], "cap")
    say(f"pixels in memory ({noted['kept']} pictures)", f"{cap:.0f} MiB", f"{held:.1f} MiB", "")
    say("the process has grown by", "", f"{middle([noted], 'grown'):.0f} MiB", "")


def say(title: str, first: str, second: str, third: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{title:62} {first:>14} {second:>12} {third:>7}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["decode"])
    parser.add_argument("--rounds", type=int, default=7, help="in each of three processes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure_decoding(Path(folder), options.rounds)
        measure_cache(Path(folder))


if __name__ == "__main__":
    main()
