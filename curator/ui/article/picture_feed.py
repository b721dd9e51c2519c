"""Asks for the pictures of the article on screen and of those around it, and hands them to the panes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot

from curator.pictures import Picture, PictureRequest, PictureService, PictureState
from curator.ui.article.picture_requests import PictureRequests
from curator.ui.article.picture_view import PictureView
from curator.ui.article.picture_words import NO_PICTURE, PictureWords, answer_words, refused_words
from curator.ui.desk.article_loader import ReadyArticle

_SETTLED_MILLISECONDS = 150
"""Without another size, after which the pane's is taken for the one it is to have."""


class PictureFeed(QObject):
    """Signals: `icon_arrived(QImage or None)`, `related_arrived(place, QImage)`."""

    icon_arrived = Signal(object)
    related_arrived = Signal(int, object)

    def __init__(self, service: PictureService, view: PictureView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._view = view
        self._requests = PictureRequests(view)
        self._ready: ReadyArticle | None = None
        self._place = 0
        self.is_remote_allowed = True
        """Whether pictures come from the web here; where they do not, the key that helps is another."""
        self._awaited: PictureRequest | None = None
        self._icon: PictureRequest | None = None
        self._related: dict[PictureRequest, list[int]] = {}
        self._around: Sequence[ReadyArticle] = ()
        self._left: ReadyArticle | None = None
        self._is_racing = False
        self._put_off: dict[PictureRequest, None] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED_MILLISECONDS)
        self._settling.timeout.connect(self._on_settling_timeout)
        service.picture_ready.connect(self._on_service_picture_ready)

    @property
    def place(self) -> int:
        """Which of the article's pictures is shown, from 0."""
        return self._place

    def show(self, ready: ReadyArticle) -> None:
        """Show the pictures of an article; what is in memory is there at once."""
        before, self._ready = self._ready, ready
        if before is not None and before.article.path == ready.article.path:
            self._place = _place_of_same(self._place, before, ready)
        else:
            self._place, self._left = 0, before
            self.leave()
        self._show_lead()
        self._show_icon(ready)
        self._ask_related(ready)

    def leave(self) -> None:
        """The editor has gone to an article that is still being read: nothing of the one there is wanted."""
        self._put_off.clear()
        self._service.withdraw()

    def forget(self) -> None:
        """Another folder is opened: nothing of the one before is wanted, nor asked for again."""
        self._ready = self._left = self._awaited = self._icon = None
        self._place = 0
        self._around = ()
        self._related.clear()
        self._put_off.clear()
        self._settling.stop()
        self._service.withdraw_all()

    @Slot()
    def show_again(self) -> None:
        """The pane has another size: the pictures must have another one too, once it is the last."""
        if self._ready is not None:
            self._settling.start()

    @Slot(bool)
    def set_racing(self, is_racing: bool) -> None:
        """While a key is held down only what is in memory is shown; the rest is asked for afterwards."""
        self._is_racing = is_racing
        if not is_racing:
            put_off, self._put_off = self._put_off, {}
            for request in put_off:
                self._service.request(request, urgent=True)

    def next_picture(self, places: int = 1) -> bool:
        """Show another picture of the article, so many places on; False when it has no other."""
        if self._ready is None or len(self._ready.images) < 2:
            return False
        self._place = (self._place + places) % len(self._ready.images)
        self._show_lead()
        self.prefetch(self._around)
        return True

    def retry(self) -> bool:
        """Get the picture on screen anew, past all caches; False when there is none to get."""
        ready = self._ready
        if ready is None or not ready.images:
            return False
        request = self._requests.large(ready.images[self._place])
        if request is None:
            return False
        self._awaited = request
        self._view.await_picture(_letter(ready))
        self._service.retry(request)
        return True

    def full_request(self, box: QSize) -> PictureRequest | None:
        """The request for the picture on screen at the size of a zoom."""
        if self._ready is None or self._place >= len(self._ready.images):
            return None
        source = self._ready.images[self._place].source
        return PictureRequest(source, box.width(), box.height()) if source is not None else None

    @Slot(object)
    def prefetch(self, around: Sequence[ReadyArticle]) -> None:
        """Have the pictures of these ready before the editor gets there, the most urgent article first.

        They take half of the memory at most: what was shown last is to stay there too.
        """
        self._around = around
        # Who has gone on to the second picture may want to see the third.
        following = self._ready.images[self._place + 1 :][:1] if self._ready and self._place else ()
        room = self._service.figures.capacity // 2
        self._service.prefetch(self._requests.ahead(following, around, room, self._left))

    def _ask(self, request: PictureRequest) -> None:
        if self._is_racing:
            self._put_off[request] = None
        else:
            self._service.request(request, urgent=True)

    @Slot()
    def _on_settling_timeout(self) -> None:
        if self._ready is not None:
            # Until the picture of the new size is here, the one there is stands in for it, stretched.
            self._show_lead(stands_in=self._view.has_picture)
            self.prefetch(self._around)

    def _show_lead(self, *, stands_in: bool = False) -> None:
        ready = self._ready
        if ready is None:
            return
        letter = _letter(ready)
        self._awaited = None
        if not ready.images:
            self._view.show_nothing(letter, PictureWords(reason=NO_PICTURE))
            return
        # Somebody else may have taken pictures out of the article.
        place = self._place = min(self._place, len(ready.images) - 1)
        request = self._requests.large(ready.images[place])
        if request is None:
            words = refused_words(ready.images[place].reason, place, len(ready.images))
            self._view.show_nothing(letter, words)
            return
        known = self._service.lookup(request)
        if known is not None:
            words = answer_words(
                known, place, ready.article.images, len(ready.images), self.is_remote_allowed
            )
            self._view.show_picture(known, words, letter)
            return
        self._awaited = request
        if not stands_in:
            self._view.await_picture(letter)
        self._ask(request)

    def _show_icon(self, ready: ReadyArticle) -> None:
        self._icon = self._requests.icon(ready.icon)
        known = self._service.lookup(self._icon) if self._icon is not None else None
        self.icon_arrived.emit(known.image if known is not None else None)
        if self._icon is not None and known is None:
            self._ask(self._icon)

    def _ask_related(self, ready: ReadyArticle) -> None:
        self._related.clear()
        for place, source in enumerate(ready.related_images):
            request = self._requests.small(source)
            if request is None:
                continue
            known = self._service.lookup(request)
            if known is not None:
                self._hand_over(place, known)
            else:
                self._related.setdefault(request, []).append(place)
        for request in self._related:
            self._ask(request)

    def _hand_over(self, place: int, picture: Picture) -> None:
        if picture.state is PictureState.READY:
            self.related_arrived.emit(place, picture.image)

    @Slot(object)
    def _on_service_picture_ready(self, picture: Picture) -> None:
        ready = self._ready
        if ready is None:
            return
        if picture.request == self._awaited:
            self._awaited = None
            images, count = ready.article.images, len(ready.images)
            words = answer_words(picture, self._place, images, count, self.is_remote_allowed)
            self._view.show_picture(picture, words, _letter(ready))
        if picture.request == self._icon:
            self.icon_arrived.emit(picture.image)
        for place in self._related.pop(picture.request, ()):
            self._hand_over(place, picture)


def _place_of_same(place: int, before: ReadyArticle, now: ReadyArticle) -> int:
    """Where the picture on screen stands once the article's pictures are in another order."""
    shown = before.images[place] if place < len(before.images) else None
    if shown is None or shown not in now.images or shown == now.images[min(place, len(now.images) - 1)]:
        return place
    return now.images.index(shown)


def _letter(ready: ReadyArticle) -> str:
    """What stands for the provider where no picture does."""
    return ready.article.provider.label or ready.article.title
