"""Opening and closing: dialogs, drops, recent folders, the sample, and what outlives the window."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from curator.assets import asset
from curator.errors import SaveFailed
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.look.theme import Theme
from curator.ui.settings import RecentFolder, Settings, remember_folder
from curator.ui.window.explanations import folder_name
from curator.ui.window.main_window import MainWindow
from curator.ui.window.saving import closing_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


class FolderCommands(QObject):
    """Joins menus, first page and drops to the workbench; keeps the list of recent folders."""

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        settings: Settings,
        sample_copy: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._settings = settings
        self._sample_copy = sample_copy
        self._warned_of = 0
        window.runner.register(self._handlers())
        window.sources_dropped.connect(self.open)
        window.close_requested.connect(self._on_window_close_requested)
        window.menus.recent_requested.connect(self.open)
        window.pages.recent_requested.connect(self.open)
        window.pages.open_requested.connect(self._ask_folder)
        window.pages.sample_requested.connect(self._open_sample)
        self._show_recents()

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.OPEN_FOLDER: lambda stays: self._ask_folder(),
            CommandId.OPEN_FILES: lambda stays: self._ask_files(),
            CommandId.OPEN_SAMPLE: lambda stays: self._open_sample(),
            CommandId.RESCAN: lambda stays: self._workbench.reopen(),
            CommandId.CLOSE_FOLDER: lambda stays: self._close_folder(),
            CommandId.QUIT: lambda stays: self._quit(),
        }

    @Slot(object)
    def open(self, sources: Sequence[Path]) -> None:
        """Open these folders and files, and remember them."""
        if not sources:
            return
        self._note_position()
        paths = tuple(path.absolute() for path in sources)
        self._remember(RecentFolder(paths, folder_name(paths), opened_at=datetime.now(UTC)))
        self._workbench.open(paths)

    def settings(self, theme: Theme) -> Settings:
        """The settings as they are now, with where the window is and how far the folder has come."""
        window = self._window
        self._note_position()
        return replace(
            self._settings,
            theme=theme.choice,
            window_geometry=window.geometry_text(),
            splitter_sizes=window.area.sizes(),
            is_list_shown=window.area.is_list_shown,
            is_story_shown=window.area.is_story_shown,
            sort_key=self._workbench.desk.sort.value,
        )

    @Slot()
    def _ask_folder(self) -> None:
        chosen = file_dialog().getExistingDirectory(self._window, "Open a folder of articles")
        if chosen:
            self.open((Path(chosen),))

    def _ask_files(self) -> None:
        kinds = "Articles (*.md *.markdown *.mdx);;All files (*)"
        chosen, _ = file_dialog().getOpenFileNames(self._window, "Open articles", "", kinds)
        if chosen:
            self.open(tuple(Path(path) for path in chosen))

    @Slot()
    def _open_sample(self) -> None:
        work = partial(_copy_sample, asset("sample"), self._sample_copy)
        self._workbench.jobs.submit(work, lambda folder: self.open((folder,)))

    def _close_folder(self) -> None:
        self._note_position()
        self._workbench.close_sources()

    def _quit(self) -> None:
        self._window.close()

    @Slot()
    def _on_window_close_requested(self) -> None:
        """Warn once of what would be lost; asked again for the same, do as asked."""
        unrecorded = self._workbench.session.progress().unrecorded
        if unrecorded != self._warned_of and unrecorded:
            self._warned_of = unrecorded
            self._window.announcer.warn_of_leaving(unrecorded)
            return
        left = self._workbench.shut_down()
        if left:
            self._window.announcer.tell(closing_words(left))

    def _remember(self, recent: RecentFolder) -> None:
        recents = remember_folder(self._settings.recent_folders, recent)
        self._settings = replace(self._settings, recent_folders=recents)
        self._show_recents()

    def _note_position(self) -> None:
        """How far the open folder has come, for the card on the first page."""
        sources = self._workbench.sources
        if not sources:
            return
        progress = self._workbench.session.progress()
        position = f"you were at {progress.decided:,} of {progress.total:,}" if progress.decided else ""
        undecided = max(0, progress.total - progress.decided)
        name = folder_name(sources)
        self._remember(RecentFolder(sources, name, progress.total, undecided, position, datetime.now(UTC)))

    def _show_recents(self) -> None:
        recents = self._settings.recent_folders
        self._window.menus.set_recents(recents)
        self._window.pages.set_recents(recents)
        paths = tuple(recent.paths for recent in recents)
        self._workbench.jobs.submit(partial(_missing, paths), partial(self._show_missing, recents))

    def _show_missing(self, recents: tuple[RecentFolder, ...], missing: frozenset[tuple[Path, ...]]) -> None:
        if missing and recents == self._settings.recent_folders:
            self._window.pages.set_recents(recents, missing)


def file_dialog() -> type[QFileDialog]:
    """Qt's dialogs for files."""
    # Imported here because the class takes 1 ms to load, and a folder given at the start asks for no dialog.
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog


def _copy_sample(source: Path, target: Path) -> Path:
    """A copy of the sample folder that may be decided on; made once. Raises SaveFailed."""
    if not target.exists():
        part = target.with_name(f"{target.name}.part")
        try:
            # Half a copy must not be taken for the sample the next time.
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(source, part)
            part.rename(target)
        except OSError as error:
            reason = error.strerror or "not all files could be copied"
            raise SaveFailed(target, f"The sample folder could not be copied: {reason}") from error
    return target


def _missing(recents: Sequence[tuple[Path, ...]]) -> frozenset[tuple[Path, ...]]:
    return frozenset(paths for paths in recents if not any(path.exists() for path in paths))
