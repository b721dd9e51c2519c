"""Mine holds, or theirs: what F6 and Shift+F6 mean for what is on screen, marked, or open anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from curator.library.decided import Decided, Departure
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import CommandId
from curator.ui.desk.workbench import Workbench

if TYPE_CHECKING:
    from curator.triage.restating import LettingStand, Restating

    Answer = Callable[[Mapping[int, Decided]], Restating | LettingStand]


class AnswerCommands:
    """One idea, and what it is about in this order.

    First the article on screen, or the marked ones after a count, where a decision was undone or another
    article has come; then what could not be saved; then all that was undone, after a count.
    """

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench

    def handlers(self) -> dict[CommandId, Handler]:
        """The commands carried out here."""
        return {
            CommandId.RETRY_SAVES: lambda stays: self.keep_mine(),
            CommandId.KEEP_THEIRS: lambda stays: self.keep_theirs(),
            CommandId.RESTATE_ALL: lambda stays: self._ask(_mine, self._undone()),
        }

    def keep_mine(self) -> None:
        """Let the editor's decision hold."""
        if self._is_answered_here(_mine):
            return
        if self._workbench.session.progress().failed or not self._undone():
            self._workbench.retry_saves()
        else:
            self._ask(_mine, self._undone())

    def keep_theirs(self) -> None:
        """Let hold what others set."""
        if self._is_answered_here(_theirs):
            return
        if self._workbench.session.progress().questions or not self._undone():
            self._workbench.keep_theirs()
        else:
            self._ask(_theirs, self._undone())

    def _is_answered_here(self, answer: Answer) -> bool:
        desk = self._workbench.desk
        if desk.batch:
            marked = tuple(desk.departures.decided(desk.batch.ids))
            if marked:
                self._ask(answer, marked)
            return bool(marked)
        current = desk.cursor.current_id
        decided = desk.departures.decided([current] if current is not None else [])
        if not decided or self._workbench.decider.on_screen() is None:
            return False
        # Also where the file is just being read again: nobody means all the others then.
        self._workbench.decider.answer(answer(decided))
        return True

    def _undone(self) -> tuple[int, ...]:
        return self._workbench.desk.departures.of_kind(Departure.UNDONE)

    def _ask(self, answer: Answer, articles: tuple[int, ...]) -> None:
        if articles:
            decided = self._workbench.desk.departures.decided(articles)
            self._workbench.decider.ask(answer(decided), articles)
        else:
            self._workbench.told.emit("Nobody has undone any of your decisions")


# Loaded by the first answer, as a start gives none.


def _mine(decided: Mapping[int, Decided]) -> Restating:
    from curator.triage.restating import Restating

    return Restating(decided)


def _theirs(decided: Mapping[int, Decided]) -> LettingStand:
    from curator.triage.restating import LettingStand

    return LettingStand(decided)
