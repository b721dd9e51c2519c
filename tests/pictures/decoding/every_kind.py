"""A small picture in every format and kind we show, made here: four quarters, each of one colour."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping

from PySide6.QtGui import QColor, QImage

from tests.pictures.decoding.handmade_files import ico, png, png_chunk, tiff, tiff_entries
from tests.pictures.decoding.moving_files import gif, webp
from tests.pictures.samples import written

Kind = QImage.Format
WIDTH, HEIGHT = 64, 32
QUARTERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))
"""Upper left, upper right, lower left, lower right."""
GREYS = (30, 100, 180, 240)


def quarters(colours: tuple[tuple[int, ...], ...] = QUARTERS, kind: Kind = Kind.Format_RGB32) -> QImage:
    """The picture, in memory."""
    image = QImage(WIDTH, HEIGHT, Kind.Format_ARGB32)
    for number, colour in enumerate(colours):
        for x in range(WIDTH // 2):
            for y in range(HEIGHT // 2):
                place = x + number % 2 * WIDTH // 2, y + number // 2 * HEIGHT // 2
                image.setPixelColor(*place, QColor(*colour))
    return image.convertToFormat(kind)


def greys() -> QImage:
    """The picture in four greys."""
    return quarters(tuple((grey, grey, grey) for grey in GREYS), Kind.Format_Grayscale8)


def inks() -> QImage:
    """The picture in cyan, magenta, yellow and black."""
    image = QImage(WIDTH, HEIGHT, Kind.Format_CMYK8888)
    row = [bytes((255, 0, 0, 0)), bytes((0, 255, 0, 0)), bytes((0, 0, 255, 0)), bytes((0, 0, 0, 255))]
    half = WIDTH // 2
    upper, lower = row[0] * half + row[1] * half, row[2] * half + row[3] * half
    memoryview(image.bits())[:] = upper * (HEIGHT // 2) + lower * (HEIGHT // 2)
    return image


def _palette_png(interlaced: bool = False) -> bytes:
    upper, lower = bytes([0] * 32 + [1] * 32), bytes([2] * 32 + [3] * 32)
    palette = png_chunk(b"PLTE", b"".join(bytes(colour) for colour in QUARTERS))
    rows = [upper] * 16 + [lower] * 16
    return png(
        WIDTH, HEIGHT, 8, 3, rows=_passes(rows) if interlaced else rows, extra=palette, interlaced=interlaced
    )


def _passes(rows: list[bytes]) -> list[bytes]:
    """The rows of the seven images an interlaced PNG consists of, of one byte a pixel."""
    starts = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    return [row[x::across] for x, y, across, down in starts for row in rows[y::down]]


def _deep_png() -> bytes:
    upper, lower = (
        b"".join(struct.pack(">3H", *(257 * part for part in colour)) * 32 for colour in pair)
        for pair in (QUARTERS[:2], QUARTERS[2:])
    )
    return png(WIDTH, HEIGHT, 16, 2, rows=[upper] * 16 + [lower] * 16)


def _tiff(compression: int) -> bytes:
    data = b"".join([bytes([30] * 32 + [100] * 32)] * 16 + [bytes([180] * 32 + [240] * 32)] * 16)
    packed = zlib.compress(data) if compression == 8 else data
    return tiff(tiff_entries(WIDTH, HEIGHT, len(packed), compression=compression), packed)


def _icon() -> bytes:
    """A small size in one colour, a large one as it should be, as a PNG."""
    wrong = QImage(16, 8, Kind.Format_ARGB32)
    wrong.fill(QColor("black"))
    small = written(wrong, "ico")[22:]
    return ico([(16, 8, small), (WIDTH, HEIGHT, written(quarters(), "png"))])


def _svg() -> bytes:
    places = ((0, 0), (32, 0), (0, 16), (32, 16))
    parts = "".join(
        f'<rect x="{x}" y="{y}" width="32" height="16" fill="{QColor(*colour).name()}"/>'
        for (x, y), colour in zip(places, QUARTERS, strict=True)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">{parts}</svg>'.encode()


COLOURED: Mapping[str, Callable[[], bytes]] = {
    "JPEG baseline": lambda: written(quarters(), "jpeg", quality=95),
    "JPEG progressive": lambda: written(quarters(), "jpeg", quality=95, is_progressive=True),
    "PNG": lambda: written(quarters(), "png"),
    "PNG with alpha": lambda: written(quarters(kind=Kind.Format_ARGB32), "png"),
    "PNG of a palette": _palette_png,
    "PNG of a palette, interlaced": lambda: _palette_png(interlaced=True),
    "PNG of 16 bits": _deep_png,
    "WebP lossless": lambda: written(quarters(), "webp", quality=100),
    "WebP lossy": lambda: written(quarters(), "webp", quality=90),
    "WebP with alpha": lambda: written(quarters(kind=Kind.Format_ARGB32), "webp", quality=100),
    "WebP that moves": lambda: webp(
        [written(quarters(), "webp", quality=100), written(quarters(QUARTERS[::-1]), "webp")], (64, 32), 50
    ),
    "BMP": lambda: written(quarters(), "bmp"),
    "TIFF": lambda: written(quarters(), "tiff", compression=0),
    "TIFF in LZW": lambda: written(quarters(), "tiff", compression=1),
    "ICO of several sizes": _icon,
    "SVG": _svg,
}
"""All of them show the four quarters in colour."""
GREY: Mapping[str, Callable[[], bytes]] = {
    "JPEG": lambda: written(greys(), "jpeg", quality=95),
    "PNG": lambda: written(greys(), "png"),
    "TIFF": lambda: _tiff(1),
    "TIFF deflated": lambda: _tiff(8),
}
ONE_COLOUR: Mapping[str, Callable[[], bytes]] = {
    "GIF": lambda: gif(WIDTH, HEIGHT, [5], frame=(WIDTH, HEIGHT)),
    "GIF that moves": lambda: gif(WIDTH, HEIGHT, [5, 5], frame=(WIDTH, HEIGHT)),
}
"""All of them are red."""
