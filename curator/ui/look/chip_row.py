"""A row of small rounded words, painted rather than built of widgets, since it changes with every article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.ui.look.theme import Space, TextSize, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip


class ChipRow(QWidget):
    """Paints as many of its words as fit, then "+ 3" for the rest; all of them are in the description."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._font = interface_font(TextSize.SMALL)
        self._metrics = QFontMetrics(self._font)
        self._words: tuple[str, ...] = ()
        theme.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the row."""
        return self._words

    def set_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        self._words = tuple(words)
        self.setAccessibleDescription(", ".join(self._words))
        self.setToolTip(tool_tip(*self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large the row would like to be."""
        gaps = Space.SMALL * max(0, len(self._words) - 1)
        return QSize(sum(self._width(word) for word in self._words) + gaps, self._metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to nothing: the rest becomes a number."""
        return QSize(0, self._metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the row."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font)
            right = self.width()
            for word in reversed(self._fitting()):
                width = self._width(word)
                self._paint_chip(painter, QRect(right - width, 0, width, self.height()), word)
                right -= width + Space.SMALL

    def _width(self, word: str) -> int:
        return self._metrics.horizontalAdvance(word) + 20

    def _fitting(self) -> list[str]:
        shown = list(self._words)
        while shown:
            hidden = len(self._words) - len(shown)
            words = [*shown, f"+ {hidden}"] if hidden else shown
            if sum(self._width(word) for word in words) + Space.SMALL * (len(words) - 1) <= self.width():
                return words
            shown.pop()
        return []

    def _paint_chip(self, painter: QPainter, box: QRect, word: str) -> None:
        colors = self._theme.colors
        painter.setPen(colors.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(colors.color("soft"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
