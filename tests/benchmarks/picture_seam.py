"""What the picture benchmark does and sees in the window beyond what `seam` offers."""

from __future__ import annotations

import time

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage

from curator.library.child import Launched
from tests.benchmarks.seam import Seam


class PictureSeam(Seam):
    """A running Curator and the pictures it shows."""

    def __init__(self, engine: Launched, saving: Launched) -> None:
        super().__init__(engine, saving)
        self._has_icon = False
        self._area = self._curator.window.area
        self._presenter = self._curator.window.presenter
        self._presenter.feed.icon_arrived.connect(self._on_feed_icon_arrived)

    def click_place(self, place: int) -> float:
        """Click an article far away in the list; returns when."""
        at = time.monotonic()
        self._view.article_clicked.emit(place)
        return at

    @property
    def has_lead_picture(self) -> bool:
        """Whether a picture stands above the article."""
        return self._area.article.picture.has_picture

    @property
    def small_pictures(self) -> tuple[int, int]:
        """How many of the icon and the related pictures are to be seen, and how many there are."""
        ready = self._presenter.shown
        if ready is None:
            return 0, 0
        wanted = sum(source is not None for source in (ready.icon, *ready.related_images))
        return len(self.pictures_on_screen()) - self.has_lead_picture, wanted

    def pictures_on_screen(self) -> list[str]:
        """The addresses of all pictures that are to be seen."""
        ready = self._presenter.shown
        if ready is None:
            return []
        sources = [ready.images[self._presenter.feed.place]] if self.has_lead_picture else []
        if self._has_icon and ready.icon is not None:
            sources.append(ready.icon)
        for place, source in enumerate(ready.related_images):
            card = self._area.story.card(place)
            if card is not None and card.image is not None and source is not None:
                sources.append(source)
        return [str(source.source) for source in sources]

    @Slot(object)
    def _on_feed_icon_arrived(self, image: QImage | None) -> None:
        self._has_icon = image is not None
