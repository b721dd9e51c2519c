"""Renders the application's icon, `resources/icons/curator.svg`, in all sizes.

Run `python packaging/make_icons.py`. It writes `curator-<size>.png` beside the drawing, and `curator.ico`
with the sizes Windows asks for.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)


def main() -> None:
    """Render every size."""
    renderer = QSvgRenderer(str(ICONS / "curator.svg"))
    if not renderer.isValid():
        raise ValueError("curator.svg is not a drawing Qt can render")
    pictures = {size: png(renderer, size) for size in SIZES}
    for size, data in pictures.items():
        (ICONS / f"curator-{size}.png").write_bytes(data)
    (ICONS / "curator.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    print(f"{len(SIZES)} sizes and curator.ico in {ICONS}")


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing as a square PNG of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon that holds the given PNG files, by their size in pixels.

    The format: a header, one entry of 16 bytes for each picture (256 is written as 0), the pictures.
    """
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = b""
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return header + entries + b"".join(pictures.values())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv)
    main()
