"""Files that are small, or that claim to be, and cost a decoder much; and what an editor is told of each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping

from tests.pictures.decoding.handmade_files import (
    ARITHMETIC,
    BASELINE,
    DETAIL,
    MEAN,
    PROGRESSIVE,
    REFINEMENT,
    bmp,
    ico,
    jpeg,
    png,
    png_chunk,
    tiff,
    tiff_entries,
    zeros,
)
from tests.pictures.decoding.moving_files import gif, webp_head

WIDE, HIGH = 12_000, 10_000
"""As many pixels as are let through at all."""
SHOWN = ""
LARGE = "too large: "
COMPLICATED = "too complicated: opening it would take too long"
RARE = "a kind of picture this system cannot show"
DAMAGED = "the picture is damaged"


def _strip() -> bytes:
    return zeros(8_000 * HIGH)


def _text() -> bytes:
    return zlib.compress(bytes(7_900_000), 9)


def _lzw_of_nothing(width: int, height: int) -> bytes:
    """A GIF of a huge canvas whose only frame is a single pixel."""
    return gif(1, 1, [5]).replace(struct.pack("<HH", 1, 1), struct.pack("<HH", width, height), 1)


BOMBS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "jpeg: as large as may be, in one scan": (
        lambda: jpeg(WIDE, HIGH, BASELINE, [((1, 2, 3), 0, 63, 0, b"\0")]),
        SHOWN,
    ),
    "jpeg: progressive, coefficients of 720 MB": (lambda: jpeg(WIDE, HIGH, PROGRESSIVE, [MEAN]), LARGE),
    "jpeg: progressive grey, 240 MB, few scans": (
        lambda: jpeg(WIDE, HIGH, PROGRESSIVE, [((1,), 0, 0, 0, b"\0"), *[REFINEMENT] * 6], components=1),
        SHOWN,
    ),
    "jpeg: thousands of scans": (
        lambda: jpeg(3000, 2000, PROGRESSIVE, [MEAN, *[DETAIL] * 5000]),
        COMPLICATED,
    ),
    "jpeg: a hundred scans of much": (
        lambda: jpeg(WIDE, HIGH, PROGRESSIVE, [((1,), 0, 0, 0, b"\0"), *[REFINEMENT] * 90], components=1),
        COMPLICATED,
    ),
    "jpeg: baseline in many scans": (
        lambda: jpeg(8000, 8000, BASELINE, [((n,), 0, 63, 0, b"\0") for n in (1, 2, 3)] * 40),
        COMPLICATED,
    ),
    "jpeg: of four inks, 960 MB": (lambda: jpeg(WIDE, HIGH, PROGRESSIVE, [MEAN], components=4), LARGE),
    "jpeg: arithmetic codes": (lambda: jpeg(3000, 2000, ARITHMETIC, [MEAN]), RARE),
    "png: as large as may be, with transparency": (lambda: png(8_000, 8_000, 8, 6), SHOWN),
    "png: larger, with one transparent colour": (
        lambda: png(WIDE, HIGH, 8, 2, extra=png_chunk(b"tRNS", bytes(6))),
        LARGE,
    ),
    "png: interlaced": (lambda: png(WIDE, HIGH, 8, 2, interlaced=True), SHOWN),
    "png: of one bit": (lambda: png(WIDE, 8_500, 1, 0), SHOWN),
    "png: of 16 bits": (lambda: png(WIDE, HIGH, 16, 6), LARGE),
    "png: a palette": (lambda: png(WIDE, HIGH, 8, 3, extra=png_chunk(b"PLTE", bytes(768))), LARGE),
    "png: 5 GB of text": (lambda: png(9, 9, 8, 2, extra=png_chunk(b"zTXt", b"a\0\0" + _text()) * 600), SHOWN),
    "png: text in other letters": (
        lambda: png(9, 9, 8, 2, extra=png_chunk(b"iTXt", b"a\0\1\0\0\0" + _text()) * 600),
        SHOWN,
    ),
    "png: a profile that unpacks": (
        lambda: png(9, 9, 8, 2, extra=png_chunk(b"iCCP", b"a\0\0" + _text())),
        SHOWN,
    ),
    "png: many profiles": (
        lambda: png(9, 9, 8, 2, extra=png_chunk(b"iCCP", b"a\0\0" + _text()) * 600),
        SHOWN,
    ),
    "png: a million chunks": (
        lambda: png(9, 9, 8, 2, extra=png_chunk(b"abCd", b"") * 1_000_000),
        COMPLICATED,
    ),
    "png: one row of a billion": (lambda: png(1_000_000_000, 1, 1, 0, rows=[b"\0"]), LARGE),
    "gif: a huge canvas, a tiny frame": (lambda: _lzw_of_nothing(60_000, 60_000), LARGE),
    "gif: half of it": (lambda: _lzw_of_nothing(8_000, 8_000), SHOWN),
    "gif: a hundred thousand frames": (lambda: gif(9, 9, [5] * 100_000), SHOWN),
    "gif: a hundred thousand notes first": (
        lambda: gif(9, 9, [5]).replace(b"\x21\xf9", b"\x21\xfe\x01a\0" * 100_000 + b"\x21\xf9", 1),
        SHOWN,
    ),
    "webp: a canvas of a gigabyte that moves": (lambda: webp_head(16_383, 16_383, is_moving=True), LARGE),
    "webp: of 100 megapixels, moving": (lambda: webp_head(10_000, 10_000, is_moving=True), LARGE),
    "webp: with nothing in it": (lambda: webp_head(7_000, 7_000, is_moving=False), DAMAGED),
    "bmp: a promise of 480 MB": (lambda: bmp(30_000, 4_000, 32, 0, bytes(99)), SHOWN),
    "bmp: runs": (lambda: bmp(30_000, 2_800, 8, 1, (b"\xff\1" * 118 + b"\0\0") * 2_800 + b"\0\1"), SHOWN),
    "bmp: higher than anything": (lambda: bmp(1, -(2**31), 32, 0, b""), LARGE),
    "tiff: as large as may be, in one strip": (
        lambda: tiff(tiff_entries(8_000, HIGH, len(_strip()), compression=8), _strip()),
        SHOWN,
    ),
    "tiff: a compression of its own": (
        lambda: tiff(tiff_entries(99, 99, 9, compression=34712), bytes(9)),
        RARE,
    ),
    "tiff: of 64 bits": (lambda: tiff(tiff_entries(WIDE, HIGH, 9, bits=64), bytes(9)), LARGE),
    "tiff: two sizes, of which the decoder takes the one we did not": (
        lambda: tiff([(256, 9, WIDE), (257, 9, HIGH), *tiff_entries(9, 9, 9)], bytes(9)),
        DAMAGED,
    ),
    "gif: a canvas that grows with its frame": (
        lambda: gif(2_000, 1_500, [5]).replace(struct.pack("<HH", 2_000, 1_500), bytes(4), 1),
        DAMAGED,
    ),
    "tiff: pages in a circle": (lambda: tiff(tiff_entries(4, 4, 16), bytes(16), next_page=24), SHOWN),
    "ico: a PNG of 120 megapixels": (lambda: ico([(16, 16, png(WIDE, HIGH, 16, 6))]), LARGE),
    "ico: as many entries as there can be": (lambda: ico([(16, 16, b"")] * 65_535), DAMAGED),
}
