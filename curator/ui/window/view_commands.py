"""How the window looks and what it opens outside itself: themes, zoom, links, the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.window.main_window import MainWindow

_NEXT_THEME = {
    ThemeChoice.SYSTEM: ThemeChoice.LIGHT,
    ThemeChoice.LIGHT: ThemeChoice.DARK,
    ThemeChoice.DARK: ThemeChoice.SYSTEM,
}


class ViewCommands(QObject):
    """Carries out the menus View and Help, and what leads out of the window."""

    def __init__(self, window: MainWindow, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._theme = theme
        moves = window.moves
        window.runner.register(self._handlers())
        moves.link_requested.connect(self._on_moves_link_requested)
        moves.copy_requested.connect(self._on_moves_copy_requested)
        moves.file_requested.connect(self._on_moves_file_requested)
        moves.end_reached.connect(window.messages.show_end)
        moves.told.connect(window.announcer.tell)

    def _handlers(self) -> dict[CommandId, Handler]:
        window, area = self._window, self._window.area
        return {
            CommandId.PALETTE: lambda stays: window.overlays.palette.open_over(),
            CommandId.TOGGLE_LIST: lambda stays: area.show_panes(
                list_shown=not area.is_list_shown, story_shown=area.is_story_shown
            ),
            CommandId.TOGGLE_STORY: lambda stays: area.show_panes(
                list_shown=area.is_list_shown, story_shown=not area.is_story_shown
            ),
            CommandId.THEME: lambda stays: self._next_theme(),
            CommandId.FULL_SCREEN: lambda stays: self._toggle_full_screen(),
            CommandId.KEYS: lambda stays: window.overlays.keys.toggle(),
            CommandId.ABOUT: lambda stays: self._show_about(),
        }

    def _show_about(self) -> None:
        # Imported here because it is opened once a year, and its modules would cost every start 8 ms.
        from curator.ui.pages.about_dialog import AboutDialog

        AboutDialog(self._theme, self._window).open()

    def _next_theme(self) -> None:
        self._theme.choose(_NEXT_THEME[self._theme.choice])
        self._window.announcer.tell(f"Theme: {self._theme.choice.value}")

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    @Slot(str)
    def _on_moves_link_requested(self, url: str) -> None:
        if not QDesktopServices.openUrl(QUrl(url)):
            self._window.announcer.show_problem("The desktop has no browser for this link. C copies it.")

    @Slot(str)
    def _on_moves_copy_requested(self, url: str) -> None:
        QGuiApplication.clipboard().setText(url)
        self._window.announcer.tell("Link copied")

    @Slot(object)
    def _on_moves_file_requested(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self._window.announcer.show_problem(f"The desktop has no file manager to show {path.parent}")
