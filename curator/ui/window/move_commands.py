"""Which key goes where: moving, marking, the story, links and pictures."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.articles import is_web_url
from curator.library import article_id
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.desk import Desk
from curator.ui.desk.story_links import StoryLinks
from curator.ui.window.presenter import Presenter
from curator.ui.window.work_area import WorkArea


class MoveCommands(QObject):
    """Moving and marking on the desk.

    Signals: `link_requested(str)`, `copy_requested(str)`, `file_requested(Path)`, `zoom_requested()`,
    `end_reached()` when nothing undecided is left, `told(str)`.
    """

    link_requested = Signal(str)
    copy_requested = Signal(str)
    file_requested = Signal(object)
    zoom_requested = Signal()
    end_reached = Signal()
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        links: StoryLinks,
        presenter: Presenter,
        area: WorkArea,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._links = links
        self._presenter = presenter
        self._area = area

    def handlers(self) -> dict[CommandId, Handler]:
        """The commands carried out here."""
        return {
            CommandId.NEXT: partial(self._step, 1),
            CommandId.PREVIOUS: partial(self._step, -1),
            CommandId.NEXT_UNDECIDED: lambda stays: self.advance(),
            CommandId.FIRST: lambda stays: self._go_to_place(0),
            CommandId.LAST: lambda stays: self._go_to_place(len(self._desk.cursor.queue) - 1),
            CommandId.SCROLL_ON: lambda stays: self._scroll_on(),
            CommandId.SCROLL_BACK: lambda stays: self._area.article.scroll_back(),
            CommandId.OPEN_SOURCE: lambda stays: self._open_link(is_amp=False),
            CommandId.OPEN_AMP: lambda stays: self._open_link(is_amp=True),
            CommandId.COPY_LINK: lambda stays: self._copy_link(),
            CommandId.REVEAL_FILE: lambda stays: self._reveal(),
            CommandId.NEXT_PICTURE: lambda stays: self._next_picture(),
            CommandId.RELATED: lambda stays: self._enter_related(),
            CommandId.STORY: lambda stays: self._mark_story(),
            CommandId.MARK_TOGGLE: lambda stays: self._toggle_mark(),
            CommandId.MARK_DOWN: partial(self._mark_and_step, 1),
            CommandId.MARK_UP: partial(self._mark_and_step, -1),
            CommandId.MARK_ALL: lambda stays: self._desk.batch.mark(self._desk.cursor.queue.order),
        }

    def advance(self) -> None:
        """On to the next undecided article, or say that there is none."""
        if not self._desk.cursor.next_undecided():
            self.end_reached.emit()

    def open_related(self, place: int) -> None:
        """Go to a related item that is a file of this folder; else open its source in the browser."""
        path = self._presenter.related_path(place)
        if path is not None:
            self._desk.cursor.go_to(article_id(path))
            return
        url = self._presenter.related_url(place)
        if is_web_url(url):
            self.link_requested.emit(url)

    def mark_range(self, place: int) -> None:
        """Mark everything from the current article to a place of the list."""
        queue = self._desk.cursor.queue
        first, last = sorted((queue.position, place))
        self._desk.batch.mark(queue.order[first : last + 1])

    def mark_place(self, place: int) -> None:
        """Mark or unmark the article at a place of the list."""
        self._desk.batch.toggle(self._desk.cursor.queue.at(place))

    def _step(self, places: int, stays: bool) -> None:
        self._desk.cursor.step(places)

    def _go_to_place(self, place: int) -> None:
        self._desk.cursor.go_to_place(place)

    def _scroll_on(self) -> None:
        if not self._area.is_article_shown or not self._area.article.scroll_on():
            self.advance()

    def _mark_and_step(self, places: int, stays: bool) -> None:
        current = self._desk.cursor.current_id
        if current is None:
            return
        self._desk.batch.mark((current,))
        if self._desk.cursor.step(places):
            self._desk.batch.mark((self._desk.cursor.queue.at(self._desk.cursor.queue.position),))

    def _toggle_mark(self) -> None:
        if self._desk.cursor.current_id is not None:
            self._desk.batch.toggle(self._desk.cursor.current_id)

    def _mark_story(self) -> None:
        current = self._desk.cursor.current
        members = self._links.story(current) if current is not None else None
        if members is None:
            # Found out as soon as the article is read, so it is hardly ever missing when somebody asks.
            self.told.emit("The story of this article is still being looked up")
        elif len(members) < 2:
            self.told.emit("No other article of this story is in the folder")
        else:
            self._desk.batch.mark(members)

    def _enter_related(self) -> None:
        if not self._area.story.enter():
            self.told.emit("This article has no related items")

    def _next_picture(self) -> None:
        if not self._presenter.feed.next_picture():
            self.zoom_requested.emit()

    def _open_link(self, *, is_amp: bool) -> None:
        ready = self._presenter.shown
        if ready is None:
            return
        url = ready.article.amp_url if is_amp else ready.article.url
        if is_web_url(url):
            self.link_requested.emit(url)
        else:
            self.told.emit("This article has no AMP page" if is_amp else "This article names no source")

    def _copy_link(self) -> None:
        ready = self._presenter.shown
        if ready is not None and ready.article.url:
            self.copy_requested.emit(ready.article.url)

    def _reveal(self) -> None:
        current: Path | None = self._desk.cursor.current
        if current is not None:
            self.file_requested.emit(current)
