"""Local pictures, through the service: files good and bad, at the sizes asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from curator.pictures import Fit, Picture, PictureRequest, PictureService, PictureState


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[PictureService]:
    made = PictureService()
    yield made
    made.close()


def answer(qtbot: QtBot, service: PictureService, request: PictureRequest) -> Picture:
    """Request a picture and wait for its answer."""
    with qtbot.waitSignal(
        service.picture_ready, timeout=5000, check_params_cb=lambda got: got.request == request
    ) as blocker:
        service.request(request)
    assert blocker.args is not None
    picture = blocker.args[0]
    assert isinstance(picture, Picture)
    return picture


def write_image(path: Path, width: int, height: int, colour: str = "teal") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def test_a_large_picture_is_scaled_into_the_box(
    qtbot: QtBot, service: PictureService, tmp_path: Path
) -> None:
    path = write_image(tmp_path / "wide.png", 800, 400)
    picture = answer(qtbot, service, PictureRequest(path, 200, 200))
    assert picture.state is PictureState.READY
    assert picture.image is not None
    assert (picture.image.width(), picture.image.height()) == (200, 100)
    assert (picture.natural_width, picture.natural_height) == (800, 400)


def test_covering_fills_the_box_exactly(qtbot: QtBot, service: PictureService, tmp_path: Path) -> None:
    path = write_image(tmp_path / "wide.png", 800, 400)
    picture = answer(qtbot, service, PictureRequest(path, 200, 200, Fit.COVER))
    assert picture.image is not None
    assert (picture.image.width(), picture.image.height()) == (200, 200)


def test_a_missing_file_is_missing(qtbot: QtBot, service: PictureService, tmp_path: Path) -> None:
    picture = answer(qtbot, service, PictureRequest(tmp_path / "nowhere.png", 100, 100))
    assert (picture.state, picture.reason) == (PictureState.MISSING, "the file is not there")
