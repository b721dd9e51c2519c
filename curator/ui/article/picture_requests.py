"""At which sizes an article's pictures are shown, and in which order they are had ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from curator.pictures import Fit, PictureRequest
from curator.ui.article.meta_line import ICON_SIZE
from curator.ui.article.picture_view import PictureView
from curator.ui.desk.article_loader import PictureSource, ReadyArticle
from curator.ui.story.related_delegate import PICTURE

_ICON_LAG, _RELATED_LAG = 0.5, 1.5
"""So many articles later than its lead picture an article's other pictures are fetched ahead of time."""
_RELATED = 6
"""Items that are in sight without scrolling."""


class PictureRequests:
    """Makes the requests for what `view` and its neighbours show; None where nothing may be fetched."""

    def __init__(self, view: PictureView) -> None:
        self._view = view

    def large(self, source: PictureSource) -> PictureRequest | None:
        """A picture of the article, in the place of `view`."""
        return _made(source, self._view.device_size(), Fit.PLACE)

    def icon(self, source: PictureSource | None) -> PictureRequest | None:
        """The provider's."""
        return _made(source, _scaled(QSize(ICON_SIZE, ICON_SIZE), self._view), Fit.CONTAIN)

    def small(self, source: PictureSource | None) -> PictureRequest | None:
        """A related item's."""
        return _made(source, _scaled(PICTURE, self._view), Fit.COVER)

    def ahead(
        self, following: Iterable[PictureSource], around: Iterable[ReadyArticle], room: int
    ) -> list[PictureRequest]:
        """What follows here and the pictures of the articles around, the most urgent first.

        As many as fit into `room` bytes. The small pictures of an article are less urgent than the lead
        picture of the one after it.
        """
        ranked: list[tuple[float, PictureRequest | None]] = [(0, self.large(image)) for image in following]
        for place, ready in enumerate(around):
            ranked += [(place, self.large(image)) for image in ready.images[:1]]
            ranked.append((place + _ICON_LAG, self.icon(ready.icon)))
            related = ready.related_images[:_RELATED]
            ranked += [(place + _RELATED_LAG, self.small(source)) for source in related]
        ranked.sort(key=lambda each: each[0])
        return _bounded([request for _, request in ranked if request is not None], room)


def _made(source: PictureSource | None, size: QSize, fit: Fit) -> PictureRequest | None:
    if source is None or source.source is None:
        return None
    return PictureRequest(source.source, max(1, size.width()), max(1, size.height()), fit)


def _scaled(size: QSize, widget: QWidget) -> QSize:
    ratio = widget.devicePixelRatioF()
    return QSize(round(size.width() * ratio), round(size.height() * ratio))


def _bounded(requests: Sequence[PictureRequest], room: int) -> list[PictureRequest]:
    filled = accumulate(4 * request.width * request.height for request in requests)
    return [request for request, bytes_ in zip(requests, filled, strict=True) if bytes_ <= room]
