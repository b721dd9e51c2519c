"""Pictures of the sample folder that show land: the Moon, ice, a map."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen, QRadialGradient

from sample_painting import (
    HEIGHT,
    WIDTH,
    box,
    colour,
    disc,
    finish,
    glow,
    gradient,
    land,
    mixed,
    ridge,
    shape,
    sky,
    smooth_line,
    stars,
    stroke,
)


def quiet_telescope(painter: QPainter, random: Random) -> None:
    """A dish on the far side of the Moon under the Milky Way."""
    sky(painter, [(0, "#070a18"), (0.5, "#141634"), (0.8, "#2c2450")])
    painter.save()
    painter.translate(560, 250)
    painter.rotate(-27)
    for _ in range(170):
        x, y, radius = random.uniform(-800, 800), random.gauss(0, 44), random.uniform(30, 110)
        cloud = QRadialGradient(QPointF(x, y), radius)
        tone = random.choice(["#6a5bb0", "#3f56a0", "#a06a9c", "#c89a8a"])
        cloud.setColorAt(0, colour(tone, 0.085))
        cloud.setColorAt(1, colour(tone, 0))
        painter.fillRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), QBrush(cloud))
    for _ in range(900):
        disc(
            painter,
            random.uniform(-800, 800),
            random.gauss(0, 56),
            random.uniform(0.3, 1.1),
            colour("#ffeede", 0.5),
        )
    painter.restore()
    stars(painter, random, 420, 520)
    for base, relief, top, bottom in (
        (440, 34, "#7a7396", "#3a3558"),
        (486, 26, "#a59cb2", "#433c5e"),
        (548, 16, "#cfc6cc", "#544a68"),
    ):
        land(
            painter,
            ridge(random, base, relief, 0.42, 6),
            gradient((0, base - 40), (0, base + 120), [(0, top), (1, bottom)]),
        )
    craters: list[tuple[float, float, float]] = []
    for _ in range(400):
        depth = random.random() ** 0.8
        x, y = random.uniform(0, WIDTH), 566 + depth * 104
        size = random.uniform(6, 34) * (0.5 + 1.3 * depth)
        if all(
            abs(x - cx) > size + other + 12 or abs(y - cy) > (size + other) * 0.3 for cx, cy, other in craters
        ):
            craters.append((x, y, size))
    for x, y, size in sorted(craters[:30], key=lambda crater: crater[1]):
        _crater(painter, x, y, size)
    _dish(painter)
    finish(painter, random, grain=0.06)


def _crater(painter: QPainter, x: float, y: float, width: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("#f6efe8", 0.5))
    painter.drawEllipse(QRectF(x - width + 2, y - width * 0.24 + 2.5, 2 * width, width * 0.5))
    hollow = gradient((x - width, 0), (x + width, 0), [(0, "#2c2542"), (1, "#8a8098")])
    painter.setBrush(hollow)
    painter.drawEllipse(QRectF(x - width, y - width * 0.24, 2 * width, width * 0.46))


def _dish(painter: QPainter) -> None:
    shadow = [(770, 596), (1010, 612), (1180, 640), (900, 622)]
    shape(painter, shadow, colour("#1c1630", 0.45))
    for left, right in (((838, 458), (776, 600)), ((850, 458), (858, 604)), ((866, 458), (924, 596))):
        leg = QPainterPath(QPointF(*left))
        leg.lineTo(*right)
        stroke(painter, leg, "#2a2444", 7)
        stroke(painter, leg, "#d8ccd4", 2)
    painter.save()
    painter.translate(846, 380)
    painter.rotate(-34)
    bowl = QPainterPath(QPointF(-150, -26))
    bowl.cubicTo(-120, 106, 120, 106, 150, -26)
    bowl.cubicTo(80, 6, -80, 6, -150, -26)
    painter.fillPath(bowl, gradient((-150, 0), (150, 40), [(0, "#f8eee6"), (0.5, "#a99bb4"), (1, "#3d355c")]))
    inside = QRectF(-150, -54, 300, 56)
    painter.setPen(QPen(colour("#fff8ee"), 2.4))
    painter.setBrush(gradient((-150, 0), (150, 0), [(0, "#4a4168"), (0.6, "#8f84a4"), (1, "#e4d8dc")]))
    painter.drawEllipse(inside)
    for share in (0.33, 0.66):
        painter.setPen(QPen(colour("#ffffff", 0.28), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(-150 * share, -26 - 28 * share, 300 * share, 56 * share))
    for x in (-110, 0, 110):
        strut = QPainterPath(QPointF(x, -28))
        strut.lineTo(0, -176)
        stroke(painter, strut, "#efe4e4", 2.2, 0.9)
    disc(painter, 0, -178, 9, colour("#ffe2b0"))
    painter.restore()
    glow(painter, 747, 232, 90, "#ffcf90", 0.8)


def glacier(painter: QPainter, random: Random) -> None:
    """A wall of ice under northern lights, twice: above the water and in it."""
    sky(painter, [(0, "#081330"), (0.35, "#123a5c"), (0.62, "#3f8a96")])
    stars(painter, random, 200, 300)
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for band in range(3):
        for step in range(0, WIDTH + 20, 5):
            y = 150 + 50 * band + 46 * math.sin(step / 170 + band * 1.7) + 16 * math.sin(step / 47 + band)
            tall = 120 + 70 * math.sin(step / 83 + 2 * band) + random.uniform(-26, 26)
            tone = mixed("#3dffb0", "#7a6cff", min(1, band / 2 + step / 3600))
            light = gradient(
                (0, y - tall), (0, y + 26), [(0, "#00000000"), (0.82, f"#58{tone[1:]}"), (1, "#00000000")]
            )
            painter.fillRect(QRectF(step, y - tall, 6, tall + 26), light)
    painter.restore()
    land(
        painter, ridge(random, 372, 40, 0.55), gradient((0, 300), (0, 440), [(0, "#2c5a78"), (1, "#5fa0b0")])
    )
    water = 500
    wall: list[tuple[float, float]] = [
        (x, 300 + 34 * math.sin(x / 190) + random.uniform(-30, 26)) for x in range(-40, WIDTH + 80, 48)
    ]
    ice = _ice(random, wall, water)
    painter.drawImage(0, 0, ice)
    painter.fillRect(
        QRectF(0, water, WIDTH, HEIGHT), gradient((0, water), (0, HEIGHT), [(0, "#0f4258"), (1, "#061426")])
    )
    painter.save()
    painter.translate(0, 2 * water)
    painter.scale(1, -1)
    painter.setOpacity(0.5)
    painter.drawImage(0, 0, ice)
    painter.restore()
    fade = gradient((0, water), (0, HEIGHT), [(0, "#00061426"), (1, "#f0061426")])
    painter.fillRect(QRectF(0, water, WIDTH, HEIGHT), fade)
    for _ in range(170):
        depth = random.random() ** 1.3
        x, y, length = (
            random.uniform(-40, WIDTH),
            water + 3 + depth * 170,
            random.uniform(30, 160) * (0.4 + depth),
        )
        box(painter, (x, y, length, 1 + 1.5 * depth), colour("#c8fff0", random.uniform(0.03, 0.16)), 1)
    for x, size in ((180, 40), (420, 22), (930, 58), (1070, 26)):
        floe = [
            (x - size, water + 46),
            (x - size * 0.5, water + 46 - size * 0.6),
            (x + size * 0.3, water + 46 - size * 0.45),
        ]
        shape(
            painter,
            [*floe, (x + size, water + 46)],
            gradient((x - size, 0), (x + size, 0), [(0, "#f4ffff"), (1, "#7ab8cc")]),
        )
    finish(painter, random)


def _ice(random: Random, wall: list[tuple[float, float]], water: int) -> QImage:
    """The wall on a transparent ground, so that the water can show the very same one."""
    image = QImage(WIDTH, water, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rows = [wall]
    for row in range(1, 5):
        loose = 16 if row < 4 else 0
        below = [(x, y + (water + 12 - y) * row / 4 + random.uniform(-loose, loose)) for x, y in wall]
        rows += [[(x + random.uniform(-17, 17), y) for x, y in below]]
    for row, (upper, lower) in enumerate(pairwise(rows)):
        for a, b, c, d in zip(upper, upper[1:], lower, lower[1:], strict=False):
            for points, lit in (((a, b, c), 0.0), ((b, d, c), 0.2)):
                share = min(1.0, max(0.0, row * 0.2 + lit + random.uniform(-0.2, 0.26)))
                tone = mixed("#f2ffff", "#1f6f96", share)
                shape(painter, points, colour(tone))
                painter.strokePath(_closed(points), QPen(colour(tone), 1))
    painter.end()
    return image


def _closed(points: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    path.closeSubpath()
    return path


def contours(painter: QPainter, random: Random) -> None:
    """A landscape cut from sheets of paper, one for each height."""
    painter.fillRect(0, 0, WIDTH, HEIGHT, colour("#21495a"))
    peaks = [(380, 330, 520, 1.0), (900, 250, 400, 0.8), (760, 640, 300, 0.5)]
    phases = [[(random.uniform(0, math.tau), random.uniform(0.5, 1)) for _ in range(5)] for _ in peaks]
    levels = [
        "#2f6472",
        "#4a8283",
        "#7aa28d",
        "#b0bf94",
        "#dccf9c",
        "#efc78c",
        "#f0a878",
        "#e8876e",
        "#fff0dc",
    ]
    for level, tone in enumerate(levels):
        sheet = QPainterPath()
        for (x, y, size, tall), waves in zip(peaks, phases, strict=True):
            radius = size * (tall - level / (len(levels) + 0.6))
            if radius > 8:
                sheet = sheet.united(_blob(x + 6 * level, y - 5 * level, radius, waves, level))
        for spread in range(14, 0, -2):
            painter.save()
            painter.translate(3, 5)
            painter.setPen(QPen(colour("#0a1c28", 0.035), spread * 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(sheet)
            painter.restore()
        painter.fillPath(sheet, colour(tone))
        painter.strokePath(sheet, QPen(colour("#ffffff", 0.22), 1.2))
    route = smooth_line(
        [
            (60, 620),
            (190, 540),
            (250, 440),
            (370, 400),
            (410, 300),
            (540, 280),
            (660, 330),
            (800, 250),
            (880, 210),
        ]
    )
    pen = QPen(colour("#1d2f45"), 3.4)
    pen.setDashPattern([3, 2.2])
    painter.strokePath(route, pen)
    for x, y in ((60, 620), (880, 210)):
        disc(painter, x, y, 10, colour("#1d2f45"))
        disc(painter, x, y, 4.5, colour("#fff0dc"))
    finish(painter, random, grain=0.08, vignette=0.2)


def _blob(x: float, y: float, radius: float, waves: list[tuple[float, float]], level: int) -> QPainterPath:
    path = QPainterPath()
    for step in range(181):
        angle = step / 180 * math.tau
        wobble = sum(
            0.1 / (order + 1) * size * math.sin((order + 2) * angle + phase + 0.12 * level)
            for order, (phase, size) in enumerate(waves)
        )
        point = QPointF(
            x + 1.25 * radius * (1 + wobble) * math.cos(angle), y + radius * (1 + wobble) * math.sin(angle)
        )
        if step == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    return path
