"""What the menus File, Find, View and Help do, and what outlives the window: recents and settings."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from curator.assets import asset
from curator.errors import SaveFailed
from curator.library import Sort, parse_query
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.settings import RecentFolder, Settings, remember_folder, save_settings
from curator.ui.window.explanations import folder_name
from curator.ui.window.main_window import MainWindow

_NEXT_THEME = {
    ThemeChoice.SYSTEM: ThemeChoice.LIGHT,
    ThemeChoice.LIGHT: ThemeChoice.DARK,
    ThemeChoice.DARK: ThemeChoice.SYSTEM,
}


class WindowCommands(QObject):
    """Registers the remaining commands with the window's runner and answers the window's signals."""

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        theme: Theme,
        settings: Settings,
        settings_file: Path,
        sample_copy: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._theme = theme
        self._settings = settings
        self._settings_file = settings_file
        self._sample_copy = sample_copy
        window.runner.register(self._handlers())
        self._connect()
        self._show_recents()

    def _connect(self) -> None:
        window, moves = self._window, self._window.moves
        window.sources_dropped.connect(self.open)
        window.close_requested.connect(self._on_window_close_requested)
        window.menus.recent_requested.connect(self.open)
        window.welcome.recent_requested.connect(self.open)
        window.welcome.open_requested.connect(self._on_welcome_open_requested)
        window.welcome.sample_requested.connect(self._on_welcome_sample_requested)
        window.top.search.query_changed.connect(self._on_search_query_changed)
        window.area.queue.chips.query_chosen.connect(self._on_chips_query_chosen)
        window.area.article.picture.clicked.connect(self._zoom)
        moves.zoom_requested.connect(self._zoom)
        moves.link_requested.connect(self._on_moves_link_requested)
        moves.copy_requested.connect(self._on_moves_copy_requested)
        moves.file_requested.connect(self._on_moves_file_requested)
        moves.end_reached.connect(window.messages.show_end)
        moves.told.connect(window.messages.tell)

    def _handlers(self) -> dict[CommandId, Handler]:
        window, area = self._window, self._window.area
        return {
            CommandId.OPEN_FOLDER: lambda stays: self._ask_folder(),
            CommandId.OPEN_FILES: lambda stays: self._ask_files(),
            CommandId.OPEN_SAMPLE: lambda stays: self._open_sample(),
            CommandId.RESCAN: lambda stays: self._workbench.reopen(),
            CommandId.CLOSE_FOLDER: lambda stays: self._close_folder(),
            CommandId.QUIT: lambda stays: self._quit(),
            CommandId.RETRY_SAVES: lambda stays: self._workbench.retry_saves(),
            CommandId.SEARCH: lambda stays: self._search(),
            CommandId.TIDY: lambda stays: self._workbench.desk.refresh_order(),
            CommandId.BACK: lambda stays: self._back(),
            CommandId.PALETTE: lambda stays: window.palette_panel.open_over(),
            CommandId.TOGGLE_LIST: lambda stays: area.show_panes(
                list_shown=not area.is_list_shown, story_shown=area.is_story_shown
            ),
            CommandId.TOGGLE_STORY: lambda stays: area.show_panes(
                list_shown=area.is_list_shown, story_shown=not area.is_story_shown
            ),
            CommandId.THEME: lambda stays: self._next_theme(),
            CommandId.FULL_SCREEN: lambda stays: self._toggle_full_screen(),
            CommandId.KEYS: lambda stays: window.keys.toggle(),
            CommandId.ABOUT: lambda stays: self._about(),
        }

    @Slot(object)
    def open(self, sources: Sequence[Path]) -> None:
        """Open these folders and files, and remember them."""
        self._note_position()
        paths = tuple(path.absolute() for path in sources)
        self._remember(RecentFolder(paths, folder_name(paths), opened_at=datetime.now(UTC)))
        self._workbench.open(paths)

    def keep_settings(self) -> None:
        """Write the settings; a failure is no reason to keep the window open."""
        window = self._window
        self._note_position()
        settings = replace(
            self._settings,
            theme=self._theme.choice,
            window_geometry=window.geometry_text(),
            splitter_sizes=window.area.sizes(),
            is_list_shown=window.area.is_list_shown,
            is_story_shown=window.area.is_story_shown,
        )
        try:
            save_settings(self._settings_file, settings)
        except SaveFailed as error:
            window.messages.show_error(error)

    # Opening and closing.

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Open a folder of articles")
        if chosen:
            self.open((Path(chosen),))

    def _ask_files(self) -> None:
        kinds = "Articles (*.md *.markdown *.mdx);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Open articles", "", kinds)
        if chosen:
            self.open(tuple(Path(path) for path in chosen))

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
        left = self._workbench.shut_down()
        if left.count:
            self._window.messages.tell(left.words)

    @Slot()
    def _on_welcome_open_requested(self) -> None:
        self._ask_folder()

    @Slot()
    def _on_welcome_sample_requested(self) -> None:
        self._open_sample()

    # Recent folders.

    def _remember(self, recent: RecentFolder) -> None:
        recents = remember_folder(self._settings.recent_folders, recent)
        self._settings = replace(self._settings, recent_folders=recents)
        self._show_recents()

    def _note_position(self) -> None:
        """How far the open folder has come, for the card on the first page."""
        sources = self._workbench.sources
        if not sources:
            return
        progress = self._workbench.progress()
        position = f"you were at {progress.decided:,} of {progress.total:,}" if progress.decided else ""
        undecided = max(0, progress.total - progress.decided)
        name = folder_name(sources)
        self._remember(RecentFolder(sources, name, progress.total, undecided, position, datetime.now(UTC)))

    def _show_recents(self) -> None:
        recents = self._settings.recent_folders
        self._window.menus.set_recents(recents)
        self._window.welcome.set_recents(recents)
        paths = tuple(recent.paths for recent in recents)
        self._workbench.jobs.submit(partial(_missing, paths), partial(self._show_missing, recents))

    def _show_missing(self, recents: tuple[RecentFolder, ...], missing: frozenset[tuple[Path, ...]]) -> None:
        if missing and recents == self._settings.recent_folders:
            self._window.welcome.set_recents(recents, missing)

    # Filter.

    def _search(self) -> None:
        self._window.top.search.setFocus()
        self._window.top.search.selectAll()

    @Slot(str)
    def _on_search_query_changed(self, text: str) -> None:
        self._window.area.queue.chips.show_query(text)
        self._workbench.desk.choose(parse_query(text), Sort(self._settings.sort_key))

    @Slot(str)
    def _on_chips_query_chosen(self, text: str) -> None:
        self._window.top.search.show_query(text)
        self._on_search_query_changed(text)

    def _back(self) -> None:
        """Esc, step by step: the question, the page, the story list, the marks, the filter."""
        window, desk = self._window, self._workbench.desk
        view = window.area.queue.view
        if self._workbench.decider.has_pending_batch:
            self._workbench.decider.drop_batch()
        elif desk.marked:
            desk.clear_marks()
        elif not view.hasFocus():
            window.take_keyboard()
        elif not window.area.is_article_shown and window.presenter.shown is not None and len(desk.queue):
            window.area.show_article()
        elif window.top.search.text():
            self._on_chips_query_chosen("")
        elif window.notices.shown is not None:
            window.notices.withdraw(window.notices.shown)

    # View.

    def _next_theme(self) -> None:
        self._theme.choose(_NEXT_THEME[self._theme.choice])
        self._window.messages.tell(f"Theme: {self._theme.choice.value}")

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _about(self) -> None:
        from curator.ui.pages.about_dialog import AboutDialog

        AboutDialog(self._theme, self._window).open()

    @Slot()
    def _zoom(self) -> None:
        request = self._window.presenter.feed.full_request(self._window.zoom.box())
        if request is None:
            self._window.messages.tell("This article has no picture")
        else:
            self._window.zoom.open(request)

    # Outside.

    @Slot(str)
    def _on_moves_link_requested(self, url: str) -> None:
        QDesktopServices.openUrl(QUrl(url))

    @Slot(str)
    def _on_moves_copy_requested(self, url: str) -> None:
        QGuiApplication.clipboard().setText(url)
        self._window.messages.tell("Link copied")

    @Slot(object)
    def _on_moves_file_requested(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _copy_sample(source: Path, target: Path) -> Path:
    """A copy of the sample folder that may be decided on; made once."""
    if not target.exists():
        shutil.copytree(source, target)
    return target


def _missing(recents: Sequence[tuple[Path, ...]]) -> frozenset[tuple[Path, ...]]:
    return frozenset(paths for paths in recents if not any(path.exists() for path in paths))
