"""A label that shows at most a few lines of its text, and all of it on hovering."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from curator.ui.look.elision import LineBreaker


class ShortText(QLabel):
    """Plain text in at most `max_lines` lines; it takes the width it is given."""

    def __init__(self, font: QFont, max_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breaker = LineBreaker(font, max_lines)
        self._max_lines = max_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt asks how large the label would like to be."""
        return QSize(120, self._breaker.line_height * self._max_lines)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow; its height never changes, so nothing around it moves."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the text."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(self.foregroundRole()))
            lines = self._breaker.lines(self.text(), self.width()) if self.text() else ()
            height = self._breaker.line_height
            top = (self.height() - height * len(lines)) // 2
            for place, line in enumerate(lines):
                box = QRect(0, top + place * height, self.width(), height)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
