"""The findings, or in their place what there is to say when there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from curator.ui.desk.folder_problems import FolderProblems
from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.headline import Headline, Paragraph
from curator.ui.look.theme import Space, Theme
from curator.ui.problems.problem_delegate import ProblemDelegate
from curator.ui.problems.problem_model import ProblemModel
from curator.ui.problems.problem_view import ProblemView
from curator.ui.problems.problem_words import empty_words

_COLUMN_WIDTH = 660
_GLYPH_SIDE = 44


class ProblemPane(QStackedWidget):
    """Shows `view`, or words."""

    def __init__(self, theme: Theme, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_pane")
        self.view = ProblemView(model, ProblemDelegate(theme, self), self)
        self._model = model
        self._page = QWidget(self)
        self._page.setObjectName("problem_page")
        self._build_page(theme)
        self.addWidget(self.view)
        self.addWidget(self._page)

    def _build_page(self, theme: Theme) -> None:
        self._glyph = GlyphView(theme, Glyph.DONE, _GLYPH_SIDE, "published", self._page)
        self._headline = Headline("", parent=self._page)
        self._headline.setObjectName("problem_headline")
        self._sentence = Paragraph("", parent=self._page)
        self._sentence.setObjectName("problem_sentence")
        column = QWidget(self._page)
        column.setMaximumWidth(_COLUMN_WIDTH)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.SMALL)
        lines.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(Space.SMALL)
        for label in (self._headline, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(label)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(column, 1000)
        line.addStretch(1)
        rows = QVBoxLayout(self._page)
        # The eye takes a little above the middle for the middle.
        rows.addStretch(4)
        rows.addLayout(line)
        rows.addStretch(5)

    @property
    def is_list_shown(self) -> bool:
        """Whether there are rows to go through."""
        return self.currentWidget() is self.view

    def show_state(self, problems: FolderProblems, words: str) -> None:
        """Show the rows, or say why there are none; `words` narrow them."""
        if self._model.rowCount():
            self.setCurrentWidget(self.view)
            return
        is_narrowed = bool(words.strip()) and len(problems.findings) > 0
        headline, sentence = (
            ("Nothing matches", f"No problem says “{words.strip()}”.")
            if is_narrowed
            else empty_words(problems)
        )
        self._glyph.setVisible(problems.is_clean)
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self.setCurrentWidget(self._page)
