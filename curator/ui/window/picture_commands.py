"""What the editor does about pictures: get one again, and say which may come from the web."""

from __future__ import annotations

from PySide6.QtCore import QObject

from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.window.main_window import MainWindow


class PictureCommands(QObject):
    """Carries out the commands for pictures."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.runner.register(self._handlers())

    def _handlers(self) -> dict[CommandId, Handler]:
        return {CommandId.RETRY_PICTURE: lambda stays: self._retry()}

    def _retry(self) -> None:
        if not self._window.presenter.feed.retry():
            self._window.announcer.tell("This article has no picture to get again")
