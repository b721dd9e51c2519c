"""How far the check of the folder has come, what it has found, and whether that still holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from curator.ui.desk.folder_problems import CheckState, FolderProblems
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Space, interface_font
from curator.ui.problems.problem_words import narrowed_words, outdated_words, status_words


class ProblemStatus(QWidget):
    """Two lines that keep their height: words, and a bar while a check is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_status")
        self._state_words = self._told = ""
        self._words = ShortText(interface_font(), 1, self)
        self._words.setObjectName("problem_words")
        self._words.setAccessibleName("State of the check")
        self._words.setProperty("strength", "soft")
        self._outdated = QLabel(self)
        self._outdated.setObjectName("problem_outdated")
        self._outdated.setAccessibleName("Changes since the check")
        self._outdated.setTextFormat(Qt.TextFormat.PlainText)
        self._outdated.setProperty("strength", "later")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("problem_progress")
        self._bar.setAccessibleName("Progress of the check")
        self._bar.setTextVisible(False)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        line = QHBoxLayout()
        line.setSpacing(Space.WIDE)
        line.addWidget(self._words, 1)
        line.addWidget(self._outdated)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.BASE, 0, Space.BASE, 0)
        rows.setSpacing(Space.SMALL)
        rows.addLayout(line)
        rows.addWidget(self._bar)

    def show_state(self, problems: FolderProblems, narrowed_to: int | None) -> None:
        """Say how things stand; `narrowed_to` is how many findings the filter lets pass, None without one."""
        is_narrowed = narrowed_to is not None and problems.state is CheckState.DONE
        self._state_words = (
            narrowed_words(narrowed_to or 0, len(problems.findings))
            if is_narrowed
            else status_words(problems)
        )
        self._outdated.setText(outdated_words(problems))
        is_running = problems.state is CheckState.RUNNING
        self._bar.setVisible(is_running)
        self._bar.setMaximum(problems.total)
        self._bar.setValue(problems.checked)
        self._show_words()

    def tell(self, words: str) -> None:
        """Say this in place of the state, until it is told ""."""
        self._told = words
        self._show_words()

    def _show_words(self) -> None:
        words = self._told or self._state_words
        if words != self._words.text():
            self._words.setText(words)
            self._words.setAccessibleDescription(words)
