"""Every format and kind of picture we show, with the right colours in the right places, at any size."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageIOHandler

from curator.pictures import Fit, Limits, PictureRequest
from curator.pictures.decoding.decode import Decoded, decode_body
from curator.pictures.model import PictureError
from tests.pictures.decoding.colour_profiles import ink_profile, jpeg_with_profile
from tests.pictures.decoding.every_kind import (
    COLOURED,
    GREY,
    GREYS,
    HEIGHT,
    ONE_COLOUR,
    QUARTERS,
    WIDTH,
    greys,
    inks,
    quarters,
)
from tests.pictures.decoding.handmade_files import ico, png
from tests.pictures.samples import written

FAST = {QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied}
Named = QColorSpace.NamedColorSpace
Turn = QImageIOHandler.Transformation


def opened(data: bytes, width: int = WIDTH, height: int = HEIGHT, fit: Fit = Fit.CONTAIN) -> Decoded:
    decoded = decode_body(data, PictureRequest("", width, height, fit), Limits())
    assert isinstance(decoded, Decoded)
    assert decoded.image.format() in FAST
    return decoded


def corners(image: QImage) -> list[tuple[int, ...]]:
    """The middle of each quarter: upper left, upper right, lower left, lower right."""
    across, down = (
        (image.width() // 4, image.width() * 3 // 4),
        (image.height() // 4, image.height() * 3 // 4),
    )
    places = [(x, y) for y in down for x in across]
    return [_parts(image.pixelColor(x, y)) for x, y in places]


def _parts(colour: QColor) -> tuple[int, ...]:
    return colour.red(), colour.green(), colour.blue()


def check_near(found: Sequence[tuple[int, ...]], expected: Sequence[tuple[int, ...]], within: int) -> None:
    for one, other in zip(found, expected, strict=True):
        assert all(abs(a - b) <= within for a, b in zip(one, other, strict=True)), (found, expected)


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("size", [(64, 32), (32, 32), (20, 20)])
def test_every_format_has_its_colours_in_their_places(name: str, size: tuple[int, int]) -> None:
    decoded = opened(COLOURED[name](), *size)
    assert decoded.natural.toTuple() == (WIDTH, HEIGHT)
    assert decoded.image.width() == size[0]
    check_near(corners(decoded.image), QUARTERS, 12)


@pytest.mark.parametrize("name", GREY)
@pytest.mark.parametrize("width", [64, 20])
def test_grey_pictures_are_grey(name: str, width: int) -> None:
    expected = [(grey, grey, grey) for grey in GREYS]
    check_near(corners(opened(GREY[name](), width, width).image), expected, 4)


@pytest.mark.parametrize("name", ONE_COLOUR)
def test_of_a_gif_the_first_frame_is_shown(name: str) -> None:
    check_near(corners(opened(ONE_COLOUR[name]()).image), [(255, 0, 0)] * 4, 0)


@pytest.mark.parametrize("width", [64, 20])
def test_four_inks_become_colours(width: int) -> None:
    decoded = opened(written(inks(), "jpeg", quality=95), width, width)
    cyan, magenta, yellow, black = (0, 255, 255), (255, 0, 255), (255, 255, 0), (0, 0, 0)
    check_near(corners(decoded.image), [cyan, magenta, yellow, black], 12)


def test_a_kind_this_system_cannot_show_is_named() -> None:
    with pytest.raises(PictureError, match=r"a kind of picture this system cannot show \(AVIF\)"):
        opened(b"\0\0\0\x20ftypavif" + bytes(40))


def turned(colours: Sequence[tuple[int, ...]], order: str) -> list[tuple[int, ...]]:
    """The quarters in another order, given by their letters."""
    return [colours["abcd".index(letter)] for letter in order]


ORIENTATIONS = {1: "abcd", 2: "badc", 3: "dcba", 4: "cdab", 5: "acbd", 6: "cadb", 7: "dbca", 8: "bdac"}
"""What is seen of the quarters a b c d, by the number in the file (EXIF 2.3, tag 274)."""


def exif(orientation: int) -> bytes:
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + struct.pack(">HHI", orientation, 0, 0)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("fit", list(Fit))
def test_a_jpeg_is_shown_upright(orientation: int, fit: Fit) -> None:
    plain, note = COLOURED["JPEG baseline"](), b"Exif\0\0" + exif(orientation)
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + plain[2:]
    upright = (WIDTH, HEIGHT) if orientation < 5 else (HEIGHT, WIDTH)
    box = upright[0] // 2, upright[1] // 2
    decoded = opened(data, box[0], box[1], fit)
    assert (decoded.natural.toTuple(), decoded.image.size().toTuple()) == (upright, box)
    check_near(corners(decoded.image), turned(QUARTERS, ORIENTATIONS[orientation]), 16)


def test_a_turned_jpeg_covers_a_square_with_its_middle() -> None:
    image = quarters(((255, 0, 0), (0, 255, 0), (255, 0, 0), (0, 255, 0)))
    plain, note = written(image, "jpeg", quality=95), b"Exif\0\0" + exif(6)
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + plain[2:]
    decoded = opened(data, 16, 16, Fit.COVER)
    assert decoded.image.size().toTuple() == (16, 16)
    check_near(
        corners(decoded.image), turned(((255, 0, 0), (255, 0, 0), (0, 255, 0), (0, 255, 0)), "abcd"), 16
    )


@pytest.mark.parametrize("number", range(8))
def test_a_tiff_is_shown_upright(number: int) -> None:
    turn = Turn(number)
    data = written(quarters(), "tiff", turn=turn)
    decoded = opened(data, 64, 64)
    order = {0: "abcd", 1: "badc", 2: "cdab", 3: "dcba", 4: "cadb", 5: "dbca", 6: "acbd", 7: "bdac"}[number]
    check_near(corners(decoded.image), turned(QUARTERS, order), 4)


def with_profile(image: QImage, space: QColorSpace, kind: str) -> bytes:
    made = QImage(image)
    made.setColorSpace(space)
    return written(made, kind, quality=100)


@pytest.mark.parametrize("named", [Named.DisplayP3, Named.AdobeRgb, Named.ProPhotoRgb])
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("width", [64, 20])
def test_colours_with_a_profile_are_those_of_the_screen(named: Named, kind: str, width: int) -> None:
    seen = ((200, 90, 60), (90, 160, 80), (60, 90, 170), (170, 160, 90))
    space = QColorSpace(named)
    stored = quarters(seen)
    stored.setColorSpace(QColorSpace(Named.SRgb))
    decoded = opened(with_profile(stored.convertedToColorSpace(space), space, kind), width, width)
    check_near(corners(decoded.image), seen, 8)
    assert decoded.image.colorSpace() == QColorSpace(Named.SRgb)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
@pytest.mark.parametrize("width", [64, 20])
def test_greys_with_a_profile_are_those_of_the_screen(kind: str, width: int) -> None:
    linear = QColorSpace(QPointF(0.3127, 0.3290), QColorSpace.TransferFunction.Linear)
    data = with_profile(greys(), linear, kind)
    if kind == "jpeg":
        # Qt reads one there, and writes none.
        data = jpeg_with_profile(data, bytes(linear.iccProfile().data()))
    decoded = opened(data, width, width)
    # What half the light looks like, and so on: the sRGB curve (IEC 61966-2-1).
    expected = [(value, value, value) for value in (96, 168, 218, 249)]
    check_near(corners(decoded.image), expected, 4)


@pytest.mark.parametrize("width", [64, 20])
def test_inks_with_a_profile_are_as_they_look_on_paper(width: int) -> None:
    data = jpeg_with_profile(written(inks(), "jpeg", quality=95), ink_profile())
    # The profile's L*a*b* of (60, -40, -40), (50, 60, -10), (90, 0, 80) and (0, 0, 0), by the formulas.
    expected = [(0, 165, 214), (203, 64, 139), (255, 225, 54), (0, 0, 0)]
    check_near(corners(opened(data, width, width).image), expected, 8)


@pytest.mark.qt_log_ignore("ICC|fromIccProfile")
@pytest.mark.parametrize("profile", [b"nonsense" * 40, b"", ink_profile()[:300]])
def test_a_broken_profile_is_passed_over(profile: bytes) -> None:
    data = jpeg_with_profile(COLOURED["JPEG baseline"](), profile)
    check_near(corners(opened(data).image), QUARTERS, 12)


@pytest.mark.parametrize("kind", ["png", "webp", "tiff"])
@pytest.mark.parametrize("width", [64, 20])
def test_what_is_half_transparent_stays_so(kind: str, width: int) -> None:
    image = quarters(tuple((*colour, 128) for colour in QUARTERS), QImage.Format.Format_ARGB32)
    decoded = opened(written(image, kind, quality=100), width, width)
    assert abs(decoded.image.pixelColor(3, 3).alpha() - 128) <= 1
    check_near(corners(decoded.image), QUARTERS, 4)


@pytest.mark.parametrize(("width", "expected"), [(16, (0, 0, 0)), (20, QUARTERS[0]), (900, QUARTERS[0])])
def test_of_an_icon_the_size_that_suits_is_taken(width: int, expected: tuple[int, ...]) -> None:
    decoded = opened(COLOURED["ICO of several sizes"](), width, width)
    assert decoded.image.width() == min(width, WIDTH)
    assert corners(decoded.image)[0] == expected


def test_a_picture_larger_than_its_icon_says_is_no_larger_than_asked_for() -> None:
    decoded = opened(ico([(16, 16, png(3000, 2000, 8, 2))]), 400, 400)
    assert (decoded.image.width(), decoded.image.height()) == (16, 16)


def test_fine_detail_becomes_an_even_grey_when_it_is_made_small() -> None:
    # Of a chessboard of single pixels, a reader that leaves out pixels shows anything but its mean.
    board = QImage(600, 400, QImage.Format.Format_RGB32)
    cells = struct.pack("<2I", 0xFFFFFFFF, 0xFF000000) * 300
    memoryview(board.bits())[:] = (cells + cells[4:] + cells[:4]) * 200
    for kind in ("png", "jpeg", "webp", "bmp", "tiff"):
        image = opened(written(board, kind, quality=100), 70, 70).image
        greyness = [QColor(image.pixelColor(x, y)).red() for x in range(0, 70, 7) for y in range(0, 46, 5)]
        assert min(greyness) > 110, kind
        assert max(greyness) < 145, kind
