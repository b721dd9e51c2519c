"""A large image is converted in stripes, each of which is alive while it is copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from curator.pictures.decoding.finishing import finished


@pytest.mark.parametrize("to", [QImage.Format.Format_RGB888, QImage.Format.Format_ARGB32])
def test_every_stripe_arrives_whole(to: QImage.Format) -> None:
    image = QImage(1600, 900, QImage.Format.Format_ARGB32)
    with QPainter(image) as painter:
        colours = QLinearGradient(0, 0, 1600, 900)
        colours.setColorAt(0, QColor("teal"))
        colours.setColorAt(1, QColor("orange"))
        painter.fillRect(image.rect(), colours)
    image = image.convertToFormat(to)
    # Whatever is freed too early is likely to be used for one of the next.
    for _ in range(20):
        made = finished(image)
        assert made == image.convertToFormat(made.format())
