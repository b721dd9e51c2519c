"""Pictures of the sample folder that show the sea: above it, on it, below it."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QRadialGradient

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
    mist,
    mixed,
    ridge,
    shape,
    sky,
    smooth_line,
    stars,
    stroke,
)

SURFACE = 235  # where the water begins in the picture of the kite


def tidal_kite(painter: QPainter, random: Random) -> None:
    """A wing on a tether flying under water, an island with lights above it at dusk."""
    sky(
        painter, [(0, "#1c2350"), (0.16, "#5a4a86"), (0.28, "#d9818a"), (0.345, "#ffc894"), (0.36, "#ffd9a8")]
    )
    stars(painter, random, 60, 120)
    glow(painter, 860, SURFACE, 420, "#ffb27a", 0.75)
    island = ridge(random, SURFACE + 22, 34, 0.52)
    heights = [y + 60 * abs(index * 4 / WIDTH - 0.26) ** 1.2 * 3 for index, y in enumerate(island)]
    land(painter, [y - 52 for y in heights], colour("#33294f"))
    for _ in range(14):
        x, y = random.uniform(190, 430), SURFACE - random.uniform(4, 20)
        disc(painter, x, y, 1.7, colour("#ffdf9e"))
        glow(painter, x, y, 14, "#ffc870", 0.7)
    _water(painter, random)
    _kite(painter)
    finish(painter, random)


def _water(painter: QPainter, random: Random) -> None:
    surface = [SURFACE + 3 * math.sin(x / 37) + 2 * math.sin(x / 13 + 1) for x in range(0, WIDTH + 5, 4)]
    stops = [(0, "#5fb6b0"), (0.12, "#2b8a98"), (0.45, "#12566f"), (1, "#071f38")]
    clip = land(painter, surface, gradient((0, SURFACE), (0, HEIGHT), stops))
    painter.save()
    painter.setClipPath(clip)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for _ in range(22):  # shafts of light
        x, width, lean = random.uniform(150, WIDTH + 250), random.uniform(10, 70), random.uniform(-330, -220)
        stops = [(0, "#38d8f0e0"), (0.5, "#14a0e0d8"), (1, "#0070c0c0")]
        bottom = random.uniform(470, 640)
        points = [(x, SURFACE), (x + width, SURFACE), (x + width * 1.9 + lean, bottom), (x + lean, bottom)]
        shape(painter, points, gradient((x, SURFACE), (x + lean, bottom), stops))
    painter.restore()
    for index in range(3):
        bed = ridge(random, 600 + 26 * index, 26 - 6 * index, 0.5)
        land(painter, bed, colour(mixed("#0d3a52", "#041424", index / 2)))
    stroke(painter, smooth_line([(x, surface[x // 4]) for x in range(0, WIDTH, 24)]), "#fff1d0", 2.2, 0.8)
    for _ in range(90):
        x, y = random.uniform(0, WIDTH), random.uniform(SURFACE + 20, HEIGHT)
        disc(painter, x, y, random.uniform(0.6, 1.9), colour("#d8fff2", random.uniform(0.05, 0.4)))


def _kite(painter: QPainter) -> None:
    loop = QPainterPath()
    for step in range(241):
        angle = step / 240 * math.tau
        x, y = 650 + 250 * math.sin(angle), 428 + 78 * math.sin(2 * angle)
        if step == 0:
            loop.moveTo(x, y)
        loop.lineTo(x, y)
    stroke(painter, loop, "#c8fff0", 12, 0.07)
    stroke(painter, loop, "#c8fff0", 1.6, 0.55)
    stroke(painter, smooth_line([(866, 470), (780, 545), (690, 590), (600, 612)]), "#0a1c30", 5, 0.9)
    stroke(painter, smooth_line([(866, 470), (780, 545), (690, 590), (600, 612)]), "#f2e6c8", 2, 0.8)
    shape(painter, [(574, 632), (626, 632), (612, 606), (588, 606)], colour("#0a1c30"))
    glow(painter, 872, 452, 150, "#9af0dc", 0.4)
    painter.save()
    painter.translate(872, 452)
    painter.rotate(-24)
    wing = QPainterPath(QPointF(-128, 20))
    wing.cubicTo(-70, -26, 60, -32, 128, 6)
    wing.cubicTo(64, 2, -40, 12, -128, 20)
    painter.fillPath(wing, gradient((0, -28), (0, 20), [(0, "#fff6e0"), (0.5, "#ffcf9a"), (1, "#c9785e")]))
    box(painter, (-34, -4, 84, 17), gradient((0, -4), (0, 14), [(0, "#e8efe9"), (1, "#5f8a92")]), 8)
    shape(painter, [(40, -2), (66, -26), (70, -24), (56, 4)], colour("#ffcf9a"))
    painter.restore()


def island_in_storm(painter: QPainter, random: Random) -> None:
    """A village with every window lit, under clouds and rain."""
    sky(painter, [(0, "#141d30"), (0.3, "#2b3b55"), (0.52, "#6d7f8e"), (0.62, "#c9b89a"), (0.66, "#8fa0a6")])
    for layer in range(4):
        for _ in range(42):
            x, y = random.uniform(-60, WIDTH + 60), 30 + layer * 66 + random.gauss(0, 24)
            radius = random.uniform(46, 130)
            cloud = QRadialGradient(QPointF(x, y), radius)
            tone = mixed("#0f1728", "#7b8794", layer / 3.4 + random.uniform(-0.1, 0.1))
            cloud.setColorAt(0, colour(tone, 0.5))
            cloud.setColorAt(1, colour(tone, 0))
            painter.fillRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), QBrush(cloud))
    glow(painter, 800, 392, 420, "#ffd59a", 0.75)
    land(painter, ridge(random, 396, 34, 0.5), colour("#66788a"))
    mist(painter, 420, 70, "#b9c2c2", 0.5)
    hill = [
        y + 190 * abs(index * 4 / WIDTH - 0.4) ** 1.6 for index, y in enumerate(ridge(random, 352, 20, 0.5))
    ]
    land(painter, hill, gradient((0, 300), (0, 520), [(0, "#26364a"), (1, "#121b2a")]))
    _lighthouse(painter, 1010, hill[1010 // 4] + 6)
    _village(painter, random, hill)
    land(painter, [500 + 3 * math.sin(x / 21) for x in range(0, WIDTH + 5, 4)], _storm_sea())
    _reflections(painter, random)
    for _ in range(420):
        x, y, length = random.uniform(-50, WIDTH), random.uniform(0, HEIGHT), random.uniform(14, 46)
        rain = QPainterPath(QPointF(x, y))
        rain.lineTo(x - length * 0.28, y + length)
        stroke(painter, rain, "#dfe8ee", 0.9, random.uniform(0.05, 0.2))
    finish(painter, random)


def _storm_sea() -> QBrush:
    return gradient((0, 500), (0, HEIGHT), [(0, "#4a5f70"), (0.4, "#1d2c40"), (1, "#0a111e")])


def _lighthouse(painter: QPainter, x: float, foot: float) -> None:
    lamp = foot - 96
    for reach, spread in ((-900, 120), (500, 60)):
        fading = [(0, "#70fff0c0"), (0.5, "#22fff0c0"), (1, "#00fff0c0")]
        far = [(x + reach, lamp - 40 + spread), (x + reach, lamp - 40 - spread)]
        shape(painter, [(x, lamp - 3), (x, lamp + 3), *far], gradient((x, lamp), (x + reach, lamp), fading))
    plaster = gradient((x - 15, 0), (x + 15, 0), [(0, "#8d97a2"), (0.4, "#e6e2da"), (1, "#5a6472")])
    shape(painter, [(x - 12, foot), (x + 12, foot), (x + 7, lamp + 12), (x - 7, lamp + 12)], plaster)
    box(painter, (x - 11, lamp + 8, 22, 5), colour("#18202f"))
    box(painter, (x - 6, lamp - 7, 12, 15), colour("#fff0c0"))
    shape(painter, [(x - 9, lamp - 7), (x + 9, lamp - 7), (x, lamp - 18)], colour("#8a3a34"))
    glow(painter, x, lamp, 120, "#ffe6a8", 0.9)


def _village(painter: QPainter, random: Random, hill: list[float]) -> None:
    for x in sorted((random.triangular(230, 800, 480) for _ in range(46)), reverse=True):
        ground = hill[int(x) // 4] + random.uniform(30, 124)
        width, height = random.uniform(20, 38), random.uniform(15, 26)
        tone = mixed("#0d1524", "#31425a", random.random())
        box(painter, (x, ground - height, width, height + 4), colour(tone))
        roof = [
            (x - 3, ground - height),
            (x + width / 2, ground - height - 13),
            (x + width + 3, ground - height),
        ]
        shape(painter, roof, colour(mixed(tone, "#000000", 0.35)))
        for window in range(int(width // 11)):
            at = (x + 5 + window * 11, ground - height + 6)
            box(painter, (*at, 5, 7), colour("#ffd884"))
            glow(painter, at[0] + 2.5, at[1] + 3, 26, "#ffb850", 0.55)


def _reflections(painter: QPainter, random: Random) -> None:
    for _ in range(330):
        depth = random.random() ** 1.5
        y = 506 + depth * 165
        x, length = random.gauss(500, 150 + 60 * depth), random.uniform(8, 40) * (0.6 + depth)
        warm = random.random() < 0.5
        box(
            painter,
            (x, y, length, 1.6 + depth),
            colour("#ffc66e" if warm else "#9db4c2", 0.3 - 0.18 * depth),
            1,
        )
    for _ in range(500):
        depth = random.random()
        y = 504 + depth * 170
        x, length = random.uniform(-40, WIDTH), random.uniform(20, 110) * (0.4 + depth)
        box(painter, (x, y, length, 1.2 + depth), colour("#a9bcc8", random.uniform(0.03, 0.14)), 1)


def currents(painter: QPainter, random: Random) -> None:
    """The lines of a current around three eddies."""
    sky(painter, [(0, "#06283a"), (0.5, "#0b4353"), (1, "#0a2540")], tilt=400)
    eddies = [(330, 240, 1.0, 150), (790, 430, -1.1, 185), (1080, 130, 0.8, 120)]
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for number in range(860):
        x, y = random.uniform(-80, WIDTH), random.uniform(-40, HEIGHT + 40)
        share = random.random()
        tone = mixed("#0f6e7c", "#9fe3c8", share) if number % 6 else mixed("#f0934c", "#ffdca0", share)
        points = [(x, y)]
        for _ in range(random.randint(9, 30)):
            along, across = 9.0, 1.6 * math.sin(y / 90)
            for ex, ey, turn, size in eddies:
                dx, dy = x - ex, y - ey
                pull = 22 * turn * math.exp(-(dx * dx + dy * dy) / (2 * size * size))
                distance = math.hypot(dx, dy) + 26
                along += -dy / distance * pull
                across += dx / distance * pull
            length = math.hypot(along, across)
            x, y = x + 8 * along / length, y + 8 * across / length
            points.append((x, y))
        stroke(painter, smooth_line(points), tone, random.uniform(0.8, 3.4), random.uniform(0.2, 0.65))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    finish(painter, random)


def ferry_at_dawn(painter: QPainter, random: Random) -> None:
    """A ferry leaving a harbour through the mist, the sun just up."""
    sky(painter, [(0, "#7d8fb8"), (0.25, "#c9a9b4"), (0.42, "#f5b89a"), (0.56, "#ffdcb0")])
    glow(painter, 760, 290, 560, "#ffd08a", 0.8)
    disc(painter, 760, 268, 44, gradient((760, 224), (760, 312), [(0, "#fffbe8"), (1, "#ffc79a")]))
    for index, (base, relief, tone) in enumerate(
        ((330, 46, "#c39aa4"), (352, 36, "#9c8099"), (374, 24, "#766a8c"), (390, 14, "#54557c"))
    ):
        land(painter, ridge(random, base, relief, 0.48, 6), colour(tone))
        mist(painter, 372 + 8 * index, 46, "#ffe0c4", 0.4)
    stops = [(0, "#f7c6a2"), (0.2, "#cfa0a4"), (0.6, "#7878a0"), (1, "#3c4a78")]
    painter.fillRect(QRectF(0, 398, WIDTH, HEIGHT), gradient((0, 398), (0, HEIGHT), stops))
    for _ in range(260):
        depth = random.random() ** 1.4
        y, spread = 402 + depth * 268, 30 + 150 * depth
        x, length = random.gauss(760, spread), random.uniform(20, 90) * (0.4 + depth)
        box(painter, (x - length / 2, y, length, 1.6 + 2.6 * depth), colour("#fff0c8", 0.5 - 0.34 * depth), 2)
    for _ in range(240):
        depth = random.random()
        x, y, length = random.uniform(-60, WIDTH), 404 + depth * 270, random.uniform(30, 150) * (0.3 + depth)
        box(painter, (x, y, length, 1 + 1.6 * depth), colour("#2c3a66", random.uniform(0.03, 0.13)), 1)
    _ferry(painter)
    for index, x in enumerate((70, 128, 190, 1010, 1090)):
        box(painter, (x, 470 - 12 * (index % 2), 15, 240), gradient((x, 0), (x + 15, 0), _POST), 3)
    finish(painter, random, vignette=0.22)


_POST = [(0, "#2a2c4c"), (0.6, "#454468"), (1, "#7c6a80")]


def _ferry(painter: QPainter) -> None:
    hull = [(300, 404), (612, 404), (588, 446), (336, 446)]
    mirrored = [(336, 446), (588, 446), (600, 520), (330, 520)]
    shape(painter, mirrored, gradient((0, 446), (0, 520), [(0, "#8c2c3358"), (1, "#002c3358")]))
    shape(painter, hull, gradient((300, 0), (612, 0), [(0, "#2a2d52"), (1, "#3d3a5e")]))
    shape(painter, [(305, 413), (608, 413), (605, 420), (309, 420)], colour("#e9876e"))
    box(painter, (350, 366, 212, 40), gradient((350, 0), (562, 0), [(0, "#e9dcd6"), (1, "#fff3e2")]), 4)
    box(painter, (386, 336, 136, 32), gradient((386, 0), (522, 0), [(0, "#dcd0d0"), (1, "#fff0dc")]), 4)
    box(painter, (488, 312, 48, 28), colour("#fff3e2"), 4)
    for index in range(9):
        box(painter, (362 + index * 22, 377, 13, 14), colour("#4c4a70"), 2)
    for index in range(5):
        box(painter, (398 + index * 23, 345, 14, 12), colour("#4c4a70"), 2)
    box(painter, (494, 318, 36, 9), colour("#ffc27e"), 2)
    shape(painter, [(418, 336), (424, 300), (452, 300), (456, 336)], colour("#e9876e"))
    box(painter, (424, 300, 28, 9), colour("#2a2d52"))
    wake = smooth_line([(300, 440), (220, 450), (120, 452), (-20, 462)])
    stroke(painter, wake, "#fff2dc", 3, 0.5)
    for offset in (0, 9, 20):
        line = smooth_line(
            [
                (330, 446 + offset),
                (240, 458 + offset * 1.6),
                (90, 470 + offset * 2.4),
                (-30, 486 + 3 * offset),
            ]
        )
        stroke(painter, line, "#fff2dc", 1.6, 0.3)


def seagrass(painter: QPainter, random: Random) -> None:
    """A meadow under water and the sound that measures it."""
    sky(painter, [(0, "#b8ecd8"), (0.14, "#5cc4b8"), (0.5, "#17808c"), (1, "#06304a")])
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    for _ in range(20):
        x, width = random.uniform(-100, WIDTH), random.uniform(14, 90)
        light = gradient((x, 0), (x - 160, 560), [(0, "#40f0ffe8"), (1, "#0090e0d0")])
        shape(painter, [(x, 0), (x + width, 0), (x + width * 1.6 - 160, 570), (x - 160, 570)], light)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    for radius in range(60, 620, 40):
        rings = QPainterPath()
        rings.arcMoveTo(QRectF(640 - radius, 96 - radius, 2 * radius, 2 * radius), 212)
        rings.arcTo(QRectF(640 - radius, 96 - radius, 2 * radius, 2 * radius), 212, 116)
        stroke(painter, rings, "#fff6d2", 2.4, 0.62 * (1 - radius / 640))
    for layer in range(5):
        far = 1 - layer / 4
        tone = mixed("#0a2c2e", "#3f9f8c", far)
        for _ in range(46 + 16 * layer):
            _blade(painter, random, layer, mixed(tone, "#a9d66a", random.uniform(0, 0.42)))
        mist(painter, 560 + layer * 22, 90, "#0f5f70", 0.2)
    for _ in range(26):
        _fish(painter, random)
    for _ in range(70):
        x, y = random.uniform(0, WIDTH), random.uniform(40, 640)
        disc(painter, x, y, random.uniform(0.8, 2.6), colour("#eafff4", random.uniform(0.1, 0.5)))
    glow(painter, 640, 96, 130, "#fff0c0", 0.5)
    box(painter, (615, 66, 50, 34), gradient((0, 66), (0, 100), [(0, "#fff2d0"), (1, "#e8a35c")]), 14)
    box(painter, (634, 0, 3, 68), colour("#f4ead0", 0.8))
    disc(painter, 640, 92, 9, colour("#23485a"))
    finish(painter, random, vignette=0.3)


def _blade(painter: QPainter, random: Random, layer: int, tone: str) -> None:
    x, foot = random.uniform(-40, WIDTH + 40), 560 + layer * 40 + random.uniform(-16, 22)
    height, width = random.uniform(70, 190) * (0.7 + 0.16 * layer), 3 + 1.6 * layer
    lean = 40 * math.sin(x / 150) + random.uniform(-22, 30)
    blade = QPainterPath(QPointF(x - width, foot + 60))
    blade.cubicTo(
        x - width, foot - height * 0.4, x + lean * 0.1, foot - height * 0.7, x + lean, foot - height
    )
    blade.cubicTo(
        x + lean * 0.4 + width, foot - height * 0.6, x + width, foot - height * 0.3, x + width, foot + 60
    )
    shade = QLinearGradient(QPointF(0, foot - height), QPointF(0, foot + 40))
    shade.setColorAt(0, colour(mixed(tone, "#eaffb0", 0.35)))
    shade.setColorAt(1, colour(mixed(tone, "#031a26", 0.6)))
    painter.fillPath(blade, QBrush(shade))


def _fish(painter: QPainter, random: Random) -> None:
    x, y, size = random.gauss(300, 90), random.gauss(300, 46), random.uniform(6, 11)
    body = QPainterPath(QPointF(x - size, y))
    body.quadTo(x, y - size * 0.55, x + size, y)
    body.quadTo(x, y + size * 0.55, x - size, y)
    body.lineTo(x - size * 1.5, y - size * 0.4)
    body.lineTo(x - size * 1.5, y + size * 0.4)
    body.closeSubpath()
    painter.fillPath(body, colour("#eafff0", random.uniform(0.5, 0.95)))
