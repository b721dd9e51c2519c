"""Where a picture lies in the zoom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from curator.ui.article.zoom_room import fitted, moved

ROOM = QSizeF(600, 400)


@pytest.mark.parametrize(
    ("size", "where"),
    [
        (QSizeF(200, 100), QRectF(200, 150, 200, 100)),
        (QSizeF(1200, 400), QRectF(0, 100, 600, 200)),
        (QSizeF(400, 800), QRectF(200, 0, 200, 400)),
        (QSizeF(201, 101), QRectF(200, 150, 201, 101)),
    ],
)
def test_picture_that_fits_is_in_the_middle_and_never_larger_than_it_is(size: QSizeF, where: QRectF) -> None:
    assert fitted(size, ROOM) == where


@pytest.mark.parametrize(
    ("offset", "corner"),
    [
        (QPointF(0, 0), QPointF(-300, -200)),
        (QPointF(100, -50), QPointF(-200, -250)),
        (QPointF(1000, 1000), QPointF(0, 0)),
        (QPointF(-1000, -1000), QPointF(-600, -400)),
    ],
)
def test_picture_in_full_size_is_moved_to_its_edges_and_no_further(offset: QPointF, corner: QPointF) -> None:
    assert moved(QSizeF(1200, 800), ROOM, offset).topLeft() == corner


def test_picture_smaller_than_the_window_stays_in_the_middle() -> None:
    assert moved(QSizeF(200, 800), ROOM, QPointF(50, 50)) == QRectF(200, -150, 200, 800)
