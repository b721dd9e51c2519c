"""How a picture stands in its place: filling it, or whole, where filling would show mush or a mere part.

The decoder and the window ask the same questions here, so that what is made is what is painted.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize

from curator.pictures.model import Fit, Picture, PictureRequest

LEAST_WIDTH = 600
LEAST_HEIGHT = 300
"""Smaller, and a site that shows it as wide as its column has to blow it up."""
_MOST_CUT = 2.0
"""What fills its place loses no more than half of itself."""


def is_small(width: int, height: int) -> bool:
    """Whether a picture of so many pixels is too small to lead an article."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT


def placed(request: PictureRequest, natural: QSize, *, is_drawing: bool) -> PictureRequest:
    """`request` with the fit that Fit.PLACE stands for in the case of a picture of size `natural`."""
    if request.fit is not Fit.PLACE:
        return request
    across, down = max(request.width, 1) / natural.width(), max(request.height, 1) / natural.height()
    cut = max(across, down) / min(across, down)
    is_whole = is_drawing or is_small(natural.width(), natural.height()) or cut > _MOST_CUT
    return replace(request, fit=Fit.CONTAIN if is_whole else Fit.COVER)


def is_too_small(picture: Picture) -> bool:
    """Whether a picture that was made has fewer pixels than its place deserves; a drawing never has."""
    image = picture.image
    is_drawing = image is not None and image.width() > picture.natural_width
    return not is_drawing and is_small(picture.natural_width, picture.natural_height)


def fills_place(picture: Picture) -> bool:
    """Whether what was made is to fill its place, rather than to stand in it whole."""
    image, request = picture.image, picture.request
    if image is None or is_too_small(picture):
        return False
    # The shape of the box, but for a pixel of rounding.
    return abs(image.width() * request.height - image.height() * request.width) <= max(
        request.width, request.height
    )
