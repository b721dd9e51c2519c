"""Pictures of the sample folder that show made things: shelves, paper, a crossroads, cells, a room."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QRadialGradient

from sample_painting import (
    HEIGHT,
    WIDTH,
    box,
    colour,
    disc,
    finish,
    glow,
    gradient,
    mixed,
    shape,
    sky,
    smooth_line,
    stroke,
)

SPINES = (
    "#b5483a",
    "#d98b4a",
    "#e9c46a",
    "#3f7d74",
    "#2c5a78",
    "#7a4a62",
    "#e8dcc4",
    "#8a9a5b",
    "#1f3a4a",
    "#c96f58",
)


def library_shelves(painter: QPainter, random: Random) -> None:
    """Four shelves of books and the small machine that keeps them in order."""
    sky(painter, [(0, "#2a1c1a"), (1, "#140d10")])
    for shelf in range(4):
        floor = 168 + 166 * shelf
        _row_of_books(painter, random, floor)
        box(
            painter,
            (0, floor, WIDTH, 13),
            gradient((0, floor), (0, floor + 13), [(0, "#a8744c"), (1, "#5c3a28")]),
        )
        shade = gradient((0, floor + 13), (0, floor + 50), [(0, "#b0000000"), (1, "#00000000")])
        painter.fillRect(QRectF(0, floor + 13, WIDTH, 38), shade)
    _machine(painter)
    light = QRadialGradient(QPointF(740, 250), 760)
    light.setColorAt(0, colour("#ffdca0", 0.42))
    light.setColorAt(0.4, colour("#ffb060", 0.12))
    light.setColorAt(1, colour("#05030c", 0.74))
    painter.fillRect(0, 0, WIDTH, HEIGHT, QBrush(light))
    finish(painter, random, vignette=0.3)


def _row_of_books(painter: QPainter, random: Random, floor: float) -> None:
    x = -8.0
    while x < WIDTH:
        if random.random() < 0.06:
            x += random.uniform(22, 60)
            continue
        width, height = random.uniform(14, 40), random.uniform(92, 140)
        tone = random.choice(SPINES)
        painter.save()
        painter.translate(x, floor)
        if random.random() < 0.07:
            painter.rotate(-9)
            x += 14
        stops = [
            (0, mixed(tone, "#000000", 0.4)),
            (0.3, mixed(tone, "#ffffff", 0.14)),
            (1, mixed(tone, "#000000", 0.3)),
        ]
        box(painter, (0, -height, width, height), gradient((0, 0), (width, 0), stops), 2)
        band = mixed(tone, "#ffe9b8", 0.62)
        for share in random.choice(((0.14, 0.2), (0.12, 0.8), (0.16, 0.22, 0.84), (0.3,))):
            box(painter, (2, -height + height * share, width - 4, 3), colour(band, 0.85))
        if width > 24:
            box(painter, (width / 2 - 5, -height * 0.62, 10, height * 0.26), colour(band, 0.5), 2)
        painter.restore()
        x += width + 1.5


def _machine(painter: QPainter) -> None:
    box(painter, (0, 331, WIDTH, 5), gradient((0, 331), (0, 336), [(0, "#f2e2c8"), (1, "#7a6a58")]))
    glow(painter, 740, 268, 260, "#ffcf88", 0.7)
    box(painter, (690, 322, 100, 20), gradient((0, 322), (0, 342), [(0, "#f7efe2"), (1, "#9a8a78")]), 9)
    box(painter, (731, 262, 18, 64), gradient((731, 0), (749, 0), [(0, "#d9ccb8"), (1, "#8a7c6c")]), 4)
    box(painter, (678, 196, 124, 84), gradient((0, 196), (0, 280), [(0, "#fffaf0"), (1, "#cfc0aa")]), 28)
    box(painter, (694, 214, 92, 46), colour("#1d2733"), 20)
    for x in (722, 758):
        disc(painter, x, 237, 9, colour("#8fe8d8"))
        glow(painter, x, 237, 40, "#8fe8d8", 0.7)
    arm = smooth_line([(790, 332), (850, 322), (880, 280), (872, 236)])
    stroke(painter, arm, "#6f6254", 13)
    stroke(painter, arm, "#f1e6d4", 8)
    box(
        painter,
        (846, 128, 30, 112),
        gradient((846, 0), (876, 0), [(0, "#8a2f26"), (0.4, "#d9604c"), (1, "#9c3a2e")]),
        2,
    )
    box(painter, (849, 146, 24, 4), colour("#ffe2a8"))
    box(painter, (849, 214, 24, 4), colour("#ffe2a8"))
    shape(painter, [(838, 228), (884, 228), (880, 244), (842, 244)], colour("#f1e6d4"))


def paper_battery(painter: QPainter, random: Random) -> None:
    """Folded paper with copper printed on it, lit from the side."""
    sky(painter, [(0, "#f3e4cc"), (1, "#cfae90")], tilt=300)
    columns, rows = 9, 5
    points = {
        (column, row): (
            column / (columns - 1) * (WIDTH + 240) - 120 + (70 if row % 2 else -40) + random.uniform(-34, 34),
            row / (rows - 1) * (HEIGHT + 160) - 80 + random.uniform(-30, 30),
        )
        for column in range(columns)
        for row in range(rows)
    }
    for row in range(rows - 1):
        for column in range(columns - 1):
            a, b = points[column, row], points[column + 1, row]
            c, d = points[column, row + 1], points[column + 1, row + 1]
            for corners, base in (((a, b, c), 0.14), ((b, d, c), 0.52)):
                _facet(painter, corners, min(1.0, max(0.0, base + random.uniform(-0.16, 0.2))))
    for row in range(1, rows - 1):
        _copper(painter, random, [points[column, row] for column in range(columns)])
    glow(painter, 190, 60, 620, "#fff2d8", 0.34)
    finish(painter, random, grain=0.1, vignette=0.24)


def _facet(painter: QPainter, corners: tuple[tuple[float, float], ...], shade: float) -> None:
    light, dark = mixed("#fffcf4", "#c4a084", shade), mixed("#f7e9d4", "#7f6a68", shade)
    shape(painter, corners, gradient(corners[0], corners[2], [(0, light), (1, dark)]))
    edge = QPainterPath(QPointF(*corners[0]))
    for corner in (*corners[1:], corners[0]):
        edge.lineTo(*corner)
    stroke(painter, edge, "#fffdf6", 1.3, 0.5)


def _copper(painter: QPainter, random: Random, folds: list[tuple[float, float]]) -> None:
    for lane in range(4):
        offset = (lane - 1.5) * 17
        path = QPainterPath(QPointF(folds[0][0], folds[0][1] + offset))
        for fold in folds[1:]:
            path.lineTo(fold[0], fold[1] + offset)
        stroke(painter, path, "#7a3a22", 4.6, 0.3)
        stroke(painter, path, mixed("#b8643a", "#f0b070", random.random()), 3, 0.95)
    for x, y in folds[1:-1]:
        shift = random.choice((-1.5, -0.5, 0.5, 1.5)) * 17
        disc(painter, x, y + shift, 8, colour("#7a3a22"))
        disc(painter, x, y + shift, 5, colour("#ffd9a0"))


def crossroads(painter: QPainter, random: Random) -> None:
    """A crossroads from above in evening light, without a single traffic light."""
    painter.fillRect(0, 0, WIDTH, HEIGHT, colour("#5d6b62"))
    painter.save()
    painter.translate(600, 338)
    painter.rotate(-18)
    for column in range(-7, 7):
        for row in range(-5, 5):
            x, y = column * 150 + (75 if column >= 0 else -75), row * 150 + (62 if row >= 0 else -62)
            _block(painter, random, x, y)
    road = colour("#4b4a58")
    box(painter, (-1100, -62, 2200, 124), road)
    box(painter, (-75, -900, 150, 1800), road)
    for side in (-1, 1):
        box(painter, (-1100, side * 68 - 6, 2200, 12), colour("#b9ab98"))
        box(painter, (side * 81 - 6, -900, 12, 838), colour("#b9ab98"))
        box(painter, (side * 81 - 6, 62, 12, 838), colour("#b9ab98"))
    box(painter, (-87, -62, 174, 124), road)
    for step in range(-1100, 1100, 46):
        if abs(step + 13) > 130:
            box(painter, (step, -2, 26, 4), colour("#f4e6c0", 0.8))
            box(painter, (-2, step, 4, 26), colour("#f4e6c0", 0.8))
    for stripe in range(7):
        for side in (-1, 1):
            box(painter, (side * 108 - 14, -54 + stripe * 16, 28, 9), colour("#f4ead6", 0.85))
            box(painter, (-66 + stripe * 20, side * 96 - 14, 11, 28), colour("#f4ead6", 0.85))
    _traffic(painter, random)
    painter.restore()
    sun = gradient((0, 0), (WIDTH, HEIGHT), [(0, "#70ffb860"), (0.5, "#18ff9a60"), (1, "#66201848")])
    painter.fillRect(0, 0, WIDTH, HEIGHT, sun)
    finish(painter, random, vignette=0.3)


def _block(painter: QPainter, random: Random, x: float, y: float) -> None:
    if random.random() < 0.2:
        box(painter, (x - 64, y - 64, 128, 128), colour("#7f9a68"), 10)
        for _ in range(9):
            tx, ty, radius = x + random.uniform(-50, 50), y + random.uniform(-50, 50), random.uniform(10, 19)
            disc(painter, tx + 13, ty + 9, radius, colour("#1f2c30", 0.35))
            disc(painter, tx, ty, radius, colour(mixed("#3f6a4c", "#8fae5c", random.random())))
            disc(painter, tx - radius * 0.3, ty - radius * 0.3, radius * 0.5, colour("#d8e08a", 0.4))
        return
    tall = random.uniform(14, 46)
    tone = random.choice(("#e4c4a0", "#d8a684", "#efe0c8", "#c98f76", "#b8b4ae", "#e9cfae"))
    area = [(x - 62, y - 62), (x + 62, y - 62), (x + 62, y + 62), (x - 62, y + 62)]
    shadow = [area[1], (x + 62 + tall, y - 62 + tall * 0.7), (x + 62 + tall, y + 62 + tall * 0.7)]
    shape(painter, [*shadow, (x - 62 + tall, y + 62 + tall * 0.7), area[3]], colour("#241f36", 0.5))
    shape(painter, area, gradient(area[0], area[2], [(0, mixed(tone, "#ffffff", 0.25)), (1, tone)]))
    if random.random() < 0.6:
        box(painter, (x - 36, y - 36, 72, 72), colour(mixed(tone, "#3a3048", 0.45)), 3)
        box(painter, (x - 36, y - 36, 60, 60), colour(mixed(tone, "#3a3048", 0.2)), 3)
    for _ in range(3):
        box(
            painter,
            (x + random.uniform(-56, 40), y + random.uniform(-58, 44), 11, 9),
            colour("#fff6e4", 0.7),
            1,
        )


def _traffic(painter: QPainter, random: Random) -> None:
    tones = ("#f2f0ea", "#d95f4a", "#2f4a6a", "#e9b84a", "#3f8a86", "#23252f")
    for lane in (-32, 32):
        for along in range(-700, 700, 118):
            where = along + random.uniform(-24, 24)
            if abs(where) > 150 and random.random() < 0.8:
                _car(painter, random.choice(tones), where, lane, upright=False)
            where = along + random.uniform(-24, 24)
            if abs(where) > 140 and random.random() < 0.6:
                _car(painter, random.choice(tones), lane * 1.15, where, upright=True)
    _car(painter, "#f2f0ea", -24, 32, upright=False)
    _car(painter, "#d95f4a", 36, -58, upright=True)
    for _ in range(44):
        x, y = random.choice((-108, 108)) + random.uniform(-12, 12), random.uniform(-70, 70)
        box(painter, (x, y, 15, 3), colour("#1c1830", 0.4), 1)
        disc(painter, x, y, 4, colour(random.choice(tones)))


def _car(painter: QPainter, tone: str, x: float, y: float, *, upright: bool) -> None:
    painter.save()
    painter.translate(x, y)
    box(painter, (-20, -8, 60 if not upright else 46, 34 if not upright else 48), colour("#15121f", 0.4), 9)
    if upright:
        painter.rotate(90)
    box(
        painter,
        (-28, -13, 56, 26),
        gradient((0, -13), (0, 13), [(0, mixed(tone, "#ffffff", 0.25)), (1, tone)]),
        8,
    )
    box(painter, (-13, -10, 27, 20), colour("#20242f", 0.85), 5)
    box(painter, (-9, -10, 17, 20), colour(mixed(tone, "#ffffff", 0.12)), 4)
    painter.restore()


def sodium_cells(painter: QPainter, random: Random) -> None:
    """Rows of round cells, a few of them charged."""
    sky(painter, [(0, "#f6b48e"), (0.45, "#e27d86"), (1, "#5c3d78")], tilt=260)
    glow(painter, 940, 40, 640, "#ffe0b0", 0.6)
    for row in range(9):
        for column in range(13):
            x, y = column * 112 - 70 + (56 if row % 2 else 0), row * 62 + 110
            near = row / 8
            charged = random.random() < 0.14
            _cell(painter, x, y, 42, 150, near, charged=charged)
    finish(painter, random, vignette=0.34)


def _cell(
    painter: QPainter, x: float, y: float, radius: float, tall: float, near: float, *, charged: bool
) -> None:
    flat = radius * 0.5
    side = QPainterPath()
    side.moveTo(x - radius, y)
    side.lineTo(x - radius, y + tall)
    side.lineTo(x + radius, y + tall)
    side.lineTo(x + radius, y)
    side.closeSubpath()
    body = mixed("#f2d6d8", "#8a6aa0", near * 0.8)
    stops = [
        (0, mixed(body, "#2a1c48", 0.62)),
        (0.28, body),
        (0.42, mixed(body, "#ffffff", 0.55)),
        (0.62, body),
        (1, mixed(body, "#2a1c48", 0.7)),
    ]
    painter.fillPath(side, gradient((x - radius, 0), (x + radius, 0), stops))
    lid = QRectF(x - radius, y - flat, 2 * radius, 2 * flat)
    painter.setPen(colour("#ffffff", 0.5))
    top = mixed("#fff4ea", "#c7a6c4", near * 0.7)
    painter.setBrush(
        gradient(
            (x - radius, y - flat), (x + radius, y + flat), [(0, "#ffffff"), (1, mixed(top, "#6a4a80", 0.3))]
        )
    )
    painter.drawEllipse(lid)
    cap = "#2fd6b8" if charged else mixed(top, "#4a3468", 0.5)
    painter.setPen(colour("#2a1c48", 0.25))
    painter.setBrush(gradient((x - 18, y - 10), (x + 18, y + 8), [(0, mixed(cap, "#ffffff", 0.5)), (1, cap)]))
    painter.drawEllipse(QRectF(x - 19, y - 14, 38, 20))
    if charged:
        glow(painter, x, y - 4, 120, "#4af0d0", 0.7)


def reading_room(painter: QPainter, random: Random) -> None:
    """A hall with tall windows and the light they throw on its floor."""
    sky(painter, [(0, "#3a2c3c"), (0.66, "#55384a"), (0.661, "#6b4236"), (1, "#2a1a20")])
    floor = 446
    for index in range(5):
        x = 96 + index * 226
        light = gradient((x, floor), (x + 190, HEIGHT), [(0, "#c8ffd9a0"), (1, "#28ff9a60")])
        shape(painter, [(x + 34, floor), (x + 140, floor), (x + 330, HEIGHT), (x + 150, HEIGHT)], light)
        window = QPainterPath()
        window.moveTo(x, 396)
        window.lineTo(x, 160)
        window.arcTo(QRectF(x, 92, 132, 136), 180, -180)
        window.lineTo(x + 132, 396)
        window.closeSubpath()
        stroke(painter, window, "#241722", 16)
        painter.fillPath(
            window, gradient((x, 90), (x, 396), [(0, "#fff3cf"), (0.6, "#ffc888"), (1, "#f09a74")])
        )
        for bar in (44, 88):
            box(painter, (x + bar - 2, 94, 4, 302), colour("#4a2c34"))
        for bar in range(168, 396, 56):
            box(painter, (x, bar, 132, 4), colour("#4a2c34"))
        glow(painter, x + 66, 250, 230, "#ffcf8a", 0.42)
    for index in range(9):
        edge = QPainterPath(QPointF(600 + (index - 4) * 90, floor))
        edge.lineTo(600 + (index - 4) * 330, HEIGHT)
        stroke(painter, edge, "#1c1016", 1.6, 0.5)
    for x, size in ((250, 1.0), (560, 1.15), (880, 1.05)):
        _table(painter, x, 470 + 40 * (size - 1), size)
    for _ in range(130):
        left, top = random.uniform(60, 1180), random.uniform(120, 640)
        disc(painter, left, top, random.uniform(0.6, 2), colour("#fff0c8", random.uniform(0.1, 0.6)))
    finish(painter, random, vignette=0.4)


def _table(painter: QPainter, x: float, y: float, size: float) -> None:
    wide = 190 * size
    for leg in (0.06, 0.9):
        box(painter, (x + wide * leg, y + 12, 8, 92 * size), colour("#160c12"))
    box(painter, (x, y, wide, 15), gradient((0, y), (0, y + 15), [(0, "#c98a5c"), (1, "#3a2020")]), 3)
    box(painter, (x + wide * 0.5 - 2, y - 34, 4, 34), colour("#2a1a20"))
    lamp = QPainterPath(QPointF(x + wide * 0.5 - 26, y - 32))
    lamp.quadTo(x + wide * 0.5, y - 66, x + wide * 0.5 + 26, y - 32)
    lamp.closeSubpath()
    painter.fillPath(lamp, colour("#3f8a76"))
    glow(painter, x + wide * 0.5, y - 20, 90, "#ffe2a0", 0.75)
    for book in range(3):
        tone = SPINES[(int(x) // 100 + 3 * book) % len(SPINES)]
        box(painter, (x + wide * 0.1, y - 9 - book * 9, 44 - 5 * book, 9), colour(tone), 1)
    turn = math.pi / 10
    shape(
        painter,
        [(x + wide * 0.68, y), (x + wide * 0.84, y - 10 * math.cos(turn)), (x + wide * 0.97, y)],
        colour("#fff3dc"),
    )
