"""Local pictures, through the service: files good and bad, at the sizes asked for."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter

from curator.pictures import Fit, Limits, Picture, PictureRequest, PictureState

if TYPE_CHECKING:
    from tests.pictures.conftest import Services

Encode = Callable[..., bytes]


def size_of(picture: Picture) -> tuple[int, int]:
    assert picture.image is not None, picture.reason
    return picture.image.width(), picture.image.height()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises a size and whose body does not keep it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("box", "fit", "expected"),
    [
        ((200, 200), Fit.CONTAIN, (200, 100)),
        ((200, 50), Fit.CONTAIN, (100, 50)),
        ((200, 200), Fit.COVER, (200, 200)),
        ((1000, 10), Fit.COVER, (800, 8)),
        ((1600, 1600), Fit.CONTAIN, (800, 400)),
        ((1600, 1600), Fit.COVER, (400, 400)),
        ((1, 1), Fit.CONTAIN, (1, 1)),
    ],
)
def test_a_picture_fits_its_box_and_is_never_enlarged(
    box: tuple[int, int],
    fit: Fit,
    expected: tuple[int, int],
    services: Services,
    tmp_path: Path,
    encode: Encode,
) -> None:
    path = tmp_path / "wide.png"
    path.write_bytes(encode("png", 800, 400))
    picture = services.ask(services.make(), PictureRequest(path, *box, fit))
    assert size_of(picture) == expected
    assert (picture.natural_width, picture.natural_height) == (800, 400)


def test_covering_cuts_both_sides_evenly(services: Services, tmp_path: Path) -> None:
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(100, 200):
        for y in range(100):
            image.setPixelColor(x, y, QColor("blue"))
    image.save(str(tmp_path / "flag.png"))
    picture = services.ask(services.make(), PictureRequest(tmp_path / "flag.png", 50, 50, Fit.COVER))
    assert picture.image is not None
    assert {picture.image.pixelColor(x, 25).name() for x in (2, 25, 47)} == {"#0000ff"}


def test_the_name_does_not_decide(services: Services, tmp_path: Path, encode: Encode) -> None:
    (tmp_path / "really_a.png").write_bytes(encode("jpeg", 80, 40))
    picture = services.ask(services.make(), PictureRequest(tmp_path / "really_a.png", 40, 40))
    assert picture.state is PictureState.READY


@pytest.mark.parametrize("fit", list(Fit))
def test_the_orientation_of_a_photo_is_respected(
    fit: Fit, services: Services, tmp_path: Path, encode: Encode
) -> None:
    plain = encode("jpeg", 80, 40)
    turn_right = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    marker = b"\xff\xe1" + struct.pack(">H", len(turn_right) + 2) + turn_right
    (tmp_path / "photo.jpg").write_bytes(plain[:2] + marker + plain[2:])
    picture = services.ask(services.make(), PictureRequest(tmp_path / "photo.jpg", 20, 40, fit))
    assert size_of(picture) == (20, 40)
    assert (picture.natural_width, picture.natural_height) == (40, 80)


def test_a_colour_profile_is_respected(services: Services, tmp_path: Path) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 200, 0))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    assert QImageWriter(str(tmp_path / "p3.png")).write(image)
    picture = services.ask(services.make(), PictureRequest(tmp_path / "p3.png", 4, 4))
    assert picture.image is not None
    assert picture.image.pixelColor(0, 0) != QColor(0, 200, 0)
    assert picture.image.colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)


def test_transparency_is_kept(services: Services, tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.save(str(tmp_path / "icon.png"))
    picture = services.ask(services.make(), PictureRequest(tmp_path / "icon.png", 4, 4))
    assert picture.image is not None
    assert picture.image.pixelColor(1, 1).alpha() == 0


def test_a_missing_file_is_missing(services: Services, tmp_path: Path) -> None:
    picture = services.ask(services.make(), PictureRequest(tmp_path / "nowhere.png", 9, 9))
    assert (picture.state, picture.reason) == (PictureState.MISSING, "the file is not there")


def test_a_folder_is_no_picture(services: Services, tmp_path: Path) -> None:
    picture = services.ask(services.make(), PictureRequest(tmp_path, 9, 9))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "a folder, not a picture")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(services: Services, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    picture = services.ask(services.make(), PictureRequest(tmp_path / "pipe.png", 9, 9))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "not a regular file")


@pytest.mark.parametrize("place", ["photo.png", "photos/photo.png"])
def test_a_link_put_in_its_place_is_not_followed(
    services: Services, tmp_path: Path, encode: Encode, place: str
) -> None:
    secret = tmp_path / "private" / "photo.png"
    secret.parent.mkdir()
    secret.write_bytes(encode("png", 80, 40))
    site = tmp_path / "site"
    site.mkdir()
    link = site / Path(place).parts[0]
    link.symlink_to(secret if link.suffix else secret.parent)
    picture = services.ask(services.make(), PictureRequest(site / place, 9, 9))
    assert (picture.state, picture.reason) == (PictureState.BLOCKED, "blocked: a link has taken its place")


def test_a_name_no_file_can_have_is_told(services: Services) -> None:
    picture = services.ask(services.make(), PictureRequest(Path("a\0b.png"), 9, 9))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "the file could not be read")


def test_a_file_over_the_limit_is_not_read(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    picture = services.ask(services.make(), PictureRequest(path, 9, 9))
    assert (picture.state, picture.reason) == (PictureState.FAILED, "too large: 100 MB")


def test_a_header_promising_too_many_pixels_is_not_decoded(services: Services, tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png_claiming(60_000, 60_000))
    picture = services.ask(services.make(), PictureRequest(tmp_path / "bomb.png", 9, 9))
    assert (picture.state, picture.reason) == (
        PictureState.FAILED,
        "too large: 60\u202f000 × 60\u202f000 pixels",
    )


@pytest.mark.qt_log_ignore("libpng|QImageIOHandler|allocation limit", extend=True)
@pytest.mark.parametrize("size", [(9_000, 9_000), (100, 100)])
def test_a_header_promising_pixels_that_do_not_come_is_damaged(
    size: tuple[int, int], services: Services, tmp_path: Path
) -> None:
    (tmp_path / "short.png").write_bytes(png_claiming(*size))
    service = services.make(limits=Limits(allocation_mib=64))
    picture = services.ask(service, PictureRequest(tmp_path / "short.png", 9, 9))
    assert picture.state is PictureState.FAILED


@pytest.mark.qt_log_ignore(".")  # the decoders complain at length
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "bmp", "tiff", "ico"])
def test_broken_bytes_never_break_us(kind: str, services: Services, tmp_path: Path, encode: Encode) -> None:
    whole = encode(kind, 60, 40)
    service = services.make()
    for position in range(4, len(whole), max(len(whole) // 40, 1)):
        path = tmp_path / f"{position}.{kind}"
        path.write_bytes(
            whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 : -position // 2]
        )
        assert services.ask(service, PictureRequest(path, 30, 30)).state is not PictureState.MISSING


def test_a_changed_file_is_read_again_once_forgotten(
    services: Services, tmp_path: Path, encode: Encode
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encode("png", 10, 10))
    service = services.make()
    request = PictureRequest(path, 40, 40)
    assert size_of(services.ask(service, request)) == (10, 10)
    path.write_bytes(encode("png", 20, 20))
    assert size_of(services.ask(service, request)) == (10, 10)
    service.forget(path)
    assert size_of(services.ask(service, request)) == (20, 20)
