"""The invented publishers of the sample folder and their icons: a letter, drawn with strokes, on a colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from sample_painting import box, gradient, mixed, stroke

ICON_SIZE = 50

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose icon it is, its colour, and its letter as lines on a square of 50."""

    domain: str
    tone: str
    lines: tuple[Line, ...]
    is_round: bool = False


PUBLISHERS = (
    Publisher("northlight.example", "#2f5bea", (((16, 35), (16, 15), (34, 35), (34, 15)),)),
    Publisher("meridianpost.example", "#b23a48", (((14, 35), (14, 15), (25, 29), (36, 15), (36, 35)),)),
    Publisher("tidewater.example", "#14808c", (((14, 16), (36, 16)), ((25, 16), (25, 35)))),
    Publisher("orbitweekly.example", "#3a2f6b", (), is_round=True),
    Publisher("lantern.example", "#c77d1e", (((18, 14), (18, 35), (34, 35)),)),
    Publisher("fieldandcircuit.example", "#3f7d4f", (((18, 36), (18, 15), (34, 15)), ((18, 25), (30, 25)))),
    Publisher("kestrel.example", "#8a4b2f", (((17, 14), (17, 36)), ((34, 14), (18, 26), (34, 36)))),
    Publisher("voltletter.example", "#5a3fb0", (((14, 15), (25, 35), (36, 15)),)),
    Publisher("atlasdispatch.example", "#24556b", (((14, 36), (25, 14), (36, 36)), ((19, 28), (31, 28)))),
)


def draw_icon(publisher: Publisher) -> QImage:
    """The icon of one publisher, drawn large and made small so that its edges are soft."""
    large = QImage(ICON_SIZE * 8, ICON_SIZE * 8, QImage.Format.Format_RGB32)
    painter = QPainter(large)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(8, 8)
    light, dark = mixed(publisher.tone, "#ffffff", 0.1), mixed(publisher.tone, "#000000", 0.14)
    box(
        painter,
        (-1, -1, ICON_SIZE + 2, ICON_SIZE + 2),
        gradient((0, 0), (0, ICON_SIZE), [(0, light), (1, dark)]),
    )
    letter = QPainterPath()
    for (x, y), *rest in publisher.lines:
        letter.moveTo(x, y)
        for point in rest:
            letter.lineTo(*point)
    if publisher.is_round:
        letter.addEllipse(QRectF(14, 14, 22, 22))
    stroke(painter, letter, "#ffffff", 4.6)
    painter.end()
    return large.scaled(
        ICON_SIZE,
        ICON_SIZE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
