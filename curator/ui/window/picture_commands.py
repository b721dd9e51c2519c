"""What the editor does about pictures: get one again, and say which may come from the web, and from where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from curator.pictures import FetchPolicy, PictureService
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.workbench import Workbench
from curator.ui.remote_pictures import (
    NEXT_CHOICE,
    FolderPictures,
    RemotePictures,
    answer_for,
    remember_answer,
)
from curator.ui.settings import Settings
from curator.ui.window.main_window import MainWindow
from curator.ui.window.notice_bar import Notice, NoticeAction

NO_FOLDER = FetchPolicy(is_remote_allowed=False)
"""Before anything is open there is nothing to fetch."""

_OFFER = "Pictures of this folder are on the web. Servers see who asks for them."
_LOADED = "Pictures of this folder are loaded from the web."
_NOT_LOADED = "Pictures of this folder are no longer loaded from the web."
_TRUST = (
    "Trust this folder? Its pictures may then come from this computer and the local network, "
    "as a site under development needs."
)
_LOAD = NoticeAction("Load them", "U", CommandId.RETRY_PICTURE)
_LEAVE = NoticeAction("Leave them", "Esc", CommandId.BACK)
_YES = NoticeAction("Trust it", "Enter", CommandId.CONFIRM)
_NO = NoticeAction("No", "Esc", CommandId.BACK)
_CHOICE_WORDS = {
    RemotePictures.ON: "Pictures from the web: on",
    RemotePictures.OFF: "Pictures from the web: off. What is kept on this computer is shown.",
    RemotePictures.ASK: "Pictures from the web: asked once in each folder",
}


class PictureCommands(QObject):
    """Carries out the commands for pictures, and lets the rules for fetching follow the folder."""

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        pictures: PictureService,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._pictures = pictures
        self._choice = settings.remote_pictures
        self._answers = settings.folder_pictures
        self._offer: Notice | None = None
        self._question: Notice | None = None
        self._was_offered = False
        window.runner.register(self._handlers())
        window.runner.command_ran.connect(self._on_runner_command_ran)
        window.notices.dismissed.connect(self._note_leaving)
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.article_ready.connect(self._on_workbench_article_ready)
        pictures.came_back.connect(self._on_pictures_came_back)

    def _handlers(self) -> dict[CommandId, Handler]:
        return {
            CommandId.RETRY_PICTURE: lambda stays: self._retry(),
            CommandId.REMOTE_PICTURES: lambda stays: self._next_choice(),
            CommandId.PICTURES_HERE: lambda stays: self._toggle_here(),
            CommandId.TRUST_FOLDER: lambda stays: self._toggle_trust(),
            CommandId.CONFIRM: lambda stays: self._confirm(),
        }

    def settings(self, settings: Settings) -> Settings:
        """`settings` with what was chosen for pictures."""
        return replace(settings, remote_pictures=self._choice, folder_pictures=self._answers)

    @property
    def is_remote_allowed(self) -> bool:
        """Whether pictures of what is open come from the web."""
        return self._answer.allows_remote(self._choice)

    @property
    def _answer(self) -> FolderPictures:
        return answer_for(self._answers, self._workbench.sources)

    def _retry(self) -> None:
        """Get the picture again; where the web is not asked, that is what has to be changed first."""
        if not self.is_remote_allowed and (self._offer is not None or self._is_remote_shown()):
            self._decide(replace(self._answer, loads=True), _LOADED)
        elif not self._window.presenter.feed.retry():
            self._window.announcer.tell("There is no picture here to get again")

    def _is_remote_shown(self) -> bool:
        """Whether the picture on screen, or that is not, is one of the web."""
        shown, place = self._window.presenter.shown, self._window.presenter.feed.place
        return shown is not None and any(
            isinstance(each.source, str) for each in shown.images[place : place + 1]
        )

    def _next_choice(self) -> None:
        self._choice = NEXT_CHOICE[self._choice]
        # Who chooses in general means the folder in front of them as well.
        self._was_offered = False
        self._decide(replace(self._answer, loads=None), _CHOICE_WORDS[self._choice])
        shown = self._window.presenter.shown
        if shown is not None:
            self._offer_loading(shown)

    def _toggle_here(self) -> None:
        if not self._workbench.sources:
            self._window.announcer.tell("Open a folder first; then its pictures can be loaded.")
        elif self.is_remote_allowed:
            self._decide(replace(self._answer, loads=False), _NOT_LOADED)
        else:
            self._decide(replace(self._answer, loads=True), _LOADED)

    def _toggle_trust(self) -> None:
        if not self._workbench.sources:
            self._window.announcer.tell("Open a folder first; then it can be trusted.")
        elif self._answer.is_trusted:
            words = "This folder is no longer trusted: its pictures come from the open web only."
            self._decide(replace(self._answer, is_trusted=False), words)
        elif self._question is None:
            self._question = self._window.announcer.offer(_TRUST, _YES, _NO)

    def _confirm(self) -> None:
        """Enter: yes to what is asked here, else to what is asked about a batch."""
        if self._question is None:
            self._workbench.decider.confirm_batch()
            return
        words = "This folder is trusted: its pictures may come from this computer and the local network."
        self._decide(replace(self._answer, is_trusted=True), words)

    def _decide(self, answer: FolderPictures, words: str) -> None:
        """Let `answer` hold from now on, for what is on screen first."""
        self._withdraw()
        self._answers = remember_answer(self._answers, answer)
        self._set_policy()
        self._on_pictures_came_back()
        self._window.announcer.tell(words)

    def _set_policy(self) -> None:
        policy = self._answer.policy(self._choice) if self._workbench.sources else NO_FOLDER
        self._window.presenter.feed.is_remote_allowed = policy.is_remote_allowed
        self._pictures.set_policy(policy)

    def _offer_loading(self, ready: ReadyArticle) -> None:
        """Ask once, when the first article comes by that has anything to load."""
        if self._was_offered or self._choice is not RemotePictures.ASK or self._answer.loads is not None:
            return
        sources = (*ready.images, ready.icon, *ready.related_images)
        if any(each is not None and isinstance(each.source, str) for each in sources):
            self._was_offered = True
            self._offer = self._window.announcer.offer(_OFFER, _LOAD, _LEAVE)

    def _withdraw(self) -> None:
        for notice in (self._offer, self._question):
            if notice is not None:
                self._window.announcer.withdraw(notice)
        self._offer = self._question = None

    @Slot()
    def _note_leaving(self) -> None:
        """What is no longer asked was answered with no."""
        notices = self._window.notices
        if self._question is not None and not notices.has(self._question):
            self._question = None
        if self._offer is not None and not notices.has(self._offer):
            self._offer = None
            self._answers = remember_answer(self._answers, replace(self._answer, loads=False))

    @Slot(object)
    def _on_runner_command_ran(self, command: CommandId) -> None:
        if command is CommandId.BACK:
            self._note_leaving()

    @Slot(object)
    def _on_workbench_sources_opened(self, sources: tuple[Path, ...]) -> None:
        self._offer = self._question = None
        self._was_offered = False
        # What the folder before wanted must not be fetched by the rules of this one.
        self._window.presenter.forget()
        self._set_policy()

    @Slot()
    def _on_pictures_came_back(self) -> None:
        """What could not be had may be had now: ask again for what is on screen."""
        shown = self._window.presenter.shown
        if shown is not None:
            self._window.presenter.feed.show(shown)

    @Slot(object)
    def _on_workbench_article_ready(self, ready: ReadyArticle) -> None:
        self._offer_loading(ready)
