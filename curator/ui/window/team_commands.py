"""Working with others on one folder: a share of the queue, and what colleagues decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Slot

from curator.library.query_edit import share_of, with_share
from curator.library.share import Share
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.window.filter_commands import FilterCommands
from curator.ui.window.main_window import MainWindow

_BY_OTHERS = "by=others"


class TeamCommands(QObject):
    """Joins the chooser of a share, and what a sync tells of colleagues, to the filter."""

    def __init__(
        self, window: MainWindow, workbench: Workbench, filters: FilterCommands, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._filters = filters
        window.runner.register(self._handlers())
        window.overlays.share_chosen.connect(self._on_overlays_share_chosen)

    @Slot(object)
    def take_decided(self, decided: Mapping[str, Iterable[int]]) -> None:
        """Take over which articles (ids) each colleague decided, by name, from a sync that has ended."""
        self._workbench.librarian.notes.set_colleagues(decided)
        if self._workbench.desk.query.needs_colleagues:
            self._workbench.desk.refresh_order()

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.SHARE: lambda stays: self._choose_share(),
            CommandId.COLLEAGUES: lambda stays: self._show_decided(),
        }

    def _choose_share(self) -> None:
        if not self._workbench.sources:
            self._window.announcer.tell("Open a folder first: it is its queue that is shared")
            return
        shares = self._window.overlays.shares
        shares.show_share(share_of(self._workbench.desk.query.text))
        shares.open_over()

    def _show_decided(self) -> None:
        if not self._workbench.librarian.notes.colleagues:
            self._window.announcer.tell("Sync first: what colleagues decided is known after that")
            return
        # Alone: of the share in force, or of what is undecided here, colleagues have decided nothing.
        self._filters.choose(_BY_OTHERS, self._workbench.desk.sort)

    @Slot(object)
    def _on_overlays_share_chosen(self, share: Share | None) -> None:
        desk = self._workbench.desk
        self._filters.choose(with_share(desk.query.text, share), desk.sort)
