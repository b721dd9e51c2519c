"""Draws the sample folder's pictures and publishers' icons: `python packaging/make_sample_pictures.py`.

Writes JPEG files below `resources/sample/assets/images/`, or below the folder given as argument. The pictures
are the same on every run; they are kept in the repository, and this is how to change one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

import sample_scenes_land as land
import sample_scenes_sea as sea
import sample_scenes_things as things
from sample_icons import ICON_SIZE, PUBLISHERS, draw_icon
from sample_painting import HEIGHT, WIDTH

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sample" / "assets" / "images"
QUALITY = 82  # of the JPEG compression, out of 100
ICON_QUALITY = 92

SCENES: tuple[tuple[str, Callable[[QPainter, Random], None]], ...] = (
    ("tidal-kite", sea.tidal_kite),
    ("island-in-storm", sea.island_in_storm),
    ("currents", sea.currents),
    ("quiet-telescope", land.quiet_telescope),
    ("library-shelves", things.library_shelves),
    ("paper-battery", things.paper_battery),
    ("crossroads", things.crossroads),
    ("sodium-cells", things.sodium_cells),
    ("ferry-at-dawn", sea.ferry_at_dawn),
    ("seagrass", sea.seagrass),
    ("glacier", land.glacier),
    ("reading-room", things.reading_room),
    ("contours", land.contours),
)


def main(target: Path) -> None:
    """Draw everything into `target`."""
    (target / "organizations").mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene(painter, Random(name))
        painter.end()
        save(image, target / f"{name}.jpg", QUALITY)
    for publisher in PUBLISHERS:
        path = target / "organizations" / f"{publisher.domain}-{ICON_SIZE}x{ICON_SIZE}.jpg"
        save(draw_icon(publisher), path, ICON_QUALITY)


def save(image: QImage, path: Path, quality: int) -> None:
    """Write one picture and say how large it became."""
    writer = QImageWriter(str(path), b"jpg")
    writer.setQuality(quality)
    if not writer.write(image):
        raise OSError(f"{path} cannot be written: {writer.errorString()}")
    print(f"{path.name:<40} {path.stat().st_size / 1024:6.0f} KiB")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv)
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
