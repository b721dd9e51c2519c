"""Saved views: opened, saved, renamed and deleted from chooser and palette, and named above the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from curator.errors import CuratorError, QueryError
from curator.library import Query, parse_query
from curator.library.views import View
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.commands.entries import ViewEntry
from curator.ui.desk.workbench import Workbench
from curator.ui.views.folder_views import FolderViews
from curator.ui.window.filter_commands import FilterCommands
from curator.ui.window.main_window import MainWindow


class SavedViewCommands(QObject):
    """Joins the folder's views to the chooser, the palette and the line above the list."""

    def __init__(
        self, window: MainWindow, workbench: Workbench, filters: FilterCommands, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._filters = filters
        self.views = FolderViews(workbench.jobs, self)
        window.runner.register(self._handlers())
        self._connect()

    def _connect(self) -> None:
        window, views, overlays = self._window, self.views, self._window.overlays
        self._workbench.sources_opened.connect(self._on_workbench_sources_opened)
        self._filters.filter_chosen.connect(self._show_which)
        views.views_changed.connect(self._on_views_changed)
        views.told.connect(window.announcer.tell)
        views.failed.connect(window.announcer.show_error)
        overlays.views_wanted.connect(views.reread)
        overlays.view_chosen.connect(self._open_view)
        overlays.view_save_requested.connect(self._save_view)
        overlays.view_rename_requested.connect(views.rename)
        overlays.view_delete_requested.connect(views.delete)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.VIEWS: lambda stays: self._choose_view(),
            CommandId.SAVE_VIEW: lambda stays: self._name_view(),
        }

    def _choose_view(self) -> None:
        if self._is_folder_open():
            self.views.reread()
            self._window.overlays.views.open_to_choose()

    def _name_view(self) -> None:
        if self._is_folder_open():
            self.views.reread()
            desk = self._workbench.desk
            meaning = f"{desk.sort.words} · {desk.query.describe()}"
            self._window.overlays.views.open_to_save(self._present_name(), meaning)

    def _is_folder_open(self) -> bool:
        if not self._workbench.sources:
            self._window.announcer.tell("Open a folder first: views belong to a folder")
        return bool(self._workbench.sources)

    def _present_name(self) -> str:
        """The name of the view that is what is on the desk, "" when it is none."""
        desk = self._workbench.desk
        same = (view.name for view in self.views.views if _is_view_of(view, desk.query, desk.sort))
        return next(same, "")

    @Slot()
    def _show_which(self) -> None:
        self._window.area.queue.header.show_view(self._present_name())

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: Sequence[Path]) -> None:
        self.views.open(sources)
        self._show_which()

    @Slot()
    def _on_views_changed(self) -> None:
        count, views = self.views.left_alone, self.views.views
        what = "entry is" if count == 1 else "entries are"
        note = f"{count} {what} not understood by this version and left alone." if count else ""
        self._window.overlays.set_views([ViewEntry(v.name, v.name, _words(v)) for v in views], note)
        self._show_which()

    @Slot(str)
    def _open_view(self, name: str) -> None:
        view = self.views.view(name)
        if view is None:
            return
        try:
            self._filters.choose(view.query, view.sort)
        except CuratorError as error:
            self._window.announcer.show_problem(f"The view “{name}” cannot be opened: {error}.")

    @Slot(str)
    def _save_view(self, name: str) -> None:
        desk = self._workbench.desk
        self.views.save(View(name, desk.query.text, desk.sort))


def _words(view: View) -> str:
    try:
        meaning = parse_query(view.query).describe()
    except QueryError as error:
        meaning = f"not understood: {error}"
    return f"{view.sort.words} · {meaning}"


def _is_view_of(view: View, query: Query, sort: str) -> bool:
    try:
        return view.sort == sort and parse_query(view.query).terms == query.terms
    except QueryError:
        return False
