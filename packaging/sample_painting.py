"""The brushes of the sample folder's pictures: gradients, ridges, glow, mist, grain.

Everything is drawn with QPainter from numbers alone and every irregularity comes from a seeded generator, so
a picture is the same on every run. No fonts are used: they differ from machine to machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

WIDTH, HEIGHT = 1200, 675
"""Size of every picture in pixels, 16:9."""

Stops = Sequence[tuple[float, str]]
"""A gradient: position 0 to 1 and colour ("#rrggbb" or "#aarrggbb")."""

_GRAIN = 256  # side of the grain tile in pixels


def colour(name: str, alpha: float = 1.0) -> QColor:
    """A colour by its hexadecimal name, made translucent."""
    made = QColor(name)
    made.setAlphaF(made.alphaF() * alpha)
    return made


def mixed(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from `first` to `second`."""
    a, b = QColor(first), QColor(second)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in parts)


def gradient(start: tuple[float, float], end: tuple[float, float], stops: Stops) -> QBrush:
    """A linear gradient between two points."""
    made = QLinearGradient(QPointF(*start), QPointF(*end))
    for position, name in stops:
        made.setColorAt(position, QColor(name))
    return QBrush(made)


def sky(painter: QPainter, stops: Stops, tilt: float = 0) -> None:
    """Fill the picture from top to bottom, the gradient leaning by `tilt` pixels."""
    painter.fillRect(0, 0, WIDTH, HEIGHT, gradient((WIDTH / 2 - tilt, 0), (WIDTH / 2 + tilt, HEIGHT), stops))


def glow(painter: QPainter, x: float, y: float, radius: float, name: str, strength: float) -> None:
    """Light around a point, added to what is there."""
    light = QRadialGradient(QPointF(x, y), radius)
    for position, share in ((0, 1.0), (0.25, 0.55), (0.55, 0.18), (1, 0.0)):
        light.setColorAt(position, colour(name, strength * share))
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    painter.fillRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), QBrush(light))
    painter.restore()


def disc(painter: QPainter, x: float, y: float, radius: float, brush: QBrush | QColor) -> None:
    """A filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def ridge(
    random: Random, base: float, relief: float, roughness: float = 0.5, octaves: int = 7
) -> list[float]:
    """Heights of a skyline at every fourth pixel: sines of random phase, each octave `roughness` as high."""
    waves = [
        (relief * roughness**octave, 2**octave * random.uniform(0.75, 1.25), random.uniform(0, math.tau))
        for octave in range(octaves)
    ]
    return [
        base - sum(height * math.sin(phase + turns * math.tau * x / WIDTH) for height, turns, phase in waves)
        for x in range(0, WIDTH + 5, 4)
    ]


def land(painter: QPainter, heights: Sequence[float], brush: QBrush | QColor) -> QPainterPath:
    """Fill everything below a skyline; returns the shape for clipping."""
    path = QPainterPath(QPointF(-4, HEIGHT + 4))
    for index, height in enumerate(heights):
        path.lineTo(index * 4, height)
    path.lineTo(WIDTH + 8, HEIGHT + 4)
    painter.fillPath(path, brush)
    return path


def smooth_line(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A smooth curve through points (Catmull-Rom)."""
    path = QPainterPath(QPointF(*points[0]))
    padded = [points[0], *points, points[-1]]
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        first = QPointF(here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = QPointF(there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path.cubicTo(first, second, QPointF(*there))
    return path


def stroke(painter: QPainter, path: QPainterPath, name: str, width: float, alpha: float = 1.0) -> None:
    """Draw a line with round ends."""
    pen = QPen(colour(name, alpha), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def shape(painter: QPainter, points: Sequence[tuple[float, float]], brush: QBrush | QColor) -> None:
    """A filled polygon."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


def box(
    painter: QPainter, area: tuple[float, float, float, float], brush: QBrush | QColor, radius: float = 0
) -> None:
    """A filled rectangle (x, y, width, height), its corners rounded."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(*area), radius, radius)


def mist(painter: QPainter, y: float, depth: float, name: str, strength: float) -> None:
    """A band of mist, densest at `y`, fading `depth` pixels up and down."""
    stops = [(0.0, colour(name, 0)), (0.5, colour(name, strength)), (1.0, colour(name, 0))]
    made = QLinearGradient(QPointF(0, y - depth), QPointF(0, y + depth))
    for position, tint in stops:
        made.setColorAt(position, tint)
    painter.fillRect(QRectF(0, y - depth, WIDTH, 2 * depth), QBrush(made))


def stars(painter: QPainter, random: Random, count: int, bottom: float, name: str = "#ffffff") -> None:
    """Stars down to `bottom`, many faint and few bright."""
    for _ in range(count):
        brightness = random.random() ** 4
        x, y = random.uniform(0, WIDTH), random.uniform(0, bottom)
        disc(painter, x, y, 0.7 + 1.5 * brightness, colour(name, 0.25 + 0.7 * brightness))


def finish(painter: QPainter, random: Random, grain: float = 0.05, vignette: float = 0.28) -> None:
    """Darken the corners and lay a fine grain over everything, which also hides banding."""
    dark = QRadialGradient(QPointF(WIDTH / 2, HEIGHT * 0.46), WIDTH * 0.72)
    dark.setColorAt(0.55, colour("#000000", 0))
    dark.setColorAt(1, colour("#000000", vignette))
    painter.fillRect(0, 0, WIDTH, HEIGHT, QBrush(dark))
    tile = QImage(
        random.randbytes(_GRAIN * _GRAIN), _GRAIN, _GRAIN, _GRAIN, QImage.Format.Format_Grayscale8
    ).copy()
    painter.save()
    painter.setOpacity(grain)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Overlay)
    painter.fillRect(0, 0, WIDTH, HEIGHT, QBrush(tile))
    painter.restore()
