"""Sync with Colleagues: starts and stops it, says in the notice bar how far it is, and asks what it asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from curator.errors import CuratorError
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench
from curator.ui.window.main_window import MainWindow
from curator.ui.window.notice_bar import Notice, NoticeAction

if TYPE_CHECKING:
    from curator.frontmatter.merging import Keep
    from curator.git.questions import FieldsInQuestion
    from curator.git.sync import Step, Synced
    from curator.ui.desk.syncing import Syncing

_KEY = "Ctrl+Shift+S"
_STOP = NoticeAction("Stop", _KEY, CommandId.SYNC)
_AGAIN = NoticeAction("Sync again", _KEY, CommandId.SYNC)
_MINE = NoticeAction("Keep mine", "F6", CommandId.RETRY_SAVES)
_THEIRS = NoticeAction("Keep theirs", "Shift+F6", CommandId.KEEP_THEIRS)


class SyncCommands(QObject):
    """Joins the command, and the two keys that answer questions, to the sync.

    Signal `colleagues_decided(mapping)` with the articles (ids) that each colleague had decided, by name.
    """

    colleagues_decided = Signal(object)

    def __init__(
        self, window: MainWindow, workbench: Workbench, journal: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._journal = journal
        self._made: Syncing | None = None
        self._open: Notice | None = None
        self._asked: FieldsInQuestion | None = None
        window.runner.register(self._handlers())
        window.notices.dismissed.connect(self._forget)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        # A save that fails has its own answer on the same keys, and is what is shown from then on.
        workbench.save_failed.connect(self._forget)
        workbench.save_questioned.connect(self._forget)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.SYNC: lambda stays: self._sync(),
            CommandId.RETRY_SAVES: lambda stays: self._keep_mine(),
            CommandId.KEEP_THEIRS: lambda stays: self._keep_theirs(),
        }

    @property
    def syncing(self) -> Syncing:
        """What syncs; made by the first use, as a start has no need of it."""
        if self._made is None:
            from curator.ui.desk.syncing import Syncing

            syncing = self._made = Syncing(self._workbench, self._journal, self)
            syncing.waiting.connect(self._on_syncing_waiting)
            syncing.advanced.connect(self._on_syncing_advanced)
            syncing.synced.connect(self._on_syncing_synced)
            syncing.colleagues_decided.connect(self.colleagues_decided)
            syncing.questioned.connect(self._on_syncing_questioned)
            syncing.stopped.connect(self._on_syncing_stopped)
            syncing.cancelled.connect(self._on_syncing_cancelled)
        return self._made

    def _sync(self) -> None:
        if self.syncing.is_running:
            self.syncing.cancel()
        elif self._workbench.sources:
            self._forget()
            self._window.announcer.show_work("Syncing…", "", _STOP)
            self.syncing.start()
        else:
            self._window.announcer.tell("Open a folder first; then it can be synced.")

    def _keep_mine(self) -> None:
        from curator.frontmatter.merging import Keep

        if not self._answer(Keep.MINE):
            self._window.answers.keep_mine()

    def _keep_theirs(self) -> None:
        from curator.frontmatter.merging import Keep

        if not self._answer(Keep.THEIRS):
            self._window.answers.keep_theirs()

    def _answer(self, keep: Keep) -> bool:
        """Answer what is asked, and nothing that has come up since: that will be asked, too."""
        if self._asked is None:
            return False
        from curator.git.questions import Answer

        answer = Answer(keep, self._asked.questions)
        self._forget()
        self._window.announcer.show_work("Syncing…", "", _STOP)
        self.syncing.start(answer)
        return True

    @Slot()
    def _forget(self) -> None:
        """What the last sync said or asked holds no more."""
        self._asked = None
        if self._open is not None:
            self._window.announcer.withdraw(self._open)
            self._open = None

    @Slot(int)
    def _on_syncing_waiting(self, saves: int) -> None:
        words = "1 save" if saves == 1 else f"{saves} saves"
        self._window.announcer.show_work(f"Syncing: waiting for {words}…", "", _STOP)

    @Slot(object, object)
    def _on_syncing_advanced(self, step: Step, share: float | None) -> None:
        detail = "" if share is None else f"{share:.0%}"
        self._window.announcer.show_work(f"Syncing: {step.value}…", detail, _STOP)

    @Slot(object)
    def _on_syncing_synced(self, done: tuple[Synced, ...]) -> None:
        from curator.ui.window.sync_words import left_words, synced_words

        self._window.announcer.end_work()
        self._window.announcer.tell(synced_words(done))
        if left := left_words(done):
            self._open = self._window.announcer.show_stopped(left, "")

    @Slot(object)
    def _on_syncing_questioned(self, asked: FieldsInQuestion) -> None:
        from curator.ui.window.sync_words import question_words

        self._window.announcer.end_work()
        self._open = self._window.announcer.show_stopped(question_words(asked), "", _MINE, _THEIRS)
        self._asked = asked

    @Slot(object)
    def _on_syncing_stopped(self, error: CuratorError) -> None:
        self._window.announcer.end_work()
        self._open = self._window.announcer.show_stopped(
            f"Not synced: {error.happened}.", error.advice, _AGAIN
        )

    @Slot()
    def _on_syncing_cancelled(self) -> None:
        self._window.announcer.end_work()
        self._window.announcer.tell("The sync was stopped. What was done until then is whole; sync again.")

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: tuple[Path, ...]) -> None:
        # Reading the same again is no reason to stop.
        if self._made is not None and sources != self._made.sources:
            self._made.cancel()
        self._open = self._asked = None
