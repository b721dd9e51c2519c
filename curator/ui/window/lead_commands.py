"""Choosing the picture on screen as the one that leads the article."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.decider import Decider
from curator.ui.window.presenter import Presenter


class LeadCommands(QObject):
    """Joins the picture on screen to the decider. Signal `told(str)`: why there is nothing to decide."""

    told = Signal(str)

    def __init__(self, decider: Decider, presenter: Presenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decider = decider
        self._presenter = presenter

    def handlers(self) -> dict[CommandId, Handler]:
        """The commands carried out here."""
        return {CommandId.LEAD_PICTURE: lambda stays: self._lead()}

    def _lead(self) -> None:
        """One article at a time: what is marked for a batch has other pictures."""
        # Imported here because it is hardly ever decided, and a start need not load it.
        from curator.triage.leading import Leading

        shown, on_screen = self._presenter.shown, self._decider.on_screen()
        if shown is None or on_screen is None or shown.article.path != on_screen.article.path:
            return
        images, place = shown.article.images, self._presenter.feed.place
        if not images:
            self.told.emit("This article has no picture")
        elif not place or not self._decider.answer(Leading(images[place].url, place, len(images))):
            self.told.emit("This is the lead picture already")
