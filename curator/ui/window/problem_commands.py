"""The Problems view in the window: opened by its key, and left for an article or its file."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from curator.articles.display_text import shown_name
from curator.library import Row, article_id
from curator.ui.commands.commands import CommandId
from curator.ui.desk.article_loader import ReadyArticle
from curator.ui.desk.folder_problems import CheckState
from curator.ui.desk.workbench import Workbench
from curator.ui.look.figures import counted
from curator.ui.look.theme import Theme
from curator.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from curator.ui.problems.problem_card import ProblemCard

_CHECKED_ANEW_UP_TO = 3_000
"""A folder of so few articles is checked again without being asked to, as that takes two seconds."""


class ProblemCommands(QObject):
    """Joins the check of the folder to the card that shows it, and the card to the window."""

    def __init__(
        self, window: MainWindow, workbench: Workbench, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workbench = workbench
        self._problems = workbench.problems
        self._theme = theme
        self._goes_on = False
        self._wanted: Path | None = None
        workbench.sources_opened.connect(self._on_workbench_sources_opened)
        workbench.article_ready.connect(self._on_workbench_article_ready)
        self._problems.advanced.connect(self._on_problems_advanced)
        window.warm_up.add(lambda: self.card)
        window.runner.register({CommandId.PROBLEMS: lambda stays: self._open()})

    @cached_property
    def card(self) -> ProblemCard:
        """The view, built when it is first wanted."""
        # Imported here because no article waits for what covers it.
        from curator.ui.problems.problem_card import ProblemCard

        card = ProblemCard(self._theme, self._problems, self._workbench.jobs, self._window.overlays.covered)
        card.finding_chosen.connect(self._on_card_finding_chosen)
        card.file_requested.connect(self._window.moves.file_requested)
        card.closed.connect(self._on_card_closed)
        return card

    def _open(self) -> None:
        if not self._workbench.sources:
            self._window.announcer.tell("Open a folder first: problems belong to a folder")
            return
        self.card.open_over()
        is_small = self._problems.examined <= _CHECKED_ANEW_UP_TO
        if self._problems.state is not CheckState.DONE or (self._problems.changed and is_small):
            self._problems.check()

    @Slot(object)
    def _on_card_finding_chosen(self, path: Path) -> None:
        # Who goes to an article comes back for the next one: the check goes on meanwhile.
        self._goes_on = True
        self._workbench.desk.rows.fetch((article_id(path),), partial(self._go_to, path))

    def _go_to(self, path: Path, rows: tuple[Row, ...]) -> None:
        if not rows:
            self._window.announcer.tell(f"{shown_name(path.name)} is not in the folder any more")
            return
        self._workbench.desk.rows.put(rows)
        self._wanted = path
        self._workbench.desk.cursor.go_to(rows[0].id)

    @Slot()
    def _on_workbench_sources_opened(self) -> None:
        self._wanted = None
        if "card" in vars(self):
            self.card.start_over()

    @Slot(object)
    def _on_workbench_article_ready(self, ready: ReadyArticle) -> None:
        """The one somebody wanted to see for what is wrong with it: show that."""
        if ready.article.path == self._wanted:
            self._wanted = None
            self._window.area.article.show_problems()

    @Slot()
    def _on_problems_advanced(self) -> None:
        count = len(self._problems.findings)
        is_known = self._problems.state is CheckState.DONE or self._problems.is_replacing
        if self._problems.state is CheckState.DONE:
            # What a filter for problems lists is more now.
            self._workbench.desk.facts.count_soon()
        self._window.top.show_problems(counted(count, "problem") if is_known and count else "")

    @Slot()
    def _on_card_closed(self) -> None:
        if not self._goes_on:
            self._problems.cancel()
        self._goes_on = False
