"""Which picture fills its place and which stands in it whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from curator.pictures import Fit, PictureRequest, fills_place
from curator.pictures.placing import placed

if TYPE_CHECKING:
    from tests.pictures.conftest import Services

Encode = Callable[..., bytes]

BOX = PictureRequest(Path("/news/moss.png"), 680, 260, Fit.PLACE)


@pytest.mark.parametrize(
    ("natural", "fit"),
    [
        (QSize(1200, 675), Fit.COVER),
        (QSize(600, 300), Fit.COVER),
        (QSize(599, 300), Fit.CONTAIN),
        (QSize(1200, 299), Fit.CONTAIN),
        (QSize(1000, 1000), Fit.CONTAIN),
        (QSize(3000, 500), Fit.CONTAIN),
    ],
)
def test_small_and_odd_pictures_stand_whole(natural: QSize, fit: Fit) -> None:
    assert placed(BOX, natural, is_drawing=False).fit is fit


@pytest.mark.parametrize(("width", "height"), [(0, 0), (680, 0), (0, 260)])
def test_place_without_room_is_none_to_fail_in(width: int, height: int) -> None:
    place = PictureRequest(BOX.source, width, height, Fit.PLACE)
    assert placed(place, QSize(1200, 675), is_drawing=False).fit in (Fit.COVER, Fit.CONTAIN)


def test_drawing_is_never_cut() -> None:
    assert placed(BOX, QSize(1200, 675), is_drawing=True).fit is Fit.CONTAIN


@pytest.mark.parametrize("fit", [Fit.COVER, Fit.CONTAIN])
def test_what_was_asked_for_plainly_is_left_alone(fit: Fit) -> None:
    request = PictureRequest(BOX.source, 680, 260, fit)
    assert placed(request, QSize(10, 10), is_drawing=False) == request


@pytest.mark.parametrize(
    ("natural", "made", "fills"),
    [
        ((1200, 675), (680, 260), True),
        ((640, 360), (640, 244), True),
        ((320, 180), (320, 180), False),
        ((900, 900), (260, 260), False),
        ((4000, 400), (680, 68), False),
    ],
)
def test_decoder_makes_what_the_window_paints(
    services: Services,
    encode: Encode,
    tmp_path: Path,
    natural: tuple[int, int],
    made: tuple[int, int],
    fills: bool,
) -> None:
    path = tmp_path / "one.png"
    path.write_bytes(encode("png", *natural))
    picture = services.ask(services.make(), PictureRequest(path, 680, 260, Fit.PLACE))
    assert picture.image is not None
    assert (picture.image.width(), picture.image.height()) == made
    assert fills_place(picture) is fills
