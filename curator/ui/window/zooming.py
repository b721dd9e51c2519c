"""Shows the picture of the article on screen large, and the others of the article after it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from curator.ui.article.zoomed import Zoomed
from curator.ui.commands.commands import CommandId
from curator.ui.window.main_window import MainWindow


class Zooming(QObject):
    """Joins the place of the picture to the zoom over the window; both show the same one."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.area.article.picture.clicked.connect(self._on_zoom_requested)
        window.moves.zoom_requested.connect(self._on_zoom_requested)
        window.overlays.zoom_step_requested.connect(self._on_overlays_zoom_step_requested)
        window.overlays.zoom_retry_requested.connect(self._on_overlays_zoom_retry_requested)

    def _zoomed(self) -> Zoomed | None:
        """The picture on screen, None when there is none to show large."""
        feed, shown = self._window.presenter.feed, self._window.presenter.shown
        request = feed.full_request(self._window.overlays.zoom.box())
        if request is None or shown is None:
            return None
        images, place = shown.article.images, feed.place
        declared = images[place] if place < len(images) else None
        return Zoomed(request, place, len(shown.images), declared, feed.is_remote_allowed)

    @Slot()
    def _on_zoom_requested(self) -> None:
        zoomed = self._zoomed()
        if zoomed is None:
            shown = self._window.presenter.shown
            has_one = shown is not None and bool(shown.images)
            words = "This picture cannot be shown" if has_one else "This article has no picture"
            self._window.announcer.tell(words)
        else:
            self._window.overlays.zoom.open(zoomed)

    @Slot(int)
    def _on_overlays_zoom_step_requested(self, places: int) -> None:
        feed, shown = self._window.presenter.feed, self._window.presenter.shown
        # One that may not even be asked for is passed by.
        for _ in shown.images if shown is not None else ():
            if feed.next_picture(places) and (zoomed := self._zoomed()) is not None:
                self._window.overlays.zoom.open(zoomed)
                return

    @Slot()
    def _on_overlays_zoom_retry_requested(self) -> None:
        # The same as in the window: it may be that the web has not been asked at all.
        self._window.runner.run(CommandId.RETRY_PICTURE)
        zoomed = self._zoomed()
        if zoomed is not None:
            self._window.overlays.zoom.open(zoomed)
