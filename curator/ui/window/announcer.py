"""Says things in the notice bar: what passes, what stays, what is asked; the one road for errors."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from curator.errors import CuratorError
from curator.ui.commands.commands import CommandId
from curator.ui.window.notice_bar import Notice, NoticeAction, NoticeBar, NoticeKind
from curator.ui.window.saving import leaving_words


class Announcer(QObject):
    """Keeps one question and one failure at a time, and takes back what is no longer true."""

    def __init__(self, notices: NoticeBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._question: Notice | None = None
        self._failure: Notice | None = None
        self._undone: Notice | None = None
        self._told: Notice | None = None
        self._work: Notice | None = None

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say something that passes."""
        self._told = Notice(words, NoticeKind.INFO)
        self._notices.show_notice(self._told)

    def take_back(self) -> None:
        """What was told last is not worth saying any more."""
        if self._told is not None:
            self._notices.withdraw(self._told)

    @Slot(str)
    def show_problem(self, words: str) -> None:
        """Say something that stays until it is dismissed."""
        self._notices.show_notice(Notice(words, NoticeKind.PROBLEM))

    @Slot(object)
    def show_error(self, error: CuratorError) -> None:
        """An error that came up the road."""
        self.show_problem(str(error))

    @Slot(str)
    def show_failure(self, words: str) -> None:
        """Say that something was not saved; the newest is enough, and none when all is saved."""
        if self._failure is not None:
            self._notices.withdraw(self._failure)
        retry = NoticeAction("Retry", "F6", CommandId.RETRY_SAVES)
        self._failure = Notice(words, NoticeKind.PROBLEM, (retry,)) if words else None
        if self._failure is not None:
            self._notices.show_notice(self._failure)

    @Slot(str)
    def show_clash(self, words: str) -> None:
        """Ask whose value is to hold; it takes the place of a failure, and what answers it answers all."""
        self.show_failure("")
        mine = NoticeAction("Keep mine", "F6", CommandId.RETRY_SAVES)
        theirs = NoticeAction("Keep theirs", "Shift+F6", CommandId.KEEP_THEIRS)
        self._failure = Notice(words, NoticeKind.PROBLEM, (mine, theirs))
        self._notices.show_notice(self._failure)

    def show_undone(self, words: str) -> None:
        """Say that somebody undid decisions; "" when it is not so any more."""
        if self._undone is not None:
            self._notices.withdraw(self._undone)
        show = NoticeAction("Show", "", CommandId.SHOW_UNDONE)
        restate = NoticeAction("Restate all", "F6", CommandId.RESTATE_ALL)
        self._undone = Notice(words, NoticeKind.PROBLEM, (show, restate)) if words else None
        if self._undone is not None:
            self._notices.show_notice(self._undone)

    def show_work(self, words: str, detail: str, *actions: NoticeAction) -> None:
        """Say how far a work is; the words stay until `end_work`."""
        before, self._work = self._work, Notice(words, NoticeKind.WORK, actions, detail)
        if before is None:
            self._notices.show_notice(self._work)
        else:
            self._notices.replace(before, self._work)

    def end_work(self) -> None:
        """It is done, or broken off."""
        if self._work is not None:
            self._notices.withdraw(self._work)
            self._work = None

    def show_stopped(self, words: str, detail: str, *actions: NoticeAction) -> Notice:
        """Say why a work did not come to its end, and what to do; returns what takes it back."""
        notice = Notice(words, NoticeKind.PROBLEM, actions, detail)
        self._notices.show_notice(notice)
        return notice

    def offer(self, words: str, *actions: NoticeAction) -> Notice:
        """Ask something beside whatever else is asked; returns what takes it back."""
        notice = Notice(words, NoticeKind.QUESTION, actions)
        self._notices.show_notice(notice)
        return notice

    def withdraw(self, notice: Notice) -> None:
        """Take back what is no longer true."""
        self._notices.withdraw(notice)

    def warn_of_leaving(self, unrecorded: int) -> None:
        """Quitting now would lose decisions."""
        retry = NoticeAction("Try again", "F6", CommandId.RETRY_SAVES)
        leave = NoticeAction("Quit anyway", "Ctrl+Q", CommandId.QUIT)
        self.ask(leaving_words(unrecorded), retry, leave)

    def ask(self, words: str, *actions: NoticeAction) -> None:
        """Ask this in place of the question before."""
        self.ask_nothing()
        self._question = Notice(words, NoticeKind.QUESTION, actions)
        self._notices.show_notice(self._question)

    def ask_nothing(self) -> None:
        """No question is open any more."""
        if self._question is not None:
            self._notices.withdraw(self._question)
            self._question = None

    def start_over(self) -> None:
        """Another folder: nothing that was said holds for it."""
        self._question = self._failure = self._undone = self._told = self._work = None
        self._notices.clear()
