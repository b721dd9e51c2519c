"""Opens pictures with some of their bytes changed, as many as wanted, with little memory and processor time.

    python -m tests.pictures.decoding.mutated_files KIND SEED COUNT

Prints how many were opened, and how often what was told. Who ends the process is the picture whose number
was written last to the standard error.
"""

from __future__ import annotations

import json
import random
import resource
import struct
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage, QImageReader, QLinearGradient, QPainter

from curator.pictures.decoding.decode import decode_body
from tests.pictures.decoding.bounded_opening import LIMITS, opened
from tests.pictures.decoding.handmade_files import (
    MEAN,
    PROGRESSIVE,
    REFINEMENT,
    ico,
    jpeg,
    png,
    tiff,
    tiff_entries,
)
from tests.pictures.decoding.moving_files import gif, webp
from tests.pictures.samples import written

_MEGABYTES = 700
_SECONDS_EACH = 12
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#f00"/><stop offset="1"/></linearGradient></defs>'
    b'<path fill="url(#g)" stroke="blue" stroke-dasharray="3 1" d="M1 1L80 50q9 9 9-9a5 5 0 1 1 9 9z"/></svg>'
)


def _gradient(kind: str) -> bytes:
    image = QImage(61, 43, QImage.Format.Format_ARGB32)
    image.fill(QColor("teal"))
    painter = QPainter(image)
    gradient = QLinearGradient(0, 0, 61, 43)
    gradient.setColorAt(1, QColor("orange"))
    painter.fillRect(9, 9, 50, 30, gradient)
    painter.end()
    return written(image, kind)


def _moving_webp() -> bytes:
    return webp([_gradient("webp")] * 3, (61, 43), 40)


_PLAIN = tiff_entries(61, 43, 61 * 43, compression=1)
SEEDS: Mapping[str, Callable[[], bytes]] = {
    "png": lambda: _gradient("png"),
    "png interlaced": lambda: png(61, 43, 8, 2, interlaced=True),
    "jpeg": lambda: _gradient("jpeg"),
    "jpeg progressive": lambda: jpeg(61, 43, PROGRESSIVE, [MEAN, REFINEMENT, REFINEMENT]),
    "gif": lambda: gif(61, 43, [5, 5, 5], frame=(30, 20)),
    "webp": lambda: _gradient("webp"),
    "webp moving": _moving_webp,
    "bmp": lambda: _gradient("bmp"),
    "tiff": lambda: _gradient("tiff"),
    "tiff grey": lambda: tiff(_PLAIN, bytes(61 * 43)),
    "ico": lambda: ico([(61, 43, _gradient("png")), (61, 43, _gradient("ico")[22:])]),
    "svg": lambda: _SVG,
}
"""One file of each kind, which is then changed."""
_TELLING = (0, 1, 0x7F, 0x80, 0xFF)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few changes: of bytes, of numbers, of order, of length; most of them near the head."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        reach = len(made) if chance.random() < 0.4 else min(len(made), 120)
        at = chance.randrange(4, max(reach, 5))
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                made[at : at + 1] = bytes((chance.choice(_TELLING),))
            case 2:
                made[at : at + 4] = struct.pack(chance.choice("<>") + "I", chance.choice(_NUMBERS))
            case 3:
                piece = made[at : at + chance.randrange(1, 60)]
                made[at:at] = piece * chance.choice((1, 2, 50))
            case _:
                del made[at : at + chance.choice((1, 2, 30, len(made)))]
    return bytes(made)


_NUMBERS = (0, 1, 0xFFFF, 0x10000, 20_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def _main(kind: str, seed: int, count: int) -> None:
    application = QCoreApplication([])
    QImageReader.setAllocationLimit(LIMITS.allocation_mib)
    whole = SEEDS[kind]()
    told = Counter([opened(partial(decode_body, whole), whole)])
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + _MEGABYTES * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for number in range(count):
        sys.stderr.write(f"{kind} {number}\n")
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + _SECONDS_EACH, resource.RLIM_INFINITY))
        data = mutated(whole, random.Random(f"{seed} {number}"))
        told[opened(partial(decode_body, data), data)] += 1
    sys.stdout.write(json.dumps({"opened": told.total() - 1, "told": dict(told.most_common(8))}))
    del application


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
