"""Make This View Available Offline: reads which pictures the view has, keeps them, and says how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from curator.pictures import KeepingProgress, PictureService
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.window.main_window import MainWindow
from curator.ui.window.notice_bar import Notice, NoticeAction, NoticeKind
from curator.ui.window.picture_commands import PictureCommands

if TYPE_CHECKING:
    from curator.ui.desk.picture_addresses import Addresses, AddressReader

_STOP = NoticeAction("Stop", "Ctrl+D", CommandId.KEEP_VIEW)
_PACE_MILLISECONDS = 100
"""Nobody reads faster, and pictures may come by the hundred."""
_HELD_BACK = "Pictures of this folder are not loaded from the web. Allow that first: U on one of them."


class OfflineCommands(QObject):
    """One run at a time: the command starts it, and stops it when it is given again."""

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        pictures: PictureService,
        remote: PictureCommands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._keeper = pictures.keeper
        self._remote = remote
        self._reader: AddressReader | None = None
        self._found: Addresses | None = None
        self._notice: Notice | None = None
        self._progress: KeepingProgress | None = None
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(_PACE_MILLISECONDS)
        self._pace.timeout.connect(self._on_pace_timeout)
        window.runner.register(self._handlers())
        window.runner.command_ran.connect(self._on_runner_command_ran)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        self._keeper.progressed.connect(self._on_keeper_progressed)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {CommandId.KEEP_VIEW: lambda stays: self._start_or_stop()}

    def _start_or_stop(self) -> None:
        order = self._workbench.desk.cursor.queue.order
        if self._reader is not None or self._found is not None:
            self._stop()
        elif not order:
            self._window.announcer.tell("There are no articles to keep pictures of.")
        elif not self._remote.is_remote_allowed:
            self._window.announcer.tell(_HELD_BACK)
        else:
            self._start(order)

    def _start(self, order: Sequence[int]) -> None:
        # These are imported where they are used, as a start keeps no pictures.
        from curator.ui.desk.picture_addresses import AddressReader
        from curator.ui.window.offline_words import READING

        # The list as it is now: what is decided meanwhile is kept as well.
        self._reader = AddressReader(tuple(order), self._workbench.desk.rows, self._workbench.jobs, self)
        self._reader.advanced.connect(self._on_reader_advanced)
        self._reader.ended.connect(self._on_reader_ended)
        self._say(READING, "", 0)
        self._reader.start()

    def _stop(self) -> None:
        """Break it off; the keeper then says what is kept."""
        if self._reader is not None:
            self._end_reading()
            self._end("Stopped before any picture was asked for.")
        else:
            self._keeper.stop()

    def _end_reading(self) -> None:
        if self._reader is not None:
            self._reader.stop()
            self._reader.deleteLater()
            self._reader = None

    def _say(self, words: str, detail: str, share: float) -> None:
        before, self._notice = self._notice, Notice(words, NoticeKind.WORK, (_STOP,), detail, share)
        if before is None:
            self._window.notices.show_notice(self._notice)
        else:
            self._window.notices.replace(before, self._notice)

    def _end(self, words: str) -> None:
        if self._notice is not None:
            self._window.announcer.withdraw(self._notice)
        self._notice = self._found = self._progress = None
        self._window.announcer.tell(words)

    @Slot(int, int)
    def _on_reader_advanced(self, read: int, total: int) -> None:
        from curator.ui.window.offline_words import READING, reading_detail

        self._say(READING, reading_detail(read, total), read / max(total, 1))

    @Slot(object)
    def _on_reader_ended(self, found: Addresses) -> None:
        from curator.ui.window.offline_words import NONE_FOUND

        self._end_reading()
        if not found.urls:
            self._end(NONE_FOUND)
            return
        self._found = found
        self._keeper.keep(found.urls)

    @Slot(object)
    def _on_keeper_progressed(self, progress: KeepingProgress) -> None:
        if self._found is None:
            return
        from curator.ui.window.offline_words import kept_words

        if progress.is_over:
            self._end(kept_words(progress, self._found))
        else:
            self._progress = progress
            if not self._pace.isActive():
                self._pace.start()

    @Slot()
    def _on_pace_timeout(self) -> None:
        if self._found is None or self._progress is None:
            return
        from curator.ui.window.offline_words import keeping_detail, keeping_words

        progress = self._progress
        share = (progress.done + progress.failed) / max(progress.total, 1)
        self._say(keeping_words(progress), keeping_detail(progress), share)

    @Slot(object)
    def _on_runner_command_ran(self, command: CommandId) -> None:
        """Esc takes notices away, and who takes this one away wants no more of it."""
        if command is not CommandId.BACK or self._notice is None:
            return
        if not self._window.notices.has(self._notice):
            self._stop()

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: tuple[Path, ...]) -> None:
        # What was said of another folder is off the bar already.
        self._end_reading()
        self._notice = self._found = self._progress = None
        self._keeper.stop()
